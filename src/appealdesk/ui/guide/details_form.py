"""The tab "Case details": a form over all details, and how they will stand on paper."""

from PySide6.QtCore import Qt, QTimer
from typing_extensions import override

from appealdesk.case.details import Group, detail_fields
from appealdesk.case.values import Case
from appealdesk.ui.guide.care_part import CarePart
from appealdesk.ui.guide.detail_row import DetailRow
from appealdesk.ui.guide.letter_card import LetterCard
from appealdesk.ui.guide.parts import Page
from appealdesk.ui.guide.printed import CoverCard, FootCard
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import label
from appealdesk.ui.workbench import Workbench

_IDLE = 800  # ms without a key until typed words become an edit


class DetailsTab(Page):
    """Asks for the details, group by group. There is no button to save: words are kept."""

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__(kit, "detailsTab")
        self._bench = bench
        self.rows: dict[str, DetailRow] = {}
        self.letter = LetterCard(bench, kit)
        self.care = CarePart(bench, kit)
        self.foot = FootCard(kit)
        self.cover = CoverCard(kit)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self._fill(kit)
        self._show_printed()
        bench.flushing.connect(self.commit)

    def focus_detail(self, key: str = "") -> None:
        """Put the focus into the field of a detail; without a key, into the first empty one.

        Where the letter says what is empty, the button that takes it has the focus instead.
        """
        shown = self.rows.get(key) or next(
            (r for r in self.rows.values() if r.need and not r.text), self.rows["patient_name"]
        )
        self.settle()
        offered = None if shown.text else self.letter.target(shown.field.key)
        if offered is not None:
            offered.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(offered, 0, 120)  # with the heading above it
            return
        shown.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(shown, 0, 24)

    def focus_care(self) -> None:
        """Put the focus on the kind of care that is chosen, or is to be chosen."""
        self.care.open("service")
        self.settle()
        self.put_at(self.care, 0)
        self.care.choices["service"].focus()

    def commit(self) -> None:
        """Make edits of all that was typed."""
        self._idle.stop()
        for shown in self.rows.values():
            shown.commit()

    def show_change(self, before: Case, after: Case) -> None:
        """Show the case as it is now; what is being typed stays."""
        if before.details is not after.details:
            for shown in self.rows.values():
                shown.show_state(after.details)
        if before.details is not after.details or before.situation is not after.situation:
            self.care.show_case()
            self.fit()
        self._show_printed()

    def show_numbers(self) -> None:
        """Show page numbers that were settled."""
        self._show_printed()

    @override
    def redraw(self) -> None:
        self.foot.redraw()
        self.letter.redraw()
        self.care.redraw()
        for shown in self.rows.values():
            shown.redraw()
        super().redraw()

    @override
    def fit(self) -> None:
        super().fit()
        for shown in self.rows.values():
            shown.set_tight(self.is_tight)

    def _fill(self, kit: Kit) -> None:
        words = (
            self.tr("This case is open for reading only, so nothing can be changed here.")
            if self._bench.is_read_only
            else self.tr(
                "Copy these from the insurance card and the denial letter. All of it is printed on "
                "the cover. What stays empty is left off. What you type is saved at once."
            )
        )
        self.add(label(words, "quiet"))
        self.add(self.letter)
        self.add(self.foot)
        for group in Group:
            self.content.addSpacing(6)
            self.add(label(self.tr(group.value), "title"))
            for field in detail_fields():
                if field.group is group:
                    shown = DetailRow(self._bench, kit, field)
                    shown.typed.connect(self._idle.start)
                    self.rows[field.key] = shown
                    self.add(shown)
            if group is Group.DENIAL:
                self.content.addSpacing(6)
                self.content.addWidget(self.care)
        self.content.addSpacing(6)
        self.add(self.cover)
        self.content.addStretch(1)

    def _show_printed(self) -> None:
        self.foot.show_packet(self._bench.packet)
        self.cover.show_case(self._bench.case, self._bench.packet)
