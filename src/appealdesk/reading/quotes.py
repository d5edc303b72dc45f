"""Sentences of a letter that give a reason of the denial, quoted exactly, each with its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from appealdesk.reading.phrases import folded_words, match, mended, stems
from appealdesk.reading.sentences import sentences

_MOST_QUOTES = 12
_SENTENCE = range(24, 700)  # characters of a sentence that can be a reason

_DENIES = re.compile(
    r"\bnot (?:been )?(?:considered |deemed |be )?(?:a )?medical(?:ly)? necess"
    r"|\bdo(?:es)? not (?:meet|show|document|support|establish|demonstrate|explain"
    r"|indicate|justify|include|contain|qualify)"
    r"|\bdid not (?:meet|show|document|support|receive|include|obtain)"
    r"|\b(?:was|were|is|are|has|have) not (?:been )?(?:received|documented|completed|obtained|tried"
    r"|established|provided|exhausted|covered|authorized|submitted|met|proven|shown)"
    r"|\b(?:experimental|investigational|unproven|cosmetic|custodial)\b|\bnot a covered\b"
    r"|\bnon-?covered\b|\bexceed(?:s|ed)?\b|\blacks?\b|\binsufficient\b"
    r"|\bno (?:evidence|documentation|record|objective|measurable|significant|functional)\b"
    r"|\bden(?:y|ied|ying) .{0,80}\b(?:because|due to|since)\b"
    r"|\b(?:cannot|could not|unable to) .{0,60}\b(?:because|since|due to)\b"
    r"|\bnot (?:on|included on) (?:the|our|your) formulary|\bstep therapy\b|\bmedical necessity\b"
    r"|\bwould not (?:change|affect)|\bwill not (?:change|affect)|\blower level of care\b",
    re.IGNORECASE,
)
# Words of rights, of criteria and of what would be needed. A sentence with them gives no reason.
_NO_REASON = re.compile(
    r"\bnot a denial of\b|\bonly (?:when|if)\b|\bmay support\b|\byou (?:may|can|have the right)\b"
    r"|\byour (?:doctor|provider|physician) (?:may|can)\b|\bright to (?:an )?(?:appeal|ask|request)"
    r"|\bis (?:considered )?medically necessary (?:when|if)\b|\bif (?:you|your|we|the|waiting)\b"
    r"|\bwe (?:will|do not) (?:discriminate|answer|decide|notify|send)\b|\bexternal review\b"
    r"|\bno other records came\b|\bdenials? based on\b|\bfree of charge\b|\bthis is not a bill\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that gives a reason, as printed. ``kinds`` are ids, the likeliest first."""

    words: str
    page: int
    kinds: tuple[str, ...] = ()


def quotes_in(pages: Sequence[str], phrases: Mapping[str, Sequence[str]]) -> tuple[Quote, ...]:
    """The sentences of a letter that give a reason, in order, none twice.

    Args:
        pages: the text of each page.
        phrases: how letters put each kind of reason, by the kind's id.
    """
    found: dict[str, Quote] = {}
    for number, page in enumerate(pages):
        for quote in _reasons_on(number, page, phrases):
            found.setdefault(folded_words(quote.words), quote)
    return tuple(found.values())[:_MOST_QUOTES]


def _reasons_on(number: int, page: str, phrases: Mapping[str, Sequence[str]]) -> Iterator[Quote]:
    for sentence in sentences(page):
        plain = mended(sentence)
        if len(sentence) not in _SENTENCE or _NO_REASON.search(plain):
            continue
        kinds = _kinds(sentence, phrases)
        is_whole = sentence[0].isupper() and sentence[-1] not in ";:,"  # no item of the criteria
        if _DENIES.search(plain) or (kinds and is_whole):
            yield Quote(sentence, number, kinds)


def _kinds(sentence: str, phrases: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The kinds whose phrases a sentence says; the one of which it says most words first."""
    words = stems(sentence)
    most = {
        kind: max((match(words, phrase) for phrase in wordings), default=0)
        for kind, wordings in phrases.items()
    }
    return tuple(sorted((kind for kind, size in most.items() if size), key=lambda k: -most[k]))
