"""Blocks of the editor written as Markdown that reads as those very words.

What Markdown would read in typed words (a star, a number with a dot, a bar) is marked with a
backslash, as gently as possible: each block is tried and read back, and only when it does not read
as it was typed is the next, stricter way taken. A block that did not change since it was read is
written as it was.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from appealdesk.ui.text.blocks import (
    BREAK,
    Block,
    Blocks,
    Kind,
    Marker,
    Run,
    Runs,
    joined,
    numbered,
)
from appealdesk.ui.text.markdown_in import (
    pieces,
    read_blocks,
    same_setting,
    signature,
    stands_alone,
    verbatim,
)
from appealdesk.ui.text.words_out import first_words, words

Say = Callable[[Runs, str, Kind], str]
_MOST_KEPT = 4000


class Translator:
    """Reads Markdown into blocks and writes blocks as Markdown.

    It remembers what each block was read from, and writes it so as long as it did not change.
    """

    def __init__(self) -> None:
        self._sources: dict[Blocks, str] = {}
        self._written: dict[tuple[Blocks, str], str] = {}

    def read(self, markdown: str) -> Blocks:
        """The blocks of a text.

        What could not be written again so that it is printed as before comes as Markdown.
        """
        self._sources = {}
        out: list[Block] = []
        for piece in pieces(markdown):
            blocks = piece.blocks
            key = numbered(blocks)
            if key[0].kind is not Kind.VERBATIM and not self._can_write(key, piece.source):
                blocks = (verbatim(piece.source),)
                key = numbered(blocks)
            self._sources[key] = piece.source
            out += blocks
        return tuple(out)

    def write(self, blocks: Sequence[Block]) -> str:
        """The text as Markdown."""
        out: list[str] = []
        before = ""
        whole = [numbered(piece) for piece in split(blocks)]
        for i, piece in enumerate(whole):
            avoid = _marker_of(before)
            for after in whole[i + 1 : i + 2]:
                if after[0].kind is Kind.VERBATIM:
                    avoid += _marker_of(after[0].source)
            text = self._sources.get(piece)
            if text is None or (piece[0].depth and _marker_of(text) in avoid):
                text = self._write(piece, avoid)
            if text:
                out.append(text)
                before = text
        return "\n\n".join(out)

    def _can_write(self, piece: Blocks, source: str) -> bool:
        """Whether a piece would be printed as before when it is written anew."""
        quick = write_piece(piece, say=first_words)
        is_paragraph = piece[0].kind is Kind.TEXT and not piece[0].depth and not piece[0].quote
        if quick == (source.replace("\n", " ") if is_paragraph else source):
            self._written[(piece, "")] = quick
            return True
        if len(list(split(piece))) != 1:
            return False
        written = self._write(piece, "")
        return written == source or same_setting(written, source)

    def _write(self, piece: Blocks, avoid: str) -> str:
        found = self._written.get((piece, avoid))
        if found is None:
            if len(self._written) > _MOST_KEPT:
                self._written.clear()
            found = self._written[(piece, avoid)] = _checked(piece, avoid)
        return found


def split(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks by what is one block of the top level in Markdown."""
    number, last = 0, Block()

    def piece_of(block: Block) -> int:
        nonlocal number, last
        is_same = (
            (block.quote and last.quote and block.quote_id == last.quote_id)
            or (block.depth > 1 and last.depth and not last.quote and not block.quote)
            or (block.depth and block.marker is Marker.NONE and last.depth and not block.quote)
            or (
                block.depth == 1
                and last.depth
                and not block.quote
                and not last.quote
                and block.list_id == root_list[0]
            )
        )
        if not is_same:
            number += 1
        if block.depth == 1 and block.marker is not Marker.NONE:
            root_list[0] = block.list_id
        last = block
        return number

    root_list = [0]
    for _, piece in groupby(blocks, key=piece_of):
        yield tuple(piece)


def write_piece(piece: Blocks, avoid: str = "", say: Say = words) -> str:
    """Markdown of blocks that are one block of the top level.

    Args:
        piece: the blocks.
        avoid: list markers that are not to be used.
        say: writes runs.
    """
    return "\n".join(_flow(piece, 0, say, avoid))


def reads_as(markdown: str, piece: Blocks) -> bool:
    """Whether Markdown reads as these blocks."""
    found = read_blocks(markdown)
    return found is not None and _signatures(found) == _signatures(piece)


def _checked(piece: Blocks, avoid: str) -> str:
    text = write_piece(piece, avoid)
    if len(piece) == 1 and not piece[0].depth and not piece[0].quote:
        return text  # was read back when it was written
    if reads_as(text, piece):
        return text
    whole = numbered(block for block in piece if not block.is_empty)
    loose = tuple(replace(block, is_loose=True) for block in whole)
    strict = write_piece(loose, avoid)
    return strict if reads_as(strict, loose) else text


def _signatures(blocks: Blocks) -> list[object]:
    return [_signature(block) for block in numbered(blocks)]


def _signature(block: Block) -> object:
    cells: object = None
    if block.table is not None:
        cells = (
            block.table.aligns,
            [[signature(joined(cell)) for cell in row] for row in block.table.rows],
        )
    words = signature(joined(block.runs))
    return (replace(block, runs=(), table=None), words, cells)


# ---- blocks


