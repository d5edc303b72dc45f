from dataclasses import replace

import pytest

from appealdesk.case.values import (
    Case,
    Document,
    DocumentId,
    PageId,
    PageRef,
    Reason,
    ReasonId,
    new_case,
)
from appealdesk.desk.texts import (
    NotFound,
    find_document,
    find_reason,
    find_section,
    readable,
    resolve_cites,
)
from appealdesk.packet.plan import plan


def paper(number: int, title: str, file_name: str, pages: int) -> Document:
    refs = tuple(PageRef(PageId(number * 100 + i), i) for i in range(pages))
    return Document(DocumentId(number), title, file_name, "0" * 64, clean="1" * 64, pages=refs)


@pytest.fixture
def case() -> Case:
    fresh = new_case()
    sections = list(fresh.sections)
    filed = (paper(7, "Office chart", "chart 2026.pdf", 3), paper(8, "MRI report", "mri.pdf", 1))
    sections[2] = replace(sections[2], documents=filed)
    reason = Reason(ReasonId(9), "Not necessary")
    return replace(fresh, sections=tuple(sections), reasons=(reason,), next_id=1000)


@pytest.mark.parametrize(
    "name", ["office chart", "chart 2026", "CHART 2026.PDF", "Exhibit A", "#7", "office"]
)
def test_a_document_is_found_by_any_of_its_names(case: Case, name: str) -> None:
    assert find_document(case, name).id == 7


def test_trap_32_an_exact_name_wins_over_a_part_and_a_doubt_is_told(case: Case) -> None:
    filed = (*case.sections[2].documents, paper(11, "MRI report of 2020", "old mri.pdf", 1))
    two = replace(case, sections=(*case.sections[:2], replace(case.sections[2], documents=filed)))
    assert find_document(two, "mri report").id == 8
    with pytest.raises(NotFound, match="More than one"):
        find_document(two, "report")


def test_unknown_names_tell_what_there_is(case: Case) -> None:
    with pytest.raises(NotFound, match="#7 Office chart"):
        find_document(case, "lab sheet")
    with pytest.raises(NotFound, match="introduction"):
        find_section(case, "intro")
    with pytest.raises(NotFound):
        find_reason(case, "2")
    assert find_reason(case, "not necessary").id == 9


def test_cites_in_words_become_cites_by_identity(case: Case) -> None:
    text = resolve_cites(
        "See [cite: office chart, p. 2], [cite: Exhibit B] and [cite:7/700].", case
    )
    assert text == "See [cite:7/701], [cite:8] and [cite:7/700]."
    packet = plan(case, {})
    assert readable(text, packet) == "See Exhibit A, p. 2, Exhibit B and Exhibit A, p. 1."


def test_a_cite_to_nothing_is_refused(case: Case) -> None:
    with pytest.raises(NotFound, match="no page 4"):
        resolve_cites("[cite: office chart, p. 4]", case)
    with pytest.raises(NotFound):
        resolve_cites("[cite: tea leaves, p. 1]", case)
