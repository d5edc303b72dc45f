"""The check of a case against its plan: what is done, missing or weak, and where.

Each check is a pure function; all of them read the case and the plan, nothing else.
"""

from collections.abc import Callable

from appealdesk.audit.in_time import in_time
from appealdesk.audit.places import Place, cited, texts
from appealdesk.audit.values import Check, State
from appealdesk.case.details import Need, detail_fields
from appealdesk.case.text import citations_in, placeholders_in
from appealdesk.case.values import DIRECT_RESPONSE, Case, Citation, Kind
from appealdesk.packet.values import Packet

__all__ = ["Check", "Place", "State", "check", "stoppers"]


def check(case: Case, packet: Packet) -> tuple[Check, ...]:
    """Run every check, in the order in which a person works through an appeal."""
    return tuple(one(case, packet) for one in _CHECKS)


def stoppers(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks that let no packet out as they stand."""
    return tuple(c for c in checks if c.stops_export and c.state is State.MISSING)


def why_broken(case: Case, citation: Citation) -> str:
    """What became of the document or page that a broken citation points at."""
    document = case.document(citation.document)
    if document is None:
        return "the document was removed."
    name = f"\u201c{document.title}\u201d"
    section = case.section_of(document.id)
    if section is None or not section.is_included:
        return f"{name} lies in {'the tray' if section is None else 'a section that is off'}."
    if document.problem is not None:
        return f"{name} could not be read."
    if citation.page is None:
        return f"all pages of {name} are left out."
    page = next((p for p in document.pages if p.id == citation.page), None)
    if page is None:
        return f"{name} was read again and has other pages now."
    return f"page {page.index + 1} of {name} is left out."


def _details_must(case: Case, packet: Packet) -> Check:
    where = [
        Place("detail", 0, field.label, field.key)
        for field in detail_fields()
        if field.need is Need.MUST and not getattr(case.details, field.key)
    ]
    if not (case.details.member_id or case.details.claim_number):
        words = "Member ID or claim number, at least one of them"
        where.append(Place("detail", 0, words, "member_id"))
    return Check(
        "details-needed",
        "The insurer can tell whose appeal this is",
        State.MISSING if where else State.DONE,
        "Without these the insurer cannot file the packet with the right claim.",
        tuple(where),
        stops_export=True,
    )


def _details_should(case: Case, packet: Packet) -> Check:
    where = tuple(
        Place("detail", 0, field.label, field.key)
        for field in detail_fields()
        if field.need is Need.SHOULD and not getattr(case.details, field.key)
    )
    return Check(
        "details-known",
        "The details that the cover shows are filled in",
        State.MISSING if where else State.DONE,
        "The cover and the foot of every page show them. What is empty is left off.",
        where,
    )


def _denial_letter(case: Case, packet: Packet) -> Check:
    has_one = _shows_kind(case, packet, Kind.DENIAL_LETTER)
    return Check(
        "denial-letter",
        "The denial letter is in the packet",
        State.DONE if has_one else State.MISSING,
        "The reviewer should see the very letter that you answer.",
        ()
        if has_one
        else _of_kind(
            case, "Add the letter, and say that it is the denial letter", Kind.DENIAL_LETTER
        ),
    )


def _reasons_exist(case: Case, packet: Packet) -> Check:
    return Check(
        "reasons-listed",
        "The reasons of the denial are listed",
        State.DONE if case.reasons else State.MISSING,
        "An appeal wins by answering the insurer's own reasons one by one.",
        ()
        if case.reasons
        else (Place("case", 0, "Add each reason that the letter gives", "add-reason"),),
    )


def _reasons_answered(case: Case, packet: Packet) -> Check:
    return _per_reason(
        case,
        "reasons-answered",
        "Each reason has a response",
        "A reason without an answer is the reason for the next denial.",
        State.MISSING,
        lambda number: not case.reasons[number].response.strip(),
        key="response",
    )


def _reasons_quote(case: Case, packet: Packet) -> Check:
    return _per_reason(
        case,
        "reasons-quote-insurer",
        "Each reason quotes the insurer's own words",
        "Quoting the letter shows the reviewer exactly what you answer.",
        State.MISSING,
        lambda number: not case.reasons[number].insurer_words.strip(),
        key="insurer_words",
    )


def _reasons_cite(case: Case, packet: Packet) -> Check:
    def is_bare(number: int) -> bool:
        reason = case.reasons[number]
        return not reason.evidence and not any(citations_in(reason.response))

    return _per_reason(
        case,
        "reasons-cite-evidence",
        "Each response points at a page",
        "A response that names exhibit and page can be checked in a minute.",
        State.WEAK,
        is_bare,
        key="evidence",
    )


def _citations_whole(case: Case, packet: Packet) -> Check:
    broken = [
        Place(place.kind, place.id, f"{place.words}: {why_broken(case, citation)}", place.key)
        for place, citations in cited(case)
        for citation in dict.fromkeys(citations)
        if packet.pin_cite(citation) is None
    ]
    return Check(
        "citations-whole",
        "Every citation points at a page of the packet",
        State.MISSING if broken else State.DONE,
        "A reviewer cannot look up what is not in the packet.",
        tuple(broken),
        stops_export=True,
    )


def _no_placeholders(case: Case, packet: Packet) -> Check:
    where = [
        Place(place.kind, place.id, f"{place.words}, line {found.line}: {found.text}", place.key)
        for place, text in texts(case)
        for found in placeholders_in(text, case.details)
    ]
    return Check(
        "no-placeholders",
        "No blank is left to fill in",
        State.MISSING if where else State.DONE,
        "A blank like [Your name] would be sent just as it stands. If the words are meant, "
        "put them into round brackets ( ) instead.",
        tuple(where),
        stops_export=True,
    )


def _sections_written(case: Case, packet: Packet) -> Check:
    empty = tuple(
        Place("section", section.id, section.title, "text")
        for section in case.sections
        if section.is_included
        and not section.body.strip()
        and not section.documents
        and not (section.key == DIRECT_RESPONSE and case.reasons)
    )
    return Check(
        "sections-written",
        "Every section has something in it",
        State.MISSING if empty else State.DONE,
        "An empty section is left out of the packet. Write it, or switch it off.",
        empty,
    )


def _reasons_shown(case: Case, packet: Packet) -> Check:
    section = next((s for s in case.sections if s.key == DIRECT_RESPONSE), None)
    shown = section is not None and section.is_included
    if not case.reasons:
        state = State.NOT_APPLICABLE
    else:
        state = State.DONE if shown else State.MISSING
    where = (
        Place("case", 0, "Go back to where the section was removed", "history")
        if section is None
        else Place("section", section.id, "Switch the section on again", "switch")
    )
    return Check(
        "reasons-shown",
        "The responses go into the packet",
        state,
        "The responses are printed in the section \u201cDirect Response to Denial\u201d, which was "
        "switched off or removed.",
        (where,) if state is State.MISSING else (),
        stops_export=True,
    )


def _files_readable(case: Case, packet: Packet) -> Check:
    filed = tuple(
        Place(
            "document",
            d.id,
            f"{d.title}: {d.problem.sentence} {d.problem.hint}".strip(),
            "problem",
        )
        for section in case.sections
        if section.is_included
        for d in section.documents
        if d.problem is not None
    )
    waiting = tuple(
        Place(
            "document",
            d.id,
            f"{d.title}: {d.problem.sentence} {d.problem.hint}".strip(),
            "problem",
        )
        for d in case.tray
        if d.problem is not None
    )
    state = State.MISSING if filed else State.WEAK if waiting else State.DONE
    return Check(
        "files-readable",
        "Every file could be read",
        state,
        "A file that could not be read would be missing in the packet. Mend it, remove it, or move "
        "it to the tray.",
        filed + waiting,
        stops_export=True,
    )


def _exhibits_not_empty(case: Case, packet: Packet) -> Check:
    where = tuple(
        Place("document", d.id, d.title, "pages")
        for section in case.sections
        if section.is_included
        for d in section.documents
        if d.problem is None and not d.included_pages
    )
    return Check(
        "pages-chosen",
        "Every filed document has pages in the packet",
        State.WEAK if where else State.DONE,
        "All pages of these documents are left out, so they are not in the packet.",
        where,
    )


def _tray_empty(case: Case, packet: Packet) -> Check:
    where = tuple(Place("document", d.id, d.title, "file") for d in case.tray if d.problem is None)
    return Check(
        "tray-empty",
        "Nothing waits in the tray \u201cTo file\u201d",
        State.WEAK if where else State.DONE,
        "What lies in the tray is not sent.",
        where,
    )


def _exhibits_cited(case: Case, packet: Packet) -> Check:
    used = {citation.document for _, citations in cited(case) for citation in citations}
    where = tuple(
        Place("document", e.document, f"Exhibit {e.letter}: {e.title}", "cite")
        for e in packet.exhibits
        if e.document not in used
    )
    found = State.WEAK if where else State.DONE
    state = found if packet.exhibits else State.NOT_APPLICABLE
    return Check(
        "exhibits-cited",
        "Every exhibit is pointed at somewhere",
        state,
        "Papers that answer nothing make the reviewer search. Cite them, or leave them out.",
        where,
    )


def _provider_support(case: Case, packet: Packet) -> Check:
    kinds = (Kind.PROVIDER_LETTER, Kind.PROVIDER_NOTE)
    has_one = _shows_kind(case, packet, *kinds)
    return Check(
        "provider-support",
        "The doctor speaks for you",
        State.DONE if has_one else State.WEAK,
        "A letter or a note of the treating doctor carries the most weight.",
        () if has_one else _of_kind(case, "Add the doctor's letter or notes", *kinds),
    )


_CHECKS: tuple[Callable[[Case, Packet], Check], ...] = (
    _details_must,
    _details_should,
    _denial_letter,
    in_time,
    _reasons_exist,
    _reasons_quote,
    _reasons_answered,
    _reasons_cite,
    _reasons_shown,
    _provider_support,
    _citations_whole,
    _no_placeholders,
    _sections_written,
    _files_readable,
    _exhibits_not_empty,
    _exhibits_cited,
    _tray_empty,
)


def _per_reason(
    case: Case,
    check_id: str,
    title: str,
    why: str,
    worse: State,
    is_open: Callable[[int], bool],
    *,
    key: str,
) -> Check:
    where = tuple(
        Place("reason", reason.id, f"Reason {number + 1}: {reason.title}", key)
        for number, reason in enumerate(case.reasons)
        if is_open(number)
    )
    if not case.reasons:
        return Check(check_id, title, State.NOT_APPLICABLE, why)
    return Check(check_id, title, worse if where else State.DONE, why, where)


def _of_kind(case: Case, words: str, *kinds: Kind) -> tuple[Place, ...]:
    """Where a paper of these kinds, which the packet does not show, may come from."""
    there = [d for d in case.documents() if d.problem is None]
    waiting = tuple(
        Place("document", d.id, f"{d.title}: not in the packet yet", "file")
        for d in there
        if d.kind in kinds
    )
    unnamed = next((d for d in there if d.kind is Kind.OTHER), None)
    if waiting or unnamed is None:
        return waiting or (Place("case", 0, words, "add-files"),)
    said = "Or is it here already? Then choose it and say what it is"
    return (Place("case", 0, words, "add-files"), Place("document", unnamed.id, said, "kind"))


def _shows_kind(case: Case, packet: Packet, *kinds: Kind) -> bool:
    """Whether an exhibit of one of these kinds is in the packet."""
    shown = {exhibit.document for exhibit in packet.exhibits}
    return any(d.kind in kinds and d.id in shown for d in case.documents())
