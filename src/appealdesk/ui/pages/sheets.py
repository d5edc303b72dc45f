"""The scroller that the reader, the evidence picker and the packet's preview share.

To what ``SheetScroller`` does it adds marks and links on sheets, and words that can be chosen.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.layout import Sheet, turned
from appealdesk.ui.pages.overlays import Overlay, paint_focus, paint_overlay, veil
from appealdesk.ui.pages.scroller import SheetScroller
from appealdesk.ui.pages.selection import (
    Choice,
    bands,
    box_of,
    line_step,
    nearest,
    text_of,
    word_at,
)
from appealdesk.ui.view import Kit
from appealdesk.worker.messages import PageWord

_READ_AFTER = 80  # ms at rest until the words of what shows are looked for
_EDGE = 24  # pixels at the border of the view where choosing words scrolls


class SheetsArea(SheetScroller):
    """Sheets with marks, links and words.

    Args:
        images: makes the pictures.
        kit: colours and sizes.
    """

    link_clicked = Signal(int, object)
    """A link was followed: (row, link_id)."""
    words_changed = Signal(int)
    """The words of a sheet are known now: its row."""
    selection_changed = Signal()
    activated = Signal(int)
    """Enter was pressed, or a sheet was double-clicked where no word is: its row."""

    def __init__(self, images: PageImages, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(images, kit, parent)
        self._words: dict[tuple[str, int, bool], tuple[PageWord, ...]] = {}
        self._overlays: dict[int, tuple[Overlay, ...]] = {}
        self._choice: Choice | None = None
        self._pressed_link: tuple[int, Overlay] | None = None
        self._focused_link: tuple[int, int] | None = None  # row, place among its links
        self._is_choosing = False
        self.viewport().setMouseTracking(True)
        self._reading = QTimer(self, interval=_READ_AFTER, singleShot=True)
        self._reading.timeout.connect(self._find_shown_words)
        images.words_ready.connect(self._words_ready)

    # ---- what lies on the sheets

    @override
    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these sheets. Overlays go; words and the choice stay with their pages."""
        chosen = self._choice
        key = self._sheets[chosen.row].page_key if chosen else None
        self._overlays.clear()
        self._focused_link = self._pressed_link = None
        self._choice = None
        super().set_sheets(sheets)
        if chosen is not None:
            row = next((n for n, s in enumerate(self._sheets) if s.page_key == key), None)
            if row is not None:
                self._choice = Choice(row, chosen.anchor, chosen.head)
            else:
                self.selection_changed.emit()

    def set_overlays(self, row: int, overlays: Sequence[Overlay]) -> None:
        """Put boxes on a sheet in place of those that were on it."""
        self._overlays[row] = tuple(overlays)
        self._focused_link = None
        self._update()

    def set_all_overlays(self, overlays: Mapping[int, Sequence[Overlay]]) -> None:
        """Put boxes on all sheets in place of all that were there."""
        self._overlays = {row: tuple(some) for row, some in overlays.items()}
        self._focused_link = None
        self._update()

    def overlays(self, row: int) -> tuple[Overlay, ...]:
        """The boxes on a sheet."""
        return self._overlays.get(row, ())

    def set_words(self, row: int, words: Sequence[PageWord]) -> None:
        """Give the words of a sheet's page. Those of what shows are looked for without this."""
        self._words[self._sheets[row].page_key] = tuple(words)
        if row == self._current:
            self._describe()
        self._update()
        self.words_changed.emit(row)

    def words(self, row: int) -> tuple[PageWord, ...] | None:
        """The words of a sheet's page, None while they are not known."""
        return self._words.get(self._sheets[row].page_key)

    def find_words(self, row: int) -> None:
        """See that the words of a sheet are known soon; ``words_changed`` tells when."""
        if self.words(row) is not None:
            return
        sheet = self._sheets[row]
        found = self._images.words(sheet.key_source, sheet.index, is_packet=sheet.is_packet)
        if found is not None:
            self.set_words(row, found)

    def _find_shown_words(self) -> None:
        for row in self.visible_rows() if self._sheets and self.isVisible() else ():
            self.find_words(row)

    def _words_ready(self, source: str, index: int, is_packet: bool) -> None:
        key = (source, index, is_packet)
        for row, sheet in enumerate(self._sheets):
            if sheet.page_key == key:
                self.set_words(row, self._images.words(source, index, is_packet=is_packet) or ())

    def show_box(self, row: int, box: QRectF) -> None:
        """Scroll as little as needed until a box of a sheet shows."""
        place = self._layout.rect(row)
        part = turned(box, self._sheets[row].rotation)
        edge = self._layout.room.gap
        top = round(place.top() + part.top() * place.height())
        bottom = round(place.top() + part.bottom() * place.height())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() + edge or bottom > bar.value() + height - edge:
            self._scroll_to(round((top + bottom) / 2 - height / 3))
        across, width = self.horizontalScrollBar(), self.viewport().width()
        left = round(place.left() + part.left() * place.width())
        if not across.value() <= left <= across.value() + width - edge:
            across.setValue(left - width // 3)
        self._set_current(row)

    # ---- chosen words

    @property
    def choice(self) -> Choice | None:
        """Which words are chosen."""
        return self._choice

    def selected_text(self) -> str:
        """The chosen words, with the line breaks of the page."""
        if self._choice is None:
            return ""
        return text_of(self.words(self._choice.row) or (), self._choice.span)

    def choose(self, choice: Choice | None) -> None:
        """Choose words, or none."""
        if choice != self._choice:
            self._choice = choice
            self._update()
            self.selection_changed.emit()

    def choose_all(self) -> None:
        """Choose all words of the sheet that is looked at."""
        words = self.words(self._current) if self._current >= 0 else None
        if words:
            self.choose(Choice(self._current, 0, len(words) - 1))

    def copy(self) -> None:
        """Put the chosen words on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    # ---- links

    def links(self, row: int) -> tuple[Overlay, ...]:
        """The links of a sheet, in their order."""
        return tuple(o for o in self.overlays(row) if o.link_id is not None)

    def _link_at(self, point: QPoint) -> tuple[int, Overlay] | None:
        row = self.row_at(point)
        if row < 0:
            return None
        at = self._on_page(row, point)
        return next(((row, link) for link in self.links(row) if link.rect.contains(at)), None)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from link to link of the sheet that is looked at, then on to the next part."""
        row = self._current
        links = self.links(row) if row >= 0 else ()
        step = 1 if next else -1
        known = self._focused_link is not None and self._focused_link[0] == row
        at = self._focused_link[1] if known and self._focused_link else (-1 if next else len(links))
        if 0 <= at + step < len(links):
            self._focused_link = (row, at + step)
            link = links[at + step]
            self.show_box(row, link.rect)
            self.setAccessibleDescription(link.words or self.tr("Link"))
            self._update()
            return True
        self._focused_link = None
        self._update()
        return super().focusNextPrevChild(next)

    # ---- painting

    @override
    def _paint_on_sheet(self, painter: QPainter, row: int, rect: QRect) -> None:
        super()._paint_on_sheet(painter, row, rect)
        if self.words(row) is None:
            self._reading.start()
        colors = self._kit.theme.colors
        if self._choice is not None and self._choice.row == row:
            for band in bands(self.words(row) or (), self._choice.span):
                painter.fillRect(self._in_view(row, band), veil(colors.accent, 80))
        for overlay in self.overlays(row):
            paint_overlay(painter, colors, overlay, self._in_view(row, overlay.rect))
        if self._focused_link is not None and self._focused_link[0] == row and self.hasFocus():
            link = self.links(row)[self._focused_link[1]]
            paint_focus(painter, self._in_view(row, link.rect))

    def _in_view(self, row: int, box: QRectF) -> QRectF:
        """A box of a page as it lies in the view now."""
        place, part = self.sheet_rect(row), turned(box, self._sheets[row].rotation)
        return QRectF(
            place.left() + part.left() * place.width(),
            place.top() + part.top() * place.height(),
            part.width() * place.width(),
            part.height() * place.height(),
        )

    def _on_page(self, row: int, point: QPoint) -> QPointF:
        """A point of the view in fractions of a page."""
        place = self.sheet_rect(row)
        x = (point.x() - place.left()) / place.width()
        y = (point.y() - place.top()) / place.height()
        back = turned(QRectF(x, y, 0, 0), 360 - self._sheets[row].rotation)
        return back.topLeft()

    # ---- mouse and keys

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        point = event.position().toPoint()
        self._pressed_link = self._link_at(point)
        row = self.row_at(point)
        if row >= 0:
            self._set_current(row)
            self._update()
        if self._pressed_link is not None or row < 0:
            return
        words = self.words(row) or ()
        at = nearest(words, self._on_page(row, point))
        is_on = self._choice is not None and self._choice.row == row
        if at is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and is_on:
            self.choose(Choice(row, self._choice.anchor if self._choice else at, at))
        else:
            self.choose(None)
        self._is_choosing = at is not None
        self._pressed_at = point

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._is_choosing and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(point)
            return
        row = self.row_at(point)
        link = self._link_at(point)
        words = (self.words(row) or ()) if row >= 0 else ()
        shape = Qt.CursorShape.ArrowCursor
        if link is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif words and word_at(words, self._on_page(row, point)) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(link[1].words if link else "")

    def _drag_to(self, point: QPoint) -> None:
        far = (point - self._pressed_at).manhattanLength()
        if self._choice is None and far < QGuiApplication.styleHints().startDragDistance():
            return
        row = self._choice.row if self._choice else self.row_at(self._pressed_at)
        words = self.words(row) or ()
        if row < 0 or not words:
            return
        start = self._choice.anchor if self._choice else None
        if start is None:
            start = nearest(words, self._on_page(row, self._pressed_at))
        head = nearest(words, self._on_page(row, point))
        if start is not None and head is not None:
            self.choose(Choice(row, start, head))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif point.y() > height - _EDGE:
            bar.setValue(bar.value() + _EDGE)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_link = self._pressed_link, None
        self._is_choosing = False
        if pressed is not None and self._link_at(event.position().toPoint()) == pressed:
            self.link_clicked.emit(pressed[0], pressed[1].link_id)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.row_at(point)
        if row < 0 or self._link_at(point) is not None:
            return
        at = word_at(self.words(row) or (), self._on_page(row, point))
        if at is None:
            self.activated.emit(row)
        else:
            self.choose(Choice(row, at, at))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._focused_link is not None:
                row, at = self._focused_link
                self.link_clicked.emit(row, self.links(row)[at].link_id)
            elif self._current >= 0:
                self.activated.emit(self._current)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose_all()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape and self._choice is not None:
            self.choose(None)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and self._grow(event.key()):
            pass
        else:
            super().keyPressEvent(event)

    def _grow(self, key: int) -> bool:
        """Shift and an arrow: the choice grows or shrinks by a word or a line."""
        row = self._choice.row if self._choice else self._current
        words = (self.words(row) or ()) if row >= 0 else ()
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if not words or key not in arrows:
            return False
        if self._choice is None:
            first = self._first_shown(row, words)
            self.choose(Choice(row, first, first))
            return True
        head = self._choice.head
        match key:
            case Qt.Key.Key_Left:
                head = max(head - 1, 0)
            case Qt.Key.Key_Right:
                head = min(head + 1, len(words) - 1)
            case _:
                head = line_step(words, head, -1 if key == Qt.Key.Key_Up else 1)
        self.choose(Choice(row, self._choice.anchor, head))
        self.show_box(row, box_of(words[head]))
        return True

    def _first_shown(self, row: int, words: Sequence[PageWord]) -> int:
        for at, word in enumerate(words):
            if self._in_view(row, box_of(word)).top() >= 0:
                return at
        return 0

    # ---- for those who listen instead of looking

    @override
    def _set_current(self, row: int) -> None:
        is_new = row != self._current
        super()._set_current(row)
        if is_new:
            self._focused_link = None
            self._describe()

    def _describe(self) -> None:
        """Give the page's words to the screen reader."""
        row = self._current
        words = self.words(row) if 0 <= row < len(self._sheets) else None
        caption = self._sheets[row].caption if 0 <= row < len(self._sheets) else ""
        said = text_of(words, range(len(words))) if words else ""
        self.setAccessibleDescription("\n".join(part for part in (caption, said) if part))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._relayout(self._anchor())
