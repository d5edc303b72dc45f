"""Commands of the self-audit: check, answer."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from appealdesk.audit.checks import Check, State
from appealdesk.audit.checks import check as audit_check
from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import AnswerState
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    opened,
    print_json,
    progress,
    say,
)
from appealdesk.desk.audit_print import write_audit
from appealdesk.desk.composing import compose_case
from appealdesk.desk.papers_read import PapersRead
from appealdesk.desk.session import Session
from appealdesk.guidance.checks import check_texts
from appealdesk.packet.plan import plan
from appealdesk.worker.client import Worker


class Said(StrEnum):
    """What may be said to a check on the command line."""

    DONE = "done"
    NOT_DONE = "not-done"
    NOT_FOR_THIS_CASE = "not-for-this-case"
    TAKE_BACK = "take-back"


_ANSWERS = {
    Said.DONE: AnswerState.DONE,
    Said.NOT_DONE: AnswerState.NOT_DONE,
    Said.NOT_FOR_THIS_CASE: AnswerState.NOT_FOR_THIS_CASE,
}


def check(
    case: CaseArg,
    as_json: JsonFlag = False,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", metavar="FILE.pdf", help="Also write it as a list to print."),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Say what is missing, weak, or to be answered; exit code 1 while something is missing."""
    with opened(case, password_file, read_only=True) as session:
        checks = _checks(session, PapersRead(session))
        if as_json:
            print_json({"checks": [_as_json(item) for item in checks]})
        else:
            for line in lines(checks):
                typer.echo(line)
        if pdf is not None:  # last: where it cannot be written, the list has been told
            _write_pdf(session, checks, pdf)
    if any(item.state is State.MISSING for item in checks):
        raise typer.Exit(1)


def answer(
    case: CaseArg,
    check_id: Annotated[
        str, typer.Argument(metavar="CHECK", help='Its id, as "check" shows it in brackets.')
    ],
    said: Annotated[Said, typer.Argument(metavar="ANSWER", help=", ".join(Said))],
    why: Annotated[str, typer.Option(help='Your reason; "not-for-this-case" needs one.')] = "",
    password_file: PasswordFile = None,
) -> None:
    """Answer a question of the self-audit, or say that a point is not for this case."""
    with opened(case, password_file) as session:
        papers = PapersRead(session)
        found = _find(check_id, _checks(session, papers))
        if said is Said.TAKE_BACK:
            session.apply(edits.withdraw_answer(found.id))
        else:
            _may_be_said(found, said)
            session.apply(edits.answer_check(found.id, _ANSWERS[said], why))
        now = _find(check_id, _checks(session, papers))
    is_open = now.is_asked and now.answer is None and now.state is State.WEAK
    say(f"{now.title}: {'not answered' if is_open else _STATES[now.state]}.")


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (check, answer):
        app.command(command.__name__)(command)


def lines(checks: tuple[Check, ...]) -> Iterator[str]:
    """The whole audit in words: what is open first, then the questions, then the rest in short."""
    asked = [c for c in checks if c.is_asked and c.state is State.WEAK and c.answer is None]
    weak = [c for c in checks if c.state is State.WEAK and c not in asked]
    yield from _open("MISSING", [c for c in checks if c.state is State.MISSING])
    yield from _open("COULD BE BETTER", weak)
    yield from _open("FOR YOU TO ANSWER", asked)
    done = [c for c in checks if c.state is State.DONE]
    if done:
        yield f"DONE ({len(done)})"
        yield from (f"  {item.title}" for item in done)
        yield ""
    set_aside = [c for c in checks if c.state is State.NOT_APPLICABLE and c.answer]
    if set_aside:
        yield f"NOT FOR THIS CASE ({len(set_aside)})"
        yield from (f"  {c.title}: {c.answer.why}" for c in set_aside if c.answer)
        yield ""
    later = sum(c.state is State.NOT_APPLICABLE and not c.answer for c in checks)
    if later:
        yield f"Nothing to judge yet, or not needed here: {later} more."


def _open(heading: str, checks: list[Check]) -> Iterator[str]:
    if not checks:
        return
    yield f"{heading} ({len(checks)})"
    for item in checks:
        stop = "  (stops the export)" if item.stops_export and item.state is State.MISSING else ""
        is_question = item.is_asked and item.answer is None
        yield f"  {item.ask if is_question else item.todo}  [{item.id}]{stop}"
        yield f"      {item.why}"
        yield from (f"      - {place.words}" for place in item.where if place.key != "answer")
    yield ""


_STATES = {
    State.DONE: "done",
    State.MISSING: "missing",
    State.WEAK: "could be better",
    State.NOT_APPLICABLE: "not for this case",
}


def _checks(session: Session, papers: PapersRead) -> tuple[Check, ...]:
    case = session.case
    papers.read_all(case)
    return audit_check(case, plan(case, {}), papers.facts(case), _today())


def _today() -> date:
    return datetime.now().astimezone().date()


def _write_pdf(session: Session, checks: tuple[Check, ...], target: Path) -> None:
    with Worker() as worker, progress() as report:
        packet = compose_case(session.case, worker, on_progress=report).packet
        pages = write_audit(
            worker,
            session.case,
            packet,
            checks,
            target,
            today=_today(),
        )
    say(f"Written: {target} ({counted(pages)}). It is for your own papers.")


def _as_json(item: Check) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(item)
    return told | {"can_dismiss": item.can_dismiss}


def _find(check_id: str, checks: tuple[Check, ...]) -> Check:
    found = next((c for c in checks if c.id == check_id), None)
    if found is None:
        known = ", ".join(text.id for text in check_texts())
        raise AppealDeskError(f"There is no check \u201c{check_id}\u201d.", f"There are: {known}.")
    return found


def _may_be_said(found: Check, said: Said) -> None:
    if said is Said.NOT_FOR_THIS_CASE:
        if not found.can_dismiss:
            raise AppealDeskError(
                "This one cannot be set aside: the packet would go out broken.", found.todo + "."
            )
    elif not found.is_asked:
        raise AppealDeskError(
            "The program sees by itself if this is done.",
            f"{found.todo}; or say that it is not-for-this-case, with --why.",
        )
