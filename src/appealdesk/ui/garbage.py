"""Collects what nobody holds any more, in the thread of the interface and nowhere else.

Python's collector runs in whichever thread happens to allocate. Parts of the window lie in circles
of references; collected by a thread that imports or saves, they would be taken apart beside the
interface, and Qt then ends the program without a word. So the collector is switched off and asked
here, when as much has piled up as would have woken it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # ms


class Garbage(QObject):
    """Takes the collector's place while it lives.

    Args:
        parent: lives in the thread of the interface.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was loaded so far stays for good: no later look need go through it
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python; every other thread must have ended."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def collect_due() -> None:
    """Collect as Python would have, had it been allowed to: the oldest that is due."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
