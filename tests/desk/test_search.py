"""Words are found wherever they stand in a case, however they are written."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, TableRow
from appealdesk.desk.search import _seen, folded, pages_without_text, search, wanted
from support.cases import filed


@pytest.fixture
def case(session):
    """An exhibit of four pages, one of them left out and one without text; a paper to file."""
    pages = (
        "MRI of the lumbar spine. Réflexes dimin-\nished on the left.",
        "The patient completed twelve weeks of\nphysical therapy (CPT 97110).",
        "",
        "Left out: twelve lines about nothing.",
    )
    session.file.set_page_texts("b" * 64, pages)
    session.apply(filed(3, "Office chart", 4))
    chart = session.case.sections[2].documents[0]
    session.apply(edits.include_pages(chart.id, [chart.pages[3].id], False))
    session.apply(
        edits.add_document(
            None,
            title="Gym receipt",
            file_name="quittung.pdf",
            source="c" * 64,
            clean="d" * 64,
            page_count=1,
        )
    )
    session.file.set_page_texts("d" * 64, ("Twelve visits paid",))
    cite = cite_token(Citation(chart.id, chart.pages[1].id))
    session.apply(edits.set_section_text(1, f"We appeal. Therapy is shown in {cite}."))
    session.apply(edits.add_reason("Too little therapy", "Fewer than six weeks.", "It was twelve."))
    return session


def titles(session, text, **more):
    return [hit.title for hit in search(session, text, **more)]


def test_a_page_is_named_by_its_exhibit_and_page(case):
    assert titles(case, "cpt 97110") == ["Exhibit A, p. 2: Office chart"]
    hit = next(search(case, "97110"))
    chart = case.case.sections[2].documents[0]
    assert (hit.kind, hit.id, hit.page) == ("document", chart.id, chart.pages[1].id)


def test_every_kind_of_place_is_looked_at(case):
    assert titles(case, "twelve") == [
        "Reason 1: Too little therapy",
        "Exhibit A, p. 2: Office chart",
        "Exhibit A, left out (page 4): Office chart",
        "To file, p. 1: Gym receipt",
    ]
    assert titles(case, "diaz") == ["Patient's name"]
    assert titles(case, "quittung") == ["To file: Gym receipt"]
    assert titles(case, "we appeal") == ["Introduction"]
    assert titles(case, "fewer than six")[0] == "Reason 1: Too little therapy"


def test_the_tables_of_a_reason_are_searched(case):
    row = TableRow(("Home exercises", "2026-06-01", "", "daily"))
    case.apply(edits.set_reason_table(case.case.reasons[0].id, "prior-treatments", [row]))
    (hit,) = search(case, '"home exercises"')
    assert hit.title == "Reason 1: Too little therapy"
    assert "Home exercises \u00b7 2026-06-01 \u00b7 daily" in hit.excerpt


def test_a_text_is_searched_as_it_is_read_not_as_it_is_kept(case):
    (hit,) = search(case, '"exhibit a, p. 2"')
    assert hit.title == "Introduction"
    assert "[cite" not in hit.excerpt


def test_all_words_must_stand_in_one_place_and_quoted_ones_together(case):
    assert titles(case, "patient therapy") == ["Exhibit A, p. 2: Office chart"]
    assert titles(case, "lumbar therapy") == []
    assert titles(case, '"weeks of physical therapy"') == ["Exhibit A, p. 2: Office chart"]
    assert titles(case, '"therapy physical"') == []


@pytest.mark.parametrize("typed", ["REFLEXES", "réflexes", "diminished", "“Reflexes diminished”"])
def test_accents_capitals_and_broken_words_do_not_matter(case, typed):
    assert titles(case, typed) == ["Exhibit A, p. 1: Office chart"]


def test_a_word_with_a_hyphen_is_found_where_a_line_ends_in_it(case):
    case.file.set_page_texts("d" * 64, ("A well-\nknown and a follow\u00adup\u2011visit",))
    assert titles(case, "well-known") == ["To file, p. 1: Gym receipt"]
    assert titles(case, "followup-visit") == ["To file, p. 1: Gym receipt"]


def test_the_excerpt_marks_what_was_found(case):
    case.file.set_page_texts(
        "d" * 64, ("x " * 400 + "The Ärztin\nwrote a let-\nter twice. " + "y " * 400,)
    )
    (hit,) = search(case, "arztin letter")
    assert [hit.excerpt[s : s + n] for s, n in hit.marks] == ["Ärztin", "let- ter"]
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith(" …")
    assert "\n" not in hit.excerpt


@pytest.mark.parametrize("typed", ["", "   ", '"" ', "- ,", '"'])
def test_no_words_find_nothing(case, typed):
    assert titles(case, typed) == []


def test_the_number_of_hits_is_bounded_and_a_search_can_be_stopped(case):
    assert len(titles(case, "twelve", limit=2)) == 2
    cancel = threading.Event()
    hits = search(case, "twelve", cancel=cancel)
    next(hits)
    cancel.set()
    assert list(hits) == []


def test_pages_that_are_pictures_are_counted(case):
    assert pages_without_text(case) == 1
    case.file.set_page_texts("d" * 64, ())
    assert pages_without_text(case) == 2


_TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aé-\u00ad \n\r\tﬁßİΣς’")),
    max_size=40,
)


@given(_TEXTS)
def test_marks_are_made_on_the_same_text_that_was_searched(text):
    assert "".join(_seen(text)[0]).strip() == folded(text)


@given(_TEXTS)
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_a_word_finds_itself(word):
    assert wanted(word).is_in(folded(f"before {word} behind")) or not wanted(word).words
