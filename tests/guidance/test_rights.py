"""What may be asked of a plan follows the coverage."""

from appealdesk.guidance.rights import right


def test_a_plan_through_a_job_is_asked_for_the_claim_file_under_its_own_rule() -> None:
    found = right("employer-self-funded", "claim-file")
    assert found is not None
    assert found.sentence.endswith("about this claim (29 CFR 2560.503-1(h)(2)(iii) and (m)(8)).")


def test_where_no_law_is_known_the_sentence_names_none() -> None:
    found = right("", "claim-file")
    assert found is not None
    assert found.sentence.endswith("about this claim.")
    assert "law" not in found.sentence
