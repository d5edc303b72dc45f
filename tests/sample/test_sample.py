"""The sample tells one story: every paper is there, and every pin cite shows what the text claims."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from appealdesk.case.details import detail_keys
from appealdesk.case.values import STANDARD_SECTIONS, Kind
from appealdesk.guidance.reasons import reason_kind
from appealdesk.guidance.tables import CellKind, table_kind
from appealdesk.resources import resource_path

SAMPLE = resource_path("sample")
PLAN = tomllib.loads((SAMPLE / "sample.toml").read_text(encoding="utf-8"))
TEXTS = sorted(SAMPLE.glob("*.md"))
CITE = re.compile(r"\[cite: ([\w-]+)(?:, p\. (\d+))?\]")
ROOT = Path(__file__).resolve().parents[2]

# What a reader must find on a cited page, for each page of the sample that is cited.
SHOWN = {
    ("denial-letter", 1): "PA-2026-0093317",
    ("denial-letter", 2): "(c) the result is expected to change treatment",
    ("provider-letter", 2): "I will refer her to a spine surgeon",
    ("nerve-test", 1): "Active left L5 radiculopathy",
    ("office-chart", 1): "What is in this copy",
    ("office-chart", 3): "Little relief; stomach pain",
    ("office-chart", 4): "outer side of the calf to the",
    ("office-chart", 5): "Strength is full today",
    ("office-chart", 9): "Mild L4-L5 disc space narrowing",
    ("office-chart", 10): "two visits a week for six weeks",
    ("office-chart", 15): "4+ of 5, new",
    ("office-chart", 19): "four weeks on paper",
    ("office-chart", 21): "Go on with meloxicam and the home program",
    ("office-chart", 20): "Cannot walk on the left heel",
    ("office-chart", 25): "held only the visit note of May 12",
    ("office-chart", 26): "absent at the first web space",
    ("office-chart", 28): "52 %",
    ("office-chart", 32): "Gait normal on heels and toes",
    ("office-chart", 39): "Lifting the great toe",
    ("office-chart", 40): "true copy",
}


def _page_count(path: Path) -> int:
    if path.suffix == ".pdf":
        return len(PdfReader(path).pages)
    with Image.open(path) as picture:
        return getattr(picture, "n_frames", 1)


@pytest.fixture(scope="module")
def papers() -> dict[str, Path]:
    return {Path(d["file"]).stem: SAMPLE / d["file"] for d in PLAN["documents"]}


def test_every_paper_is_there_and_filed_where_a_section_is(papers):
    keys = {key for key, _ in STANDARD_SECTIONS}
    for document in PLAN["documents"]:
        assert (SAMPLE / document["file"]).is_file()
        assert document["section"] in keys | {""}
        assert Kind(document["kind"])
    assert set(PLAN["sections"]) == keys
    assert len(papers) == len(PLAN["documents"])


def test_every_detail_is_named():
    assert set(PLAN["details"]) == detail_keys()


def test_every_pin_cite_has_its_page(papers):
    found = [m for path in TEXTS for m in CITE.finditer(path.read_text(encoding="utf-8"))]
    assert len(found) > 40
    for match in found:
        pages = _page_count(papers[match.group(1)])
        assert 1 <= int(match.group(2) or 1) <= pages, match.group(0)
    for reason in PLAN["reasons"]:
        for piece in reason["evidence"]:
            assert 1 <= piece["page"] <= _page_count(SAMPLE / piece["file"])


def _rows(reason):
    return [(table["kind"], row) for table in reason["tables"] for row in table["rows"]]


def _pages_of_tables():
    return {
        (Path(page["file"]).stem, page["page"])
        for reason in PLAN["reasons"]
        for _, row in _rows(reason)
        for page in row["pages"]
    }


def test_every_row_of_the_tables_has_its_page_and_fits_its_table(papers):
    for stem, page in _pages_of_tables():
        assert 1 <= page <= _page_count(papers[stem])
    for reason in PLAN["reasons"]:
        assert reason_kind(reason["kind"]) is not None
        for kind, row in _rows(reason):
            table = table_kind(kind)
            assert len(row["cells"]) <= len(table.cells)
            assert row["pages"]
            for column, cell in zip(table.cells, row["cells"], strict=False):
                assert not column.choices or cell in column.choices
                assert column.kind is not CellKind.DATE or date.fromisoformat(cell)


def test_the_criteria_stand_in_the_letter_word_for_word(papers):
    letter = " ".join(PdfReader(papers["denial-letter"]).pages[1].extract_text().split())
    asked = [
        row["cells"][0] for r in PLAN["reasons"] for kind, row in _rows(r) if kind == "criteria"
    ]
    assert [words[:3] for words in asked] == ["(a)", "(b)", "(c)"]
    assert all(words in letter for words in asked)


def test_every_cited_page_shows_what_is_claimed(papers):
    cited = {page for page in _pages_of_tables() if papers[page[0]].suffix == ".pdf"} | {
        (m.group(1), int(m.group(2)))
        for path in TEXTS
        for m in CITE.finditer(path.read_text(encoding="utf-8"))
        if m.group(2) and papers[m.group(1)].suffix == ".pdf"
    }
    assert cited == set(SHOWN)
    for (stem, page), words in SHOWN.items():
        text = PdfReader(papers[stem]).pages[page - 1].extract_text()
        assert words in " ".join(text.split()), (stem, page)


def test_the_insurers_words_stand_in_the_letter(papers):
    letter = " ".join(PdfReader(papers["denial-letter"]).pages[0].extract_text().split())
    for reason in PLAN["reasons"]:
        words = (SAMPLE / reason["insurer_words"]).read_text(encoding="utf-8")
        assert " ".join(words.split()) in letter


def test_the_doctors_words_are_quoted_exactly(papers):
    letter = " ".join(PdfReader(papers["provider-letter"]).pages[1].extract_text().split())
    response = (SAMPLE / "reason-2-response.md").read_text(encoding="utf-8")
    quotes = re.findall(r"^> (.+)$", response, re.MULTILINE)
    assert len(quotes) == 2
    for quote in quotes:
        assert quote in letter


def test_the_sample_covers_what_comes_in_badly(papers):
    with Image.open(papers["home-exercise-log"]) as photo:
        assert photo.getexif()[0x0112] == 6
        assert photo.width > photo.height  # stored lying, shown upright
    assert PdfReader(papers["nerve-test"]).pages[0].rotation == 90
    assert _page_count(papers["physical-therapy-notes"]) == 5
    chart = PdfReader(papers["office-chart"])
    assert len(chart.pages) == 40
    assert any(isinstance(entry, list) for entry in chart.outline)
    assert not PdfReader(papers["denial-letter-scan"]).pages[0].extract_text().strip()
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 3_000_000


@pytest.mark.slow
def test_the_script_draws_the_shipped_papers(papers, tmp_path):
    subprocess.run([sys.executable, ROOT / "tools" / "make_sample.py", tmp_path], check=True)
    for stem, shipped in papers.items():
        drawn = tmp_path / shipped.name
        assert _page_count(drawn) == _page_count(shipped)
        if shipped.suffix == ".pdf":
            texts = [[p.extract_text() for p in PdfReader(f).pages] for f in (drawn, shipped)]
            assert texts[0] == texts[1], stem
