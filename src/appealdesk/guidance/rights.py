"""What may be asked of a plan, by coverage: a sentence for a letter, and what it means."""

from functools import cache

import msgspec

from appealdesk.case.situation import Situation
from appealdesk.guidance.catalogue import Source, load

_LAW = " ({law})"
_UNKNOWN = "unknown"


class Right(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a person may ask for under one kind of coverage.

    Attributes:
        id: the same for every coverage.
        title: a few words.
        sentence: a sentence for a letter, with the law in brackets where one was confirmed.
        plain: what it means, for the person who asks.
        source: where it stands.
        law: the law as the sentence names it; "" where the sentence asks without one.
        services: only for these services; empty for all.
        timings: only while the care is at this point ("before", "ongoing", "unknown"); empty for
            all.
        is_urgent: only for one who asks for a fast decision.
    """

    id: str
    title: str
    sentence: str
    plain: str
    source: Source
    law: str = ""
    services: tuple[str, ...] = ()
    timings: tuple[str, ...] = ()
    is_urgent: bool = False


class _Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    coverages: tuple[str, ...]
    source: Source
    law: str = ""
    sentence: str = ""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    sentence: str
    plain: str
    by: tuple[_Law, ...]
    services: tuple[str, ...] = ()
    timings: tuple[str, ...] = ()
    is_urgent: bool = False

    def right(self, coverage: str) -> Right | None:
        """The right under this coverage, or None."""
        law = next((found for found in self.by if coverage in found.coverages), None)
        if law is None:
            return None
        return Right(
            id=self.id,
            title=self.title,
            sentence=_with_law(law.sentence or self.sentence, law.law),
            plain=self.plain,
            source=law.source,
            law=law.law,
            services=self.services,
            timings=self.timings,
            is_urgent=self.is_urgent,
        )


class _Rights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rights: tuple[_Entry, ...]


@cache
def rights(coverage_id: str) -> tuple[Right, ...]:
    """All that may be asked for under this coverage; no answer counts as "I don't know"."""
    from_all = (entry.right(coverage_id or _UNKNOWN) for entry in _entries())
    return tuple(found for found in from_all if found is not None)


def right(coverage_id: str, right_id: str) -> Right | None:
    """One of them, or None when this coverage has no such right."""
    return next((found for found in rights(coverage_id) if found.id == right_id), None)


def rights_for(situation: Situation) -> tuple[Right, ...]:
    """Those that fit this appeal: its coverage, its service, its timing, its hurry."""
    return tuple(
        found
        for found in rights(situation.coverage)
        if (not found.services or situation.service in found.services)
        and (not found.timings or (situation.timing.value or _UNKNOWN) in found.timings)
        and (not found.is_urgent or situation.is_urgent)
    )


@cache
def _entries() -> tuple[_Entry, ...]:
    return load("rights", _Rights).rights


def _with_law(sentence: str, law: str) -> str:
    return sentence.replace(_LAW, f" ({law})" if law else "")
