import re

import pytest

from appealdesk.case import edits
from appealdesk.case.values import STANDARD_SECTIONS, Kind, Problem, new_case
from appealdesk.desk.help import (
    DETAILS,
    HOW_IT_WORKS,
    OWN_SECTION,
    PACKET,
    REASON,
    TRACKER,
    TRAY,
    document_page,
    help_pages,
    help_text,
    section_page,
)
from appealdesk.guidance.guidebook import guide_page
from support import reading_level
from support.cases import after, filed

PAGES = help_pages()
MOST_WORDS = 180
HARDEST = 8.0


def sentences(page) -> list[str]:
    return reading_level.sentences([*page.text, *page.steps, *page.after])


def words(text: str) -> list[str]:
    return reading_level.words(text)


@pytest.mark.parametrize("page_id", PAGES)
def test_a_page_is_short_and_plain(page_id: str) -> None:
    page = PAGES[page_id]
    assert page.title
    assert page.text
    count = sum(len(words(s)) for s in sentences(page))
    assert 30 <= count <= MOST_WORDS
    assert reading_level.grade(sentences(page)) <= HARDEST
    assert max(len(words(s)) for s in sentences(page)) <= 30


@pytest.mark.parametrize("page_id", PAGES)
def test_what_a_page_leads_to_is_there(page_id: str) -> None:
    assert set(PAGES[page_id].see) <= set(PAGES) - {page_id}
    assert all(guide_page(read) is not None for read in PAGES[page_id].read)


def test_every_page_can_be_reached() -> None:
    case = new_case()
    own = edits.add_section("My story").change(case).sections[-1]
    of_sections = {section_page(s) for s in (*case.sections, own)}
    assert len(of_sections) == len(STANDARD_SECTIONS) + 1
    assert section_page(own) == OWN_SECTION
    of_papers = set()
    for kind in Kind:
        of_papers.add(
            document_page(after(case, filed(1, "a", 1, kind=kind)).sections[0].documents[0])
        )
    bad = after(case, filed(None, "bad", 0, problem=Problem("locked", "It is locked.", "")))
    of_papers.add(document_page(bad.tray[0]))
    assert len(of_papers) == len(Kind) + 1
    reached = of_sections | of_papers | {HOW_IT_WORKS, PACKET, TRACKER, TRAY, DETAILS, REASON}
    linked = set()
    while linked != reached:
        linked, reached = reached, reached | {led for page in reached for led in PAGES[page].see}
    assert reached == set(PAGES)


def test_how_this_works_has_five_to_seven_steps() -> None:
    assert 5 <= len(PAGES[HOW_IT_WORKS].steps) <= 7


def test_that_this_is_no_advice_is_said_once() -> None:
    assert "does not give legal or medical advice" in help_text().advice
    everything = " ".join(s for page in PAGES.values() for s in sentences(page))
    assert "legal" not in everything.lower()


def test_there_are_no_statistics_and_no_addresses() -> None:
    everything = " ".join(s for page in PAGES.values() for s in sentences(page))
    assert "%" not in everything
    assert not re.search(r"\d{3}|P\.?O\.? Box|https?:|www\.", everything)
