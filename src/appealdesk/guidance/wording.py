"""Words that weaken an appeal, as patterns. ``audit.wording`` looks for them in our own texts."""

import re
from functools import cache
from typing import Literal

import msgspec

from appealdesk.guidance.catalogue import Source, load


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of words to look for; see the head of ``resources/guidance/wording.toml``."""

    check: str
    words: tuple[str, ...]
    instead: str
    source: Source
    then: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    cited: Literal["", "sentence", "paragraph"] = ""

    def finds(self, sentence: str) -> bool:
        """Whether a sentence (straight apostrophes, no quotations) has such words."""
        return any(
            not _ends_with(sentence[: match.start()], self.never_after)
            for match in _pattern(self).finditer(sentence)
        )


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hints: tuple[Hint, ...]


@cache
def hints() -> tuple[Hint, ...]:
    """Every kind of words, in the order of the file."""
    return load("wording", _Wording).hints


@cache
def _pattern(hint: Hint) -> re.Pattern[str]:
    behind = rf"\s+{_any(hint.then)}" if hint.then else ""
    return re.compile(rf"(?<!\w){_any(hint.words)}{behind}(?!\w)", re.IGNORECASE)


def _any(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest_first) + ")"


def _ends_with(before: str, words: tuple[str, ...]) -> bool:
    last = before.split()[-1:]
    return bool(last) and last[0].lower() in words
