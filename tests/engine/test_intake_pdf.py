"""Foreign PDFs come in as what they showed, or not at all and with a reason."""

import subprocess
import tracemalloc
import zlib
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from appealdesk.case.values import Route
from appealdesk.engine.boxes import shown_box
from appealdesk.engine.intake import NOTES, IntakeProblem
from appealdesk.engine.pdf_clean import clean_pdf
from support import pdfs

DRAWN = 400  # pixels high


def pixels(path: Path, index: int = 0):
    """A page drawn by PDFium, grey, 400 pixels high."""
    with pdfium.PdfDocument(path) as document:
        page = document[index]
        picture = page.render(scale=DRAWN / page.get_height(), grayscale=True).to_pil().copy()
        page.close()
    return picture


def dark_in(path: Path, box: tuple[float, float, float, float], index: int = 0) -> int:
    """Dark pixels in a rectangle in points of a Letter page, from its lower left."""
    scale = DRAWN / 792
    left, bottom, right, top = box
    cut = pixels(path, index).crop(
        tuple(round(v * scale) for v in (left, 792 - top, right, 792 - bottom))
    )
    return sum(cut.histogram()[:200])


def assert_clean(path: Path) -> None:
    """qpdf has nothing to say, pypdf opens it, and nothing active is in it."""
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert len(PdfReader(path).pages) > 0
    data = path.read_bytes()
    for word in (b"/JavaScript", b"/AcroForm", b"/EmbeddedFiles", b"/Launch", b"/Encrypt", b"/JS"):
        assert word not in data
    assert b"/OpenAction" not in data
    assert b"/AA" not in data


def test_plain_pdf_comes_in_as_it_is(take, out, tmp_path):
    came = take(pdfs.letters(tmp_path / "in.pdf", 3, "Note"))
    assert (came.route, came.notes) == (Route.DIRECT, ())
    assert [page.text.strip() for page in came.pages] == ["Note 1", "Note 2", "Note 3"]
    assert {(page.width, page.height, page.has_ink) for page in came.pages} == {(612, 792, True)}
    assert_clean(out)
    words = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True)
    assert "Note 3" in words.stdout


def test_same_file_gives_the_same_bytes(take, out, tmp_path):
    source = pdfs.named_links(tmp_path / "in.pdf")
    take(source)
    first = out.read_bytes()
    take(source)
    assert out.read_bytes() == first


def test_content_streams_are_kept_byte_for_byte(take, out, tmp_path):
    source = pdfs.letters(tmp_path / "in.pdf")
    take(source)
    with pikepdf.open(source) as before, pikepdf.open(out) as after:
        was, now = before.pages[0].Contents, after.pages[0].Contents
        assert now.read_raw_bytes() == was.read_raw_bytes()


@pytest.mark.parametrize("old_style", [False, True])
def test_trap_01_named_destinations_become_explicit(take, out, tmp_path, old_style):
    came = take(pdfs.named_links(tmp_path / "in.pdf", old_style=old_style))
    assert "links-dropped" in came.notes
    with pikepdf.open(out) as pdf:
        assert "/Names" not in pdf.Root
        assert "/Dests" not in pdf.Root
        links = list(pdf.pages[0].Annots)
        jumps = [link for link in links if "/Dest" in link]
        webs = [link for link in links if "/A" in link]
        assert len(links) == len(jumps) + len(webs) == 2
        assert jumps[0].Dest[0].objgen == pdf.pages[2].obj.objgen
        assert jumps[0].Dest[1] == "/XYZ"
        assert [float(v) for v in list(jumps[0].Dest)[2:]] == [72, 700, 0]
        assert str(webs[0].A.URI) == "https://example.org/plan"
    assert b"cmd.exe" not in out.read_bytes()
    assert_clean(out)


def test_trap_02_same_field_names_cannot_meet_because_forms_are_flat(take, out, tmp_path):
    for value in ("Anna", "Berta"):
        source = pdfs.filled_form(tmp_path / f"{value}.pdf", value, is_drawn=True)
        came = take(source)
        assert "forms-flattened" in came.notes
        assert value in came.pages[0].text
        with pikepdf.open(out) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert "/Annots" not in pdf.pages[0].obj


@pytest.mark.parametrize(
    ("is_drawn", "asks_for_drawing"), [(True, False), (False, False), (False, True)]
)
def test_trap_03_filled_field_keeps_its_ink(take, out, tmp_path, is_drawn, asks_for_drawing):
    source = pdfs.filled_form(
        tmp_path / "in.pdf", "Anna Diaz", is_drawn=is_drawn, asks_for_drawing=asks_for_drawing
    )
    came = take(source)
    assert came.route is Route.DIRECT
    assert dark_in(out, (100, 300, 500, 340)) > 50
    assert "Anna Diaz" in came.pages[0].text


