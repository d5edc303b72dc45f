"""Commands of the denial reasons: their kinds, words, evidence and ready-made tables."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from appealdesk.case import edits
from appealdesk.case.change import together
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, Citation, Reason, ReasonTable
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    opened,
    print_json,
    results,
    say,
    text_file,
)
from appealdesk.desk.reason_tables import csv_of, find_table, named_cells, rows_from_csv
from appealdesk.desk.texts import citation_to, find_reason, readable, resolve_cites
from appealdesk.guidance.reasons import ReasonKind, reason_kind, reason_kinds
from appealdesk.guidance.tables import hints, summary, table_kind
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Packet


def reason(
    case: CaseArg,
    title: Annotated[str, typer.Argument(help="Title; the number of a reason changes that one.")],
    words: Annotated[
        Path | None, typer.Option("--words", help="File with the insurer's own words.")
    ] = None,
    response: Annotated[
        Path | None, typer.Option("--response", help="File with our response (Markdown).")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help='Kind of reason, see "appealdesk reason-kinds"; "" for none.'),
    ] = None,
    rename: Annotated[str | None, typer.Option(help="A new title for this reason.")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Add a denial reason, or change one: the insurer's words and our response."""
    quoted = None if words is None else text_file(words)
    answer = None if response is None else text_file(response)
    chosen = None if not kind else _kind(kind)
    with opened(case, password_file) as session:
        resolved = None if answer is None else resolve_cites(answer, session.case)
        known = any(
            title.casefold() in {str(n), f"#{r.id}", r.title.casefold()}
            for n, r in enumerate(session.case.reasons, start=1)
        )
        if known:
            found = find_reason(session.case, title)
            change = edits.set_reason(
                found.id, title=rename, insurer_words=quoted, response=resolved
            )
            if kind is not None:
                sort = edits.set_reason_kind(found.id, chosen.id if chosen else "")
                change = together(change.label, [change, sort])
            session.apply(change)
            say(f"Changed reason \u201c{rename or found.title}\u201d.")
        else:
            new_kind = chosen.id if chosen else ""
            session.apply(edits.add_reason(title, quoted or "", resolved or "", kind=new_kind))
            say(f"Added reason {len(session.case.reasons)}: {title}")
    if chosen is not None and chosen.note:
        say(chosen.note)


def cite(
    case: CaseArg,
    reason_name: Annotated[str, typer.Argument(metavar="REASON", help="Number of the reason.")],
    document: Annotated[str, typer.Argument(help='Title, file name, "Exhibit C" or "#7".')],
    page: Annotated[int | None, typer.Option(help="Page of the exhibit, the first is 1.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the evidence away again.")] = False,
    password_file: PasswordFile = None,
) -> None:
    """Point a denial reason at its evidence: an exhibit, or one page of it."""
    with opened(case, password_file) as session:
        found = find_reason(session.case, reason_name)
        citation = citation_to(session.case, document, page)
        change = edits.uncite if remove else edits.cite
        session.apply(change(found.id, citation))
    say("Removed." if remove else "Cited.")


