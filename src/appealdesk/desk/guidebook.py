"""The guide to read, written as a PDF that can be printed or handed on."""

import shutil
import threading
from pathlib import Path

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.exporting import put_in_place, refuse_target
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.guidebook import GuidePage, Picture, guide_pages
from appealdesk.resources import resource_path
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import (
    GuidebookAnswer,
    GuidebookRequest,
    GuideChapter,
    GuideMark,
    GuidePicture,
)

TITLE = "A guide to appeals"
LEAD = "How to answer a denial letter, step by step, in plain words."
FILE_NAME = "Guide to appeals.pdf"
_DEADLINE = 60.0  # seconds; the guide has some twenty pages


def write_guide(worker: Worker, target: Path, cancel: threading.Event | None = None) -> int:
    """Write the guide as a PDF with bookmarks; gives its number of pages.

    Raises:
        ExportFailed: it may not or cannot be written there.
        WorkerProblem: the worker failed or was cancelled.
    """
    refuse_target(target)
    out = worker.folder / "guidebook.pdf"
    copied = [worker.folder / f"guide-{picture.file}" for picture in _pictures()]
    try:
        for picture, copy in zip(_pictures(), copied, strict=True):
            shutil.copyfile(picture_path(picture), copy)
        request = GuidebookRequest(
            title=TITLE,
            lead=LEAD,
            chapters=tuple(_chapter(page) for page in guide_pages()),
            out=out.name,
        )
        answer = worker.call(
            "guidebook", request, GuidebookAnswer, deadline=_DEADLINE, cancel=cancel
        )
        put_in_place(out, target)
    except OSError as error:
        raise AppealDeskError(
            f"The guide could not be made ({error.strerror or error}).",
            "Check that there is room on the disk.",
        ) from error
    finally:
        for left in (out, *copied):
            left.unlink(missing_ok=True)
    return answer.pages


def picture_path(picture: Picture) -> Path:
    """Where a picture of the guide lies."""
    return resource_path(f"guide/pictures/{picture.file}")


def source_words(source: Source) -> str:
    """A source as a reader sees it."""
    return f"{source.cite}. Read {source.read}: {source.where}."


def find_pages(words: str) -> tuple[GuidePage, ...]:
    """The pages in which each of these words stands, in order; all of them for no words."""
    wanted = words.casefold().split()
    return tuple(
        page for page in guide_pages() if all(word in page.text.casefold() for word in wanted)
    )


def _pictures() -> tuple[Picture, ...]:
    found = (part for page in guide_pages() for part in page.parts if isinstance(part, Picture))
    return tuple({picture.file: picture for picture in found}.values())


def _chapter(page: GuidePage) -> GuideChapter:
    parts: list[tuple[str, GuidePicture | None]] = []
    for part in page.parts:
        if isinstance(part, str):
            parts.append((part, None))
        else:
            marks = tuple(GuideMark(mark.x, mark.y, mark.text) for mark in part.marks)
            parts.append(("", GuidePicture(f"guide-{part.file}", part.caption, marks)))
    sources = tuple(source_words(source) for source in page.sources)
    return GuideChapter(page.id, page.title, page.summary, tuple(parts), sources)
