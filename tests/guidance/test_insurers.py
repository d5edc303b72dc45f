"""Profiles of insurers: known by their names, and never with an address."""

import pytest

from appealdesk.guidance.insurers import (
    GENERAL,
    insurer,
    insurer_named,
    insurers,
    reviewers_named,
)


@pytest.mark.parametrize("found", insurers(), ids=lambda found: found.id)
def test_a_profile_is_whole(found) -> None:
    assert 2 <= len(found.look) <= 5
    assert found.criteria.endswith(".")
    assert found.ask.startswith("Please ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UnitedHealthcare Insurance Company", "unitedhealthcare"),
        ("Anthem Blue Cross and Blue Shield", "anthem"),
        ("Blue Cross Blue Shield of Illinois", "blue-cross"),
        ("BCBS of Texas", "blue-cross"),
        ("Aetna Life Insurance Company", "aetna"),
        ("Cigna Health and Life", "cigna"),
        ("Notice of Denial of Medical Coverage", "medicare-advantage"),
        ("Medicare Summary Notice", "medicare"),
        ("Molina Healthcare of Ohio", "medicaid"),
        ("TRICARE East, Humana Military", "tricare"),
    ],
)
def test_a_letters_name_leads_to_the_profile(text: str, expected: str) -> None:
    found = insurer_named(text)
    assert found is not None
    assert found.id == expected


def test_an_insurer_without_a_profile_is_none() -> None:
    assert insurer_named("Northfield Health Plan") is None
    assert insurer("northfield") is None
    assert insurer(GENERAL) is not None


def test_a_company_that_reviews_for_insurers_is_not_taken_for_one() -> None:
    text = "Cigna. Reviewed by eviCore healthcare."
    found = insurer_named(text)
    assert found is not None
    assert found.id == "cigna"
    assert [r.title for r in reviewers_named(text)] == ["eviCore"]
    assert insurer_named("Reviewed by Carelon") is None
    assert reviewers_named("Reviewed by Dr. Nia Fields") == ()


def test_interqual_is_told_from_mcg() -> None:
    united, aetna = insurer("unitedhealthcare"), insurer("aetna")
    assert united is not None
    assert aetna is not None
    assert "InterQual" in united.criteria
    assert "MCG" in aetna.criteria
    assert "InterQual" not in aetna.criteria
