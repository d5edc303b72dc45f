"""The packet as other programs see it: one test for each trap of putting foreign pages together."""

import locale
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas

from appealdesk.engine.assemble import AssembleProblem, assemble
from appealdesk.engine.boxes import ShownBox
from appealdesk.engine.page_form import FOOT, place
from appealdesk.packet.values import PartKind, PlannedPage
from support import pdfs
from support.packets import (
    Use,
    check_with_qpdf,
    clean,
    ink,
    numbers_in_order,
    packet_of,
    picture,
    plan,
    quiet,
    scan,
    texts,
)

FOOT_BAND = (0.0, 1 - 32 / 792, 1.0, 1.0)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "packet.pdf"


def targets(path: Path) -> dict[int, list[int]]:
    """For each page (0-based) the pages that its links lead to, as qpdf reads the file."""
    with pikepdf.open(path) as pdf:
        order = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return {
            at: [
                order[link["/Dest"][0].objgen]
                for link in page.obj.get("/Annots", [])
                if "/Dest" in link
            ]
            for at, page in enumerate(pdf.pages)
        }


def marks(path: Path) -> list[tuple[int, str, int]]:
    """(level, title, page) of each bookmark, as PDFium reads the file."""
    document = pdfium.PdfDocument(path)
    found = [(m.level, m.get_title(), m.get_dest().get_index()) for m in document.get_toc()]
    document.close()
    return found


def test_trap_01_same_named_destination_in_two_files_leads_into_its_own(tmp_path, out):
    one = clean(pdfs.named_links(tmp_path / "one.pdf"))
    two = clean(pdfs.named_links(tmp_path / "two.pdf", old_style=True))
    made = packet_of(out, Use(one, range(3)), Use(two, range(3)))
    found = targets(out)
    assert found[0] == [2]
    assert found[3] == [5]
    assert made.findings() == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_trap_04_foot_line_upright_on_a_turned_page(tmp_path, out, turn):
    source = pdfs.odd_page(tmp_path / "turned.pdf", f"/MediaBox [0 0 612 792] /Rotate {turn}")
    made = packet_of(out, Use(source, [0]))
    assert ink(picture(out), FOOT_BAND) > 0.005
    assert "Page 1 of 1" in texts(out)[0]
    shown = picture(out).size
    assert (shown[0] > shown[1]) == (turn in {90, 270})
    assert made.findings() == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_turned_by_the_user_is_turned_clockwise(tmp_path, out, rotation):
    source = pdfs.odd_page(tmp_path / "page.pdf", "/MediaBox [0 0 600 600]")
    made = packet_of(out, Use(source, [0], rotation))
    sheet = picture(out)
    # The box is in the upper left of the page at first.
    wide, high = 576 / 612, 576 / 792
    left, top = 18 / 612, 18 / 792
    corner = {0: (0, 0), 90: (1, 0), 180: (1, 1), 270: (0, 1)}[rotation]
    quarters = {
        (x, y): ink(
            sheet,
            (
                left + x * wide / 2,
                top + y * high / 2,
                left + (x + 1) * wide / 2,
                top + (y + 1) * high / 2,
            ),
        )
        for x in (0, 1)
        for y in (0, 1)
    }
    assert max(quarters, key=quarters.__getitem__) == corner
    assert made.findings() == ()


@pytest.mark.parametrize(
    "boxes",
    [
        "/MediaBox [0 0 612 792] /CropBox [50 400 350 700]",
        "/MediaBox [-300 -200 312 592] /CropBox [0 300 312 592]",
        "/MediaBox [612 792 0 0]",
    ],
)
def test_trap_05_stamp_visible_on_cropped_page(tmp_path, out, boxes):
    source = pdfs.odd_page(tmp_path / "cropped.pdf", boxes)
    made = packet_of(out, Use(clean(source), [0]))
    sheet = picture(out)
    assert ink(sheet, FOOT_BAND) > 0.005
    assert ink(sheet, (0, 0, 1, 0.95)) > 0.01
    assert "Page 1 of 1" in texts(out)[0]
    assert made.findings() == ()


def test_trap_06_leftover_scale_and_unended_drawing_do_not_reach_the_foot_line(tmp_path, out):
    for at, drawing in enumerate(
        ("q q 0.1 0 0 0.1 0 0 cm 5 w 1 0 0 RG", "BT (never ended", "1 0 0 1 900 900 cm Q Q Q")
    ):
        source = pdfs.raw(
            tmp_path / f"torn{at}.pdf",
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            pdfs.content("0 g 100 500 200 100 re f " + drawing),
        )
        packet_of(out, Use(source, [0]))
        assert "Page 1 of 1" in texts(out)[0]
        assert ink(picture(out), FOOT_BAND) > 0.005
        assert ink(picture(out), (0.1, 0.2, 0.6, 0.45)) > 0.1


