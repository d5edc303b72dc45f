"""What a letter says about the last day to appeal: "within 180 days of the date of this letter"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from appealdesk.reading.dates import dates_in

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "thirty": 30,
    "forty-five": 45, "sixty": 60, "sixty-five": 65, "ninety": 90, "one hundred twenty": 120,
    "one hundred and twenty": 120, "one hundred eighty": 180, "one hundred and eighty": 180,
}  # fmt: skip
_UNITS: dict[str, tuple[int, Literal["days", "months"]]] = {
    "day": (1, "days"), "week": (7, "days"), "month": (1, "months"), "year": (12, "months"),
}  # fmt: skip
_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPAN = re.compile(
    rf"\b(?:(?:{_NUMBER})\s*\(\s*(?P<inner>\d{{1,3}})\s*\)|(?P<digits>\d{{1,3}})|(?P<name>{_NUMBER}))"
    r"[\s-]+(?:calendar\s+|business\s+)?(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]*(?:\n(?![^\S\n]*\n)[^.!?;\n]*){0,4}[.!?;]?")
_APPEALS = re.compile(
    r"\bappeal|\breconsideration|\bredetermination|\bfair hearing|\bexternal review|\bgrievance"
    r"|\byou (?:have|must)\b|\bmust receive\b",
    re.IGNORECASE,
)
# Clocks that are not the patient's time to appeal: the plan's own, a corrected claim, a talk of
# doctors, the few days in which one may ask to keep care. Mind "or we will not look at it": what
# the plan threatens with stands in the sentence that gives the patient's own time.
_NOT_OURS = re.compile(
    r"(?<!or )\bwe will\b(?! not)|\bwe must(?! receive)\b"
    rf"|\bwe have (?:up to )?(?:\d|(?:{_NUMBER})\b)|\bdecision (?:within|takes)|\bappeal takes"
    r"|\bwill (?:decide|be made|be decided|respond|notify)"
    r"|\bkeep (?:getting|receiving|(?:your |the )?(?:care|services?|benefits?|coverage))\b"
    r"|\bcontinue (?:getting|receiving|to (?:get|receive))\b"
    r"|\bcontinue (?:your |the )?(?:care|services?|benefits?|coverage)\b"
    r"|\bcontinuation of (?:benefits|services|care|coverage)|\baid (?:paid )?(?:pending|to )"
    r"|\bcorrected claim|\bpeer[- ]to[- ]peer|\btimely filing|\bbusiness days\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:of|from|after)\s+(?:the\s+)?(?:date\(?s?\)? of service|service date)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|no later than|deadline\W{0,3}|until)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """The letter's own word on the last day: a date, or a number of days or months.

    ``counts_as`` is "received" or "postmarked" when the letter says so, else "".
    ``is_from_service`` tells that the days count from the date of service, long before the letter.
    """

    words: str
    last_day: date | None = None
    amount: int = 0
    unit: Literal["days", "months"] = "days"
    counts_as: str = ""
    is_from_service: bool = False


def stated_deadline(text: str) -> Stated | None:
    """The first sentence that gives the patient's own time to appeal; None when there is none."""
    for match in _SENTENCE.finditer(text):
        words = " ".join(match.group(0).split())
        if not words or not _APPEALS.search(words) or _NOT_OURS.search(words):
            continue
        lower = words.lower()
        counts_as = "postmarked" if "postmark" in lower else ""
        if re.search(r"must receive|(?<!you )received\b", lower):
            counts_as = "received" if not counts_as else "postmarked or received"
        if (day := _by_day(words)) is not None:
            return Stated(words, last_day=day, counts_as=counts_as)
        if (span := _SPAN.search(words)) is not None:
            told = span.group("inner") or span.group("digits")
            amount = int(told) if told else _WORDS[span.group("name").lower()]
            times, unit = _UNITS[span.group("unit").lower()]
            from_service = _SERVICE.search(words, span.end()) is not None
            return Stated(words, None, amount * times, unit, counts_as, from_service)
    return None


def _by_day(words: str) -> date | None:
    """The date behind "by", "no later than" or "deadline:"."""
    for place in re.finditer(r"\d|[A-Z]", words):
        at = place.start()
        # Only the nearest words: a page of numbers without a full stop took seconds.
        if _BY.search(words[max(0, at - 24) : at]) and (found := dates_in(words[at : at + 24])):
            return found[0]
    return None
