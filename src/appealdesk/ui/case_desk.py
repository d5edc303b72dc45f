"""One open case on three panes: the packet, the work, the guide, and what goes on between them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Place
from appealdesk.case import edits
from appealdesk.case.values import Case, Citation, PageId, SectionId
from appealdesk.desk.importing import Arrival
from appealdesk.desk.notices import Tone
from appealdesk.desk.previews import Previews
from appealdesk.ui.appeal_actions import AppealActions
from appealdesk.ui.citing import Citing
from appealdesk.ui.drops import Drop
from appealdesk.ui.guide.pane import GuidePane
from appealdesk.ui.letter_notice import LetterNotice
from appealdesk.ui.packet_tree.pane import PacketPane
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.document_view import READER, DocumentView
from appealdesk.ui.preview.packets import PacketPreviews
from appealdesk.ui.preview_view import PreviewView
from appealdesk.ui.printing import Printing
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.from_letter import ask_from_letter
from appealdesk.ui.reasons.new_reason import ask_for_reason
from appealdesk.ui.reasons.reason_view import ReasonView
from appealdesk.ui.section_view import SectionView
from appealdesk.ui.spot import PACKET, TRAY, Spot, SpotKind
from appealdesk.ui.tracker.view import TrackerView
from appealdesk.ui.tray_view import TrayView
from appealdesk.ui.unlocking import Unlocking, is_locked
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import column
from appealdesk.ui.workbench import Workbench

_LIST_WIDTH, _GUIDE_WIDTH = 280, 320
_NARROW = 1000  # below this the guide makes room for the work


class CaseDesk(View):
    """The three panes of one open case.

    Args:
        bench: the open case.
        kit: what every part may use.
    """

    spot_shown = Signal(object)

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caseDesk")
        self.bench = bench
        self._kit = kit
        self.images = PageImages(Previews(bench.session, bench.eyes), kit.jobs, self)
        self.packets = PacketPreviews(bench, kit.jobs, self)
        self.printing = Printing(bench, self.packets, kit, self)
        self._unlocking = Unlocking(bench, kit, self)
        self._citing = Citing(bench, kit, self)
        self._letter_notice = LetterNotice(bench, kit, self)
        self.packet_pane = PacketPane(bench, self.images, kit, self)
        self.guide = GuidePane(bench, self.images, kit, self)
        self.appeal = AppealActions(bench, self.images, kit, self.guide, self)
        self._middle = QStackedWidget()
        self._middle.setObjectName("work")
        self._views: dict[SpotKind, View] = {}
        self._is_narrow = False
        self._picker: EvidencePicker | None = None
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("panes")
        self.panes.setChildrenCollapsible(False)
        for pane in (self.packet_pane, self._middle, self.guide):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        theme = kit.theme
        self.panes.setSizes([theme.pixels(_LIST_WIDTH), 4000, theme.pixels(_GUIDE_WIDTH)])
        self.setLayout(column(self.panes))
        self._connect()
        self._show(bench.spot)

    # ---- what is shown

    @property
    def view(self) -> View:
        """The view in the middle."""
        return self._views[self.bench.spot.kind]

    def handlers(self) -> tuple[View, ...]:
        """The parts that know actions: the one with the focus first, then list and middle."""
        parts: tuple[View, ...] = (self.packet_pane, self.view, self.guide)
        focus: QWidget | None = self.focusWidget()
        first = [p for p in parts if focus is not None and (p is focus or p.isAncestorOf(focus))]
        rest = [p for p in (self.view, self.packet_pane, self.guide) if p not in first]
        return (*first, *rest)

    def add_reason(self) -> None:
        """Ask for one more reason of the denial, those of the letter first, and show it."""
        own = partial(ask_for_reason, self._kit, self._add_reason, self.window())
        if not ask_from_letter(self.bench, self._kit, self._focus_view, own, self.window()):
            own()

    def add_section(self) -> None:
        """Ask for a further section."""
        self._kit.notices.ask_text(
            self.tr("Add a section"),
            self.tr("What is it called?"),
            "",
            self._add_section,
            hint=self.tr("It comes after the others. You can move it up or down."),
        )

    def add_drop(self, drop: Drop) -> None:
        """Take in what was let go on the window outside the list."""
        self.packet_pane.bringing.bring(drop, self.target_section())

    def show_found(self, spot: Spot, words: str) -> None:
        """Show where words were found; on a page they are marked."""
        self.bench.show(spot)
        view = self.view
        if isinstance(view, DocumentView) and spot.page is not None:
            view.show_words(PageId(spot.page), words)

    def target_section(self) -> SectionId | None:
        """Where files go that were added without a place: the section shown, else the tray."""
        spot = self.bench.spot
        if spot.kind is SpotKind.SECTION:
            return SectionId(spot.id)
        return None

    def pick_evidence(self) -> None:
        """Let the user choose a page, and cite it where the text is being written."""
        if self._picker is not None:
            return
        picker = EvidencePicker(self.bench, self.images, self._kit, self.window())
        self._picker = picker
        picker.picked.connect(self._picked)
        picker.finished.connect(self._picker_closed)
        picker.open()

    def go(self, place: Place) -> None:
        """Go on where the guide ends: it has shown the part; here its work takes the focus."""
        match place.kind:
            case "section":
                self.bench.show(Spot(SpotKind.SECTION, place.id))
            case "reason":
                self.bench.show(Spot(SpotKind.REASON, place.id))
                view = self.view
                if isinstance(view, ReasonView):
                    view.focus_part(place.key)
                return
            case "document":
                self.bench.show(Spot(SpotKind.DOCUMENT, place.id))
                view = self.view
                if isinstance(view, DocumentView):
                    view.focus_part(place.key)
                return
            case _:
                self._do_for_case(place.key)
                return
        self.view.focus_work()

    # ---- actions that only this level knows

    @override
    def can(self, name: str) -> bool:
        is_open = not self.bench.is_read_only
        match name:
            case "undo":
                return is_open and self.bench.undo_label is not None
            case "redo":
                return is_open and self.bench.redo_label is not None
            case "add-files" | "add-section" | "add-reason":
                return is_open
            case "unlock":
                return is_open and is_locked(self.bench.case, self.bench.spot.id)
            case "show-packet" | "go-packet-list" | "go-work" | "go-guide" | "help":
                return True
            case _:
                return self.appeal.can(name) or any(p.can(name) for p in self.handlers())

    @override
    def is_checked(self, name: str) -> bool:
        return any(part.can(name) and part.is_checked(name) for part in self.handlers())

    @override
    def do(self, name: str) -> None:
        if name == "help":  # wherever the focus is, the guide must be seen
            self._show_help()
            return
        if self.appeal.can(name):
            self.appeal.do(name)
            return
        for part in self.handlers():
            if part.can(name):
                part.do(name)
                return
        own: dict[str, Callable[[], None]] = {
            "undo": self.bench.undo,
            "redo": self.bench.redo,
            "add-section": self.add_section,
            "add-reason": self.add_reason,
            "show-packet": self._show_packet,
            "go-packet-list": self._focus_list,
            "go-work": self._focus_work,
            "go-guide": self._focus_guide,
            "unlock": partial(self._unlocking.ask, self.bench.spot.id),
        }
        own[name]()

    def _show_packet(self) -> None:
        self.bench.show(PACKET)
        self.view.focus_work()

    def _unlocked(self, document: int) -> None:
        """The button that asked for the password is gone: its pages take the focus."""
        if self.bench.spot.id == document:
            self.view.focus_work()

    def _show_help(self) -> None:
        self._show_guide()
        self.guide.show_help()

    def _focus_guide(self) -> None:
        self._show_guide()
        self.guide.focus_work()

    def _show_guide(self) -> None:
        self.show_pane(self.guide, is_shown=True)

    def _focus_list(self) -> None:
        self.show_pane(self.packet_pane, is_shown=True)
        self.packet_pane.focus_work()

    def _focus_work(self) -> None:
        self.view.focus_work()

    def close_case(self) -> None:
        """Let go of what belongs to this case."""
        self.images.forget_waiting()
        self.printing.close_case()
        self.packets.close_case()
        self.appeal.close_case()
        if self._picker is not None:
            self._picker.close()

    # ---- between the parts

    def _connect(self) -> None:
        bench = self.bench
        bench.spot_changed.connect(self._show)
        bench.changed.connect(self.actions_changed)
        bench.arrived.connect(self._arrived)
        self._kit.theme.changed.connect(self._make_room)
        self._unlocking.opened.connect(self._unlocked)
        self._citing.quote_chosen.connect(self._put_quote)
        self._citing.reason_wanted.connect(self.add_reason)
        self.guide.go_wanted.connect(self.go)
        self.appeal.guide_wanted.connect(self._show_guide)
        self.appeal.work_wanted.connect(self._focus_work)
        self.packet_pane.entered.connect(self._focus_work)
        self.packet_pane.actions_changed.connect(self.actions_changed)
        self.guide.actions_changed.connect(self._guide_changed)

    def _show(self, spot: Spot) -> None:
        view = self._views.get(spot.kind)
        if view is None:
            view = self._views[spot.kind] = self._made(spot.kind)
            view.actions_changed.connect(self.actions_changed)
            self._middle.addWidget(view)
        if spot.kind is SpotKind.REASON:
            self._citing.last_reason = spot.id
        if spot.page is not None and isinstance(view, DocumentView):
            view.set_mode(READER)  # who asks for a page wants to read it
        self.images.forget_waiting()
        view.show_spot(spot)
        self._middle.setCurrentWidget(view)
        self.spot_shown.emit(spot)
        self.actions_changed.emit()

    def _made(self, kind: SpotKind) -> View:
        bench, images, kit = self.bench, self.images, self._kit
        match kind:
            case SpotKind.PACKET:
                return PreviewView(bench, images, kit, packets=self.packets, printing=self.printing)
            case SpotKind.TRAY:
                return TrayView(bench, images, kit)
            case SpotKind.SECTION:
                section = SectionView(bench, images, kit)
                section.pick_evidence.connect(self.pick_evidence)
                section.cite_opened.connect(self._open_cite)
                return section
            case SpotKind.REASON:
                reason = ReasonView(bench, images, kit)
                reason.cite_opened.connect(self._open_cite)
                reason.open_document_wanted.connect(self._open_document)
                return reason
            case SpotKind.DOCUMENT:
                document = DocumentView(bench, images, kit)
                document.quote_wanted.connect(self._citing.quote)
                document.cite_page_wanted.connect(self._citing.cite)
                return document
            case SpotKind.TRACKER:
                tracker = TrackerView(bench, images, kit)
                tracker.paper_wanted.connect(self.appeal.show_papers)
                return tracker

    def _open_cite(self, citation: Citation) -> None:
        self.bench.show(Spot(SpotKind.DOCUMENT, citation.document, citation.page))

    def _open_document(self, document: int) -> None:
        self.bench.show(Spot(SpotKind.DOCUMENT, document))

    def _picked(self, citation: Citation) -> None:
        view = self.view
        if isinstance(view, SectionView | ReasonView):
            view.insert_cite(citation)

    def _picker_closed(self) -> None:
        if self._picker is not None:
            self._picker.deleteLater()
            self._picker = None

    def _put_quote(self, reason: int, words: str, citation: Citation) -> None:
        self.bench.show(Spot(SpotKind.REASON, reason))
        view = self.view
        if isinstance(view, ReasonView):
            view.add_quote(words, citation)

    def _add_reason(self, title: str, words: str, kind: str) -> None:
        self.bench.flush()
        self.bench.apply(edits.add_reason(title, words, kind=kind), self._show_new_reason)

    def _show_new_reason(self, case: Case) -> None:
        if case.reasons:
            newest = max(case.reasons, key=lambda r: r.id)
            self.bench.show(Spot(SpotKind.REASON, newest.id))
            self.view.focus_work()

    def _focus_view(self) -> None:
        self.view.focus_work()

    def _add_section(self, title: str) -> None:
        self.bench.apply(edits.add_section(title), self._show_new_section)

    def _show_new_section(self, case: Case) -> None:
        newest = max(case.sections, key=lambda s: s.id)
        self.bench.show(Spot(SpotKind.SECTION, newest.id))

    def _arrived(self, arrival: Arrival) -> None:
        """Tell of a file that did not simply come in; that it came in shows in the list."""
        came = arrival.document
        if came is not None and self.bench.spot == PACKET and came in self.bench.case.tray:
            self.bench.show(TRAY)  # where the next step is: to give them their places
        told = [s for s in arrival.sentences() if s]
        if arrival.document is not None and arrival.problem is None:
            return
        sentence = f"\u201c{arrival.path.name}\u201d: {told[0] if told else ''}"
        tone = Tone.INFO if arrival.same_as is not None else Tone.WARNING
        self._kit.notices.tell(sentence, " ".join(told[1:]), tone)

    def _do_for_case(self, key: str) -> None:
        if key == "add-reason":
            self.add_reason()
        elif key == "add-files":
            self._kit.actions[key].trigger()

    def show_pane(self, pane: QWidget, *, is_shown: bool) -> None:
        """Show or hide list or guide; where there is no room for both, the other one goes."""
        pane.setVisible(is_shown)
        other = self.packet_pane if pane is self.guide else self.guide
        if is_shown and self._is_narrow:
            other.hide()
        self.actions_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _guide_changed(self) -> None:
        """The guide comes forward by itself when something in it is wanted."""
        if self._is_narrow and not self.guide.isHidden() and not self.packet_pane.isHidden():
            self.packet_pane.hide()
        self.actions_changed.emit()

    def _make_room(self) -> None:
        """Let the guide give way where the window is too narrow for three panes, and come back."""
        is_narrow = self.width() < self._kit.theme.pixels(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.guide.setVisible(not is_narrow)
            self.packet_pane.show()
            self.actions_changed.emit()
