"""The sample's own denial letter, brought in as a user would: all that it says is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.values import Kind
from appealdesk.resources import resource_path
from appealdesk.ui.case_desk import CaseDesk
from appealdesk.ui.reasons.from_letter import FromLetter
from ui.conftest import settled


@pytest.fixture
def desk(bench, kit, qtbot):
    made = CaseDesk(bench, kit)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    for key in ("patient_name", "member_id", "insurer_name", "claim_number"):
        if getattr(bench.case.details, key) != getattr(Details(), key):
            settled(qtbot, bench, lambda key=key: bench.apply(edits.set_detail(key, "")))
    path = resource_path("sample") / "denial-letter.pdf"
    bench.add_files([path], section=1, kind=Kind.DENIAL_LETTER)
    qtbot.waitUntil(lambda: bool(bench.papers.known.letters(bench.case)), timeout=20_000)
    qtbot.waitUntil(lambda: bool(made.guide.details.letter.offers))
    return made


def test_one_press_fills_in_what_the_letter_says(desk, bench, qtbot):
    desk.guide.show_tab("details")
    card = desk.guide.details.letter
    settled(qtbot, bench, lambda: qtbot.mouseClick(card.take_all, Qt.MouseButton.LeftButton))
    details = bench.case.details
    assert details.patient_name == "Maria Delgado"
    assert details.member_id == "NHP-447188290"
    assert details.group_number == "88213"
    assert details.insurer_name == "Northfield Health Plan"
    assert details.plan_name == "Northfield Choice PPO"
    assert details.claim_number == "PA-2026-0093317"
    assert details.denial_date == "September 8, 2026"
    assert details.service == "MRI of the lumbar spine without contrast"
    assert details.service_code == "72148"
    assert details.diagnosis == "M54.16"
    assert details.provider_name == "Anne Whitlock, MD"
    assert details.insurer_fax == "(207) 555-0142"
    assert "P.O. Box 4410" in details.insurer_address
    assert card.isHidden()
    assert desk.guide.details.rows["member_id"].text == "NHP-447188290"


def test_its_words_on_the_last_day_are_offered(desk, bench, qtbot):
    desk.guide.show_tab("deadline")
    card = desk.guide.deadline.letter
    settled(qtbot, bench, lambda: qtbot.mouseClick(card.take, Qt.MouseButton.LeftButton))
    told = bench.case.situation.letter_words
    assert told == "We must receive it within 180 days after you receive this notice."


def test_its_reasons_are_offered_when_one_is_added(desk, bench, qtbot):
    desk.add_reason()
    dialog = desk.window().findChild(FromLetter)
    starts = [row.offer.words[:40] for row in dialog.rows]
    assert starts == [
        "We cannot approve it, because the servic",
        "The records sent to us do not show that ",
        "The notes sent to us do not document an ",
    ]
    for row in dialog.rows[1:]:
        qtbot.mouseClick(row.check, Qt.MouseButton.LeftButton)
    settled(qtbot, bench, dialog.findChild(QPushButton, "add-sentences").click)
    assert len(bench.case.reasons) == 2
    qtbot.waitUntil(lambda: bench.spot.id == bench.case.reasons[0].id)
