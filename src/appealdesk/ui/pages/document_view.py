"""One document: its facts on top, and its pages in the grid or in the reader."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.values import Case, Citation, Document, Kind, PageId, PageRef
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.finding import quoted
from appealdesk.ui.pages.header import DocumentHeader
from appealdesk.ui.pages.layout import Fit
from appealdesk.ui.pages.page_edits import MOVES, ON_PAGES, PageEdits, step_target
from appealdesk.ui.pages.page_facts import PageFacts, read_facts
from appealdesk.ui.pages.page_grid import PageGrid
from appealdesk.ui.pages.page_model import PageModel
from appealdesk.ui.pages.page_tools import PageTools, open_menu
from appealdesk.ui.pages.reader import PageReader
from appealdesk.ui.pages.sides import Sides
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import SPACE, column, label, row
from appealdesk.ui.workbench import Workbench

GRID, READER = 0, 1
EDITS = {*ON_PAGES, *MOVES}
ZOOMS = {"zoom-in", "zoom-out", "zoom-fit"}


class DocumentView(View):
    """The pages of the document that is chosen.

    Args:
        bench: the open case.
        images: makes the pictures.
        kit: what every part may use.
    """

    quote_wanted = Signal(str, object)
    """Words of a page are to be quoted: (words, Citation)."""
    cite_page_wanted = Signal(object)
    """A page is to be used as evidence: Citation."""

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("document-view")
        self._bench, self._kit = bench, kit
        self._document: Document | None = None
        self._facts = PageFacts()
        self._is_reader_old = True  # its sheets are not those of the document
        self._known = ""  # SHA-256 of the clean PDF whose sizes and texts were read
        self._edits = PageEdits(bench, kit.notices, self)
        self.header = DocumentHeader(bench, kit)
        self.model = PageModel(self)
        self.grid = PageGrid(self.model, images, kit)
        self.grid.setObjectName("page-grid")
        self.grid.case_path = str(bench.path)
        self.reader = PageReader(images, kit)
        self.reader.setObjectName("page-reader")
        self.tabs = QTabBar()
        self.tabs.setObjectName("page-tabs")
        self.tabs.setAccessibleName(self.tr("How to look at the pages"))
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("All pages"))
        self.tabs.addTab(self.tr("Read"))
        self.tools = PageTools(kit)
        self.status = label("", "small", wraps=False)
        self.status.setObjectName("page-status")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.reader)
        self._stack.setMinimumHeight(60)  # with large text in a low window pages give way to words
        bar = Sides(self.tabs, self.tools)
        self._work = QWidget()
        foot = row(self.status, self.reader.note)  # one line, so that pages do not jump
        foot.setStretch(1, 1)
        work = column(bar, self._stack, foot, space=6)
        work.setStretch(1, 1)
        self._work.setLayout(work)
        layout = column(self.header, self._work, space=SPACE, margin=2 * SPACE)
        layout.setStretch(1, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self._connect()

    def _connect(self) -> None:
        self.header.kind_chosen.connect(self._set_kind)
        self.header.unlock_wanted.connect(self._kit.actions["unlock"].trigger)
        self.header.remove_wanted.connect(self._remove)
        self.grid.opened.connect(self._open_row)
        self.grid.chosen_changed.connect(self._chosen_changed)
        self.grid.move_wanted.connect(self._move)
        self.grid.step_wanted.connect(self._step)
        self.reader.page_changed.connect(self._chosen_changed)
        self.reader.selection_changed.connect(self._chosen_changed)
        self.reader.left.connect(partial(self.set_mode, GRID))
        self.reader.sheets.activated.connect(self._back_to_grid)
        self.reader.sheets.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.reader.sheets.customContextMenuRequested.connect(self._reader_menu)
        self.tools.wanted.connect(self._tool)
        self.tabs.currentChanged.connect(self.set_mode)
        self._bench.changed.connect(self._changed)
        self._bench.planned.connect(self._planned)

    # ---- what is shown

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._document

    @property
    def mode(self) -> int:
        """``GRID`` or ``READER``."""
        return self._stack.currentIndex()

    @override
    def show_spot(self, spot: Spot) -> None:
        """Show a document, and its page if the spot names one."""
        if spot.kind != SpotKind.DOCUMENT:
            return
        is_new = self._document is None or self._document.id != spot.id
        self._show(self._bench.case.document(spot.id))
        row_ = self.model.row_of(spot.page)
        if row_ < 0 and is_new:
            row_ = 0
        if row_ >= 0:
            self.show_row(row_)

    def show_row(self, row_: int) -> None:
        """Choose a page in the grid and look at it in the reader."""
        self.grid.choose([row_])
        self.grid.scrollTo(self.model.index(row_))
        if not self._is_reader_old:
            self.reader.go_to(row_)

    def show_words(self, page: PageId, words: str) -> None:
        """Open the reader at a page where words were found, with those words marked."""
        self.set_mode(READER)
        row_ = max(self.model.row_of(page), 0)
        self.reader.go_to(row_)
        self.reader.show_hits(words, row_)

    def set_mode(self, mode: int) -> None:
        """Look at all pages in the grid, or read them; the page stays the same."""
        if mode == self.mode:
            return
        row_ = self.reader.current_row if mode == GRID else self.grid.currentIndex().row()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentIndex(mode)
        self.tabs.setCurrentIndex(mode)
        if self._is_reader_old:
            self._show_sheets()
        if mode == READER:
            self.reader.go_to(max(row_, 0))
        elif 0 <= row_ < len(self.model.pages) and row_ not in self.grid.chosen_rows:
            self.grid.choose([row_])
            self.grid.scrollTo(self.model.index(row_))
        if had_focus:
            self.focus_work()
        self._chosen_changed()

    def open_search(self) -> None:
        """Find words in this document."""
        if self.model.pages:
            self.set_mode(READER)
            self.reader.open_search()

    def current_page(self) -> PageId | None:
        """The page that is looked at."""
        row_ = self.grid.currentIndex().row() if self.mode == GRID else self.reader.current_row
        pages = self.model.pages
        return pages[row_].id if 0 <= row_ < len(pages) else None

    @override
    def focus_work(self) -> None:
        if self._document is not None and self._document.problem is not None:
            locked = self.header.unlock.isVisible()
            (self.header.unlock if locked else self.header.remove).setFocus()
        elif self.mode == GRID:
            self.grid.setFocus()
        else:
            self.reader.sheets.setFocus()

    def focus_part(self, key: str) -> None:
        """Put the focus where a question about this paper is answered; else on its pages."""
        standing = self.header.standing
        asked = {"kind": self.header.kind, "date": standing.day, "novelty": standing.novelty}
        if key in asked and asked[key].isVisible():
            asked[key].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_work()

    def _show(self, document: Document | None) -> None:
        old, self._document = self._document, document
        if document is None:
            self.model.set_document(None, None)
            self.reader.set_sheets(())
            return
        if old is None or (old.id, old.clean) != (document.id, document.clean):
            self._known, self._facts = "", PageFacts()
            self.reader.search.hide()
            self.reader.search.field.clear()
        self.header.show_document(document, self._bench.case, self._bench.packet)
        self.header.set_editable(not self._bench.is_read_only)
        self.grid.set_document(document.id)
        self.model.set_document(document, self._bench.packet)
        self._work.setVisible(bool(document.pages))
        self._show_sheets()
        if document.clean and self._known != document.clean:
            self._known = document.clean
            self._bench.read(
                partial(read_facts, document.clean), partial(self._facts_read, document.clean)
            )
        self._chosen_changed()

    def _show_sheets(self) -> None:
        self._is_reader_old = self.mode == GRID
        if self._is_reader_old:
            return  # done when it is looked at
        sheets = [self.model.sheet(row_) for row_ in range(len(self.model.pages))]
        self.reader.set_sheets(sheets)
        self.reader.set_texts([self._facts.text(page.index) for page in self.model.pages])

    def _facts_read(self, clean: str, facts: PageFacts) -> None:
        if self._document is None or self._document.clean != clean:
            return
        self._facts = facts
        self.model.set_sizes(facts.sizes)
        self._show_sheets()

    # ---- what the case says

    def _changed(self, _before: Case, after: Case) -> None:
        if self._document is None:
            return
        document = after.document(self._document.id)
        if document is None:
            return  # the bench shows the packet instead
        if document is not self._document:
            self._show(document)
        else:
            self._planned()

    def _planned(self) -> None:
        """Only numbers in the packet changed."""
        if self._document is not None:
            self.header.show_document(self._document, self._bench.case, self._bench.packet)
            self.model.set_packet(self._bench.packet)
            self._show_sheets()

    def _chosen_changed(self) -> None:
        self.reader.note.setVisible(self.mode == READER)
        self.tools.show_state(self.can, self.is_checked, is_grid=self.mode == GRID)
        self.status.setText(self._status())
        self.actions_changed.emit()

    def _status(self) -> str:
        pages = self.model.pages
        out = sum(not page.is_included for page in pages)
        chosen = self.grid.chosen_count if self.mode == GRID else 0
        total = self.tr("1 page") if len(pages) == 1 else self.tr("{0} pages").format(len(pages))
        told = self.tr("{0} of {1} chosen").format(chosen, total) if chosen else total
        return self.tr("{0}, {1} left out").format(told, out) if out else told

    # ---- what can be done

    @property
    def _marked(self) -> tuple[PageRef, ...]:
        """The pages that an action means: those chosen in the grid, or the one that is read."""
        if self.mode == GRID:
            return self.grid.chosen
        row_ = self.reader.current_row
        return self.model.pages[row_ : row_ + 1] if row_ >= 0 else ()

    @property
    def _marked_ids(self) -> tuple[PageId, ...]:
        return tuple(page.id for page in self._marked)

    @override
    def can(self, name: str) -> bool:
        document, sheets = self._document, self.reader.sheets
        if document is None or not document.pages:
            return False
        if name in EDITS:
            order = [page.id for page in document.pages]
            is_stuck = name in MOVES and not step_target(order, self._marked_ids, MOVES[name])
            return bool(self._marked) and not is_stuck and not self._bench.is_read_only
        if name == "select-all":
            return self.mode == GRID or bool(self.reader.words)
        if name in {"copy", "quote"}:
            return self.mode == READER and bool(sheets.selected_text())
        return name in ZOOMS or (name == "cite-page" and bool(self._marked))

    @override
    def is_checked(self, name: str) -> bool:
        marked = self._marked
        return name == "page-include" and bool(marked) and all(p.is_included for p in marked)

    @override
    def do(self, name: str) -> None:
        document = self._document
        if name in ON_PAGES and document is not None:
            is_in = self.is_checked("page-include")
            self._edits.include_or_turn(name, document, self._marked_ids, is_in)
        elif name in MOVES:
            self._step(MOVES[name])
        elif name in ZOOMS:
            self._zoom(name)
        elif name == "cite-page":
            self._cite()
        elif name == "quote":
            self._quote()
        elif name == "copy":
            self.reader.sheets.copy()
        elif name == "select-all":
            if self.mode == GRID:
                self.grid.selectAll()
            else:
                self.reader.sheets.choose_all()
        else:
            super().do(name)

    def _tool(self, name: str) -> None:
        if self.can(name):
            self.do(name)
        self._chosen_changed()  # a button that is checked shows the pages again, not the click

    def _step(self, step: int) -> None:
        if self._document is not None and not self._bench.is_read_only:
            self._edits.step(self._document, self._marked_ids, step)

    def _move(self, pages: tuple[PageId, ...], before: PageId | None) -> None:
        if self._document is not None and not self._bench.is_read_only:
            self._edits.move(self._document, pages, before)

    def _zoom(self, name: str) -> None:
        step = {"zoom-in": 1, "zoom-out": -1}.get(name)
        if self.mode == GRID:
            self.grid.zoom_fit() if step is None else self.grid.zoom(step)
        elif step is None:
            self.reader.sheets.set_zoom(Fit.WIDTH)
        else:
            self.reader.sheets.zoom_step(step)

    def _cite(self) -> None:
        page = self.current_page()
        if page is not None and self._document is not None:
            citation = Citation(self._document.id, page)
            self._edits.with_page(
                self._document, page, partial(self.cite_page_wanted.emit, citation)
            )

    def _quote(self) -> None:
        choice, document = self.reader.sheets.choice, self._document
        if choice is not None and document is not None:
            page = self.model.pages[choice.row].id
            words = quoted(self.reader.sheets.selected_text())
            citation = Citation(document.id, page)
            self._edits.with_page(document, page, partial(self.quote_wanted.emit, words, citation))

    def _set_kind(self, kind: Kind) -> None:
        if self._document is not None and kind != self._document.kind:
            self._bench.apply(edits.set_document_kind(self._document.id, kind))

    def _remove(self) -> None:
        if self._document is not None:
            self._bench.apply(edits.remove_document(self._document.id))

    def _open_row(self, row_: int) -> None:
        self.grid.choose([row_])
        self.set_mode(READER)

    def _reader_menu(self, place: QPoint) -> None:
        sheets = self.reader.sheets
        names = ("copy", "quote", "cite-page", "", "page-include", "rotate-left", "rotate-right")
        open_menu(self._kit, names, sheets, sheets.viewport().mapToGlobal(place))

    def _back_to_grid(self, _row: int) -> None:
        self.set_mode(GRID)
