"""What may be asked of a plan follows the coverage."""

import pytest

from appealdesk.case.situation import Situation, Timing
from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.rights import right, rights, rights_for
from appealdesk.guidance.services import service

_MEDICAID_KEEPS = "42 CFR 438.420"


def ids(situation: Situation) -> set[str]:
    return {found.id for found in rights_for(situation)}


@pytest.mark.parametrize("coverage", [c.id for c in coverages()] + [""])
def test_every_coverage_can_ask_for_its_file_and_its_rule_and_knows_the_next_step(
    coverage: str,
) -> None:
    found = {r.id: r for r in rights(coverage)}
    assert {"claim-file", "criteria", "fresh-reviewer", "same-field", "next-review"} <= set(found)
    assert len(found) == len(rights(coverage))


@pytest.mark.parametrize("coverage", [c.id for c in coverages()])
def test_a_sentence_names_its_law_once_and_no_brackets_are_left(coverage: str) -> None:
    for found in rights(coverage):
        assert "{" not in found.sentence
        assert "()" not in found.sentence
        assert found.sentence.endswith(".")
        assert (
            found.sentence.count(f"({found.law})") == 1
            if found.law
            else "CFR" not in (found.sentence)
        )


def test_a_plan_through_a_job_is_asked_for_the_claim_file_under_its_own_rule() -> None:
    found = right("employer-self-funded", "claim-file")
    assert found is not None
    assert found.sentence.endswith("about this claim (29 CFR 2560.503-1(h)(2)(iii) and (m)(8)).")


def test_where_no_law_is_known_the_sentence_names_none() -> None:
    found = right("", "claim-file")
    assert found is not None
    assert found.sentence.endswith("about this claim.")
    assert not found.law


def test_medicaid_has_its_own_laws() -> None:
    found = {r.id: r.law for r in rights("medicaid-plan")}
    assert found["claim-file"] == found["criteria"] == "42 CFR 438.404(b)(2)"
    assert found["next-review"] == "42 CFR 438.408(f)"
    assert "new-evidence" not in found  # a rule of the ACA for other plans


def test_medicare_advantage_promises_a_fitting_doctor_not_the_same_specialty() -> None:
    found = right("medicare-advantage", "same-field")
    assert found is not None
    assert found.law == "42 CFR 422.590(h)"
    assert "same specialty" not in found.sentence


def test_care_goes_on_only_where_it_is_going_on() -> None:
    ongoing = Situation(coverage="medicaid-plan", timing=Timing.ONGOING)
    assert "keep-care" in ids(ongoing)
    assert "keep-care" not in ids(Situation(coverage="medicaid-plan", timing=Timing.AFTER))
    kept = right("medicaid-plan", "keep-care")
    assert kept is not None
    assert kept.law == _MEDICAID_KEEPS


def test_a_fast_decision_is_asked_for_when_urgent_and_never_for_care_that_was_given() -> None:
    urgent = Situation(coverage="individual", is_urgent=True)
    assert "fast-decision" in ids(urgent)
    assert "fast-decision" not in ids(Situation(coverage="individual"))
    given = Situation(coverage="individual", is_urgent=True, timing=Timing.AFTER)
    assert "fast-decision" not in ids(given)


def test_parity_is_for_mental_health_alone() -> None:
    assert service("mental-health") is not None
    assert "parity" in ids(Situation(coverage="individual", service="mental-health"))
    assert "parity" not in ids(Situation(coverage="individual", service="mri"))


def test_an_unknown_right_is_none() -> None:
    assert right("individual", "a-free-lunch") is None


def test_a_plan_that_one_bought_is_held_to_the_part_on_such_plans() -> None:
    """Paragraph (b)(2) of 45 CFR 147.136 is on plans of groups, (b)(3) on plans of one person."""
    cited = [found.law for found in rights("individual") if "147.136" in found.law]
    assert cited
    assert not [law for law in cited if "147.136(b)(2)" in law]
