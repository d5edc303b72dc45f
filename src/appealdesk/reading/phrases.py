"""Whether a sentence says what a phrase says. Small letters, marks and line ends do not matter.

A phrase may leave something out with three dots ("did not ... criteria"), hold optional words in
parentheses and alternatives with a slash. There are no patterns in it, so none can take long.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_SCANNED = re.compile(r"(?<=[a-z])[10](?=[a-z])|(?<=[a-z]{4})1\b")
_GAP = re.compile(r"\.{3}|\u2026")
_OPTION = re.compile(r"\(([^()]{1,40})\)")
_MOST_FORMS = 8
_MOST_BETWEEN = 80  # characters that three dots may stand for


def mended(text: str) -> str:
    """A text with the digits that a scanner put inside words made letters: "medica1ly"."""
    return _SCANNED.sub(lambda match: "l" if match.group(0) == "1" else "o", text)


def folded_words(text: str) -> str:
    """The words of a text in small letters, each between single spaces, one also at both ends."""
    return f" {' '.join(_WORD.findall(mended(text.lower())))} "


def says(folded: str, phrase: str) -> bool:
    """Whether a text (by ``folded_words``) says a phrase."""
    return any(_stands(folded, form) for form in _forms(phrase))


@lru_cache(maxsize=2000)
def _forms(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Each way to read a phrase: pieces that follow each other."""
    texts = [phrase]
    for _ in range(3):
        texts = [form for text in texts for form in _one_choice(text)][:_MOST_FORMS]
    forms = []
    for text in texts:
        pieces = tuple(p for p in (folded_words(part) for part in _GAP.split(text)) if p.strip())
        if pieces:
            forms.append(pieces)
    return tuple(dict.fromkeys(forms))


def _one_choice(text: str) -> list[str]:
    match = _OPTION.search(text)
    if match is not None:
        inner = match.group(1)
        before, after = text[: match.start()], text[match.end() :]
        joint = "" if before and before[-1].isalpha() else " "  # "medical(ly)"
        return [f"{before}{joint}{inner}{after}", f"{before}{after}"]
    words = text.split()
    for at, word in enumerate(words):
        if "/" in word and word != "/" and any(c.isalpha() for c in word):
            rest = words[at + 1 :]
            return [" ".join([*words[:at], one, *rest]) for one in word.split("/") if one]
    return [text]


def _stands(folded: str, pieces: tuple[str, ...]) -> bool:
    at = folded.find(pieces[0])
    while at >= 0:
        end = at + len(pieces[0]) - 1
        for piece in pieces[1:]:
            follows = folded.find(piece, end, end + _MOST_BETWEEN + len(piece))
            if follows < 0:
                break
            end = follows + len(piece) - 1
        else:
            return True
        at = folded.find(pieces[0], at + 1)
    return False
