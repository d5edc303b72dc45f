"""What is said about each check of the self-audit: its title, the order to mend it, and why."""

from functools import cache

import msgspec

from appealdesk.guidance.catalogue import Source, load


class CheckText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One check in words. How it stands is told by ``appealdesk.audit``.

    Attributes:
        id: names it for good; answers of users are kept under it.
        group: id of the group it belongs to.
        title: how things are when they are well.
        todo: the same as an order, for a check that is open.
        why: why it matters, in a sentence or two.
        source: where that stands.
        ask: the same as a question, for what only the user can tell.
        help: id of a page of ``resources/help.toml``, "" for none.
        kinds: ids of ``reasons.toml``, for a check that is about some kinds of reasons alone.
    """

    id: str
    group: str
    title: str
    todo: str
    why: str
    source: Source
    ask: str = ""
    help: str = ""
    kinds: tuple[str, ...] = ()


class _Checks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: dict[str, str]
    checks: tuple[CheckText, ...]


@cache
def _all() -> _Checks:
    return load("checks", _Checks)


def check_texts() -> tuple[CheckText, ...]:
    """Every check, in the order in which a person works through an appeal."""
    return _all().checks


@cache
def _by_id() -> dict[str, CheckText]:
    return {text.id: text for text in check_texts()}


def check_text(check_id: str) -> CheckText | None:
    """The words of this check, or None."""
    return _by_id().get(check_id)


def group_title(group: str) -> str:
    """What a group of checks is called; "" for an unknown one."""
    return _all().groups.get(group, "")
