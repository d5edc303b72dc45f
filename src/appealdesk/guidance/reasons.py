"""Kinds of denial reasons: what each means, which papers answer it, what a good response says."""

from functools import cache

import msgspec

from appealdesk.case.values import Kind
from appealdesk.guidance.catalogue import Source, load


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paper that answers a reason.

    Attributes:
        words: what it is, as one would ask for it.
        kinds: kinds of papers of the case that it may be; none when a kind cannot tell.
    """

    words: str
    kinds: tuple[Kind, ...] = ()


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code that goes with a reason.

    Attributes:
        system: "CARC" for the claim adjustment reason codes of a statement, "RARC" for its remarks.
        code: "50".
        means: what it says, in plain words.
    """

    system: str
    code: str
    means: str


class ReasonKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of reason.

    Attributes:
        id: "conservative_care".
        title: what it is called, in the packet too unless the user names it otherwise.
        means: what the insurer says with it, in plain words.
        says: how letters put it, in small letters.
        evidence: papers that answer it, the best first.
        answer: what a good response contains.
        questions: what whoever writes is asked.
        source: where this was read.
        codes: codes that go with it.
        tables: ids of tables.toml that help here, the best first.
        is_billing: whether it is about the bill, so that the doctor's office is asked first.
        note: what one must know before one writes; "" for nothing.
    """

    id: str
    title: str
    means: str
    says: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answer: tuple[str, ...]
    questions: tuple[str, ...]
    source: Source
    codes: tuple[Code, ...] = ()
    tables: tuple[str, ...] = ()
    is_billing: bool = False
    note: str = ""


class _Reasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    answer: tuple[str, ...]
    reasons: tuple[ReasonKind, ...]


@cache
def _known() -> _Reasons:
    return load("reasons", _Reasons)


def reason_kinds() -> tuple[ReasonKind, ...]:
    """All kinds, the most common first."""
    return _known().reasons


def reason_kind(kind_id: str) -> ReasonKind | None:
    """The kind of this id, or None."""
    return next((kind for kind in reason_kinds() if kind.id == kind_id), None)


def general_answer() -> tuple[str, ...]:
    """What a good response to any reason contains."""
    return _known().answer
