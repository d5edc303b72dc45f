"""The tab "Case details": typing becomes edits, and what is printed is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from appealdesk.case import edits
from appealdesk.case.details import Details, Need, detail_fields
from appealdesk.case.errors import AppealDeskError
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.ui.guide.detail_row import LongField
from appealdesk.ui.guide.details_form import DetailsTab
from appealdesk.ui.guide.printed import FAX_COVER, FOOT
from appealdesk.ui.workbench import Workbench
from support.setting import make
from ui.conftest import settled

LONG = [f.key for f in detail_fields() if f.is_long]


@pytest.fixture
def form(pane):
    pane.show_tab("details")
    return pane.details


def field(form, key):
    return form.rows[key].editor


def type_into(qtbot, form, key, words):
    editor = field(form, key)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, words)


def labels(widget) -> list[str]:
    return [x.text() for x in widget.findChildren(QLabel) if x.isVisibleTo(widget) and x.text()]


def test_every_detail_has_a_field_with_its_value(form, bench):
    assert set(form.rows) == {f.key for f in detail_fields()}
    assert field(form, "patient_name").text() == "Ana Díaz"
    assert set(LONG) == {k for k, r in form.rows.items() if not isinstance(r.editor, QLineEdit)}


def test_a_field_is_read_out_with_its_name_and_need(form):
    assert field(form, "patient_name").accessibleName() == "Patient's name, needed"
    assert field(form, "sender_phone").accessibleName() == "Your phone, helps"
    assert field(form, "group_number").accessibleName() == "Group number"
    assert "insurance card" in field(form, "patient_name").accessibleDescription()


def test_leaving_a_field_makes_one_edit(form, bench, qtbot):
    type_into(qtbot, form, "service", "MRI of the back")
    settled(qtbot, bench, lambda: qtbot.keyClick(field(form, "service"), Qt.Key.Key_Tab))
    assert bench.case.details.service == "MRI of the back"
    assert bench.undo_label == "Change “What was denied”"


def test_enter_makes_an_edit(form, bench, qtbot):
    type_into(qtbot, form, "service", "MRI")
    settled(qtbot, bench, lambda: qtbot.keyClick(field(form, "service"), Qt.Key.Key_Return))
    assert bench.case.details.service == "MRI"


def test_a_pause_makes_an_edit_and_does_not_disturb_typing(form, bench, qtbot):
    settled(qtbot, bench, lambda: type_into(qtbot, form, "service", "MRI "))
    editor = field(form, "service")
    qtbot.waitUntil(lambda: bench.case.details.service == "MRI")
    assert editor.text() == "MRI ", "the space that was just typed is still there"
    qtbot.keyClicks(editor, "of")
    assert editor.text() == "MRI of"


@pytest.mark.parametrize("key", LONG)
def test_tab_leaves_a_field_of_several_lines(form, bench, qtbot, key):
    editor = field(form, key)
    editor.setFocus()
    qtbot.keyClicks(editor, "1 Main Street")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "Fairhollow")
    settled(qtbot, bench, lambda: qtbot.keyClick(editor, Qt.Key.Key_Tab))
    assert getattr(bench.case.details, key) == "1 Main Street\nFairhollow"
    assert not editor.hasFocus()


def test_flushing_makes_typed_words_an_edit(form, bench, qtbot):
    type_into(qtbot, form, "plan_name", "Choice PPO")
    form._idle.stop()
    settled(qtbot, bench, bench.flush)
    assert bench.case.details.plan_name == "Choice PPO"


def test_undo_elsewhere_shows_the_value_of_the_case(form, bench, qtbot):
    type_into(qtbot, form, "patient_name", "!")
    settled(qtbot, bench, form.commit)
    assert field(form, "patient_name").text() == "Ana Díaz!"
    settled(qtbot, bench, bench.undo)
    assert field(form, "patient_name").text() == "Ana Díaz"


def test_what_is_being_typed_outlives_a_change_elsewhere(form, bench, qtbot):
    type_into(qtbot, form, "patient_name", " M")
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("patient_name", "Other")))
    assert field(form, "patient_name").text() == "Ana Díaz M"
    settled(qtbot, bench, form.commit)
    assert bench.case.details.patient_name == "Ana Díaz M"


def test_a_fast_typist_loses_no_letter(form, bench, qtbot):
    editor = field(form, "service")
    editor.setFocus()
    for letter in "arthroscopy":
        qtbot.keyClicks(editor, letter)
        form.commit()  # edits fly while the next letter comes
    qtbot.waitUntil(lambda: bench.case.details.service == "arthroscopy")
    assert editor.text() == "arthroscopy"
    assert form.rows["service"]._flying == 0


def test_an_edit_that_changes_nothing_is_not_made(form, bench, qtbot):
    type_into(qtbot, form, "patient_name", "  ")
    with qtbot.assertNotEmitted(bench.changed):
        form.commit()
        with qtbot.waitCallback() as read:
            bench.read(lambda session: session.case, read)


def test_a_refusal_is_told_and_the_words_stay(form, bench, qtbot, notices, monkeypatch):
    def refuse(edit):
        raise AppealDeskError("The disk is full.", "Make room and try again.")

    type_into(qtbot, form, "service", "MRI")
    with monkeypatch.context() as patched:
        patched.setattr(bench.session, "apply", refuse)
        form.commit()
        qtbot.waitUntil(lambda: bool(notices.errors))
    assert "The disk is full." in notices.sentences()
    assert field(form, "service").text() == "MRI"
    settled(qtbot, bench, form.commit)
    assert bench.case.details.service == "MRI"


def test_needed_is_said_in_words(form, bench, qtbot):
    row = form.rows["patient_name"]
    assert row.need == "needed"
    assert row.editor.property("state") == ""
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("patient_name", "")))
    assert row.editor.property("state") == "needed"
    assert form.rows["sender_phone"].need == "helps"
    assert form.rows["group_number"].need == ""


def test_one_of_two_numbers_is_needed(form, bench, qtbot):
    member, claim = form.rows["member_id"], form.rows["claim_number"]
    assert (member.need, claim.need) == ("helps", "helps")
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("member_id", "")))
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("claim_number", "")))
    assert (member.need, claim.need) == ("needed", "needed")
    assert any("This or the claim number is needed." in text for text in labels(member))
    assert any("This or the member ID is needed." in text for text in labels(claim))


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("denial_date", "soon", "Is this a date?"),
        ("denial_date", "March 5, 2999", "has not come yet"),
        ("sender_phone", "12", "too short"),
        ("sender_email", "ana at home", "e-mail address"),
    ],
)
def test_what_looks_odd_is_hinted_at_gently(form, bench, qtbot, key, words, said):
    type_into(qtbot, form, key, words)
    assert form.rows[key].hint == "", "nobody is corrected while typing"
    settled(qtbot, bench, lambda: qtbot.keyClick(field(form, key), Qt.Key.Key_Tab))
    assert said in form.rows[key].hint
    assert getattr(bench.case.details, key) == words, "it is kept all the same"
    field(form, key).setFocus()
    field(form, key).selectAll()
    qtbot.keyClick(field(form, key), Qt.Key.Key_Delete)
    assert form.rows[key].hint == "", "it goes as soon as it is no longer true"


def test_the_foot_line_follows(form, bench, qtbot):
    assert form.foot.words == "Ana Díaz | Member ID W123 | Claim C-9  ·  Page 2 of 2"
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("claim_number", "X-1")))
    assert form.foot.words.startswith("Ana Díaz | Member ID W123 | Claim X-1")


def test_the_cover_is_told_in_words(form, bench, qtbot):
    words = form.cover.words
    assert words["to"] == "Northfield Health Plan"
    assert "from" not in words
    assert "Member ID: W123" in words["about"]
    assert "Your phone" in words["empty"]
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("sender_phone", "555-0100")))
    assert form.cover.words["from"] == "Your phone: 555-0100"
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("One")))
    assert form.cover.words["reasons"].startswith("One, with the page that answers it.")


def test_what_is_said_of_covers_is_true(tmp_path):
    """Every detail stands on the cover, and those named stand on a fax's and at the foot."""
    from appealdesk.case.values import new_case
    from appealdesk.packet.values import Delivery

    details = Details(**{f.key: f"Q{n:02}Q" for n, f in enumerate(detail_fields())})
    case = new_case(details)
    for name in ("mail", "fax"):
        (tmp_path / name).mkdir()
    mail = make(case, tmp_path / "mail")
    fax = make(case, tmp_path / "fax", Delivery.FAX)
    values = {f.key: getattr(details, f.key) for f in detail_fields()}
    assert {k for k, v in values.items() if v in mail.text("cover")} == set(values)
    assert {k for k, v in values.items() if v in fax.text("fax-cover")} == FAX_COVER
    assert {k for k, v in values.items() if v in mail.packet.pages[0].foot[0]} == FOOT


