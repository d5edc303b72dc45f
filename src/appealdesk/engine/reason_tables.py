"""Sets the ready-made tables of a denial reason: headings, rows, pages, what the rows come to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from appealdesk.case.details import Details
from appealdesk.case.text import fill_details
from appealdesk.case.values import Citation, Reason, ReasonTable, TableRow
from appealdesk.engine import styles
from appealdesk.engine.flowables import Words, column_widths, grid, headed
from appealdesk.engine.setter import BrokenCitation, Run, Setter, cite_run
from appealdesk.guidance.tables import CellKind, Column, TableKind, summary, table_kind
from appealdesk.packet.values import Packet, PinCite

_GAP: Final = 10.0  # points between columns, and between rows
_TALLEST: Final = 120.0  # points: a higher row is cut anyway
_KEPT: Final = "\u00a0"  # joins what must stand on one line
_SHOWN_ON: Final = "Shown on"
_UNKNOWN: Final = "Table"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row as it is printed; ``pages`` pairs each citation with what it says in this packet."""

    cells: tuple[str, ...]
    pages: tuple[tuple[Citation, PinCite | None], ...]


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table as it is printed. Columns in which no row says anything are left out."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[RowFacts, ...]
    pages_head: str  # "" when no row cites
    summary: str


def table_facts(reason: Reason, details: Details, packet: Packet) -> tuple[TableFacts, ...]:
    """The tables of a reason that say something, in their order."""
    found = (_facts(table, details, packet) for table in reason.tables)
    return tuple(facts for facts in found if facts is not None)


def set_tables(tables: Sequence[TableFacts], setter: Setter) -> list[Flowable]:
    """Each table with its title above and what its rows come to below."""
    story: list[Flowable] = []
    for table in tables:
        rows, below = _grid(table, setter)
        story += [*headed(setter.words(table.title, "h4"), below=below), *rows]
    return story


# ---- facts


def _facts(table: ReasonTable, details: Details, packet: Packet) -> TableFacts | None:
    rows = [row for row in table.rows if any(map(str.strip, row.cells)) or row.evidence]
    if not rows:
        return None
    kind = table_kind(table.kind)
    groups = _groups(kind, rows)
    cells = [[_cell(row, group, details) for group in groups] for row in rows]
    # The first column says what a row is about: it stays, also when it is empty.
    kept = [n for n in range(len(groups)) if n == 0 or any(line[n] for line in cells)]
    return TableFacts(
        title=_UNKNOWN if kind is None else kind.title,
        heads=tuple(_head(groups[n]) for n in kept),
        rows=tuple(
            RowFacts(
                tuple(line[n] for n in kept),
                tuple((cite, packet.pin_cite(cite)) for cite in row.evidence),
            )
            for row, line in zip(rows, cells, strict=True)
        ),
        pages_head=_pages_head(kind) if any(row.evidence for row in rows) else "",
        summary="" if kind is None else summary(kind, rows),
    )


_Group = tuple[tuple[int, Column | None], ...]
"""The cells that share a column on paper, each with its place in the row."""


def _groups(kind: TableKind | None, rows: Sequence[TableRow]) -> list[_Group]:
    """Which cells stand together: the two ends of a time, and a value with its date.

    Seven columns of their own would leave no room for words on a page that stands upright.
    """
    most = max(len(row.cells) for row in rows)
    if kind is None:
        return [((n, None),) for n in range(most)]
    groups: list[_Group] = []
    for at, column in enumerate(kind.cells):
        before = groups[-1][-1][1] if groups else None
        if before is not None and _belongs(column, before):
            groups[-1] = (*groups[-1], (at, column))
        else:
            groups.append(((at, column),))
    # A row of a later version may have more cells; what the user wrote is printed all the same.
    return groups + [((n, None),) for n in range(len(kind.cells), most)]


def _belongs(column: Column, before: Column) -> bool:
    if column.kind is not CellKind.DATE:
        return False
    is_end = before.kind is CellKind.DATE and (before.key, column.key) == ("from", "to")
    return is_end or column.key == f"{before.key}-date"


