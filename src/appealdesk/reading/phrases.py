"""Whether a sentence says what a phrase says, though in slightly other words.

Small letters, endings, marks and line ends do not matter. Words may stand between those of a longer
phrase, and one in five may be missing, but never a "not". A phrase may leave something out with
three dots, hold optional words in parentheses and alternatives with a slash. There are no patterns
in it, so none can take long.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_SCANNED = re.compile(r"(?<=[a-z])[10](?=[a-z])|(?<=[a-z]{4})1\b")
_OPTION = re.compile(r"\(([^()]{1,40})\)")
_ENDINGS = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ings",
    "ing",
    "ies",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
_LEAST_STEM = 4  # letters that stay when an ending is taken off
_NOTS = frozenset({"not", "no", "non", "never", "without", "lack", "insufficient"})
_MOST_FORMS = 8
_SHORT = 3  # words: a phrase that is no longer must stand whole
_APART = (0, 0, 0, 2)  # words that may stand between those of a phrase of so many words
_ENOUGH = 0.8  # of a longer phrase's words
_ROOM = 6  # words more than twice the phrase's own among which it may be spread
_MOST_WORDS = 160  # of a sentence that are looked at


def mended(text: str) -> str:
    """A text with the digits that a scanner put inside words made letters: "medica1ly"."""
    return _SCANNED.sub(lambda match: "l" if match.group(0) == "1" else "o", text)


def folded_words(text: str) -> str:
    """The words of a text in small letters, each between single spaces, one also at both ends."""
    return f" {' '.join(_WORD.findall(mended(text.lower())))} "


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without their endings, for ``match``."""
    return tuple(map(_stem, folded_words(text).split()[:_MOST_WORDS]))


def match(sentence: Sequence[str], phrase: str) -> int:
    """How much of a phrase a sentence (by ``stems``) says: its words, 0 when it does not say it."""
    return max((_matched(sentence, form) for form in _forms(phrase)), default=0)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=2000)
def _forms(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Each way to read a phrase, as stems."""
    texts = [phrase.replace("...", " ").replace("\u2026", " ")]
    for _ in range(3):
        texts = [form for text in texts for form in _one_choice(text)][:_MOST_FORMS]
    return tuple(dict.fromkeys(form for form in map(stems, texts) if form))


def _one_choice(text: str) -> list[str]:
    option = _OPTION.search(text)
    if option is not None:
        before, after = text[: option.start()], text[option.end() :]
        joint = "" if before and before[-1].isalpha() else " "  # "medical(ly)"
        return [f"{before}{joint}{option.group(1)}{after}", f"{before}{after}"]
    words = text.split()
    for at, word in enumerate(words):
        if "/" in word.strip("/"):
            rest = words[at + 1 :]
            return [" ".join([*words[:at], one, *rest]) for one in word.split("/") if one]
    return [text]


def _matched(sentence: Sequence[str], form: tuple[str, ...]) -> int:
    size = len(form)
    if size <= _SHORT:
        room = size + _APART[size]
        starts = (n for n, word in enumerate(sentence) if word == form[0])
        return size if any(_in_order(sentence[n : n + room], form, form) for n in starts) else 0
    needed = [word for word in form if word in _NOTS]
    if any(word not in sentence for word in needed):
        return 0
    room = 2 * size + _ROOM
    best = 0
    for start, word in enumerate(sentence):
        if word in form[:2]:
            best = max(best, _in_order(sentence[start : start + room], form, needed))
    return best if best >= _ENOUGH * size else 0


def _in_order(words: Sequence[str], form: tuple[str, ...], needed: Sequence[str]) -> int:
    """How many words of a phrase stand here in their order, each found at its first place."""
    at, found = 0, []
    for wanted in form:
        place = next((n for n in range(at, len(words)) if words[n] == wanted), None)
        if place is not None:
            found.append(wanted)
            at = place + 1
    return len(found) if all(word in found for word in needed) else 0
