"""What the window shows of pages: pictures and words of a document's pages, and the whole packet.

The packet is shown from the very bytes that an export would write, so what is seen is what is sent.
"""

from collections import OrderedDict
from pathlib import Path

from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import (
    PageWord,
    PageWordsAnswer,
    PageWordsRequest,
    RenderAnswer,
    RenderRequest,
)

_DEADLINE = 30.0  # seconds for the picture of one page
_MOST_FILES = 24  # clean PDFs that lie ready for the worker at a time


class Previews:
    """Makes pictures of pages. Use from one thread (the lane of the eyes).

    Args:
        session: the open case.
        eyes: the worker that draws; no other work goes to it, so that pictures come at once.
    """

    def __init__(self, session: Session, eyes: Worker) -> None:
        self._session = session
        self._eyes = eyes
        self._ready: OrderedDict[str, str] = OrderedDict()

    @property
    def folder(self) -> Path:
        """Where the worker reads its files."""
        return self._eyes.folder

    def page(self, clean: str, index: int, width_px: int) -> bytes:
        """A page of a clean PDF as a PNG, upright as in the file, without the user's turns.

        Args:
            clean: SHA-256 of the clean PDF.
            index: page, 0-based.
            width_px: width of the picture.

        Raises:
            WorkerProblem: the page cannot be drawn.
            CaseFileError: the bytes are damaged.
        """
        return self.file_page(self._spooled(clean), index, width_px)

    def file_page(self, name: str, index: int, width_px: int) -> bytes:
        """A page of a PDF that lies in the worker's folder, as a PNG.

        Raises:
            WorkerProblem: the page cannot be drawn.
        """
        request = RenderRequest(pdf=name, page_index=index, width_px=width_px)
        return self._eyes.call("render", request, RenderAnswer, deadline=_DEADLINE).png

    def words(self, clean: str, index: int) -> tuple[PageWord, ...]:
        """The words of a page of a clean PDF with their places, in reading order.

        Raises:
            WorkerProblem: the page cannot be read.
            CaseFileError: the bytes are damaged.
        """
        return self.file_words(self._spooled(clean), index)

    def file_words(self, name: str, index: int) -> tuple[PageWord, ...]:
        """The words of a page of a PDF that lies in the worker's folder.

        Raises:
            WorkerProblem: the page cannot be read.
        """
        request = PageWordsRequest(pdf=name, page_index=index)
        return self._eyes.call("page_words", request, PageWordsAnswer, deadline=_DEADLINE).words

    def _spooled(self, clean: str) -> str:
        """Put a clean PDF where the worker may read it; the oldest of many goes."""
        name = f"page-{clean}.pdf"
        if clean in self._ready:
            self._ready.move_to_end(clean)
            return name
        self._session.file.copy_blob_to(clean, self.folder / name)
        self._ready[clean] = name
        while len(self._ready) > _MOST_FILES:
            _, old = self._ready.popitem(last=False)
            (self.folder / old).unlink(missing_ok=True)
        return name
