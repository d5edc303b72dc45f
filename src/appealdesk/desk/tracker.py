"""How far an appeal is: its stages put together with what the case keeps of them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from appealdesk.case.change import Edit
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import StageRecord
from appealdesk.case.situation_edits import set_stage
from appealdesk.case.values import Case
from appealdesk.guidance.decisions import Decision, decide
from appealdesk.guidance.stages import Outcome, Proof, Stage, Step, proofs, stages, steps_of

FIELDS = ("started", "ended", "outcome", "note", "proof")
"""What can be kept of a stage."""


class Progress(StrEnum):
    """How far one stage is."""

    OPEN = "open"  # nothing was noted
    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Tracked:
    """One stage with what the case keeps of it.

    Attributes:
        step: the stage, as the coverage calls it.
        record: dates, outcome, note, proof; empty fields while nothing is known.
        progress: how far it is.
        outcome: how it ended, or None.
        is_now: whether this is the stage to work on.
        is_level: whether the packet of this case is for this stage.
    """

    step: Step
    record: StageRecord
    progress: Progress
    outcome: Outcome | None
    is_now: bool = False
    is_level: bool = False


def tracked(case: Case) -> tuple[Tracked, ...]:
    """Every stage of a case in order; what was kept under stages of another coverage comes last."""
    records = {record.stage: record for record in case.stages}
    steps = steps_of(case.situation.coverage)
    level = level_step(case).id
    shown = {step.id for step in steps}
    lost = tuple(_lost(record) for record in case.stages if record.stage not in shown)
    made = [_tracked(step, records, level) for step in (*steps, *lost)]
    now = _now(made)
    return tuple(replace(one, is_now=number == now) for number, one in enumerate(made))


def record_of(case: Case, stage_id: str) -> StageRecord:
    """What is kept of a stage; an empty record when nothing is."""
    return next((r for r in case.stages if r.stage == stage_id), StageRecord(stage_id))


def level_step(case: Case) -> Step:
    """The stage that the packet of this case is for."""
    levels = [step for step in steps_of(case.situation.coverage) if step.stage.is_sent]
    found = (s for s in levels if s.level is not None and s.level.id == case.situation.level)
    return next(found, levels[0])


def decision_for(case: Case, one: Tracked) -> Decision | None:
    """By when the other side must answer in a stage; None where nothing is sent or known."""
    level = one.step.level
    if level is None:
        return None
    told = case.situation
    sent = date.fromisoformat(one.record.started) if one.record.started else None
    return decide(level, told.timing, is_urgent=told.is_urgent, sent=sent)


def change_stage(stage_id: str, key: str, value: str) -> Edit:
    """Keep one field of a stage, and leave the others as they are when the edit is made.

    Raises:
        AppealDeskError: a date is none, or there is no such field.
    """
    if key not in FIELDS:
        raise AppealDeskError(
            f"A stage has no \u201c{key}\u201d.", f"It has these: {', '.join(FIELDS)}."
        )
    trial = set_stage(replace(StageRecord(stage_id), **{key: value}))  # refuses what is no date

    def change(case: Case) -> Case:
        new = replace(record_of(case, stage_id), **{key: value})
        return set_stage(new).change(case)

    return Edit(trial.label, change)


def change_proof(stage_id: str, *, kind: str | None = None, number: str | None = None) -> Edit:
    """Keep the kind of proof (an id, "" for another one) or its number; the other part stays."""

    def change(case: Case) -> Case:
        record = record_of(case, stage_id)
        old_kind, old_number = proof_parts(record.proof)
        of_kind = (old_kind.id if old_kind is not None else "") if kind is None else kind
        words = proof_words(of_kind, old_number if number is None else number)
        return set_stage(replace(record, proof=words)).change(case)

    return Edit(set_stage(StageRecord(stage_id)).label, change)


def proof_words(kind: str, number: str) -> str:
    """Proof of sending as it is kept: the kind of proof, then its number."""
    found = next((p for p in proofs() if p.id == kind), None)
    number = " ".join(number.split())
    if found is None:
        return number
    return f"{found.title}: {number}" if number else found.title


def proof_parts(words: str) -> tuple[Proof | None, str]:
    """The kind of proof and its number, from what is kept; words of another kind stay whole."""
    for found in proofs():
        if words == found.title:
            return found, ""
        if words.startswith(f"{found.title}: "):
            return found, words.removeprefix(f"{found.title}: ")
    return None, words


def _lost(record: StageRecord) -> Step:
    """A stage that the coverage does not have: its words stay in sight."""
    general = stages()[-1]
    known = next((s for s in stages() if s.id == record.stage), None)
    named = record.stage.removeprefix("level:").replace("-", " ").capitalize()
    told: Stage = known or general
    return Step(record.stage, told.title if known else named, told)


def _tracked(step: Step, records: dict[str, StageRecord], level: str) -> Tracked:
    record = records.get(step.id, StageRecord(step.id))
    outcome = step.stage.outcome(record.outcome)
    if outcome is not None and outcome.skipped:
        progress = Progress.SKIPPED
    elif record.outcome or record.ended:
        progress = Progress.DONE
    elif record == StageRecord(step.id):
        progress = Progress.OPEN
    else:
        progress = Progress.BEGUN
    return Tracked(step, record, progress, outcome, is_level=step.id == level)


def _now(made: list[Tracked]) -> int | None:
    """The stage to work on: one that was begun and is open, else the first after what is done."""
    if any(one.outcome is not None and one.outcome.ends for one in made):
        return None
    begun = [n for n, one in enumerate(made) if one.progress is Progress.BEGUN]
    closed = [n for n, one in enumerate(made) if one.progress in {Progress.DONE, Progress.SKIPPED}]
    following = closed[-1] + 1 if closed else 0
    if begun and begun[-1] >= following:
        return begun[-1]
    if following < len(made):
        return following
    return begun[-1] if begun else None
