"""What may be dropped on a reason: a page, or documents of this very case."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData

from appealdesk.case.values import Case, Citation, DocumentId
from appealdesk.ui.drops import DOCUMENTS_MIME, read_own
from appealdesk.ui.spot import SpotKind

PAGE_MIME = "application/x-appealdesk-page"


class _Pages(msgspec.Struct):
    document: int
    page: int
    pages: list[int] = []  # all that were chosen, when there are several
    case: str = ""  # the case file, when it is told


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
        return _pages(mime, case, path)
    own = read_own(mime)
    if own is None or own.kind != SpotKind.DOCUMENT or Path(own.case_path) != path:
        return ()
    return tuple(
        Citation(DocumentId(number))
        for number in dict.fromkeys(own.ids)
        if case.document(number) is not None
    )


def _pages(mime: QMimeData, case: Case, path: Path) -> tuple[Citation, ...]:
    try:
        told = msgspec.json.decode(bytes(mime.data(PAGE_MIME).data()), type=_Pages)
    except msgspec.DecodeError:
        return ()
    document = case.document(told.document)
    if document is None or (told.case and Path(told.case) != path):
        return ()
    wanted = {*told.pages, told.page}
    return tuple(Citation(document.id, ref.id) for ref in document.pages if ref.id in wanted)
