"""The help: short pages in plain words, one for each thing that can be chosen."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from appealdesk.case.values import STANDARD_SECTIONS, Document, Section
from appealdesk.resources import resource_path

HOW_IT_WORKS = "how-it-works"
PACKET = "packet"
TRAY = "tray"
TRACKER = "tracker"
DETAILS = "details"
REASON = "reason"
OWN_SECTION = "section"
UNREADABLE = "document-problem"


class HelpPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page.

    ``steps`` are shown with numbers, after ``text``; ``see`` names further pages, ``read`` pages of
    the guide.

    ``<key NAME>`` in a text stands for the keys of the action of that name.
    """

    title: str
    text: tuple[str, ...]
    steps: tuple[str, ...] = ()
    after: tuple[str, ...] = ()  # paragraphs behind the steps
    see: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it. ``advice`` is said once, below every page: what this program is not."""

    advice: str
    pages: dict[str, HelpPage]


@cache
def help_text() -> Help:
    """What is shipped in ``resources/help.toml``, read once."""
    told = tomllib.loads(resource_path("help.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told, Help)


def help_pages() -> Mapping[str, HelpPage]:
    """Every page by its id."""
    return MappingProxyType(help_text().pages)


def section_page(section: Section) -> str:
    """The id of the page about a section: its own for the five usual ones."""
    is_usual = any(section.key == key for key, _ in STANDARD_SECTIONS)
    return f"section-{section.key}" if is_usual else OWN_SECTION


def document_page(document: Document) -> str:
    """The id of the page about a paper: by what it is, or why it could not be read."""
    return UNREADABLE if document.problem is not None else f"document-{document.kind.value}"
