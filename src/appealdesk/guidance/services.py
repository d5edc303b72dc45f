"""Kinds of care: what reviewers look for, what to attach, what to ask, what may be cited."""

from functools import cache

import msgspec

from appealdesk.guidance.catalogue import Source, load
from appealdesk.guidance.naming import first_named

GENERAL = "general"
"""The profile for care that no other profile is about."""


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of care.

    Attributes:
        id: "mri".
        title: "MRI scan".
        names: words by which a letter speaks of it, in small letters.
        look: what reviewers look for.
        attach: papers that show it.
        ask: questions for whoever writes.
        families: ids of the guideline families that may be cited.
        hurts: which citation or words would hurt, and why.
        source: where this was read.
    """

    id: str
    title: str
    names: tuple[str, ...]
    look: tuple[str, ...]
    attach: tuple[str, ...]
    ask: tuple[str, ...]
    families: tuple[str, ...]
    hurts: str
    source: Source


class _Services(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    services: tuple[Service, ...]


@cache
def services() -> tuple[Service, ...]:
    """Every profile, in the order in which a person is asked."""
    return load("services", _Services).services


def service(service_id: str) -> Service | None:
    """The profile of this id, or None."""
    return next((found for found in services() if found.id == service_id), None)


def service_named(text: str) -> Service | None:
    """The kind of care that a text names first; at one place the longest name wins."""
    return first_named(text, ((found, found.names) for found in services()))
