"""Sets one paper to print and sign: a letter, a form, a sheet for a call.

It is written in the Markdown of a letter, with three things that a form needs: a rule is a line to
write on, an empty cell of a table has room for a hand, and a list item that begins with a box
("\u2610") has a box to check.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from typing_extensions import override

from appealdesk.case.details import Details
from appealdesk.engine import styles
from appealdesk.engine.flowables import Rule, Words
from appealdesk.engine.markdown import Writer
from appealdesk.engine.setter import MissingGlyph, Run, Setter
from appealdesk.engine.typeset import build

BOX = "\u2610"
_LINE_ABOVE = 21.0  # points: room for a line of handwriting
_FOOT_Y = 46.0  # points from the lower edge, inside what a fax or a printer leaves free
# Not a whole line of them: that is a rule.
_BLANK = re.compile(r"(?<![\\_])_{3,}(?=[^_\n])|(?<=[^\n\\_])_{3,}")
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
        said = f"page {canvas.getPageNumber():d} of {pages:d}"
        words = setter.words(f"{foot} \u00b7 {said}" if foot else said.capitalize(), "note")
        _, height = words.wrap(styles.TEXT_WIDTH, styles.BOTTOM)
        words.drawOn(canvas, styles.SIDE, _FOOT_Y + styles.style("note").leading - height)

    build(_story(title, text, setter), path, title, draw)
    return Paper(pages, tuple(setter.missing))


def _story(title: str, text: str, setter: Setter) -> list[Flowable]:
    return [setter.words(title, "title"), *_Form(Details(), {}, setter).write(text)]


class _Form(Writer):
    """Writes a paper: with lines, cells and boxes for a hand."""

    cells_stand = "BOTTOM"

    @override
    def write(self, text: str) -> list[Flowable]:
        """The flowables of a text; a row of underscores is a blank, never bold or italic."""
        return super().write(_BLANK.sub(lambda blank: "\\_" * len(blank.group()), text))

    @override
    def rule(self) -> Flowable:
        """A line to write on."""
        return Rule(_LINE_ABOVE, 3, styles.HAIRLINE)

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
