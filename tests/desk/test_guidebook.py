"""The guide as a PDF: bookmarks, links, page numbers that hold, and nothing in its way replaced."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.guidebook import write_guide
from appealdesk.guidance.guidebook import guide_pages
from support.papers import page_texts, qpdf_is_content


@pytest.fixture(scope="module")
def guide(tmp_path_factory, worker) -> Path:
    path = tmp_path_factory.mktemp("guide") / "guide.pdf"
    assert write_guide(worker, path) == len(PdfReader(path).pages)
    return path


def test_it_has_a_bookmark_for_each_page_and_leads_there(guide: Path) -> None:
    reader = PdfReader(guide)
    marks = [(m.title, reader.get_destination_page_number(m)) for m in reader.outline]
    assert [title for title, _ in marks] == ["Contents", *(p.title for p in guide_pages())]
    texts = page_texts(guide)
    for title, page in marks[1:]:
        assert texts[page].lstrip().startswith(title)


def test_the_contents_tell_the_pages_on_which_they_are(guide: Path) -> None:
    reader = PdfReader(guide)
    where = {m.title: reader.get_destination_page_number(m) + 1 for m in reader.outline[1:]}
    front = " ".join(page_texts(guide)[0].split())
    for title, page in where.items():
        assert f"{title} {page}" in front


def test_links_stay_inside_and_all_lead_somewhere(guide: Path) -> None:
    reader = PdfReader(guide)
    found = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert len(found) > len(guide_pages())
    assert all("/URI" not in str(a.get("/A", "")) for a in found)
    sheets = {page.indirect_reference.idnum for page in reader.pages}
    assert all(a["/Dest"][0].idnum in sheets for a in found)


def test_each_page_ends_with_its_sources_and_pictures_are_in_it(guide: Path) -> None:
    everything = "\n".join(page_texts(guide))
    assert everything.count("Where this comes from") == len(guide_pages())
    assert "45 CFR 147.136" in everything
    assert "](" not in everything
    assert sum(len(page.images) for page in PdfReader(guide).pages) == 5
    assert qpdf_is_content(guide)


def test_no_page_holds_a_line_or_two_alone(guide: Path) -> None:
    for number, text in enumerate(page_texts(guide), start=1):
        assert len(text.split()) > 30, f"page {number}: {text}"
        assert not text.lstrip().startswith(("Where this comes from", "\u2022")), f"page {number}"


def test_what_is_no_pdf_is_not_replaced(worker, tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    other.write_text("my own words", encoding="utf-8")
    with pytest.raises(AppealDeskError):
        write_guide(worker, other)
    assert other.read_text(encoding="utf-8") == "my own words"
    assert not list(worker.folder.glob("guide*"))
