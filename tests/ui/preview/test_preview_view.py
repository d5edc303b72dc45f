"""The whole packet on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Arrangement, new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from appealdesk.ui.preview import packets as packets_module
from appealdesk.ui.preview_view import PreviewView
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.workbench import Workbench
from support.packet_case import INTRODUCTION, SUPPORTING, is_up_to_date, rows_of
from support.papers import text_pdf


def find(view, kind, name):
    return view.findChild(kind, name)


def until_new(qtbot, view, change):
    """Do something, and wait until the packet after it is on the screen."""
    before = view.sheets.previewed
    change()
    qtbot.waitUntil(
        lambda: view.sheets.previewed is not before and is_up_to_date(view), timeout=20000
    )


def packet(view):
    return view.sheets.previewed.packet


def link_point(view, row, at=0):
    """The middle of a link on the screen."""
    link = view.sheets.links(row)[at]
    return view.sheets._in_view(row, link.rect).center().toPoint()


def linked(qtbot, view, row):
    """Look at a page and wait for its links."""
    view.sheets.go_to(row)
    qtbot.waitUntil(lambda: bool(view.sheets.links(row)), timeout=10000)


def test_it_shows_every_page_of_the_packet(view):
    pages = packet(view).pages
    assert len(view.sheets.sheets) == len(pages)
    assert find(view, QLabel, "packetCount").text() == f"{len(pages)} pages  ·  2 exhibits"
    assert find(view, QLineEdit, "pageNumber").text() == "1"
    wide = view.sheets.sheets[-1]
    assert (wide.width, wide.height) == (792, 612)
    assert "Exhibit B, p. 1" in wide.caption
    assert find(view, QFrame, "previewWarnings").isHidden()
    assert find(view, QFrame, "previewEmpty").isHidden()


def test_the_outline_goes_to_pages(qtbot, view, qtmodeltester):
    outline = view.findChild(object, "packetOutline")
    model = outline.model()
    qtmodeltester.check(model, force_py=True)
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles[:2] == ["Cover", "Contents"]
    supporting = model.index(titles.index("Supporting Documentation"), 0)
    exhibit = model.index(1, 0, supporting)
    assert exhibit.data() == "Exhibit B: wide"
    outline.scrollTo(exhibit)
    spot = outline.visualRect(exhibit).center()
    qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.sheets.current_row == packet(view).exhibits[1].first_page
    assert model.index(1, 1, supporting).data() == str(view.sheets.current_row + 1)


def test_the_outline_follows_the_pages(view):
    outline = view.findChild(object, "packetOutline")
    view.sheets.go_to(packet(view).exhibits[0].first_page + 1)
    assert outline.currentIndex().data() == "Exhibit A: chart"


def test_a_link_jumps_and_back_returns(qtbot, view):
    intro = rows_of(packet(view), "section")[0]
    linked(qtbot, view, intro)
    back = find(view, QToolButton, "goBack")
    assert not back.isEnabled()
    point = link_point(view, intro)
    qtbot.mouseClick(view.sheets.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.sheets.current_row == packet(view).exhibits[0].first_page + 1
    assert back.isEnabled()
    view.activateWindow()
    view.sheets.setFocus()
    qtbot.keyClick(view.sheets, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view.sheets.current_row == intro)
    assert not back.isEnabled()


def test_links_work_from_the_keyboard_and_say_where_they_lead(qtbot, view):
    intro = rows_of(packet(view), "section")[0]
    linked(qtbot, view, intro)
    target = packet(view).exhibits[0].first_page + 1
    assert view.sheets.links(intro)[0].words == f"Go to page {target + 1} (Exhibit A, p. 2)"
    view.sheets.setFocus()
    qtbot.keyClick(view.sheets, Qt.Key.Key_Tab)
    qtbot.keyClick(view.sheets, Qt.Key.Key_Return)
    assert view.sheets.current_row == target


def test_a_link_to_the_web_is_told_and_not_opened(qtbot, view, notices):
    row = packet(view).exhibits[0].first_page
    linked(qtbot, view, row)
    web = [n for n, link in enumerate(view.sheets.links(row)) if link.link_id.address]
    view.sheets.link_clicked.emit(row, view.sheets.links(row)[web[0]].link_id)
    assert "https://example.org/plan" in notices.sentences()
    assert notices.opened == []
    assert view.sheets.current_row == row


def test_a_typed_number_and_the_arrows_turn_pages(qtbot, view):
    number = find(view, QLineEdit, "pageNumber")
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "4")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert view.sheets.current_row == 3
    find(view, QToolButton, "pageAfter").click()
    assert view.sheets.current_row == 4
    find(view, QToolButton, "pageBefore").click()
    assert number.text() == "4"
    number.setText("999")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert view.sheets.current_row == len(packet(view).pages) - 1
    number.setText("what")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert number.text() == str(len(packet(view).pages))


def test_a_double_click_opens_what_the_page_was_made_of(qtbot, view, bench):
    chart = bench.case.section(SUPPORTING).documents[0]
    row = packet(view).exhibits[0].first_page
    view.sheets.go_to(row + 1)
    point = view.sheets.sheet_rect(row + 1).topLeft() + view.sheets.viewport().rect().center() / 2
    qtbot.mouseDClick(view.sheets.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert bench.spot == Spot(SpotKind.DOCUMENT, chart.id, chart.pages[1].id)
    view.sheets.activated.emit(rows_of(packet(view), "section")[0])
    assert bench.spot == Spot(SpotKind.SECTION, INTRODUCTION)
    view.sheets.activated.emit(0)
    assert bench.spot == Spot(SpotKind.SECTION, INTRODUCTION)  # the cover has nothing to open


def test_the_button_says_what_it_opens(view, bench):
    button = find(view, QPushButton, "goToPaper")
    assert button.isHidden()
    view.sheets.go_to(packet(view).exhibits[1].first_page)
    assert button.text() == "Go to this paper"
    button.click()
    assert bench.spot.id == packet(view).exhibits[1].document
    view.sheets.go_to(rows_of(packet(view), "section")[0])
    assert button.text() == "Go to this text"


def test_pages_of_one_letter_open_their_section(qtbot, view, bench):
    until_new(
        qtbot, view, lambda: bench.apply(edits.set_layout(arrangement=Arrangement.LETTER_FIRST))
    )
    view.sheets.activated.emit(rows_of(packet(view), "letter")[0])
    assert bench.spot.kind is SpotKind.SECTION


def test_a_change_shows_and_the_place_stays(qtbot, view, bench):
    row = packet(view).exhibits[1].first_page
    view.sheets.go_to(row)
    bar = view.sheets.verticalScrollBar()
    bar.setValue(bar.value() + 120)
    above = view.sheets.place().above
    until_new(qtbot, view, lambda: bench.apply(edits.set_layout(has_dividers=True)))
    new = packet(view).exhibits[1].first_page
    assert new == row + 2
    assert view.sheets.place().row == new
    assert abs(view.sheets.place().above - above) < 0.02


def test_old_pages_stay_while_new_ones_are_made(qtbot, view, bench):
    news = find(view, QLabel, "previewNews")
    assert news.isHidden()
    before = len(view.sheets.sheets)
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(5, "Please approve it."))
    assert news.text() == "Bringing this up to date..."
    assert len(view.sheets.sheets) == before
    qtbot.waitUntil(lambda: is_up_to_date(view), timeout=20000)
    assert news.isHidden()
    assert len(view.sheets.sheets) == before + 1


def test_edits_in_a_row_show_only_the_last(qtbot, view, bench):
    shown = []
    view.packets.made.connect(shown.append)
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(5, "First."))
    view.packets.refresh()
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(5, "Second."))
    qtbot.waitUntil(lambda: is_up_to_date(view), timeout=20000)
    assert [made.case.section(5).body for made in shown] == ["Second."]


def test_nothing_is_made_while_nobody_looks(qtbot, view, bench):
    view.hide()
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(5, "Please approve it."))
    assert view.packets.is_stale
    assert not view.packets._timer.isActive()
    until_new(qtbot, view, view.show)
    assert packet(view).pages[-1].part == "section:5"


def test_what_lies_in_the_tray_changes_nothing(qtbot, view, bench, worker, tmp_path):
    made = view.sheets.previewed
    with qtbot.waitSignal(bench.changed):
        list(import_files(bench.session, worker, [text_pdf(tmp_path / "new.pdf", ["x"])]))
    assert not view.packets.is_stale
    assert view.sheets.previewed is made


def test_a_failure_is_told_and_the_last_pages_stay(qtbot, view, bench, monkeypatch):
    pages = len(view.sheets.sheets)

    def broken(*_args, **_more):
        raise AppealDeskError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(packets_module, "preview", broken)
        bench.apply(edits.set_section_text(5, "Please."))
        qtbot.waitUntil(lambda: view.packets.problem is not None, timeout=20000)
    problem = find(view, QFrame, "previewProblem")
    said = " ".join(label.text() for label in problem.findChildren(QLabel))
    assert not problem.isHidden()
    assert "The disk is full." in said
    assert "Free some space." in said
    assert "before your last change" in said
    assert len(view.sheets.sheets) == pages
    until_new(qtbot, view, find(view, QPushButton, "retryPreview").click)
    assert problem.isHidden()
    assert len(view.sheets.sheets) == pages + 1


def test_a_bug_leaves_a_way_to_try_again(qtbot, hidden, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(packets_module, "preview", lambda *_a, **_m: 1 / 0)
        hidden.show()
        qtbot.waitUntil(lambda: hidden.packets.problem is not None, timeout=20000)
    assert not find(hidden, QFrame, "previewProblem").isHidden()
    until_new(qtbot, hidden, find(hidden, QPushButton, "retryPreview").click)


def test_what_keeps_it_from_being_sent_is_told(qtbot, view, bench):
    until_new(
        qtbot, view, lambda: bench.apply(edits.set_section_text(5, "Yours, [Your name] \U000131cb"))
    )
    banner = find(view, QFrame, "previewWarnings")
    assert not banner.isHidden()
    assert "2 things must be mended" in " ".join(k.text() for k in banner.findChildren(QLabel))
    words = find(view, QLabel, "previewWarningList")
    assert words.isHidden()
    find(view, QPushButton, "showWarnings").click()
    assert not words.isHidden()
    assert "[Your name]" in words.text()
    assert "\U000131cb" in words.text()


def test_the_layout_is_chosen_here(qtbot, view, bench):
    dividers = find(view, QCheckBox, "dividers")
    until_new(qtbot, view, dividers.click)
    assert bench.case.layout.has_dividers
    assert rows_of(packet(view), "divider")
    order = find(view, QComboBox, "arrangement")

    def choose():
        order.setCurrentIndex(1)
        order.activated.emit(1)

    until_new(qtbot, view, choose)
    assert bench.case.layout.arrangement is Arrangement.LETTER_FIRST
    with qtbot.waitSignal(bench.changed):
        bench.undo()
    assert order.currentIndex() == 0


def test_the_fax_form_shows_its_own_cover(qtbot, view):
    form = find(view, QComboBox, "delivery")

    def choose():
        form.setCurrentIndex(1)
        form.activated.emit(1)

    until_new(qtbot, view, choose)
    assert packet(view).pages[0].kind == "fax-cover"
    assert "Black and white" in find(view, QLabel, "previewNews").text()


def test_its_buttons_show_what_they_do(view):
    for name in ("printPacket", "exportPacket", "goToPaper"):
        shown = find(view, QPushButton, name).icon().pixmap(24, 24).toImage()
        assert any(shown.pixelColor(x, 12).alpha() for x in range(shown.width())), name


def test_zoom_is_an_action_of_the_window(view):
    assert view.can("zoom-in")
    before = view.sheets.scale
    view.do("zoom-in")
    assert view.sheets.scale > before
    view.do("zoom-fit")
    assert view.sheets.scale == pytest.approx(before)
    find(view, QToolButton, "zoom-page").click()
    assert view.sheets.scale < before


def test_the_outline_makes_room_in_a_narrow_pane(view):
    outline = view.findChild(object, "packetOutline")
    assert outline.isVisible()
    view.resize(500, 800)
    assert not outline.isVisible()
    find(view, QToolButton, "showOutline").click()
    assert outline.isVisible()


def test_only_one_file_lies_on_the_disk(qtbot, view, bench, eyes):
    first = view.sheets.previewed.name
    view.packets.hold(first)
    until_new(qtbot, view, lambda: bench.apply(edits.set_section_text(5, "Please.")))
    second = view.sheets.previewed.name
    assert {p.name for p in eyes.folder.glob("packet-*")} == {first, second}
    view.packets.release(first)
    qtbot.waitUntil(lambda: not (eyes.folder / first).exists())
    view.close_case()
    qtbot.waitUntil(lambda: not list(eyes.folder.glob("packet-*")))


def test_a_view_that_goes_while_it_works_leaves_no_file(qtbot, bench, kit, eyes, jobs):
    gone = packets_module.PacketPreviews(bench, kit.jobs)
    gone.set_wanted(True)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    qtbot.waitUntil(lambda: not jobs.running, timeout=20000)
    assert not list(eyes.folder.glob("packet-*"))


def test_a_case_that_is_only_read_is_shown(qtbot, filled, jobs, notices, worker, eyes, kit):
    from appealdesk.desk.previews import Previews
    from appealdesk.ui.page_images import PageImages

    session = Session(CaseFile.open(filled, read_only=True))
    bench = Workbench(session, jobs, notices, worker, eyes)
    view = PreviewView(bench, PageImages(Previews(session, eyes), jobs), kit)
    view.resize(800, 600)
    view.show()
    qtbot.waitUntil(lambda: is_up_to_date(view), timeout=20000)
    assert not find(view, QCheckBox, "dividers").isEnabled()
    assert not find(view, QComboBox, "arrangement").isEnabled()
    assert find(view, QComboBox, "delivery").isEnabled()
    view.close_case()
    view.close()
    view.deleteLater()
    with qtbot.waitCallback() as closed:
        bench.close(closed)


class TestEmpty:
    @pytest.fixture
    def session(self, tmp_path):
        with Session(CaseFile.create(tmp_path / "empty.appeal", new_case())) as opened:
            yield opened

    def test_an_empty_case_shows_its_cover_and_what_to_do_first(self, qtbot, view, kit):
        assert not find(view, QFrame, "previewEmpty").isHidden()
        assert find(view, QFrame, "previewWarnings").isHidden()
        assert view.sheets.sheets
        for name in ("add-files", "add-reason"):
            with qtbot.waitSignal(kit.actions[name].triggered):
                find(view, QPushButton, f"empty-{name}").click()

    def test_the_first_words_take_the_card_away(self, qtbot, view, bench):
        until_new(qtbot, view, lambda: bench.apply(edits.set_section_text(1, "I appeal.")))
        assert find(view, QFrame, "previewEmpty").isHidden()
        assert not find(view, QFrame, "previewWarnings").isHidden()
