"""Printing, into a PDF file that poppler then looks at."""

import re
import subprocess

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from appealdesk.case import edits
from appealdesk.desk import previewing
from appealdesk.desk.previewing import preview
from appealdesk.ui import print_run
from appealdesk.ui.preview import packets as packets_module
from appealdesk.ui.preview.packets import PacketPreviews
from appealdesk.ui.print_run import page_order, sheet_place
from appealdesk.ui.printing import Printing, letter_printer
from support.packet_case import fill
from support.packets import ink, picture


@pytest.fixture
def session(session, worker, tmp_path):
    fill(session, worker, tmp_path)
    return session


@pytest.fixture
def packets(bench, jobs, monkeypatch):
    monkeypatch.setattr(packets_module, "REST", 20)
    made = PacketPreviews(bench, jobs)
    yield made
    made.close_case()


class Chooser:
    """Stands in for the print dialog: remembers how it was opened; the test answers."""

    def __init__(self):
        self.opened = []

    def __call__(self, printer, pages, parent, chosen, given_up):
        self.opened.append((printer, pages))
        self.chosen, self.given_up = chosen, given_up


@pytest.fixture
def chooser():
    return Chooser()


@pytest.fixture
def printing(bench, packets, kit, chooser):
    return Printing(bench, packets, kit, choose=chooser)


def to_file(printer, path, dpi=96):
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    return printer


def sizes(path):
    """Width and height of each page, and how it is turned, as poppler reads them."""
    run = subprocess.run(["pdfinfo", "-l", "999", path], capture_output=True, check=True)
    said = run.stdout.decode()
    found = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", said, re.MULTILINE)
    turns = re.findall(r"^Page +\d+ rot: +(\d+)", said, re.MULTILINE)
    return [(round(float(w)), round(float(h))) for w, h in found], turns


def printed(qtbot, printing, printer, made):
    with qtbot.waitSignal(printing.finished, timeout=30000) as done:
        printing.print_to(printer, made)
    return done.args[0]


@pytest.fixture
def made(bench, worker, eyes):
    return preview(bench.session, worker, eyes)


def test_every_page_is_printed_upright_as_it_was_shown(qtbot, printing, made, eyes, tmp_path, jobs):
    out = tmp_path / "printed.pdf"
    steps = []
    jobs.started.connect(lambda job: job.progress.connect(lambda *p: steps.append((job.title, *p))))
    assert printed(qtbot, printing, to_file(letter_printer(), out, 150), made)
    count = len(made.packet.pages)
    found, turns = sizes(out)
    assert found == [(612, 792)] * count
    assert set(turns) == {"0"}
    for page in range(1, count + 1):
        paper, shown = picture(out, page, 72), picture(eyes.folder / made.name, page, 72)
        assert ink(paper, (0, 0, 1, 1)) > 0.0005
        if made.sizes[page - 1][0] > made.sizes[page - 1][1]:
            shown = shown.transpose(Image.Transpose.ROTATE_90)
        assert paper.size == shown.size
        # Two engines draw thin lines their own way: seen from further off they must be alike.
        apart = ImageChops.difference(paper.reduce(8), shown.reduce(8))
        assert ImageStat.Stat(apart).mean[0] < 2.5
        assert apart.getextrema()[1] < 70
    assert ("Printing", "Printing", 0, count) in steps
    assert jobs.shown == ()


def test_no_line_shows_between_the_bands(qtbot, printing, made, eyes, tmp_path):
    """A page that is dark all over stays so."""
    black = Image.new("L", (850, 1100), 0)
    black.save(eyes.folder / made.name, "PDF", resolution=100)
    one = previewing.Previewed(made.case, made.packet, made.name, ((612.0, 792.0),))
    out = tmp_path / "printed.pdf"
    assert printed(qtbot, printing, to_file(letter_printer(), out, 300), one)
    paper = picture(out, 1, 150)
    assert paper.crop((4, 4, paper.width - 4, paper.height - 4)).getextrema()[1] < 40


def test_chosen_pages_backwards_and_copies(qtbot, printing, made, tmp_path, eyes):
    out = tmp_path / "printed.pdf"
    printer = to_file(letter_printer(), out, 40)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addRange(1, 1)
    ranges.addRange(3, 4)
    printer.setPageRanges(ranges)
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    assert page_order(printer, 6) == (0, 0, 2, 2, 3, 3)
    printer.setCollateCopies(True)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert page_order(printer, 6) == (3, 2, 0, 3, 2, 0)
    assert printed(qtbot, printing, printer, made)
    assert len(sizes(out)[0]) == 6
    first = ImageChops.difference(picture(out, 1), picture(eyes.folder / made.name, 4))
    assert ImageStat.Stat(first).mean[0] < 3.5


def test_a4_paper_gets_the_whole_page():
    place = sheet_place(QRectF(0, 0, 595, 842), 612, 792)
    assert place.width() == pytest.approx(595)
    assert place.top() == pytest.approx((842 - 595 / 612 * 792) / 2)
    assert sheet_place(QRectF(0, 0, 5100, 6600), 2550, 3300) == QRectF(0, 0, 5100, 6600)


