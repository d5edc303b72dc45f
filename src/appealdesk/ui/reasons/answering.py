"""Which papers answer a reason, and which of them are there: for the panel and the evidence."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Citation, DocumentId, Kind, Reason
from appealdesk.guidance.reasons import ReasonKind
from appealdesk.packet.values import Packet


class Found(StrEnum):
    """Where a paper that would answer a reason stands."""

    CITED = "cited"  # the reason points at it
    HERE = "here"  # it is in the packet, and the reason does not point at it
    WAITING = "waiting"  # it came in, and the packet does not hold it
    MISSING = "missing"
    UNKNOWN = "unknown"  # no kind of paper is named, so only the user can tell


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper that answers a reason.

    Attributes:
        words: what it is, in plain words.
        found: where it stands.
        citation: what to point at when it is HERE.
        title: the paper's title when there is one.
    """

    words: str
    found: Found
    citation: Citation | None = None
    title: str = ""


def wanted_papers(
    case: Case, packet: Packet, reason: Reason, kind: ReasonKind
) -> tuple[Wanted, ...]:
    """The papers that answer a reason of this kind, in the order of the guidance."""
    cited = {c.document for c in (*reason.cited, *citations_in(reason.response))}
    return tuple(
        _wanted(case, packet, evidence.words, frozenset(evidence.kinds), cited)
        for evidence in kind.evidence
    )


def _wanted(
    case: Case, packet: Packet, words: str, kinds: frozenset[Kind], cited: AbstractSet[DocumentId]
) -> Wanted:
    if not kinds:
        return Wanted(words, Found.UNKNOWN)
    papers = [d for d in case.documents() if d.kind in kinds]
    shown = [d for d in papers if packet.exhibit_of(d.id) is not None]
    for document in shown:
        if document.id in cited:
            return Wanted(words, Found.CITED, title=document.title)
    if shown:
        return Wanted(words, Found.HERE, Citation(shown[0].id), shown[0].title)
    if papers:
        return Wanted(words, Found.WAITING, title=papers[0].title)
    return Wanted(words, Found.MISSING)
