"""What may be dropped on a reason: a page, or documents of this very case."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData

from appealdesk.case.values import Case, Citation, DocumentId, PageId
from appealdesk.ui.drops import DOCUMENTS_MIME, read_own
from appealdesk.ui.spot import SpotKind

PAGE_MIME = "application/x-appealdesk-page"


class _Page(msgspec.Struct):
    document: int
    page: int


def is_ours(mime: QMimeData) -> bool:
    """Whether a drag holds a page or documents of an appeal."""
    if mime.hasFormat(PAGE_MIME):
        return True
    own = read_own(mime) if mime.hasFormat(DOCUMENTS_MIME) else None
    return own is not None and own.kind == SpotKind.DOCUMENT


def dropped_citations(mime: QMimeData, case: Case, path: Path) -> tuple[Citation, ...]:
    """What a drop points at; empty when it is none of this case's papers.

    Args:
        mime: what is dropped.
        case: the open case.
        path: its file, to tell papers of another window from our own.
    """
    if mime.hasFormat(PAGE_MIME):
        return _page(mime, case)
    own = read_own(mime)
    if own is None or own.kind != SpotKind.DOCUMENT or Path(own.case_path) != path:
        return ()
    return tuple(
        Citation(DocumentId(number))
        for number in dict.fromkeys(own.ids)
        if case.document(number) is not None
    )


def _page(mime: QMimeData, case: Case) -> tuple[Citation, ...]:
    try:
        page = msgspec.json.decode(bytes(mime.data(PAGE_MIME).data()), type=_Page)
    except msgspec.DecodeError:
        return ()
    document = case.document(page.document)
    if document is None or all(ref.id != page.page for ref in document.pages):
        return ()
    return (Citation(document.id, PageId(page.page)),)
