"""Citations in the user's text: what hurts, what no longer counts, what cannot be checked."""

import pytest

from appealdesk.guidance.guidelines import CitationWarning, Fault, guideline, guidelines, hurting

GOOD_ACR = (
    "The ACR Appropriateness Criteria, topic \u201cLow Back Pain\u201d (2021), variant 3, rate an "
    "MRI of the lumbar spine usually appropriate."
)


def faults(text: str) -> dict[tuple[str, Fault], CitationWarning]:
    return {(found.guideline, found.fault): found for found in hurting(text)}


def test_a_whole_citation_is_left_alone() -> None:
    assert hurting(GOOD_ACR) == ()


def test_a_rating_that_speaks_against_the_scan_is_warned_about_with_the_words_found() -> None:
    found = faults(GOOD_ACR.replace("usually appropriate", "Usually  Not Appropriate"))
    assert found[("acr", Fault.HURTS)].words == "Usually  Not Appropriate"
    assert "speaks against the scan" in found[("acr", Fault.HURTS)].why


def test_a_bad_rating_hurts_even_where_no_guideline_is_named() -> None:
    assert ("acr", Fault.HURTS) in faults("The scan is rated usually not appropriate.")


def test_the_first_variants_of_low_back_pain_hurt_and_those_of_other_topics_do_not() -> None:
    back = faults(GOOD_ACR.replace("variant 3", "variant 1"))
    assert "six weeks" in back[("acr", Fault.HURTS)].why
    knee = GOOD_ACR.replace("Low Back Pain", "Chronic Knee Pain").replace("lumbar spine", "knee")
    assert hurting(knee.replace("variant 3", "variant 1")) == ()


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        ("topic \u201cLow Back Pain\u201d ", "the topic"),
        ("variant 3, ", "the variant, which is the case that fits this patient"),
        ("(2021)", "the year"),
        ("usually appropriate", "the rating"),
    ],
)
def test_each_part_that_is_missing_is_named(gone: str, missing: str) -> None:
    text = GOOD_ACR.replace(gone, "").replace("Criteria, ", "Criteria ")
    found = faults(text)[("acr", Fault.LACKS)]
    assert found.missing == (missing,)
    assert missing in found.why


def test_naming_it_again_in_short_is_no_fault() -> None:
    assert hurting(f"{GOOD_ACR}\n\nSo the ACR speaks for the scan.") == ()


def test_an_id_in_a_pin_cite_does_not_count_as_the_year() -> None:
    text = GOOD_ACR.replace("(2021)", "[cite:12/2021]")
    assert "the year" in faults(text)[("acr", Fault.LACKS)].missing


def test_nccn_category_3_hurts_and_2a_does_not() -> None:
    text = "NCCN Guidelines, Breast Cancer, version 3.2026, category 2A."
    assert hurting(text) == ()
    assert ("nccn", Fault.HURTS) in faults(text.replace("2A", "3"))
    assert "do not all agree" in faults(text.replace("2A", "2B"))[("nccn", Fault.HURTS)].why


def test_the_stopped_medicare_program_no_longer_counts() -> None:
    found = faults("My doctor did the AUC consultation in the CDSM.")
    assert set(found) == {("auc-pama", Fault.PAST)}
    assert "stopped" in found[("auc-pama", Fault.PAST)].why


def test_a_rating_of_heart_doctors_that_is_low_hurts() -> None:
    text = "The ACC criteria for echocardiography (2011), table 1, call it rarely appropriate."
    assert set(faults(text)) == {("acc-auc", Fault.HURTS)}


def test_interqual_and_mcg_are_not_the_same() -> None:
    found = faults("You used MCG InterQual 2026, subset Spine, edition 29, guideline 12.")
    assert ("interqual", Fault.HURTS) in found


def test_a_policy_without_number_and_date_cannot_be_checked() -> None:
    found = faults("Your medical policy on spine imaging asks for six weeks.")
    assert found[("plan-policy", Fault.LACKS)].missing == (
        "the number of the policy",
        "its year or date",
    )
    assert hurting("Your Medical Policy MP-7.01 of January 2026 asks for six weeks.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I wore braces, aha, and the acc was low.",
        "Dr. Nia Locus saw me at the apa building.",
        "The pain got worse in 2026. Therapy was no help.",
    ],
)
def test_plain_words_are_no_citations(text: str) -> None:
    assert hurting(text) == ()


def test_every_family_can_be_found_by_each_of_its_names() -> None:
    for family in guidelines():
        assert guideline(family.id) == family
        for name in family.names:
            assert name
    assert guideline("tea-leaves") is None


@pytest.mark.parametrize("family", guidelines(), ids=lambda found: found.id)
def test_the_example_of_a_family_is_not_warned_about(family) -> None:
    assert [w for w in hurting(family.example) if w.guideline == family.id] == []
