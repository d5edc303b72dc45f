"""The command that writes the packet."""

from pathlib import Path
from typing import Annotated

import typer

from appealdesk.case.values import Arrangement, Layout
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    opened,
    print_checks,
    print_json,
    progress,
    say,
)
from appealdesk.desk.exporting import export as export_packet
from appealdesk.desk.papers_read import PapersRead
from appealdesk.packet.values import Delivery
from appealdesk.worker.client import Worker


def export(
    case: CaseArg,
    out: Annotated[Path, typer.Option("--out", "-o", help="The PDF to write.")],
    for_: Annotated[Delivery, typer.Option("--for", help="How it will be sent.")] = Delivery.MAIL,
    arrangement: Annotated[
        Arrangement | None, typer.Option(help="Another order, for this export only.")
    ] = None,
    dividers: Annotated[
        bool | None,
        typer.Option("--dividers/--no-dividers", help="Divider sheets, for this export only."),
    ] = None,
    as_json: JsonFlag = False,
    password_file: PasswordFile = None,
) -> None:
    """Write the packet as one verified PDF; for a fax, black and white and a TIFF beside it."""
    with opened(case, password_file) as session, Worker() as worker, progress() as report:
        own = session.case.layout
        layout = Layout(
            arrangement=arrangement or own.arrangement,
            has_dividers=own.has_dividers if dividers is None else dividers,
        )
        papers = PapersRead(session)
        papers.read_all(session.case)
        done = export_packet(
            session,
            worker,
            out,
            delivery=for_,
            layout=layout,
            papers=papers.facts(session.case),
            on_progress=report,
        )
    if as_json:
        print_json(
            {
                "path": str(done.path),
                "tiff": str(done.tiff) if done.tiff else None,
                "pages": done.pages,
                "size": done.size,
                "sha256": done.sha256,
                "open": done.open_checks,
            }
        )
        return
    typer.echo(f"{done.path}: {counted(done.pages)}, {done.size / 1e6:.1f} MB, verified.")
    if done.tiff is not None:
        typer.echo(f"{done.tiff}: the same pages for a fax program.")
    if done.open_checks:
        say("Still open (the packet was written all the same):")
        print_checks(done.open_checks, say)


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("export")(export)
