"""A check that cannot fail is none: each test breaks a written packet in one way."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from appealdesk.engine.verify import verify_file
from appealdesk.engine.verify_file import VerifyProblem
from appealdesk.packet.values import Bookmark
from support import pdfs
from support.packets import Made, Use, clean, packet_of, quiet


@pytest.fixture
def made(tmp_path: Path) -> Made:
    links = clean(pdfs.named_links(tmp_path / "links.pdf"))
    marks = clean(pdfs.odd_outline(tmp_path / "marks.pdf"))
    found = packet_of(tmp_path / "packet.pdf", Use(links, range(3)), Use(marks, [1, 2]))
    assert found.findings() == ()
    return found


def codes(made: Made) -> set[str]:
    return {finding.code for finding in made.findings()}


def failed(made: Made) -> set[str]:
    return {check.id for check in verify_file(made.path, quiet).checks if not check.ok}


def broken(made: Made, change) -> Made:
    """The packet after ``change(pdf)``."""
    with pikepdf.open(made.path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(made.path, fix_metadata_version=False)
    return made


def test_a_good_packet_passes_alone_too(made):
    report = verify_file(made.path, quiet)
    assert [check.id for check in report.checks if not check.ok] == []
    assert (report.pages, report.links) == (5, 2)
    assert report.bookmarks == 6


def test_a_page_too_few(made):
    broken(made, lambda pdf: pdf.pages.__delitem__(1))
    assert codes(made) == {"page-count"}
    assert "page-numbers" in failed(made)


def test_pages_in_another_order(made):
    def swap(pdf):
        pdf.pages.append(pdf.pages[1])
        del pdf.pages[1]

    broken(made, swap)
    assert {"foot", "bookmark"} <= codes(made)
    assert {"page-numbers"} <= failed(made)


def test_a_foot_line_lost(made):
    def no_foot(pdf):
        pdf.pages[3].obj.Contents.write(b"q .92727 0 0 .92727 22.25455 39.6 cm /P Do Q")

    broken(made, no_foot)
    assert [f.page for f in made.findings() if f.code == "foot"] == [3]
    assert failed(made) == {"page-numbers"}


def test_ink_lost(made):
    def blank(pdf):
        foot = pdf.pages[2].obj.Contents.read_bytes().split(b"Do Q", 1)[1]
        pdf.pages[2].obj.Contents.write(b"q 0 0 0 0 0 0 cm /P Do Q" + foot)

    broken(made, blank)
    assert [(f.code, f.page) for f in made.findings()] == [("ink", 2)]


def test_content_lost(made):
    def empty(pdf):
        pdf.pages[4].obj.Resources.XObject.P.write(b"")

    broken(made, empty)
    assert {("content", 4), ("ink", 4)} <= {(f.code, f.page) for f in made.findings()}


def test_a_layer_that_shows_is_found(tmp_path):
    hidden = clean(pdfs.hidden_layer(tmp_path / "hidden.pdf"))
    made = packet_of(tmp_path / "packet.pdf", Use(hidden, [0]))
    assert made.findings() == ()

    def show(pdf):
        pdf.Root.OCProperties.D.OFF = Array([])

    broken(made, show)
    assert codes(made) == {"ink"}


def test_a_link_to_the_wrong_page(made):
    def wrong(pdf):
        link = next(a for a in pdf.pages[0].obj.Annots if "/Dest" in a)
        link.Dest[0] = pdf.pages[1].obj

    broken(made, wrong)
    assert codes(made) == {"link"}


def test_a_link_lost(made):
    def lost(pdf):
        del pdf.pages[0].obj["/Annots"]

    broken(made, lost)
    assert codes(made) == {"link"}


def test_a_link_to_nowhere(made):
    def nowhere(pdf):
        link = next(a for a in pdf.pages[0].obj.Annots if "/Dest" in a)
        link.Dest = Array([None, Name.Fit])

    broken(made, nowhere)
    assert codes(made) == {"link"}
    assert failed(made) == {"links"}


def test_a_bookmark_to_the_wrong_page_or_under_another_name(made):
    wrong = made.changed(
        bookmarks=(
            replace(made.packet.bookmarks[0], children=made.packet.bookmarks[0].children[:1]),
        )
    )
    assert codes(wrong) == {"bookmark"}
    wrong = made.changed(bookmarks=(replace(made.packet.bookmarks[0], title="Other"),))
    assert codes(wrong) == {"bookmark"}
    wrong = made.changed(bookmarks=(*made.packet.bookmarks, Bookmark("More", 1)))
    assert codes(wrong) == {"bookmark"}
    wrong = made.changed(bookmarks=(replace(made.packet.bookmarks[0], page=1),))
    assert codes(wrong) == {"bookmark"}


def test_bookmarks_lost(made):
    broken(made, lambda pdf: pdf.Root.__delitem__("/Outlines"))
    assert codes(made) == {"bookmark"}
    assert failed(made) == {"bookmarks"}


def test_a_bookmark_to_nowhere(made):
    def nowhere(pdf):
        pdf.Root.Outlines.First.Dest = Array([None, Name.Fit])

    broken(made, nowhere)
    assert codes(made) == {"bookmark"}
    assert failed(made) == {"bookmarks"}


def test_page_labels_that_differ_from_the_printed_numbers(made):
    def roman(pdf):
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))

    broken(made, roman)
    assert codes(made) == {"label"}
    assert failed(made) == {"labels"}


@pytest.mark.parametrize("where", ["open", "names", "annotation", "files"])
def test_something_active(made, where):
    def change(pdf):
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        if where == "open":
            pdf.Root.OpenAction = script
        elif where == "names":
            pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        elif where == "annotation":
            pdf.pages[0].obj.Annots[0].AA = Dictionary(E=script)
        else:
            pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))

    broken(made, change)
    assert codes(made) == {"active"}
    assert failed(made) == {"nothing-active"}


def test_a_cut_off_file(made):
    data = made.path.read_bytes()
    made.path.write_bytes(data[: len(data) * 2 // 3])
    assert codes(made) <= {"unreadable", "syntax", "page-count"}
    assert codes(made)


def test_a_flipped_byte_in_packed_content(made):
    with pikepdf.open(made.path) as pdf:
        raw = pdf.pages[0].obj.Resources.XObject.P.read_raw_bytes()
    data = bytearray(made.path.read_bytes())
    at = data.index(raw) + len(raw) // 2
    data[at] ^= 0xFF
    made.path.write_bytes(bytes(data))
    assert ("content", 0) in {(finding.code, finding.page) for finding in made.findings()}


def test_a_packet_that_is_gone(made):
    made.path.unlink()
    assert codes(made) == {"unreadable"}


def test_a_file_that_is_no_pdf(tmp_path):
    path = tmp_path / "no.pdf"
    path.write_bytes(b"This is a letter.")
    with pytest.raises(VerifyProblem) as caught:
        verify_file(path, quiet)
    assert caught.value.code == "not-a-pdf"


def test_any_other_pdf_is_told_from_a_packet(tmp_path):
    plain = pdfs.letters(tmp_path / "plain.pdf", 2, size=(595, 842))
    report = verify_file(plain, quiet)
    assert {c.id for c in report.checks if not c.ok} == {"letter-size", "page-numbers", "bookmarks"}


def test_a_long_packet_is_compared_page_by_page_in_its_structure(tmp_path):
    source = clean(pdfs.letters(tmp_path / "many.pdf", 130))
    made = packet_of(tmp_path / "packet.pdf", Use(source, range(130)))
    assert made.findings() == ()

    def empty(pdf):
        pdf.pages[77].obj.Resources.XObject.P.write(b"")

    broken(made, empty)
    assert ("content", 77) in {(f.code, f.page) for f in made.findings()}
