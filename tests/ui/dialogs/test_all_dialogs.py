"""What holds for every dialog: names for a screen reader, Esc, large text on a small screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from appealdesk.desk.previews import Previews
from appealdesk.ui.dialogs.about import AboutDialog
from appealdesk.ui.dialogs.crash import CrashDialog
from appealdesk.ui.dialogs.export import ExportDialog
from appealdesk.ui.dialogs.find import FindDialog
from appealdesk.ui.dialogs.history import HistoryDialog
from appealdesk.ui.dialogs.password import PasswordDialog
from appealdesk.ui.dialogs.shortcuts import ShortcutsDialog
from appealdesk.ui.guidebook.window import GuidebookWindow
from appealdesk.ui.next_level import NextLevelDialog
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.papers.dialog import PapersDialog

MAKERS = {
    "about": lambda bench, kit, host: AboutDialog(kit, host),
    "crash": lambda bench, kit, host: CrashDialog(kit, "report", host),
    "export": ExportDialog,
    "find": FindDialog,
    "guidebook": lambda bench, kit, host: GuidebookWindow(kit, host),
    "history": HistoryDialog,
    "next-level": NextLevelDialog,
    "papers": lambda bench, kit, host: PapersDialog(
        bench, PageImages(Previews(bench.session, bench.eyes), kit.jobs), kit, host
    ),
    "password": PasswordDialog,
    "shortcuts": lambda bench, kit, host: ShortcutsDialog(kit, host),
}


@pytest.fixture(params=MAKERS)
def dialog(request, bench, kit, host):
    made = MAKERS[request.param](bench, kit, host)
    made.show()
    return made


def touchable(dialog):
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    return [
        w
        for w in dialog.findChildren(QWidget)
        if isinstance(w, kinds)
        and w.isVisible()
        and w.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not w.objectName().startswith("qt_")
        and w.parent().metaObject().className()
        not in {"QKeySequenceEdit", "QTableView", "QTableWidget"}
    ]


def test_all_that_can_be_touched_has_a_name(dialog):
    parts = touchable(dialog)
    assert parts
    for part in parts:
        named = part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())
        assert named, f"{part} has no name"
        assert part.objectName(), f"{part} has no object name"
    assert dialog.accessibleName() == dialog.windowTitle() != ""


def test_esc_closes_it(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_one_button_at_most_is_the_main_one(dialog):
    main = [
        b
        for b in dialog.findChildren(QPushButton)
        if b.property("role") == "main" and not b.isHidden()
    ]
    assert len(main) <= 1


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_the_screen_and_nothing_is_cut_off_at_the_side(dialog, theme, qtbot, percent):
    theme.set(text_scale=percent)
    try:
        dialog.fit()
        room = dialog.screen().availableSize()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        assert dialog.minimumSizeHint().width() <= room.width()
        qtbot.waitUntil(lambda: all(_is_inside(part, dialog) for part in touchable(dialog)))
    finally:
        theme.set(text_scale=100)


def _is_inside(part, dialog):
    """Whether a part lies within the dialog from left to right."""
    left = part.mapTo(dialog, QPoint(0, 0)).x()
    return left >= 0 and left + part.width() <= dialog.width()
