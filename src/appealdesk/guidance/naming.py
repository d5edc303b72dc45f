"""Finding the names of things of the catalogue in a text."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def first_named(text: str, known: Iterable[tuple[T, tuple[str, ...]]]) -> T | None:
    """Of several things with names, the one named first; at one place the longest name wins."""
    found = [(match, thing) for thing, names in known if (match := first_name(text, names))]
    return min(found, key=lambda hit: _place(hit[0]))[1] if found else None


def first_name(text: str, names: Iterable[str]) -> re.Match[str] | None:
    """Where the first of these names stands in a text; at one place the longest one."""
    lowered = text.lower()  # most names are not there at all, which this tells fast
    hits = (
        match
        for name in names
        if _beginning(name) in lowered and (match := whole_words(name).search(text)) is not None
    )
    return min(hits, key=_place, default=None)


@cache
def whole_words(name: str) -> re.Pattern[str]:
    """Finds a name as whole words; one in capitals just so, all others in any case."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    case = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){words}(?!\w)", case)


@cache
def _beginning(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()
