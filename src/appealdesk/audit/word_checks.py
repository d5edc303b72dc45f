"""Checks of what is written: citations, blanks, empty sections."""

from functools import lru_cache

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place, texts
from appealdesk.audit.values import Verdict, missing
from appealdesk.case.details import Details
from appealdesk.case.text import Placeholder, placeholders_in
from appealdesk.case.values import DIRECT_RESPONSE, Case, Citation


def citations_whole(matter: Matter) -> Verdict:
    """Nothing points at what the packet does not show."""
    return missing(
        Place(
            place.kind, place.id, f"{place.words}: {why_broken(matter.case, citation)}", place.key
        )
        for place, citations in matter.cited
        for citation in dict.fromkeys(citations)
        if matter.packet.pin_cite(citation) is None
    )


def no_placeholders(matter: Matter) -> Verdict:
    """No blank would be printed."""
    return missing(
        Place(place.kind, place.id, f"{place.words}, line {found.line}: {found.text}", place.key)
        for place, text in texts(matter.case)
        if text
        for found in _placeholders(text, matter.case.details)
    )


def sections_written(matter: Matter) -> Verdict:
    """No section is empty."""
    return missing(
        Place("section", section.id, section.title, "text")
        for section in matter.case.sections
        if section.is_included
        and not section.body.strip()
        and not section.documents
        and not (section.key == DIRECT_RESPONSE and matter.case.reasons)
    )


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


@lru_cache(maxsize=1024)
def _placeholders(text: str, details: Details) -> tuple[Placeholder, ...]:
    return placeholders_in(text, details)
