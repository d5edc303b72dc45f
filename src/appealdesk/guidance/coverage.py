"""Kinds of coverage, their levels of appeal and how long a person has for each."""

from functools import cache
from typing import Literal

import msgspec

from appealdesk.guidance.catalogue import Source, load


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a person has.

    Attributes:
        amount: how many calendar days or months.
        unit: which of them.
        anchor: from the date printed on the notice, or from the day on which it came.
        presumed_days: days that the rule itself adds for the mail, 0 for none.
        rolls: whether the rule moves a weekend or federal holiday to the next working day.
        short_month: what holds when the month has no such day: the rule's "next-day", or, to be
            safe, its "last-day".
        counts_as: what must have happened by the last day; "" when the notice says.
    """

    amount: int
    unit: Literal["days", "months"]
    anchor: Literal["notice", "receipt"]
    presumed_days: int = 0
    rolls: bool = False
    short_month: Literal["last-day", "next-day"] = "last-day"
    counts_as: Literal["", "received", "postmarked", "postmarked or received"] = ""


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the other side has to answer.

    Attributes:
        when: before the care is given (or while it is), after it, on the fast path, or any of them.
        amount: how many days or hours.
        unit: which of them.
        two_levels: days if the plan has two levels of its own; 0 when that changes nothing.
    """

    when: Literal["before", "after", "fast", "any"]
    amount: int
    unit: Literal["days", "hours"]
    two_levels: int = 0


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the other side owes: who must answer, how soon, and what holds when it is late."""

    who: str
    clocks: tuple[Clock, ...]
    source: Source
    late: str = ""
    note: str = ""

    def clock(self, when: str) -> Clock | None:
        """The clock of a case ("before", "after" or "fast"), or None when there is none."""
        own = next((clock for clock in self.clocks if clock.when == when), None)
        if own is not None or when == "fast":
            return own
        return next((clock for clock in self.clocks if clock.when == "any"), None)


class Fast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to a fast (expedited) decision.

    Attributes:
        id: named by the levels that have it.
        title: what it is called.
        conditions: when one may ask for it; one of them is enough.
        ask: what to do.
        rule: the rule in plain words.
        source: where it stands.
        window: how long one has to ask for it, if that is less than for the appeal itself.
    """

    id: str
    title: str
    conditions: tuple[str, ...]
    ask: tuple[str, ...]
    rule: str
    source: Source
    window: Window | None = None


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One level of appeal; without a window the notice alone says how long one has.

    ``keep`` is the time to ask that care which is being given goes on until they decide.
    """

    id: str
    title: str
    rule: str
    decision: str
    next: str
    source: Source
    window: Window | None = None
    note: str = ""
    reply: Reply | None = None
    keep: Window | None = None
    fast: str = ""


class Coverage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of coverage, how to tell that one has it, and its levels, the first one first."""

    id: str
    title: str
    hints: tuple[str, ...]
    levels: tuple[Level, ...]

    def level(self, level_id: str) -> Level:
        """The level of this id; the first when there is none of it."""
        return next((found for found in self.levels if found.id == level_id), self.levels[0])


class _Coverages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    coverages: tuple[Coverage, ...]
    fast: tuple[Fast, ...]


@cache
def _all() -> _Coverages:
    return load("coverage", _Coverages)


def coverages() -> tuple[Coverage, ...]:
    """Every kind, in the order in which a person is asked."""
    return _all().coverages


def coverage(coverage_id: str) -> Coverage | None:
    """The kind of this id, or None."""
    return next((found for found in coverages() if found.id == coverage_id), None)


def fast_path(fast_id: str) -> Fast | None:
    """The way to a fast decision of this id, or None."""
    return next((found for found in _all().fast if found.id == fast_id), None)
