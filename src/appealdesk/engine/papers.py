"""Sets one paper to print and sign: a letter, a form, a sheet for a call.

It is written in the Markdown of a letter, with four things that a form needs: a rule is a line to
write on, an empty cell of a table has room for a hand, a list item that begins with a box
("\u2610") has a box to check, and a table whose first cell ends in a colon is a form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Table
from typing_extensions import override

from appealdesk.case.details import Details
from appealdesk.engine import styles
from appealdesk.engine.flowables import Rule, Words, room
from appealdesk.engine.foot import draw_foot
from appealdesk.engine.markdown import Writer
from appealdesk.engine.setter import MissingGlyph, Run, Setter
from appealdesk.engine.typeset import build

BOX = "\u2610"
_LINE_ABOVE = 21.0  # points: room for a line of handwriting
_LINE_BELOW = 10.0  # points between the last line and what comes then
_TALLEST_FORM = 420.0  # points; a taller one may run over two pages
_BIG = 100_000.0
# Not a whole line of them: that is a rule.
_BLANK = re.compile(r"\\_{3,}|(?<![\\_])_{3,}(?=[^_\n])|(?<=[^\n\\_])_{3,}")
_LABEL_SHARE = 0.45  # of a form's width, at most


@dataclass(frozen=True, slots=True)
class Paper:
    """What was set."""

    pages: int
    missing_glyphs: tuple[MissingGlyph, ...] = ()


def set_paper(title: str, text: str, foot: str, path: Path) -> Paper:
    """Write a paper as a PDF on US Letter.

    Args:
        title: stands at the top and is the title of the file.
        text: Markdown; nothing in it is filled in any more.
        foot: stands at the foot of each page, before its number.
        path: where the PDF is written.
    """
    pages = build(_story(title, text, Setter(title)), path, title)
    setter = Setter(title)

    def draw(canvas: Canvas) -> None:
        draw_foot(canvas, setter, foot, pages)

    build(_story(title, text, setter), path, title, draw)
    return Paper(pages, tuple(setter.missing))


def _story(title: str, text: str, setter: Setter) -> list[Flowable]:
    return [setter.words(title, "title"), *_Form(Details(), {}, setter).write(text)]


class _Form(Writer):
    """Writes a paper: with lines, cells and boxes for a hand."""

    cells_apart = 2.5

    @override
    def write(self, text: str) -> list[Flowable]:
        """The flowables of a text; a row of underscores is a blank, never bold or italic."""
        marked = _BLANK.sub(lambda blank: "\\_" * blank.group().count("_"), text)
        return _placed(super().write(marked))

    @override
    def rule(self) -> Flowable:
        """A line to write on."""
        return Rule(_LINE_ABOVE, 3, styles.HAIRLINE)

    @override
    def stand(self, *, has_header: bool) -> str:
        """A form's labels stand on the line that one writes on."""
        return "TOP" if has_header else "BOTTOM"

    @override
    def has_header(self, rows: Sequence[Sequence[str]]) -> bool:
        """A table whose first cell ends in a colon is a form: each row has its label."""
        return super().has_header(rows) and not rows[0][0].rstrip().endswith(":")

    @override
    def cell(self, runs: Sequence[Run], name: str, *, right: bool) -> Words:
        """One cell; an empty one has room to write in."""
        is_blank = name == "cell" and not "".join(run.text for run in runs).strip("_ ")
        if is_blank:
            return super().cell([], "cell-blank", right=right)
        return super().cell(runs, name, right=right)

    @override
    def widths(
        self, natural: list[float], least: list[float], room: float, *, has_header: bool
    ) -> list[float]:
        """A form's labels take what they need, and the rest is for what stands beside them."""
        if len(natural) == 2 and not has_header:  # noqa: PLR2004  a label and its value
            label = min(natural[0] + 12, room * _LABEL_SHARE)
            return [label, room - label]
        return super().widths(natural, least, room, has_header=has_header)

    @override
    def paragraph(
        self, runs: Sequence[Run], name: str, bullet: str, *, left: float, rules: tuple[float, ...]
    ) -> Words:
        """A paragraph; the box of a list item takes the place of its bullet."""
        if not bullet or not runs or not runs[0].text.startswith(BOX):
            return super().paragraph(runs, name, bullet, left=left, rules=rules)
        bare = [replace(runs[0], text=runs[0].text.removeprefix(BOX).lstrip()), *runs[1:]]
        words = super().paragraph(bare, name, "", left=left, rules=rules)
        words.has_box = True
        return words


def _placed(story: list[Flowable]) -> list[Flowable]:
    """The story with words clear of the lines above them, and what is filled in by hand together.

    A form, or lines to write on, come with the words before them and their heading: a place to sign
    never stands alone on a page.
    """
    out: list[Flowable] = []
    at = 0
    while at < len(story):
        end = _end_of_lines(story, at)
        group = story[at:end] if end > at else [story[at]]
        if end > at:
            group[-1].spaceAfter = _LINE_BELOW
        if end > at or (isinstance(group[0], Table) and not group[0].repeatRows):
            _keep(out, sum(map(_height, group)))
        out += group
        at += len(group)
    return out


def _end_of_lines(story: list[Flowable], at: int) -> int:
    """Where a run of lines to write on ends; ``at`` when there is none."""
    end = at
    while end < len(story) and isinstance(story[end], Rule):
        end += 1
    return end


def _keep(out: list[Flowable], below: float) -> None:
    """Have what comes next, and the words that belong to it, begin on one page."""
    at = _before(out)
    height = below + sum(map(_height, out[at:]))
    if height > _TALLEST_FORM:
        at, height = len(out), below
    if height <= _TALLEST_FORM:
        out.insert(at, room(height))


def _before(story: list[Flowable]) -> int:
    """Where the words begin that belong to what comes next: a paragraph, and its heading."""
    at = len(story)
    if at and isinstance(story[at - 1], Words):
        at -= 1
    while at and (_is_heading(story[at - 1]) or isinstance(story[at - 1], CondPageBreak)):
        at -= 1
    return at


def _is_heading(flowable: Flowable) -> bool:
    return isinstance(flowable, Words) and flowable.style.name in {"h1", "h2", "h3", "h4"}


def _height(flowable: Flowable) -> float:
    if isinstance(flowable, CondPageBreak):
        return 0.0
    _, height = flowable.wrap(styles.TEXT_WIDTH, _BIG)
    space = flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return float(height) + float(space)
