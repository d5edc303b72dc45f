"""What may be dropped on a reason: a page, or documents of this very case."""

from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QMimeData

from appealdesk.case.values import Case, Citation, DocumentId, PageId

PAGE_MIME = "application/x-appealdesk-page"
DOCUMENTS_MIME = "application/x-appealdesk-documents"


_T = TypeVar("_T")


class _Page(msgspec.Struct):
    document: int
    page: int


class _Documents(msgspec.Struct):
    case: str
    documents: list[int]


def is_ours(mime: QMimeData) -> bool:
    """Whether a drag holds a page or documents of an appeal."""
    return mime.hasFormat(PAGE_MIME) or mime.hasFormat(DOCUMENTS_MIME)


def dropped_citations(mime: QMimeData, case: Case, path: Path) -> tuple[Citation, ...]:
    """What a drop points at; empty when it is none of this case's papers.

    Args:
        mime: what is dropped.
        case: the open case.
        path: its file, to tell papers of another window from our own.
    """
    if mime.hasFormat(PAGE_MIME):
        page = _decoded(mime, PAGE_MIME, _Page)
        found = None if page is None else case.document(page.document)
        if page is None or found is None or all(p.id != page.page for p in found.pages):
            return ()
        return (Citation(found.id, PageId(page.page)),)
    documents = _decoded(mime, DOCUMENTS_MIME, _Documents)
    if documents is None or Path(documents.case) != path:
        return ()
    return tuple(
        Citation(DocumentId(number))
        for number in dict.fromkeys(documents.documents)
        if case.document(number) is not None
    )


def _decoded(mime: QMimeData, name: str, kind: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(bytes(mime.data(name).data()), type=kind)
    except msgspec.DecodeError:
        return None
