"""One stage as a card: its name and state always, the rest when it is open."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.desk.tracker import Progress, Tracked, decision_for
from appealdesk.guidance.guidebook import guide_page
from appealdesk.guidance.templates import paper_kind
from appealdesk.ui.guide.deadline_words import day_of, day_words, left_words
from appealdesk.ui.guide.parts import INSET, RowButton, set_words
from appealdesk.ui.tracker.fields import StageFields
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import bullet, column, frame, label
from appealdesk.ui.workbench import Workbench

_ICONS = {
    Progress.OPEN: ("circle", "quiet"),
    Progress.BEGUN: ("circle-dot", "accent"),
    Progress.DONE: ("circle-check", "good"),
    Progress.SKIPPED: ("minus", "quiet"),
}


def today() -> dt.date:
    """The day on this computer."""
    return dt.datetime.now().astimezone().date()


class _Head(RowButton):
    """The name of a stage; the arrow at its end tells whether the card is open."""

    @override
    def redraw(self) -> None:
        super().redraw()
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        size = self._kit.theme.pixels(16)
        self._arrow.setPixmap(self._kit.icons.pixmap(icon, size, "accent"))


class StageCard(QWidget):
    """Shows one stage; its fields edit what the case keeps of it."""

    toggled = Signal()
    """It was opened or closed."""
    paper_wanted = Signal(str)
    """The user wants to make this paper."""
    page_wanted = Signal(str)
    """The user wants to read this page of the guide."""
    action_wanted = Signal(str)
    """The user wants this action."""

    def __init__(self, bench: Workbench, kit: Kit, one: Tracked) -> None:
        super().__init__()
        self._bench = bench
        self._kit = kit
        self.one = one
        name = one.step.id.replace(":", "-")
        self.setObjectName(f"stage-{name}")
        self.head = _Head(kit, f"{name}-head", "circle", "quiet")
        self.head.set_bold()
        self.head.setCheckable(True)
        self.state = label("", "quiet")
        self.due = label("")
        self.fields = StageFields(bench, kit, one.step)
        self.links = self._made_links(name)
        self._inside = self._made_inside()
        words = column(self.state, self.due, space=2)
        words.setContentsMargins(INSET + kit.theme.pixels(22), 0, INSET, 0)
        self._words = words
        outer = column(self.head, words, self._inside, space=4, margin=8)
        whole = column(frame("card", outer))
        self.setLayout(whole)
        self._inside.setVisible(False)
        self.head.toggled.connect(self._toggle)
        self.show_stage(one)

    @property
    def is_open(self) -> bool:
        """Whether the fields show."""
        return self.head.isChecked()

    def show_stage(self, one: Tracked) -> None:
        """Show the stage as it is now."""
        self.one = one
        icon, color = _ICONS[one.progress]
        if one.is_now:
            icon, color = "circle-dot", "accent"
        self.head.set_icon(icon, color)
        self.head.set_words(self.tr(one.step.title))
        set_words(self.state, self._state_words())
        is_open = self.tr("open") if self.is_open else self.tr("closed")
        self.head.setAccessibleName(f"{one.step.title}, {self.state.text()}, {is_open}")
        self._show_due()
        self.fields.show_case(self._bench.case)
        refused = one.outcome is not None and one.outcome.refused
        self.next_level.setVisible(refused and one.is_level and one.step.stage.is_sent)

    def redraw(self) -> None:
        """Take the size and the colors of the theme."""
        self._words.setContentsMargins(INSET + self._kit.theme.pixels(22), 0, INSET, 0)
        for shown in (self.head, *self.links, self.next_level):
            shown.redraw()
        self.fields.redraw()

    def _made_inside(self) -> QWidget:
        told = self.one.step.stage
        inside = column(label(self.tr(told.what)), space=14)
        level = self.one.step.level
        if level is not None:
            inside.addWidget(label(self.tr(level.rule)))
        hints = column(label(self.tr("What helps"), "group"), space=4)
        for hint in told.hints:
            hints.addWidget(bullet(label(self.tr(hint))))
        inside.addLayout(hints)
        inside.addWidget(self.fields)
        links = column(space=0)
        for link in (*self.links, self.next_level):
            links.addWidget(link)
        inside.addLayout(links)
        source = told.source if level is None else level.source
        words = self.tr("Where this comes from: %1. Read %2: %3.")
        words = words.replace("%1", source.cite).replace("%2", source.read)
        inside.addWidget(label(words.replace("%3", source.where), "small"))
        inside.setContentsMargins(INSET + 4, 8, INSET + 4, 8)
        made = QWidget()
        made.setLayout(inside)
        return made

    def _made_links(self, name: str) -> tuple[RowButton, ...]:
        told, made = self.one.step.stage, list[RowButton]()
        for paper in told.papers:
            if (kind := paper_kind(paper)) is not None:
                words = self.tr("Make a paper: %1").replace("%1", self.tr(kind.title))
                made.append(self._link(f"{name}-paper-{paper}", "file-plus", words))
                made[-1].clicked.connect(partial(self._want, self.paper_wanted, paper))
        for page in told.pages:
            if (found := guide_page(page)) is not None:
                words = self.tr("Read: %1").replace("%1", self.tr(found.title))
                made.append(self._link(f"{name}-page-{page}", "book-open", words))
                made[-1].clicked.connect(partial(self._want, self.page_wanted, page))
        for action in told.actions:
            words = self._kit.actions[action].text().replace("&", "").rstrip(".")
            made.append(self._link(f"{name}-do-{action}", "play", words))
            made[-1].clicked.connect(partial(self._want, self.action_wanted, action))
        self.next_level = self._link(
            f"{name}-next-level", "arrow-right", self.tr("Start the next level...")
        )
        self.next_level.clicked.connect(partial(self._want, self.action_wanted, "next-level"))
        return tuple(made)

    def _link(self, name: str, icon: str, words: str) -> RowButton:
        made = RowButton(self._kit, name, icon, "accent")
        made.set_words(words)
        return made

    def _want(self, signal: SignalInstance, what: str, _checked: bool = False) -> None:
        signal.emit(what)

    def _state_words(self) -> str:
        one, record, told = self.one, self.one.record, self.one.step.stage
        said: list[str] = []
        for key, words in ((record.started, told.started), (record.ended, told.ended)):
            day = day_of(key)
            if day is not None:
                said.append(f"{self.tr(words)} {day_words(day)}")
        if one.outcome is not None:
            said.append(self.tr(one.outcome.title))
        if record.proof:
            said.append(record.proof)
        if not said:
            said.append(self.tr("This comes next") if one.is_now else self.tr("Not begun"))
        return " \u00b7 ".join(said)

    def _show_due(self) -> None:
        """By when the other side must answer, once something was sent and no answer is there."""
        one = self.one
        is_waiting = bool(one.record.started) and not one.record.ended and one.outcome is None
        decision = decision_for(self._bench.case, one) if one.step.stage.is_sent else None
        words, role = "", ""
        if decision is not None and is_waiting:
            if decision.due is None:
                words = self.tr("Waiting for the answer. %1").replace("%1", decision.words)
            else:
                left = left_words(decision.due, today())
                words = self.tr("The answer is due by %1 (%2).")
                words = words.replace("%1", day_words(decision.due)).replace("%2", left)
                if decision.due < today():
                    role = "warn"
                    words = f"{words} {decision.late}".strip()
        self.due.setProperty("role", role)
        self.due.style().unpolish(self.due)
        self.due.style().polish(self.due)
        set_words(self.due, words)
        self.due.setVisible(bool(words))

    def _toggle(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.show_stage(self.one)
        self.toggled.emit()
