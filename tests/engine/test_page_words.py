"""The words of a page and their places, held against pictures of the page."""

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from appealdesk.engine.page_words import page_words
from appealdesk.engine.render import RenderProblem, render
from support import pdfs
from support.packets import ink

LINES = ("Straight leg raise", "positive at thirty degrees", "no therapy since (July)")


def written(path, change=None, lines=LINES, *, size=(612, 792)):
    """A page with lines of text, changed by ``change(page)``."""
    plain = path.with_suffix(".plain")
    pen = canvas.Canvas(str(plain), pagesize=size, invariant=1)
    pen.setFont("Helvetica", 18)
    for number, line in enumerate(lines):
        pen.drawString(150, size[1] - 250 - 40 * number, line)
    pen.showPage()
    pen.save()
    with pikepdf.open(plain) as pdf:
        if change is not None:
            change(pdf.pages[0].obj)
        pdf.save(path)
    return path


def picture(path):
    with Image.open(io.BytesIO(render(path, 0, 1000))) as image:
        return image.convert("L")


def boxes_hold_all_ink(path):
    """Each word's box holds ink, and without the boxes the page is blank."""
    image, words = picture(path), page_words(path, 0)
    for word in words:
        assert ink(image, word.box) > 0.08, word
    wide, high = image.size
    for left, top, right, bottom in (w.box for w in words):
        grown = (left * wide - 2, top * high - 2, right * wide + 2, bottom * high + 2)
        image.paste(255, tuple(round(side) for side in grown))
    return image.getextrema()[0] > 200


TURNS_AND_CUTS = {
    "plain": {},
    "turned": {"/Rotate": 90},
    "upside down": {"/Rotate": 180},
    "turned back": {"/Rotate": 270},
    "cut": {"/CropBox": [100, 300, 500, 700]},
    "cut and turned": {"/CropBox": [100, 300, 500, 700], "/Rotate": 90},
    "cut and turned back": {"/CropBox": [100, 300, 500, 700], "/Rotate": 270},
    "moved": {"/MediaBox": [-50, -80, 600, 800], "/Rotate": 180},
    "in large units": {"/UserUnit": 2.5},
}


@pytest.mark.parametrize("entries", TURNS_AND_CUTS.values(), ids=TURNS_AND_CUTS.keys())
def test_the_ink_of_each_word_lies_in_its_box(tmp_path, entries):
    def change(page):
        for key, value in entries.items():
            page[key] = pikepdf.Array(value) if isinstance(value, list) else value

    path = written(tmp_path / "a.pdf", change)
    assert sorted(w.text for w in page_words(path, 0)) == sorted(" ".join(LINES).split())
    assert boxes_hold_all_ink(path)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_was_scanned_sideways_is_read_as_it_is_shown(tmp_path, turn):
    """Its file holds the writing turned, and /Rotate puts it upright."""
    plain = tmp_path / "plain.pdf"
    pen = canvas.Canvas(str(plain), pagesize=(600, 600), invariant=1)
    pen.translate(300, 300)
    pen.rotate(turn)
    for number, line in enumerate(LINES):
        pen.drawString(-250, 200 - 40 * number, line)
    pen.save()
    with pikepdf.open(plain) as pdf:
        pdf.pages[0].obj["/Rotate"] = turn
        pdf.save(tmp_path / "a.pdf")
    words = page_words(tmp_path / "a.pdf", 0)
    assert " ".join(w.text for w in words) == " ".join(LINES)
    assert words[0].box[1] < words[-1].box[1] < 0.5
    assert boxes_hold_all_ink(tmp_path / "a.pdf")


def test_lines_are_told_and_their_words_are_equally_high(tmp_path):
    words = page_words(written(tmp_path / "a.pdf"), 0)
    assert [w.line for w in words] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    assert len({(w.box[1], w.box[3]) for w in words if w.line == 1}) == 1
    assert words[0].box[2] < words[1].box[0]


def test_writing_that_runs_up_the_page(tmp_path):
    pen = canvas.Canvas(str(tmp_path / "up.pdf"), invariant=1)
    pen.rotate(90)
    pen.setFont("Helvetica", 18)
    pen.drawString(200, -300, "Right knee lateral view")
    pen.save()
    assert [w.text for w in page_words(tmp_path / "up.pdf", 0)] == [
        "Right",
        "knee",
        "lateral",
        "view",
    ]
    assert boxes_hold_all_ink(tmp_path / "up.pdf")


def test_words_that_were_cut_away_are_not_there(tmp_path):
    path = written(tmp_path / "a.pdf", lambda page: page.update({"/CropBox": [0, 520, 612, 792]}))
    assert [w.text for w in page_words(path, 0)] == ["Straight", "leg", "raise"]


def test_a_picture_has_no_words(tmp_path):
    assert page_words(pdfs.odd_page(tmp_path / "p.pdf", "/MediaBox [0 0 612 792]"), 0) == ()


def test_a_page_full_of_words_ends_somewhere(tmp_path):
    pen = canvas.Canvas(str(tmp_path / "many.pdf"), invariant=1)
    pen.setFont("Helvetica", 1)
    text = pen.beginText(10, 780)
    for _ in range(700):
        text.textLine("a b " * 20)
    pen.drawText(text)
    pen.save()
    assert len(page_words(tmp_path / "many.pdf", 0)) == 20_000


@pytest.mark.parametrize("index", [-1, 1])
def test_no_such_page(tmp_path, index):
    with pytest.raises(RenderProblem) as caught:
        page_words(pdfs.letters(tmp_path / "a.pdf"), index)
    assert caught.value.code == "no-such-page"


def test_no_pdf(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"no")
    with pytest.raises(RenderProblem):
        page_words(tmp_path / "no.pdf", 0)
