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


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One level of appeal; without a window the notice alone says how long one has."""

    id: str
    title: str
    rule: str
    decision: str
    next: str
    source: Source
    window: Window | None = None
    note: str = ""


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


@cache
def coverages() -> tuple[Coverage, ...]:
    """Every kind, in the order in which a person is asked."""
    return load("coverage", _Coverages).coverages


def coverage(coverage_id: str) -> Coverage | None:
    """The kind of this id, or None."""
    return next((found for found in coverages() if found.id == coverage_id), None)
