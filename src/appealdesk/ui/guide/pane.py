"""The guide: the right pane with what is to be done, the last day, case details, and help."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from appealdesk.audit.in_time import DEADLINE
from appealdesk.audit.places import Place
from appealdesk.case import edits
from appealdesk.case.situation import AnswerState
from appealdesk.case.values import Case
from appealdesk.ui.guide.deadline_tab import DeadlineTab
from appealdesk.ui.guide.details_form import DetailsTab
from appealdesk.ui.guide.findings import ToDoTab
from appealdesk.ui.guide.help import HelpTab
from appealdesk.ui.guide.parts import Page
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import column, frame
from appealdesk.ui.workbench import Workbench

_TABS = ("todo", "deadline", "details", "help")
_ICONS = {
    "todo": "list-checks",
    "deadline": "calendar",
    "details": "clipboard-list",
    "help": "circle-help",
}
_SPOTS = {
    "section": SpotKind.SECTION,
    "reason": SpotKind.REASON,
    "document": SpotKind.DOCUMENT,
}


class GuidePane(View):
    """Four tabs: "To do", "Deadline", "Case details", "Help".

    Args:
        bench: the open case.
        images: not used here; every view is made with the same arguments.
        kit: what every part may use.
    """

    go_wanted = Signal(object)
    """The ``Place`` that was chosen and lies outside the guide.

    A section, reason or document of it is shown already: give the middle the focus. For a place
    of the case as a whole, do what its ``key`` says: "add-files" or "add-reason".
    """

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,  # noqa: ARG002
        kit: Kit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setAccessibleName(self.tr("Guide"))
        self._bench = bench
        self._kit = kit
        self.todo = ToDoTab(kit, can_answer=not bench.is_read_only)
        self.deadline = DeadlineTab(bench, kit)
        self.details = DetailsTab(bench, kit)
        self.help = HelpTab(bench, kit)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("guideTabs")
        self.tabs.setAccessibleName(self.tr("Guide"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        names = (self.tr("To do"), self.tr("Deadline"), self.tr("Case details"), self.tr("Help"))
        for number, (page, name) in enumerate(zip(self._pages, names, strict=True)):
            self.tabs.addTab(page, name)
            self.tabs.tabBar().setAccessibleTabName(number, name)
            self.tabs.setTabToolTip(number, name)
        # Words that have room beside each other; the whole name is in tool tip and screen reader.
        self._names = (names[0], names[1], self.tr("Details"), names[3])
        self.setLayout(column(frame("pane", column(self.tabs))))
        self._connect()
        self._redraw()
        self.todo.show_checks(bench.checks)
        self.help.show_spot(bench.spot)

    @property
    def _pages(self) -> tuple[Page, ...]:
        return (self.todo, self.deadline, self.details, self.help)

    def show_tab(self, name: str) -> None:
        """Show a tab: "todo", "deadline", "details" or "help"."""
        self._come_forward()
        self.tabs.setCurrentIndex(_TABS.index(name))

    def focus_detail(self, key: str = "") -> None:
        """Show the case details and put the focus into a field; no key: the first empty one."""
        self.show_tab("details")
        self.details.focus_detail(key)

    def focus_care(self) -> None:
        """Show the case details and put the focus on the kind of care."""
        self.show_tab("details")
        self.details.focus_care()

    def show_help(self, page_id: str = "") -> None:
        """Show a page of help; without an id, how all this works."""
        self.show_tab("help")
        self.help.show_page(page_id)
        self.help.focus_first()

    @override
    def can(self, name: str) -> bool:
        return name == "help"

    @override
    def do(self, name: str) -> None:
        if name == "help":
            self.show_help()
        else:
            super().do(name)

    @override
    def show_spot(self, spot: Spot) -> None:
        self.help.show_spot(spot)

    @override
    def focus_work(self) -> None:
        self._come_forward()
        match _TABS[self.tabs.currentIndex()]:
            case "todo":
                self.todo.focus_first()
            case "deadline":
                self.deadline.focus_first()
            case "details":
                self.details.focus_detail("")
            case _:
                self.help.focus_first()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.pixels(340), 600)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    def _connect(self) -> None:
        bench = self._bench
        bench.changed.connect(self._changed)
        bench.planned.connect(self._planned)
        bench.spot_changed.connect(self.show_spot)
        self.todo.chosen.connect(self.go)
        self.todo.answered.connect(self._answer)
        self.todo.withdrawn.connect(self._withdraw)
        self._kit.theme.changed.connect(self._redraw)

    def go(self, place: Place) -> None:
        """Go to where something is to be mended, or do what mends it."""
        if place.kind == "detail" or place.key == "details":
            self.focus_detail(place.key if place.kind == "detail" else "")
        elif place.key == "switch" and not self._bench.is_read_only:
            self._bench.apply(edits.include_section(place.id, True))
        elif place.key == DEADLINE:
            self.show_tab("deadline")
            self.deadline.focus_first()
        elif place.key == "answer":
            self.show_tab("todo")
            self.todo.focus_check(place.check)
        elif place.key == "history":
            self._kit.actions["history"].trigger()
        else:
            if place.kind in _SPOTS:
                self._bench.show(Spot(_SPOTS[place.kind], place.id))
            self.go_wanted.emit(place)

    def _answer(self, check_id: str, state: AnswerState, why: str) -> None:
        self._bench.apply(edits.answer_check(check_id, state, why))

    def _withdraw(self, check_id: str) -> None:
        self._bench.apply(edits.withdraw_answer(check_id))

    def _changed(self, before: Case, after: Case) -> None:
        self.todo.show_checks(self._bench.checks)
        self.details.show_change(before, after)
        self.deadline.show_change(before, after)
        self.help.show_change()

    def _planned(self) -> None:
        self.todo.show_checks(self._bench.checks)
        self.details.show_numbers()

    def _come_forward(self) -> None:
        """A guide that was put away comes back when something of it is wanted."""
        if self.isHidden():
            self.show()
            self.actions_changed.emit()

    def _redraw(self) -> None:
        for page in self._pages:
            page.redraw()
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Words on the tabs, or icons alone where the words have no room."""
        bar = self.tabs.tabBar()
        metrics = bar.fontMetrics()
        font_bold = 1.12  # the chosen tab is bold
        needed = sum(metrics.horizontalAdvance(name) * font_bold + 22 for name in self._names)
        has_room = needed <= self.width()
        side = self._kit.theme.pixels(18)
        self.tabs.setIconSize(QSize(side, side))
        for number, (key, name) in enumerate(zip(_TABS, self._names, strict=True)):
            text = name if has_room else ""
            if bar.tabText(number) != text:
                bar.setTabText(number, text)
            icon = self._kit.icons.get(_ICONS[key])
            bar.setTabIcon(number, icon if not has_room else type(icon)())
