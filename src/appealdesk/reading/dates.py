"""Dates as letters and people write them. Month comes before day, as in the United States."""

import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_NAME = "(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})(?!\d)"),
    # With other marks, only a year that can be one tells a date from a number.
    re.compile(
        r"(?<![\w.-])(?P<m>\d{1,2})(?P<s>[.-])(?P<d>\d{1,2})(?P=s)(?P<y>(?:19|20)\d{2})(?![\w-])"
    ),
    re.compile(
        rf"\b{_NAME}\s+(?P<d>\d{{1,2}})(?:(?:st|nd|rd|th)?,?\s+|,)(?P<y>\d{{4}})", re.IGNORECASE
    ),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:(?:day\s+)?of\s+)?{_NAME},?\s+(?P<y>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w-])(?P<d>\d{{1,2}})-{_NAME}-(?P<y>\d{{4}})(?![\w-])", re.IGNORECASE),
)
_CENTURY = 2000


def dates_in(text: str) -> tuple[date, ...]:
    """Every date in a text that the calendar has, in the order in which they stand."""
    found: list[tuple[int, date]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _date(match)
            if day is not None:
                found.append((match.start(), day))
    return tuple(day for _, day in sorted(found, key=lambda item: item[0]))


def parse_date(text: str) -> date | None:
    """The one date that a text gives; None for none, or for several different ones."""
    days = set(dates_in(text))
    return days.pop() if len(days) == 1 else None


def _date(match: re.Match[str]) -> date | None:
    told = match.groupdict()
    year = int(told["y"])
    month = told.get("m")
    if month is None:
        name = told["n"].lower()
        number = next(n for n, known in enumerate(_MONTHS, start=1) if known.startswith(name[:3]))
    else:
        number = int(month)
    try:
        return date(year + _CENTURY if year < 100 else year, number, int(told["d"]))  # noqa: PLR2004
    except ValueError:
        return None
