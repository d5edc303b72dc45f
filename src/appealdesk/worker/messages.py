"""What is asked of the worker and what it answers, op by op.

Files are named relative to the worker's folder. Numbers in answers are limited to what can be true,
because the process that sends them has read foreign bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from appealdesk.case.values import Case, Route
from appealdesk.packet.values import Delivery, Packet, PartKey, PartLayout
from appealdesk.reading.paper import PageRead, PageText

MOST_PAGES = 100_000
"""Pages of one file or one packet, at most."""

FileName = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9 ._-]{0,199}\Z")]
Count = Annotated[int, Meta(ge=0, le=1 << 40)]
PageCount = Annotated[int, Meta(ge=0, le=MOST_PAGES)]
Points = Annotated[float, Meta(gt=0, le=20_000_000)]  # a page of 14,400 units, UserUnit included
Text = Annotated[str, Meta(max_length=2000)]
Fraction = Annotated[float, Meta(ge=0, le=1)]  # of a page's width or height


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of one page of a clean PDF; size in points, upright as shown."""

    width: Points
    height: Points
    has_ink: bool
    text: str


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    """Make a clean PDF ``out`` of the foreign file ``source``, which the user knows by its name."""

    source: FileName
    out: FileName
    file_name: str
    password: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeAnswer:
    """How the file came in, notes as codes, and the pages of the clean PDF."""

    route: Route
    notes: tuple[Text, ...]
    pages: Annotated[tuple[PageFacts, ...], Meta(max_length=MOST_PAGES)]


