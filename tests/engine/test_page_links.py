"""Links and sizes as a written file has them."""

import pytest
from pypdf import PdfReader

from appealdesk.engine.page_links import PageLinksProblem, page_links, page_sizes
from support import packets, pdfs
from support.papers import text_pdf


def _linked(path, *annotations, rotate=0, pages=2):
    """Pages of 600 x 800, the first with these links; ``2 0 R`` is page 1 and so on."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    first = 3 + pages
    refs = " ".join(f"{first + n} 0 R" for n in range(len(annotations)))
    box = "/MediaBox [0 0 600 800]"
    made = [
        f"<< /Type /Page /Parent 2 0 R {box} /Rotate {rotate} /Annots [{refs}] >>",
        *(f"<< /Type /Page /Parent 2 0 R {box} >>" for _ in range(pages - 1)),
    ]
    return pdfs.raw(
        path,
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *made,
        *(f"<< /Type /Annot /Subtype /Link {a} >>" for a in annotations),
    )


RECT = "/Rect [60 600 180 680]"


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, (0.1, 0.15, 0.3, 0.25)),
        (90, (0.75, 0.1, 0.85, 0.3)),
        (180, (0.7, 0.75, 0.9, 0.85)),
        (270, (0.15, 0.7, 0.25, 0.9)),
    ],
)
def test_the_place_is_that_of_the_page_as_shown(tmp_path, rotate, box):
    path = _linked(tmp_path / "a.pdf", f"{RECT} /Dest [4 0 R /Fit]", rotate=rotate)
    (link,) = page_links(path, 0)
    assert link.box == pytest.approx(box)
    assert (link.on, link.page, link.top) == (0, 1, None)
    assert page_sizes(path)[0] == ((800, 600) if rotate % 180 else (600, 800))


def test_heights_actions_and_addresses(tmp_path):
    path = _linked(
        tmp_path / "a.pdf",
        f"{RECT} /Dest [4 0 R /XYZ null 600 null]",
        f"{RECT} /A << /S /GoTo /D [4 0 R /FitH 400] >>",
        f"{RECT} /A << /S /URI /URI (https://example.org) >>",
    )
    first, second, third = page_links(path, 0)
    assert (first.page, first.top) == (1, pytest.approx(0.25))
    assert (second.page, second.top) == (1, pytest.approx(0.5))
    assert (third.page, third.address) == (None, "https://example.org")


def test_what_leads_nowhere_or_is_broken_raises_nothing(tmp_path):
    path = _linked(
        tmp_path / "a.pdf",
        f"{RECT} /Dest [99 0 R /Fit]",
        "/Rect [1 2 (x) 4] /Dest [4 0 R /Fit]",
        "/Rect [5 5 5 5] /Dest [4 0 R /Fit]",
        f"{RECT} /A << /S /Launch /F (calc.exe) >>",
    )
    found = page_links(path, 0)
    assert [(link.page, link.address) for link in found] == [(None, ""), (None, "")]


def test_only_the_pages_that_were_asked_for(tmp_path):
    source = packets.clean(pdfs.named_links(tmp_path / "a.pdf"))
    made = packets.packet_of(tmp_path / "p.pdf", packets.Use(source, [0, 1, 2]))
    every = page_links(made.path, 0, 3)
    assert every
    for on in range(3):
        assert [k for k in every if k.on == on] == list(page_links(made.path, on))
    assert page_sizes(made.path) == ((612.0, 792.0),) * 3


def test_a_wrong_link_in_the_file_is_a_wrong_link_here(tmp_path):
    """The plan is not asked: what stands in the bytes counts."""
    path = _linked(tmp_path / "a.pdf", f"{RECT} /Dest [4 0 R /Fit]", pages=3)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"[4 0 R /Fit]", b"[5 0 R /Fit]"))
    assert len(PdfReader(path).pages) == 3
    assert page_links(path, 0)[0].page == 2


def test_a_file_that_is_no_pdf_is_told(tmp_path):
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"no")
    with pytest.raises(PageLinksProblem):
        page_sizes(bad)
    with pytest.raises(PageLinksProblem):
        page_links(text_pdf(tmp_path / "b.pdf", ["x"]), 1)
