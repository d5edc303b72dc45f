"""What can be written down of one stage: dates, outcome, proof of sending, a note."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.case.change import Edit
from appealdesk.case.values import Case
from appealdesk.desk.tracker import change_proof, change_stage, proof_parts, record_of
from appealdesk.guidance.stages import Step, proofs
from appealdesk.ui.guide.deadline_fields import Choices, DayField, KeptField, Option, keep_choice
from appealdesk.ui.guide.parts import bold, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label, row
from appealdesk.ui.workbench import Workbench


class StageFields(QWidget):
    """Edits what the case keeps of one stage. Typed words become edits on ``commit``."""

    typed = Signal()

    def __init__(self, bench: Workbench, kit: Kit, step: Step) -> None:
        super().__init__()
        self._bench = bench
        self._step = step
        told = step.stage
        name = step.id.replace(":", "-")
        self.started = self._day(kit, f"{name}-started", "started", self.tr(told.started))
        self.ended = self._day(kit, f"{name}-ended", "ended", self.tr(told.ended))
        self.outcome = Choices(kit, f"{name}-outcome", self.tr("How did it end?"))
        open_words = self.tr("Not yet known")
        options = [Option(o.id, self.tr(o.title)) for o in told.outcomes]
        self.outcome.set_options(
            [Option("", open_words), *options], is_enabled=not bench.is_read_only
        )
        self.hint = label("", "good")
        self.proof = ProofField(bench, kit, step.id, name) if told.is_sent else None
        self.note = KeptField(
            bench,
            kit,
            f"{name}-note",
            (self.tr("Notes"), self.tr("For example who you spoke to, and what was said.")),
            partial(_kept, step.id, "note"),
            partial(change_stage, step.id, "note"),
            is_long=True,
        )
        days = row(self.started, self.ended, space=16)
        days.setStretch(0, 1)
        days.setStretch(1, 1)
        parts: list[QWidget] = [self.outcome, self.hint]
        if self.proof is not None:
            parts.insert(0, self.proof)
        self.setLayout(column(days, *parts, self.note, space=14))
        for field in self.fields:
            field.typed.connect(self.typed)
        self.outcome.chosen.connect(self._choose)
        self.show_case(bench.case)

    @property
    def fields(self) -> tuple[KeptField, ...]:
        """Every field with words in it."""
        number = () if self.proof is None else (self.proof.number,)
        return (self.started, self.ended, *number, self.note)

    def commit(self) -> None:
        """Make edits of what was typed."""
        for field in self.fields:
            field.commit()

    def show_case(self, case: Case) -> None:
        """Show what the case has; what is being typed stays."""
        for field in self.fields:
            field.show_case(case)
        if self.proof is not None:
            self.proof.show_case(case)
        record = record_of(case, self._step.id)
        self.outcome.show_value(record.outcome)
        found = self._step.stage.outcome(record.outcome)
        set_words(self.hint, "" if found is None else self.tr(found.hint))
        self.hint.setVisible(found is not None)

    def redraw(self) -> None:
        """Take the size and the colors of the theme."""
        for field in self.fields:
            field.redraw()
        for shown in self.outcome.buttons.values():
            shown.redraw()

    def _day(self, kit: Kit, name: str, key: str, words: str) -> DayField:
        return DayField(
            self._bench,
            kit,
            name,
            (words, self.tr("For example March 5, 2026.")),
            partial(_kept, self._step.id, key),
            partial(change_stage, self._step.id, key),
        )

    def _choose(self, value: str) -> None:
        edit = change_stage(self._step.id, "outcome", value)
        keep_choice(self._bench, edit, self, self._restore)

    def _restore(self) -> None:
        self.show_case(self._bench.case)


class ProofField(QWidget):
    """How it can be proved that the packet was sent: a kind, and its number."""

    def __init__(self, bench: Workbench, kit: Kit, stage: str, name: str) -> None:
        super().__init__()
        self._bench = bench
        self._stage = stage
        self.kind = QComboBox()
        self.kind.setObjectName(f"{name}-proof-kind")
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(7)
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind.installEventFilter(self)
        self.kind.addItem(self.tr("None yet, or another"), "")
        for proof in proofs():
            self.kind.addItem(self.tr(proof.title), proof.id)
        self.kind.setEnabled(not bench.is_read_only)
        head = bold(label(self.tr("Proof that you sent it")))
        head.setBuddy(self.kind)
        self.number = KeptField(
            bench,
            kit,
            f"{name}-proof-number",
            (self.tr("Number or words on it"), self.tr("Keep the slip itself as well.")),
            self._number_of,
            partial(self._number_edit, stage),
        )
        left = column(head, self.kind, space=3)
        left.addStretch(1)
        both = row(left, self.number, space=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(both)
        self.kind.activated.connect(self._choose)

    def show_case(self, case: Case) -> None:
        """Show what the case has."""
        found, _ = proof_parts(record_of(case, self._stage).proof)
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData("" if found is None else found.id))
        words = self.tr("Number or words on it") if found is None else self.tr(found.number)
        set_words(self.number.name, words)
        self.number.editor.setAccessibleName(words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; over a choice it must not change it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _choose(self, row_number: int) -> None:
        self.number.commit()
        kind = str(self.kind.itemData(row_number))
        keep_choice(self._bench, change_proof(self._stage, kind=kind), self, self._restore)

    def _restore(self) -> None:
        self.show_case(self._bench.case)

    def _number_of(self, case: Case) -> str:
        return proof_parts(record_of(case, self._stage).proof)[1]

    @staticmethod
    def _number_edit(stage: str, number: str) -> Edit:
        return change_proof(stage, number=number)


def _kept(stage: str, key: str, case: Case) -> str:
    """One field of what the case keeps of a stage."""
    return str(getattr(record_of(case, stage), key))
