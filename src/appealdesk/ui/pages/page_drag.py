"""What a drag of pages carries, and what a drop of them means."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from appealdesk.case.values import DocumentId, PageId, PageRef
from appealdesk.ui.reasons.dropped import PAGE_MIME


def pages_mime(
    document: DocumentId, page: PageId, pages: Sequence[PageId], case_path: str = ""
) -> QMimeData:
    """Pages on the way: a reason takes ``page`` as evidence, the grid itself moves ``pages``.

    ``case_path`` tells pages of another window's appeal from our own: ids begin at 1 in each.
    """
    told = {"document": document, "page": page, "pages": list(pages), "case": case_path}
    data = QMimeData()
    data.setData(PAGE_MIME, QByteArray(json.dumps(told).encode()))
    return data


def own_pages(data: QMimeData, document: DocumentId, known: Sequence[PageRef]) -> list[PageId]:
    """The pages of this very document that a drag carries."""
    try:
        told = json.loads(bytes(data.data(PAGE_MIME).data()))
        pages = set(told["pages"]) if told["document"] == document else set()
    except (ValueError, TypeError, KeyError):
        return []
    return [page.id for page in known if page.id in pages]


def target_of(
    order: Sequence[PageId], moved: Sequence[PageId], before: int
) -> tuple[PageId | None, bool]:
    """In front of which page moved ones go when dropped into a gap.

    Args:
        order: all pages as they are.
        moved: those that are moved.
        before: the row in front of which the gap is.

    Returns:
        The page, or None for the end, and whether anything moves by that.
    """
    wanted = frozenset(moved)
    target = next((page for page in order[before:] if page not in wanted), None)
    others = [page for page in order if page not in wanted]
    at = len(others) if target is None else others.index(target)
    kept = [page for page in order if page in wanted]
    return target, [*others[:at], *kept, *others[at:]] != list(order)


def drag_picture(picture: QPixmap, side: int, color: str) -> QPixmap:
    """A small picture to hang on the pointer: of this height or width, with a border."""
    shape, how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    made = picture.scaled(side, side, shape, how)
    painter = QPainter(made)
    painter.setPen(QColor(color))
    painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return made
