"""A written text between Markdown and the editor: a flat row of blocks, as an editor shows it.

Qt-free values. ``markdown_in`` makes them, ``markdown_out`` writes them, ``document`` shows them.
What Markdown nests (lists in lists, quotations in quotations) is a number here, because that is
how one edits it: one paragraph after the other, further in or further out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from appealdesk.case.details import detail_keys

TOKEN = re.compile(r"\[cite:\d{1,18}(?:/\d{1,18})?\]|\{\{([^{}\n]{0,400})\}\}")
"""A pin cite, or something in double braces that may be a detail."""

_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
BREAK = "\n"
"""A line end inside a block's runs is a hard break."""


class Kind(StrEnum):
    """What a block is. VERBATIM is Markdown that the editor keeps as it was typed."""

    TEXT = "text"
    HEADING = "heading"
    RULE = "rule"
    TABLE = "table"
    VERBATIM = "verbatim"


class Marker(StrEnum):
    """What stands before a block of a list; NONE in a list is a further paragraph of an item."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one dress.

    ``token`` is set for a chip ("[cite:12/340]", "{{claim_number}}"); its text is empty then.
    ``is_meant`` is a character that a backslash marks as meant, so that it is no blank.
    ``is_auto`` is a link typed as ``<https://...>``.
    """

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    link: str = ""
    is_auto: bool = False
    token: str = ""
    is_meant: bool = False

    def saying(self, text: str) -> "Run":
        """Other words in the same dress."""
        # Written out: ``replace`` would be most of the time that a long text takes.
        return Run(
            text,
            self.is_bold,
            self.is_italic,
            self.is_code,
            self.link,
            self.is_auto,
            self.token,
            self.is_meant,
        )

    def joins(self, other: "Run") -> bool:
        """Whether two runs of words can be one."""
        return (
            not (self.token or other.token)
            and self.is_bold == other.is_bold
            and self.is_italic == other.is_italic
            and self.is_code == other.is_code
            and self.link == other.link
            and self.is_auto == other.is_auto
            and self.is_meant == other.is_meant
        )


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, the first row is the head. ``aligns``: "", "center" or "right"."""

    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table ...

    Args:
        kind: what it is.
        runs: its words; none for a rule, a table or verbatim Markdown.
        level: of a heading, 1 to 6.
        quote: how many quotations it stands in; ``quote_id`` tells one quotation from the next.
        depth: how many lists it stands in, with ``marker``; ``list_id`` tells lists apart.
        start: first number of the list.
        is_loose: whether the items of its list stand apart.
        source: Markdown of a verbatim block.
        table: the cells of a table.
    """

    kind: Kind = Kind.TEXT
    runs: Runs = ()
    level: int = 0
    quote: int = 0
    quote_id: int = 0
    depth: int = 0
    marker: Marker = Marker.NONE
    list_id: int = 0
    start: int = 1
    is_loose: bool = False
    source: str = ""
    table: Table | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it is a paragraph or heading without a word."""
        return self.kind in {Kind.TEXT, Kind.HEADING} and not self.runs


Blocks = tuple[Block, ...]


def joined(runs: Iterable[Run]) -> Runs:
    """The runs with neighbours of one dress joined, spaces at line ends gone, no empty ones."""
    return tuple(_merged(_without_ends(_without_line_spaces(_merged(runs)))))


def split_tokens(run: Run) -> Iterable[Run]:
    """A run cut where pin cites and details stand in its text."""
    at = 0
    for match in TOKEN.finditer(run.text):
        if not is_token(match):
            continue
        if match.start() > at:
            yield replace(run, text=run.text[at : match.start()])
        yield replace(run, text="", token=match.group(0), is_meant=False)
        at = match.end()
    if at < len(run.text):
        yield replace(run, text=run.text[at:])


def is_token(match: re.Match[str]) -> bool:
    """Whether what ``TOKEN`` found is a pin cite or a detail that there is."""
    key = match.group(1)
    return key is None or key.strip() in detail_keys()


def plain(runs: Iterable[Run]) -> str:
    """The words of runs, tokens as typed."""
    return "".join(run.token or run.text for run in runs)


def numbered(blocks: Iterable[Block]) -> Blocks:
    """The blocks with ids of lists and quotations counted from one, so that equal texts are equal.

    What does not apply to a block (the id of a quotation it does not stand in) becomes zero.
    """
    lists: dict[int, int] = {}
    quotes: dict[int, int] = {}
    out = []
    for block in blocks:
        list_id = 0
        if block.marker is not Marker.NONE:
            list_id = lists.setdefault(block.list_id, len(lists) + 1)
        quote_id = quotes.setdefault(block.quote_id, len(quotes) + 1) if block.quote else 0
        is_same = (block.list_id, block.quote_id) == (list_id, quote_id)
        out.append(block if is_same else replace(block, list_id=list_id, quote_id=quote_id))
    return tuple(out)


def _merged(runs: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if not run.token and not run.text:
            continue
        last = kept[-1] if kept else None
        if last is None or not run.joins(last):
            kept.append(run)
        else:
            kept[-1] = last.saying(last.text + run.text)
    return kept


def _without_line_spaces(runs: list[Run]) -> list[Run]:
    """Without spaces beside hard breaks, which Markdown drops."""
    out: list[Run] = []
    is_start = False
    for i, run in enumerate(runs):
        if run.token or run.is_code:
            out.append(run)
            is_start = False
            continue
        text = _LINE_END.sub(BREAK, run.text) if BREAK in run.text else run.text
        if is_start:
            text = text.lstrip(" \t")
        after = runs[i + 1] if i + 1 < len(runs) else None
        if after is not None and not after.is_code and after.text.lstrip(" \t")[:1] == BREAK:
            text = text.rstrip(" \t")
        if text:
            out.append(run if text is run.text else run.saying(text))
            is_start = text.endswith(BREAK)
    return out


def _without_ends(runs: list[Run]) -> list[Run]:
    """Without white space at both ends."""
    while runs and not runs[-1].token and not runs[-1].is_code:
        text = runs[-1].text.rstrip()
        if text:
            runs[-1] = runs[-1].saying(text)
            break
        runs.pop()
    while runs and not runs[0].token and not runs[0].is_code:
        text = runs[0].text.lstrip()
        if text:
            runs[0] = runs[0].saying(text)
            break
        runs.pop(0)
    return runs
