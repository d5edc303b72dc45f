"""Short prompts for whoever writes a section: what to say, what to ask oneself, one example."""

import tomllib
from functools import cache

import msgspec

from appealdesk.resources import resource_path

OWN = "own"
"""Stands for every section that the user added."""


class Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said beside the text of one section."""

    say: str
    questions: tuple[str, ...]
    example: str


def prompts_for(key: str) -> Prompts:
    """The prompts for the section with this key; those for an own section when there are none."""
    found = all_prompts()
    return found.get(key, found[OWN])


@cache
def all_prompts() -> dict[str, Prompts]:
    """All prompts by section key."""
    told = tomllib.loads(resource_path("prompts.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told, dict[str, Prompts])