def test_field_of_a_page_taken_out_of_its_form_keeps_its_ink(take, out, tmp_path):
    source = pdfs.filled_form(tmp_path / "in.pdf", "Anna Diaz", is_drawn=True)
    source.write_bytes(source.read_bytes().replace(b"/AcroForm", b"/NoForms_"))
    take(source)
    assert dark_in(out, (100, 300, 500, 340)) > 50


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_trap_05_shown_size_of_cropped_and_turned_page(take, out, tmp_path, angle):
    entries = f"/MediaBox [-20 -30 700 900] /CropBox [80 450 380 650] /Rotate {angle}"
    came = take(pdfs.odd_page(tmp_path / "in.pdf", entries))
    page = came.pages[0]
    assert (page.width, page.height) == ((300, 200) if angle % 180 == 0 else (200, 300))
    box = shown_box(PdfReader(out).pages[0])
    assert box == ((80, 450, 380, 650), angle, 1)
    assert page.has_ink


def test_trap_11_owner_password_only_opens_silently(take, out, tmp_path):
    for revision in (3, 4, 6):
        source = tmp_path / f"{revision}.pdf"
        if revision == 6:
            pdfs.locked(source)
        else:
            lock = pikepdf.Encryption(
                owner="o", user="", R=revision, aes=revision == 4, metadata=revision == 4
            )
            pdfs.changed(source, lambda pdf: None, encryption=lock)
        came = take(source)
        assert (came.route, came.notes) == (Route.DIRECT, ("restricted",))
        assert came.pages[0].text.strip() == "Page 1"
        assert_clean(out)


def test_trap_12_user_password_is_asked_for_never_ignored(take, out, tmp_path):
    source = pdfs.locked(tmp_path / "in.pdf", user="s\u00e9same")
    with pytest.raises(IntakeProblem) as needed:
        take(source)
    assert needed.value.code == "password-needed"
    with pytest.raises(IntakeProblem) as wrong:
        take(source, password="sesame")
    assert wrong.value.code == "password-wrong"
    assert not out.exists()
    came = take(source, password="s\u00e9same")
    assert [page.text.strip() for page in came.pages] == ["Page 1", "Page 2"]
    assert_clean(out)


def test_trap_13_wrong_startxref_is_repaired(take, out, tmp_path):
    came = take(pdfs.wrong_startxref(tmp_path / "in.pdf"))
    assert came.route is Route.REPAIRED
    assert [page.text.strip() for page in came.pages] == ["Page 1", "Page 2"]
    assert_clean(out)


def test_trap_14_truncated_file_is_repaired(take, out, tmp_path):
    source = pdfs.letters(tmp_path / "in.pdf", 4)
    data = source.read_bytes()
    source.write_bytes(data[: data.rindex(b"xref\n0")])
    came = take(source)
    assert came.route is Route.REPAIRED
    assert [page.text.strip() for page in came.pages] == [f"Page {n}" for n in range(1, 5)]
    assert_clean(out)


def test_trap_14_pages_lost_by_a_cut_are_told(take, tmp_path):
    came = take(pdfs.truncated(tmp_path / "in.pdf"))
    assert came.route is Route.REPAIRED
    assert "blank-after-mending" in came.notes
    assert len(came.pages) == 4


def test_trap_15_deep_page_tree(take, out, tmp_path):
    came = take(pdfs.deep_tree(tmp_path / "in.pdf", 40))
    assert came.route is Route.DIRECT
    deeper = take(pdfs.deep_tree(tmp_path / "deep.pdf", 500))
    assert len(came.pages) == len(deeper.pages) == 1
    assert came.pages[0].has_ink
    assert deeper.pages[0].has_ink
    assert_clean(out)


def test_trap_16_acrobat_only_form_is_refused_with_what_to_do(take, out, tmp_path):
    with pytest.raises(IntakeProblem) as refused:
        take(pdfs.xfa_waiting(tmp_path / "in.pdf"))
    assert refused.value.code == "fillable-only"
    assert "print it to PDF" in refused.value.hint
    assert not out.exists()


def test_trap_17_signature_is_told_and_its_look_kept(take, out, tmp_path):
    came = take(pdfs.signed(tmp_path / "in.pdf"))
    assert "signature" in came.notes
    assert dark_in(out, (100, 200, 250, 250)) > 500


