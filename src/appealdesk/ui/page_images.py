"""Pictures of pages for every view: drawn beside the interface, kept while there is room.

A view asks with ``image`` on every paint: it gets the picture, or None and ``ready`` later. What
was asked for last is drawn first: what the eye is on comes before what was scrolled past. A view
with many pages tells with ``watch`` what shows now, and paints with ``best``.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap, QTransform
from shiboken6 import isValid

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.previews import Previews
from appealdesk.ui.jobs import Jobs, Lane, Report
from appealdesk.worker.messages import PageWord

_ROOM = 192 << 20  # bytes of pictures kept
_MOST_WORD_PAGES = 300  # pages whose words are kept at a time
_MOST_WAITING = 400  # older wishes are dropped; a view that still wants one asks again


@dataclass(frozen=True, slots=True)
class ImageKey:
    """One picture.

    ``clean`` is the SHA-256 of a document's clean PDF, or the name of a packet's preview file when
    ``is_packet``. ``index`` is 0-based. ``width`` is in real pixels, before turning.
    """

    clean: str
    index: int
    width: int
    rotation: int = 0  # degrees clockwise, put on top of the page's own orientation
    is_packet: bool = False


_Page = tuple[str, int, int, bool]


def _page_of(key: ImageKey) -> _Page:
    return (key.clean, key.index, key.rotation, key.is_packet)


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


class PageImages(QObject):
    """Keeps and makes pictures of the pages of one open case."""

    ready = Signal(object)
    """A picture is there (or failed): its ``ImageKey``."""
    words_ready = Signal(str, int, bool)
    """The words of a page are there: (clean, index, is_packet)."""

    def __init__(self, previews: Previews, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._previews = previews
        self._jobs = jobs
        self._kept: OrderedDict[ImageKey, QPixmap] = OrderedDict()
        self._words: OrderedDict[tuple[str, int, bool], tuple[PageWord, ...]] = OrderedDict()
        self._reading: set[tuple[str, int, bool]] = set()  # pages whose words are being found
        self._failed: dict[ImageKey, str] = {}
        self._wanted: OrderedDict[ImageKey, None] = OrderedDict()
        self._widths: dict[_Page, set[int]] = {}  # of the pictures that are kept
        self._wishes: dict[int, list[ImageKey]] = {}  # what each watching view wants, by its token
        self._tokens = count(1)
        self._drawing: ImageKey | None = None
        self._bytes = 0

    def token(self) -> int:
        """A name under which one view tells what it wants; see ``watch``."""
        return next(self._tokens)

    def watch(self, token: int, keys: Sequence[ImageKey]) -> None:
        """Say all that a view wants now, most wanted first; what it wanted before is dropped.

        A view that scrolls calls this on every paint, so that nothing is drawn that has been
        scrolled past. The views are served before single wishes of ``image``.
        """
        missing = [
            key
            for key in keys
            if key not in self._kept and key not in self._failed and key != self._drawing
        ]
        if missing:
            self._wishes[token] = missing
            self._next()
        else:
            self._wishes.pop(token, None)

    def best(self, key: ImageKey) -> QPixmap | None:
        """The picture, or one of the same page in another size, or None. Asks for nothing."""
        found = self._kept.get(key)
        if found is None:
            widths = self._widths.get(_page_of(key))
            if not widths:
                return None
            near = min(widths, key=lambda width: (width < key.width, abs(width - key.width)))
            key = replace(key, width=near)
            found = self._kept[key]
        self._kept.move_to_end(key)
        return found

    def has(self, key: ImageKey) -> bool:
        """Whether the picture is there in this very size."""
        return key in self._kept

    def words(
        self, clean: str, index: int, *, is_packet: bool = False
    ) -> tuple[PageWord, ...] | None:
        """The words of a page with their places, or None: then ``words_ready`` tells later.

        A page whose words cannot be read has none.
        """
        page = (clean, index, is_packet)
        if page in self._words:
            self._words.move_to_end(page)
            return self._words[page]
        if page not in self._reading:
            self._reading.add(page)
            find = self._previews.file_words if is_packet else self._previews.words
            self._jobs.start(
                Lane.EYES,
                "words",
                lambda _report: find(clean, index),
                done=partial(self._keep_words, page),
                failed=lambda _error: self._keep_words(page, ()),
            )
        return None

    def image(self, key: ImageKey) -> QPixmap | None:
        """The picture, or None: then it is asked for, and ``ready`` tells when it is there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if key in self._failed or key == self._drawing:
            return None
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        while len(self._wanted) > _MOST_WAITING:
            self._wanted.popitem(last=False)
        self._next()
        return None

    def why_not(self, key: ImageKey) -> str:
        """The sentence of why a picture could not be made; empty when nothing went wrong."""
        return self._failed.get(key, "")

    def forget_waiting(self) -> None:
        """Drop every wish that is not being drawn yet, for example because a view was left."""
        self._wanted.clear()
        self._wishes.clear()

    def _next(self) -> None:
        if self._drawing is not None:
            return
        key = self._most_wanted()
        if key is None:
            return
        self._drawing = key
        self._jobs.start(
            Lane.EYES,
            "page",
            partial(self._draw, key),
            done=partial(self._keep, key),
            failed=partial(self._fail, key),
        )

    def _most_wanted(self) -> ImageKey | None:
        for token in reversed(tuple(self._wishes)):
            keys = self._wishes[token]
            while keys:
                key = keys.pop(0)
                if key not in self._kept and key not in self._failed:
                    return key
            del self._wishes[token]
        while self._wanted:
            key, _ = self._wanted.popitem(last=True)
            if key not in self._kept:  # another view may have had it drawn meanwhile
                return key
        return None

    def _keep_words(self, page: tuple[str, int, bool], words: tuple[PageWord, ...]) -> None:
        self._reading.discard(page)
        self._words[page] = words
        while len(self._words) > _MOST_WORD_PAGES:
            self._words.popitem(last=False)
        if isValid(self):  # the case may have been closed while they were read
            self.words_ready.emit(*page)

    def _draw(self, key: ImageKey, _report: Report) -> QImage:
        """In the lane of the eyes."""
        make = self._previews.file_page if key.is_packet else self._previews.page
        image = QImage.fromData(make(key.clean, key.index, key.width))
        if key.rotation:
            image = image.transformed(QTransform().rotate(key.rotation))
        return image

    def _keep(self, key: ImageKey, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        self._kept[key] = pixmap
        self._widths.setdefault(_page_of(key), set()).add(key.width)
        self._bytes += _bytes(pixmap)
        while self._bytes > _ROOM and len(self._kept) > 1:
            gone, old = self._kept.popitem(last=False)
            self._bytes -= _bytes(old)
            widths = self._widths[_page_of(gone)]
            widths.discard(gone.width)
            if not widths:
                del self._widths[_page_of(gone)]
        self._drawn(key)

    def _fail(self, key: ImageKey, error: AppealDeskError) -> None:
        self._failed[key] = f"{error.sentence} {error.hint}".strip()
        self._drawn(key)

    def _drawn(self, key: ImageKey) -> None:
        self._drawing = None
        if isValid(self):  # the case may have been closed while it was drawn
            self.ready.emit(key)
            self._next()
