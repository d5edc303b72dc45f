"""Reads one paper of any kind: whose it is, what about, from when, and what it seems to be."""

from collections.abc import Sequence
from hashlib import blake2b

from appealdesk.reading.values import PageSign, PaperFacts, Side

__all__ = ["PageSign", "PaperFacts", "Side", "read_paper"]


def read_paper(texts: Sequence[str], signs: Sequence[tuple[bool, float, float]]) -> PaperFacts:
    """Read the texts of a paper's pages.

    Args:
        texts: the text of every page; may be shorter than ``signs``.
        signs: (has_ink, width, height) of every page, sizes in points.
    """
    return PaperFacts(pages=_pages(texts, signs))


def _pages(
    texts: Sequence[str], signs: Sequence[tuple[bool, float, float]]
) -> tuple[PageSign, ...]:
    said = (*texts, *("" for _ in signs[len(texts) :]))
    return tuple(_page(text, *sign) for text, sign in zip(said[: len(signs)], signs, strict=True))


def _page(text: str, has_ink: bool, width: float, height: float) -> PageSign:
    words = text.lower().split()
    digest = blake2b(" ".join(words).encode(), digest_size=12).hexdigest() if words else ""
    return PageSign(len(words), has_ink, width, height, digest)
