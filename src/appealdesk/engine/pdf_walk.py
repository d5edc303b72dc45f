"""What a PDF promises, read with qpdf and PDFium: other eyes than those that wrote it."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

import pikepdf
import pypdfium2 as pdfium

PdfObject: TypeAlias = Any  # pikepdf types its objects at run time only

PAGE_OF = re.compile(r"Page\s+(\d+)\s+of\s+(\d+)")
_ACTIVE_ROOT = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/AF", "/Collection", "/Perms")
_ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
_MOST_DEEP = 80


class Link(NamedTuple):
    """Where a link leads: an address, or a page (0-based) and perhaps a height; or nowhere."""

    address: str | None = None
    page: int | None = None
    top: float | None = None


class Entry(NamedTuple):
    """A bookmark as a reader sees it. ``page`` is None when it leads nowhere."""

    title: str
    page: int | None
    children: tuple["Entry", ...]

    def all(self) -> Iterator["Entry"]:
        """This one and all below."""
        yield self
        for child in self.children:
            yield from child.all()


def page_links(page: PdfObject, pages: dict[tuple[int, int], int]) -> list[Link]:
    """The links of a pikepdf page. ``pages`` tells the index of each page object."""
    annotations = page.get("/Annots")
    found: list[Link] = []
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        if annotation.get("/Subtype") != "/Link":
            continue
        place = annotation.get("/Dest")
        action = annotation.get("/A")
        if place is None and isinstance(action, pikepdf.Dictionary):
            if action.get("/S") == "/URI":
                found.append(Link(address=str(action.get("/URI", ""))))
                continue
            place = action.get("/D")
        found.append(_place(place, pages))
    return found


def _place(place: PdfObject, pages: dict[tuple[int, int], int]) -> Link:
    if not isinstance(place, pikepdf.Array) or not len(place):
        return Link()
    target = place[0]
    page = pages.get(target.objgen) if isinstance(target, pikepdf.Dictionary) else None
    top = None
    if len(place) > 3 and place[1] == "/XYZ" and place[3] is not None:  # noqa: PLR2004  its height
        top = float(place[3])
    return Link(page=page, top=top)


def page_numbers(pages: Sequence[PdfObject]) -> dict[tuple[int, int], int]:
    """The index of each page object."""
    return {page.objgen: index for index, page in enumerate(pages)}


def active_things(pdf: PdfObject, *, is_strict: bool) -> list[str]:
    """What in a PDF runs or hides. ``is_strict``: also what is merely out of place in a packet."""
    root = pdf.Root
    names = root.get("/Names")
    found = [key for key in _ACTIVE_ROOT if key in root and (is_strict or key != "/Names")]
    if isinstance(names, pikepdf.Dictionary):
        found += [key for key in _ACTIVE_NAMES if key in names]
    for page in pdf.pages:
        if "/AA" in page.obj:
            found.append("/AA")
        annotations = page.obj.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            kind = str(annotation.get("/Subtype"))
            action = annotation.get("/A")
            does = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
            if "/AA" in annotation or (does is not None and does not in {"/URI", "/GoTo"}):
                found.append("/AA")
            if kind != "/Link":
                found.append(kind)
    return sorted(set(found))


def outline(document: pdfium.PdfDocument) -> tuple[Entry, ...]:
    """The bookmarks as PDFium sees them, nested."""
    levels: list[list[Entry]] = [[]]
    open_ones: list[tuple[str, int | None]] = []

    def close(to: int) -> None:
        while len(levels) > to + 1:
            children = tuple(levels.pop())
            levels[-1].append(Entry(*open_ones.pop(), children))

    for item in document.get_toc(max_depth=_MOST_DEEP):
        close(min(item.level, len(levels) - 1))
        place = item.get_dest()
        index = None if place is None else place.get_index()
        is_there = index is not None and 0 <= index < len(document)
        open_ones.append((item.get_title(), index if is_there else None))
        levels.append([])
    close(0)
    return tuple(levels[0])


def foot_texts(pdf: PdfObject) -> Iterator[str]:
    """What PDFium reads outside the form of each page of a packet: the foot lines.

    The forms are unhooked in a copy, else most of the time goes into reading the pages themselves.
    ``pdf`` is of no further use for its forms.
    """
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary) and "/XObject" in resources:
            del resources["/XObject"]
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    copy = BytesIO()
    pdf.save(copy, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    document = pdfium.PdfDocument(copy.getvalue())
    try:
        for index in range(len(document)):
            yield page_text(document, index)
    finally:
        document.close()


def page_text(document: pdfium.PdfDocument, index: int) -> str:
    """The text of a page as PDFium reads it."""
    page = document[index]
    words = page.get_textpage()
    text: str = words.get_text_range()
    words.close()
    page.close()
    return text


def structure_warnings(pdf: PdfObject) -> list[str]:
    """What qpdf finds wrong when it reads every object of a file.

    Streams are not unpacked: a broken picture inside a foreign page is the page's own affair and
    shows as its source shows; and some packings (JBIG2) would start another program.
    """
    for _ in pdf.objects:
        pass  # reading is what makes qpdf complain
    return [str(warning) for warning in pdf.get_warnings()]
