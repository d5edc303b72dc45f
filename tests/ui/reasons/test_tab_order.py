"""Tab goes through a reason from top to bottom, also to what came later than the view."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from appealdesk.case import edits
from appealdesk.case.values import TableRow
from appealdesk.ui.reasons.table_pane import TablePane
from support.reach import tab_order

pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support (grabbing|raise)", extend=True
)


def names(view):
    return [stop.objectName() for stop in tab_order(view)]


def test_evidence_comes_before_the_tables_and_tables_before_what_adds_one(
    qtbot, heard, bench, view, part, page
):
    reason = bench.case.reasons[0].id
    for number in (1, 2):
        heard(lambda n=number: bench.apply(edits.cite(reason, page(n))))
    rows = (TableRow(("Gym", "", "", "", "", ""), (page(1), page(2))),)
    heard(lambda: bench.apply(edits.set_reason_table(reason, "prior-treatments", rows)))
    qtbot.waitUntil(lambda: "row-page" in names(view))
    found = names(view)
    order = [
        "point-at-page",
        "evidence-card",
        "remove-table",
        "cell-treatment",
        "cell-outcome",
        "row-page",
        "point-row-at-page",
        "row-tools",
        "add-row",
        "another-table",
    ]
    places = [found.index(name) for name in order]
    assert places == sorted(places)
    assert found.index("row-page") + 1 == len(found) - 1 - found[::-1].index("row-page")
    part("evidence").list.cards[1].setFocus()
    assert names(view)[: len(found)] == found, "the card that is looked at takes that place"


def test_a_second_table_stands_behind_the_first_and_before_its_offers(qtbot, heard, bench, view):
    reason = bench.case.reasons[0].id
    heard(lambda: bench.apply(edits.set_reason_kind(reason, "conservative_care")))
    for kind, width in (("criteria", 3), ("prior-treatments", 6)):
        rows = (TableRow(("x",) * width),)
        heard(lambda k=kind, r=rows: bench.apply(edits.set_reason_table(reason, k, r)))
    editors = view.findChild(TablePane).editors
    found = tab_order(view)
    places = [
        found.index(part)
        for editor in editors.values()
        for part in (editor.remove_button, editor.boxes[0].cells[0], editor.add_button)
    ]
    assert places == sorted(places)
    offers = [n for n, stop in enumerate(found) if stop.objectName().startswith("add-table-")]
    assert all(places[-1] < place for place in offers)
    assert places[-1] < found.index(view.findChild(QAbstractButton, "another-table"))


def test_questions_of_the_panel_follow_its_heading(qtbot, heard, bench, view, part):
    reason = bench.case.reasons[0].id
    part("answer-panel").head.setChecked(True)
    heard(lambda: bench.apply(edits.set_reason_kind(reason, "conservative_care")))
    qtbot.waitUntil(lambda: "question-0" in names(view))
    found = names(view)
    assert found.index("answer-panel-head") < found.index("question-0")
    assert found.index("question-0") < found.index("text")
