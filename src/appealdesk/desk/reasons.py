"""Common reasons of a denial, in plain words, and what a good answer to each holds."""

import tomllib
from dataclasses import dataclass
from functools import cache

import msgspec

from appealdesk.resources import resource_path


@dataclass(frozen=True, slots=True)
class CommonReason:
    """A reason that many letters give.

    Attributes:
        title: what it is called in the packet, unless the user calls it otherwise.
        says: how letters put it.
        answer: what a good answer holds; shown while one writes, never printed.
    """

    title: str
    says: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reasons:
    answer: tuple[str, ...]
    reasons: tuple[CommonReason, ...]


@cache
def _known() -> _Reasons:
    text = resource_path("reasons.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Reasons)


def common_reasons() -> tuple[CommonReason, ...]:
    """The common reasons, the most common first."""
    return _known().reasons


def answer_hints(title: str) -> tuple[str, ...]:
    """What a good answer to the reason of this title holds, in short sentences."""
    wanted = title.strip().casefold()
    found = (r.answer for r in _known().reasons if r.title.casefold() == wanted)
    return next(found, _known().answer)