def table(
    case: CaseArg,
    reason_name: Annotated[str, typer.Argument(metavar="REASON", help="Number of the reason.")],
    table_name: Annotated[
        str, typer.Argument(metavar="TABLE", help="For example prior-treatments or criteria.")
    ],
    csv: Annotated[
        Path | None,
        typer.Option("--csv", help="CSV file with the rows; - reads from the keyboard."),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the table away.")] = False,
    password_file: PasswordFile = None,
) -> None:
    """Fill in a ready-made table of a reason from CSV, or print it as CSV to fill in.

    The first line names the columns. The column "pages" holds what shows the row, for example
    "office chart, p. 12; Exhibit C".
    """
    if csv is not None and remove:
        raise typer.BadParameter("Give --csv or --remove, not both.")
    kind = find_table(table_name)
    is_asked = csv is None and not remove
    with opened(case, password_file, read_only=is_asked) as session:
        found = find_reason(session.case, reason_name)
        if is_asked:
            old = next((t for t in found.tables if t.kind == kind.id), None)
            sys.stdout.write(csv_of(old, kind, plan(session.case, {})))
            return
        rows = () if csv is None else rows_from_csv(text_file(csv), kind, session.case)
        if csv is not None and not rows:
            raise AppealDeskError(
                "There is no row in that file, so nothing was changed.",
                "The first line names the columns; --remove takes a table away.",
            )
        session.apply(edits.set_reason_table(found.id, kind.id, rows))
    if remove:
        say("Removed.")
        return
    say(f"\u201c{kind.title}\u201d: {'1 row' if len(rows) == 1 else f'{len(rows)} rows'}.")
    for told in filter(None, (summary(kind, rows), *hints(kind, rows))):
        say(told)


def kinds(
    kind: Annotated[str | None, typer.Argument(help="A kind; without it, a list.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """List the kinds of denial reasons, or tell what answers one."""
    chosen = None if kind is None else _kind(kind)
    if as_json:
        print_json(reason_kinds() if chosen is None else chosen)
        return
    if chosen is None:
        for known in reason_kinds():
            results.print(f"{known.id:28}{known.title}", markup=False)
        say("What answers one: appealdesk reason-kinds KIND")
        return
    for line in _told(chosen):
        results.print(line, markup=False)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for name, command in (
        ("reason", reason),
        ("cite", cite),
        ("table", table),
        ("reason-kinds", kinds),
    ):
        app.command(name)(command)


def reasons_json(case: Case, packet: Packet) -> list[dict[str, Any]]:
    """The reasons with their evidence and tables, for programs."""
    return [
        {
            "id": item.id,
            "number": number,
            "title": item.title,
            "kind": item.kind,
            "insurer_words": item.insurer_words,
            "response": readable(item.response, packet),
            "evidence": _evidence(item.evidence, packet),
            "tables": [_table_json(filled, packet) for filled in item.tables],
        }
        for number, item in enumerate(case.reasons, start=1)
    ]


def print_reason(reason: Reason, number: int, packet: Packet) -> None:
    """Print a reason with its evidence and its tables."""
    state = "answered" if reason.response.strip() else "NOT ANSWERED"
    typer.echo(f"Reason {number}: {reason.title}  ({state})")
    if found := reason_kind(reason.kind):
        typer.echo(f"    kind: {found.title}  [{found.id}]")
    for citation in reason.evidence:
        typer.echo(f"    evidence: {_words(citation, packet)}")
    for filled in reason.tables:
        kind = table_kind(filled.kind)
        typer.echo(f"    {kind.title if kind else 'table'}  [{filled.kind}]")
        for row in filled.rows:
            pages = "; ".join(_words(citation, packet) for citation in row.evidence)
            typer.echo(f"        {' | '.join(filter(None, (*row.cells, pages)))}")
        if kind is not None and (told := summary(kind, filled.rows)):
            typer.echo(f"        {told}")


def _kind(name: str) -> ReasonKind:
    wanted = " ".join(name.casefold().replace("-", "_").split())
    for known in reason_kinds():
        if wanted in {known.id, known.title.casefold()}:
            return known
    raise AppealDeskError(
        f"There is no kind of reason \u201c{name}\u201d.",
        f"Known are: {', '.join(known.id for known in reason_kinds())}.",
    )


def _told(kind: ReasonKind) -> Iterator[str]:
    yield f"{kind.title}  [{kind.id}]"
    yield kind.means
    if kind.note:
        yield kind.note
    parts = (
        ("Letters put it so:", kind.says),
        ("Papers that answer it:", [paper.words for paper in kind.evidence]),
        ("A good response:", kind.answer),
        ("Ask yourself:", kind.questions),
        ("Codes:", [f"{code.system} {code.code}: {code.means}" for code in kind.codes]),
        ("Tables:", kind.tables),
    )
    for head, lines in parts:
        if lines:
            yield ""
            yield head
            yield from (f"  - {line}" for line in lines)
    yield ""
    yield f"Read: {kind.source.cite} ({kind.source.where}, {kind.source.read})"


def _table_json(table: ReasonTable, packet: Packet) -> dict[str, Any]:
    kind = table_kind(table.kind)
    return {
        "kind": table.kind,
        "title": kind.title if kind else "",
        "rows": [
            {
                "cells": named_cells(row, table.kind),
                "evidence": _evidence(row.evidence, packet),
            }
            for row in table.rows
        ],
        "summary": summary(kind, table.rows) if kind else "",
    }


def _evidence(citations: tuple[Citation, ...], packet: Packet) -> list[dict[str, Any]]:
    return [
        {
            "document": citation.document,
            "page": citation.page,
            "words": cite.words if cite else None,
            "packet_page": cite.page + 1 if cite else None,
            "broken": cite is None,
        }
        for citation in citations
        for cite in (packet.pin_cite(citation),)
    ]


def _words(citation: Citation, packet: Packet) -> str:
    cite = packet.pin_cite(citation)
    return "BROKEN" if cite is None else f"{cite.words} (packet page {cite.page + 1})"
