r"""Papers that the desk can make: one file each in ``resources/templates``.

A file begins with a head in TOML between two lines ``+++``; the text below it is Markdown with
three things in braces:

- ``{member_id}`` is filled from the case; where the case does not know it, a blank is printed.
- ``{if NAME}`` ... ``{else}`` ... ``{end}`` is printed only when NAME holds or is known; ``{if not
  NAME}`` when it does not. Such marks may stand on lines of their own.
- ``{blank 30}`` is a blank of that many letters, ``{lines 3}`` are lines to write on.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from appealdesk.guidance.catalogue import Source
from appealdesk.resources import resource_path

_FOLDER = "templates"
_FENCE = "+++"
_TAG = re.compile(r"\{([a-z][a-z0-9_ -]*)\}")
_MARKS = r"\{(?:if [^{}\n]+|else|end)\}"
_OWN_LINE = re.compile(rf"^[ \t]*((?:{_MARKS}[ \t]*)+)\n", re.MULTILINE)


class Words(msgspec.Struct, frozen=True, tag=True):
    """Words as they are printed."""

    text: str


class Field(msgspec.Struct, frozen=True, tag=True):
    """What is filled in; ``amount`` is the number behind the name, 0 for none."""

    name: str
    amount: int = 0


class Choice(msgspec.Struct, frozen=True, tag=True):
    """What is printed when ``name`` holds, and what when it does not."""

    name: str
    then: tuple["Words | Field | Choice", ...]
    other: tuple["Words | Field | Choice", ...] = ()


Node = Words | Field | Choice


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that holds for a paper; for these coverages only, or for all."""

    words: str
    source: Source
    coverages: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a paper is called under these coverages."""

    coverages: tuple[str, ...]
    title: str


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state of the case in which the paper is worth making, and why. All of ``holds`` must."""

    holds: tuple[str, ...]
    why: str


class PaperKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paper that can be made.

    Attributes:
        order: where it stands in the list.
        title: what it is called, also on the paper.
        when: when to use it.
        signer: who signs it.
        hints: what to know before one sends it.
        kind: what it is once it is filed; a value of ``case.values.Kind``.
        is_for_packet: whether it goes into the packet as it is; else it waits in the tray, because
            it must be signed first or is for somebody else.
        rights: ids of ``rights.toml`` that the field ``{asks}`` lists.
        named: other titles under some coverages.
        rules: rules that hold for it; the field ``{rules}`` lists them.
        recommended: when it is worth making.
        id: name of its file.
        body: the text.
    """

    order: int
    title: str
    when: str
    signer: str
    hints: tuple[str, ...]
    kind: str
    is_for_packet: bool
    rights: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    rules: tuple[Rule, ...] = ()
    recommended: tuple[When, ...] = ()
    id: str = ""
    body: tuple[Node, ...] = ()

    def title_for(self, coverage: str) -> str:
        """What it is called under this coverage."""
        named = (found.title for found in self.named if coverage in found.coverages)
        return next(named, self.title)

    def rules_for(self, coverage: str) -> tuple[Rule, ...]:
        """The rules that hold under this coverage."""
        return tuple(r for r in self.rules if not r.coverages or coverage in r.coverages)


@cache
def paper_kinds() -> tuple[PaperKind, ...]:
    """Every paper, in the order in which they are offered."""
    files = (path for path in resource_path(_FOLDER).glob("*.md") if path.name != "README.md")
    return tuple(sorted(map(_read, files), key=lambda kind: kind.order))


def paper_kind(paper_id: str) -> PaperKind | None:
    """The paper of this id, or None."""
    return next((kind for kind in paper_kinds() if kind.id == paper_id), None)


def names_in(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Every name that stands in braces, conditions too."""
    for node in nodes:
        match node:
            case Field(name):
                yield name
            case Choice(name, then, other):
                yield name
                yield from names_in(then)
                yield from names_in(other)


def parse(text: str) -> tuple[Node, ...]:
    """The text of a template as nodes.

    Raises:
        ValueError: an ``{if}`` is not closed, or an ``{end}`` closes none.
    """
    pieces = _TAG.split(_OWN_LINE.sub(r"\1", text))
    nodes, rest, mark = _nodes(pieces, 0)
    if mark:
        raise ValueError(f"{{{mark}}} without an {{if}}")
    assert rest == len(pieces)  # noqa: S101  all was read
    return nodes


def _nodes(pieces: list[str], at: int) -> tuple[tuple[Node, ...], int, str]:
    """Nodes up to the mark that ends them; gives where to go on, and the mark ("" at the end)."""
    out: list[Node] = []
    while at < len(pieces):
        if at % 2 == 0:  # what stands between two tags
            if pieces[at]:
                out.append(Words(pieces[at]))
            at += 1
            continue
        tag = pieces[at].strip()
        at += 1
        if tag in {"else", "end"}:
            return tuple(out), at, tag
        word, _, rest = tag.partition(" ")
        if word == "if":
            choice, at = _choice(pieces, at, rest.strip())
            out.append(choice)
        else:
            out.append(Field(word, int(rest or 0)))
    return tuple(out), at, ""


def _choice(pieces: list[str], at: int, condition: str) -> tuple[Choice, int]:
    then, at, mark = _nodes(pieces, at)
    other: tuple[Node, ...] = ()
    if mark == "else":
        other, at, mark = _nodes(pieces, at)
    if mark != "end":
        raise ValueError(f"{{if {condition}}} has no {{end}}")
    if condition.startswith("not "):
        return Choice(condition.removeprefix("not ").strip(), other, then), at
    return Choice(condition, then, other), at


def _read(path: Path) -> PaperKind:
    _, head, body = path.read_text(encoding="utf-8").split(f"{_FENCE}\n", 2)
    try:
        kind = msgspec.convert(tomllib.loads(head), PaperKind)
        return msgspec.structs.replace(kind, id=path.stem, body=parse(body))
    except (ValueError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{_FOLDER}/{path.name}: {error}") from error
