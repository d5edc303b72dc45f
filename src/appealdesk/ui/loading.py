"""Loads what the first page does not need, once it is on the screen.

The parts of an open case are two thirds of what there is to import. They come a little at a time
while nobody waits for them; whoever needs one earlier imports it himself.
"""

import gc
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_LATER = (
    "natsort",
    "appealdesk.casefile.store",
    "appealdesk.desk.importing",
    "appealdesk.desk.sample",
    "appealdesk.ui.workbench",
    "appealdesk.ui.packet_tree.delegate",
    "appealdesk.ui.packet_tree.pane",
    "appealdesk.ui.guide.pane",
    "appealdesk.ui.pages.page_grid",
    "appealdesk.ui.pages.document_view",
    "appealdesk.ui.preview_view",
    "appealdesk.ui.text.clipboard",
    "appealdesk.ui.text.editor",
    "appealdesk.ui.reasons.evidence_picker",
    "appealdesk.ui.reasons.reason_view",
    "appealdesk.ui.tracker.view",
    "appealdesk.ui.case_desk",
    "appealdesk.ui.dialogs.export",
)
_BETWEEN = 15  # ms left to the window between two of them


class LoadLater(QObject):
    """Imports the parts of an open case, one for each turn of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(_LATER)
        self._timer = QTimer(self, interval=_BETWEEN)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin; call it when the window has been painted."""
        self._timer.start()

    def _next(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._timer.stop()
            gc.freeze()  # modules stay for good, see ``garbage``
        else:
            import_module(name)
