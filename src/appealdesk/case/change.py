"""What edits are made of: the edit as a value, clean text, and finding the part that is meant."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from appealdesk.case.errors import EditRefused
from appealdesk.case.values import Case, Document, Reason, Section

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A lone surrogate stands for a byte of a file name that is no UTF-8; it cannot be stored.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")


_LOOK_AGAIN = "It may have been moved or removed: look at the list again."


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the case and the words that stand for it in the history.

    ``change`` raises ``EditRefused`` when it makes no sense for the case it is given.
    """

    label: str
    change: Callable[[Case], Case]


def together(label: str, edits: Sequence[Edit]) -> Edit:
    """Several edits as one step of the history."""

    def change(case: Case) -> Case:
        for edit in edits:
            case = edit.change(case)
        return case

    return Edit(label, change)


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=_HasId)


def cleaned(text: str) -> str:
    r"""Text as it is kept: NFC, line ends as ``\n``, no control characters but tab and line end.

    NFC because a decomposed accent is set beside its letter, not above it.
    """
    return unicodedata.normalize("NFC", _CONTROL.sub("", _LINE_END.sub("\n", text)))


def one_line(text: str) -> str:
    """Clean text on one line, with single spaces and nothing around it."""
    return " ".join(cleaned(text).split())


def refuse(sentence: str, hint: str) -> EditRefused:
    """The error for an edit that makes no sense."""
    return EditRefused(sentence, hint)


def section_of(case: Case, section: int) -> Section:
    """The section with this id.

    Raises:
        EditRefused: it is not in the case.
    """
    found = case.section(section)
    if found is None:
        raise refuse("That section is no longer in the case.", _LOOK_AGAIN)
    return found


def reason_of(case: Case, reason: int) -> Reason:
    """The reason with this id.

    Raises:
        EditRefused: it is not in the case.
    """
    found = case.reason(reason)
    if found is None:
        raise refuse("That denial reason is no longer in the case.", _LOOK_AGAIN)
    return found


def document_of(case: Case, document: int) -> Document:
    """The document with this id.

    Raises:
        EditRefused: it is not in the case.
    """
    found = case.document(document)
    if found is None:
        raise refuse("That document is no longer in the case.", _LOOK_AGAIN)
    return found


def with_section(case: Case, section: int, change: Callable[[Section], Section]) -> Case:
    """The case with one section changed; the same case when nothing changed."""
    old = section_of(case, section)
    new = change(old)
    if new is old:
        return case
    return replace(case, sections=tuple(new if s is old else s for s in case.sections))


def put_before(
    others: Sequence[T], moved: Sequence[T], before: int | None, word: str
) -> tuple[T, ...]:
    """``others`` with ``moved`` in front of the one with id ``before``, or at the end.

    Raises:
        EditRefused: no part of that id is there.
    """
    if before is None:
        return (*others, *moved)
    place = next((n for n, part in enumerate(others) if part.id == before), None)
    if place is None:
        raise refuse(f"The {word} to put it in front of is not there.", _LOOK_AGAIN)
    return (*others[:place], *moved, *others[place:])