def test_trap_07_stamp_stands_on_a_painted_page_ground(tmp_path, out):
    source = pdfs.raw(
        tmp_path / "white.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        pdfs.content("1 g -1000 -1000 4000 4000 re f 0 g 100 500 200 100 re f"),
    )
    packet_of(out, Use(source, [0]))
    assert ink(picture(out), FOOT_BAND) > 0.005


def test_trap_08_foot_lines_cost_little_and_keep_content_packed(tmp_path, out):
    source = clean(pdfs.letters(tmp_path / "many.pdf", 200))
    packet_of(out, Use(source, range(200)))
    assert out.stat().st_size < source.stat().st_size + 200 * 700 + 60_000
    with pikepdf.open(out) as pdf:
        fonts = {page.obj.Resources.Font.objgen for page in pdf.pages}
    assert len(fonts) == 1


def test_trap_09_the_same_scan_twenty_times_is_written_once(tmp_path, out):
    one = clean(scan(tmp_path / "scan.pdf"))
    uses = [Use(one, [0])] * 10
    for number in range(10):  # the same bytes under other names
        copy = tmp_path / f"copy{number}.pdf"
        copy.write_bytes(one.read_bytes())
        uses.append(Use(copy, [0]))
    made = packet_of(out, *uses)
    assert out.stat().st_size < 1.5 * one.stat().st_size
    assert len(texts(out)) == 20
    assert made.findings() == ()


def test_trap_09_the_same_picture_in_different_files_is_written_once(tmp_path, out):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path, mark in ((one, b""), (two, b"0 g 10 10 50 50 re f")):
        with pikepdf.open(scan(tmp_path / "scan.pdf")) as pdf:
            pdf.pages[0].contents_add(mark)
            pdf.save(path)
    made = packet_of(out, Use(clean(one), [0]), Use(clean(two), [0]))
    assert out.stat().st_size < 1.5 * one.stat().st_size
    assert made.findings() == ()


def test_trap_10_one_page_of_a_long_file_does_not_carry_the_rest(tmp_path, out):
    merged = PdfWriter()
    for seed in range(6):
        merged.append(scan(tmp_path / f"s{seed}.pdf", seed=seed))
    merged.add_outline_item(title="Last", page_number=5)
    long = tmp_path / "long.pdf"
    merged.write(long)
    made = packet_of(out, Use(clean(long), [2]))
    assert out.stat().st_size < long.stat().st_size / 4
    assert made.findings() == ()


def test_trap_18_remarks_of_the_second_file_stay_on_the_page(tmp_path, out):
    one = clean(pdfs.stamped(tmp_path / "one.pdf"))
    two = clean(pdfs.stamped(tmp_path / "two.pdf"))
    packet_of(out, Use(one, [0]), Use(two, [0]))
    first, second = picture(out, 1), picture(out, 2)
    whole = (0, 0, 1, 0.95)
    plain = pdfs.letters(tmp_path / "plain.pdf")
    packet_of(tmp_path / "p.pdf", Use(plain, [0]))
    assert ink(second, whole) == pytest.approx(ink(first, whole), abs=0.002)
    assert ink(second, whole) > ink(picture(tmp_path / "p.pdf"), whole) + 0.001


def test_trap_19_broken_bookmarks_of_a_source_are_skipped_the_good_ones_kept(tmp_path, out):
    source = clean(pdfs.odd_outline(tmp_path / "odd.pdf"))
    made = packet_of(out, Use(source, [0, 1, 2]))
    assert marks(out) == [
        (0, "Supporting Documentation", 0),
        (1, "Exhibit X0", 0),
        (2, "R\u00e9sum\u00e9 \u4e2d", 1),
        (3, "Below", 2),
        (2, "Last", 2),
    ]
    assert made.findings() == ()


def test_trap_19_a_bookmark_to_a_page_left_out_is_left_out(tmp_path, out):
    source = clean(pdfs.odd_outline(tmp_path / "odd.pdf"))
    made = packet_of(out, Use(source, [0, 2]))
    assert [m[1] for m in marks(out)] == ["Supporting Documentation", "Exhibit X0", "Below", "Last"]
    assert made.findings() == ()


