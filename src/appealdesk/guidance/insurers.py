"""Insurers: how to know them, what to look for in their letters, which criteria they use.

Nothing here has an address, a fax or a phone number: only the letter itself has the right one.
"""

from functools import cache

import msgspec

from appealdesk.guidance.catalogue import Source, load
from appealdesk.guidance.naming import first_name, first_named

GENERAL = "general"
"""The profile for an insurer that has none of its own."""


class Insurer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One insurer, or one kind of them.

    Attributes:
        id: "aetna".
        title: how it is shown.
        names: names by which a letter or a card shows it.
        look: what to look for in its letters.
        criteria: which sets of criteria it is known to use.
        ask: a sentence for a letter that asks for them.
        source: where this was read.
    """

    id: str
    title: str
    names: tuple[str, ...]
    look: tuple[str, ...]
    criteria: str
    ask: str
    source: Source


class Reviewer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company that looks at requests for an insurer; it is not the one to appeal to."""

    id: str
    title: str
    names: tuple[str, ...]
    what: str
    source: Source


class _Insurers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    insurers: tuple[Insurer, ...]
    reviewers: tuple[Reviewer, ...]


@cache
def _all() -> _Insurers:
    return load("insurers", _Insurers)


def insurers() -> tuple[Insurer, ...]:
    """Every profile, in the order in which a person is asked."""
    return _all().insurers


def insurer(insurer_id: str) -> Insurer | None:
    """The profile of this id, or None."""
    return next((found for found in insurers() if found.id == insurer_id), None)


def insurer_named(text: str) -> Insurer | None:
    """The insurer that a text names first; at one place the longest name wins."""
    return first_named(text, ((found, found.names) for found in insurers()))


def reviewers_named(text: str) -> tuple[Reviewer, ...]:
    """The companies that a text names which review for insurers."""
    return tuple(found for found in _all().reviewers if first_name(text, found.names))