def _head(group: _Group) -> str:
    titles = [column.title for _, column in group if column is not None]
    if len(titles) > 1 and _is_time(group):
        return f"{titles[0]} \u2013 {titles[1].lower()}"
    return titles[0] if titles else ""


def _is_time(group: _Group) -> bool:
    first = group[0][1]
    return first is not None and first.kind is CellKind.DATE


def _cell(row: TableRow, group: _Group, details: Details) -> str:
    said = []
    for at, column in group:
        text = row.cells[at].strip() if at < len(row.cells) else ""
        is_date = column is not None and column.kind is CellKind.DATE
        said.append(_day(text) if is_date else fill_details(text, details))
    if len(said) == 2 and _is_time(group):  # noqa: PLR2004  a time has two ends
        begin, end = said
        if begin and end:
            return begin if begin == end else f"{begin}{_KEPT}\u2013\n{end}"
        word, one = ("From", begin) if begin else ("Until", end)
        return (
            f"{word} {one}" if one[-1:].isdigit() else one
        )  # words of the user speak for themselves
    return "\n".join(filter(None, said))


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day:%b}{_KEPT}{day.day},{_KEPT}{day.year}"


def _pages_head(kind: TableKind | None) -> str:
    columns = () if kind is None else kind.columns
    return next((c.title for c in columns if c.kind is CellKind.CITE), _SHOWN_ON)


# ---- setting

_Runs = tuple[Run, ...]


def _grid(table: TableFacts, setter: Setter) -> tuple[list[Flowable], float]:
    """The table, and how high (in points) its head and first row are: the title stays with them."""
    heads = [*table.heads, *([table.pages_head] if table.pages_head else [])]
    has_header = any(heads)
    lines: list[tuple[str, list[_Runs]]] = []
    if has_header:
        lines.append(("cell-head", [(Run(head),) for head in heads]))
    for row in table.rows:
        said: list[_Runs] = [(Run(cell),) for cell in row.cells]
        if table.pages_head:
            said.append(_pages(row, setter))
        lines.append(("cell", said))
    natural, least = [0.0] * len(heads), [0.0] * len(heads)
    cells: list[list[Words]] = []
    for name, line in lines:
        for n, runs in enumerate(line):
            words = "".join(run.text for run in runs).replace(_KEPT, "-")
            wide, word = setter.widths(words, name)
            is_pages = bool(table.pages_head) and n == len(heads) - 1
            natural[n] = max(natural[n], wide + _GAP)
            # The name of a page is short, and easier found when it stands on one line.
            least[n] = max(least[n], (wide if is_pages else word) + _GAP)
        cells.append([setter.words(runs, name) for runs in line])
    widths = column_widths(natural, least, styles.TEXT_WIDTH)
    foot = _foot(table.summary, setter)
    first = sum(_height(row, widths) for row in cells[: 2 if has_header else 1])
    if foot is not None and len(table.rows) == 1:
        first += _height([foot], [styles.TEXT_WIDTH])
    return grid(cells, widths, has_header=has_header, after=12, foot=foot), first


def _foot(words: str, setter: Setter) -> Words | None:
    if not words:
        return None
    first, dot, rest = words.partition(". ")
    return setter.words([Run(first + dot, bold=True), Run(rest)], "cell")


def _height(row: Sequence[Words], widths: Sequence[float]) -> float:
    inner = (max(width - _GAP, 8.0) for width in widths)
    high = max(
        cell.wrap(width, styles.TEXT_HEIGHT)[1] for cell, width in zip(row, inner, strict=True)
    )
    return min(float(high), _TALLEST) + _GAP


def _pages(row: RowFacts, setter: Setter) -> _Runs:
    """The pages of a row, one below the other; what leads nowhere is told and not printed."""
    runs: list[Run] = []
    for citation, pin in row.pages:
        if pin is None:
            setter.broken[BrokenCitation(citation, setter.where)] = None
            continue
        runs += [*([Run("\n")] if runs else []), cite_run(pin)]
    return tuple(runs)
