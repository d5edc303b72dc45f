"""Checks of guidelines that our texts cite: none speaks against us, each can be found."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import NOTHING, Verdict, weak
from appealdesk.guidance.guidelines import CitationWarning, Fault, guidelines, hurting

_PARAGRAPH = re.compile(r"\n\s*\n")


def guideline_fits(matter: Matter) -> Verdict:
    """No citation that hurts, or of a rule that is gone."""
    return _warned(matter, Fault.HURTS, Fault.PAST)


def guideline_exact(matter: Matter) -> Verdict:
    """Each guideline is named with all that is needed to find it."""
    return _warned(matter, Fault.LACKS)


def _warned(matter: Matter, *faults: Fault) -> Verdict:
    written = [(place, text) for place, text in matter.own_texts if text.strip()]
    if not written:
        return NOTHING
    return weak(
        Place(place.kind, place.id, f"{place.words}: {_words(warning)}", place.key)
        for place, text in written
        for warning in _warnings(text)
        if warning.fault in faults
    )


def _words(warning: CitationWarning) -> str:
    return f"\u201c{warning.words}\u201d. {warning.why}"


@lru_cache(maxsize=512)
def _warnings(text: str) -> tuple[CitationWarning, ...]:
    paragraphs = _PARAGRAPH.split("\n".join(_unquoted(text)))
    named = [p for p in paragraphs if _is_named(p)]  # the others are most of a long text
    return hurting("\n\n".join(named)) if named else ()


@lru_cache(maxsize=8192)
def _is_named(paragraph: str) -> bool:
    return _names().search(paragraph) is not None


@cache
def _names() -> re.Pattern[str]:
    """Whatever ``hurting`` can be about."""
    names = {name for family in guidelines() for name in family.names}
    hurts = (hurt for family in guidelines() for hurt in family.hurts if hurt.is_anywhere)
    words = names.union(*(hurt.words for hurt in hurts))
    return re.compile(
        "|".join(r"\s+".join(map(re.escape, w.split())) for w in words), re.IGNORECASE
    )


def _unquoted(text: str) -> Iterator[str]:
    """The lines of a text; one that quotes somebody else leaves a blank line."""
    for line in text.splitlines():
        yield "" if line.lstrip().startswith(">") else line
