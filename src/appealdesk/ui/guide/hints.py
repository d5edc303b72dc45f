"""Gentle hints about a detail that looks odd. They never stop anybody. Pure."""

import datetime as dt
import re
from enum import StrEnum

_DATES = frozenset({"denial_date", "service_date", "letter_date", "patient_birth_date"})
_NOT_LATER = frozenset({"denial_date", "patient_birth_date"})
_PHONES = frozenset({"insurer_fax", "sender_phone", "sender_fax"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = """
january february march april may june july august september october november december sept
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
st nd rd th of on the
"""
_BESIDE = frozenset(_WORDS.split()).union(_MONTHS)  # words that a date may have
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_NAMED = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_RANGE = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})\s*(?:-|\u2013|to|and|through)\s*\d{{1,2}},?\s+(\d{{4}})\b",
    re.IGNORECASE,
)


class Hint(StrEnum):
    """What looks odd."""

    NONE = ""
    NOT_A_DATE = "not-a-date"
    FUTURE = "future"
    FEW_DIGITS = "few-digits"
    NOT_AN_EMAIL = "not-an-email"


def hint_for(key: str, value: str, today: dt.date) -> Hint:
    """What looks odd about the value of a detail; an empty one never does."""
    text = value.strip()
    if not text:
        return Hint.NONE
    if key in _DATES:
        found = date_in(text, today)
        if found is None:
            return Hint.NOT_A_DATE
        return Hint.FUTURE if key in _NOT_LATER and found > today else Hint.NONE
    if key in _PHONES and sum(c.isdigit() for c in text) < 7:
        return Hint.FEW_DIGITS
    if key == "sender_email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        return Hint.NOT_AN_EMAIL
    return Hint.NONE


def date_in(text: str, today: dt.date) -> dt.date | None:
    """The first date in a text as Americans write it, or None.

    Two digits of a year mean this century, unless that lies ahead by more than a year.
    """
    for pattern, order in (
        (_ISO, "ymd"),
        (_NAMED, "Mdy"),
        (_RANGE, "Mdy"),
        (_DAY_FIRST, "dMy"),
        (_NUMERIC, "mdy"),
    ):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            found = _date(parts, today)
            if found is not None:
                return found
    return None


def has_more_than_a_date(text: str) -> bool:
    """Whether words stand in a text that belong to no date, such as "by phone"."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return not _BESIDE.issuperset(words)


def _date(parts: dict[str, str], today: dt.date) -> dt.date | None:
    name = parts.get("M")
    month = int(parts["m"]) if name is None else _MONTHS.index(name[:3].lower()) + 1
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year + 2000 <= today.year + 1 else 1900
    try:
        return dt.date(year, month, int(parts["d"]))
    except ValueError:
        return None