def test_lying_paper_is_set_upright(qtbot, printing, made, tmp_path):
    out = tmp_path / "printed.pdf"
    printer = to_file(letter_printer(), out, 40)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.Letter),
            QPageLayout.Orientation.Landscape,
            QMarginsF(20, 20, 20, 20),
        )
    )
    assert printed(qtbot, printing, printer, made)
    assert set(sizes(out)[0]) == {(612, 792)}


def test_it_can_be_stopped_and_leaves_no_half(qtbot, printing, made, tmp_path, jobs, notices):
    out = tmp_path / "printed.pdf"

    def stop(job):
        if job.title == "Printing":
            job.progress.connect(lambda _s, done, _t: job.cancel() if done == 2 else None)

    jobs.started.connect(stop)
    assert not printed(qtbot, printing, to_file(letter_printer(), out), made)
    assert not out.exists()
    assert not printing.is_busy
    assert jobs.shown == ()
    assert notices.told == []


def test_a_page_that_cannot_be_drawn_is_told(qtbot, printing, made, eyes, tmp_path, notices):
    (eyes.folder / made.name).write_bytes(b"gone")
    out = tmp_path / "printed.pdf"
    assert not printed(qtbot, printing, to_file(letter_printer(), out), made)
    assert "cannot be shown" in notices.sentences()
    assert not out.exists()


def test_a_bug_while_drawing_ends_the_job(qtbot, printing, made, tmp_path, notices, monkeypatch):
    monkeypatch.setattr(print_run, "page_pixels", lambda *_a, **_m: 1 / 0)
    assert not printed(qtbot, printing, to_file(letter_printer(), tmp_path / "p.pdf"), made)
    assert "did not take" in notices.sentences()
    assert not printing.is_busy


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(qtbot, printing, made, tmp_path, notices):
    printer = to_file(letter_printer(), tmp_path / "no folder" / "printed.pdf")
    assert not printed(qtbot, printing, printer, made)
    assert "did not take" in notices.sentences()


def test_it_prints_the_packet_as_it_stands(qtbot, printing, packets, bench, chooser, tmp_path):
    printing.start(None)
    qtbot.waitUntil(lambda: bool(chooser.opened), timeout=20000)
    printer, pages = chooser.opened[0]
    assert pages == len(packets.shown.packet.pages)
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    chooser.given_up()
    assert not printing.is_busy
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(5, "Please approve it."))
    printing.start(None)
    qtbot.waitUntil(lambda: len(chooser.opened) == 2, timeout=20000)
    printer, more = chooser.opened[1]
    assert more == pages + 1
    out = tmp_path / "printed.pdf"
    to_file(printer, out, 40)
    with qtbot.waitSignal(printing.finished, timeout=20000) as done:
        chooser.chosen()
    assert done.args == [True]
    assert len(sizes(out)[0]) == more


def test_the_dialog_of_the_system_is_opened_and_waits_for_nobody(qtbot, bench, packets, kit):
    printing = Printing(bench, packets, kit)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    printing.start(window)
    qtbot.waitUntil(lambda: bool(window.findChildren(QPrintDialog)), timeout=20000)
    (dialog,) = window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert (dialog.fromPage(), dialog.toPage()) == (1, len(packets.shown.packet.pages))
    with qtbot.waitSignal(printing.finished) as done:
        dialog.reject()
    assert done.args == [False]
    window.close()


def test_closing_the_case_stops_it_at_once(qtbot, printing, packets, made, tmp_path, jobs):
    out = tmp_path / "printed.pdf"
    printing.print_to(to_file(letter_printer(), out), made)
    assert jobs.shown
    with qtbot.waitSignal(printing.finished) as done:
        printing.close_case()
    assert done.args == [False]
    assert not jobs.shown
    assert not out.exists()


def test_a_second_wish_is_told_to_wait(qtbot, printing, chooser, notices):
    printing.start(None)
    printing.start(None)
    assert "being printed already" in notices.sentences()
    qtbot.waitUntil(lambda: bool(chooser.opened), timeout=20000)
    assert len(chooser.opened) == 1
    chooser.given_up()


def test_a_newer_preview_does_not_take_the_file_away(
    qtbot, printing, packets, bench, chooser, eyes, tmp_path
):
    printing.start(None)
    qtbot.waitUntil(lambda: bool(chooser.opened), timeout=20000)
    name = packets.shown.name
    packets.set_wanted(True)
    bench.apply(edits.set_section_text(5, "Please approve it."))
    qtbot.waitUntil(lambda: packets.shown.name != name, timeout=20000)
    assert (eyes.folder / name).exists()
    to_file(chooser.opened[0][0], tmp_path / "printed.pdf", 40)
    with qtbot.waitSignal(printing.finished, timeout=20000) as done:
        chooser.chosen()
    assert done.args == [True]
    qtbot.waitUntil(lambda: not (eyes.folder / name).exists())