@dataclass(frozen=True, slots=True)
class ComposeRequest:
    """Set all texts of the case until the page numbers are settled."""

    case: Case
    delivery: Delivery = Delivery.MAIL


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font of ours can print, and where it stands."""

    character: Text
    where: Text


@dataclass(frozen=True, slots=True)
class ComposeAnswer:
    """The layout and the file of each typeset part."""

    lengths: Mapping[PartKey, PartLayout]
    files: Mapping[PartKey, FileName]
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    rounds: Count = 0

    def __post_init__(self) -> None:
        """Refuse lengths that no packet has: the plan makes a value for each page."""
        pages = [layout.pages for layout in self.lengths.values()]
        if any(count < 0 for count in pages) or sum(pages) > MOST_PAGES:
            raise ValueError("page counts out of range")


@dataclass(frozen=True, slots=True)
class GuideMark:
    """A number on a picture of the guide: fractions from left and top, and what it tells."""

    x: Fraction
    y: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """A picture of the guide; the file lies in the worker's folder."""

    file: FileName
    caption: Text
    marks: tuple[GuideMark, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideChapter:
    """One page of the guide; of each part one of text and picture is there."""

    id: Text
    title: Text
    summary: Text
    parts: tuple[tuple[str, GuidePicture | None], ...]
    sources: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class GuidebookRequest:
    """Set the guide to read as one PDF."""

    title: Text
    lead: Text
    chapters: tuple[GuideChapter, ...]
    out: FileName


@dataclass(frozen=True, slots=True)
class GuidebookAnswer:
    """The guide is written."""

    pages: PageCount


@dataclass(frozen=True, slots=True)
class AssembleRequest:
    """Write the packet ``out`` from the PDFs of its parts."""

    packet: Packet
    sources: Mapping[PartKey, FileName]
    out: FileName


@dataclass(frozen=True, slots=True)
class AssembleAnswer:
    """The packet is written."""


@dataclass(frozen=True, slots=True)
class VerifyAgainstRequest:
    """Compare the written packet ``out`` with its plan and its sources."""

    packet: Packet
    sources: Mapping[PartKey, FileName]
    out: FileName


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong in a written packet; ``page`` is 0-based."""

    code: Text
    sentence: Text
    page: Count | None = None


@dataclass(frozen=True, slots=True)
class VerifyAgainstAnswer:
    """What is wrong; empty when the packet is what was planned."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class VerifyFileRequest:
    """Check a PDF by what it promises itself."""

    path: FileName


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One check of a file; ``why`` tells what was found."""

    id: Text
    title: Text
    ok: bool
    why: Text = ""


@dataclass(frozen=True, slots=True)
class VerifyFileAnswer:
    """What a PDF holds, and whether it keeps its promises."""

    pages: PageCount
    bookmarks: Count
    links: Count
    checks: tuple[FileCheck, ...]


@dataclass(frozen=True, slots=True)
class FaxRequest:
    """Make the black and white form of a packet, as a PDF and as a TIFF."""

    packet_pdf: FileName
    out_pdf: FileName
    out_tiff: FileName


@dataclass(frozen=True, slots=True)
class FaxAnswer:
    """What was made: pages; bytes of the TIFF, which tell how long the call lasts."""

    pages: PageCount
    bytes: Count


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A picture of one page (0-based), this many pixels wide."""

    pdf: FileName
    page_index: PageCount
    width_px: Annotated[int, Meta(ge=1, le=10_000)]


@dataclass(frozen=True, slots=True)
class RenderAnswer:
    """The picture as PNG."""

    png: bytes


MOST_WORDS = 20_000
"""Words of one page that are told, at most."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word and where it stands: left, top, right, bottom as fractions of the page as shown.

    ``line`` counts the lines of the page from 0.
    """

    text: Text
    box: tuple[Fraction, Fraction, Fraction, Fraction]
    line: Count


@dataclass(frozen=True, slots=True)
class PageWordsRequest:
    """The words of one page (0-based) with their places."""

    pdf: FileName
    page_index: PageCount


@dataclass(frozen=True, slots=True)
class PageWordsAnswer:
    """The words in reading order; empty when the page is a picture."""

    words: Annotated[tuple[PageWord, ...], Meta(max_length=MOST_WORDS)]


MOST_LINKS = 20_000
"""Links told in one answer, at most."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on page ``on``: its place as left, top, right, bottom of the page as shown.

    It leads to ``page`` (0-based) and perhaps a height there (``top``, from the top down), or to an
    ``address`` outside, or nowhere.
    """

    on: PageCount
    box: tuple[Fraction, Fraction, Fraction, Fraction]
    page: PageCount | None = None
    top: Fraction | None = None
    address: Text = ""


@dataclass(frozen=True, slots=True)
class PageLinksRequest:
    """The links on ``count`` pages of a written packet from ``first`` (0-based) on."""

    pdf: FileName
    first: PageCount
    count: PageCount = 1


@dataclass(frozen=True, slots=True)
class PageLinksAnswer:
    """The links as they stand in the file."""

    links: Annotated[tuple[PageLink, ...], Meta(max_length=MOST_LINKS)]


@dataclass(frozen=True, slots=True)
class PageSizesRequest:
    """How large each page of a written packet is."""

    pdf: FileName


@dataclass(frozen=True, slots=True)
class PageSizesAnswer:
    """Width and height in points, upright as shown."""

    sizes: Annotated[tuple[tuple[Points, Points], ...], Meta(max_length=MOST_PAGES)]


@dataclass(frozen=True, slots=True)
class PrintPageRequest:
    """Write the pixels of one page (0-based) into the file ``out``."""

    pdf: FileName
    page_index: PageCount
    width_px: Annotated[int, Meta(ge=1, le=10_000)]
    out: FileName


@dataclass(frozen=True, slots=True)
class PrintPageAnswer:
    """How large the picture is, and whether a pixel is 1 byte (grey) or 3."""

    width: Annotated[int, Meta(ge=1, le=20_000)]
    height: Annotated[int, Meta(ge=1, le=20_000)]
    is_grey: bool


MOST_READ = 100
"""Pages whose words are read in one call, at most."""


@dataclass(frozen=True, slots=True)
class ReadPagesRequest:
    """Read what the words of some pages say; the texts are those that the import kept."""

    pages: Annotated[tuple[PageText, ...], Meta(max_length=MOST_READ)]


@dataclass(frozen=True, slots=True)
class ReadPagesAnswer:
    """What each page says, in the order of the request."""

    pages: Annotated[tuple[PageRead, ...], Meta(max_length=MOST_READ)]
