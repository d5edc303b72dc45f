"""The fax form: what a fax machine gets, judged by libtiff, poppler and qpdf."""

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.pdfgen import canvas

from appealdesk.engine.fax import FaxProblem, black_and_white, fax
from appealdesk.engine.verify import verify_file
from support import pdfs
from support.packets import Use, check_with_qpdf, clean, ink, packet_of, picture, quiet, run

SHEET = (1728, 2156)


def made(tmp_path: Path, *uses: Use) -> tuple[Path, Path]:
    packet = packet_of(tmp_path / "packet.pdf", *uses)
    pdf, tiff = tmp_path / "fax.pdf", tmp_path / "fax.tif"
    facts = fax(packet.path, pdf, tiff, quiet)
    assert facts.pages == len(packet.packet.pages)
    assert facts.bytes == tiff.stat().st_size
    return pdf, tiff


def test_the_tiff_is_what_fax_programs_take(tmp_path):
    _, tiff = made(tmp_path, Use(pdfs.letters(tmp_path / "a.pdf", 3), [0, 1, 2]))
    told = run("tiffinfo", tiff)
    assert told.count("Compression Scheme: CCITT Group 4") == 3
    assert told.count("Image Width: 1728 Image Length: 2156") == 3
    assert told.count("Resolution: 204, 196 pixels/inch") == 3
    assert told.count("min-is-white") == 3
    assert told.count("Rows/Strip: 2156") == 3
    assert "Page Number: 2-3" in told
    copied = subprocess.run(
        ["tiffcp", "-c", "none", tiff, tmp_path / "plain.tif"], capture_output=True, check=True
    )
    assert copied.stderr == b""


def test_the_pdf_and_the_tiff_show_the_same_pages(tmp_path):
    pdf, tiff = made(tmp_path, Use(pdfs.letters(tmp_path / "a.pdf", 2), [0, 1]))
    check_with_qpdf(pdf)
    with pikepdf.open(pdf) as opened, Image.open(tiff) as pages:
        assert len(opened.pages) == pages.n_frames == 2
        for at, page in enumerate(opened.pages):
            pages.seek(at)
            image = pikepdf.PdfImage(page.obj.Resources.XObject.P).as_pil_image().convert("L")
            assert image.size == SHEET
            assert ImageChops.difference(image, pages.convert("L")).getbbox() is None
            assert 0.005 < ink(image, (0, 0, 1, 1)) < 0.2
            assert [int(side) for side in page.mediabox] == [0, 0, 612, 792]
    assert ink(picture(pdf), (0, 0, 1, 1)) == pytest.approx(
        ink(picture(tmp_path / "packet.pdf"), (0, 0, 1, 1)), abs=0.01
    )


def test_the_fax_pdf_keeps_bookmarks_and_labels(tmp_path):
    source = clean(pdfs.odd_outline(tmp_path / "a.pdf"))
    pdf, _ = made(tmp_path, Use(source, [0, 1, 2]))
    documents = [pdfium.PdfDocument(path) for path in (tmp_path / "packet.pdf", pdf)]
    wanted, found = (
        [(m.level, m.get_title(), m.get_dest().get_index()) for m in d.get_toc()] for d in documents
    )
    assert found == wanted
    assert [documents[1].get_page_label(at) for at in range(3)] == ["1", "2", "3"]
    for document in documents:
        document.close()
    report = verify_file(pdf, quiet)
    assert [check.id for check in report.checks if not check.ok] == []


def test_a_wide_page_fills_the_fax_sheet(tmp_path):
    pdf, tiff = made(tmp_path, Use(pdfs.letters(tmp_path / "w.pdf", size=(792, 612)), [0]))
    with Image.open(tiff) as page:
        assert page.size == SHEET
        # Turned, the foot line stands along a long side.
        assert ink(page.convert("L"), (0.94, 0, 1, 1)) > 0.005
    assert picture(pdf).size == (396, 306)


def test_trap_33_grey_ground_becomes_white_and_letters_stay(tmp_path):
    grey = Image.new("L", SHEET, 255)
    draw = ImageDraw.Draw(grey)
    draw.rectangle((0, 300, SHEET[0], 1200), fill=200)  # a tinted field of a form
    for line in range(340, 1180, 40):
        draw.text(
            (150, line), "Reason for denial: not medically necessary " * 2, fill=30, font_size=26
        )
    page = black_and_white(grey)
    assert page.mode == "1"
    share = ink(page.convert("L"), (0, 0.15, 1, 0.55))
    assert 0.01 < share < 0.2
    # No dither: no single dark dots on the tinted ground.
    ground = page.convert("L").crop((1500, 310, 1700, 1190))
    assert ground.getextrema() == (255, 255)


def test_trap_33_a_photographed_page_is_read_in_its_shadow_too(tmp_path):
    paper = (
        Image.linear_gradient("L").resize(SHEET).point([90 + v * 150 // 255 for v in range(256)])
    )
    noise = Image.effect_noise(SHEET, 12)
    page = ImageChops.add(paper, noise, 1, -128)
    draw = ImageDraw.Draw(page)
    for line in range(100, 2100, 50):
        draw.text((150, line), "The plan denied the claim on May 4 " * 2, fill=30, font_size=30)
    made_page = black_and_white(page.filter(ImageFilter.GaussianBlur(1))).convert("L")
    for top in (0.05, 0.3, 0.6, 0.85):
        assert 0.01 < ink(made_page, (0.1, top, 0.9, top + 0.1)) < 0.35


def test_an_empty_page_stays_white(tmp_path):
    assert black_and_white(Image.new("L", SHEET, 255)).convert("L").getextrema() == (255, 255)
    faint = Image.effect_noise(SHEET, 2).point([min(255, v + 115) for v in range(256)])
    assert ink(black_and_white(faint).convert("L"), (0, 0, 1, 1)) < 0.001


def test_text_is_small_on_the_line(tmp_path):
    path = tmp_path / "text.pdf"
    pen = canvas.Canvas(str(path), pagesize=(612, 792))
    pen.setFont("Times-Roman", 11)
    for line in range(48):
        pen.drawString(
            60, 740 - 14 * line, "The service is medically necessary for this patient. " * 2
        )
    pen.save()
    _, tiff = made(tmp_path, Use(path, [0]))
    assert 5_000 < tiff.stat().st_size < 80_000


def test_a_failure_leaves_the_older_files(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"no")
    (tmp_path / "fax.tif").write_bytes(b"old")
    with pytest.raises(FaxProblem):
        fax(tmp_path / "no.pdf", tmp_path / "fax.pdf", tmp_path / "fax.tif", quiet)
    assert (tmp_path / "fax.tif").read_bytes() == b"old"
    assert not (tmp_path / "fax.pdf").exists()
