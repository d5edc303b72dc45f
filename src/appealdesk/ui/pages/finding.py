"""Finding words in the pages of a document. No widgets in here."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from appealdesk.worker.messages import PageWord

MOST_HITS = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were found: the ``nth`` (from 0) on the page of this row."""

    row: int
    nth: int


def folded(text: str) -> str:
    """A text for comparing: capitals, kinds of space and joined letters do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def find_hits(texts: Sequence[str], query: str) -> tuple[Hit, ...]:
    """Where the query stands in texts that were folded; at most ``MOST_HITS``."""
    wanted = folded(query)
    hits: list[Hit] = []
    for row, text in enumerate(texts) if wanted else ():
        hits.extend(Hit(row, nth) for nth in range(text.count(wanted)))
        if len(hits) > MOST_HITS:
            return tuple(hits[:MOST_HITS])
    return tuple(hits)


def spans(words: Sequence[PageWord], query: str) -> tuple[range, ...]:
    """The words that each hit of a page touches, in the order of its hits."""
    wanted = folded(query)
    if not wanted:
        return ()
    parts = [folded(word.text) for word in words]
    text = " ".join(parts)
    starts = list(accumulate((len(part) + 1 for part in parts), initial=0))
    found: list[range] = []
    at, word = text.find(wanted), 0
    while at >= 0:
        while starts[word + 1] <= at:
            word += 1
        last = word
        while starts[last + 1] < at + len(wanted):
            last += 1
        found.append(range(word, last + 1))
        at = text.find(wanted, at + len(wanted))
    return tuple(found)


def quoted(text: str) -> str:
    """Words chosen on a page as one line; a word broken at a line's end keeps its hyphen."""
    lines = text.split("\n")
    pieces: list[str] = []
    for line in lines:
        if pieces and not pieces[-1].endswith("-"):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)
