"""Kinds in words, and the section that each is offered."""

import pytest

from appealdesk.case import edits
from appealdesk.case.values import Case, Kind, new_case
from appealdesk.desk.kinds import KIND_WORDS, suggested_section


def test_every_kind_has_its_own_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert len(set(KIND_WORDS.values())) == len(Kind)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (Kind.DENIAL_LETTER, "Introduction"),
        (Kind.PROVIDER_LETTER, "Clinical Justification"),
        (Kind.TEST_RESULT, "Supporting Documentation"),
        (Kind.OTHER, "Supporting Documentation"),
    ],
)
def test_a_kind_is_offered_its_usual_section(kind: Kind, title: str) -> None:
    section = suggested_section(new_case(), kind)
    assert section is not None
    assert section.title == title


def test_without_the_usual_section_the_first_one_in_the_packet_is_offered() -> None:
    case = new_case()
    case = edits.remove_section(case.sections[2].id).change(case)
    case = edits.include_section(case.sections[0].id, is_included=False).change(case)
    section = suggested_section(case, Kind.OTHER)
    assert section is not None
    assert section.title == "Clinical Justification"


def test_without_any_section_nothing_is_offered() -> None:
    assert suggested_section(Case(), Kind.OTHER) is None


def test_what_a_paper_can_look_like_has_words():
    from appealdesk.desk.kinds import KIND_LOOKS
    from appealdesk.reading.guess import GUESSED

    assert set(KIND_LOOKS) >= GUESSED
