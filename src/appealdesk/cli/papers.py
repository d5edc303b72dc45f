"""The command that makes papers: requests, forms and outlines, filled from the case."""

from pathlib import Path
from typing import Annotated, Any

import typer

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    opened,
    print_json,
    say,
    text_file,
)
from appealdesk.desk.importing import Arrival
from appealdesk.desk.paper_making import file_paper, place_of, write_paper
from appealdesk.desk.papers import Draft, PaperKind, draft, paper_kind, paper_kinds, why_now
from appealdesk.desk.session import Session
from appealdesk.desk.texts import readable, resolve_cites
from appealdesk.packet.plan import plan
from appealdesk.worker.client import Worker


def paper(
    case: CaseArg,
    paper_id: Annotated[
        str | None, typer.Argument(metavar="PAPER", help="Which paper; without it, list them.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE.pdf", help="Where the PDF goes.")
    ] = None,
    should_file: Annotated[
        bool, typer.Option("--file", help="File it among the case's documents.")
    ] = False,
    words: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE.md", help="Your own words instead of the draft; - reads them."
        ),
    ] = None,
    as_json: JsonFlag = False,
    password_file: PasswordFile = None,
) -> None:
    """Make a paper to read, sign and send. Without -o and --file its words are printed."""
    with opened(case, password_file, read_only=not should_file) as session:
        if paper_id is None:
            if out is not None or should_file or words is not None:
                raise AppealDeskError(
                    "Say which paper.", "The ids stand in: appealdesk paper CASE.appeal"
                )
            _list(session.case, as_json=as_json)
            return
        kind = _find(paper_id)
        made = draft(kind, session.case)
        text = made.text if words is None else resolve_cites(text_file(words), session.case)
        arrival = None
        if out is not None or should_file:
            with Worker() as worker:
                arrival = _make(session, worker, kind, made, text, out, should_file=should_file)
        elif not as_json:
            typer.echo(readable(text, plan(session.case, {})), nl=False)
        if as_json:
            print_json(_as_json(made, text, kind, out, arrival))
        else:
            _tell(made, kind, session.case, has_own_words=words is not None)


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command("paper")(paper)


def _make(
    session: Session,
    worker: Worker,
    kind: PaperKind,
    made: Draft,
    text: str,
    out: Path | None,
    *,
    should_file: bool,
) -> Arrival | None:
    if out is not None:
        pages = write_paper(session.case, worker, made.title, text, out)
        say(f"Wrote {out}, {counted(pages)}. It is a draft: read it before it is signed.")
    if not should_file:
        return None
    arrival = file_paper(session, worker, kind, made.title, text)
    for sentence in arrival.sentences():
        say(sentence)
    if arrival.document is not None:
        section = session.case.section_of(arrival.document.id)
        where = (
            "the tray \u201cTo file\u201d" if section is None else f"\u201c{section.title}\u201d"
        )
        say(f"Filed in {where} as \u201c{made.title}\u201d.")
    return arrival


def _list(case: Case, *, as_json: bool) -> None:
    if as_json:
        print_json({"papers": [_kind_json(kind, case) for kind in paper_kinds()]})
        return
    for kind in paper_kinds():
        why = why_now(kind, case)
        typer.echo(f"{kind.id:24} {kind.title_for(case.situation.coverage)}")
        typer.echo(f"{'':24} {kind.when}")
        if why:
            typer.echo(f"{'':24} For this case: {why}")


def _tell(made: Draft, kind: PaperKind, case: Case, *, has_own_words: bool) -> None:
    if made.missing and not has_own_words:
        say("Not known yet, so left blank: " + ", ".join(p.words for p in made.missing) + ".")
    say(f"Who signs it: {kind.signer}.")
    for rule in kind.rules_for(case.situation.coverage):
        say(f"- {rule.words} ({rule.source.cite}, read {rule.source.read})")
    for hint in kind.hints:
        say(f"- {hint}")


def _find(paper_id: str) -> PaperKind:
    found = paper_kind(paper_id)
    if found is None:
        known = ", ".join(kind.id for kind in paper_kinds())
        raise AppealDeskError(f"There is no paper \u201c{paper_id}\u201d.", f"Known are: {known}.")
    return found


def _kind_json(kind: PaperKind, case: Case) -> dict[str, Any]:
    coverage = case.situation.coverage
    section = place_of(kind, case)
    return {
        "id": kind.id,
        "title": kind.title_for(coverage),
        "when": kind.when,
        "signer": kind.signer,
        "why_now": why_now(kind, case),
        "hints": list(kind.hints),
        "rules": [{"words": r.words, "source": r.source} for r in kind.rules_for(coverage)],
        "section": section,
    }


def _as_json(
    made: Draft, text: str, kind: PaperKind, out: Path | None, arrival: Arrival | None
) -> dict[str, Any]:
    filed = None
    if arrival is not None:
        filed = arrival.document or arrival.same_as
    return {
        "id": kind.id,
        "title": made.title,
        "text": text,
        "missing": list(made.missing),
        "path": None if out is None else str(out),
        "document": None if filed is None else filed.id,
    }
