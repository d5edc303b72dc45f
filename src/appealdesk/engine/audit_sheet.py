"""Sets the self-audit as a sheet to print: what is open, with boxes to check by hand."""

from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from appealdesk.engine import styles
from appealdesk.engine.flowables import Rule, Words, grid, headed, room
from appealdesk.engine.foot import draw_foot
from appealdesk.engine.setter import MissingGlyph, Run, Setter
from appealdesk.engine.typeset import build

_LABEL = 120.0  # points: the width of the labels of facts
_BELOW = 50.0  # points: a title stays with three lines below it, which are never cut
_TITLE = 33.0  # points: a title of two lines


@dataclass(frozen=True, slots=True)
class Point:
    """One point; ``mark`` is what is in its box: "check", "dash" or nothing."""

    mark: str
    title: str
    state: str
    lines: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Points that stand alike."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the sheet.

    Attributes:
        title: at the top; the title of the file too.
        lead: how far the case is.
        about: whose appeal it is, as (label, words).
        time: the last day and how it was counted, as (label, words).
        groups: the points.
        note: what holds for the whole sheet.
        foot: stands at the foot of each page, before its number.
    """

    title: str
    lead: str
    about: tuple[tuple[str, str], ...]
    time: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    note: str
    foot: str


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """What was set."""

    pages: int
    missing_glyphs: tuple[MissingGlyph, ...] = ()


def set_audit_sheet(sheet: Sheet, path: Path) -> AuditSheet:
    """Write the sheet as a PDF on US Letter; the state of each point stands there in words."""
    pages = build(_story(sheet, Setter(sheet.title)), path, sheet.title)
    setter = Setter(sheet.title)

    def draw(canvas: Canvas) -> None:
        if canvas.getPageNumber() == 1:
            canvas.setCatalogEntry("Lang", "en-US")
            canvas.setViewerPreference("DisplayDocTitle", "true")
        draw_foot(canvas, setter, sheet.foot, pages)

    build(_story(sheet, setter), path, sheet.title, draw)
    return AuditSheet(pages, tuple(setter.missing))


def _story(sheet: Sheet, setter: Setter) -> list[Flowable]:
    story: list[Flowable] = [setter.words(sheet.title, "title")]
    story += _facts(sheet.about, setter)
    story.append(setter.words(sheet.lead, "h1"))
    story += _facts(sheet.time, setter)
    for group in sheet.groups:
        story += _group(group, setter)
    story += [room(60), Spacer(1, 8), Rule(6, 6, styles.HAIRLINE), setter.words(sheet.note, "note")]
    return story


def _facts(facts: tuple[tuple[str, str], ...], setter: Setter) -> list[Flowable]:
    rows = [
        [setter.words(label, "cell-label"), setter.words(words, "cell")] for label, words in facts
    ]
    if not rows:
        return []
    return grid(rows, [_LABEL, styles.TEXT_WIDTH - _LABEL], has_header=False, padding=2.5)


def _group(group: Group, setter: Setter) -> list[Flowable]:
    story = headed(setter.words(group.title, "h1"), _BELOW + _TITLE)
    for point in group.points:
        story += _point(point, setter)
    return story


def _point(point: Point, setter: Setter) -> list[Flowable]:
    has_more = bool(point.lines or point.where)
    state = f" \u2013 {point.state}" if point.state else ""
    runs = [Run(point.title, bold=has_more), Run(state, italic=True)]
    title: Words = setter.words(runs, "tight", left=styles.INDENT)
    title.has_box, title.box_mark = True, point.mark
    story: list[Flowable] = headed(title, _BELOW) if has_more else [title]
    story += [setter.words(words, "tight", left=styles.INDENT) for words in point.lines]
    story += [
        setter.words(words, "tight", left=2 * styles.INDENT, bullet="\u2022")
        for words in point.where
    ]
    if has_more:
        story.append(Spacer(1, 5))
    return story
