"""The self-audit on paper: what is open, why, where, and what the user said to it."""

import threading
from datetime import date
from pathlib import Path

from appealdesk.audit.checks import Check, Place, State
from appealdesk.audit.clock import deadline_of, decision_of, keep_care_of
from appealdesk.case.situation import AnswerState
from appealdesk.case.values import Case
from appealdesk.desk.exporting import ExportStopped, put_in_place, refuse_target
from appealdesk.guidance.coverage import coverage
from appealdesk.guidance.deadlines import Deadline, long_day
from appealdesk.packet.values import Packet
from appealdesk.worker.client import Worker
from appealdesk.worker.sheet_messages import (
    AuditSheetAnswer,
    AuditSheetRequest,
    SheetGroup,
    SheetPoint,
)

TITLE = "Checklist of the appeal"
NOTE = (
    "This list gives no legal or medical advice. The last day is an estimate; the notice itself "
    "counts. Keep this list with your own papers. It is not part of what you send."
)
_DEADLINE = 60.0  # seconds
_MOST_PLACES = 8  # of one point; a sheet is read by a person


def write_audit(
    worker: Worker,
    case: Case,
    packet: Packet,
    checks: tuple[Check, ...],
    target: Path,
    *,
    today: date,
    cancel: threading.Event | None = None,
) -> int:
    """Write the self-audit as a PDF; gives its number of pages.

    Args:
        worker: sets the sheet.
        case: the appeal.
        packet: its plan, for exhibits and page numbers.
        checks: the findings, in the order in which a person works.
        target: the PDF to write; an older PDF there is replaced at the very end.
        today: the day that stands on the sheet.
        cancel: set it to stop.

    Raises:
        ExportFailed: it may not or cannot be written there.
        ExportStopped: a character cannot be printed with any font that we ship.
        WorkerProblem: the worker failed or was cancelled.
    """
    refuse_target(target)
    out = worker.folder / "audit-sheet.pdf"
    request = sheet_of(case, packet, checks, today, out.name)
    try:
        answer = worker.call(
            "audit_sheet", request, AuditSheetAnswer, deadline=_DEADLINE, cancel=cancel
        )
        if answer.missing_glyphs:
            shown = ", ".join(
                dict.fromkeys(f"\u201c{g.character}\u201d" for g in answer.missing_glyphs)
            )
            raise ExportStopped(
                "Some characters cannot be printed.", f"Write them another way: {shown}."
            )
        put_in_place(out, target)
    finally:
        out.unlink(missing_ok=True)
    return answer.pages


def sheet_of(
    case: Case, packet: Packet, checks: tuple[Check, ...], today: date, out: str
) -> AuditSheetRequest:
    """What stands on the sheet, and the name of the file that it is set into."""
    patient = case.details.patient_name.strip()
    made = f"made on {long_day(today)}"
    return AuditSheetRequest(
        title=TITLE,
        lead=_lead(checks),
        about=_about(case, today),
        time=_time(case, today),
        groups=tuple(_groups(checks, packet)),
        note=NOTE,
        foot=f"{patient}: checklist, {made}" if patient else f"Checklist, {made}",
        out=out,
    )


def is_open_question(check: Check) -> bool:
    """Whether it waits for the user's first answer."""
    return check.is_asked and check.answer is None and check.state in {State.MISSING, State.WEAK}


def _about(case: Case, today: date) -> tuple[tuple[str, str], ...]:
    told = case.details
    known = coverage(case.situation.coverage)
    facts = (
        ("Patient", told.patient_name),
        ("Member ID", told.member_id),
        ("Claim or reference no.", told.claim_number),
        ("Insurer", told.insurer_name),
        ("Service denied", told.service),
        ("Kind of plan", known.title if known is not None else ""),
        ("This list was made on", long_day(today)),
    )
    return tuple((label, words.strip()) for label, words in facts if words.strip())


def _lead(checks: tuple[Check, ...]) -> str:
    counting = [c for c in checks if c.state is not State.NOT_APPLICABLE]
    asked = sum(map(is_open_question, counting))
    done = sum(c.state is State.DONE for c in counting)
    missing = sum(c.state is State.MISSING and not is_open_question(c) for c in counting)
    said = [f"{done} of {len(counting)} done"]
    if missing:
        said.append("1 thing missing" if missing == 1 else f"{missing} things missing")
    if asked:
        said.append("1 question open" if asked == 1 else f"{asked} questions open")
    return ", ".join(said)


