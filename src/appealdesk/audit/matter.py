"""What the checks look at: the case, its plan, what its papers say, and what follows from these.

Made anew for every edit. What is costly is worked out once, when the first check asks for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from appealdesk.audit.places import Place, cited
from appealdesk.audit.values import State, Verdict
from appealdesk.case.situation import Answer
from appealdesk.case.values import Case, Citation, Document, DocumentId, Kind, Section
from appealdesk.packet.values import Exhibit, Packet
from appealdesk.reading.paper import PaperFacts

SUPPORT = (Kind.PROVIDER_LETTER, Kind.PROVIDER_NOTE, Kind.ATTESTATION)
"""Papers in which the doctor speaks."""
SIGNED = (Kind.PROVIDER_LETTER, Kind.ATTESTATION)
"""Papers of the doctor that must bear a signature and a date of their own."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that is in the packet. ``facts`` is what it says, None while it is not read."""

    document: Document
    exhibit: Exhibit
    section: Section
    facts: PaperFacts | None

    @property
    def title(self) -> str:
        """As the user calls it."""
        return self.document.title

    def place(self, words: str, key: str) -> Place:
        """A place in this document."""
        return Place("document", self.document.id, f"{self.title}: {words}", key)


@dataclass(frozen=True)
class Matter:
    """Everything a check may look at. ``today`` is None where nobody gave it."""

    case: Case
    packet: Packet
    papers: Mapping[DocumentId, PaperFacts]
    today: date | None = None

    @cached_property
    def filed(self) -> tuple[Filed, ...]:
        """The documents of the packet, in its order."""
        exhibits = {exhibit.document: exhibit for exhibit in self.packet.exhibits}
        return tuple(
            Filed(document, exhibits[document.id], section, self.papers.get(document.id))
            for section in self.case.sections
            if section.is_included
            for document in section.documents
            if document.id in exhibits
        )

    @cached_property
    def cited(self) -> tuple[tuple[Place, tuple[Citation, ...]], ...]:
        """Every place that cites, with what it cites."""
        return tuple(cited(self.case))

    @cached_property
    def used(self) -> frozenset[Citation]:
        """Everything that is cited anywhere."""
        return frozenset(citation for _, citations in self.cited for citation in citations)

    @cached_property
    def own_texts(self) -> tuple[tuple[Place, str], ...]:
        """The texts that we write, with their places: those of the sections, then the responses."""
        sections = [
            (Place("section", section.id, section.title, "text"), section.body)
            for section in self.case.sections
            if section.is_included
        ]
        responses = [
            (Place("reason", r.id, f"Reason {number}: {r.title}", "response"), r.response)
            for number, r in enumerate(self.case.reasons, start=1)
        ]
        return (*sections, *responses)

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The user's answers, by the check's id."""
        return {answer.check: answer for answer in self.case.answers}

    @cached_property
    def has_answer(self) -> bool:
        """Whether a reason is answered: before that, questions to the user would only drown him."""
        return any(reason.response.strip() for reason in self.case.reasons)

    def of_kind(self, *kinds: Kind) -> Iterator[Filed]:
        """The documents of the packet that are of one of these kinds."""
        return (filed for filed in self.filed if filed.document.kind in kinds)

    def section(self, key: str, words: str) -> tuple[Place, ...]:
        """The text of a usual section as a place; none while it is removed or off."""
        found = next((s for s in self.case.sections if s.key == key and s.is_included), None)
        return () if found is None else (Place("section", found.id, words, "text"),)

    def ask(self, check_id: str, *mend: Place) -> Verdict:
        """Ask the user, who alone can tell; ``mend`` are places that would make it so."""
        if not self.has_answer and check_id not in self.answers:
            return Verdict(State.NOT_APPLICABLE, is_asked=True)
        here = Place("case", 0, "Answer it here", "answer", check_id)
        return Verdict(State.WEAK, (here, *mend), is_asked=True)
