"""The guide as a whole: tabs, keys, sizes, help for what is chosen."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from appealdesk.case import edits
from appealdesk.case.values import Kind, Problem
from appealdesk.desk.help import help_pages, help_text
from appealdesk.ui.action_table import SPECS
from appealdesk.ui.guide.parts import breakable
from appealdesk.ui.guidebook.window import GuidebookWindow
from appealdesk.ui.spot import PACKET, TRAY, Spot, SpotKind
from support.cases import filed
from support.reach import unnamed
from ui.conftest import settled


def seen(widget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    ).replace("\u200b", "")


def tab_names(pane) -> list[str]:
    bar = pane.tabs.tabBar()
    return [bar.tabText(n) for n in range(bar.count())]


# ---- tabs and keys


def test_the_tabs_have_names_and_can_be_asked_for(pane):
    assert tab_names(pane) == ["To do", "Deadline", "Details", "Help"]
    for name, page in (
        ("deadline", pane.deadline),
        ("details", pane.details),
        ("help", pane.help),
        ("todo", pane.todo),
    ):
        pane.show_tab(name)
        assert pane.tabs.currentWidget() is page


@pytest.mark.parametrize("start", ["button", "line", "long"])
def test_ctrl_tab_turns_the_tabs_from_anywhere(pane, qtbot, start):
    if start == "button":
        pane.todo.next_step.go.setFocus()
    else:
        pane.focus_detail("member_id" if start == "line" else "insurer_address")
    before = pane.tabs.currentIndex()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert pane.tabs.currentIndex() == before + 1


def test_arrow_keys_turn_the_tabs(pane, qtbot):
    pane.tabs.tabBar().setFocus()
    qtbot.keyClick(pane.tabs.tabBar(), Qt.Key.Key_Right)
    assert pane.tabs.currentWidget() is pane.deadline


@pytest.mark.parametrize("name", ["todo", "deadline", "details", "help"])
def test_the_focus_comes_to_where_the_work_is(pane, name):
    pane.show_tab(name)
    pane.focus_work()
    focus = QApplication.focusWidget()
    assert focus is pane.tabs.currentWidget() or pane.tabs.currentWidget().isAncestorOf(focus)


def test_a_guide_that_was_put_away_comes_back_when_it_is_wanted(pane, qtbot):
    pane.hide()
    with qtbot.waitSignal(pane.actions_changed):
        pane.focus_detail("member_id")
    assert pane.isVisible()
    assert pane.focusWidget() is pane.details.rows["member_id"].editor


# ---- sizes


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [260, 340])
def test_nothing_has_to_be_scrolled_sideways(pane, bench, theme, qtbot, scale, width):
    settled(qtbot, bench, lambda: bench.apply(filed(None, "Scan_2026_" + "x" * 90 + ".pdf", 2)))
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("claim_number", "PA" * 30)))
    try:
        theme.set(text_scale=scale)
        pane.resize(width, 700)
        for name in ("todo", "details", "help"):
            pane.show_tab(name)
            page = pane.tabs.currentWidget()
            page.settle()
            assert page.inside.minimumSizeHint().width() <= page.viewport().width()
            assert page.inside.width() == page.viewport().width()
    finally:
        theme.set(text_scale=100)


def test_a_tab_never_moves_sideways_even_when_something_is_too_wide(pane, qtbot):
    pane.show_tab("details")
    pane.details.inside.setMinimumWidth(900)
    pane.details.settle()
    pane.details.ensureVisible(890, 0)
    assert pane.details.horizontalScrollBar().maximum() > 0
    assert pane.details.horizontalScrollBar().value() == 0


def test_tabs_become_icons_that_keep_their_names_where_words_have_no_room(pane, theme):
    try:
        theme.set(text_scale=200)
        pane.resize(260, 700)
        bar = pane.tabs.tabBar()
        assert tab_names(pane) == [""] * 4
        assert all(not bar.tabIcon(n).isNull() for n in range(3))
        assert [bar.accessibleTabName(n) for n in range(4)] == [
            "To do",
            "Deadline",
            "Case details",
            "Help",
        ]
    finally:
        theme.set(text_scale=100)
    pane.resize(360, 700)
    assert tab_names(pane) == ["To do", "Deadline", "Details", "Help"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Justification", "Justification"),
        ("PA-2026-0093317", "PA-|2026-|0093317"),
        ("a_long_file_name.pdf", "a_|long_|file_|name.|pdf"),
        ("1234567890123456", "123456|789012|3456"),
        ("short", "short"),
        ("radiculopathy,", "radiculopathy,"),
    ],
)
def test_long_runs_can_break(text, shown):
    assert breakable(text) == shown.replace("|", "\u200b")


def test_the_dark_theme_reaches_the_main_button(pane, theme):
    go = pane.todo.next_step.go
    try:
        theme.set("dark")
        assert theme.colors.on_accent in go._words.styleSheet()
    finally:
        theme.set("light")
    assert theme.colors.on_accent in go._words.styleSheet()


# ---- read aloud


def test_everything_that_takes_the_focus_has_a_name(pane):
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    for widget in (w for kind in kinds for w in pane.findChildren(kind)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QAbstractButton) and widget.parent() is pane.tabs.tabBar():
            continue  # the bar's own scroll buttons
        assert widget.objectName(), widget
        if not widget.isHidden():
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget.objectName()


@pytest.mark.parametrize("name", ["todo", "deadline", "details", "help"])
def test_a_screen_reader_can_name_all_that_can_be_used(pane, name):
    pane.show_tab(name)
    assert unnamed(pane) == []


def test_a_row_is_a_button_for_a_screen_reader(pane):
    row = pane.todo.cards["details-known"].rows[0]
    interface = QAccessible.queryAccessibleInterface(row)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == row.words


# ---- help


def test_help_is_about_what_is_chosen(pane, bench, qtbot):
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("Not needed")))
    settled(qtbot, bench, lambda: bench.apply(edits.add_section("My story")))
    settled(qtbot, bench, lambda: bench.apply(filed(1, "letter", 1, kind=Kind.DENIAL_LETTER)))
    settled(
        qtbot,
        bench,
        lambda: bench.apply(filed(None, "bad", 0, problem=Problem("locked", "Locked.", ""))),
    )
    case = bench.case
    for spot, page in (
        (TRAY, "tray"),
        (Spot(SpotKind.SECTION, 5), "section-conclusion"),
        (Spot(SpotKind.SECTION, case.sections[-1].id), "section"),
        (Spot(SpotKind.REASON, case.reasons[0].id), "reason"),
        (Spot(SpotKind.DOCUMENT, case.sections[0].documents[0].id), "document-denial-letter"),
        (Spot(SpotKind.DOCUMENT, case.tray[0].id), "document-problem"),
        (PACKET, "packet"),
    ):
        bench.show(spot)
        assert pane.help.page_id == page
        assert help_pages()[page].title in seen(pane.help)
    bench.show(Spot(SpotKind.SECTION, case.sections[-1].id))
    assert "Help for \u201cMy story\u201d" in seen(pane.help)


def test_help_follows_when_a_paper_is_told_what_it_is(pane, bench, qtbot):
    settled(qtbot, bench, lambda: bench.apply(filed(1, "scan", 1)))
    document = bench.case.sections[0].documents[0].id
    bench.show(Spot(SpotKind.DOCUMENT, document))
    assert pane.help.page_id == "document-other"
    settled(qtbot, bench, lambda: bench.apply(edits.set_document_kind(document, Kind.PHOTO)))
    assert pane.help.page_id == "document-photo"
    pane.show_help()
    settled(qtbot, bench, lambda: bench.apply(edits.set_document_kind(document, Kind.RECORD)))
    assert pane.help.page_id == "how-it-works", "a page that was asked for stays"


def test_the_action_shows_how_this_works_step_by_step(pane):
    assert pane.can("help")
    pane.do("help")
    assert pane.tabs.currentWidget() is pane.help
    assert "How this works" in seen(pane.help)
    assert "7." in seen(pane.help)


def test_one_page_leads_to_another_and_back(pane, bench):
    bench.show(TRAY)
    pane.show_help("details")
    back = pane.help.links[0]
    assert back.words == 'About what is chosen: The tray "To file"'
    back.click()
    assert pane.help.page_id == "tray"
    other = next(link for link in pane.help.links if link.words == "The denial letter")
    other.click()
    assert pane.help.page_id == "document-denial-letter"
    assert pane.help.hasFocus(), "the arrow keys scroll the new page"


def test_a_page_that_is_not_there_shows_how_this_works(pane):
    pane.show_help("no-such-page")
    assert pane.help.page_id == "how-it-works"


def test_that_this_is_no_advice_stands_below_every_page(pane):
    for page_id in help_pages():
        pane.help.show_page(page_id)
        assert help_text().advice in seen(pane.help)


def test_help_names_the_keys_as_the_user_has_them(pane, kit):
    pane.show_help("tray")
    assert "press Ctrl+M." in seen(pane.help)
    kit.actions.set_shortcuts({"file-under": "Ctrl+Shift+F"})
    pane.show_help("how-it-works")
    pane.show_help("tray")
    assert "press Ctrl+Shift+F." in seen(pane.help)
    kit.actions.set_shortcuts({"file-under": ""})
    pane.show_help("how-it-works")
    pane.show_help("tray")
    assert "press \u201cFile under\u201d in the menu." in seen(pane.help)


def test_help_names_only_actions_that_there_are():
    told = str(help_text())
    assert set(re.findall(r"<key ([^>]*)>", told)) <= {spec.name for spec in SPECS}
    assert not re.search(r"Ctrl\+|\bF\d", told), "keys can be changed, so none is written down"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_help_leads_to_the_page_of_the_guide_that_tells_more(pane):
    pane.show_help("document-denial-letter")
    link = next(one for one in pane.help.links if one.words.startswith("Read in the guide"))
    assert link.words == "Read in the guide: Reading your denial letter"
    link.click()
    guide = pane.findChild(GuidebookWindow)
    assert guide.page.id == "read-the-letter"
    guide.close()
