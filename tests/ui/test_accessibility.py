"""Without a pointer and without eyes: every control has a name, Tab comes round, every action stands in a menu.

Walked over the real window with the whole sample in it, view by view and dialog by dialog.
"""

import shutil

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.sample import make_sample
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.action_table import SPECS
from appealdesk.ui.spot import PACKET, TRACKER, TRAY, Spot, SpotKind
from appealdesk.ui.window import Window
from support.reach import passed_over, tab_stops, told, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VIEWS = (
    "packet",
    "tray",
    "section",
    "direct response",
    "reason",
    "document",
    "refused paper",
    "tracker",
)
OPENS_A_DIALOG = (
    "export", "password", "history", "find", "shortcuts", "about", "save-copy", "add-section", "add-reason", "add-files", "cite-page", "papers", "guidebook", "next-level",
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
        "tracker": TRACKER,
        "section": Spot(SpotKind.SECTION, case.sections[1].id),
        "direct response": Spot(SpotKind.SECTION, direct.id),
        "reason": Spot(SpotKind.REASON, case.reasons[0].id),
        "document": Spot(SpotKind.DOCUMENT, max(documents, key=lambda d: len(d.pages)).id),
        "refused paper": Spot(SpotKind.DOCUMENT, refused.id),
    }[view]


def _go(window: Window, view: str, qtbot) -> None:
    """Show this, and give the middle the focus once its parts are there to take it."""
    bench = window.bench
    assert bench is not None
    bench.show(_spot(bench.case, view))
    shown = window.case_desk.view
    qtbot.waitUntil(lambda: _has_focus_after(shown.focus_work, shown), timeout=10000)


def _has_focus_after(focus_work, view: QWidget) -> bool:
    focus_work()
    at = QApplication.focusWidget()
    can_tab = at is not None and bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return can_tab and at.isVisible() and view.isAncestorOf(at)


class _Windows(QObject):
    """Notes every window that shows, however short."""

    def __init__(self):
        super().__init__()
        self.seen = []

    @override
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(told(watched))
        return False


def test_no_part_flashes_as_a_window_of_its_own(window, sample, tmp_path, qtbot):
    """A part that is shown before it has a parent is a window for a moment, and takes the keyboard away."""
    own = tmp_path / "own.appeal"
    shutil.copy(sample, own)
    watch = _Windows()
    QApplication.instance().installEventFilter(watch)
    with qtbot.waitSignal(window.case_shown, timeout=10000):
        window.open_path(own)
    for view in VIEWS:
        _go(window, view, qtbot)
    QApplication.instance().removeEventFilter(watch)
    assert watch.seen == []


@pytest.mark.parametrize(
    ("action", "menu"), [("file-under", "file-under-menu"), ("document-kind", "document-kind-menu")]
)
def test_menus_of_a_paper_are_used_with_arrows_and_enter(desk, action, menu, qtbot):
    _go(desk, "document", qtbot)
    desk.case_desk.packet_pane.focus_work()
    desk.commands.refresh()
    desk.kit.actions[action].trigger()
    shown = QApplication.activePopupWidget()
    assert shown.objectName() == menu
    assert shown.accessibleName()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.activeAction() is not None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=2000)


def _dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_the_first_page_can_be_used_without_eyes(window):
    window.welcome.focus_work()
    assert unnamed(window) == []
    assert passed_over(window, [*tab_stops(window), QApplication.focusWidget()]) == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_has_a_name(desk, view, qtbot):
    _go(desk, view, qtbot)
    assert unnamed(desk) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["tab", "back"])
@pytest.mark.parametrize("view", VIEWS)
def test_tab_comes_round_and_passes_every_control(desk, view, key, qtbot):
    _go(desk, view, qtbot)
    stops = tab_stops(desk, key=key)
    assert passed_over(desk, [*stops, QApplication.focusWidget()]) == []


@pytest.mark.parametrize(
    ("keys", "pane"),
    [("Ctrl+1", "work"), ("Ctrl+2", "list"), ("Ctrl+3", "work"), ("Ctrl+4", "guide")],
)
def test_each_pane_is_a_key_away(desk, keys, pane, qtbot):
    _go(desk, "reason", qtbot)
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
    _go(desk, "reason", qtbot)
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
