"""The clean pass: any PDF that qpdf can read becomes a plain one that only shows pages.

What is kept: the pages' own content streams byte for byte, links, bookmarks, hidden layers. Forms
and remarks are drawn into the page. Everything that runs, hides or follows the reader is dropped,
by listing what may stay, so that nothing unknown slips through. The tags for screen readers go
too: they describe the file as one tree and cannot be carried page by page.
"""

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from appealdesk.engine.boxes import ShownBox, settle
from appealdesk.engine.pdf_links import BROKEN, PdfObject, Places, each_annotation, write_bookmarks
from appealdesk.engine.pdf_marks import draw_marks
from appealdesk.engine.pdf_streams import mend_contents
from appealdesk.engine.problems import problem

_ROOT_KEEPS = frozenset({"/Type", "/Pages", "/Outlines", "/OCProperties", "/Lang"})
_PAGE_KEEPS = frozenset(
    {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/Resources",
        "/Contents",
        "/Rotate",
        "/UserUnit",
        "/Annots",
        "/Group",
    }
)
# what qpdf remarks on though every reader takes it in its stride
_HARMLESS = re.compile(
    "Resources is missing|MediaBox is undefined|common error handled|appearance streams"
    "|not reachable|stray #|/Type entry|invalid /ID|more than once"
)
_SEEN_REMARKS = frozenset(
    {"/FreeText", "/Stamp", "/Ink", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"}
    | {"/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Caret", "/Redact"}
)
_DEEPEST = 100
_MOST_FIELDS = 50_000  # visits of fields
MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the clean pass did.

    Attributes:
        boxes: what is shown of each page, in order.
        notes: codes of what the user should know.
        is_mended: qpdf had to repair the file.
        unseen: indexes of pages that PDFium cannot judge, because it draws no form field that is
            not part of a form (pages taken out of a form are like that).
        ink_may_grow: form fields that had no picture got one, so pages may show more than before.
    """

    boxes: tuple[ShownBox, ...]
    notes: tuple[str, ...]
    is_mended: bool
    ink_may_grow: bool
    unseen: frozenset[int]


def clean_pdf(source: Path, out: Path, password: str = "") -> Cleaned:
    """Write the clean PDF.

    Raises:
        IntakeProblem: too many pages.
        BROKEN: the file cannot be read this way; ``out`` may be half-written.
        OSError: ``out`` cannot be written.
    """
    with pikepdf.open(source, password=password) as pdf:
        notes = _remarks(pdf)
        pages = [page.obj for page in pdf.pages]
        if len(pages) > MOST_PAGES:
            raise problem("too-many-pages")
        places = Places(pdf, pages)
        bookmarks, lost = places.bookmarks()
        if lost:
            notes.append("bookmarks-dropped")
        links = [_take_links(page, places, notes) for page in pages]
        was_torn = mend_contents(pages)
        unseen = _pages_with_stray_fields(pdf, pages)
        ink_may_grow = _draw_fields(pdf, pages)
        for page in pages:
            draw_marks(pdf, page)
        pdf.flatten_annotations("screen")
        boxes = tuple(
            _plain_page(page, own_links) for page, own_links in zip(pages, links, strict=True)
        )
        _plain_tree(pdf, pages)
        write_bookmarks(pdf, bookmarks)
        for key in list(pdf.Root.keys()):
            if key not in _ROOT_KEEPS:
                del pdf.Root[key]
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        if "/Size" not in pdf.trailer:
            pdf.trailer["/Size"] = 0  # a trailer that qpdf made up has none; then it writes none
        remarks = [*pdf.get_warnings()]
        _save(pdf, out)
        remarks += pdf.get_warnings()
    is_mended = was_torn or any(not _HARMLESS.search(str(remark)) for remark in remarks)
    return Cleaned(boxes, tuple(dict.fromkeys(notes)), is_mended, ink_may_grow, unseen)


def _save(pdf: PdfObject, out: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that are no longer in any form: meant to be so
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,  # pypdf reads it much faster
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,  # bytes as they came, no time spent
            encryption=False,
            deterministic_id=True,
            preserve_pdfa=False,
            fix_metadata_version=False,
        )


def _remarks(pdf: PdfObject) -> list[str]:
    """What will be lost and should be said; read before anything is taken away."""
    notes: list[str] = []
    root = pdf.Root
    if pdf.is_encrypted:
        notes.append("restricted")
    names = root.get("/Names")
    names = names if isinstance(names, pikepdf.Dictionary) else pikepdf.Dictionary()
    opening = root.get("/OpenAction")
    if "/JavaScript" in names or "/AA" in root or isinstance(opening, pikepdf.Dictionary):
        notes.append("actions")
    if "/Collection" in root:
        notes.append("portfolio")
    elif _holds_files(names):
        notes.append("attachments")
    notes += _form_remarks(root.get("/AcroForm"))
    if "/Perms" in root:
        notes.append("signature")
    layers = root.get("/OCProperties")
    state = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if isinstance(state, pikepdf.Dictionary):
        off = state.get("/OFF")
        if (isinstance(off, pikepdf.Array) and len(off)) or state.get("/BaseState") == "/OFF":
            notes.append("hidden-layers")
    return notes


def _form_remarks(form: PdfObject) -> list[str]:
    if not isinstance(form, pikepdf.Dictionary):
        return []
    notes: list[str] = []
    if "/XFA" in form:
        notes.append("xfa")
    fields = form.get("/Fields")
    if isinstance(fields, pikepdf.Array) and len(fields):
        notes.append("forms-flattened")
    flags = form.get("/SigFlags")
    if isinstance(flags, int) and flags & 1:
        notes.append("signature")
    return notes


def _holds_files(names: PdfObject) -> bool:
    tree = names.get("/EmbeddedFiles")
    if not isinstance(tree, pikepdf.Dictionary):
        return False
    files = tree.get("/Names")
    return "/Kids" in tree or (isinstance(files, pikepdf.Array) and len(files) > 0)


def _take_links(page: PdfObject, places: Places, notes: list[str]) -> list[PdfObject]:
    """Part the page's links from its other annotations, which stay for flattening."""
    if "/Annots" not in page:
        return []
    links: list[PdfObject] = []
    others: list[PdfObject] = []
    for annotation in each_annotation(page):
        kind = annotation.get("/Subtype")
        if kind == "/Link":
            made = places.clean_link(annotation)
            if made is not None:
                links.append(made)
            else:
                notes.append("links-dropped")
            continue
        if kind == "/Popup":
            continue
        notes += _annotation_remarks(annotation, kind)
        others.append(annotation)
    page["/Annots"] = pikepdf.Array(others)
    return links


def _annotation_remarks(annotation: PdfObject, kind: PdfObject) -> list[str]:
    notes: list[str] = []
    if "/A" in annotation or "/AA" in annotation:
        notes.append("actions")
    if kind == "/FileAttachment":
        notes.append("attachments")
    elif kind == "/Text" and annotation.get("/Contents"):
        notes.append("comments-dropped")
    elif kind in _SEEN_REMARKS:
        notes.append("annotations-flattened")
    elif kind in {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}:
        notes.append("media-dropped")
    elif kind == "/Widget" and _field(annotation, "/FT") == "/Sig" and _field(annotation, "/V"):
        notes.append("signature")
    return notes


def _field(widget: PdfObject, key: str) -> PdfObject:
    """An entry of a form field, its own or its parents'."""
    holder = widget
    for _ in range(_DEEPEST):
        if not isinstance(holder, pikepdf.Dictionary):
            return None
        if key in holder:
            return holder[key]
        holder = holder.get("/Parent")
    return None


def form_can_be_drawn(source: Path, password: str) -> bool:
    """Whether PDFium may be asked to draw the file's form.

    It walks the tree of fields without looking back: one that shares its branches keeps it busy for
    ever. True also when the file cannot be read, where nothing is known.
    """
    try:
        with pikepdf.open(source, password=password) as pdf:
            form = pdf.Root.get("/AcroForm")
            if not isinstance(form, pikepdf.Dictionary):
                return False
            steps = 0
            waiting = [(field, 0) for field in form.get("/Fields", [])]
            while waiting:
                field, depth = waiting.pop()
                steps += 1
                if steps > _MOST_FIELDS or depth > _DEEPEST:
                    return False
                if isinstance(field, pikepdf.Dictionary) and "/Kids" in field:
                    waiting += [(kid, depth + 1) for kid in field["/Kids"]]
    except BROKEN:
        pass
    return True


def _pages_with_stray_fields(pdf: PdfObject, pages: list[PdfObject]) -> frozenset[int]:
    if isinstance(pdf.Root.get("/AcroForm"), pikepdf.Dictionary):
        return frozenset()
    return frozenset(
        index
        for index, page in enumerate(pages)
        if any(mark.get("/Subtype") == "/Widget" for mark in each_annotation(page))
    )


def _draw_fields(pdf: PdfObject, pages: list[PdfObject]) -> bool:
    """Give filled fields without a picture one; returns whether any got it.

    Some programs fill a form in by its values alone. Where the file asks for new pictures
    (/NeedAppearances) the old ones may be out of date: qpdf makes all of them. Where it does not,
    the ones that are there stay.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return False
    if form.get("/NeedAppearances") is True:
        pdf.generate_appearance_streams()
        return True
    there: list[tuple[PdfObject, PdfObject]] = []
    is_lacking = False
    for page in pages:
        for widget in each_annotation(page):
            if widget.get("/Subtype") != "/Widget" or _field(widget, "/FT") not in {"/Tx", "/Ch"}:
                continue
            if "/AP" in widget:
                there.append((widget, widget["/AP"]))
            elif _field(widget, "/V") is not None:
                is_lacking = True
    if not is_lacking:
        return False
    form["/NeedAppearances"] = True
    pdf.generate_appearance_streams()
    form["/NeedAppearances"] = False
    for widget, looks in there:
        widget["/AP"] = looks
    return True


def _plain_page(page: PdfObject, links: list[PdfObject]) -> ShownBox:
    """Reduce a page to what shows, with its inherited entries said on itself."""
    box = settle(lambda key: _inherited(page, key), page.get("/UserUnit"))
    resources = _inherited(page, "/Resources")
    page["/Type"] = pikepdf.Name.Page
    page["/MediaBox"] = pikepdf.Array([_round(side) for side in box.box])
    page["/Resources"] = (
        resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    )
    page["/Annots"] = pikepdf.Array(links)
    page["/Rotate"] = box.rotate
    page["/UserUnit"] = _round(box.user_unit)
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        kept = [contents[at] for at in range(len(contents))]
        page["/Contents"] = pikepdf.Array([c for c in kept if isinstance(c, pikepdf.Stream)])
    elif not isinstance(contents, pikepdf.Stream):
        page["/Contents"] = pikepdf.Array([])
    unwanted = [key for key in page.keys() if key not in _PAGE_KEEPS]  # noqa: SIM118  not a dict
    unwanted += [key for key, is_idle in _idle(links, box) if is_idle]
    for key in unwanted:
        del page[key]
    return box


def _idle(links: list[PdfObject], box: ShownBox) -> tuple[tuple[str, bool], ...]:
    return (
        ("/Annots", not links),
        ("/Rotate", box.rotate == 0),
        ("/UserUnit", box.user_unit == 1),
    )


def _round(value: float) -> PdfObject:
    return int(value) if value == int(value) else round(value, 5)


def _inherited(page: PdfObject, key: str) -> PdfObject:
    holder = page
    for _ in range(_DEEPEST):
        if not isinstance(holder, pikepdf.Dictionary):
            break
        try:
            found = holder.get(key)
            if found is not None:
                return list(found) if isinstance(found, pikepdf.Array) else found
            holder = holder.get("/Parent")
        except BROKEN:
            break
    return None


def _plain_tree(pdf: PdfObject, pages: list[PdfObject]) -> None:
    """One flat page tree: a deep one sends other libraries into endless recursion."""
    tree = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pikepdf.Array(pages), Count=len(pages))
    )
    for page in pages:
        page["/Parent"] = tree
    pdf.Root["/Pages"] = tree
