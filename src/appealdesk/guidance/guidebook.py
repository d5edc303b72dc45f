"""The guide to read: short pages in plain words, each with the sources of its facts.

A page is one file of ``resources/guide``: a head between two lines ``+++`` (TOML), then Markdown.
The number in front of its name gives its place. A link ``(guide:ID)`` leads to a page, a link
``(do:NAME)`` to an action of the program. A line ``![](ID)`` stands for a picture of the head,
whose marks are numbers on the picture with a sentence for each.
"""

import re
import tomllib
from functools import cache
from typing import Annotated

import msgspec

from appealdesk.guidance.catalogue import Source
from appealdesk.resources import resource_path

_FENCE = "+++\n"
_NAME = re.compile(r"\d\d-([a-z-]+)\.md")
_PICTURE = re.compile(r"^!\[\]\(([a-z-]+)\)$", re.MULTILINE)

Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number on a picture: where, as fractions from its left and its top, and what it tells."""

    x: Fraction
    y: Fraction
    text: str


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture of a page. ``file`` lies in ``resources/guide/pictures``."""

    id: str
    file: str
    caption: str
    marks: tuple[Mark, ...] = ()


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    summary: str
    sources: tuple[Source, ...]
    see: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


class GuidePage(msgspec.Struct, frozen=True):
    """One page: its text (Markdown) and pictures in the order in which they are read."""

    id: str
    title: str
    summary: str
    parts: tuple[str | Picture, ...]
    sources: tuple[Source, ...]
    see: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words of the page, for searching; pictures with their captions and marks."""
        found = [self.title, self.summary]
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
            else:
                found += [part.caption, *(mark.text for mark in part.marks)]
        return "\n".join(found)


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Every page in order.

    Raises:
        msgspec.ValidationError: the head of a page does not fit.
    """
    files = sorted(p for p in resource_path("guide").iterdir() if _NAME.fullmatch(p.name))
    pages = []
    for path in files:
        named = _NAME.fullmatch(path.name)
        assert named is not None  # noqa: S101  filtered a line above
        pages.append(page_from(named.group(1), path.read_text(encoding="utf-8")))
    return tuple(pages)


def guide_page(page_id: str) -> GuidePage | None:
    """The page of this id, or None."""
    return next((page for page in guide_pages() if page.id == page_id), None)


def page_from(page_id: str, text: str) -> GuidePage:
    """Read one page.

    Raises:
        msgspec.ValidationError: its head does not fit, or a picture is named that it does not have.
    """
    start, _, rest = text.partition(_FENCE)
    head_text, fence, body = rest.partition(_FENCE)
    if start or not fence:
        raise msgspec.ValidationError(f"guide page {page_id}: its head does not stand between +++")
    try:
        head = msgspec.convert(tomllib.loads(head_text), _Head)
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(f"guide page {page_id}: {error}") from error
    pictures = {picture.id: picture for picture in head.pictures}
    parts: list[str | Picture] = []
    for number, piece in enumerate(_PICTURE.split(body)):
        if number % 2 == 0:
            if piece.strip():
                parts.append(piece.strip())
        elif piece in pictures:
            parts.append(pictures[piece])
        else:
            raise msgspec.ValidationError(f"guide page {page_id}: there is no picture {piece!r}")
    return GuidePage(page_id, head.title, head.summary, tuple(parts), head.sources, head.see)
