"""Profiles of care: each is whole, and a letter's words lead to the right one."""

import pytest

from appealdesk.guidance.guidelines import guideline
from appealdesk.guidance.services import GENERAL, service, service_named, services


def test_all_kinds_of_care_that_the_desk_promises_are_there() -> None:
    assert [found.id for found in services()] == [
        "mri",
        "ct",
        "pet",
        "nuclear",
        "ultrasound",
        "echo",
        "physical-therapy",
        "surgery",
        "specialty-drug",
        "infusion",
        "mental-health",
        "equipment",
        GENERAL,
    ]


@pytest.mark.parametrize("found", services(), ids=lambda found: found.id)
def test_a_profile_is_whole(found) -> None:
    assert 3 <= len(found.look) <= 6
    assert 3 <= len(found.attach) <= 6
    assert 3 <= len(found.ask) <= 5
    assert all(question.endswith("?") or "?" in question for question in found.ask)
    assert found.families
    assert all(guideline(family) is not None for family in found.families)
    assert found.hurts.endswith(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MRI of the lumbar spine without contrast", "mri"),
        ("PET/CT skull base to mid-thigh", "pet"),
        ("CT abdomen and pelvis", "ct"),
        ("Transthoracic echocardiography (93306)", "echo"),
        ("12 further physical\ntherapy visits", "physical-therapy"),
        ("Residential treatment, 14 days", "mental-health"),
        ("Power wheelchair", "equipment"),
        ("Lumbar fusion L4-L5", "surgery"),
        ("Infusion of infliximab in hospital", "infusion"),
    ],
)
def test_a_letters_words_lead_to_the_profile(text: str, expected: str) -> None:
    found = service_named(text)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("text", ["", "Direct acting effects", "A petition", "Summary of visits"])
def test_words_inside_words_name_nothing(text: str) -> None:
    assert service_named(text) is None


def test_an_id_that_is_not_there_is_none() -> None:
    assert service("leeches") is None
