"""Guidelines and criteria: how to cite each, and which citations in a text would hurt."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import msgspec

from appealdesk.guidance.catalogue import Source, load
from appealdesk.guidance.naming import first_name, whole_words

_YEAR = re.compile(r"(?<![\w.])(?:19|20)\d{2}(?![\w])")
_NUMBER = re.compile(r"\d")
_QUOTED = re.compile(r"[\"\u201c\u2018'][^\"\u201d\u2019']{4,}[\"\u201d\u2019']")
_AFTER_NAME = (
    re.compile(  # "... for low back pain", "..., Breast Cancer"; no part of the citation itself
        r"(?:\s+(?:guidelines?|criteria))?\s*(?:\b(?:for|on|about|of)\b|[:,\u2013])\s*"
        r"(?!(?:topic|variant|version|category|edition|table|row|page|indication|which|that|and)\b)"
        r"[a-z]{3,}",
        re.IGNORECASE,
    )
)
_TOKEN = re.compile(r"\{\{.*?\}\}|\[cite:[^\]]*\]")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part that a citation must have, and what shows that it is there."""

    what: str
    words: tuple[str, ...] = ()
    is_year: bool = False
    is_topic: bool = False
    is_number: bool = False

    def is_met(self, text: str, names: tuple[str, ...]) -> bool:
        """Whether the text, which names the guideline, has this part."""
        bare = text
        for name in names:
            bare = whole_words(name).sub(" ", bare)
        return (
            first_name(bare, self.words) is not None
            or (self.is_year and _YEAR.search(bare) is not None)
            or (self.is_number and _NUMBER.search(_YEAR.sub(" ", bare)) is not None)
            or (self.is_topic and _has_topic(text, names))
        )


class Hurt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak against the appeal when they are cited, and why.

    Attributes:
        words: any of them.
        why: what the user is told.
        with_: only if one of these stands in the same paragraph; empty for always.
        is_anywhere: even where the guideline is not named.
    """

    words: tuple[str, ...]
    why: str
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    is_anywhere: bool = False

    def found(self, paragraph: str) -> str:
        """The words as the paragraph has them; "" when it has none."""
        if self.with_ and not _any_name(paragraph, self.with_):
            return ""
        return _any_name(paragraph, self.words)


class Guideline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One family of guidelines or criteria.

    Attributes:
        id: "acr".
        title: how it is shown.
        names: how a text names it.
        how: how to cite it.
        example: how such a citation may look; its facts are made up.
        source: where this was read.
        needs: what a citation must have.
        hurts: what would speak against the appeal.
        is_past: whether it no longer counts at all.
        coverages: it counts under these coverages only; empty for all.
    """

    id: str
    title: str
    names: tuple[str, ...]
    how: str
    example: str
    source: Source
    needs: tuple[Need, ...] = ()
    hurts: tuple[Hurt, ...] = ()
    is_past: bool = False
    coverages: tuple[str, ...] = ()

    def fits(self, coverage_id: str) -> bool:
        """Whether it can count under this coverage; one that is not known may be any."""
        return not self.coverages or coverage_id in {"", "unknown", *self.coverages}


class Fault(StrEnum):
    """What is wrong with a citation."""

    HURTS = "hurts"
    LACKS = "lacks"
    PAST = "past"


class CitationWarning(msgspec.Struct, frozen=True):
    """A citation in a text that hurts, that no longer counts, or that cannot be checked.

    Attributes:
        guideline: id of the family.
        title: its title.
        fault: what is wrong.
        words: the words of the text that it is about.
        why: one or two sentences for the user.
        missing: the parts that are missing, for ``Fault.LACKS``.
        source: where this was read.
    """

    guideline: str
    title: str
    fault: Fault
    words: str
    why: str
    source: Source
    missing: tuple[str, ...] = ()


class _Guidelines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    guidelines: tuple[Guideline, ...]


@cache
def guidelines() -> tuple[Guideline, ...]:
    """Every family, in the order of the file."""
    return load("guidelines", _Guidelines).guidelines


def guideline(guideline_id: str) -> Guideline | None:
    """The family of this id, or None."""
    return next((found for found in guidelines() if found.id == guideline_id), None)


def hurting(text: str) -> tuple[CitationWarning, ...]:
    """The citations in a text that hurt the appeal, or that a reviewer could not check.

    A paragraph is what stands between blank lines. What a citation needs may stand in any
    paragraph that names the guideline, so that naming it again in short is no fault.
    """
    paragraphs = [p for p in _PARAGRAPH.split(_TOKEN.sub(" ", text)) if p.strip()]
    return tuple(warning for family in guidelines() for warning in _faults(family, paragraphs))


def _faults(family: Guideline, paragraphs: list[str]) -> Iterable[CitationWarning]:
    mine = [p for p in paragraphs if _any_name(p, family.names)]
    name = _any_name("\n".join(mine), family.names)
    if family.is_past:
        if mine:
            yield _warning(family, Fault.PAST, name, family.hurts[0].why)
        return
    for hurt in family.hurts:
        places = paragraphs if hurt.is_anywhere else mine
        words = next((w for p in places if (w := hurt.found(p))), "")
        if words:
            yield _warning(family, Fault.HURTS, words, hurt.why)
    if not mine:
        return
    whole = "\n\n".join(mine)
    missing = tuple(n.what for n in family.needs if not n.is_met(whole, family.names))
    if missing:
        why = f"A reviewer cannot check this yet. Still to name: {'; '.join(missing)}."
        yield _warning(family, Fault.LACKS, name, why, missing)


def _warning(
    family: Guideline, fault: Fault, words: str, why: str, missing: tuple[str, ...] = ()
) -> CitationWarning:
    return CitationWarning(
        guideline=family.id,
        title=family.title,
        fault=fault,
        words=words,
        why=why,
        source=family.source,
        missing=missing,
    )


def _any_name(text: str, names: Iterable[str]) -> str:
    found = first_name(text, names)
    return "" if found is None else found.group(0)


def _has_topic(text: str, names: tuple[str, ...]) -> bool:
    if _QUOTED.search(text):
        return True
    return any(
        _AFTER_NAME.match(text, match.end())
        for name in names
        for match in whole_words(name).finditer(text)
    )
