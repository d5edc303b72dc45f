"""Choosing the page that shows something: find a paper or words on a page, look, take it."""

from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from typing_extensions import override

from appealdesk.audit.checks import why_broken
from appealdesk.case.values import Case, Citation, Document
from appealdesk.desk.search import Hit, search, wanted
from appealdesk.desk.session import Session
from appealdesk.ui.dialogs.base import Dialog, foot
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.columns import KeySplitter
from appealdesk.ui.reasons.evidence import capital
from appealdesk.ui.reasons.exhibit_delegate import ExhibitDelegate
from appealdesk.ui.reasons.exhibit_pages import ExhibitPages, Paper, known_sizes
from appealdesk.ui.reasons.exhibit_rows import (
    ROW,
    ExhibitRows,
    Row,
    RowKind,
    exhibit_rows,
    page_rows,
)
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label, set_role
from appealdesk.ui.workbench import Workbench

_SEARCH_AFTER = 180  # ms without a key until page texts are searched
_SHORTEST = 2  # letters; fewer stand on every page
_LAST = "lastPointedAt"  # property of the workbench: the document that was shown last
_MARGIN = 16


class EvidencePicker(Dialog):
    """Lets the user point at a page or at a whole exhibit. Show it with ``open``.

    With the keyboard: type words, Down, Enter. Page Up and Page Down turn the pages meanwhile.

    Args:
        bench: the open case.
        images: draws the pages.
        kit: what every part of the window may use.
        parent: the window it belongs to.
        start: what it shows at first; None is the paper that was looked at last.
    """

    picked = Signal(object)
    """A ``Citation`` was chosen; the dialog closes."""

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,
        kit: Kit,
        parent: QWidget | None = None,
        *,
        start: Citation | None = None,
    ) -> None:
        title = self.tr("Point at a page")
        super().__init__(kit, parent, title=title, name="evidence-picker", size=(1060, 760))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._bench = bench
        self._papers: dict[str, Paper] = {}
        self._hits: tuple[Hit, ...] = ()
        self._searched = ""
        self._chosen = start or self._last()
        self._shown: Citation | None = None
        self._build(images)
        self._search_timer = QTimer(self, interval=_SEARCH_AFTER, singleShot=True)
        self._search_timer.timeout.connect(self._search)
        self._find.textChanged.connect(self._typed)
        self._list.selectionModel().currentChanged.connect(self._row_chosen)
        self._list.doubleClicked.connect(self._row_used)
        self._pages.page_changed.connect(self._tell)
        self._pages.used.connect(self._use_page)
        bench.changed.connect(self._case_changed)
        bench.planned.connect(self._list_rows)
        self._list_rows()
        self._find.setFocus()

    # ---- building

    def _build(self, images: PageImages) -> None:
        self._find = QLineEdit()
        self._find.setObjectName("find-page")
        self._find.setClearButtonEnabled(True)
        self._find.setPlaceholderText(self.tr("Words on the page, or the name of a paper"))
        self._find.installEventFilter(self)
        ask = label(self.tr("&Which page shows it?"), "title")
        ask.setBuddy(self._find)
        self._find.setAccessibleName(self.tr("Which page shows it? Type words, or a paper's name"))
        self._rows = ExhibitRows(self)
        self._list = QListView()
        self._list.setObjectName("exhibits")
        self._list.setAccessibleName(self.tr("Papers and pages"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(ExhibitDelegate(self._list, self.kit))
        self._list.setMouseTracking(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self)
        self._none = label("", "quiet")
        self._none.setMargin(SPACE)
        left = QWidget()
        self._list_frame = frame("card", column(self._list, margin=2))
        layout = column(ask, self._find, self._none, self._list_frame)
        layout.setStretch(3, 1)
        layout.addStretch(0)
        left.setLayout(layout)
        self._pages = ExhibitPages(images, self.kit)
        split = KeySplitter(self.kit)
        split.setObjectName("picker-columns")
        split.addWidget(left)
        split.addWidget(self._pages)
        split.setStretchFactor(1, 1)
        split.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, SPACE)
        self._status = label("", "quiet")
        self._status.setContentsMargins(_MARGIN, 0, _MARGIN, SPACE)
        self._status.setObjectName("picker-status")
        self._whole = button(
            self.tr("Use the whole exhibit"), self._use_whole, name="use-whole-exhibit"
        )
        self._use = button(self.tr("Use this page"), self._use_page, role="main", name="use-page")
        self._use.setDefault(True)
        cancel = button(self.tr("Cancel"), self.reject, name="cancel")
        self.put(split, foot=foot(self._whole, None, cancel, self._use))
        self._body.insertWidget(1, self._status)
        left_width = min(self.kit.theme.pixels(340), self.width() * 2 // 5)
        split.setSizes([left_width, self.width() - left_width])

    # ---- the list

    def _typed(self, _text: str) -> None:
        self._chosen = None
        typed = self._typed_words()
        self._hits, self._searched = (), ""  # never offer what other words found
        if len(typed) < _SHORTEST:
            self._search_timer.stop()
        else:
            self._search_timer.start()
        self._list_rows()

    def _search(self) -> None:
        typed = self._typed_words()
        self._bench.read(partial(_find, typed=typed), self.alive(partial(self._found, typed)))

    def _found(self, typed: str, hits: tuple[Hit, ...]) -> None:
        if typed == self._typed_words():
            self._hits, self._searched = hits, typed
            self._list_rows()

    def _list_rows(self) -> None:
        case, packet = self._bench.case, self._bench.packet
        rows = (
            *exhibit_rows(case, packet, self._typed_words()),
            *page_rows(case, packet, self._hits),
        )
        keep = self._chosen
        self._rows.set_rows(rows)
        self._chosen = keep
        self._none.setText(
            self.tr("Looking...") if self._is_looking() else self.tr("Nothing here.")
        )
        self._none.setVisible(not rows)
        if not rows and self._list.hasFocus():
            self._find.setFocus()
        self._list_frame.setVisible(bool(rows))
        number = self._rows.first(keep)
        if number >= 0:
            self._list.setCurrentIndex(self._rows.index(number))
            self._show(self._rows.rows[number])
            self._chosen = keep
        elif self._is_looking():
            self._tell()  # the pages stay until it is known what is found: no flicker
        else:
            self._shown = None
            self._pages.show_nothing(self._why_none())

    def _why_none(self) -> str:
        if not self._typed_words():
            return self.tr("There are no papers yet. Add files first; then you can point at them.")
        return self.tr(
            "No paper and no page has these words. Try fewer or other words. Photographs and "
            "scans may hold no words that can be found: look through their pages instead."
        )

    def _is_looking(self) -> bool:
        typed = self._typed_words()
        return len(typed) >= _SHORTEST and typed != self._searched

    def _row_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.citation is not None:
            self._chosen = row.citation
            self._show(row)

    def _row_used(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.kind is RowKind.PAGE:
            self._use_page()

    # ---- the pages

    def _show(self, row: Row) -> None:
        document = (
            None if row.citation is None else self._bench.case.document(row.citation.document)
        )
        if row.citation is None or document is None or row.citation == self._shown:
            self._tell()
            return
        self._shown = row.citation
        self._bench.setProperty(_LAST, document.id)
        paper = self._papers.get(document.clean)
        if paper is not None or not document.clean:
            self._show_paper(document, paper or Paper(), row.citation.page)
            return
        self._bench.read(
            partial(_read_paper, clean=document.clean),
            self.alive(partial(self._read, document.clean)),
        )

    def _read(self, clean: str, paper: Paper) -> None:
        self._papers[clean] = paper
        document = self._document()
        if document is not None and self._shown is not None and document.clean == clean:
            self._show_paper(document, paper, self._shown.page)

    def _show_paper(self, document: Document, paper: Paper, page: int | None) -> None:
        self._pages.look_for(wanted(self._typed_words()))
        self._pages.show_paper(document, self._bench.packet, paper, page)

    def _document(self) -> Document | None:
        return None if self._shown is None else self._bench.case.document(self._shown.document)

    def _page_citation(self) -> Citation | None:
        document, page = self._document(), self._pages.page
        if document is None or page is None or page not in document.pages:
            return None
        return Citation(document.id, page.id)

    def _tell(self) -> None:
        """Say what would be pointed at, or why it cannot be."""
        case, packet = self._bench.case, self._bench.packet
        document, citation = self._document(), self._page_citation()
        cite = None if citation is None else packet.pin_cite(citation)
        whole = None if document is None else packet.pin_cite(Citation(document.id))
        if self._is_looking() and not self._rows.rows:
            cite = citation = document = whole = None
        self._use.setEnabled(cite is not None)
        self._whole.setEnabled(whole is not None)
        words = ""
        if cite is not None:
            words = self.tr("The packet will say: %1").replace("%1", cite.words)
        elif citation is not None:
            words = self._why_not(case, citation)
        elif document is not None and whole is None:
            words = self._why_not(case, Citation(document.id))
        set_role(self._status, "quiet" if cite is not None or not words else "warn")
        self._status.setText(words)

    def _why_not(self, case: Case, citation: Citation) -> str:
        why = capital(why_broken(case, citation))
        document = case.document(citation.document)
        if document is not None and case.section_of(document.id) is None:
            hint = self.tr("File it under a section of the packet first.")
        elif document is not None and document.problem is None:
            hint = self.tr("A reviewer could not look it up. Put it back into the packet first.")
        else:
            hint = self.tr("Choose another one.")
        return f"{why} {hint}"

    # ---- using

    def _use_page(self) -> None:
        citation = self._page_citation()
        if citation is not None and self._bench.packet.pin_cite(citation) is not None:
            self._pick(citation)

    def _use_whole(self) -> None:
        document = self._document()
        if document is not None:
            self._pick(Citation(document.id))

    def _pick(self, citation: Citation) -> None:
        self.picked.emit(citation)
        self.accept()

    # ---- keys

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
                is_up = event.key() == Qt.Key.Key_PageUp
                (self._pages.back if is_up else self._pages.on)()
                return True
            if watched is self._find:
                return self._key_in_find(event)
            if watched is self._list:
                return self._key_in_list(event)
        return super().eventFilter(watched, event)

    def _key_in_find(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and self._rows.rows:
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _key_in_list(self, event: QKeyEvent) -> bool:
        """Letters go on with the search; Up on the first row goes back to it."""
        is_top = self._list.currentIndex().row() <= self._rows.first_row()
        if event.key() == Qt.Key.Key_Up and is_top:
            self._find.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        text = event.text()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if is_plain and ((text and text.isprintable()) or event.key() == Qt.Key.Key_Backspace):
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)
            self._find.event(event)
            return True
        return False

    # ---- the case

    def _case_changed(self, _before: Case, _after: Case) -> None:
        """The page that is looked at stays: files may come in meanwhile."""
        looked_at = self._page_citation()
        self._shown = None
        self._list_rows()
        document = self._document()
        if looked_at is not None and document is not None and looked_at.document == document.id:
            paper = self._papers.get(document.clean, Paper())
            self._show_paper(document, paper, looked_at.page)

    def _typed_words(self) -> str:
        return " ".join(self._find.text().split())

    def _last(self) -> Citation | None:
        document = self._bench.case.document(self._bench.property(_LAST) or 0)
        return None if document is None else Citation(document.id)

    @override
    def draw(self) -> None:
        self._list.viewport().update()


def _find(session: Session, typed: str) -> tuple[Hit, ...]:
    """The pages on which the typed words stand."""
    return tuple(hit for hit in search(session, typed) if hit.page is not None)


def _read_paper(session: Session, clean: str) -> Paper:
    facts = session.file.import_facts(clean)
    known = (
        [] if facts is None else msgspec.json.decode(facts, type=list[tuple[float, float, bool]])
    )
    return Paper(known_sizes(known))
