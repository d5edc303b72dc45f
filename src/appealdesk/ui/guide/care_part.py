"""The part "About this care": the kind of care, the insurer, and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from appealdesk.case import edits
from appealdesk.case.values import Case
from appealdesk.desk.prompts import citable
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.insurers import Insurer, insurer, insurer_named, insurers
from appealdesk.guidance.services import Service, service, service_named, services
from appealdesk.ui.guide.deadline_fields import Choices, Option, keep_choice
from appealdesk.ui.guide.parts import INSET, Fold, RowButton, bold, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import bullet, column, label, row
from appealdesk.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Note:
    """What is told under a heading; several lines are a list."""

    about: str
    lines: tuple[str, ...]


class Notes(Fold):
    """What is known of a choice, under a heading that opens; hidden while there is nothing."""

    def __init__(self, kit: Kit, name: str, heading: str) -> None:
        super().__init__(kit, name, is_open=False)
        self.set_heading(heading)
        self.body.setSpacing(10)
        self._told: tuple[Note, ...] = ()
        self._source = label("", "small")
        self._inner = column(space=10)
        self.body.addLayout(self._inner)
        self.body.addWidget(self._source)
        self.hide()

    def show_notes(self, notes: Sequence[Note], source: Source | None) -> None:
        """Show these notes and where they are from."""
        self.setVisible(bool(notes))
        if source is not None:
            said = self.tr("From: %1. Read %2.")
            words = said.replace("%1", source.cite).replace("%2", source.read)
            set_words(self._source, words)
        if tuple(notes) == self._told:
            return
        self._told = tuple(notes)
        while (item := self._inner.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        for note in notes:
            self._inner.addWidget(self._note(note))

    def _note(self, note: Note) -> QWidget:
        made = QWidget()
        inner = column(bold(label(note.about)), space=4)
        for words in note.lines:
            shown = label("")
            set_words(shown, words)
            inner.addWidget(bullet(shown) if len(note.lines) > 1 else shown)
        made.setLayout(inner)
        return made


class CarePart(QWidget):
    """Asks for the kind of care and the insurer, and tells what is known of the chosen ones.

    A name in the details that fits a profile is offered; nothing is chosen by itself.
    """

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("carePart")
        self._bench = bench
        self.offers = {key: self._offer(kit, key) for key in ("service", "insurer")}
        self.folds = {
            "service": self._fold(kit, "service", self.tr("What kind of care is it?")),
            "insurer": self._fold(kit, "insurer", self.tr("Which insurer is it?")),
        }
        self.choices = {
            "service": Choices(kit, "service", self.tr("What kind of care is it?")),
            "insurer": Choices(kit, "insurer", self.tr("Which insurer is it?")),
        }
        self.notes = {
            "service": Notes(kit, "serviceNotes", self.tr("What helps with this care")),
            "insurer": Notes(kit, "insurerNotes", self.tr("What to look for in its letters")),
        }
        self._fill()
        self.show_case()

    def show_case(self) -> None:
        """Show what the case has chosen."""
        case = self._bench.case
        care, plan = service(case.situation.service), insurer(case.situation.insurer)
        unknown = self.tr("not chosen yet")
        self._show("service", case.situation.service, unknown if care is None else care.title)
        self._show("insurer", case.situation.insurer, unknown if plan is None else plan.title)
        self.notes["service"].show_notes(self._care_notes(care), care.source if care else None)
        self.notes["insurer"].show_notes(self._plan_notes(plan), plan.source if plan else None)
        self._show_offers(case, care, plan)

    def open(self, key: str) -> None:
        """Open the question "service" or "insurer"."""
        self.folds[key].head.setChecked(True)

    def redraw(self) -> None:
        """Draw icons and arrows anew."""
        for shown in self.findChildren(RowButton):
            shown.redraw()

    def _offer(self, kit: Kit, key: str) -> RowButton:
        made = RowButton(kit, f"{key}Offer", "circle-check", "accent", has_arrow=False)
        made.set_words(self.tr("Choose what your details name"))
        made.hide()
        made.clicked.connect(partial(self._take, key))
        return made

    def _fold(self, kit: Kit, key: str, question: str) -> Fold:
        made = Fold(kit, f"{key}Fold", is_open=False)
        made.set_heading(question)
        return made

    def _fill(self) -> None:
        can_edit = not self._bench.is_read_only
        options = {
            "service": [Option(care.id, self.tr(care.title)) for care in services()],
            "insurer": [Option(plan.id, self.tr(plan.title)) for plan in insurers()],
        }
        parts: list[QWidget] = []
        for key, choices in self.choices.items():
            none = Option("", self.tr("I do not know yet"))
            choices.set_options([*options[key], none], is_enabled=can_edit)
            choices.question.hide()  # the heading of the fold asks it
            choices.chosen.connect(partial(self._choose, key))
            self.folds[key].body.addWidget(choices)
            parts += [self.folds[key], self.offers[key], self.notes[key]]
        title = label(self.tr("About this care"), "title")
        says = label(
            self.tr(
                "Choose what fits. The hints beside your text then follow it. None of this is "
                "printed."
            ),
            "small",
        )
        head = row(column(title, says, space=3))
        head.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(head, *parts, space=6))

    def _show(self, key: str, value: str, chosen: str) -> None:
        asked = {"service": self.tr("Kind of care: %1"), "insurer": self.tr("Insurer: %1")}[key]
        self.folds[key].set_heading(asked.replace("%1", self.tr(chosen)))
        self.choices[key].show_value(value)

    def _show_offers(self, case: Case, care: Service | None, plan: Insurer | None) -> None:
        named = {
            "service": None if care is not None else service_named(case.details.service),
            "insurer": None
            if plan is not None
            else insurer_named(f"{case.details.insurer_name}\n{case.details.plan_name}"),
        }
        said = self.tr("Your details sound like \u201c%1\u201d. Choose it")
        for key, found in named.items():
            offer = self.offers[key]
            offer.setVisible(found is not None and not self._bench.is_read_only)
            offer.setProperty("value", found.id if found is not None else "")
            if found is not None:
                offer.set_words(said.replace("%1", self.tr(found.title)))

    def _care_notes(self, care: Service | None) -> list[Note]:
        if care is None:
            return []
        cited = [f"{family.title}. {family.how}" for family in citable(self._bench.case)]
        return [
            Note(self.tr("What reviewers look for"), care.look),
            Note(self.tr("What to attach"), care.attach),
            Note(self.tr("What may be cited, and how"), tuple(cited)),
            Note(self.tr("Take care"), (care.hurts,)),
        ]

    def _plan_notes(self, plan: Insurer | None) -> list[Note]:
        if plan is None:
            return []
        return [
            Note(self.tr("Look for"), plan.look),
            Note(self.tr("What it goes by"), (plan.criteria,)),
            Note(self.tr("How to ask for it"), (f"\u201c{plan.ask}\u201d",)),
        ]

    def _take(self, key: str, _checked: bool = False) -> None:
        value = self.offers[key].property("value")
        self.folds[key].head.setFocus()  # the offer goes
        self._choose(key, str(value))

    def _choose(self, key: str, value: str) -> None:
        keep_choice(self._bench, edits.set_situation(key, value), self, self.show_case)
