"""Commands around the packet: the guide to read, how far the appeal is, the next level."""

from pathlib import Path
from typing import Annotated

import typer

from appealdesk.case.change import together
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    first_line,
    opened,
    print_json,
    progress,
    results,
    say,
    typed_day,
)
from appealdesk.desk.guidebook import source_words, write_guide
from appealdesk.desk.next_level import next_levels, start_next_level
from appealdesk.desk.tracker import Tracked, change_stage, decision_for, tracked
from appealdesk.guidance.guidebook import GuidePage, guide_page, guide_pages
from appealdesk.worker.client import Worker


def guide(
    page: Annotated[str | None, typer.Argument(help="A page to read; without it, a list.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write the whole guide as this PDF.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Read how appeals work, page by page, or write the guide as a PDF."""
    if out is not None:
        if page is not None:
            raise AppealDeskError(
                "The PDF holds the whole guide, not one page of it.",
                "Leave out the page, or leave out -o to read it here.",
            )
        with Worker() as worker:
            pages = write_guide(worker, out)
        say(f"{out}: {counted(pages)}.")
        return
    if page is None:
        if as_json:
            print_json([{"id": p.id, "title": p.title} for p in guide_pages()])
            return
        for found in guide_pages():
            results.print(f"{found.id:28}{found.title}", markup=False)
        say("Read one with: appealdesk guide PAGE")
        return
    told = _page(page)
    if as_json:
        print_json({"id": told.id, "title": told.title, "text": told.text, "sources": told.sources})
        return
    results.print(_as_text(told), markup=False)


def stage(
    case: CaseArg,
    name: Annotated[str | None, typer.Argument(metavar="STAGE", help="Id of a stage.")] = None,
    started: Annotated[str | None, typer.Option(help="When it began, or was sent.")] = None,
    ended: Annotated[str | None, typer.Option(help="When it ended, or the answer came.")] = None,
    outcome: Annotated[str | None, typer.Option(help="Id of its outcome.")] = None,
    note: Annotated[str | None, typer.Option(help="Your own words.")] = None,
    proof: Annotated[str | None, typer.Option(help="Proof of sending.")] = None,
    as_json: JsonFlag = False,
    password_file: PasswordFile = None,
) -> None:
    """Show how far the appeal is, or write down what was done in one stage. "" empties a field."""
    told = {"started": started, "ended": ended, "outcome": outcome, "note": note, "proof": proof}
    changes = {key: value for key, value in told.items() if value is not None}
    if changes and name is None:
        raise AppealDeskError("Say which stage.", "The ids stand in: appealdesk stage CASE.appeal")
    with opened(case, password_file, read_only=not changes) as session:
        if name is not None:
            found = _stage(session.case, name)
            steps = [
                change_stage(found.step.id, key, _value(found, key, value))
                for key, value in changes.items()
            ]
            if steps:
                session.apply(together(steps[0].label, steps))
        shown = tracked(session.case)
        if as_json:
            print_json([_stage_json(session.case, one) for one in shown])
        else:
            for one in shown:
                _print_stage(session.case, one)


def next_level(
    case: CaseArg,
    denial: Annotated[
        Path, typer.Option("--denial", help="The letter that says no again.", exists=True)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The new case file.")],
    level: Annotated[
        str | None, typer.Option(help="Id of the level that comes now; else the one that follows.")
    ] = None,
    dated: Annotated[str | None, typer.Option(help="The date on that letter.")] = None,
    packet: Annotated[
        Path | None,
        typer.Option("--packet", help="The PDF that was sent, instead of making it anew."),
    ] = None,
    new_password_file: Annotated[
        Path | None,
        typer.Option("--new-password-file", help="Protect the new case with this first line."),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Start the next level: a new case with your papers, the first packet and the new denial."""
    if dated:
        typed_day(dated)  # kept as typed: it is printed
    with opened(case, password_file, read_only=True) as session:
        if level is not None and all(one.id != level for one in next_levels(session.case)):
            known = ", ".join(one.id for one in next_levels(session.case)) or "none"
            raise AppealDeskError(f"There is no level \u201c{level}\u201d.", f"Known are: {known}.")
        password = first_line(new_password_file)
        if session.file.is_protected and not password:
            raise AppealDeskError(
                "This case has a password, so the new one needs one, too.",
                "Give it with --new-password-file.",
            )
        with Worker() as worker, progress() as report:
            made = start_next_level(
                session,
                worker,
                out,
                denial=denial,
                level=level,
                denial_date=dated or "",
                packet=packet,
                password=password,
                on_progress=report,
            )
    say(f"Made {out} with {made} documents. Next: appealdesk show {out}")


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("guide")(guide)
    app.command("stage")(stage)
    app.command("next-level")(next_level)


def _page(page_id: str) -> GuidePage:
    found = guide_page(page_id)
    if found is None:
        known = ", ".join(page.id for page in guide_pages())
        raise AppealDeskError(f"There is no page \u201c{page_id}\u201d.", f"Known are: {known}.")
    return found


def _as_text(page: GuidePage) -> str:
    lines = [f"# {page.title}", ""]
    for part in page.parts:
        if isinstance(part, str):
            lines += [part, ""]
        else:
            lines += [f"[{part.caption}]", *(f"{n}. {m.text}" for n, m in enumerate(part.marks, 1))]
            lines.append("")
    lines += ["Where this comes from:", *(f"- {source_words(s)}" for s in page.sources)]
    return "\n".join(lines)


def _stage(case: Case, name: str) -> Tracked:
    shown = tracked(case)
    found = next((one for one in shown if name in {one.step.id, one.step.title}), None)
    if found is None:
        known = ", ".join(one.step.id for one in shown)
        raise AppealDeskError(f"There is no stage \u201c{name}\u201d.", f"Known are: {known}.")
    return found


def _value(one: Tracked, key: str, value: str) -> str:
    """What is kept: a date as ISO, an outcome that the stage has."""
    if key in {"started", "ended"} and value.strip():
        return typed_day(value)
    if key == "outcome" and value and one.step.stage.outcome(value) is None:
        known = ", ".join(found.id for found in one.step.stage.outcomes)
        raise AppealDeskError(f"There is no outcome \u201c{value}\u201d.", f"Known are: {known}.")
    return value


def _stage_json(case: Case, one: Tracked) -> dict[str, object]:
    decision = decision_for(case, one)
    return {
        "id": one.step.id,
        "title": one.step.title,
        "state": one.progress,
        "is_now": one.is_now,
        "record": one.record,
        "decision_due": decision.due if decision is not None else None,
        "decision_words": decision.words if decision is not None else "",
        "source": one.step.stage.source,
    }


def _print_stage(case: Case, one: Tracked) -> None:
    mark = {"open": "    ", "begun": "... ", "done": "ok  ", "skipped": "-   "}[one.progress]
    now = "  (this is the one to work on)" if one.is_now else ""
    results.print(f"{mark}{one.step.id:22}{one.step.title}{now}", markup=False)
    record, told = one.record, one.step.stage
    if record.started:
        results.print(f"      {told.started} {record.started}", markup=False)
    if record.ended:
        results.print(f"      {told.ended} {record.ended}", markup=False)
    if one.outcome is not None:
        results.print(f"      {one.outcome.title}", markup=False)
    for words in (record.proof, record.note):
        if words:
            results.print(f"      {words}", markup=False)
    decision = decision_for(case, one)
    if decision is not None and record.started and not record.ended and decision.due is not None:
        results.print(f"      The answer is due by {decision.due.isoformat()}.", markup=False)
