"""Papers in the window: chosen, read, changed, saved, filed; typed words are not lost."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from appealdesk.audit.places import Place
from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.desk.papers import draft, paper_kinds
from appealdesk.ui.papers.model import ROW, PaperList
from appealdesk.ui.text.blocks import Kind as BlockKind
from appealdesk.ui.text.markdown_out import Translator
from support.cases import filed
from support.papers import page_texts
from support.reach import unnamed


def type_words(qtbot, dialog, words):
    surface = dialog.editor._surface
    surface.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(surface, words)


def rows(dialog):
    return {r.kind.id: r for r in (dialog.papers.index(n).data(ROW) for n in range(9))}


def test_the_list_holds_what_it_promises(qtmodeltester, session):
    model = PaperList()
    model.show_case(session.case, {"attestation": "You changed its words."})
    qtmodeltester.check(model)
    index = model.index(model.row_of("attestation"))
    assert index.data() == "Statement of the treating doctor"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Worth making now: Nothing signed by the doctor is in the packet yet." in said
    assert said.endswith("You changed its words.")
    assert model.row_of("love-letter") == -1


def test_the_first_that_the_case_needs_is_shown(dialog):
    assert dialog.paper == "claim-file-request"
    assert dialog.name.text() == "Request for the claim file and the criteria"
    assert "Northfield Health Plan" in dialog.editor.text()
    assert dialog.facts.signer.text() == "Who signs it: you."


def test_another_is_chosen_by_keyboard(dialog, qtbot):
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.paper == "records-request"
    assert "45 CFR 164.524" in dialog.editor.text()
    assert "45 CFR 164.524(b)(2) (read 2026-11-25)" in dialog.facts.rules.text()
    dialog.show_paper("peer-to-peer")
    assert dialog.facts.signer.text() == "Nobody signs it."
    dialog.show_paper("love-letter")
    assert dialog.paper == "peer-to-peer"


def test_everything_has_a_name(dialog):
    assert unnamed(dialog) == []


@pytest.mark.parametrize("kind", paper_kinds(), ids=lambda kind: kind.id)
def test_the_editor_shows_every_paper_as_words_and_gives_it_back(kind, session):
    text = draft(kind, session.case).text
    translator = Translator()
    blocks = translator.read(text)
    assert not [b.source for b in blocks if b.kind is BlockKind.VERBATIM]
    assert translator.write(blocks).strip() == text.strip()


def test_what_is_missing_leads_to_where_it_is_filled_in(dialog, qtbot):
    assert "Address for appeals" in dialog.facts.missing.text()
    with qtbot.waitSignal(dialog.go_wanted) as went:
        dialog.facts.missing.linkActivated.emit("0")
    assert went.args == [Place("detail", 0, "Address for appeals", "insurer_address")]


def test_a_draft_follows_the_case(dialog, bench, qtbot):
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_detail("insurer_address", "1 Plan Way"))
    assert "1 Plan Way" in dialog.editor.text()
    assert "Address for appeals" not in dialog.facts.missing.text()
    assert not dialog.unkept
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_situation("coverage", "medicaid-plan"))
    assert "42 CFR 438.404(b)(2)" in dialog.editor.text()
    assert rows(dialog)["external-review-request"].title == "Request for a state fair hearing"


def test_changed_words_stay_and_the_user_is_told_that_the_case_went_on(dialog, bench, qtbot):
    type_words(qtbot, dialog, "Mine. ")
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_detail("member_id", "W999"))
    assert "Mine. " in dialog.editor.text()
    assert "W999" not in dialog.editor.text()
    assert dialog.behind.isVisible()
    assert "The case has changed" in dialog.behind.text()
    dialog.show_paper("attestation")
    assert not dialog.behind.isVisible()
    assert rows(dialog)["claim-file-request"].note == "You changed its words."
    dialog.show_paper("claim-file-request")
    assert "Mine. " in dialog.editor.text()


def test_it_can_be_started_again(dialog, bench, notices, qtbot):
    assert not dialog.anew.isVisible()
    type_words(qtbot, dialog, "Mine. ")
    dialog.editor.flush()
    dialog.anew.click()
    assert "Mine. " in dialog.editor.text()  # the question was answered with no
    notices.answers.append("anew")
    dialog.anew.click()
    assert dialog.editor.text() == draft(paper_kinds()[0], bench.case).text
    assert not dialog.anew.isVisible()


def test_it_is_saved_as_a_pdf(dialog, notices, tmp_path, qtbot):
    target = tmp_path / "request"
    notices.answers.append(target)
    type_words(qtbot, dialog, "Mine. ")
    dialog.save.click()
    qtbot.waitUntil(lambda: "Saved as" in dialog.status.text(), timeout=20000)
    suggested = notices.asked[0][1]
    assert suggested.name == "Request for the claim file and the criteria.pdf"
    assert "Mine. " in page_texts(tmp_path / "request.pdf")[0]
    assert not dialog.unkept
    notices.actions[0]()
    assert notices.opened == [tmp_path / "request.pdf"]


def test_it_is_filed_in_the_packet_under_its_name_and_can_be_undone(dialog, bench, qtbot):
    dialog.show_paper("representative")
    assert dialog.file.text() == "File it in the packet"
    dialog.name.setText("Permission: Bo for Ana")
    dialog.file.click()
    qtbot.waitUntil(lambda: "Filed in" in dialog.status.text(), timeout=20000)
    assert "It is not signed yet" in dialog.status.text()
    qtbot.waitUntil(lambda: any(s.documents for s in bench.case.sections))
    (found,) = [d for s in bench.case.sections for d in s.documents]
    qtbot.waitUntil(
        lambda: bench.case.document(found.id).title == "Permission: Bo for Ana", timeout=5000
    )
    assert found.kind is Kind.FORM
    assert bench.undo_label is not None
    dialog.file.click()
    qtbot.waitUntil(lambda: "already in the case" in dialog.status.text(), timeout=20000)


def test_what_the_doctor_signs_goes_to_the_tray(dialog, bench, qtbot):
    dialog.show_paper("attestation")
    assert dialog.file.text() == "Put it in the tray"
    dialog.file.click()
    qtbot.waitUntil(lambda: "Once it is signed" in dialog.status.text(), timeout=20000)
    qtbot.waitUntil(lambda: len(bench.case.tray) == 1)
    assert bench.case.tray[0].kind is Kind.ATTESTATION


def test_words_that_cannot_be_printed_are_told(dialog, notices, qtbot):
    dialog.editor._surface.textCursor().insertText("\u05d0 ")  # no key of the tests types it
    dialog.file.click()
    qtbot.waitUntil(lambda: bool(notices.errors), timeout=20000)
    assert "\u05d0" in dialog.status.text()
    assert dialog.file.isEnabled()


def test_a_page_that_a_paper_points_at_is_printed_as_it_is_called(
    dialog, bench, tmp_path, notices, qtbot
):
    with qtbot.waitSignal(bench.changed):
        bench.apply(filed(3, "Chart", 3))
    chart = bench.case.sections[2].documents[0]
    from appealdesk.case.values import Citation

    dialog.show_paper("peer-to-peer")
    dialog.editor.insert_cite(Citation(chart.id, chart.pages[1].id))
    notices.answers.append(tmp_path / "call.pdf")
    dialog.save.click()
    qtbot.waitUntil(lambda: "Saved as" in dialog.status.text(), timeout=20000)
    assert "Exhibit A, p. 2" in page_texts(tmp_path / "call.pdf")[0]


def test_closing_tells_that_changed_words_are_kept_for_now(dialog, notices, qtbot):
    dialog.reject()
    assert notices.told == []
    dialog.show()
    type_words(qtbot, dialog, "Mine. ")
    assert dialog.unkept == ("Request for the claim file and the criteria",)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert "are kept until you close this appeal" in notices.sentences()
    notices.actions[0]()
    assert dialog.isVisible()
    assert "Mine. " in dialog.editor.text()


def test_a_case_that_can_only_be_read_makes_papers_but_files_none(
    session, jobs, notices, worker, eyes, kit, host, images, qtbot, monkeypatch
):
    from appealdesk.ui.papers.dialog import PapersDialog
    from appealdesk.ui.workbench import Workbench

    monkeypatch.setattr(Workbench, "is_read_only", property(lambda _bench: True))
    bench = Workbench(session, jobs, notices, worker, eyes)
    dialog = PapersDialog(bench, images, kit, host)
    dialog.show()
    assert not dialog.file.isEnabled()
    assert dialog.save.isEnabled()
    dialog.hide()
    with qtbot.waitCallback() as closed:
        bench.close(closed)


@pytest.mark.parametrize("percent", [100, 200])
def test_rows_grow_with_the_text_and_nothing_is_cut_off(dialog, theme, qtbot, percent):
    theme.set(text_scale=percent)
    try:
        dialog.fit()
        width = dialog.list.viewport().width()
        for number in range(dialog.papers.rowCount()):
            box = dialog.list.visualRect(dialog.papers.index(number))
            assert box.width() <= width
            assert box.height() > 3 * dialog.list.fontMetrics().height()
    finally:
        theme.set(text_scale=100)


def test_it_is_printed_as_it_stands(dialog, notices, eyes, tmp_path, qtbot):
    from PySide6.QtPrintSupport import QPrinter

    out = tmp_path / "printed.pdf"

    def choose(printer, pages, _parent, chosen, _given_up):
        assert pages == 1
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer.setResolution(72)
        chosen()

    dialog.show_paper("attestation")
    dialog.out.printing.choose = choose
    with qtbot.waitSignal(dialog.out.printing.finished, timeout=30000) as done:
        dialog.print.click()
        assert not dialog.print.isEnabled()
    assert done.args == [True]
    assert out.stat().st_size > 5000
    assert dialog.print.isEnabled()
    assert "Handed to the printer." in dialog.status.text()
    assert "\u201cStatement of the treating doctor\u201d was handed to the printer." in (
        notices.sentences()
    )
    qtbot.waitUntil(lambda: not list(eyes.folder.glob("paper-*")), timeout=5000)


def test_no_printer_chosen_leaves_nothing_behind(dialog, eyes, qtbot):
    dialog.out.printing.choose = lambda _printer, _pages, _parent, _chosen, given_up: given_up()
    with qtbot.waitSignal(dialog.out.printing.finished, timeout=30000) as done:
        dialog.print.click()
    assert done.args == [False]
    assert dialog.print.isEnabled()
    qtbot.waitUntil(lambda: not list(eyes.folder.glob("paper-*")), timeout=5000)


def test_one_that_was_put_away_shows_the_case_as_it_is_when_it_comes_back(dialog, bench, qtbot):
    type_words(qtbot, dialog, "Mine. ")
    dialog.show_paper("records-request")
    dialog.hide()
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_detail("sender_name", "Bo Díaz"))
    assert dialog.unkept
    dialog.show()
    assert "Bo Díaz" in dialog.editor.text()
    dialog.show_paper("claim-file-request")
    assert "Mine. " in dialog.editor.text()
    assert dialog.behind.isVisible()


def is_fitting(dialog) -> bool:
    area, (upper, lower) = dialog.facts_area, dialog.halves.sizes()
    needed = area.widget().heightForWidth(area.viewport().width())
    least = dialog.halves.widget(0).minimumSizeHint().height()
    return upper <= max(needed + 16, least) and upper <= lower / 2 + 1


def test_what_is_to_be_known_takes_the_height_it_needs_and_at_most_a_third(dialog, qtbot):
    for number in range(dialog.papers.rowCount()):
        dialog.list.setCurrentIndex(dialog.papers.index(number))
        qtbot.waitUntil(lambda: is_fitting(dialog))
    dialog.halves.setSizes([200, 300])
    dialog.halves.splitterMoved.emit(200, 1)
    held = dialog.halves.sizes()
    dialog.show_paper("attestation")
    dialog.resize(dialog.width() + 10, dialog.height())
    assert dialog.halves.sizes() == held, "the border stays where the user put it"


def test_each_hint_hangs_on_its_own_dot(dialog):
    hints = dialog.facts.hints
    dots = [part for part in hints.findChildren(QLabel) if part.text() == "\u2022"]
    assert len(dots) == len(hints.words.splitlines()) > 1


def test_a_change_of_the_case_leaves_caret_and_space_of_a_title_alone(dialog, bench, qtbot):
    dialog.name.setFocus()
    dialog.name.setText("My letter ")
    dialog.name.setCursorPosition(3)
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_detail("group_number", "77"))
    assert dialog.name.text() == "My letter "
    assert dialog.name.cursorPosition() == 3


def test_a_place_that_is_chosen_after_the_case_was_closed_writes_nothing(
    dialog, bench, notices, tmp_path
):
    kind, out = dialog._kind, dialog.out
    dialog.done(0)
    shiboken6.delete(dialog)
    out._save(kind, "Letter", "Words", tmp_path / "late.pdf")
    assert not notices.errors
    assert not (tmp_path / "late.pdf").exists()
