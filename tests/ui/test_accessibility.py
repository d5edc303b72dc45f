"""Without a pointer and without eyes: every control has a name, Tab comes round, every action stands in a menu.

Walked over the real window with the whole sample in it, view by view and dialog by dialog.
"""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from appealdesk.case.values import Case
from appealdesk.desk.sample import make_sample
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.actions import SPECS
from appealdesk.ui.spot import PACKET, TRAY, Spot, SpotKind
from appealdesk.ui.window import Window
from support.reach import passed_over, tab_stops, told, unnamed

VIEWS = ("packet", "tray", "section", "direct response", "reason", "document", "refused paper")
OPENS_A_DIALOG = (
    "export", "password", "history", "find", "shortcuts", "about", "save-copy", "add-section", "add-reason", "add-files", "rename",
    "file-under", "document-kind", "cite-page",
)  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory, worker):
    """The whole sample, with a paper in the tray and one that could not be read."""
    folder = tmp_path_factory.mktemp("sample")
    path = folder / "sample.appeal"
    with make_sample(path, worker) as session:
        from appealdesk.desk.importing import import_files
        from support.papers import text_pdf

        broken = folder / "broken.pdf"
        broken.write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
        list(
            import_files(
                session, worker, [text_pdf(folder / "extra.pdf", ["one more", "page two"]), broken]
            )
        )
    return path


@pytest.fixture
def window(tmp_path, theme, worker, eyes, qtbot):
    """The program's window, on the first page."""
    made = Window(
        SettingsFile(tmp_path / "settings.json"), theme, worker, eyes, home=tmp_path / "home"
    )
    made.resize(1400, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    for dialog in _dialogs():
        dialog.reject()
    if made.case_desk is not None:
        with qtbot.waitSignal(made.emptied, timeout=10000):
            made.close()
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=10000)
    made.deleteLater()


@pytest.fixture
def desk(window, sample, tmp_path, qtbot):
    """The window with the sample on its three panes."""
    own = tmp_path / "own.appeal"
    shutil.copy(sample, own)
    with qtbot.waitSignal(window.case_shown, timeout=10000):
        window.open_path(own)
    return window


def _spot(case: Case, view: str) -> Spot:
    documents = [d for s in case.sections for d in s.documents]
    refused = next(d for d in case.tray if d.problem)
    direct = next(s for s in case.sections if s.key == "direct-response")
    return {
        "packet": PACKET,
        "tray": TRAY,
        "section": Spot(SpotKind.SECTION, case.sections[1].id),
        "direct response": Spot(SpotKind.SECTION, direct.id),
        "reason": Spot(SpotKind.REASON, case.reasons[0].id),
        "document": Spot(SpotKind.DOCUMENT, max(documents, key=lambda d: len(d.pages)).id),
        "refused paper": Spot(SpotKind.DOCUMENT, refused.id),
    }[view]


def _go(window: Window, view: str) -> None:
    bench = window.bench
    assert bench is not None
    bench.show(_spot(bench.case, view))
    window.case_desk.view.focus_work()


def _dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_the_first_page_can_be_used_without_eyes(window):
    window.welcome.focus_work()
    assert unnamed(window) == []
    assert passed_over(window, [*tab_stops(window), QApplication.focusWidget()]) == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_has_a_name(desk, view):
    _go(desk, view)
    assert unnamed(desk) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["tab", "back"])
@pytest.mark.parametrize("view", VIEWS)
def test_tab_comes_round_and_passes_every_control(desk, view, key):
    _go(desk, view)
    stops = tab_stops(desk, key=key)
    assert passed_over(desk, [*stops, QApplication.focusWidget()]) == []


@pytest.mark.parametrize(
    ("keys", "pane"),
    [("Ctrl+1", "work"), ("Ctrl+2", "list"), ("Ctrl+3", "work"), ("Ctrl+4", "guide")],
)
def test_each_pane_is_a_key_away(desk, keys, pane, qtbot):
    _go(desk, "reason")
    (desk.case_desk.packet_pane if pane != "list" else desk.case_desk.guide).focus_work()
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, getattr(Qt.Key, f"Key_{keys[-1]}"), Qt.KeyboardModifier.ControlModifier)
    place = {
        "work": desk.case_desk.view,
        "list": desk.case_desk.packet_pane,
        "guide": desk.case_desk.guide,
    }[pane]
    now = QApplication.focusWidget()
    assert now is not None
    assert place.isAncestorOf(now), f"{keys} went to {told(now)}"


def _in_menus(menu: QMenu) -> list[QAction]:
    return [
        a
        for action in menu.actions()
        for a in (_in_menus(action.menu()) if action.menu() else [action])
    ]


def test_every_action_stands_in_a_menu_and_says_what_it_does(window):
    shown = [a for top in window.menuBar().actions() for a in _in_menus(top.menu())]
    for spec in SPECS:
        action = window.kit.actions[spec.name]
        assert action in shown, f"{spec.name} is in no menu"
        assert action.statusTip().endswith("."), (
            f"{spec.name} does not say what it does in a sentence"
        )


def test_no_two_actions_share_a_key(window):
    keys = [a.shortcut().toString() for _, a in window.kit.actions if not a.shortcut().isEmpty()]
    assert sorted(keys) == sorted(set(keys))


def test_no_two_entries_of_a_menu_share_a_letter(desk):
    for top in desk.menuBar().actions():
        letters = [
            w[w.index("&") + 1].lower() for a in top.menu().actions() if "&" in (w := a.text())
        ]
        assert sorted(letters) == sorted(set(letters)), f"{top.text()}: {sorted(letters)}"


@pytest.mark.parametrize("action", OPENS_A_DIALOG)
def test_dialogs_can_be_used_without_eyes(desk, action, qtbot):
    _go(desk, {"cite-page": "reason"}.get(action, "document"))
    if action in {"rename", "file-under", "document-kind"}:
        desk.case_desk.packet_pane.focus_work()
    desk.commands.refresh()
    assert desk.kit.actions[action].isEnabled(), f"{action} cannot be done here"
    desk.kit.actions[action].trigger()
    qtbot.waitUntil(lambda: bool(_dialogs()), timeout=5000)
    dialog = _dialogs()[0]
    qtbot.waitUntil(
        lambda: dialog.isAncestorOf(QApplication.focusWidget() or QWidget()), timeout=5000
    )
    if dialog.inherits("QFileDialog"):  # Qt's own: it has names for its parts, of its own making
        return
    assert unnamed(dialog) == []
    assert passed_over(dialog, [*tab_stops(dialog), QApplication.focusWidget()]) == []
    assert dialog.windowTitle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)
