"""The papers that the desk can make: choose one, read and change it, save it or file it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QSplitter, QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.notices import Choice, Question
from appealdesk.desk.paper_making import place_of
from appealdesk.desk.papers import PaperKind, paper_kind
from appealdesk.ui.dialogs.base import Dialog, foot, say, scrolling
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.papers.drafts import Drafts
from appealdesk.ui.papers.facts import PaperFacts
from appealdesk.ui.papers.model import ROW, PaperDelegate, PaperList, PaperRow
from appealdesk.ui.papers.out import PaperOut
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.text.editor import TextEditor
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, line, row, set_role
from appealdesk.ui.workbench import Workbench

Index = QModelIndex | QPersistentModelIndex


class PapersDialog(Dialog):
    """Stays open beside the window, and keeps changed words while the case is open.

    Args:
        bench: the open case.
        images: draws the pages that a paper may point at.
        kit: what every part of the window may use.
        parent: the window.
    """

    go_wanted = Signal(object)
    """A ``Place`` where a blank is filled in."""
    stays = True

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            kit, parent, title=self.tr("Papers to make"), name="papersDialog", size=(1080, 760)
        )
        self._bench, self._images = bench, images
        self._case = bench.case  # what the draft that shows was filled from
        self._kind: PaperKind | None = None
        self._is_shared_by_hand = False  # the user moved the border, and it stays there
        self.drafts = Drafts()
        self.out = PaperOut(bench, kit, self)
        self.out.told.connect(self._tell)
        self.out.kept.connect(self._kept)
        self.out.busy_changed.connect(self._show_state)
        self._make_parts()
        self._lay_out()
        bench.changed.connect(self._case_changed)
        bench.planned.connect(self._planned)
        self.papers.show_case(bench.case, {})
        self.show_paper(self._first())

    # ---- parts

    def _make_parts(self) -> None:
        self.papers = PaperList(self)
        self.list = QListView()
        self.list.setObjectName("paperList")
        self.list.setAccessibleName(self.tr("Papers that can be made"))
        self.list.setModel(self.papers)
        self.list.setItemDelegate(PaperDelegate(self.kit, self.list, self.papers))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.selectionModel().currentChanged.connect(self._row_chosen)
        self.facts = PaperFacts(self.kit)
        self.facts.chosen.connect(self._go)
        self.name = QLineEdit()
        self.name.setObjectName("paperTitle")
        self.name.setAccessibleName(self.tr("What the paper is called"))
        self.name.editingFinished.connect(self._written)
        self.editor = TextEditor(self.kit, self.tr("Words of the paper"), is_compact=True)
        self.editor.setObjectName("paperText")
        self.editor.committed.connect(self._written)
        self.editor.cite_wanted.connect(self._pick)
        self.behind = label("", "warn")
        self.behind.setObjectName("paperBehind")
        self.status = label("", "good")
        self.status.setObjectName("paperStatus")
        self.anew = button(
            self.tr("Start it again"), self._ask_anew, role="quiet", name="paperAnew"
        )
        self.anew.setToolTip(self.tr("Drop your changes and fill the paper from the case again."))
        self.close_button = button(self.tr("Close"), self.reject, name="paperClose")
        self.save = button(self.tr("Save as PDF..."), self._save, name="paperSave")
        self.print = button(self.tr("Print..."), self._print, name="paperPrint")
        self.file = button("", self._file, role="main", name="paperFile")

    def _lay_out(self) -> None:
        called = label(self.tr("Called"), wraps=False)
        called.setBuddy(self.name)
        top = row(called, self.name, self.anew)
        top.setContentsMargins(16, 12, 16, SPACE)
        self._told = column(self.facts)
        self.facts_area = scrolling(self._told, "paperFacts", margin=0)
        self.facts_area.viewport().setAutoFillBackground(False)
        inner = column(self.facts_area)
        inner.setContentsMargins(16, 0, 12, SPACE)
        upper, lower = QWidget(), QWidget()
        upper.setLayout(inner)
        lower.setLayout(column(line(), self.editor, space=0))
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setObjectName("paperHalves")
        self.halves.addWidget(upper)
        self.halves.addWidget(lower)
        self.halves.setChildrenCollapsible(False)
        self.halves.setStretchFactor(1, 1)
        told = column(self.behind, self.status, space=4)
        told.setContentsMargins(16, SPACE, 16, 0)
        right = QWidget()
        right.setLayout(column(top, self.halves, told, space=0))
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("paperPanes")
        self.panes.addWidget(self.list)
        self.panes.addWidget(right)
        self.panes.setChildrenCollapsible(False)
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 2)
        self.put(self.panes, foot=foot(None, self.close_button, self.print, self.save, self.file))
        wide = self.width()
        self.panes.setSizes([round(wide * 0.34), round(wide * 0.66)])
        self.halves.splitterMoved.connect(self._moved)
        if (inside := self.facts_area.widget()) is not None:
            inside.installEventFilter(self)

    @override
    def draw(self) -> None:
        self.list.doItemsLayout()
        self._share_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.doItemsLayout()
        self._share_height()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # now it knows how high its words are
            self._share_height()
        return super().eventFilter(watched, event)

    def _moved(self, _place: int, _number: int) -> None:
        self._is_shared_by_hand = True

    def _share_height(self) -> None:
        """What is to be known gets the height that it needs, the paper itself all the rest."""
        if self._is_shared_by_hand or not self.isVisible():
            return
        high = self.halves.height()
        needed = self._told.totalHeightForWidth(self.facts_area.viewport().width()) + SPACE
        upper = min(needed, high // 3)
        self.halves.setSizes([upper, high - upper])

    # ---- which paper

    @property
    def paper(self) -> str:
        """Id of the paper that is shown."""
        return self._kind.id if self._kind is not None else ""

    def show_paper(self, paper_id: str) -> None:
        """Show this paper; an id that is not known, or none, leaves the one that is shown."""
        number = self.papers.row_of(paper_id)
        if number >= 0:
            self.list.setCurrentIndex(self.papers.index(number))

    def _first(self) -> str:
        """The first paper that this case needs now, else the first of all."""
        rows = self._rows()
        return next((row.kind.id for row in rows if row.why), rows[0].kind.id)

    def _row_chosen(self, current: Index, _before: Index) -> None:
        found: PaperRow | None = current.data(ROW)
        if found is None or found.kind is self._kind:
            return
        self._take_words()
        self._kind = found.kind
        self._tell("")
        self._show(is_other=True)

    def _show(self, *, is_other: bool = False) -> None:
        kind, case = self._kind, self._case
        if kind is None:
            return
        title = self.drafts.title(kind, case)
        if is_other or title != self.name.text().strip():  # else it is being typed, maybe
            self.name.setText(title)
            self.name.setCursorPosition(0)
        self.editor.set_text(self.drafts.text(kind, case), is_other=is_other)
        self.editor.set_packet(case, self._bench.packet)
        self.facts.show_paper(kind, self.drafts.draft(kind, case), case.situation.coverage)
        self._show_state()

    def _show_state(self) -> None:
        kind, case = self._kind, self._case
        if kind is None:
            return
        notes = {
            row.kind.id: self.tr("You changed its words.")
            for row in self._rows()
            if self.drafts.is_own(row.kind)
        }
        self.papers.show_case(case, notes)
        self.anew.setVisible(self.drafts.is_own(kind))
        is_behind = self.drafts.is_behind(kind, case)
        self.behind.setText(
            self.tr(
                "The case has changed since you changed these words. Look whether they still fit."
            )
            if is_behind
            else ""
        )
        self.behind.setVisible(is_behind)
        goes_in = place_of(kind, case) is not None
        self.file.setText(
            self.tr("File it in the packet") if goes_in else self.tr("Put it in the tray")
        )
        self.file.setToolTip(
            self.tr("It becomes an exhibit. You can undo it.")
            if goes_in
            else self.tr("It waits in \u201cTo file\u201d. What lies there is not sent.")
        )
        is_open = not self._bench.is_read_only
        self.file.setEnabled(is_open and not self.out.is_busy)
        self.save.setEnabled(not self.out.is_busy)
        self.print.setEnabled(not self.out.is_busy)

    def _rows(self) -> list[PaperRow]:
        return [self.papers.index(n).data(ROW) for n in range(self.papers.rowCount())]

    # ---- words

    def _written(self, _text: str = "") -> None:
        """What was typed is remembered."""
        if self._kind is None:
            return
        title = self.name.text().strip() or self._kind.title_for(self._case.situation.coverage)
        self.drafts.write(self._kind, self._case, title, self.editor.text())
        self._show_state()

    def _take_words(self) -> None:
        if self._kind is not None:
            self.editor.flush()
            self._written()

    def _pick(self) -> None:
        """Let the user choose a page that the paper points at."""
        picker = EvidencePicker(self._bench, self._images, self.kit, self)
        picker.picked.connect(self.editor.insert_cite)
        picker.open()

    def _ask_anew(self) -> None:
        question = Question(
            self.tr("Start this paper again?"),
            self.tr("The words that you changed in this paper are dropped."),
            (Choice("anew", self.tr("Start it again"), is_destructive=True),),
        )
        self.kit.notices.ask(question, self.alive(self._anew))

    def _anew(self, answer: str) -> None:
        if answer == "anew" and self._kind is not None:
            self.drafts.forget(self._kind)
            self._show(is_other=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()
        self._share_height()

    def _case_changed(self, _before: Case, _after: Case) -> None:
        if self.isVisible():  # one that is put away waits until it is seen
            self._catch_up()

    def _catch_up(self) -> None:
        """A draft follows the case; what the user wrote stays."""
        if self._case is not self._bench.case:
            self._take_words()
            self._case = self._bench.case
            self._show()

    def _planned(self) -> None:
        self.editor.set_packet(self._bench.case, self._bench.packet)

    # ---- where it goes

    def _go(self, place: object) -> None:
        self._take_words()
        self.go_wanted.emit(place)

    def _save(self) -> None:
        self._take_words()
        if self._kind is not None:
            self.out.save(self._kind, self.name.text(), self.editor.text())

    def _print(self) -> None:
        self._take_words()
        if self._kind is not None:
            self.out.print(self.name.text(), self.editor.text())

    def _file(self) -> None:
        self._bench.flush()
        self._take_words()
        if self._kind is not None:
            self.out.file(self._kind, self.name.text(), self.editor.text())

    def _kept(self, kind: PaperKind, text: str) -> None:
        self.drafts.keep(kind, text)
        self._show_state()

    def _tell(self, words: str, role: str = "good") -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))
        set_role(self.status, role)
        if words:
            say(self.status, words)

    # ---- closing

    @property
    def unkept(self) -> tuple[str, ...]:
        """Titles of the papers whose changed words would be lost with the case."""
        self._take_words()
        kinds = (paper_kind(paper) for paper in self.drafts.unkept())
        return tuple(self.drafts.title(k, self._case) for k in kinds if k is not None)

    @override
    def done(self, result: int) -> None:
        """Close; changed words stay as long as the case is open, and the user is told so."""
        unkept = self.unkept
        super().done(result)
        if unkept:
            self.kit.notices.tell(
                self.tr(
                    "Your words in \u201c{0}\u201d are kept until you close this appeal."
                ).format(unkept[0]),
                self.tr("To keep them for good, file the paper or save it as a PDF."),
                action=self.tr("Open the papers"),
                on_action=self.alive(self.show),
            )