def _flow(blocks: Sequence[Block], quote: int, say: Say, avoid: str = "") -> list[str]:
    """The lines of blocks that stand in ``quote`` quotations."""
    out: list[str] = []
    run: list[Block]
    for kind, group in groupby(
        blocks, key=lambda b: "quote" if b.quote > quote else "list" if b.depth else id(b)
    ):
        run = list(group)
        if kind == "quote":
            lines = [f"> {line}".rstrip() for line in _flow(run, quote + 1, say)]
        elif kind == "list":
            lines = _Lists(say, avoid).write(run)
        else:
            lines = _single(run[0], say)
        if lines:
            out += ["", *lines] if out else lines
        avoid = _marker_of(lines[0]) if lines and kind == "list" else ""
    return out


def _single(block: Block, say: Say) -> list[str]:
    match block.kind:
        case Kind.RULE:
            return ["---"]
        case Kind.TABLE:
            return _table(block, say)
        case Kind.VERBATIM:
            return _verbatim(block.source)
        case Kind.HEADING:
            marks = "#" * min(max(block.level, 1), 6)
            runs = joined(replace(run, text=run.text.replace(BREAK, " ")) for run in block.runs)
            return [say(runs, f"{marks} ", Kind.HEADING)] if runs else []
    runs = joined(block.runs)
    return say(runs, "", Kind.TEXT).split("\n") if runs else []


def _verbatim(source: str) -> list[str]:
    """Markdown as it stands; when it would take in what follows, its words are kept instead."""
    if not source.strip():
        return []
    if stands_alone(source):
        return source.split("\n")
    for fence in ("```", "~~~", "````", "~~~~~~"):
        if stands_alone(f"{source}\n{fence}"):
            return [*source.split("\n"), fence]
    return words(joined([Run(source)])).split("\n")


class _Lists:
    """Writes list items: what is further in gets the width of the markers above it as indent."""

    def __init__(self, say: Say, avoid: str) -> None:
        self._say = say
        self._avoid = avoid
        self._open: list[_Open] = []

    def write(self, blocks: Sequence[Block]) -> list[str]:
        """The lines of a list."""
        out: list[str] = []
        for block in blocks:
            runs = joined(block.runs)
            if block.marker is Marker.NONE and (self._open or not block.marker):
                if runs:
                    out += self._further(block, runs, is_first=not out)
                continue
            out += self._item(block, runs, is_first=not out)
        return out

    def _words(self, runs: Runs) -> str:
        return self._say(runs, "", Kind.TEXT)

    def _further(self, block: Block, runs: Runs, *, is_first: bool) -> list[str]:
        del self._open[max(block.depth, 1) :]
        indent = self._open[-1].indent if self._open else ""
        lines = [f"{indent}{line}" for line in self._words(runs).split("\n")]
        return lines if is_first else ["", *lines]

    def _item(self, block: Block, runs: Runs, *, is_first: bool) -> list[str]:
        gone = self._open[block.depth :]
        del self._open[block.depth :]
        is_next = len(self._open) == block.depth and self._open[-1].list_id == block.list_id
        if is_next:
            here = self._open[-1]
            here.number += 1
            has_gap = block.is_loose
        else:
            avoid = gone[0].marker if gone and len(self._open) < block.depth else ""
            if len(self._open) == block.depth:
                avoid = self._open.pop().marker
            above = self._open[-1] if self._open else None
            avoid = avoid or (self._avoid if above is None else "")
            here = _Open(block, above, avoid)
            self._open.append(here)
            has_gap = above is None or above.is_loose
        text = self._words(runs) if runs else ""
        mark = here.mark()
        lines = text.split("\n")
        inner = here.indent
        written = [f"{here.outer}{mark} {lines[0]}".rstrip()]
        written += [f"{inner}{line}" for line in lines[1:]]
        return written if is_first or not has_gap else ["", *written]


class _Open:
    """A list that is being written."""

    def __init__(self, block: Block, above: "_Open | None", avoid: str) -> None:
        self.list_id = block.list_id
        self.is_loose = block.is_loose
        self.is_numbered = block.marker is Marker.NUMBER
        self.number = max(block.start, 0)
        self.outer: str = above.indent if above is not None else ""
        self.indent: str = self.outer
        if self.is_numbered:
            self.marker = ")" if "." in avoid else "."
        else:
            self.marker = next((char for char in "-*+" if char not in avoid), "-")

    def mark(self) -> str:
        """What stands before the item. Its width sets how far in the rest of the item stands."""
        mark = f"{self.number}{self.marker}" if self.is_numbered else self.marker
        self.indent = self.outer + " " * (len(mark) + 1)
        return mark


def _table(block: Block, say: Say) -> list[str]:
    table = block.table
    if table is None or not table.rows:
        return []
    rules = {"right": "---:", "center": ":---:"}
    rows = [[_cell(cell, say) for cell in row] for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"| {' | '.join(rules.get(align, '---') for align in table.aligns)} |"
    return [lines[0], rule, *lines[1:]]


def _cell(runs: Runs, say: Say) -> str:
    flat = joined(replace(run, text=run.text.replace(BREAK, " ")) for run in runs)
    return say(flat, "", Kind.TEXT).replace("|", r"\|") if flat else ""


def _marker_of(text: str) -> str:
    """The marker of the list that a text begins with."""
    found = re.match(r"[ ]{0,3}(?:([-+*])|\d{1,9}([.)]))(?:\s|\Z)", text)
    return (found.group(1) or found.group(2)) if found else ""
