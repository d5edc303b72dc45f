"""What is asked of the worker about papers to sign, and what it answers; see ``messages``."""

from dataclasses import dataclass

from appealdesk.worker.messages import FileName, MissingGlyph, PageCount


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """Set one paper to print and sign: a title, Markdown, and what stands at each page's foot."""

    title: str
    text: str
    foot: str
    out: FileName


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """The paper is written."""

    pages: PageCount
    missing_glyphs: tuple[MissingGlyph, ...] = ()
