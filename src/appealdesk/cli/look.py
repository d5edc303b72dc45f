"""Commands that only look: show, verify."""

from pathlib import Path
from typing import Annotated, Any

import typer

from appealdesk.audit.clock import deadline_of, decision_of, fast_path_of, keep_care_of
from appealdesk.case.details import detail_fields
from appealdesk.case.values import Case, Document
from appealdesk.cli.care import care_json, print_care
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    opened,
    print_json,
    progress,
)
from appealdesk.cli.reasons import print_reason, reasons_json
from appealdesk.desk.exporting import compose, verify_packet
from appealdesk.desk.notes import sentences
from appealdesk.desk.texts import readable
from appealdesk.guidance.deadlines import long_day
from appealdesk.packet.values import Packet
from appealdesk.worker.client import Worker


def show(case: CaseArg, as_json: JsonFlag = False, password_file: PasswordFile = None) -> None:
    """Show the case: details, sections, exhibits with their pages in the packet, reasons."""
    with (
        opened(case, password_file, read_only=True) as session,
        Worker() as worker,
        progress() as report,
    ):
        packet = compose(session, worker, on_progress=report).packet
        value = session.case
    if as_json:
        print_json(_as_json(value, packet))
    else:
        _print_case(value, packet)


def verify(
    packet: Annotated[Path, typer.Argument(metavar="PACKET.pdf", help="A packet to check.")],
    as_json: JsonFlag = False,
) -> None:
    """Check a written packet again: pages, bookmarks, links, page numbers, nothing active."""
    with Worker() as worker, progress() as report:
        result = verify_packet(worker, packet, on_progress=report)
    if as_json:
        print_json(result)
    else:
        typer.echo(
            f"{packet.name}: {counted(result.pages)}, {result.bookmarks} bookmarks, "
            f"{result.links} links"
        )
        for item in result.checks:
            typer.echo(f"{'ok  ' if item.ok else 'BAD '}  {item.title}")
            if item.why:
                typer.echo(f"      {item.why}")
    if not all(item.ok for item in result.checks):
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (show, verify):
        app.command(command.__name__)(command)


def _document_json(document: Document, packet: Packet) -> dict[str, Any]:
    exhibit = packet.exhibit_of(document.id)
    return {
        "id": document.id,
        "title": document.title,
        "file_name": document.file_name,
        "kind": document.kind,
        "date": document.date,
        "novelty": document.novelty,
        "sha256": document.source,
        "route": document.route,
        "notes": list(document.notes),
        "problem": document.problem,
        "pages_in_file": len(document.pages),
        "pages_in_packet": len(document.included_pages) if exhibit else 0,
        "exhibit": exhibit.letter if exhibit else None,
        "first_page": exhibit.first_page + 1 if exhibit else None,
        "last_page": exhibit.first_page + exhibit.page_count if exhibit else None,
    }


def _deadline_json(case: Case) -> dict[str, Any]:
    found, keep = deadline_of(case), keep_care_of(case)
    return {
        "state": found.state,
        "last_day": found.last_day,
        "mail_by": found.mail_by,
        "fax_by": found.fax_by,
        "send_by": found.send_by(case.situation.sending),
        "counts_as": found.counts_as,
        "rule": found.rule,
        "source": found.source,
        "arithmetic": list(found.arithmetic),
        "quoted": found.quoted,
        "warnings": list(found.warnings),
        "decision": found.decision,
        "next_step": found.next_step,
        "answer": decision_of(case),
        "fast": fast_path_of(case),
        "keep_care_by": keep.day if keep is not None else None,
    }


def _as_json(case: Case, packet: Packet) -> dict[str, Any]:
    return {
        "details": {field.key: getattr(case.details, field.key) for field in detail_fields()},
        "situation": case.situation,
        "care": care_json(case),
        "deadline": _deadline_json(case),
        "pages": len(packet.pages),
        "layout": case.layout,
        "sections": [
            {
                "id": section.id,
                "key": section.key,
                "title": section.title,
                "included": section.is_included,
                "text": readable(section.body, packet),
                "documents": [_document_json(d, packet) for d in section.documents],
            }
            for section in case.sections
        ],
        "tray": [_document_json(d, packet) for d in case.tray],
        "reasons": reasons_json(case, packet),
    }


def _print_case(case: Case, packet: Packet) -> None:
    for field in detail_fields():
        if value := getattr(case.details, field.key):
            typer.echo(f"{field.label + ':':28} {value.replace(chr(10), ', ')}")
    print_care(case.situation)
    _print_deadline(case)
    typer.echo(f"\nThe packet has {len(packet.pages)} pages.\n")
    for section in case.sections:
        off = "" if section.is_included else "  (switched off)"
        typer.echo(f"{section.title}  [{section.key}]  {len(section.body.split())} words{off}")
        for document in section.documents:
            typer.echo(f"    {_document_line(document, packet)}")
    if case.tray:
        typer.echo("To file  [tray]")
        for document in case.tray:
            typer.echo(f"    {_document_line(document, packet)}")
    for number, reason in enumerate(case.reasons, start=1):
        print_reason(reason, number, packet)


def _print_deadline(case: Case) -> None:
    found = deadline_of(case)
    if found.last_day is None:
        return
    typer.echo(f"\nLast day (an estimate; the notice counts): {long_day(found.last_day)}")
    for sentence in (*found.arithmetic, *found.warnings, found.rule):
        typer.echo(f"    {sentence}")
    if found.source is not None:
        typer.echo(f"    {found.source.cite} (read {found.source.read})")
    by = found.send_by(case.situation.sending)
    if by is not None:
        typer.echo(f"    Send it by {long_day(by)} ({case.situation.sending}).")
    keep = keep_care_of(case)
    if keep is not None:
        typer.echo(f"    To keep the care while they decide, ask for that by {long_day(keep.day)}.")
    told = decision_of(case)
    if told is not None:
        due = f" Due by {long_day(told.due)}." if told.due is not None else ""
        typer.echo(f"    Their answer: {told.words}{due}")


def _document_line(document: Document, packet: Packet) -> str:
    exhibit = packet.exhibit_of(document.id)
    if document.problem is not None:
        return f"#{document.id} {document.title}: NOT READABLE. {document.problem.sentence}"
    notes = "".join(f"\n        {sentence}" for sentence in sentences(document))
    if exhibit is None:
        count = len(document.pages)
        return f"#{document.id} {document.title}, {counted(count)}, not in the packet{notes}"
    first, last = exhibit.first_page + 1, exhibit.first_page + exhibit.page_count
    run = f"page {first}" if first == last else f"pages {first}-{last}"
    return f"#{document.id} Exhibit {exhibit.letter}: {document.title}, {run}{notes}"
