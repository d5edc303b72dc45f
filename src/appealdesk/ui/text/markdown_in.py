"""Markdown read as the typesetter reads it, into the blocks that the editor shows.

The parser is set up as in ``engine.markdown``; what is read differently here would be printed
differently from what was shown. Whatever cannot be shown exactly is kept as it was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from appealdesk.ui.text.blocks import (
    BREAK,
    TOKEN,
    Block,
    Blocks,
    Kind,
    Marker,
    Run,
    Runs,
    Table,
    is_token,
    joined,
    numbered,
)

# As the typesetter does: cites and details are hidden from the parser behind private marks.
_OPEN, _CLOSE = "\U000f0000", "\U000f0001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
# Characters that mean something to a text widget and nothing in a letter.
_FOREIGN = re.compile("[\ufffc\ufdd0\ufdd1\x00\ufeff]")
_MEANT = "[_"  # what a blank to fill in may begin with
_DEEPEST_QUOTE = 6


class CannotShow(Exception):
    """The editor has no way to show this without changing it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the top level: what the editor shows, and the Markdown that it came from."""

    blocks: Blocks
    source: str


def clean(markdown: str) -> str:
    """The text with line ends as line feeds, without characters that a text widget cannot hold."""
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _FOREIGN.sub("", _MARKS.sub("\ufffd", lines.replace("\u2029", "\n")))


def pieces(markdown: str) -> tuple[Piece, ...]:
    """The blocks of the top level; one that cannot be shown comes as verbatim Markdown."""
    text = clean(markdown)
    hidden: list[str] = []
    root = _parse(text, hidden)
    lines = text.split("\n")
    reader = _Reader(hidden)
    out = []
    for node in root.children:
        begin, end = node.map or (0, len(lines))
        source = "\n".join(lines[begin:end]).strip("\n")
        source = _closed(node, source) if node.type == "fence" else source.rstrip()
        try:
            blocks = tuple(reader.block(node, Block()))
        except CannotShow:
            blocks = (verbatim(source),)
        out.append(Piece(blocks, source))
    return tuple(out)


def verbatim(source: str) -> Block:
    """A block that is kept as Markdown."""
    return Block(Kind.VERBATIM, source=source.strip("\n"))


def read_blocks(markdown: str) -> Blocks | None:
    """The blocks of a text that can be shown as a whole; None when a part of it cannot."""
    hidden: list[str] = []
    root = _parse(clean(markdown), hidden)
    try:
        reader = _Reader(hidden)
        return numbered(block for node in root.children for block in reader.block(node, Block()))
    except CannotShow:
        return None


def stands_alone(source: str) -> bool:
    """Whether Markdown ends where it ends: a paragraph behind it is a paragraph of its own."""
    children = _parse(f"{clean(source)}\n\nx", []).children
    return (
        bool(children)
        and children[-1].type == "paragraph"
        and children[-1].map is not None
        and (children[-1].children[0].content == "x")
    )


def same_setting(one: str, other: str) -> bool:
    """Whether the typesetter makes the same of two texts."""
    return outline(one) == outline(other)


def outline(markdown: str) -> list[object]:
    """What the typesetter sees in a text: kinds, words and dress, whatever way it was typed."""
    hidden: list[str] = []
    return [_outline(node, hidden) for node in _parse(clean(markdown), hidden).children]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    # ``text_join`` is off only here: without it one sees which characters a backslash marked.
    return parser.enable("table").disable(["reference", "code", "text_join"])


def _parse(text: str, hidden: list[str]) -> SyntaxTreeNode:
    def hide(match: re.Match[str]) -> str:
        if not is_token(match):
            return match.group(0)
        hidden.append(match.group(0))
        return f"{_OPEN}{len(hidden) - 1}{_CLOSE}"

    return SyntaxTreeNode(_parser().parse(TOKEN.sub(hide, text)))


def _closed(node: SyntaxTreeNode, source: str) -> str:
    """A code fence that was never closed gets its end, or it would take in what follows."""
    if node.type == "fence" and not stands_alone(source):
        return f"{source}\n{node.markup}"
    return source


class _Reader:
    """Turns nodes into blocks.

    Args:
        hidden: the tokens behind the marks.
    """

    def __init__(self, hidden: Sequence[str]) -> None:
        self._hidden = hidden
        self._ids = 0

    def block(self, node: SyntaxTreeNode, place: Block) -> list[Block]:
        """The blocks of one node; ``place`` carries the quotation and list that it stands in."""
        match node.type:
            case "paragraph":
                return [replace(place, runs=self._inline(node))]
            case "heading" if not place.depth:
                level = int(node.tag[1:])
                return [replace(place, kind=Kind.HEADING, level=level, runs=self._inline(node))]
            case "bullet_list" | "ordered_list":
                return self._list(node, place)
            case "blockquote" if not place.depth and place.quote < _DEEPEST_QUOTE:
                return self._quote(node, place)
            case "table" if not place.depth and not place.quote:
                return [replace(place, kind=Kind.TABLE, table=self._table(node))]
            case "hr" if not place.depth:
                return [replace(place, kind=Kind.RULE)]
        raise CannotShow

    def _quote(self, node: SyntaxTreeNode, place: Block) -> list[Block]:
        inner = replace(place, quote=place.quote + 1, quote_id=place.quote_id or self._next_id())
        out = [block for child in node.children for block in self.block(child, inner)]
        if not out:
            raise CannotShow
        return out

    def _list(self, node: SyntaxTreeNode, place: Block) -> list[Block]:
        start = node.attrs.get("start", 1)
        is_loose = any(
            child.type == "paragraph" and not child.hidden
            for item in node.children
            for child in item.children
        )
        here = replace(
            place,
            depth=place.depth + 1,
            marker=Marker.NUMBER if node.type == "ordered_list" else Marker.BULLET,
            list_id=self._next_id(),
            start=start if isinstance(start, int) else 1,
            is_loose=is_loose,
        )
        return [block for item in node.children for block in self._item(item, here)]

    def _item(self, item: SyntaxTreeNode, here: Block) -> list[Block]:
        if not item.children:
            return [here]
        first, *others = item.children
        if first.type != "paragraph":
            raise CannotShow
        out = [replace(here, runs=self._inline(first))]
        further = replace(here, marker=Marker.NONE, list_id=0, start=1)
        for child in others:
            if child.type not in {"paragraph", "bullet_list", "ordered_list"}:
                raise CannotShow
            out += self.block(child, further)
        return out

    def _next_id(self) -> int:
        self._ids += 1
        return self._ids

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in part.children]
        return Table(
            rows=tuple(tuple(self._inline(cell) for cell in row.children) for row in rows),
            aligns=tuple(_align(cell) for cell in rows[0].children),
        )

    def _inline(self, node: SyntaxTreeNode) -> Runs:
        return joined(self._runs(node.children, Run("")))

    def _runs(self, nodes: Sequence[SyntaxTreeNode], dress: Run) -> list[Run]:  # noqa: C901  one case for each kind
        out: list[Run] = []
        for node in nodes:
            match node.type:
                case "inline":
                    out += self._runs(node.children, dress)
                case "strong":
                    out += self._runs(node.children, replace(dress, is_bold=True))
                case "em":
                    out += self._runs(node.children, replace(dress, is_italic=True))
                case "link":
                    out += self._link(node, dress)
                case "softbreak":
                    out.append(replace(dress, text=" "))
                case "hardbreak":
                    out.append(replace(dress, text=BREAK))
                case "code_inline":
                    out += self._shown(replace(dress, is_code=True), node.content)
                case "text_special" if node.content in _MEANT:
                    out.append(replace(dress, text=node.content, is_meant=True))
                case "text" | "text_special":
                    out += self._shown(dress, node.content)
                case _:
                    raise CannotShow
        return out

    def _link(self, node: SyntaxTreeNode, dress: Run) -> list[Run]:
        href = str(node.attrs.get("href", ""))
        if node.attrs.get("title") or not href or _OPEN in href or "%F3%B0%80%80" in href:
            raise CannotShow
        return self._runs(node.children, replace(dress, link=href, is_auto=node.info == "auto"))

    def _shown(self, dress: Run, text: str) -> list[Run]:
        out: list[Run] = []
        at = 0
        for mark in _MARK.finditer(text):
            out.append(replace(dress, text=text[at : mark.start()]))
            out.append(replace(dress, text="", token=self._hidden[int(mark.group(1))]))
            at = mark.end()
        out.append(replace(dress, text=text[at:]))
        return out


def _align(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else ""


def _outline(node: SyntaxTreeNode, hidden: Sequence[str]) -> object:
    """One node as a value that two ways of typing the same share."""
    if node.type in {"paragraph", "heading", "th", "td"}:
        try:
            words: object = signature(_Reader(hidden)._inline(node))  # noqa: SLF001  same module
        except CannotShow:
            words = _MARK.sub(lambda m: hidden[int(m.group(1))], node.children[0].content)
        return (node.type, node.tag, node.hidden, _align(node), words)
    content = ""
    if node.type == "fence":
        content = _MARK.sub(lambda m: hidden[int(m.group(1))], node.content).rstrip("\n")
    inner = tuple(_outline(child, hidden) for child in node.children)
    return (node.type, str(node.attrs.get("start", "")), content, inner)


def signature(runs: Runs) -> tuple[str, tuple[object, ...]]:
    """The words, and the dress of each letter: spaces have none, they look alike in any."""
    dress: list[object] = []
    for run in runs:
        one = (run.is_bold, run.is_italic, run.is_code, run.link, run.is_auto)
        dress += [None if char.isspace() else one for char in run.text] if not run.token else [one]
    return "".join(run.token or run.text for run in runs), tuple(dress)


def as_html(text: str) -> str:
    """A text of our own (no citations in it) as HTML, to be read and not written."""
    made: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return made
