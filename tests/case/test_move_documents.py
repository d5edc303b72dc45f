"""Several documents at once: moved in order as one step, or copied with their choice of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case import edits
from appealdesk.case.document_edits import copy_documents, move_documents
from appealdesk.case.edits import EditRefused
from support.cases import after, small_case

CASE = small_case([(1, "A", 2), (1, "B", 1), (1, "C", 1), (2, "D", 1), (None, "T", 1)])


def ids(*titles):
    return [next(d.id for d in CASE.documents() if d.title == title) for title in titles]


def titles(case, section):
    documents = case.tray if section is None else case.section(section).documents
    return "".join(d.title for d in documents)


def test_they_keep_the_order_in_which_they_were_given():
    moved = move_documents(ids("T", "A", "C"), 2, ids("D")[0]).change(CASE)
    assert (titles(moved, 1), titles(moved, 2), titles(moved, None)) == ("B", "TACD", "")


def test_in_front_of_one_of_themselves_is_in_front_of_the_next_that_stays():
    moved = move_documents(ids("A", "B"), 1, ids("B")[0]).change(CASE)
    assert moved is CASE
    moved = move_documents(ids("B", "C"), 1, ids("B")[0]).change(CASE)
    assert moved is CASE
    moved = move_documents(ids("A", "C"), 1, ids("C")[0]).change(CASE)
    assert titles(moved, 1) == "BAC"


def test_a_move_that_changes_nothing_is_no_edit():
    assert move_documents(ids("A"), 1, ids("B")[0]).change(CASE) is CASE
    assert move_documents(ids("C"), 1).change(CASE) is CASE
    assert move_documents([], None).change(CASE) is CASE


def test_what_is_not_there_is_refused():
    with pytest.raises(EditRefused):
        move_documents([999], 1).change(CASE)
    with pytest.raises(EditRefused):
        move_documents(ids("A"), 2, ids("B")[0]).change(CASE)


@given(st.sets(st.sampled_from("ABCDT")), st.sampled_from([None, 1, 2, 3]), st.data())
def test_nothing_is_lost_or_doubled(chosen, section, data):
    there = titles(CASE, section)
    before = data.draw(st.sampled_from([None, *there]))
    place = None if before is None else ids(before)[0]
    moved = move_documents(ids(*chosen), section, place).change(CASE)
    assert sorted(d.title for d in moved.documents()) == sorted("ABCDT")
    assert "".join(chosen) in titles(moved, section)


def test_a_copy_has_its_own_ids_and_the_same_choice_of_pages():
    first = next(CASE.documents())
    case = after(CASE, edits.include_pages(first.id, [first.pages[1].id], is_included=False))
    case = copy_documents([first.id], 3).change(case)
    copy = case.section(3).documents[0]
    assert (copy.title, copy.source, len(copy.included_pages)) == ("A", first.source, 1)
    every = [d.id for d in case.documents()] + [p.id for d in case.documents() for p in d.pages]
    assert len(every) == len(set(every))
    assert case.next_id > max(every)
