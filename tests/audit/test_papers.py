"""Pages and papers: blank, lying, twice, damaged, nameless, out of order."""

import pytest

from appealdesk.audit.checks import State
from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, Kind
from support.audited import green, sign


def words(told, check_id: str) -> list[str]:
    return [p.words for p in told.checks()[check_id].where]


def chart(*signs):
    return green().saying("chart", pages=signs)


def test_blank_pages_are_counted_as_in_the_file() -> None:
    blank = sign(0, has_ink=False)
    told = chart(sign(digest="a"), blank, sign(0), blank, *(sign() for _ in range(4)))
    assert words(told, "pages-not-blank") == ["chart: pages 2, 4 are blank"]
    page = told.named("chart").pages[1].id
    left = told.then(edits.include_pages(told.named("chart").id, [page], False))
    assert words(left, "pages-not-blank") == ["chart: page 4 is blank"]


def test_a_scan_that_lies_is_told_until_it_is_turned() -> None:
    told = chart(sign(), sign(0, lies=True))
    assert words(told, "pages-upright") == ["chart: page 2 is on its side"]
    paper = told.named("chart")
    turned = told.then(edits.rotate_pages(paper.id, [paper.pages[1].id], 90))
    assert turned.states()["pages-upright"] is State.DONE


def test_wide_tables_and_wide_papers_are_fine() -> None:
    assert "pages-upright" not in chart(sign(), sign(200, lies=True)).open()
    assert "pages-upright" not in chart(sign(0, lies=True), sign(0, lies=True)).open()
    letter = green().saying("denial", pages=(sign(0, lies=True), sign(0, lies=True)))
    assert words(letter, "pages-upright") == ["denial: pages 1, 2 are on their side"]


def test_the_same_words_twice_are_told_across_papers() -> None:
    told = chart(sign(digest="d2"), sign(digest="x"), sign(digest="x"))
    assert words(told, "pages-once") == ["chart: pages 1, 3 are there already"]
    few = chart(sign(5, digest="x"), sign(5, digest="x"))
    assert few.states()["pages-once"] is State.DONE  # two title pages may well be alike
    scans = chart(sign(0), sign(0))
    assert scans.states()["pages-once"] is State.DONE


def test_one_file_filed_twice_is_told_but_not_when_its_pages_are_shared_out() -> None:
    first = green().named("chart")
    twice = green().then(edits.copy_documents([first.id], 3))
    assert "pages-once" in twice.open()
    other = [d for d in twice.case.documents() if d.title == first.title][1]
    shared = twice.then(
        edits.include_pages(first.id, [p.id for p in first.pages[4:]], False),
        edits.include_pages(other.id, [p.id for p in other.pages[:4]], False),
    )
    assert "pages-once" not in shared.open()


@pytest.mark.parametrize(
    "title",
    ["IMG_2041", "scan0012", "Scan 12 (2)", "Document", "document (3)", "20260504_101112", "Fax",
     "Adobe Scan 4", "2f6c1b0a9d8e7f60", "image.png", "Screenshot 2026-05-04",
     "Screen Shot 2026-05-04 at 10.22.11 AM", "WhatsApp Image 2026-05-04 at 10.22.11",
     "Scanned from a Xerox Multifunction Printer"],
)  # fmt: skip
def test_a_name_that_says_nothing_is_told(title: str) -> None:
    told = green().then(edits.rename_document(green().named("rule").id, title))
    assert told.open() == {"exhibits-named"}


@pytest.mark.parametrize(
    "title",
    ["Denial letter of May 4, 2026", "Scan of the knee, May 2", "Fax report", "X-ray 2", "Photo of my log",
     "Bill 12", "Document from the clinic"],
)  # fmt: skip
def test_a_name_that_says_something_is_fine(title: str) -> None:
    told = green().then(edits.rename_document(green().named("rule").id, title))
    assert told.open() == set()


def test_a_form_may_stand_in_front_of_the_letter() -> None:
    told = green()
    front = told.then(edits.move_document(told.named("form").id, 1, told.named("denial").id))
    assert front.open() == set()


def test_a_long_exhibit_is_pointed_at_by_page_somewhere() -> None:
    told = green()
    paper = told.named("chart")
    whole = told.then(edits.set_section_text(4, f"All of {cite_token(Citation(paper.id))}."))
    assert whole.states()["exhibits-pinned"] is State.DONE
    short = told.then(
        edits.include_pages(paper.id, [p.id for p in paper.pages[1:]], False),
    )
    assert short.states()["exhibits-pinned"] is State.NOT_APPLICABLE


def test_a_paper_that_was_mended_with_loss_is_told() -> None:
    rule = green().named("rule")
    told = green().then(
        edits.replace_import(
            rule.id, clean="e" * 64, route=rule.route, page_count=1,
            notes=("picture-cut-off", "links-dropped"),
        )
    )  # fmt: skip
    assert words(told, "pages-whole") == ["rule: the lower part of a picture is missing"]


def test_an_attestation_is_support_and_must_be_signed() -> None:
    told = green()
    only = told.then(
        edits.set_document_kind(told.named("support").id, Kind.ATTESTATION),
        edits.set_document_kind(told.named("chart").id, Kind.RECORD),
    )
    assert only.open() == set()
    assert "provider-signed" in only.saying("support", is_signed=False).open()