def test_trap_18_stamps_and_remarks_stay_visible(take, out, tmp_path):
    came = take(pdfs.stamped(tmp_path / "in.pdf"))
    assert came.route is Route.DIRECT
    assert "comments-dropped" in came.notes
    assert dark_in(out, (300, 100, 500, 160)) > 500  # the stamp
    assert pixels(out).getpixel((120, round((792 - 715) * DRAWN / 792))) < 250  # highlight
    with pikepdf.open(out) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_trap_19_source_bookmarks_that_lead_somewhere_survive(take, out, tmp_path):
    came = take(pdfs.odd_outline(tmp_path / "in.pdf"))
    assert "bookmarks-dropped" in came.notes
    reader = PdfReader(out)
    first, below, last = reader.outline
    assert first.title == "R\u00e9sum\u00e9 \u4e2d"
    assert [child.title for child in below] == ["Below"]
    assert last.title == "Last"
    pages = [reader.get_destination_page_number(one) for one in (first, below[0], last)]
    assert pages == [1, 2, 2]


def test_trap_25_names_without_destinations(take, out, tmp_path):
    came = take(pdfs.scripted(tmp_path / "in.pdf"))
    assert came.notes == ("actions",)
    assert_clean(out)


@pytest.mark.parametrize(
    ("entries", "tree", "size"),
    [
        ("", "", (612, 792)),
        ("", "/MediaBox [0 0 400 700] /Rotate 90", (700, 400)),
        ("/MediaBox [612 792 0 0]", "", (612, 792)),
        ("/MediaBox [0 0 0 0]", "", (612, 792)),
        ("/MediaBox [0 0 612 792] /CropBox [900 900 1000 1000]", "", (612, 792)),
        ("/MediaBox [0 0 400 700] /UserUnit 2.5", "", (1000, 1750)),
        ("/MediaBox [0 0 400 700] /Rotate 45", "", (400, 700)),
        ("/MediaBox [0 0 14400 14400]", "", (14400, 14400)),
    ],
)
def test_trap_36_odd_boxes(take, out, tmp_path, entries, tree, size):
    came = take(pdfs.odd_page(tmp_path / "in.pdf", entries, tree))
    assert came.route is Route.DIRECT
    assert (came.pages[0].width, came.pages[0].height) == size
    assert shown_box(PdfReader(out).pages[0]).size == pytest.approx(size)
    assert came.pages[0].has_ink
    assert_clean(out)


def test_trap_36_absurd_page_stays_within_bounds(take, out, tmp_path):
    came = take(
        pdfs.odd_page(tmp_path / "in.pdf", "/MediaBox [0 0 2e9 2000000000] /UserUnit 70000")
    )
    assert 0 < came.pages[0].width <= 20_000_000
    assert 0 < came.pages[0].height <= 20_000_000


def test_lying_page_count_never_loses_a_page(take, out, tmp_path):
    for says in (1, 9):
        came = take(pdfs.lying_count(tmp_path / "in.pdf", says))
        assert came.route is Route.REPAIRED
        assert "page-count" in came.notes
        assert [page.has_ink for page in came.pages] == [True, True]
    assert_clean(out)


def test_hidden_layer_stays_hidden(take, out, tmp_path):
    came = take(pdfs.hidden_layer(tmp_path / "in.pdf"))
    assert came.notes == ("hidden-layers",)
    assert dark_in(out, (60, 60, 500, 400)) == 0


@pytest.mark.parametrize(("is_portfolio", "note"), [(False, "attachments"), (True, "portfolio")])
def test_files_inside_are_told_and_dropped(take, out, tmp_path, is_portfolio, note):
    came = take(pdfs.with_attachment(tmp_path / "in.pdf", is_portfolio=is_portfolio))
    assert came.notes == (note,)
    assert b"secret notes" not in out.read_bytes()


def test_junk_before_the_header(take, out, tmp_path):
    came = take(pdfs.junk_before(tmp_path / "in.dat"))
    assert [page.text.strip() for page in came.pages] == ["Page 1", "Page 2"]
    assert_clean(out)


@pytest.mark.timeout(30)
def test_form_that_doubles_at_every_step_does_not_hang(take, tmp_path):
    assert len(take(pdfs.doubling_form(tmp_path / "in.pdf")).pages) == 1