def _time(case: Case, today: date) -> tuple[tuple[str, str], ...]:
    found = deadline_of(case)
    rows = [("Last day", _last_day_words(found, today))]
    send = _send_words(case, found, today)
    if send:
        rows.append(("Send it", send))
    keep = keep_care_of(case)
    if keep is not None:
        rows.append(("To keep the care", f"Ask for that by {long_day(keep.day)}."))
    if found.arithmetic:
        rows.append(("How it is counted", " ".join(found.arithmetic)))
    if found.rule:
        cite = f" See {found.source.cite}." if found.source is not None else ""
        rows.append(("The rule", found.rule + cite))
    if found.quoted:
        rows.append(("The letter says", f"\u201c{found.quoted}\u201d"))
    rows += [("Look out", words) for words in found.warnings]
    decision = decision_of(case)
    if decision is not None:
        due = f" Due by {long_day(decision.due)}." if decision.due and decision.is_sent else ""
        rows.append(("Their answer", decision.words + due))
    return tuple(rows)


def _last_day_words(found: Deadline, today: date) -> str:
    left = found.days_left(today)
    if found.last_day is None or left is None:
        return "Not known yet. Say how the patient is insured, and what the letter says."
    if left < 0:
        return f"{long_day(found.last_day)}. That day has passed."
    days = "today" if not left else "tomorrow" if left == 1 else f"{left} days left"
    return f"{long_day(found.last_day)} ({days})"


def _send_words(case: Case, found: Deadline, today: date) -> str:
    if found.mail_by is None or found.fax_by is None or found.last_day is None:
        return ""
    if found.last_day < today:
        return "Call and ask whether a late appeal can be taken. Send it all the same, and say why."
    by = found.send_by(case.situation.sending)
    received = {
        "received": " It must be there by the last day.",
        "postmarked": " The postmark counts.",
        "postmarked or received": " It must be postmarked or be there by the last day.",
    }.get(found.counts_as, "")
    if by is not None and by >= today:
        way = {"mail": "By mail", "fax": "By fax", "portal": "On their website"}
        return f"{way[case.situation.sending]}: by {long_day(by)}.{received}"
    fax = long_day(max(found.fax_by, today))
    if found.mail_by < today:
        return f"By fax, by {fax}. It is too late for plain mail.{received}"
    return f"By mail: by {long_day(found.mail_by)}. By fax: by {fax}.{received}"


def _groups(checks: tuple[Check, ...], packet: Packet) -> list[SheetGroup]:
    asked = [c for c in checks if is_open_question(c)]
    rest = [c for c in checks if not is_open_question(c)]
    aside = [c for c in rest if c.state is State.NOT_APPLICABLE]
    made = (
        ("Missing", [c for c in rest if c.state is State.MISSING]),
        ("Questions that only you can answer", asked),
        ("Could be better", [c for c in rest if c.state is State.WEAK]),
        ("Not for this case", [c for c in aside if c.answer is not None]),
        ("Done", [c for c in rest if c.state is State.DONE]),
        ("Nothing to check yet", [c for c in aside if c.answer is None]),
    )
    return [
        SheetGroup(f"{title} ({len(found)})", tuple(_point(check, packet) for check in found))
        for title, found in made
        if found
    ]


def _point(check: Check, packet: Packet) -> SheetPoint:
    if is_open_question(check):
        lines, where = (check.why,), _places(check, packet)
        return SheetPoint("", check.ask, "not answered yet", lines, where)
    match check.state:
        case State.DONE:
            mine = check.answer is not None and check.answer.state is AnswerState.DONE
            return SheetPoint("check", check.title, "done, you said" if mine else "done")
        case State.NOT_APPLICABLE if check.answer is not None:
            why = f"Your reason: {check.answer.why}"
            return SheetPoint("dash", check.title, "not for this case", (why,))
        case State.NOT_APPLICABLE:
            return SheetPoint("dash", check.title, "")
    state = "could be better"
    if check.state is State.MISSING:
        state = "missing; needed before you can export" if check.stops_export else "missing"
    if check.answer is not None:
        state = f"{state}; you said: not yet"
    order = check.todo or check.title
    return SheetPoint("", order, state, (check.why,), _places(check, packet))


def _places(check: Check, packet: Packet) -> tuple[str, ...]:
    places = [place for place in check.where if place.key != "answer"]
    shown = [_place_words(place, packet) for place in places[:_MOST_PLACES]]
    more = len(places) - len(shown)
    return (*shown, f"and {more} more") if more else tuple(shown)


def _place_words(place: Place, packet: Packet) -> str:
    """The words of a place, with its exhibit and its page in the packet where it has them."""
    if place.kind == "document":
        exhibit = packet.exhibit_of(place.id)
        if exhibit is None:
            return place.words
        name = f"Exhibit {exhibit.letter}"
        page = f"page {exhibit.first_page + 1}"
        said = page if name in place.words else f"{name}, {page}"
        return f"{place.words} ({said})"
    anchor = packet.anchors.get(f"{place.kind}:{place.id}")
    return place.words if anchor is None else f"{place.words} (page {anchor[0] + 1})"