def test_trap_20_bookmarks_keep_the_order_of_the_packet(tmp_path, out):
    sources = [clean(pdfs.odd_outline(tmp_path / f"{n}.pdf")) for n in range(3)]
    packet_of(out, *(Use(source, [2, 1, 0]) for source in sources))
    exhibits = [(title, page) for level, title, page in marks(out) if level == 1]
    assert exhibits == [("Exhibit X0", 0), ("Exhibit X1", 3), ("Exhibit X2", 6)]
    last = [page for _, title, page in marks(out) if title == "Last"]
    assert last == [0, 3, 6]


def test_trap_21_bookmarks_and_links_keep_the_readers_zoom(tmp_path, out):
    source = clean(pdfs.named_links(tmp_path / "one.pdf"))
    packet_of(out, Use(source, range(3)))
    reader = PdfReader(out)
    kinds = {mark["/Type"] for mark in reader.outline if not isinstance(mark, list)}
    assert kinds == {"/XYZ"}
    with pikepdf.open(out) as pdf:
        places = [link.Dest for link in pdf.pages[0].obj.Annots if "/Dest" in link]
        assert [str(place[1]) for place in places] == ["/XYZ"]
        assert all(place[4] is None for place in places)


def test_trap_22_page_labels_equal_the_printed_numbers(tmp_path, out):
    def labelled(pdf):
        pdf.Root["/PageLabels"] = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r)])
        )

    source = clean(pdfs.changed(tmp_path / "roman.pdf", labelled, 4))
    packet_of(out, Use(source, range(4)), Use(source, [3, 0]))
    assert PdfReader(out).page_labels == ["1", "2", "3", "4", "5", "6"]
    assert numbers_in_order(out)


def test_trap_24_links_to_pages_left_out_go_and_the_others_stay(tmp_path, out):
    source = clean(pdfs.named_links(tmp_path / "links.pdf"))
    made = packet_of(out, Use(source, [0, 1]), Use(source, [2, 0]))
    assert targets(out) == {0: [], 1: [], 2: [], 3: [2]}
    with pikepdf.open(out) as pdf:
        addresses = [str(link.A.URI) for link in pdf.pages[0].obj.Annots]
    assert addresses == ["https://example.org/plan"]
    assert made.findings() == ()


def test_trap_26_subset_fonts_of_two_files_do_not_clash(tmp_path, out):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from appealdesk.resources import resource_path

    files = []
    for word in ("ABC only here", "xyz 789 \u0141\u00f3d\u017a"):
        pdfmetrics.registerFont(TTFont("Same", str(resource_path("fonts/NotoSans-Regular.ttf"))))
        path = tmp_path / f"{len(files)}.pdf"
        pen = canvas.Canvas(str(path), pagesize=(612, 792), invariant=1)
        pen.setFont("Same", 30)
        pen.drawString(72, 600, word)
        pen.save()
        files.append(clean(path))
    made = packet_of(out, *(Use(file, [0]) for file in files))
    pages = texts(out)
    assert "ABC only here" in pages[0]
    assert "xyz 789 \u0141\u00f3d\u017a" in pages[1]
    assert made.findings() == ()


def test_trap_27_the_written_file_is_clean_for_qpdf(tmp_path, out):
    uses = [
        Use(clean(pdfs.named_links(tmp_path / "a.pdf")), [2, 0, 1]),
        Use(clean(pdfs.hidden_layer(tmp_path / "b.pdf")), [0], 90),
        Use(clean(pdfs.odd_outline(tmp_path / "c.pdf")), [1]),
        Use(clean(scan(tmp_path / "d.pdf")), [0]),
    ]
    made = packet_of(out, *uses)
    check_with_qpdf(out)
    assert made.findings() == ()


def test_trap_30_a_failure_leaves_the_older_file_whole(tmp_path, out):
    packet_of(out, Use(pdfs.letters(tmp_path / "a.pdf"), [0]))
    before = out.read_bytes()
    broken, sources = plan([Use(tmp_path / "a.pdf", [0, 7])])
    with pytest.raises(AssembleProblem) as caught:
        assemble(broken, sources, out, quiet)
    assert caught.value.code == "page-missing"
    assert out.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pdf", "packet.pdf"]


def test_a_missing_part_is_said_and_nothing_is_written(tmp_path, out):
    packet, _ = plan([Use(tmp_path / "gone.pdf", [0])])
    with pytest.raises(AssembleProblem) as caught:
        assemble(packet, {}, out, quiet)
    assert caught.value.code == "part-missing"
    assert not out.exists()


