"""Turns runs of words into paragraphs: fonts, escapes, links; collects what could not be set."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from appealdesk.case.values import Citation
from appealdesk.engine import fonts, styles
from appealdesk.engine.flowables import Note, Words
from appealdesk.packet.values import PinCite

SCHEME: Final = "appealdesk:"
"""A link to an anchor of the packet is a URI of this scheme until the assembler resolves it."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no bundled font can show, and the part of the packet it stands in."""

    character: str
    where: str


@dataclass(frozen=True, slots=True)
class BrokenCitation:
    """A citation whose page or exhibit is not in the packet, and where it stands."""

    citation: Citation
    where: str


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one dress. ``link`` is a URI, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Text = str | Iterable[Run]


def cite_run(pin: PinCite, *, bold: bool = False, italic: bool = False) -> Run:
    """The words of a pin cite, linked to the page they name."""
    return Run(pin.words, bold=bold, italic=italic, link=SCHEME + pin.anchor)


class Setter:
    """Makes the paragraphs of one part.

    Attributes:
        anchors: places noted while the part is drawn: anchor to (page in part, height in points).
        missing: what could not be shown, in order of appearance.
        broken: citations that lead nowhere.
    """

    def __init__(self, where: str, *, has_colour: bool = True) -> None:
        """``where`` names the part to people; without colour links are black (for a fax)."""
        self.where = where
        self.has_colour = has_colour
        self.anchors: dict[str, tuple[int, float]] = {}
        self.missing: dict[MissingGlyph, None] = {}
        self.broken: dict[BrokenCitation, None] = {}

    def words(
        self,
        text: Text,
        name: str = "body",
        *,
        left: float = 0,
        right: bool = False,
        bullet: str = "",
        rules: tuple[float, ...] = (),
        anchor: str = "",
    ) -> Words:
        """A paragraph in the named style; line ends in the text are kept.

        Args:
            text: plain words or runs; nothing in them is taken for markup.
            name: a style of ``styles``.
            left: how far it is set in, in points.
            right: align to the right.
            bullet: what stands in front of the first line.
            rules: upright rules, distances from the left edge in points.
            anchor: the place to note when the paragraph is drawn.
        """
        runs = [Run(text)] if isinstance(text, str) else list(text)
        plain = "".join(run.text for run in runs)
        cjk = fonts.is_ideographic(plain) if plain.strip() else False
        style = styles.style(name, left=left, right=right, cjk=cjk)
        fonts.use(styles.font_of(name))
        markup = "".join(self._markup(run, styles.font_of(name)) for run in runs)
        words = Words(markup or "\xa0", style, bulletText=bullet or None)
        words.rules = rules
        if anchor:
            words.note = self.note(anchor)
        return words

    def widths(self, text: Text, name: str) -> tuple[float, float]:
        """How wide a text is in one line, and its widest word, in points."""
        runs = [Run(text)] if isinstance(text, str) else list(text)
        plain = fonts.prepare("".join(run.text for run in runs))
        font, size = styles.font_of(name), styles.size_of(name)
        bold = any(run.bold for run in runs)
        if bold and font == fonts.SERIF:
            font = fonts.SERIF_BOLD
        lines = [fonts.width(line[:400], font, size) for line in plain.split("\n")]
        words = [fonts.width(word[:60], font, size) for word in set(plain.split()[:2000])]
        return max(lines, default=0.0) + 1, max(words, default=0.0) + 1

    def note(self, anchor: str) -> Note:
        """What a flowable calls to tell where an anchor stands; the first call counts."""

        def note(page: int, top: float) -> None:
            self.anchors.setdefault(anchor, (page, min(top + 6, styles.PAGE_HEIGHT)))

        return note

    def _markup(self, run: Run, base: str) -> str:
        family = fonts.SANS if run.code or base.startswith("NotoSans") else fonts.SERIF
        wanted = base
        if run.bold or run.italic or run.code:
            wanted = fonts.variant(
                family,
                bold=run.bold or base in (fonts.SERIF_BOLD, fonts.SANS_BOLD),
                italic=run.italic or base == fonts.SERIF_ITALIC,
            )
        cut = fonts.runs(fonts.prepare(run.text), wanted, self._miss)
        inner = "".join(
            f"<font name={quoteattr(font)}>{self._plain(text)}</font>" for font, text in cut
        )
        if not run.link or not inner:
            return inner
        colour = styles.LINK.hexval() if self.has_colour else styles.INK.hexval()
        return f'<a href={quoteattr(run.link)} color="#{colour[2:]}">{inner}</a>'

    @staticmethod
    def _plain(text: str) -> str:
        return escape(text).replace("\n", "<br/>")

    def _miss(self, char: str) -> None:
        self.missing[MissingGlyph(char, self.where)] = None
