"""Sets a written text: Markdown in, flowables out.

Only what a letter needs: headings, paragraphs, bold, italic, code, lists, tables, quotations, rules
and links. HTML stands as it was typed, pictures leave their description, and nothing that was
typed is ever lost without a trace.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.platypus import Flowable, Spacer

from appealdesk.case.details import Details
from appealdesk.case.text import fill_details, replace_citations
from appealdesk.case.values import Citation
from appealdesk.engine import fonts, styles
from appealdesk.engine.flowables import Rule, Words, column_widths, flowing, grid, headed
from appealdesk.engine.setter import BrokenCitation, Run, Setter, cite_run
from appealdesk.packet.values import PinCite

Pins = Mapping[Citation, PinCite | None]

BROKEN_WORDS = "(evidence not found)"
"""Stands for a citation that leads nowhere. A packet with one is never sent; a preview shows it."""

# Cites and details are hidden from the Markdown parser behind marks from a private plane, or their
# brackets and stars would be read as Markdown.
_OPEN, _CLOSE = "\U000f0000", "\U000f0001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_MOST_COLUMNS = 12
_DEEP_QUOTE = re.compile(r"^(?:[ ]{0,3}>[ ]?){8,}", re.MULTILINE)
_WEB = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_BULLETS = "\u2022\u2013\u2022\u2013\u2022\u2013\u2022"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in lists and quotations the writer is."""

    left: float = 0.0
    steps: int = 0
    rules: tuple[float, ...] = ()
    lists: int = 0
    is_tight: bool = False

    def deeper(self) -> "_Place":
        if self.steps >= styles.MOST_STEPS:
            return self
        return replace(self, left=self.left + styles.INDENT, steps=self.steps + 1)


def flow(text: str, details: Details, pins: Pins, setter: Setter) -> list[Flowable]:
    """The flowables of a written text.

    Args:
        text: Markdown with ``[cite:...]`` and ``{{detail}}``.
        details: what fills the details; unknown ones stay as typed.
        pins: what each citation of the text says in this packet; None or absent is broken.
        setter: makes the paragraphs; told broken citations and missing glyphs.
    """
    return Writer(details, pins, setter).write(text)


