"""Tables of a reason as CSV: a spreadsheet that goes out, is filled in, and comes back.

The first line names the columns by key or title. Some spreadsheets part the cells by semicolons or
tabs, and that is understood. The pages of a row stand in one cell as a person
writes them, parted by semicolons: "office chart, p. 12; Exhibit C".
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, Citation, ReasonTable, TableRow
from appealdesk.desk.texts import citation_to
from appealdesk.guidance.tables import CellKind, Column, TableKind, table_kind, table_kinds
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Packet
from appealdesk.reading.dates import parse_date

_SEPARATORS = ",;\t"
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
_PAGE = re.compile(r"(.+?)(?:,\s*(?:p|page)\.?\s*(\d{1,6}))?\s*", re.IGNORECASE)


def find_table(name: str) -> TableKind:
    """The kind of table with this id or title.

    Raises:
        AppealDeskError: there is none; the hint lists them.
    """
    wanted = _folded(name)
    for kind in table_kinds():
        if wanted in {kind.id, _folded(kind.title)}:
            return kind
    known = ", ".join(kind.id for kind in table_kinds())
    raise AppealDeskError(f"There is no table \u201c{name}\u201d.", f"Known are: {known}.")


def rows_from_csv(text: str, kind: TableKind, case: Case) -> tuple[TableRow, ...]:
    """The rows that a CSV text gives; lines with nothing in them are left out, words never are.

    Dates are kept as ISO where they are whole, else as they are written.

    Raises:
        AppealDeskError: a column, a choice or a page is not there, or it is no CSV.
    """
    lines = _lines(text)
    filled = [line for line in lines if any(cell.strip() for cell in line)]
    if not filled:
        return ()
    columns = _columns(filled[0], kind)
    packet = plan(case, {})
    return tuple(
        _row(line, number, columns, kind, case, packet)
        for number, line in enumerate(filled[1:], start=1)
    )


def csv_of(table: ReasonTable | None, kind: TableKind, packet: Packet) -> str:
    """A table as CSV, with its head.

    A page that is not in the packet is told in words that do not come back: nothing is guessed.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in kind.columns])
    for row in table.rows if table is not None else ():
        cells = iter((*row.cells, *[""] * len(kind.cells)))
        pages = "; ".join(_words(citation, packet) for citation in row.evidence)
        writer.writerow(
            [pages if column.kind is CellKind.CITE else next(cells) for column in kind.columns]
        )
    return out.getvalue()


def named_cells(row: TableRow, kind: str) -> dict[str, str]:
    """The cells of a row by the keys of their columns; those of no known column by their place."""
    known = table_kind(kind)
    keys = () if known is None else [column.key for column in known.cells]
    return {keys[n] if n < len(keys) else str(n + 1): cell for n, cell in enumerate(row.cells)}


def _columns(head: Sequence[str], kind: TableKind) -> list[Column | None]:
    left = list(kind.columns)
    found: list[Column | None] = []
    for name in head:
        wanted = _folded(name)
        # Two columns may bear one title, such as "On": the first one that is left is meant.
        column = next((c for c in left if wanted in {c.key, _folded(c.title)}), None)
        if column is None and wanted:
            keys = ", ".join(c.key for c in kind.columns)
            raise AppealDeskError(
                f"The table has no column \u201c{name.strip()}\u201d.",
                f"The first line names the columns. They are: {keys}.",
            )
        if column is not None:
            left.remove(column)
        found.append(column)
    return found


def _lines(text: str) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first.strip("\r"))  # what Excel writes, and takes, in front
    mark = told.group(1) if told is not None else max(_SEPARATORS, key=first.count)
    body = text if told is None else rest
    try:
        return list(csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise AppealDeskError(
            "That is not a CSV file.", "Save the table as CSV, with commas, in UTF-8."
        ) from error


def _row(
    line: Sequence[str],
    number: int,
    columns: Sequence[Column | None],
    kind: TableKind,
    case: Case,
    packet: Packet,
) -> TableRow:
    given: dict[str, str] = {}
    evidence: list[Citation] = []
    for column, text in zip_longest(columns, line, fillvalue=None):
        if column is None:
            if text is not None and text.strip():
                raise AppealDeskError(
                    f"Row {number}: \u201c{text.strip()}\u201d stands in no column.",
                    "The first line must name each column; words with a comma need quotes.",
                )
        elif text is None:  # a spreadsheet leaves off empty cells at the end
            continue
        elif column.kind is CellKind.CITE:
            evidence += _citations(text, case, packet)
        else:
            given[column.key] = _cell(text.strip(), column, number)
    cells = tuple(given.get(column.key, "") for column in kind.cells)
    return TableRow(cells, tuple(dict.fromkeys(evidence)))


def _cell(text: str, column: Column, number: int) -> str:
    if column.kind is CellKind.DATE:
        day = parse_date(text)
        return text if day is None else day.isoformat()
    if column.kind is CellKind.CHOICE and text:
        found = next((c for c in column.choices if _folded(c) == _folded(text)), None)
        if found is None:
            raise AppealDeskError(
                f"Row {number}: \u201c{text}\u201d is no answer to \u201c{column.title}\u201d.",
                f"The answers are: {'; '.join(column.choices)}.",
            )
        return found
    return text


def _citations(text: str, case: Case, packet: Packet) -> Iterator[Citation]:
    for words in filter(str.strip, text.split(";")):
        match = _PAGE.fullmatch(words.strip())
        if match is not None:
            page = None if match.group(2) is None else int(match.group(2))
            yield citation_to(case, match.group(1), page, packet)


def _words(citation: Citation, packet: Packet) -> str:
    pin = packet.pin_cite(citation)
    return f"(not in the packet: #{citation.document})" if pin is None else pin.words


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
