"""The part "About this care": choosing the kind of care and the insurer, and what is told then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from appealdesk.case import edits
from appealdesk.guidance.insurers import insurers
from appealdesk.guidance.services import services
from ui.conftest import settled


@pytest.fixture
def care(pane):
    pane.show_tab("details")
    return pane.details.care


def words(widget) -> str:
    said = [x.accessibleName() or x.text() for x in widget.findChildren(QLabel)]
    return "\n".join(said)


def opened(part, key):
    part.folds[key].head.setChecked(True)
    return part.choices[key].buttons


def test_every_kind_of_care_and_every_insurer_of_the_catalogue_can_be_chosen(care):
    assert list(opened(care, "service")) == [*(s.id for s in services()), ""]
    assert list(opened(care, "insurer")) == [*(i.id for i in insurers()), ""]


def test_a_choice_is_kept_and_tells_what_helps(qtbot, bench, care):
    assert care.folds["service"].head.words == "Kind of care: not chosen yet"
    assert care.notes["service"].isHidden()
    press = opened(care, "service")["mri"]
    settled(qtbot, bench, lambda: qtbot.mouseClick(press, Qt.MouseButton.LeftButton))
    assert bench.case.situation.service == "mri"
    assert care.folds["service"].head.words == "Kind of care: MRI scan"
    told = words(care.notes["service"])
    assert "Six weeks or more of other treatment" in told
    assert "Name the topic, the variant" in told
    assert "usually not appropriate" in told
    assert "Read 2026-11" in told


def test_the_insurer_tells_what_it_goes_by_and_has_no_address(qtbot, bench, care):
    press = opened(care, "insurer")["aetna"]
    settled(qtbot, bench, lambda: qtbot.mouseClick(press, Qt.MouseButton.LeftButton))
    told = words(care.notes["insurer"])
    assert "Clinical Policy Bulletin" in told
    assert "MCG" in told


def test_a_choice_can_be_taken_back(qtbot, bench, care):
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("service", "mri")))
    assert opened(care, "service")["mri"].isChecked()
    press = opened(care, "service")[""]
    settled(qtbot, bench, lambda: qtbot.mouseClick(press, Qt.MouseButton.LeftButton))
    assert bench.case.situation.service == ""
    assert care.notes["service"].isHidden()


def test_what_the_details_name_is_offered_and_not_chosen_by_itself(qtbot, bench, care):
    assert care.offers["insurer"].isHidden()
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("insurer_name", "Aetna Life")))
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("service", "MRI of the back")))
    assert care.offers["insurer"].words == "Your details sound like “Aetna”. Choose it"
    assert bench.case.situation.insurer == ""
    care.offers["insurer"].setFocus()
    settled(qtbot, bench, lambda: qtbot.keyClick(care.offers["insurer"], Qt.Key.Key_Space))
    assert bench.case.situation.insurer == "aetna"
    assert care.offers["insurer"].isHidden()
    assert care.folds["insurer"].head.hasFocus()
    press = care.offers["service"]
    settled(qtbot, bench, lambda: qtbot.mouseClick(press, Qt.MouseButton.LeftButton))
    assert bench.case.situation.service == "mri"


def test_undo_shows_the_choice_before(qtbot, bench, care):
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("insurer", "cigna")))
    settled(qtbot, bench, bench.undo)
    assert care.folds["insurer"].head.words == "Insurer: not chosen yet"


def test_an_id_that_is_not_known_here_is_shown_as_not_chosen_and_kept(qtbot, bench, care):
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("service", "from-tomorrow")))
    assert care.folds["service"].head.words == "Kind of care: not chosen yet"
    assert bench.case.situation.service == "from-tomorrow"


def test_the_pane_leads_to_the_choice(pane, care):
    pane.show_tab("help")
    pane.focus_care()
    assert pane.tabs.currentWidget() is pane.details
    assert care.folds["service"].is_open
    assert care.choices["service"].buttons[""].hasFocus()
