"""The guide to read: whole, plain, each page with its sources and leading to what is there."""

import re

import msgspec
import pytest

from appealdesk.desk.guidebook import find_pages, picture_path
from appealdesk.guidance.guidebook import Picture, guide_page, guide_pages, page_from
from appealdesk.ui.action_table import SPECS
from support.reading_level import grade, sentences, words

PAGES = guide_pages()
HARDEST, LONGEST, MOST_WORDS = 8.0, 30, 450
LINK = re.compile(r"\]\((guide|do):([a-z-]+)\)")
HEAD = '+++\ntitle = "T"\nsummary = "S"\nsources = []\n+++\n'


def plain(page) -> list[str]:
    """The lines of a page as a person reads them."""
    text = re.sub(r"\]\([^)]*\)", "", page.text)
    lines = re.split(r"\n", re.sub(r"[*#|\[\]>]|^ *(?:-|\d+\.) ", " ", text, flags=re.MULTILINE))
    return [line.strip() for line in lines if len(words(line)) > 2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_is_short_plain_and_tells_where_it_comes_from(page) -> None:
    lines = plain(page)
    hard = sorted(sentences(lines), key=lambda line: grade([line]), reverse=True)[:3]
    assert grade(lines) <= HARDEST, hard
    assert sum(len(words(line)) for line in lines) <= MOST_WORDS
    longest = max(sentences(lines), key=lambda line: len(words(line)))
    assert len(words(longest)) <= LONGEST, longest
    assert page.sources
    assert page.title
    assert page.summary.endswith(".")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_links_lead_to_pages_and_actions_that_are_there(page) -> None:
    assert set(page.see) <= {p.id for p in PAGES} - {page.id}
    actions = {spec.name for spec in SPECS}
    for kind, name in LINK.findall(page.text):
        assert (guide_page(name) is not None) if kind == "guide" else name in actions, name
    assert "](http" not in page.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_pictures_are_there_and_their_marks_tell_something(page) -> None:
    for part in page.parts:
        if isinstance(part, Picture):
            assert picture_path(part).stat().st_size < 120_000
            assert part.caption
            assert all(len(words(mark.text)) > 4 for mark in part.marks)
    assert "![" not in page.text


def test_what_must_be_told_is_told() -> None:
    assert [p.id for p in PAGES][:3] == [
        "how-an-appeal-works",
        "read-the-letter",
        "what-a-reviewer-looks-for",
    ]
    for page in ("classic-mistakes", "strong-appeal", "peer-to-peer-call", "example", "how-to-send",
                 "when-it-is-urgent", "external-review", "after-the-decision"):  # fmt: skip
        assert guide_page(page) is not None, page
    example = guide_page("example")
    assert example is not None
    assert sum(len(p.marks) for p in example.parts if isinstance(p, Picture)) >= 12


def test_that_this_is_no_advice_is_said_once() -> None:
    said = [p.id for p in PAGES if "legal or medical advice" in p.text]
    assert said == ["about-this-guide"]


def test_a_number_of_appeals_stands_only_where_its_source_is_named() -> None:
    for page in PAGES:
        if re.search(r"\bin 100\b|%|percent", page.text):
            assert any("KFF" in source.cite for source in page.sources), page.id


def test_words_find_their_pages() -> None:
    assert [p.id for p in find_pages("expedited")] == ["when-it-is-urgent"]
    assert find_pages("") == PAGES
    assert find_pages("zebra") == ()
    assert guide_page("fair-hearing-of-mars") is None


@pytest.mark.parametrize(
    "text",
    ["no head", "+++\ntitle = 'T'\n+++\n", HEAD + "![](nothing)", "before\n" + HEAD],
)
def test_a_page_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        page_from("x", text)
