"""Finding the names of things of the catalogue in a text."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def first_named(text: str, known: Iterable[tuple[T, tuple[str, ...]]]) -> T | None:
    """Of several things with names, the one named first; at one place the longest name wins."""
    things = list(known)
    hits = [
        (match.start(), -len(name), number)
        for number, (_, names) in enumerate(things)
        for name in names
        if (match := whole_words(name).search(text)) is not None
    ]
    return things[min(hits)[2]][0] if hits else None


@cache
def whole_words(name: str) -> re.Pattern[str]:
    """Finds a name as whole words; one in capitals just so, all others in any case."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    case = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){words}(?!\w)", case)
