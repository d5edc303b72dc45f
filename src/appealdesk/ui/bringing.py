"""Brings in what was dropped or pasted, wherever on the window that was."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import Tone
from appealdesk.ui.drops import Drop
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

_Saved = tuple[TemporaryDirectory[str], tuple[Path, ...]]


class BringIn(QObject):
    """Takes a ``Drop``: files as they are, pictures as files made of them, refusals in words."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit

    def bring(self, drop: Drop, section: int | None = None, before: int | None = None) -> None:
        """Bring a drop into the case.

        Args:
            drop: what was handed over.
            section: id of the section to file it under; None is the tray.
            before: id of the document to put it in front of; None is the end.
        """
        if self._bench.is_read_only:
            self._kit.notices.tell(
                self.tr("This appeal is open for reading only, so nothing can be added."),
                self.tr("Save a copy and add your papers there."),
                Tone.WARNING,
            )
            return
        if drop.refused:
            self._kit.notices.tell(drop.refused, tone=Tone.WARNING)
        if drop.paths:
            self._bench.add_files(drop.paths, section=section, before=before)
        if drop.images:
            self._kit.jobs.start(
                Lane.BESIDE,
                self.tr("Saving a picture"),
                partial(_save, drop.images, self.tr("Pasted picture")),
                done=partial(self._add_saved, section, before),
                failed=self._kit.notices.error,
            )
        if drop == Drop(text=drop.text):
            self._tell_nothing(drop)

    def _add_saved(self, section: int | None, before: int | None, saved: _Saved) -> None:
        folder, paths = saved
        job = self._bench.add_files(paths, section=section, before=before)
        job.ended.connect(partial(self._clear, folder.cleanup))

    def _clear(self, cleanup: Callable[[], None]) -> None:
        self._kit.jobs.start(Lane.BESIDE, "clear", lambda _report: cleanup())

    def _tell_nothing(self, drop: Drop) -> None:
        if drop.text:
            self._kit.notices.tell(
                self.tr("Those are words, not a file."),
                self.tr("Put them into the text of a section, or of a denial reason."),
            )
            return
        self._kit.notices.tell(
            self.tr("There is nothing here that can be put into the appeal."),
            self.tr("Copy a file or a picture first, or use Add files."),
        )


def _save(images: tuple[QImage, ...], name: str, _report: Report) -> _Saved:
    """Beside the interface: pictures as PNG files in a folder that only this user can read."""
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="appealdesk-picture-")
    paths = []
    for number, image in enumerate(images, start=1):
        path = Path(folder.name) / (f"{name}.png" if len(images) == 1 else f"{name} {number}.png")
        if not image.save(str(path)):
            folder.cleanup()
            raise AppealDeskError(
                "The picture could not be saved on this computer.",
                "Look whether the disk is full, then try again.",
            )
        paths.append(path)
    return folder, tuple(paths)
