"""The documents we set: what stands on them, where links go, which fonts show the words."""

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from appealdesk.case.details import Details
from appealdesk.case.values import Arrangement, Layout, Reason, ReasonId
from appealdesk.engine.fonts import MISSING_MARK, prepare
from appealdesk.packet.values import Delivery
from support.appeals import FULL, appeal
from support.setting import make

TEXT = "section:2"


def test_cover_tells_claim_and_where_each_reason_is_answered(tmp_path):
    made = make(appeal(), tmp_path)
    text = made.text("cover")
    for word in ("MRI of the lumbar spine", "W123456789", "CLM-0041187", "Dr. Miriam Oyelaran"):
        assert word in text
    page = made.packet.anchors["reason:900"][0] + 1
    assert f"Reason 1 Not medically necessary page {page}" in text
    assert f"This packet has {len(made.packet.pages)} pages." in text
    assert "appealdesk:reason:900" in made.links("cover")


def test_cover_says_nothing_of_details_that_are_not_known(tmp_path):
    made = make(appeal(details=Details(patient_name="Ana", insurer_name="Plan")), tmp_path)
    text = made.text("cover")
    assert "Appeal of a denied claim" in text
    for label in ("Member ID", "Diagnosis", "Date of birth", "Fax", "Phone"):
        assert label not in text


def test_fax_cover_tells_pages_and_no_diagnosis(tmp_path):
    made = make(appeal(), tmp_path, Delivery.FAX)
    text = made.text("fax-cover")
    assert f"Pages {len(made.packet.pages)}, with this cover" in text
    assert "(555) 010-2299" in text
    assert "please call (555) 010-7781" in text
    assert "radiculopathy" not in text
    assert "MRI" not in text


def test_fax_cover_has_no_colour_and_no_grey(tmp_path):
    made = make(appeal(), tmp_path, Delivery.FAX)
    content = PdfReader(made.path("fax-cover")).pages[0].get_contents().get_data().decode("latin-1")
    inks = [
        float(value)
        for ink in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", content)
        for value in ink
    ]
    assert inks
    assert max(inks) < 0.1


def test_contents_rows_tell_pages_and_are_links(tmp_path):
    made = make(appeal(), tmp_path)
    text = made.text("contents")
    for entry in made.packet.contents:
        assert entry.title in text
        assert f"appealdesk:{entry.anchor}" in made.links("contents")
    first = made.packet.exhibit_of(101).first_page + 1
    assert f"{first}–{first + 2}" in text


def test_reason_shows_words_response_and_evidence(tmp_path):
    made = make(appeal(), tmp_path)
    text = made.text("section:4")
    page = made.packet.anchors["page:102/102002"][0] + 1
    assert "Reason 1: Not medically necessary" in text
    assert "It does not meet our criteria. See policy RAD-14." in text
    assert "It does: Exhibit B, p. 3." in text
    assert f"Exhibit B, p. 3 Record 102 {page}" in text
    assert "appealdesk:page:102/102002" in made.links("section:4")


def test_reason_anchors_stand_at_their_headings(tmp_path):
    made = make(appeal(), tmp_path)
    anchors = {a: (page, top) for a, page, top in made.composed.lengths["section:4"].anchors}
    (first, high), (second, low) = anchors["reason:900"], anchors["reason:901"]
    assert first == second == 0
    assert 100 < low < high < 760


def test_section_without_text_lists_its_exhibits(tmp_path):
    made = make(appeal(), tmp_path)
    assert "Exhibit A Record 101 pages" in made.text("section:3")
    assert "appealdesk:document:101" in made.links("section:3")


def test_letter_is_signed_and_cites(tmp_path):
    case = replace(appeal(), layout=Layout(Arrangement.LETTER_FIRST))
    made = make(case, tmp_path)
    text = made.text("letter")
    assert "Sincerely," in text
    assert "Please see Exhibit A (Record 101) and Exhibit B (Record 102)." in text
    assert text.index("Introduction") < text.index("Reason 1") < text.index("Conclusion")
    noted = {anchor for anchor, _, _ in made.composed.lengths["letter"].anchors}
    assert noted >= {"section:1", "section:4", "section:5", "reason:900", "reason:901"}


def test_letter_has_no_signature_without_a_name(tmp_path):
    case = replace(appeal(details=replace(FULL, sender_name="")), tray=())
    made = make(replace(case, layout=Layout(Arrangement.LETTER_FIRST)), tmp_path)
    assert "the patient" not in made.text("letter")


def test_divider_names_its_exhibit(tmp_path):
    made = make(replace(appeal(), layout=Layout(has_dividers=True)), tmp_path)
    first = made.packet.exhibit_of(102).first_page + 1
    total = len(made.packet.pages)
    assert made.text("divider:102") == (
        f"Exhibit B Record 102 Pages {first}–{first + 2} of {total} Supporting Documentation"
    )


