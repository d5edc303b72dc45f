"""Words of pages: what tells one page from the others, and where searched words stand."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from appealdesk.case.values import Case, DocumentId, PageId

MOST_HITS = 200
"""Pages that a search gives at most: nobody reads further."""
_BEFORE = 40  # characters shown before the first found word
_LENGTH = 140  # characters shown in all

Texts = Callable[[str], Sequence[str]]
"""Gives the text of every page of a clean PDF, by its SHA-256; empty when none was kept."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page on which all searched words stand; ``words`` are those around the first."""

    document: DocumentId
    page: PageId
    words: str


def telling_words(texts: Sequence[str], index: int, most: int = _LENGTH) -> str:
    """The first words of a page, without the lines that stand on every page, such as letterheads.

    Args:
        texts: the text of every page.
        index: the page, 0-based; one that has no text gives an empty string.
        most: characters at most; what is cut off ends with an ellipsis.
    """
    if not 0 <= index < len(texts):
        return ""
    others = {
        line.strip()
        for number, text in enumerate(texts)
        if number != index
        for line in text.splitlines()
    }
    lines = [line.strip() for line in texts[index].splitlines()]
    own = [line for line in lines if line not in others]
    return _cut(" ".join(" ".join(own or lines).split()), most)


def find_pages(case: Case, texts: Texts, wanted: str) -> tuple[PageHit, ...]:
    """The pages of all documents on which every one of the wanted words stands, in case order."""
    words = wanted.casefold().split()
    if not words:
        return ()
    hits: list[PageHit] = []
    for document in case.documents():
        kept = texts(document.clean) if document.clean else ()
        for page in document.pages:
            text = kept[page.index] if page.index < len(kept) else ""
            if _has_all(text, words):
                hits.append(PageHit(document.id, page.id, around(text, words)))
                if len(hits) == MOST_HITS:
                    return tuple(hits)
    return tuple(hits)


def around(text: str, words: Sequence[str]) -> str:
    """The words of a text around the first place where one of the words stands."""
    flat = " ".join(text.split())
    found = re.search("|".join(re.escape(word) for word in words), flat, re.IGNORECASE)
    start = max(0, found.start() - _BEFORE) if found else 0
    if start:
        start = flat.find(" ", start) + 1 or start
    shown = _cut(flat[start:], _LENGTH)
    return f"\u2026{shown}" if start else shown


def _has_all(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]}\u2026"
