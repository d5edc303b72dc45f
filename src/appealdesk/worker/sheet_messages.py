"""What is asked of the worker to set the printed self-audit."""

from dataclasses import dataclass
from typing import Literal

from appealdesk.worker.messages import FileName, MissingGlyph, PageCount


@dataclass(frozen=True, slots=True)
class SheetPoint:
    """One point of the printed self-audit; ``mark`` is what is in its box."""

    mark: Literal["", "check", "dash"]
    title: str
    state: str
    lines: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Points of the printed self-audit that stand alike."""

    title: str
    points: tuple[SheetPoint, ...]


@dataclass(frozen=True, slots=True)
class AuditSheetRequest:
    """Set the self-audit to be printed: facts as (label, words), then the groups, then a note."""

    title: str
    lead: str
    about: tuple[tuple[str, str], ...]
    time: tuple[tuple[str, str], ...]
    groups: tuple[SheetGroup, ...]
    note: str
    foot: str
    out: FileName


@dataclass(frozen=True, slots=True)
class AuditSheetAnswer:
    """The self-audit is written."""

    pages: PageCount
    missing_glyphs: tuple[MissingGlyph, ...] = ()
