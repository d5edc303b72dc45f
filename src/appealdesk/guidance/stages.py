"""The stages of an appeal: what happens in each, how it can end, and how a coverage calls it."""

from dataclasses import dataclass
from functools import cache

import msgspec

from appealdesk.guidance.catalogue import Source, load
from appealdesk.guidance.coverage import Level, coverage

INTERNAL = "internal-appeal"
EXTERNAL = "external-review"
_FURTHER = "level:"


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which a stage ends, and what comes next then.

    Attributes:
        ends: the appeal is won, nothing more is to be done.
        refused: the other side said no, to all or to a part.
        skipped: the stage was left out.
    """

    id: str
    title: str
    hint: str
    ends: bool = False
    refused: bool = False
    skipped: bool = False


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stage. The keys are told at the top of ``resources/guidance/stages.toml``."""

    id: str
    title: str
    what: str
    hints: tuple[str, ...]
    started: str
    ended: str
    outcomes: tuple[Outcome, ...]
    source: Source
    is_sent: bool = False
    papers: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome of this id, or None."""
        return next((found for found in self.outcomes if found.id == outcome_id), None)


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to prove that something was sent, and what its number is called."""

    id: str
    title: str
    number: str


class _Stages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stages: tuple[Stage, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as it stands in one kind of coverage.

    Attributes:
        id: what the case keeps it under; it does not depend on the coverage for the usual stages.
        title: the coverage's own name for it, else the stage's.
        stage: what is told about it.
        level: the level of appeal that it is, or None.
        level_number: 0-based place among the levels, or None.
    """

    id: str
    title: str
    stage: Stage
    level: Level | None = None
    level_number: int | None = None


@cache
def _shipped() -> _Stages:
    return load("stages", _Stages)


def stages() -> tuple[Stage, ...]:
    """Every stage, in the order in which they come."""
    return _shipped().stages


def stage(stage_id: str) -> Stage | None:
    """The stage of this id, or None."""
    return next((found for found in stages() if found.id == stage_id), None)


def proofs() -> tuple[Proof, ...]:
    """The ways to prove that something was sent."""
    return _shipped().proofs


@cache
def steps_of(coverage_id: str) -> tuple[Step, ...]:
    """The stages for a kind of coverage: each of its levels of appeal is one.

    A coverage that is not known, and one with a single level, have the general external review as
    their last stage: it tells what may come then.
    """
    found = coverage(coverage_id)
    levels = () if found is None or found.id == "unknown" else found.levels
    by_id = {one.id: one for one in stages()}
    steps = [Step(s.id, s.title, s) for s in stages() if s.id not in {INTERNAL, EXTERNAL}]
    if not levels:
        return (*steps, *(Step(i, by_id[i].title, by_id[i]) for i in (INTERNAL, EXTERNAL)))
    for number, level in enumerate(levels):
        told = by_id[INTERNAL if number == 0 else EXTERNAL]
        steps.append(Step(step_id(number, level), level.title, told, level, number))
    if len(levels) == 1:
        steps.append(Step(EXTERNAL, by_id[EXTERNAL].title, by_id[EXTERNAL]))
    return tuple(steps)


def step_id(number: int, level: Level) -> str:
    """What the case keeps a level under: its place (0-based) and its id decide."""
    if number == 0:
        return INTERNAL
    return EXTERNAL if level.id == "external" else f"{_FURTHER}{level.id}"
