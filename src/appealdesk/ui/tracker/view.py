"""The tracker: every stage of the appeal as a card, what was done, and what comes next."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.tracker import Tracked, tracked
from appealdesk.ui.guide.parts import Page, RowButton, set_words
from appealdesk.ui.guidebook.opening import show_guidebook
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.tracker.card import StageCard
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import column, frame, label, tab_through
from appealdesk.ui.workbench import Workbench

_IDLE = 800  # ms without a key until typed words become an edit
_WIDEST = 760  # pixels at 100% text: longer lines are hard to read


class TrackerView(View):
    """Shows the stages; what is written down becomes edits of the case."""

    paper_wanted = Signal(str)
    """The user wants to make the paper of this id."""

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,  # noqa: ARG002  one shape for all views
        kit: Kit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tracker-view")
        self._bench = bench
        self._kit = kit
        self._cards: dict[str, StageCard] = {}
        self._now = ""
        self._page = Page(kit, "trackerPage")
        self._page.setAccessibleName(self.tr("How far the appeal is"))
        self._lead = label("")
        self._ask = RowButton(kit, "trackerCoverage", "circle-help", "accent")
        self._ask.set_words(
            self.tr("Say how the patient is insured, and the stages take your plan's own names")
        )
        self._ask.clicked.connect(self._ask_coverage)
        self._list = column(space=10)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self._build()
        bench.changed.connect(self._changed)
        bench.flushing.connect(self.commit)
        kit.theme.changed.connect(self._redraw)
        self._show(bench.case)
        self._redraw()

    @property
    def cards(self) -> dict[str, StageCard]:
        """The cards that show, by the id of their stage."""
        return dict(self._cards)

    def commit(self) -> None:
        """Make edits of all that was typed."""
        self._idle.stop()
        for card in self._cards.values():
            card.fields.commit()

    def show_stage(self, stage: str) -> None:
        """Open one stage and put the focus there."""
        card = self._cards.get(stage)
        if card is not None:
            card.head.setChecked(True)
            self._page.settle()
            self._page.ensureWidgetVisible(card.head)
            card.head.setFocus()

    @override
    def focus_work(self) -> None:
        card = self._cards.get(self._now) or next(iter(self._cards.values()))
        card.head.setFocus()
        if self.isVisible():
            self._page.settle()
            bar = self._page.verticalScrollBar()
            if self._page.top_of(card.head) > self._page.viewport().height() // 2:
                self._page.put_at(card.head, self._kit.theme.pixels(16))
            elif self._page.top_of(card.head) < 0:
                bar.setValue(bar.value() + self._page.top_of(card.head))

    def _build(self) -> None:
        content = self._page.content
        content.setContentsMargins(16, 16, 16, 16)
        content.addWidget(label(self.tr("How far it is"), "heading"))
        content.addWidget(self._lead)
        content.addWidget(self._ask)
        content.addLayout(self._list)
        content.addStretch(1)
        self.setLayout(column(frame("pane", column(self._page))))

    def _changed(self, before: Case, after: Case) -> None:
        if before.stages is not after.stages or before.situation is not after.situation:
            self._show(after)

    def _show(self, case: Case) -> None:
        """Show every stage; cards whose stage is the same one stay as they are."""
        shown = tracked(case)
        kept: dict[str, StageCard] = {}
        has_new = False
        for number, one in enumerate(shown):
            card = self._cards.pop(one.step.id, None)
            if card is not None and card.one.step != one.step:
                self._drop(card)
                card = None
            if card is None:
                card, has_new = self._made(one), True
                self._list.insertWidget(number, card)
            else:
                self._list.removeWidget(card)
                self._list.insertWidget(number, card)
                card.show_stage(one)
            kept[one.step.id] = card
        for gone in self._cards.values():
            self._drop(gone)
        self._cards = kept
        if has_new:
            tab_through(self._ask, kept.values())
        self._show_now(shown)
        self._ask.setVisible(not case.situation.coverage)
        self._page.fit()

    def _made(self, one: Tracked) -> StageCard:
        card = StageCard(self._bench, self._kit, one)
        card.fields.typed.connect(self._idle.start)
        card.paper_wanted.connect(self.paper_wanted)
        card.page_wanted.connect(self._read)
        card.action_wanted.connect(self._act)
        return card

    def _drop(self, card: StageCard) -> None:
        card.fields.commit()
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_now(self, shown: tuple[Tracked, ...]) -> None:
        now = next((one for one in shown if one.is_now), None)
        won = any(one.outcome is not None and one.outcome.ends for one in shown)
        if won:
            words = self.tr("They said yes. Keep the letter, and see that it is carried out.")
        elif now is None:
            words = self.tr("Every stage is behind you. Read in the last letter what is left.")
        else:
            words = self.tr("Now: %1. Open a stage to see what helps, and write down what you did.")
            words = words.replace("%1", now.step.title)
        set_words(self._lead, words)
        stage = "" if now is None else now.step.id
        if stage != self._now:
            self._now = stage
            if stage and not self._cards[stage].is_open:
                self._cards[stage].head.setChecked(True)

    def _read(self, page: str) -> None:
        show_guidebook(self._kit, self.window(), page)

    def _act(self, name: str) -> None:
        self._bench.flush()
        self._kit.actions[name].trigger()

    def _ask_coverage(self) -> None:
        self._kit.actions["deadline"].trigger()

    def _redraw(self) -> None:
        self._page.inside.setMaximumWidth(self._kit.theme.pixels(_WIDEST))
        self._ask.redraw()
        for card in self._cards.values():
            card.redraw()
        self._page.redraw()
