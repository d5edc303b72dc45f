"""The sheet that one types on: keys, mouse, paste, and what is painted beside the words."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget
from typing_extensions import override

from appealdesk.ui.text import clipboard, keys, shaping
from appealdesk.ui.text.blocks import Block
from appealdesk.ui.text.cites import Names, token_at
from appealdesk.ui.text.document import insert, table_at
from appealdesk.ui.text.formats import IS_VERBATIM, QUOTE, QUOTE_ID, Look
from appealdesk.ui.view import Kit

_MEASURE = 44  # em: as many words in a line as the printed letter has
_STANDARD = QKeySequence.StandardKey


class Surface(keys.Sheet):
    """A text edit that knows chips, quotations, lists and tables as a letter has them.

    Args:
        kit: theme and icons.
        names: what chips say.
    """

    chip_chosen = Signal(str)
    """A chip was clicked, or Enter pressed on it: its token."""
    left = Signal()
    """The focus went elsewhere."""
    scrolled = Signal()
    """Other blocks show."""
    menu_wanted = Signal(object, object)
    """(menu, cursor under the mouse): others may put something on top of the context menu."""
    shape_wanted = Signal(str)
    """A key asks for what the tool bar has: "bold", "italic", "bullet", "number" ..."""

    def __init__(self, kit: Kit, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._names = names
        self._pressed: QPointF | None = None
        self.look = Look(14, "", "", "", "")
        self.setTabChangesFocus(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def shown_blocks(self) -> range:
        """The numbers of the blocks that show, with a few more on both sides."""
        first = self.cursorForPosition(self.viewport().rect().topLeft()).blockNumber()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).blockNumber()
        return range(max(0, first - 3), last + 4)

    def put(self, words: str) -> None:
        """Type plain words where the caret is."""
        self.textCursor().insertText(words)

    # ---- keys

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            if event.matches(_STANDARD.Undo) and not document.isUndoAvailable():
                event.ignore()  # the window's undo goes on with the case's history
                return False
            if event.matches(_STANDARD.Redo) and not document.isRedoAvailable():
                event.ignore()
                return False
            if not self.isReadOnly() and self._shape_of(event):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chip_chosen(event):
            return
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        shape = self._shape_of(event)
        if shape:
            self.shape_wanted.emit(shape)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not keys.enter(self, event):
                super().keyPressEvent(event)
                keys.after_enter(self)
        elif event.key() == Qt.Key.Key_Backspace and keys.step_out(self.textCursor(), self.look):
            return
        else:
            if event.text().isprintable() and event.text():
                keys.leave_link(self)
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab comes here before it comes as a key.
        if not self.isReadOnly() and keys.tab(self, is_back=not next):
            return True
        return super().focusNextPrevChild(next)

    def _shape_of(self, event: QKeyEvent) -> str:
        for combination, shape in _SHAPES.items():
            if QKeySequence(event.keyCombination()) == QKeySequence(combination):
                return shape
        return ""

    # ---- chips

    def chip_under(self, point: QPointF) -> int:
        """The place in the document of the chip at a point of the viewport; -1 when none."""
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        place = layout.hitTest(point + offset, Qt.HitTestAccuracy.ExactHit)
        for position in (place, place - 1):
            if token_at(self.document(), position) and self._is_over(position, point):
                return position
        return -1

    def _is_over(self, position: int, point: QPointF) -> bool:
        begin, end = QTextCursor(self.document()), QTextCursor(self.document())
        begin.setPosition(position)
        end.setPosition(position + 1)
        left, right = self.cursorRect(begin), self.cursorRect(end)
        if left.top() != right.top():
            return False
        return QRectF(left.topLeft(), right.bottomRight()).contains(point)

    def _chip_chosen(self, event: QKeyEvent) -> bool:
        """Enter with a chip chosen; Ctrl+Enter also with the caret beside one."""
        cursor = self.textCursor()
        token = ""
        if cursor.selectionEnd() - cursor.selectionStart() == 1:
            token = token_at(self.document(), cursor.selectionStart())
        elif not cursor.hasSelection() and (
            self.isReadOnly() or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            at = cursor.position()
            token = token_at(self.document(), at) or token_at(self.document(), at - 1)
        if token:
            self.chip_chosen.emit(token)
        return bool(token)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or (pressed - event.position()).manhattanLength() > 4:
            return
        position = self.chip_under(event.position())
        if position >= 0 and position == self.chip_under(pressed):
            cursor = self.textCursor()
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.chip_chosen.emit(token_at(self.document(), position))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_over = self.chip_under(event.position()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            point = event.pos()  # type: ignore[attr-defined]
            token = token_at(self.document(), self.chip_under(QPointF(point)))
            text = self._names.hint(token) if token else ""
            if not text and self.cursorForPosition(point).blockFormat().boolProperty(IS_VERBATIM):
                text = self.tr(
                    "This part is kept exactly as it was typed, because it cannot be shown as it "
                    "will be printed."
                )
            if text:
                QToolTip.showText(event.globalPos(), text, self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # ---- copy and paste

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.copied(self.textCursor(), self._names)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return clipboard.can_paste(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.isReadOnly() and clipboard.can_paste(source):
            self.insert_blocks(clipboard.pasted(source))

    def insert_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Put blocks in where the caret is."""
        if not blocks:
            return
        cursor = self.textCursor()
        taken = shaping.new_quote_id(cursor)
        fresh = tuple(
            replace(block, quote_id=block.quote_id + taken) if block.quote else block
            for block in blocks
        )
        insert(cursor, fresh, self.look)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # ---- context menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        under = self.textCursor() if is_key else self.cursorForPosition(event.pos())
        if not is_key and not self.textCursor().hasSelection():
            self.setTextCursor(under)
        menu = self.make_menu(under)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu.popup(at if is_key else event.globalPos())

    def make_menu(self, under: QTextCursor) -> QMenu:
        """The context menu for a place of the text."""
        menu = QMenu(self)
        self.menu_wanted.emit(menu, under)
        has_selection, writes = self.textCursor().hasSelection(), not self.isReadOnly()
        rows: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            (self.tr("Cu&t"), "scissors", self.cut, has_selection and writes),
            (self.tr("&Copy"), "copy", self.copy, has_selection),
            (self.tr("&Paste"), "clipboard", self.paste, writes and self.canPaste()),
            (self.tr("Select &all"), "text-select", self.selectAll, True),
        )
        for text, icon, do, is_on in rows:
            action = menu.addAction(self._kit.icons.get(icon), text)
            action.triggered.connect(do)
            action.setEnabled(is_on)
        if writes and table_at(under) is not None:
            menu.addSeparator()
            for what, text in self.table_changes():
                menu.addAction(text).triggered.connect(
                    partial(shaping.change_table, QTextCursor(under), what)
                )
        return menu

    def table_changes(self) -> tuple[tuple[str, str], ...]:
        """What can be done to a table: name and words."""
        return (
            ("add-row", self.tr("Add a row below")),
            ("add-column", self.tr("Add a column to the right")),
            ("remove-row", self.tr("Remove this row")),
            ("remove-column", self.tr("Remove this column")),
            ("remove-table", self.tr("Remove the table")),
        )

    # ---- painting and size

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        self._paint_quotes(e)
        super().paintEvent(e)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self.set_measure()
        super().resizeEvent(e)
        self.scrolled.emit()

    def set_measure(self) -> None:
        """Keep lines as short as those of the letter, in the middle of what room there is."""
        least = round(self.look.em * 0.9)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(least, (room - round(_MEASURE * self.look.em)) // 2)
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, 0, side, 0)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _paint_quotes(self, event: QPaintEvent) -> None:
        """The bar at the left of quotations, one for each quotation around the words."""
        layout = self.document().documentLayout()
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._kit.theme.colors.line))
        shown = self.shown_blocks()
        block = self.document().findBlockByNumber(shown.start)
        while block.isValid() and block.blockNumber() in shown:
            for level in range(block.blockFormat().intProperty(QUOTE)):
                rect = layout.blockBoundingRect(block)
                x = self.document().documentMargin() + (level * 1.7 + 0.55) * self.look.em
                below = self._gap_to_next_quote(block, level)
                painter.drawRect(QRectF(x, rect.top(), 2.5, rect.height() + below))
            block = block.next()
        painter.end()
        event.accept()

    def _gap_to_next_quote(self, block: QTextBlock, level: int) -> float:
        """How far down the bar goes on, so that one quotation has one bar."""
        after = block.next()
        form = after.blockFormat()
        if not after.isValid() or form.intProperty(QUOTE) <= level:
            return 0.0
        if form.intProperty(QUOTE_ID) != block.blockFormat().intProperty(QUOTE_ID):
            return 0.0
        layout = self.document().documentLayout()
        return max(
            0.0,
            layout.blockBoundingRect(after).top() - layout.blockBoundingRect(block).bottom(),
        )


_SHAPES = {
    "Ctrl+B": "bold",
    "Ctrl+I": "italic",
    "Ctrl+Shift+L": "bullet",
    "Ctrl+Shift+N": "number",
    "Ctrl+]": "indent",
    "Ctrl+[": "outdent",
    "Ctrl+Shift+V": "paste-plain",
}
