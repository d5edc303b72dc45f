"""One piece of evidence as a card: what it points at, a picture, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QMenu, QWidget
from typing_extensions import override

from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.evidence import Entry
from appealdesk.ui.reasons.labels import Chip, draw_icon
from appealdesk.ui.reasons.thumbnail import Thumbnail
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, icon_button, label, row

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class EvidenceCard(QFrame):
    """A card that takes the focus. Enter or a click opens the page, Del removes the evidence.

    Args:
        entry: what it shows.
        images: draws the small picture.
        kit: what every part of the window may use.
    """

    opened = Signal()
    removed = Signal()
    put = Signal()
    """Its chip is wanted in the response."""
    another = Signal()
    """Another page is wanted instead."""
    stepped = Signal(int)
    """The focus is wanted on the card above (-1) or below (1); -1000 and 1000 are the ends."""
    moved = Signal(int)
    """It is to be moved up (-1) or down (1)."""
    focused = Signal()

    def __init__(self, entry: Entry, images: PageImages, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-card")
        self._kit = kit
        self._entry = entry
        self._can_edit = True
        self._is_pressed = False
        self._picture = Thumbnail(images, kit, 52, self)
        self._where = Chip(kit, self)
        _passive(self._where)
        self._title = _passive(label(""))
        self._trouble = _passive(label("", "bad"))
        self._words = _passive(label("", "small"))
        self._put = button(
            self.tr("Put it into the response"), self.put.emit, role="quiet", name="put-evidence"
        )
        self._another = button(
            self.tr("Choose another..."), self.another.emit, name="choose-another"
        )
        self._remove = icon_button(
            kit.icons.get("trash-2", "quiet"),
            self.tr("Remove this evidence"),
            self.removed.emit,
            name="remove-evidence",
        )
        self._remove_words = button(
            self.tr("Remove"), self.removed.emit, role="danger", name="remove-broken-evidence"
        )
        words = column(self._where, self._title, self._trouble, self._words, space=2)
        words.addStretch(1)
        top = row(self._picture, words, space=SPACE + 2)
        top.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        top.setStretch(1, 1)
        tools = row(self._put, self._another, space=SPACE // 2)
        tools.addStretch(1)
        tools.addWidget(self._remove_words)
        tools.addWidget(self._remove)
        layout = column(top, tools, space=SPACE // 2, margin=SPACE + 2)
        self.setLayout(layout)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(
            self.tr("Press Enter to open the page, Delete to remove this evidence.")
        )
        kit.theme.changed.connect(self._draw)
        self.set_current(False)
        self.show_entry(entry)
        self._draw()

    @property
    def entry(self) -> Entry:
        """What it shows."""
        return self._entry

    @property
    def tools(self) -> tuple[QAbstractButton, ...]:
        """The buttons on it."""
        return (self._put, self._another, self._remove, self._remove_words)

    def show_entry(self, entry: Entry) -> None:
        """Show this entry, of the same citation, as it stands now."""
        self._entry = entry
        self._picture.show_page(entry.clean, entry.index, entry.rotation)
        self._picture.setVisible(bool(entry.clean))
        self._where.show_words(entry.where, is_broken=bool(entry.trouble))
        for shown, text in (
            (self._title, entry.title),
            (self._trouble, entry.trouble),
            (self._words, "" if entry.trouble else entry.words),
        ):
            shown.setText(text)
            shown.setVisible(bool(text))
        self.setAccessibleName(entry.spoken)
        self.setToolTip("" if entry.trouble else self.tr("Open this page"))
        self._show_tools()

    def set_can_edit(self, can_edit: bool) -> None:
        """Whether evidence may be changed."""
        self._can_edit = can_edit
        self._show_tools()

    def set_current(self, is_current: bool) -> None:
        """Whether Tab stops at this card: it does at one card of a list, arrows do the rest."""
        stop = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(stop)
        inner = Qt.FocusPolicy.TabFocus if is_current else Qt.FocusPolicy.NoFocus
        for tool in self.tools:
            tool.setFocusPolicy(inner)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self._when_editable(partial(self.moved.emit, _MOVES[key]))
        elif key in _MOVES:
            self.stepped.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stepped.emit(-1000 if key == Qt.Key.Key_Home else 1000)
        elif key in _OPENS:
            self._open()
        elif key in _REMOVES:
            self._when_editable(self.removed.emit)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = event.button() == Qt.MouseButton.LeftButton

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_pressed and self.rect().contains(event.position().toPoint()):
            self._open()
        self._is_pressed = False

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icons = self._kit.icons
        if not self._entry.trouble:
            menu.addAction(icons.get("file-text"), self.tr("&Open the page"), self.opened.emit)
        if self._can_edit:
            if not self._entry.trouble:
                put = self.tr("&Put it into the response")
                menu.addAction(icons.get("text-quote"), put, self.put.emit)
            another = self.tr("&Choose another page...")
            menu.addAction(icons.get("locate"), another, self.another.emit)
            menu.addSeparator()
            up, down = self.tr("Move &up"), self.tr("Move &down")
            menu.addAction(icons.get("arrow-up"), up, partial(self.moved.emit, -1))
            menu.addAction(icons.get("arrow-down"), down, partial(self.moved.emit, 1))
            menu.addSeparator()
            menu.addAction(icons.get("trash-2"), self.tr("&Remove"), self.removed.emit)
        menu.popup(event.globalPos())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._kit.theme.colors
        is_broken = bool(self._entry.trouble)
        ground = colors.bad_ground if is_broken else colors.base
        if self.underMouse() and not is_broken:
            ground = colors.hover
        edge, width = (colors.bad if is_broken else colors.line), 1.0
        if self.hasFocus():
            edge, width = colors.accent, 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _open(self) -> None:
        if self._entry.trouble:
            self._when_editable(self.another.emit)
        else:
            self.opened.emit()

    def _when_editable(self, call: Callable[[], object]) -> None:
        if self._can_edit:
            call()

    def _show_tools(self) -> None:
        is_broken = bool(self._entry.trouble)
        self._put.setVisible(self._can_edit and not is_broken)
        self._remove.setVisible(self._can_edit and not is_broken)
        self._another.setVisible(self._can_edit and is_broken)
        self._remove_words.setVisible(self._can_edit and is_broken)

    def _draw(self) -> None:
        draw_icon(self._remove, self._kit, "trash-2", "quiet")
        self.update()


def _passive(made: QLabel) -> QLabel:
    """Words that leave the mouse to the card below them."""
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