def test_marks_say_where_a_detail_is_printed_too(form):
    assert any("Also at the foot of every page." in t for t in labels(form.rows["patient_name"]))
    assert any("Also on the cover of a fax." in t for t in labels(form.rows["insurer_fax"]))
    assert not any("Also" in t for t in labels(form.rows["diagnosis"]))


def test_focus_without_a_key_goes_to_the_first_that_is_open(pane):
    pane.focus_detail()
    wanted = next(
        f.key
        for f in detail_fields()
        if f.need is not Need.MAY and not getattr(pane._bench.case.details, f.key)
    )
    assert QApplication.focusWidget() is field(pane.details, wanted)


def test_a_read_only_case_is_said_to_be_so(tmp_path, jobs, notices, worker, eyes, kit, qtbot):
    path = tmp_path / "kept.appeal"
    from appealdesk.case.values import new_case

    CaseFile.create(path, new_case(Details(patient_name="Ana"))).close()
    bench = Workbench(Session(CaseFile.open(path, read_only=True)), jobs, notices, worker, eyes)
    form = DetailsTab(bench, kit)
    qtbot.addWidget(form)
    assert any("reading only" in text for text in labels(form))
    assert all(r.editor.isReadOnly() for r in form.rows.values())
    form.commit()
    with qtbot.waitCallback() as closed:
        bench.close(closed)
    assert notices.errors == []


def test_a_long_field_is_as_high_as_its_lines(qtbot, theme):
    field = LongField(theme)
    qtbot.addWidget(field)
    font = field.font()
    font.setPointSizeF(23)
    field.setFont(font)
    field.resize(260, 80)
    field.show()
    field.setPlainText("We must receive it within 180 days after you receive this notice.")
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)
    assert field.document().size().height() > 3
