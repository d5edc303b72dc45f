"""The tab "To do": the summary, the next step, the findings and where they lead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from appealdesk.audit.checks import Check, State, check
from appealdesk.audit.places import Place
from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.values import Citation, Kind, Problem, new_case
from appealdesk.packet.plan import plan
from appealdesk.ui.check_words import is_open_question, order_of
from appealdesk.ui.guide.findings import Group, ToDoTab
from appealdesk.ui.spot import Spot, SpotKind
from support.cases import after, filed
from ui.conftest import settled


def checks_of(case):
    return check(case, plan(case, {}))


def finished():
    """A case in which nothing is missing, and one thing could be better."""
    known = dict.fromkeys(Details.__dataclass_fields__, "known") | {"letter_date": "May 4, 2026"}
    case = new_case(Details(**known))
    case = after(
        case,
        edits.set_situation("letter_last_day", "2026-06-01"),
        filed(1, "letter", 1, kind=Kind.DENIAL_LETTER),
        filed(3, "note", 2, kind=Kind.PROVIDER_NOTE),
        edits.set_section_text(2, "It is needed."),
        edits.set_section_text(5, "We ask for it."),
    )
    note = case.sections[2].documents[0]
    return after(
        case,
        edits.add_reason("Not needed", "We find no need.", "Here it is."),
        edits.cite(case.next_id, Citation(note.id)),
    )


def ready():
    """The findings of such a case, once the user answered what only a person can tell."""
    return tuple(c for c in checks_of(finished()) if not is_open_question(c))


@pytest.fixture
def tab(kit, qtbot):
    made = ToDoTab(kit)
    qtbot.addWidget(made)
    made.resize(340, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(tab, checks):
    """Show findings, with every card that is made in slices later."""
    tab.show_checks(checks)
    tab.finish()


def seen(widget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    ).replace("\u200b", "")


def test_every_check_has_an_order_of_its_own():
    orders = [order_of(c) for c in checks_of(new_case())]
    assert len(set(orders)) == len(orders)
    assert all(c.todo != c.title for c in checks_of(new_case()))


def test_the_summary_counts_and_says_what_stops_the_export(tab):
    show(tab, checks_of(new_case()))
    assert tab.summary.said.text() == "5 of 12 done. 5 things are missing."
    assert tab.summary.detail.text() == "One of them must be done before you can export."
    assert (tab.summary.bar.value(), tab.summary.bar.maximum()) == (5, 12)
    assert tab.summary.bar.accessibleName() == "5 of 12 done."


def test_what_is_missing_but_stops_nothing_is_told_so(tab):
    case = edits.set_section_text(5, "").change(finished())
    show(tab, checks_of(case))
    assert "One thing is missing." in tab.summary.said.text()
    assert tab.summary.detail.text().startswith("You can export as it is.")


def test_nothing_missing_is_ready_to_export(tab, kit, qtbot):
    show(tab, ready())
    assert tab.next_step.title.text() == "Ready to export"
    assert "2 things below could be better." in tab.next_step.why.text()
    assert tab.summary.detail.isHidden()
    with qtbot.waitSignal(kit.actions["export"].triggered):
        tab.next_step.go.click()


def test_the_export_button_follows_the_action(tab, kit):
    kit.actions["export"].setEnabled(False)
    show(tab, ready())
    assert not tab.next_step.go.isEnabled()
    kit.actions["export"].setEnabled(True)
    assert tab.next_step.go.isEnabled()
    kit.actions["export"].setEnabled(False)
    show(tab, checks_of(new_case()))
    assert tab.next_step.go.isEnabled(), "going to a place needs no export"


def test_the_next_step_is_the_first_that_is_missing(tab, qtbot):
    show(tab, checks_of(new_case()))
    assert tab.next_step.title.text() == "Say whose appeal this is"
    assert tab.next_step.where.accessibleName() == "Start here: Patient's name, and 2 more"
    with qtbot.waitSignal(tab.chosen) as chosen:
        qtbot.keyClick(tab.next_step.go, Qt.Key.Key_Return)
    assert chosen.args[0].key == "patient_name"


def test_findings_stand_in_groups_and_done_is_closed(tab):
    show(tab, checks_of(new_case()))
    missing, done = tab.groups[Group.MISSING], tab.groups[Group.DONE]
    assert missing.head.words == "Missing (5)"
    assert done.head.words == "Done (5)"
    assert missing.is_open
    assert not done.is_open
    assert "The denial letter is in the packet" not in seen(tab), "it reads as if it were done"
    done.head.click()
    assert "Nothing waits in the tray" in seen(done)
    assert done.head.accessibleName() == "Done (5), open"


def test_a_finding_tells_why_and_where(tab):
    show(tab, checks_of(new_case()))
    card = tab.cards["details-needed"]
    assert [r.words for r in card.rows] == [
        "Patient's name",
        "Insurer",
        "Member ID or claim number, at least one of them",
    ]
    assert "cannot file the packet with the right claim" in seen(card)
    assert "Needed before you can export" in seen(card)
    assert "Needed before you can export" not in seen(tab.cards["denial-letter"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_place_is_one_key_away(tab, qtbot, key):
    show(tab, checks_of(new_case()))
    with qtbot.waitSignal(tab.chosen) as chosen:
        qtbot.keyClick(tab.cards["details-needed"].rows[1], key)
    assert chosen.args == [Place("detail", 0, "Insurer", "insurer_name")]


def crowded(count: int):
    return after(new_case(), *(filed(None, f"paper {n}", 1) for n in range(count)))


def test_three_hundred_places_show_five_and_more_when_asked(tab):
    show(tab, checks_of(crowded(300)))
    card = tab.cards["tray-empty"]
    assert [r.words for r in card.rows] == [f"paper {n}" for n in range(5)]
    more = card._more
    assert more.text() == "and 295 more"
    more.click()
    assert len(card.rows) == 25
    assert more.text() == "and 275 more"


def test_a_finding_keeps_its_widgets_and_the_focus_while_it_changes(tab):
    show(tab, checks_of(crowded(3)))
    card = tab.cards["tray-empty"]
    row = card.rows[1]
    tab.ensureWidgetVisible(row)
    row.setFocus()
    show(tab, checks_of(crowded(4)))
    assert tab.cards["tray-empty"] is card
    assert card.rows[1] is row
    assert row.hasFocus()
    assert len(card.rows) == 4


def test_the_focus_stays_in_the_list_when_its_row_goes(tab):
    show(tab, checks_of(crowded(3)))
    tab.cards["tray-empty"].rows[2].setFocus()
    show(tab, checks_of(crowded(1)))
    assert QApplication.focusWidget() is tab.cards["tray-empty"].rows[0]
    show(tab, many(2))
    assert QApplication.focusWidget() is tab.next_step.go, "the finding itself is gone"


def test_the_focus_goes_with_a_finding_into_another_group(tab):
    problem = Problem("locked", "It is locked.", "Ask for the password.")
    filed_bad = after(new_case(), filed(3, "bad", 0, problem=problem))
    show(tab, checks_of(filed_bad))
    card = tab.cards["files-readable"]
    card.rows[0].setFocus()
    bad = filed_bad.sections[2].documents[0].id
    show(tab, checks_of(after(filed_bad, edits.move_document(bad, None))))
    assert tab.groups[Group.WEAK].isAncestorOf(card)
    assert QApplication.focusWidget() is card.rows[0]


def test_the_list_does_not_jump_when_something_above_goes(tab):
    show(tab, checks_of(crowded(5)))
    row = tab.cards["tray-empty"].rows[3]
    bar = tab.verticalScrollBar()
    bar.setValue(bar.maximum() - 60)  # at the very end it would be kept there by Qt alone
    row.setFocus()
    assert 0 < tab.top_of(row) < tab.viewport().height()
    before = tab.top_of(row)
    show(tab, checks_of(after(crowded(5), edits.set_detail("patient_name", "Ana"))))
    assert len(tab.cards["details-needed"].rows) == 2, "something above became shorter"
    assert abs(tab.top_of(row) - before) <= 1


def test_a_finding_that_is_mended_moves_to_done(tab):
    show(tab, checks_of(new_case()))
    card = tab.cards["sections-written"]
    show(tab, checks_of(after(finished())))
    assert tab.cards["sections-written"] is card
    assert card.check.state is State.DONE
    assert tab.groups[Group.DONE].isAncestorOf(card)
    assert card.rows == ()


def test_a_long_name_wraps_and_is_read_out_whole(tab):
    name = "Scan_20260403_" + "x" * 150 + ".pdf"
    case = after(new_case(), filed(None, name, 1))
    tab.resize(260, 500)
    show(tab, checks_of(case))
    (row,) = tab.cards["tray-empty"].rows
    assert row.accessibleName() == name
    assert tab.inside.width() == tab.viewport().width()
    assert row.height() > 3 * row.fontMetrics().lineSpacing()


def test_an_ampersand_in_a_title_is_no_key(tab):
    show(tab, checks_of(after(new_case(), filed(None, "Smith & Sons", 1))))
    (row,) = tab.cards["tray-empty"].rows
    assert row.words == "Smith & Sons"
    assert row.shortcut().isEmpty()


def many(count: int, state: State = State.MISSING):
    """So many findings of one state."""
    return tuple(Check(f"check-{n}", f"Point {n}", state, "It helps.") for n in range(count))


def test_forty_findings_show_a_few_and_the_rest_when_asked(tab, qtbot):
    show(tab, many(40))
    shown = [c for c in tab.cards.values() if c.isVisible()]
    assert len(shown) == 6
    more = tab._more[Group.MISSING]
    assert more.text() == "Show 34 more"
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert more.isHidden()
    row = tab.cards["check-6"]
    assert row.isVisible(), "the first one that is new"
    top = tab.top_of(row)
    qtbot.waitUntil(lambda: sum(c.isVisible() for c in tab.cards.values()) == 40)
    assert list(tab.cards) == [f"check-{n}" for n in range(40)]
    assert abs(tab.top_of(row) - top) <= 1, "the list does not run away meanwhile"


def test_a_single_one_more_is_shown_at_once(tab):
    show(tab, many(7))
    assert sum(c.isVisible() for c in tab.cards.values()) == 7


def test_cards_are_made_in_slices_so_that_the_first_look_is_quick(tab, qtbot):
    tab.show_checks(many(40))
    assert 0 < len(tab.cards) < 6, "only the first are made before the tab is painted"
    qtbot.waitUntil(lambda: len(tab.cards) == 6)
    assert list(tab.cards) == [f"check-{n}" for n in range(6)]


def test_what_cannot_be_judged_yet_lies_folded_at_the_end(tab):
    show(tab, (*many(2), Check("odd", "An odd point", State.NOT_APPLICABLE, "It helps.")))
    group = tab.groups[Group.LATER]
    assert group.head.words == "Nothing to check yet (1)"
    assert not group.is_open
    assert "An odd point" not in seen(tab)
    group.head.click()
    assert "An odd point" in seen(group)


def test_a_check_that_is_asked_for_is_opened_wherever_it_lies(tab):
    show(tab, (*many(30), Check("odd", "An odd point", State.DONE, "It helps.")))
    tab.focus_check("odd")
    assert tab.cards["odd"].isVisible()
    assert tab.groups[Group.DONE].isAncestorOf(QApplication.focusWidget())
    tab.focus_check("check-29")
    assert tab.cards["check-29"].isVisible()
    assert 0 <= tab.top_of(tab.cards["check-29"]) < tab.viewport().height()


# ---- in the pane


def test_the_list_follows_the_case(pane, bench, qtbot):
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("One")))
    assert "Reason 1: One" in [r.words for r in pane.todo.cards["reasons-answered"].rows]
    settled(qtbot, bench, bench.undo)
    assert not pane.todo.cards["reasons-answered"].isVisible()


def test_a_detail_leads_to_its_very_field(pane, qtbot):
    card = pane.todo.cards["details-known"]
    row = next(r for r in card.rows if r.words == "Address for appeals")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert pane.tabs.currentWidget() is pane.details
    editor = pane.details.rows["insurer_address"].editor
    assert editor.hasFocus()
    top = pane.details.top_of(editor)
    assert 0 <= top < pane.details.viewport().height()


def test_a_section_is_shown_and_the_window_is_told(pane, bench, qtbot):
    row = pane.todo.cards["sections-written"].rows[1]
    with qtbot.waitSignal(pane.go_wanted) as wanted:
        row.click()
    assert bench.spot == Spot(SpotKind.SECTION, bench.case.sections[1].id)
    assert (wanted.args[0].kind, wanted.args[0].key) == ("section", "text")


@pytest.mark.parametrize(
    ("check_id", "key"), [("denial-letter", "add-files"), ("reasons-listed", "add-reason")]
)
def test_what_must_be_added_is_asked_of_the_window(pane, qtbot, check_id, key):
    with qtbot.waitSignal(pane.go_wanted) as wanted:
        pane.todo.cards[check_id].rows[0].click()
    assert (wanted.args[0].kind, wanted.args[0].key) == ("case", key)


def test_a_section_that_is_off_is_switched_on_at_once(pane, bench, qtbot):
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("One")))
    settled(qtbot, bench, lambda: bench.apply(edits.include_section(4, False)))
    (row,) = pane.todo.cards["reasons-shown"].rows
    assert row.words == "Switch the section on again"
    settled(qtbot, bench, row.click)
    assert bench.case.section(4).is_included


def test_a_section_that_was_removed_is_looked_for_in_the_history(pane, bench, kit, qtbot):
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("One")))
    settled(qtbot, bench, lambda: bench.apply(edits.remove_section(4)))
    (row,) = pane.todo.cards["reasons-shown"].rows
    with qtbot.waitSignal(kit.actions["history"].triggered):
        row.click()