def test_same_case_gives_same_bytes_without_author_or_dates(tmp_path):
    one, two = make(appeal(), tmp_path / "1"), make(appeal(), tmp_path / "2")
    for part in one.composed.files:
        data = one.path(part).read_bytes()
        assert data == two.path(part).read_bytes()
        assert set(PdfReader(one.path(part)).metadata) == {"/Title"}
        assert b"ASCII85" not in data


def test_pages_leave_the_foot_free(tmp_path):
    body = "A long text that fills the page. " * 900
    made = make(appeal(bodies={"clinical-justification": body}), tmp_path)
    out = subprocess.run(
        ["pdftotext", "-bbox", str(made.path(TEXT)), "-"], check=True, capture_output=True
    ).stdout.decode()
    lows = [float(part.split('"')[0]) for part in out.split('yMax="')[1:]]
    rights = [float(part.split('"')[0]) for part in out.split('xMax="')[1:]]
    assert len(lows) > 5000
    assert max(lows) < 792 - 54
    assert max(rights) <= 612 - 71


# ---- letters of all kinds


def _fonts(path):
    out = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True).stdout.decode()
    return [line.split() for line in out.splitlines()[2:]]


def test_fonts_are_embedded_subsets(tmp_path):
    body = "Ω → ✓ ≥ *schräg* **fett** 中文 `x`"
    made = make(appeal(bodies={"clinical-justification": body}), tmp_path)
    assert made.composed.missing_glyphs == ()
    for part in made.composed.files:
        rows = _fonts(made.path(part))
        names = [row[0] for row in rows]
        assert all("+Noto" in n or "+DejaVu" in n or "+Droid" in n for n in names if "+" in n)
        # Reportlab names Helvetica in each page's resources; nothing may be set in it.
        assert {n for n in names if "+" not in n} <= {"Helvetica"}
        assert all(row[-5] == "yes" for row in rows if "+" in row[0])


def test_decomposed_vietnamese_is_composed(tmp_path):
    name = "Nguyễn Thị Hồng Phượng, Đặng Ổn"
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name
    details = replace(FULL, patient_name=decomposed)
    made = make(appeal(details=details, bodies={"clinical-justification": decomposed}), tmp_path)
    assert name in made.text(TEXT)
    assert name in made.text("cover")
    assert made.composed.missing_glyphs == ()


@pytest.mark.parametrize("word", ["عربي", "שלום", "हिन्दी", "한국어", "\ue123", "\ufffd"])
def test_a_letter_without_a_glyph_is_reported(tmp_path, word):
    made = make(appeal(bodies={"clinical-justification": f"Before {word} after"}), tmp_path)
    told = {glyph.character for glyph in made.composed.missing_glyphs}
    assert told == set(prepare(word))
    assert all("Clinical Justification" in g.where for g in made.composed.missing_glyphs)
    assert f"Before {MISSING_MARK}" in made.text(TEXT)


def test_missing_glyphs_are_found_in_details_and_titles(tmp_path):
    reason = Reason(ReasonId(900), "शीर्षक", "w", "r")
    made = make(appeal(details=replace(FULL, service="שלום"), reasons=(reason,)), tmp_path)
    places = {glyph.where for glyph in made.composed.missing_glyphs}
    assert {"the cover", "the contents"} <= places


def test_invisible_marks_and_controls_vanish(tmp_path):
    body = "co\u00adop\u200berate\x07 \ufeffnow\u202e!"
    made = make(appeal(bodies={"clinical-justification": body}), tmp_path)
    assert "cooperate now!" in made.text(TEXT)
    assert made.composed.missing_glyphs == ()


@pytest.mark.skipif(
    not Path("/usr/share/i18n/locales/de_DE").exists(), reason="needs Debian's package locales"
)
def test_trap_39_comma_locale_moves_nothing(tmp_path):
    """Numbers in the PDF have points also where the system writes commas."""
    (tmp_path / "locales").mkdir()
    subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "locales/de_DE.UTF-8")],
        check=True,
        capture_output=True,
    )
    program = (
        "import locale, sys\n"
        "from pathlib import Path\n"
        "locale.setlocale(locale.LC_ALL, 'de_DE.UTF-8')\n"
        "assert locale.localeconv()['decimal_point'] == ','\n"
        "from support.appeals import appeal\n"
        "from support.setting import make\n"
        "make(appeal(), Path(sys.argv[1]))\n"
    )
    paths = os.pathsep.join([*sys.path, "src", "tests"])
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "comma")],
        check=True,
        env=os.environ | {"LOCPATH": str(tmp_path / "locales"), "PYTHONPATH": paths},
    )
    plain = make(appeal(), tmp_path / "plain")
    for name in plain.composed.files.values():
        assert (tmp_path / "comma" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
