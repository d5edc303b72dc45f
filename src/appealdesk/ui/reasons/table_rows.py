"""Rows of a reason's table as plain values: how they are changed and what a spreadsheet gives."""

import csv
from collections.abc import Sequence
from dataclasses import replace

from appealdesk.case.change import one_line
from appealdesk.case.values import Citation, TableRow
from appealdesk.guidance.tables import CellKind, Column
from appealdesk.reading.dates import parse_date

_LONGEST_DATE = len("Wednesday, September 30, 2026")
Rows = tuple[TableRow, ...]


def squared(rows: Sequence[TableRow], width: int) -> Rows:
    """Rows that have a cell for every column; what stands behind the last column is kept."""
    return tuple(
        replace(row, cells=row.cells + ("",) * max(0, width - len(row.cells))) for row in rows
    )


def is_empty(row: TableRow) -> bool:
    """Whether nothing was filled in."""
    return not row.evidence and not any(row.cells)


def blank(width: int) -> TableRow:
    """A row to fill in."""
    return TableRow(("",) * width)


def added(rows: Rows, at: int, width: int) -> Rows:
    """The rows with a blank one in front of row ``at``."""
    return (*rows[:at], blank(width), *rows[at:])


def removed(rows: Rows, at: int, width: int) -> Rows:
    """The rows without one of them. The last one becomes blank: without rows there is no table."""
    return (*rows[:at], *rows[at + 1 :]) or (blank(width),)


def moved(rows: Rows, at: int, step: int) -> Rows:
    """The rows with one of them moved up (-1) or down (1), as far as there is room."""
    place = at + step
    if not 0 <= place < len(rows):
        return rows
    order = list(rows)
    order.insert(place, order.pop(at))
    return tuple(order)


def cited(rows: Rows, at: int, citations: Sequence[Citation]) -> Rows:
    """The rows with more pages in one of them."""
    return _with_evidence(rows, at, (*rows[at].evidence, *citations))


def uncited(rows: Rows, at: int, citation: Citation) -> Rows:
    """The rows without a page in one of them."""
    return _with_evidence(rows, at, [c for c in rows[at].evidence if c != citation])


def cited_instead(rows: Rows, at: int, old: Citation, new: Citation) -> Rows:
    """The rows with one page in place of another in one of them."""
    return _with_evidence(rows, at, [new if c == old else c for c in rows[at].evidence])


def pasted(rows: Rows, at: int, column: int, cells: Sequence[Sequence[str]], width: int) -> Rows:
    """The rows with cells of a spreadsheet filled in from one cell on; rows are added as needed.

    Args:
        rows: those of the table.
        at: the row into which the first line goes.
        column: the column into which the first cell of each line goes.
        cells: lines of cells; what has no column is left out.
        width: how many columns the table has.
    """
    whole = list(squared(rows, width))
    for down, line in enumerate(cells):
        if at + down >= len(whole):
            whole.append(blank(width))
        old = list(whole[at + down].cells)
        room = line[: max(0, width - column)]
        old[column : column + len(room)] = [one_line(cell) for cell in room]
        whole[at + down] = replace(whole[at + down], cells=tuple(old))
    return tuple(whole)


def kept_date(words: str) -> str:
    """What is kept of words in a cell for a day: a whole date as ISO, else the words.

    More than a date is a remark, and its words are not thrown away.
    """
    text = one_line(words)
    day = parse_date(text)
    return day.isoformat() if day is not None and len(text) <= _LONGEST_DATE else text


def dated(rows: Rows, columns: Sequence[Column]) -> Rows:
    """The rows with whole dates as ISO in the columns for days."""
    days = {at for at, column in enumerate(columns) if column.kind is CellKind.DATE}
    return tuple(
        replace(
            row, cells=tuple(kept_date(c) if at in days else c for at, c in enumerate(row.cells))
        )
        for row in rows
    )


def spreadsheet_cells(
    text: str, titles: Sequence[str] = (), *, is_sheet: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The cells of copied spreadsheet lines; empty when the text is words for one cell.

    Args:
        text: what lies on the clipboard.
        titles: the columns' titles; a first line that is just these is left out.
        is_sheet: whether it is known to come from a spreadsheet, so that lines are rows even
            where there is but one column.
    """
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\t" not in words and not (is_sheet and "\n" in words):
        return ()
    lines = csv.reader(words.splitlines(keepends=True), delimiter="\t")
    found = [tuple(line) for line in lines if any(cell.strip() for cell in line)]
    known = {title.casefold() for title in titles}
    if found and known and all(c.strip().casefold() in known for c in found[0] if c.strip()):
        found = found[1:]
    return tuple(found)


def _with_evidence(rows: Rows, at: int, evidence: Sequence[Citation]) -> Rows:
    row = replace(rows[at], evidence=tuple(dict.fromkeys(evidence)))
    return (*rows[:at], row, *rows[at + 1 :])
