"""Checks of what the case itself must have: whose it is, and the denial letter."""

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, Verdict, missing
from appealdesk.case.details import Need, detail_fields
from appealdesk.case.values import Case, Kind


def details_needed(matter: Matter) -> Verdict:
    """Without these no insurer can tell whose appeal it is."""
    details = matter.case.details
    where = [
        Place("detail", 0, field.label, field.key)
        for field in detail_fields()
        if field.need is Need.MUST and not getattr(details, field.key)
    ]
    if not (details.member_id or details.claim_number):
        words = "Member ID or claim number, at least one of them"
        where.append(Place("detail", 0, words, "member_id"))
    return missing(where)


def details_known(matter: Matter) -> Verdict:
    """What the cover shows."""
    return missing(
        Place("detail", 0, field.label, field.key)
        for field in detail_fields()
        if field.need is Need.SHOULD and not getattr(matter.case.details, field.key)
    )


def denial_letter(matter: Matter) -> Verdict:
    """The letter that is answered must be there."""
    if any(matter.of_kind(Kind.DENIAL_LETTER)):
        return DONE
    words = "Add the letter, and say that it is the denial letter"
    return missing(of_kind(matter.case, words, Kind.DENIAL_LETTER))


def of_kind(case: Case, words: str, *kinds: Kind) -> tuple[Place, ...]:
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
