"""Parts of the window are never taken apart beside the interface."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer

from appealdesk.ui.garbage import Garbage, collect_due


class Part(QObject):
    """Holds itself, as a view does with its callbacks, and a timer that runs."""

    def __init__(self):
        super().__init__()
        self.me = self
        self.timer = QTimer(self, interval=10)
        self.timer.start()


def _allocate():
    for _ in range(60):
        [[n] for n in range(2000)]  # would wake Python's collector many times over


def test_another_thread_collects_no_part_of_the_window(qapp, qtbot):
    gc.collect()
    garbage = Garbage(qapp)
    ended = weakref.ref(Part())
    busy = threading.Thread(target=_allocate)
    busy.start()
    busy.join()
    assert ended() is not None  # with Python's own collector it would have fallen there
    gc.collect()
    assert ended() is None
    garbage._timer.stop()
    gc.unfreeze()
    garbage.deleteLater()


def test_what_piles_up_is_collected_when_it_is_due(qapp):
    threshold = gc.get_threshold()
    gc.set_threshold(50, 1, 1)
    try:
        ended = weakref.ref(Part())
        kept = [[n] for n in range(200)]
        for _ in range(6):
            kept.append([[n] for n in range(200)])
            collect_due()
        assert ended() is None
        assert kept
    finally:
        gc.set_threshold(*threshold)
