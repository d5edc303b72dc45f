"""The reader: pages below each other, with page number, zoom, search, and the words as text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from typing_extensions import override

from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.finding import Hit, find_hits, spans
from appealdesk.ui.pages.layout import Fit, Sheet, Zoom
from appealdesk.ui.pages.overlays import CURRENT_HIT, HIT, Overlay
from appealdesk.ui.pages.scroller import STEPS
from appealdesk.ui.pages.search_bar import SearchBar
from appealdesk.ui.pages.selection import bands, reflowed
from appealdesk.ui.pages.sheets import SheetsArea
from appealdesk.ui.pages.sides import Sides
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, icon_button, label, row
from appealdesk.worker.messages import PageWord


class PageReader(QWidget):
    """Reads pages; what it shows is given with ``set_sheets`` and ``set_texts``.

    Args:
        images: makes the pictures and finds the words.
        kit: colours, icons and sizes.
    """

    page_changed = Signal(int)
    """Another page is looked at: its row, or -1."""
    selection_changed = Signal()
    """Other words are chosen."""
    left = Signal()
    """Esc was pressed with nothing to close: the user wants out of the reader."""

    def __init__(self, images: PageImages, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._texts: tuple[str, ...] = ()  # folded, by row
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._query = ""
        self.sheets = SheetsArea(images, kit)
        self.sheets.setObjectName("reader-pages")
        self.search = SearchBar(kit)
        self.search.hide()
        self._icons: dict[QToolButton, str] = {}
        self._page = QLineEdit()
        self._numbers = QIntValidator(1, 1, self)
        self._of = label("", "quiet", wraps=False)
        self._zoom = QComboBox()
        self._as_text = self._button(
            "scroll-text", self.tr("Show the words of this page as plain text"), None, "as-text"
        )
        self._as_text.setCheckable(True)
        self._as_text.toggled.connect(self._show_text)
        self.text = QPlainTextEdit()
        self.note = label("", "small")
        self.note.setObjectName("reader-note")
        self._build()
        self._connect()
        self._draw()

    # ---- what is shown

    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these pages; the one that is looked at stays, if it is still there."""
        self.sheets.set_sheets(sheets)
        self._numbers.setRange(1, max(len(sheets), 1))
        self._of.setText(self.tr("of {0}").format(len(sheets)))
        self._moved(self.sheets.current_row)
        self._mark()

    def set_texts(self, texts: Sequence[str]) -> None:
        """Give the text of each page, folded by ``finding.folded``, for the search."""
        self._texts = tuple(texts)
        self._find(self._query)

    @property
    def current_row(self) -> int:
        """The page that is looked at, -1 when there is none."""
        return self.sheets.current_row

    @property
    def words(self) -> tuple[PageWord, ...]:
        """The words of the page that is looked at; none while they are not known."""
        return (self.sheets.words(self.current_row) or ()) if self.current_row >= 0 else ()

    def go_to(self, row: int) -> None:
        """Show a page."""
        self.sheets.go_to(row)

    # ---- search

    def open_search(self) -> None:
        """Show the search bar, ready to type; chosen words are what is looked for."""
        chosen = self.sheets.selected_text()
        self.search.show()
        if chosen and "\n" not in chosen:
            self.search.field.setText(chosen)
        self._find(self.search.field.text())
        self.search.take_focus()

    def close_search(self) -> None:
        """Put the search bar away, and its marks."""
        self.search.hide()
        self._find("")
        self.sheets.setFocus()

    def show_hits(self, query: str, row: int) -> None:
        """Open the search with words that were found elsewhere, at the first hit from a row on."""
        self.search.show()
        self.search.field.setText(query)
        self._find(query)
        self._go_to_hit(next((n for n, hit in enumerate(self._hits) if hit.row >= row), 0))

    def _find(self, query: str) -> None:
        self._query = query
        self._hits = find_hits(self._texts, query)
        row_ = max(self.current_row, 0)
        near = (n for n, hit in enumerate(self._hits) if hit.row >= row_)
        self._hit = next(near, 0) if self._hits else -1
        self._go_to_hit(self._hit)

    def _step(self, step: int) -> None:
        if self._hits:
            self._go_to_hit((self._hit + step) % len(self._hits))

    def _go_to_hit(self, number: int) -> None:
        if 0 <= number < len(self._hits):
            self._hit = number
            hit = self._hits[number]
            self.sheets.find_words(hit.row)
            if hit.row != self.current_row:
                self.sheets.go_to(hit.row)
        self._mark()
        self._show_hit()
        self._tell_hits()

    def _show_hit(self) -> None:
        if 0 <= self._hit < len(self._hits):
            row_ = self._hits[self._hit].row
            box = next((o.rect for o in self.sheets.overlays(row_) if o.kind == CURRENT_HIT), None)
            if box is not None:
                self.sheets.show_box(row_, box)

    def _tell_hits(self) -> None:
        if not self._query.strip():
            words = ""
        elif self._hits:
            words = self.tr("{0} of {1}").format(self._hit + 1, len(self._hits))
        elif not any(self._texts):
            words = self.tr("These pages are pictures: their words cannot be found.")
        else:
            words = self.tr("Not found")
        self.search.tell(words, has_hits=bool(self._hits))

    def _mark(self) -> None:
        """Outline the hits on those pages whose words are known."""
        marks: dict[int, list[Overlay]] = {}
        for row_ in {hit.row for hit in self._hits if hit.row < len(self.sheets.sheets)}:
            marks[row_] = self._marks_of(row_)
        self.sheets.set_all_overlays(marks)

    def _marks_of(self, row_: int) -> list[Overlay]:
        words = self.sheets.words(row_) or ()
        now = self._hits[self._hit]
        return [
            Overlay(band, CURRENT_HIT if (now.row, now.nth) == (row_, nth) else HIT)
            for nth, span in enumerate(spans(words, self._query))
            for band in bands(words, span)
        ]

    def _words_changed(self, row_: int) -> None:
        if row_ == self.current_row:
            self._tell_page()
        if any(hit.row == row_ for hit in self._hits):
            self.sheets.set_overlays(row_, self._marks_of(row_))
            if self._hits[self._hit].row == row_:
                self._show_hit()

    # ---- the bar

    def _button(self, icon: str, words: str, clicked: object, name: str) -> QToolButton:
        made = icon_button(self._kit.icons.get(icon), words, clicked, name=name)  # type: ignore[arg-type]
        self._icons[made] = icon
        return made

    def _build(self) -> None:
        self._page.setObjectName("reader-page")
        self._page.setValidator(self._numbers)
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = label(self.tr("&Page"), wraps=False)
        page.setTextFormat(Qt.TextFormat.AutoText)
        page.setBuddy(self._page)
        self._zoom.setObjectName("reader-zoom")
        self._zoom.setAccessibleName(self.tr("How large pages are shown"))
        self._zoom.addItem(self.tr("Fit the width"), Fit.WIDTH.value)
        self._zoom.addItem(self.tr("Fit the page"), Fit.PAGE.value)
        for step in STEPS:
            self._zoom.addItem(f"{step:.0%}", step)
        self.text.setObjectName("reader-text")
        self.text.setAccessibleName(self.tr("The words of this page"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.hide()
        nav, look = QWidget(), QWidget()
        before = self._button("chevron-up", self.tr("Page before"), self._back, "page-before")
        after = self._button("chevron-down", self.tr("Next page"), self._on, "page-next")
        steps = row(before, after, page, self._page, self._of, space=4)
        steps.addStretch(1)
        nav.setLayout(steps)
        tools = row(
            self._button("zoom-out", self.tr("Show pages smaller"), self._smaller, "smaller"),
            self._zoom,
            self._button("zoom-in", self.tr("Show pages larger"), self._larger, "larger"),
            self._button("search", self.tr("Find in this paper"), self.open_search, "search"),
            self._as_text,
            space=4,
        )
        tools.insertStretch(0, 1)
        look.setLayout(tools)
        bar = Sides(nav, look)
        middle = row(self.sheets, self.text, space=0)
        middle.setStretch(0, 3)
        middle.setStretch(1, 2)
        layout = column(bar, self.search, middle, self.note, space=6)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.sheets.current_changed.connect(self._moved)
        self.sheets.selection_changed.connect(self.selection_changed)
        self.sheets.words_changed.connect(self._words_changed)
        self.sheets.zoom_changed.connect(self._show_zoom)
        self._page.editingFinished.connect(self._page_typed)
        self._zoom.activated.connect(self._zoom_chosen)
        self.search.changed.connect(self._find)
        self.search.stepped.connect(self._step)
        self.search.closed.connect(self.close_search)
        self._kit.theme.changed.connect(self._draw)

    def _back(self) -> None:
        self.go_to(self.current_row - 1)

    def _on(self) -> None:
        self.go_to(self.current_row + 1)

    def _smaller(self) -> None:
        self.sheets.zoom_step(-1)

    def _larger(self) -> None:
        self.sheets.zoom_step(1)

    def _page_typed(self) -> None:
        if self._page.hasAcceptableInput() and int(self._page.text()) - 1 != self.current_row:
            self.go_to(int(self._page.text()) - 1)

    def _moved(self, row_: int) -> None:
        self._page.setText(str(row_ + 1) if row_ >= 0 else "")
        if row_ >= 0:
            self.sheets.find_words(row_)
        self._tell_page()
        self.page_changed.emit(row_)

    def _tell_page(self) -> None:
        row_ = self.current_row
        words = self.sheets.words(row_) if row_ >= 0 else None
        picture = self.tr("This page is a picture, its words cannot be searched or copied.")
        self.note.setText(picture if words is not None and not words else "")
        if self._as_text.isChecked():
            said = reflowed(words) if words else ""
            if said != self.text.toPlainText():
                self.text.setPlainText(said)
            self.text.setPlaceholderText(picture if words is not None else "")

    def _show_text(self, is_on: bool) -> None:
        self.text.setVisible(is_on)
        self._tell_page()

    def _zoom_chosen(self, at: int) -> None:
        chosen = self._zoom.itemData(at)
        zoom: Zoom = Fit(chosen) if isinstance(chosen, str) else float(chosen)
        self.sheets.set_zoom(zoom)

    def _show_zoom(self) -> None:
        zoom = self.sheets.zoom
        at = self._zoom.findData(zoom.value if isinstance(zoom, Fit) else zoom)
        self._zoom.setCurrentIndex(at)

    def _draw(self) -> None:
        digits = self._page.fontMetrics().horizontalAdvance("00000")
        self._page.setFixedWidth(digits + self._kit.theme.pixels(20))
        side = self._kit.theme.pixels(18)
        for button, icon in self._icons.items():
            button.setIcon(self._kit.icons.get(icon))
            button.setIconSize(QSize(side, side))

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+F looks in this paper first; pressed again in the bar, it looks in all of them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_find = event.matches(QKeySequence.StandardKey.Find)
            if is_find and not self.search.field.hasFocus():
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.search.isVisible():
                self.close_search()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_F3 and self._hits:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if is_back else 1)
        elif event.matches(QKeySequence.StandardKey.Find):
            self.open_search()
        else:
            super().keyPressEvent(event)
