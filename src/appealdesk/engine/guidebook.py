"""Sets the guide as one PDF: the contents, then its pages, with bookmarks and links."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer
from typing_extensions import override

from appealdesk.case.details import Details
from appealdesk.engine import fonts, styles
from appealdesk.engine.flowables import LeaderRow, Rule, headed
from appealdesk.engine.markdown import Writer
from appealdesk.engine.setter import MissingGlyph, Run, Setter
from appealdesk.engine.typeset import build

_FOOT_Y = 46.0  # points from the lower edge
_PICTURE_WIDTH = 300.0  # points, at most
_PICTURE_HEIGHT = 350.0
_BELOW = 130.0  # points: the caption and what the marks tell, as a rule
_MARK = 8.0  # radius of a number on a picture
_MARK_INK = Color(0.62, 0.10, 0.10)
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on a picture: fractions from its left and its top, and what it tells."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page; ``file`` is a name in the folder."""

    file: str
    caption: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the guide: texts (Markdown) and pictures in order, then where it comes from."""

    id: str
    title: str
    summary: str
    parts: tuple[str | Picture, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guidebook:
    """What was set."""

    pages: int
    missing_glyphs: tuple[MissingGlyph, ...] = ()


def set_guidebook(
    title: str, lead: str, chapters: tuple[Chapter, ...], folder: Path, path: Path
) -> Guidebook:
    """Write the guide as a PDF on US Letter.

    Args:
        title: stands on the first page and is the title of the file.
        lead: a sentence below it.
        chapters: the pages of the guide.
        folder: where the pictures lie.
        path: where the PDF is written.
    """
    numbers: dict[str, int] = {}
    pages, setter = 0, Setter(title)
    for _ in range(_MOST_ROUNDS):
        setter = Setter(title)
        story = _story(title, lead, chapters, folder, setter, numbers)

        def draw(canvas: Canvas) -> None:
            _foot(canvas, title)

        pages = build(story, path, title, draw)
        found = {anchor: page + 1 for anchor, (page, _top) in setter.anchors.items()}
        if found == numbers:
            break
        numbers = found
    return Guidebook(pages, tuple(setter.missing))


def _foot(canvas: Canvas, title: str) -> None:
    number = canvas.getPageNumber()
    if number == 1:
        return
    font, size = styles.font_of("note"), styles.size_of("note")
    canvas.saveState()
    canvas.setFont(font, size - 1)
    canvas.setFillColor(styles.INK)
    canvas.drawString(styles.SIDE, _FOOT_Y, title)
    canvas.drawRightString(styles.PAGE_WIDTH - styles.SIDE, _FOOT_Y, f"{number:d}")
    canvas.restoreState()


def _story(
    title: str,
    lead: str,
    chapters: tuple[Chapter, ...],
    folder: Path,
    setter: Setter,
    numbers: Mapping[str, int],
) -> list[Flowable]:
    fonts.use(styles.font_of("note"))
    story: list[Flowable] = [
        Spacer(1, 30),
        setter.words(title, "cover-title"),
        Rule(8, 14, 1.4),
        setter.words(lead, "cover-lead"),
        Spacer(1, 26),
        _Bookmark("Contents", "guide-contents"),
        setter.words("Contents", "h1"),
    ]
    for chapter in chapters:
        story.append(
            LeaderRow(
                None,
                setter.words(chapter.title, "row-strong"),
                setter.words(str(numbers.get(chapter.id, 0)), "row", right=True),
                left=0,
                label_width=0,
                link=f"#{_place(chapter.id)}",
                before=7,
            )
        )
        story.append(setter.words(chapter.summary, "note"))
    ids = frozenset(chapter.id for chapter in chapters)
    for chapter in chapters:
        story += _chapter(chapter, ids, folder, setter)
    return story


def _chapter(chapter: Chapter, ids: frozenset[str], folder: Path, setter: Setter) -> list[Flowable]:
    story: list[Flowable] = [
        PageBreak(),
        _Bookmark(chapter.title, _place(chapter.id)),
        setter.words(chapter.title, "title", anchor=chapter.id),
    ]
    for part in chapter.parts:
        if isinstance(part, str):
            story += _Writer(ids, setter).write(part)
        else:
            story += _picture(part, folder, setter)
    *keep, heading = headed(setter.words("Where this comes from", "label"))
    story += [*keep, Rule(6, 0, styles.HAIRLINE), heading]
    story += [
        setter.words(source, "source", left=12, bullet="\u2022") for source in chapter.sources
    ]
    return story


def _picture(picture: Picture, folder: Path, setter: Setter) -> list[Flowable]:
    drawn = _MarkedPicture(folder / picture.file, picture.marks)
    story: list[Flowable] = [
        CondPageBreak(drawn.height + _BELOW),
        setter.words(picture.caption, "h1"),
        drawn,
        Spacer(1, 8),
    ]
    for number, mark in enumerate(picture.marks, start=1):
        words = [Run(f"{number}. ", bold=True), Run(mark.text)]
        story.append(setter.words(words, "tight", left=14))
    return [*story, Spacer(1, 10)]


def _place(page_id: str) -> str:
    return f"guide-{page_id}"


class _Writer(Writer):
    """Writes a text of the guide: a link to another of its pages leads there."""

    def __init__(self, ids: frozenset[str], setter: Setter) -> None:
        super().__init__(Details(), {}, setter)
        self._ids = ids

    @override
    def target(self, href: str) -> str:
        """The place of a page of the guide; actions of the program have none on paper."""
        scheme, _, name = href.partition(":")
        if scheme == "guide" and name in self._ids:
            return f"#{_place(name)}"
        return "" if scheme in {"guide", "do"} else super().target(href)


class _Bookmark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A bookmark of the file, and the place that links lead to."""

    def __init__(self, title: str, place: str) -> None:
        super().__init__()
        self.title, self.place = title, place
        self.width = self.height = 0.0

    def draw(self) -> None:
        """Put it down at this height."""
        self.canv.bookmarkHorizontal(self.place, 0, 8)
        self.canv.addOutlineEntry(self.title, self.place, 0)


class _MarkedPicture(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture of a page in a thin frame, with numbers on it."""

    def __init__(self, path: Path, marks: tuple[Mark, ...]) -> None:
        super().__init__()
        self._image = ImageReader(str(path))
        wide, high = self._image.getSize()
        scale = min(_PICTURE_WIDTH / wide, _PICTURE_HEIGHT / high)
        self._marks = marks
        self._size = (wide * scale, high * scale)
        self.height = self._size[1]

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """In the middle of the column."""
        self._left = (avail_width - self._size[0]) / 2
        return avail_width, self._size[1]

    def draw(self) -> None:
        """Draw the picture, its frame, then the numbers."""
        canvas, (wide, high) = self.canv, self._size
        canvas.saveState()
        canvas.drawImage(self._image, self._left, 0, wide, high)
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.6)
        canvas.rect(self._left, 0, wide, high)
        font = styles.font_of("cell-head")
        for number, mark in enumerate(self._marks, start=1):
            x, y = self._left + mark.x * wide, high - mark.y * high
            canvas.setFillColor(_MARK_INK)
            canvas.setStrokeColor(Color(1, 1, 1))
            canvas.circle(x, y, _MARK, fill=1)
            canvas.setFillColor(Color(1, 1, 1))
            canvas.setFont(font, _MARK * 1.25)
            half = pdfmetrics.stringWidth(str(number), font, _MARK * 1.25) / 2
            canvas.drawString(x - half, y - _MARK * 0.44, str(number))
        canvas.restoreState()
