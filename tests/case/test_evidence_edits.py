"""Evidence is moved and replaced."""

import pytest

from appealdesk.case import edits
from appealdesk.case.errors import EditRefused
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation
from support.cases import after, small_case


@pytest.fixture
def case():
    """A reason with three pieces of evidence, the first of them in its response twice."""
    case = small_case([(3, "Chart", 3)])
    (chart,) = case.documents()
    cites = [Citation(chart.id, page.id) for page in chart.pages]
    number = case.next_id
    token = cite_token(cites[0])
    case = after(case, edits.add_reason("Why", "words", f"See {token} and {token}."))
    return after(case, *(edits.cite(number, cite) for cite in cites))


def evidence(case):
    return case.reasons[0].evidence


def test_another_page_takes_the_place_of_one_in_the_evidence_and_in_the_response(case):
    reason, (first, second, third) = case.reasons[0], evidence(case)
    whole = Citation(first.document)
    changed = after(case, edits.replace_evidence(reason.id, first, whole))
    assert evidence(changed) == (whole, second, third)
    token = cite_token(whole)
    assert changed.reasons[0].response == f"See {token} and {token}."


def test_a_page_that_is_evidence_already_is_not_doubled(case):
    reason, (first, second, third) = case.reasons[0], evidence(case)
    changed = after(case, edits.replace_evidence(reason.id, second, first))
    assert evidence(changed) == (first, third)


def test_what_is_not_in_the_case_is_refused(case):
    reason, (first, *_) = case.reasons[0], evidence(case)
    with pytest.raises(EditRefused):
        after(case, edits.replace_evidence(reason.id, first, Citation(999)))


def test_evidence_moves_in_front_of_another_and_to_the_end(case):
    reason, (first, second, third) = case.reasons[0], evidence(case)
    up = after(case, edits.move_evidence(reason.id, third, first))
    assert evidence(up) == (third, first, second)
    down = after(case, edits.move_evidence(reason.id, first, None))
    assert evidence(down) == (second, third, first)
    assert after(case, edits.move_evidence(reason.id, first, second)) is case
    assert after(case, edits.move_evidence(reason.id, first, first)) is case


def test_moving_what_is_no_evidence_is_refused(case):
    with pytest.raises(EditRefused):
        after(case, edits.move_evidence(case.reasons[0].id, Citation(999), None))
