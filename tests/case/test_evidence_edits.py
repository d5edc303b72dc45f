"""Evidence is moved and replaced."""

import pytest

from appealdesk.case import edits
from appealdesk.case.errors import EditRefused
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, TableRow
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


def with_table(case, *evidence_of_rows):
    rows = [TableRow(("x",), tuple(cites)) for cites in evidence_of_rows]
    return after(case, edits.set_reason_table(case.reasons[0].id, "criteria", rows))


def rows_of(case):
    return [row.evidence for row in case.reasons[0].tables[0].rows]


def test_another_page_takes_the_place_of_one_in_the_tables_too(case):
    reason, (first, second, _third) = case.reasons[0], evidence(case)
    whole = Citation(first.document)
    case = with_table(case, [first, second], [second])
    changed = after(case, edits.replace_evidence(reason.id, first, whole))
    assert rows_of(changed) == [(whole, second), (second,)]
    assert evidence(changed)[0] == whole
    both = after(case, edits.replace_evidence(reason.id, first, second))
    assert rows_of(both) == [(second,), (second,)]


def test_a_page_that_only_a_table_cites_is_replaced_there_and_not_added(case):
    reason, (first, second, third) = case.reasons[0], evidence(case)
    whole = Citation(first.document)
    case = after(with_table(case, [third]), edits.uncite(reason.id, third))
    changed = after(case, edits.replace_evidence(reason.id, third, whole))
    assert rows_of(changed) == [(whole,)]
    assert evidence(changed) == (first, second)


def test_a_table_can_be_changed_while_a_row_points_at_a_paper_that_is_gone(case):
    reason, (first, second, _third) = case.reasons[0], evidence(case)
    case = after(with_table(case, [first]), edits.remove_document(first.document))
    rows = [TableRow(("better words",), (first,))]
    changed = after(case, edits.set_reason_table(reason.id, "criteria", rows))
    assert changed.reasons[0].tables[0].rows[0].cells == ("better words",)
    with pytest.raises(EditRefused):  # another citation of what is gone is still refused
        with_table(case, [first, second])
