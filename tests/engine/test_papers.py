"""Papers as they are printed: nothing is cut off, forms have room for a hand, no place to sign alone."""

import subprocess

import pikepdf
import pytest

from appealdesk.case import edits
from appealdesk.case.values import new_case
from appealdesk.desk.papers import draft, foot, paper_kinds
from appealdesk.engine.papers import set_paper
from support.cases import DETAILS, after

FORM = "| Signature: | |\n|---|---|\n| Name: | Ana |\n| Date: | |\n"


def words_of(path) -> list[str]:
    """The pages' words as poppler reads them."""
    out = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return out.stdout.decode().rstrip("\f").split("\f")


def boxes_of(path) -> list[tuple[float, float, float, float]]:
    """Every word's box in points, from poppler."""
    out = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    found = []
    for line in out.stdout.decode().splitlines():
        if "<word " in line:
            values = line.split('"')[1::2]
            found.append(tuple(float(v) for v in values[:4]))
    return found


def full_case():
    long = "Magnetic resonance imaging of the lumbar spine without contrast, both sides " * 2
    return after(
        new_case(DETAILS),
        edits.set_detail("service", long),
        edits.set_detail("sender_name", "Bo Díaz-Whitlock"),
        edits.set_detail("sender_role", "Husband of the patient"),
        edits.set_detail("sender_address", "1 Elm Street\nFairhollow"),
        edits.set_situation("coverage", "individual"),
        edits.set_situation("service", "mri"),
        *(edits.add_reason(f"Reason {n}", "It is not needed. " * 30) for n in range(1, 5)),
    )


@pytest.mark.parametrize("kind", paper_kinds(), ids=lambda kind: kind.id)
@pytest.mark.parametrize("case", [new_case(), full_case()], ids=["empty", "full"])
def test_every_paper_is_whole_on_letter_pages(kind, case, tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    made = draft(kind, case)
    paper = set_paper(made.title, made.text, foot(made.title, case), path)
    assert not paper.missing_glyphs
    pages = words_of(path)
    assert len(pages) == paper.pages <= 6
    assert made.title in pages[0]
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {paper.pages}" in page.lower()
        assert "{" not in page
        assert "evidence not found" not in page
    for left, top, right, bottom in boxes_of(path):
        assert left >= 71
        assert right <= 612 - 71
        assert top >= 60
        assert bottom <= 792 - 36
    with pikepdf.open(path) as pdf:
        assert [float(v) for v in pdf.pages[0].mediabox] == [0, 0, 612, 792]
        assert str(pdf.docinfo["/Title"]) == made.title
        assert set(pdf.docinfo.keys()) == {"/Title"}
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_the_same_words_give_the_same_bytes(tmp_path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (one, two):
        set_paper("A form", FORM, "A form", path)
    assert one.read_bytes() == two.read_bytes()


def drawn(path) -> str:
    """The drawing operators of the first page."""
    with pikepdf.open(path) as pdf:
        return pdf.pages[0].Contents.read_bytes().decode("latin-1")


def test_a_box_to_check_takes_the_place_of_a_bullet(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    set_paper("A form", "- \u2610 Yes\n- plain\n", "", path)
    assert drawn(path).count(" re S") == 1
    (page,) = words_of(path)
    assert "\u2022 plain" in " ".join(page.split())
    assert "\u2022 Yes" not in " ".join(page.split())


def test_a_rule_is_a_line_with_room_to_write(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    set_paper("A form", "Why:\n\n---\n\n---\n\nThen:\n", "", path)
    tops = {w: box[1] for w, box in zip(words_of(path)[0].split(), boxes_of(path), strict=True)}
    assert tops["Then:"] - tops["Why:"] > 2 * 21


def test_a_row_of_underscores_is_a_blank_whatever_stands_around_it(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    text = "It is (____) or (____), **____** and\\\n\\______\\\n\\______\n\n| A | ____ |\n|---|---|\n| b | |\n"
    set_paper("A form", text, "", path)
    page = " ".join(words_of(path)[0].split())
    assert "It is (____) or (____), ____ and ______ ______" in page
    assert "\\" not in page


def test_a_form_needs_no_header_and_its_empty_cells_are_high(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    set_paper("A form", FORM, "", path)
    places = dict(zip(words_of(path)[0].split(), boxes_of(path), strict=True))
    assert places["Date:"][1] - places["Name:"][1] > 24
    with pikepdf.open(path) as pdf:
        fonts = [str(f.BaseFont) for f in pdf.pages[0].Resources.Font.values()]
    assert not [f for f in fonts if "NotoSans-Bold" in f]  # the dress of a header


@pytest.mark.parametrize("lines", range(24, 34))
def test_a_place_to_sign_never_stands_alone(tmp_path, lines: int) -> None:
    path = tmp_path / "paper.pdf"
    text = "\n\n".join(["Words of the paper."] * lines + ["I state that this is true.", FORM])
    set_paper("A form", text, "", path)
    pages = words_of(path)
    with_place = next(page for page in pages if "Signature:" in page)
    assert "I state that this is true." in with_place
    assert "Date:" in with_place


def test_a_heading_comes_along_with_its_form(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    for lines in range(24, 34):
        text = "\n\n".join(["Words of the paper."] * lines + ["## The person", "I agree.", FORM])
        set_paper("A form", text, "", path)
        with_place = next(page for page in words_of(path) if "Signature:" in page)
        assert "The person" in with_place
        assert "I agree." in with_place


def test_a_form_that_fills_pages_runs_on(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    rows = "".join(f"| Row {n}: | |\n" for n in range(60))
    paper = set_paper("A form", f"| First: | |\n|---|---|\n{rows}", "", path)
    assert paper.pages >= 3
    assert "Row 59:" in words_of(path)[-1]


def test_letters_of_many_scripts_are_printed_and_others_told(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    paper = set_paper("Łódź \u2610", "Zoë \u738b \u05d0", "Łódź", path)
    assert [g.character for g in paper.missing_glyphs] == ["\u05d0"]
    assert "Łódź" in words_of(path)[0]


def test_the_worker_sets_a_paper(worker) -> None:
    from appealdesk.worker.paper_messages import PaperAnswer, PaperRequest

    answer = worker.call(
        "paper", PaperRequest("A form", FORM, "A form", "p.pdf"), PaperAnswer, deadline=30
    )
    path = worker.folder / "p.pdf"
    assert answer == PaperAnswer(1)
    assert "Signature:" in words_of(path)[0]
    path.unlink()
