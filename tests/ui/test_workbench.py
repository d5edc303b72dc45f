"""The open case as the window holds it."""

from appealdesk.case import edits
from appealdesk.ui.spot import PACKET, Spot, SpotKind


def test_an_edit_is_made_beside_and_heard_here(qtbot, bench):
    with qtbot.waitSignal(bench.changed) as heard:
        bench.apply(edits.set_detail("patient_name", "Mo Reyes"))
    before, after = heard.args
    assert before.details.patient_name == "Ana Díaz"
    assert after.details.patient_name == bench.case.details.patient_name == "Mo Reyes"
    assert bench.undo_label == "Change “Patient's name”"


def test_a_refused_edit_is_told_and_changes_nothing(qtbot, bench, notices):
    case = bench.case
    bench.apply(edits.rename_section(1, "  "))
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "needs a name" in notices.sentences()
    assert bench.case is case


def test_several_edits_are_one_step_of_the_history(qtbot, bench):
    with qtbot.waitSignal(bench.changed):
        bench.apply_all("Two things", [edits.add_reason("One"), edits.add_reason("Two")])
    assert [r.title for r in bench.case.reasons] == ["One", "Two"]
    with qtbot.waitSignal(bench.changed):
        bench.undo()
    assert bench.case.reasons == ()
    assert bench.redo_label == "Two things"


def test_what_is_gone_is_not_shown_any_more(qtbot, bench):
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.add_reason("One"))
    spot = Spot(SpotKind.REASON, bench.case.reasons[0].id)
    bench.show(spot)
    assert bench.spot == spot
    with qtbot.waitSignal(bench.spot_changed):
        bench.undo()
    assert bench.spot == PACKET


def test_page_numbers_settle_after_a_change(qtbot, bench):
    long = "\n\n".join(f"Paragraph {n}. " + "word " * 90 for n in range(40))
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(1, long))
    guessed = len(bench.packet.pages)
    qtbot.waitUntil(lambda: bench.is_settled, timeout=15000)
    assert len(bench.packet.pages) > guessed + 3