class Writer:
    """Writes one text; a kind of text with other rules and tables than a letter's builds on it."""

    cells_apart = 4.0
    """Points above and below each row of a table."""

    def __init__(self, details: Details, pins: Pins, setter: Setter) -> None:
        self.details, self.pins, self.setter = details, pins, setter
        self.hidden: list[Citation | str] = []
        self.above: float | None = None  # space below the quoted words before, None: none before
        self.bullet = ""  # waits for the first words of a list item

    def write(self, text: str) -> list[Flowable]:
        """The flowables of a text."""
        clean = fonts.prepare(text).replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
        # The parser drops what is nested too deep; eight quotations in each other look like six.
        hidden = _DEEP_QUOTE.sub("> > > > > > > ", self._hide(clean))
        # Off: HTML (stands as typed), link definitions and indented code (both would make typed
        # words vanish or change by surprise).
        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
        parser.enable("table").disable(["reference", "code"])
        root = SyntaxTreeNode(parser.parse(hidden))
        return self._blocks(root.children, _Place())

    def _hide(self, text: str) -> str:
        def cite(citation: Citation) -> str:
            self.hidden.append(citation)
            return f"{_OPEN}{len(self.hidden) - 1}{_CLOSE}"

        marks: dict[str, str] = {}
        for item in fields(self.details):
            value = fonts.prepare(getattr(self.details, item.name)).strip()
            if value:
                self.hidden.append(value)
                marks[item.name] = f"{_OPEN}{len(self.hidden) - 1}{_CLOSE}"
        return fill_details(replace_citations(text, cite), Details(**marks))

    # ---- blocks

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], place: _Place) -> list[Flowable]:
        return [flowable for node in nodes for flowable in self._block(node, place)]

    def _block(self, node: SyntaxTreeNode, place: _Place) -> list[Flowable]:  # noqa: PLR0911  one line for each kind
        match node.type:
            case "paragraph":
                name = "quote" if place.rules else "tight" if place.is_tight else "body"
                return self._words(self._runs(node.children), name, place)
            case "heading":
                return self._heading(node, place)
            case "bullet_list" | "ordered_list":
                return self._list(node, place)
            case "blockquote":
                return self._quote(node, place)
            case "table":
                return self._table(node, place)
            case "fence" | "code_block":
                return self._code(node.content, place)
            case "hr":
                return [self.rule()]
            case _:
                if node.children:
                    return self._blocks(node.children, place)
                return self._words([Run(node.content)], "body", place) if node.content else []

    def _quote(self, node: SyntaxTreeNode, place: _Place) -> list[Flowable]:
        inner = place.deeper()
        x = inner.left - styles.INDENT * 0.55
        if not place.rules:
            self.above = None
        out = self._blocks(node.children, replace(inner, rules=(*place.rules, x)))
        if out and not place.rules:
            out = [Spacer(1, 2), *out, Spacer(1, 4)]
        return out

    def _bridge(self, words: Words) -> None:
        """Close the gap in the rule between two paragraphs of one quotation."""
        if words.rules and self.above is not None:
            words.bridge = self.above
        self.above = float(words.style.spaceAfter) if words.rules else None

    def _words(self, runs: Sequence[Run], name: str, place: _Place) -> list[Flowable]:
        bullet, self.bullet = self.bullet, ""
        if not bullet and not "".join(run.text for run in runs).strip():
            return []
        words = self.paragraph(runs, name, bullet, left=place.left, rules=place.rules)
        self._bridge(words)
        letters = sum(len(run.text) for run in runs)
        return list(flowing(words, letters, styles.TEXT_WIDTH))

    def _heading(self, node: SyntaxTreeNode, place: _Place) -> list[Flowable]:
        runs = self._runs(node.children)
        name = f"h{min(int(node.tag[1:]), 4)}"
        bullet, self.bullet = self.bullet, ""
        if not bullet and not "".join(run.text for run in runs).strip():
            return []
        words = self.setter.words(runs, name, left=place.left, bullet=bullet, rules=place.rules)
        self._bridge(words)
        return headed(words)

    def _list(self, node: SyntaxTreeNode, place: _Place) -> list[Flowable]:
        inner = replace(place.deeper(), lists=place.lists + 1)
        start = node.attrs.get("start", 1)
        number = start if isinstance(start, int) else 1
        out: list[Flowable] = []
        for item in node.children:
            level = min(place.lists, len(_BULLETS) - 1)
            self.bullet = f"{number}." if node.type == "ordered_list" else _BULLETS[level]
            number += 1
            tight = any(c.type == "paragraph" and c.hidden for c in item.children)
            out += self._blocks(item.children, replace(inner, is_tight=tight))
            if self.bullet:  # an item with nothing in it
                out += self._words([], "tight", inner)
        if out and place.lists == 0 and isinstance(out[-1], Words):
            out[-1].spaceAfter = styles.style("body").spaceAfter
        return out

    def _code(self, content: str, place: _Place) -> list[Flowable]:
        lines = content.rstrip("\n").split("\n")
        kept = "\n".join(
            "\xa0" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") for line in lines
        )
        return self._words(self._swap(Run(kept)), "code", place.deeper())

    def paragraph(
        self, runs: Sequence[Run], name: str, bullet: str, *, left: float, rules: tuple[float, ...]
    ) -> Words:
        """A paragraph, or the first one of a list item, which has its bullet."""
        return self.setter.words(runs, name, left=left, bullet=bullet, rules=rules)

    def rule(self) -> Flowable:
        """A rule across the page."""
        return Rule(4, 10, styles.HAIRLINE)

    # ---- tables

    def stand(self, *, has_header: bool) -> str:  # noqa: ARG002  a form's labels differ by it
        """Where the words of a table's row stand: "TOP" or "BOTTOM"."""
        return "TOP"

    def has_header(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether the first row names the columns; one with nothing in it is not printed."""
        return len(rows) == 1 or any(cell.strip() for cell in rows[0])

    def cell(self, runs: Sequence[Run], name: str, *, right: bool) -> Words:
        """One cell of a table."""
        return self.setter.words(runs, name, right=right)

    def widths(
        self,
        natural: list[float],
        least: list[float],
        room: float,
        *,
        has_header: bool,  # noqa: ARG002  a paper's tables differ by it
    ) -> list[float]:
        """How wide the columns of a table are, in points."""
        return column_widths(natural, least, room)

    def _table(self, node: SyntaxTreeNode, place: _Place) -> list[Flowable]:
        out: list[Flowable] = []
        if self.bullet:
            out += self._words([], "tight", place)
        rows: list[list[tuple[list[Run], bool]]] = [
            [
                (self._runs(cell.children), "right" in str(cell.attrs.get("style", "")))
                for cell in row.children
            ]
            for part in node.children
            for row in part.children
        ]
        if not rows or not rows[0]:
            return out
        if len(rows[0]) > _MOST_COLUMNS:
            return out + self._records(rows, place)
        has_header = self.has_header(
            [["".join(r.text for r in runs) for runs, _ in row] for row in rows]
        )
        if not has_header and not any(run.text.strip() for runs, _ in rows[0] for run in runs):
            rows = rows[1:]
        count, gap = len(rows[0]), 10.0
        natural, least = [0.0] * count, [0.0] * count
        cells: list[list[Words]] = []
        for number, row in enumerate(rows):
            name = "cell-head" if number == 0 and has_header else "cell"
            for i, (runs, _) in enumerate(row):
                wide, word = self.setter.widths(runs, name)
                natural[i], least[i] = max(natural[i], wide + gap), max(least[i], word + gap)
            cells.append([self.cell(runs, name, right=right) for runs, right in row])
        room = styles.TEXT_WIDTH - place.left
        widths = self.widths(natural, least, room, has_header=has_header)
        return out + grid(
            cells,
            widths,
            has_header=has_header,
            left=place.left,
            padding=self.cells_apart,
            stand=self.stand(has_header=has_header),
        )

    def _records(self, rows: list[list[tuple[list[Run], bool]]], place: _Place) -> list[Flowable]:
        """A table with too many columns for a page: one paragraph for each row."""
        out: list[Flowable] = []
        names = [[replace(run, bold=True) for run in runs] for runs, _ in rows[0]]
        for row in rows[1:] or [rows[0]]:
            runs: list[Run] = []
            for name, (cell, _) in zip(names, row, strict=False):
                if cell and "".join(run.text for run in cell).strip():
                    runs += [*name, Run(": "), *cell, Run("\n")]
            out += self._words(runs, "body", place)
        return out

    # ---- words

    def target(self, href: str) -> str:
        """The URI that a link of the text leads to; nothing when its words stand alone."""
        return href if _WEB.match(href) else ""

    def _runs(self, nodes: Sequence[SyntaxTreeNode], dress: Run | None = None) -> list[Run]:  # noqa: C901  one line for each kind
        dress = dress or Run("")
        out: list[Run] = []
        for node in nodes:
            match node.type:
                case "inline":
                    out += self._runs(node.children, dress)
                case "strong":
                    out += self._runs(node.children, replace(dress, bold=True))
                case "em":
                    out += self._runs(node.children, replace(dress, italic=True))
                case "link":
                    out += self._link(node, dress)
                case "image":
                    out += self._swap(replace(dress, text=node.content))
                case "softbreak":
                    out.append(replace(dress, text=" "))
                case "hardbreak":
                    out.append(replace(dress, text="\n"))
                case "code_inline":
                    out += self._swap(replace(dress, text=node.content, code=True))
                case _ if node.children:
                    out += self._runs(node.children, dress)
                case _:
                    out += self._swap(replace(dress, text=node.content))
        return out

    def _link(self, node: SyntaxTreeNode, dress: Run) -> list[Run]:
        href = str(node.attrs.get("href", ""))
        link = "" if _OPEN in href or "%F3%B0%80%80" in href else self.target(href)
        if not link:
            return self._runs(node.children, dress)
        out = self._runs(node.children, replace(dress, link=link))
        said = "".join(run.text for run in out)
        bare = href.removeprefix("mailto:")
        is_web = _WEB.match(href) is not None
        if is_web and bare.rstrip("/") not in (said, said.rstrip("/")) and node.info != "auto":
            # The packet is read on paper: a link that only a mouse can follow says nothing there.
            out.append(replace(dress, text=f" ({bare})"))
        return out

    def _swap(self, run: Run) -> list[Run]:
        """The run with the hidden cites and details put back."""
        out: list[Run] = []
        at = 0
        for mark in _MARK.finditer(run.text):
            out.append(replace(run, text=run.text[at : mark.start()]))
            at = mark.end()
            thing = self.hidden[int(mark.group(1))]
            if isinstance(thing, str):
                out.append(replace(run, text=thing))
                continue
            pin = self.pins.get(thing)
            if pin is None:
                self.setter.broken[BrokenCitation(thing, self.setter.where)] = None
                out.append(replace(run, text=BROKEN_WORDS, link=""))
            else:
                out.append(cite_run(pin, bold=run.bold, italic=run.italic))
        out.append(replace(run, text=run.text[at:]))
        return [piece for piece in out if piece.text]