def test_trap_35_what_a_crop_hides_stays_hidden_on_the_sheet(tmp_path, out):
    source = pdfs.odd_page(
        tmp_path / "c.pdf", "/MediaBox [0 0 612 792] /CropBox [320 0 612 792]"
    )  # the black box lies left of the crop
    packet_of(out, Use(clean(source), [0]))
    assert ink(picture(out), (0, 0, 1, 0.95)) == 0


def test_trap_36_units_missing_and_huge_boxes_are_fitted(tmp_path, out):
    for entries, tree in (
        ("/MediaBox [0 0 306 396] /UserUnit 2", ""),
        ("", ""),
        ("", "/MediaBox [0 0 612 792] /Rotate 90"),
        ("/MediaBox [0 0 14400 14400] /UserUnit 3", ""),
        ("/MediaBox [0 0 500 14400]", ""),
    ):
        source = pdfs.odd_page(tmp_path / "odd.pdf", entries, tree)
        made = packet_of(out, Use(clean(source), [0]))
        with pikepdf.open(out) as pdf:
            assert [int(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
        assert made.findings() == ()


def test_trap_36_user_unit_doubles_a_page(tmp_path):
    page = place(ShownBox((0, 0, 306, 396), 0, 2.0), 0, is_ours=False)
    plain = place(ShownBox((0, 0, 612, 792), 0, 1.0), 0, is_ours=False)
    assert page.area == plain.area
    assert page.area[1] >= FOOT


def test_trap_39_numbers_have_points_in_any_locale(tmp_path, out):
    before = locale.setlocale(locale.LC_NUMERIC)
    for name in ("de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_NUMERIC, name)
            break
        except locale.Error:
            continue
    try:
        packet_of(out, Use(pdfs.letters(tmp_path / "a.pdf"), [0]))
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    with pikepdf.open(out) as pdf:
        content = pdf.pages[0].obj.Contents.read_bytes()
    assert b"0.92727 0 0 0.92727" in content
    assert b"," not in content.split(b"cm")[0]


def test_hidden_layers_stay_hidden(tmp_path, out):
    hidden = clean(pdfs.hidden_layer(tmp_path / "hidden.pdf"))
    packet_of(out, Use(clean(pdfs.letters(tmp_path / "a.pdf")), [0]), Use(hidden, [0]))
    plain, layered = picture(out, 1), picture(out, 2)
    area = (0, 0, 1, 0.95)
    assert ink(layered, area) == pytest.approx(ink(plain, area), abs=0.01)
    with pikepdf.open(out) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_the_same_packet_gives_the_same_bytes(tmp_path, out):
    uses = [
        Use(clean(pdfs.named_links(tmp_path / "a.pdf")), range(3)),
        Use(clean(scan(tmp_path / "b.pdf")), [0]),
    ]
    first = packet_of(out, *uses).path.read_bytes()
    second = packet_of(tmp_path / "again.pdf", *uses).path.read_bytes()
    assert first == second
    assert b"CreationDate" not in first


def test_nothing_of_a_source_runs_or_is_attached(tmp_path, out):
    for name, make in (("js", pdfs.scripted), ("att", pdfs.with_attachment)):
        source = make(tmp_path / f"{name}.pdf")
        packet_of(out, Use(clean(source), [0]))
        with pikepdf.open(out) as pdf:
            assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(pdf.Root.keys())
        assert b"/JavaScript" not in out.read_bytes()


def test_what_the_reader_shows_first(tmp_path, out):
    packet_of(out, Use(pdfs.letters(tmp_path / "a.pdf"), [0]))
    root = PdfReader(out).root_object
    assert root["/PageMode"] == "/UseOutlines"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  a pypdf object
    assert root["/Lang"] == "en"
    assert PdfReader(out).metadata.title == "Appeal of Ana D\u00edaz"


def test_a_wide_page_lies_across_the_letter_sheet(tmp_path, out):
    source = pdfs.letters(tmp_path / "wide.pdf", size=(792, 612))
    made = packet_of(out, Use(source, [0]))
    page = PdfReader(out).pages[0]
    assert (page.mediabox.width, page.mediabox.height, page.rotation) == (612, 792, 90)
    assert picture(out).size == (396, 306)
    assert ink(picture(out), FOOT_BAND) > 0.003
    assert made.findings() == ()


def test_links_move_with_their_page(tmp_path, out):
    path = tmp_path / "link.pdf"
    pen = canvas.Canvas(str(path), pagesize=(612, 792))
    pen.linkURL("https://example.org", (100, 600, 200, 650))
    pen.showPage()
    pen.save()
    packet_of(out, Use(clean(path), [0]), Use(clean(path), [0], 180))
    with pikepdf.open(out) as pdf:
        upright, turned = ([float(side) for side in page.obj.Annots[0].Rect] for page in pdf.pages)
    scale, x, y = 0.92727, 22.2546, 39.6
    assert upright == pytest.approx(
        [100 * scale + x, 600 * scale + y, 200 * scale + x, 650 * scale + y], abs=0.1
    )
    assert turned == pytest.approx(
        [412 * scale + x, 142 * scale + y, 512 * scale + x, 192 * scale + y], abs=0.1
    )


def test_links_of_our_own_parts_lead_to_the_planned_places(tmp_path, out):
    typeset = tmp_path / "contents.pdf"
    pen = canvas.Canvas(str(typeset), pagesize=(612, 792))
    pen.linkURL("appealdesk:reason:7", (72, 600, 300, 620))
    pen.linkURL("appealdesk:document:100", (72, 500, 300, 520))
    pen.drawString(72, 605, "Contents")
    pen.save()
    packet, sources = plan([Use(pdfs.letters(tmp_path / "a.pdf", 2), [0, 1])])
    own = PlannedPage("contents", PartKind.CONTENTS, 0, ("", "", "Page 1 of 3"))
    pages = [own] + [
        replace(page, foot=("", "", f"Page {at} of 3")) for at, page in enumerate(packet.pages, 2)
    ]
    packet = replace(
        packet,
        parts=("contents", *packet.parts),
        pages=tuple(pages),
        anchors={"reason:7": (2, 333.0), "document:100": (1, None)},
        bookmarks=(),
    )
    sources["contents"] = typeset
    assemble(packet, sources, out, quiet)
    assert targets(out)[0] == [2, 1]
    with pikepdf.open(out) as pdf:
        heights = [link.Dest[3] for link in pdf.pages[0].obj.Annots]
        # Our own page is not scaled.
        assert b"q 1 0 0 1 0 0 cm" in pdf.pages[0].obj.Contents.read_bytes()
    assert [float(height) for height in heights] == [333, 792]


def test_a_foot_line_that_is_too_long_is_cut_and_never_overlaps(tmp_path, out):
    packet, sources = plan([Use(pdfs.letters(tmp_path / "a.pdf"), [0])])
    foot = ("Name " * 60, "Exhibit A, " * 20, "Page 1 of 1")
    packet = replace(packet, pages=(replace(packet.pages[0], foot=foot),))
    assemble(packet, sources, out, quiet)
    line = texts(out)[0].rstrip().splitlines()[-1]
    assert line.rstrip().endswith("Page 1 of 1")
    assert line.count("\u2026") == 2
    document = pdfium.PdfDocument(out)
    words = document[0].get_textpage()
    boxes = [words.get_charbox(at) for at in range(words.count_chars())]
    foot_boxes = sorted(box for box in boxes if box[3] < 32 and box[2] > box[0])
    assert foot_boxes[0][0] >= 35
    assert foot_boxes[-1][2] <= 577
    assert all(one[2] <= two[0] + 0.8 for one, two in pairwise(foot_boxes))
    document.close()


def test_foot_lines_of_other_scripts_can_be_read(tmp_path, out):
    packet, sources = plan([Use(pdfs.letters(tmp_path / "a.pdf"), [0])])
    foot = ("\u0141ukasz Nguy\u1ec5n \u738b\u5c0f\u660e", "Exhibit A", "Page 1 of 1")
    packet = replace(packet, pages=(replace(packet.pages[0], foot=foot),))
    assemble(packet, sources, out, quiet)
    assert foot[0] in texts(out)[0]


def test_content_cut_in_the_middle_of_a_word_is_joined(tmp_path, out):
    source = pdfs.raw(
        tmp_path / "cut.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [4 0 R 5 0 R] >>",
        pdfs.content("0 g 100 500 200"),
        pdfs.content("100 re f"),
    )
    made = packet_of(out, Use(source, [0]))
    assert ink(picture(out), (0.1, 0.2, 0.6, 0.45)) > 0.1
    assert made.findings() == ()


def test_a_source_keeps_its_packed_content_as_it_is(tmp_path, out):
    source = clean(scan(tmp_path / "a.pdf"))
    packet_of(out, Use(source, [0]))
    with pikepdf.open(source) as before, pikepdf.open(out) as after:
        wanted = before.pages[0].obj.Contents.read_raw_bytes()
        assert after.pages[0].obj.Resources.XObject.P.read_raw_bytes() == wanted
