"""Tables of the reasons as a paper shows them: what was tried, missed, and what will change."""

import datetime as dt
from collections.abc import Sequence

from appealdesk.case.text import cite_token, fill_details
from appealdesk.case.values import Case, Citation, ReasonTable, TableRow
from appealdesk.desk.paper_words import cell, escaped
from appealdesk.guidance.tables import CellKind, TableKind, summary, table_kind


def tables_of(case: Case, *ids: str) -> str:
    """The filled tables of these kinds, as Markdown, with what their rows come to; "" for none."""
    out = []
    for table_id in ids:
        kind = table_kind(table_id)
        rows = _rows(case, table_id)
        if kind is not None and rows:
            out.append(_table(kind, rows, case))
            told = summary(kind, rows)
            out += [escaped(told)] if told else []
    return "\n\n".join(out)


def _rows(case: Case, table_id: str) -> tuple[TableRow, ...]:
    """The rows of all reasons; one that two reasons share stands once."""
    tables: list[ReasonTable] = [t for r in case.reasons for t in r.tables if t.kind == table_id]
    rows = (row for table in tables for row in table.rows if any(row.cells))
    return tuple(dict.fromkeys(rows))


def _table(kind: TableKind, rows: Sequence[TableRow], case: Case) -> str:
    columns = kind.cells
    cites = [_pages(row, case) for row in rows]
    heads = [column.title for column in columns]
    lines = []
    for row, pages in zip(rows, cites, strict=True):
        given = (*row.cells, *[""] * (len(columns) - len(row.cells)))
        cells = [
            escaped(_said(fill_details(text, case.details), is_date=column.kind is CellKind.DATE))
            for column, text in zip(columns, given, strict=False)
        ]
        lines.append([*cells, pages] if any(cites) else cells)
    if any(cites):
        heads.append("Shown on")
    return "\n".join(
        [_line(heads), "|" + "---|" * len(heads), *(_line([cell(c) for c in one]) for one in lines)]
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _pages(row: TableRow, case: Case) -> str:
    """Pointers to the pages that are in the packet; they are written out when it is printed."""
    return ", ".join(cite_token(c) for c in row.evidence if _is_in(c, case))


def _is_in(citation: Citation, case: Case) -> bool:
    section = case.section_of(citation.document)
    document = case.document(citation.document)
    if section is None or document is None or not section.is_included:
        return False
    pages = document.included_pages
    return bool(pages) if citation.page is None else any(p.id == citation.page for p in pages)


def _said(text: str, *, is_date: bool) -> str:
    if not is_date:
        return text
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.month}/{day.day}/{day.year}"  # short: such a table has many columns