def test_pages_that_qpdf_cannot_walk_come_in_as_pictures_with_their_words(take, out, tmp_path):
    source = pdfs.raw(
        tmp_path / "in.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        pdfs.content("BT /F 40 Tf 100 500 Td (Spine) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    came = take(source)
    assert came.route is Route.IMAGES
    assert came.pages[0].text.strip() == "Spine"
    assert dark_in(out, (90, 490, 300, 540)) > 50
    assert_clean(out)


def torn(sound: bytes, lost: bytes) -> str:
    """A compressed stream's body whose second part is no longer compressed data."""
    engine = zlib.compressobj(9)
    packed = engine.compress(sound) + engine.flush(zlib.Z_FULL_FLUSH)
    body = (packed + b"\xff" * len(zlib.compress(lost))).decode("latin-1")
    return f"<< /Length {len(body)} /Filter /FlateDecode >>\nstream\n{body}\nendstream"


def test_damaged_drawing_keeps_what_can_be_read_and_is_sound_again(take, out, tmp_path):
    source = pdfs.raw(
        tmp_path / "in.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        torn(b"0 g 100 500 200 100 re f\n", b"300 100 9 9 re f\n" * 400),
    )
    came = take(source)
    assert came.route is Route.REPAIRED
    assert came.pages[0].has_ink
    assert dark_in(out, (110, 510, 290, 590)) > 3000
    assert_clean(out)


def test_drawing_that_only_lacks_its_end_is_closed_quietly(take, out, tmp_path):
    packed = zlib.compress(b"0 g 100 500 200 100 re f\n")[:-4].decode("latin-1")
    source = pdfs.raw(
        tmp_path / "in.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream",
    )
    assert take(source).route is Route.DIRECT
    assert dark_in(out, (110, 510, 290, 590)) > 3000
    assert_clean(out)


@pytest.mark.timeout(60)
def test_bomb_of_a_page_is_not_unpacked_into_memory(tmp_path):
    bomb = zlib.compress(b" " * (300 << 20), 9).decode("latin-1")
    source = pdfs.raw(
        tmp_path / "in.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        f"<< /Length {len(bomb)} /Filter /FlateDecode >>\nstream\n{bomb}\nendstream",
    )
    tracemalloc.start()
    try:
        clean_pdf(source, tmp_path / "clean.pdf")
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()


def test_trap_29_refusals_are_never_silent_leave_no_file_and_say_what_to_do(take, out, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    pdfs.no_pages(tmp_path / "none.pdf")
    codes = {}
    for name in ("empty", "noise", "none"):
        with pytest.raises(IntakeProblem) as refused:
            take(tmp_path / f"{name}.pdf")
        codes[name] = refused.value.code
        assert refused.value.sentence.endswith(".")
        assert refused.value.hint.endswith(".")
    assert codes == {"empty": "empty-file", "noise": "damaged", "none": "no-pages"}
    # PDFium remembers its last error: a locked file must not make the next one look locked
    with pytest.raises(IntakeProblem):
        take(pdfs.locked(tmp_path / "locked.pdf", user="x"))
    with pytest.raises(IntakeProblem) as again:
        take(tmp_path / "none.pdf")
    assert again.value.code == "no-pages"
    assert not out.exists()


def test_blank_page_has_no_ink_and_a_lone_number_has(take, tmp_path):
    empty = pdfs.content("")
    number = pdfs.content("BT /F 9 Tf 300 40 Td (3) Tj ET")
    page = "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F 7 0 R >> >> >>"
    came = take(
        pdfs.raw(
            tmp_path / "in.pdf",
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 612 792] >>",
            page.format(5),
            page.format(6),
            empty,
            number,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        )
    )
    assert [fact.has_ink for fact in came.pages] == [False, True]


def test_text_holds_no_control_characters(take, tmp_path):
    came = take(pdfs.filled_form(tmp_path / "in.pdf", "one\\002two\\000three", is_drawn=True))
    assert not [c for c in came.pages[0].text if ord(c) < 32 and c != "\n"]
    assert "three" in came.pages[0].text


def test_hostile_outline_and_names_end(take, tmp_path):
    def change(pdf):
        ring = pdf.make_indirect(pikepdf.Dictionary())
        ring["/Kids"] = pikepdf.Array([ring, ring])
        pdf.Root["/Names"] = pikepdf.Dictionary(Dests=ring)
        item = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("again")))
        item["/First"] = item["/Next"] = item
        pdf.Root["/Outlines"] = pikepdf.Dictionary(First=item)

    came = take(pdfs.changed(tmp_path / "in.pdf", change))
    assert came.notes == ("bookmarks-dropped",)


def test_progress_is_reported_and_notes_are_known(out, tmp_path):
    from appealdesk.engine.intake import intake

    told = []
    came = intake(
        pdfs.named_links(tmp_path / "in.pdf"),
        out,
        file_name="in.pdf",
        password=None,
        report=lambda *step: told.append(step),
    )
    assert ("Reading pages", 2, 3) in told
    assert set(came.notes) <= set(NOTES)
