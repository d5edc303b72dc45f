"""Ready-made tables of a reason: their columns, and what their rows come to."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

import msgspec

from appealdesk.case.values import TableRow
from appealdesk.guidance.catalogue import Source, load

_WEEK = 7  # days
_LIFE = 40_000  # days: a longer treatment is a slip of the finger
_GAP = 21  # days: a shorter pause between two treatments is usual
_COUNTED = re.compile(
    r"(\d{1,3})\s+(visit|session|treatment|injection|shot|class)(?:e?s)?(?=[\s,;.]|$)",
    re.IGNORECASE,
)
"""How often, as one writes it first in a cell: "12 visits". Doses and "3 times a week" are none."""


class CellKind(StrEnum):
    """What a column holds. A date is kept as ISO where it is whole, else as it was typed."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    CITE = "cite"  # the pages of the row; it has no cell of its own


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column.

    Attributes:
        key: its name for programs.
        title: what stands above it.
        help: what to put there, with an example.
        choices: the answers of a choice.
        kind: what it holds.
    """

    key: str
    title: str
    help: str
    choices: tuple[str, ...] = ()
    kind: CellKind = CellKind.TEXT


class TableKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table.

    Attributes:
        id: "prior-treatments".
        title: what stands above it, in the packet too.
        help: what it is for and how to fill it in.
        columns: the columns; the one of kind "cite", if there is one, stands last.
        source: where it was read that such a table helps.
        counts: how the rows are summed up: "weeks", "choices", or "" for not at all.
    """

    id: str
    title: str
    help: str
    columns: tuple[Column, ...]
    source: Source
    counts: str = ""

    @property
    def cells(self) -> tuple[Column, ...]:
        """The columns that have a cell in each row, in the order of ``TableRow.cells``."""
        return tuple(column for column in self.columns if column.kind is not CellKind.CITE)


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tables: tuple[TableKind, ...]


@cache
def table_kinds() -> tuple[TableKind, ...]:
    """All tables."""
    return load("tables", _Tables).tables


def table_kind(table_id: str) -> TableKind | None:
    """The table of this id, or None."""
    return next((kind for kind in table_kinds() if kind.id == table_id), None)


def summary(kind: TableKind, rows: Sequence[TableRow]) -> str:
    """What the rows come to, as a sentence; "" when there is nothing to say.

    Weeks are counted once where treatments overlap, so that no sum is larger than the truth.
    """
    if kind.counts == "weeks":
        return " ".join(filter(None, (_weeks(kind, rows), _times(kind, rows))))
    return _choices(kind, rows) if kind.counts == "choices" else ""


def hints(kind: TableKind, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """What the user should look at again, as sentences; they are never printed."""
    if kind.counts != "weeks":
        return ()
    return (*_turned(kind, rows), *_gaps(kind, rows))


def _turned(kind: TableKind, rows: Sequence[TableRow]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        days = _days(kind, row)
        if days is not None and days[1] < days[0]:
            yield f"Row {number} ends before it begins. Look at its dates again."


def _gaps(kind: TableKind, rows: Sequence[TableRow]) -> Iterator[str]:
    """Times without any treatment: a reviewer sees them, and asks why."""
    spans = sorted(span for row in rows if (span := _span(kind, row)) is not None)
    covered = spans[0][1] if spans else 0
    for begin, end in spans:
        if begin - covered - 1 > _GAP:
            first, last = (dt.date.fromordinal(day) for day in (covered + 1, begin - 1))
            yield (
                f"Nothing is listed from {_day(first)} to {_day(last)}. "
                "If there was a treatment, add it; if not, say why in your response."
            )
        covered = max(covered, end)


def _weeks(kind: TableKind, rows: Sequence[TableRow]) -> str:
    spans = [span for row in rows if (span := _span(kind, row)) is not None]
    if not spans:
        return ""
    days = len({day for begin, end in spans for day in range(begin, end + 1)})
    first = dt.date.fromordinal(min(begin for begin, _ in spans))
    last = dt.date.fromordinal(max(end for _, end in spans))
    weeks = days // _WEEK
    told = f"{weeks} weeks" if weeks > 1 else "1 week" if weeks else ""
    exact = "1 day" if days == 1 else f"{days} days"
    amount = f"{told} ({exact})" if told else exact
    named = len([row for row in rows if any(row.cells)])
    left = named - len(spans)
    words = f"Together: {amount}, from {_day(first)} to {_day(last)}. Days that overlap count once."
    if len(spans) == 1:
        words = f"Together: {amount}, from {_day(first)} to {_day(last)}."
    if left:
        not_counted = "1 row has" if left == 1 else f"{left} rows have"
        words += f" {not_counted} no full dates and {'is' if left == 1 else 'are'} not counted."
    return words


def _times(kind: TableKind, rows: Sequence[TableRow]) -> str:
    """All visits, sessions and the like together, as far as the cells tell them as a number."""
    sums: dict[str, int] = {}
    for at in (n for n, column in enumerate(kind.cells) if column.key == "amount"):
        for row in rows:
            found = _COUNTED.match(row.cells[at].strip()) if at < len(row.cells) else None
            if found is not None:
                word = found.group(2).lower()
                sums[word] = sums.get(word, 0) + int(found.group(1))
    told = [f"{count} {_plural(word) if count != 1 else word}" for word, count in sums.items()]
    if not told:
        return ""
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"In all: {listed}."


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith("s") else f"{word}s"


def _span(kind: TableKind, row: TableRow) -> tuple[int, int] | None:
    """The first and the last day of a row as ordinals, when both are whole and in order."""
    days = _days(kind, row)
    return days if days is not None and 0 <= days[1] - days[0] < _LIFE else None


def _days(kind: TableKind, row: TableRow) -> tuple[int, int] | None:
    at = [n for n, column in enumerate(kind.cells) if column.kind is CellKind.DATE]
    try:
        begin, end = (dt.date.fromisoformat(row.cells[n]).toordinal() for n in at[:2])
    except (IndexError, ValueError):
        return None
    return begin, end


def _choices(kind: TableKind, rows: Sequence[TableRow]) -> str:
    """How often each answer was given, in the order of the answers."""
    at, column = next(
        ((n, c) for n, c in enumerate(kind.cells) if c.kind is CellKind.CHOICE), (0, None)
    )
    named = [row for row in rows if any(row.cells)]
    if column is None or not named:
        return ""
    given = [row.cells[at] if at < len(row.cells) else "" for row in named]
    told = [f"{choice}: {given.count(choice)}" for choice in column.choices if choice in given]
    if not told or len(named) == 1:
        return ""
    return (
        f"{told[0]} of {len(named)}." if len(told) == 1 else f"{'; '.join(told)} (of {len(named)})."
    )


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
