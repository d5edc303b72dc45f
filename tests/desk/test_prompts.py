"""The prompts beside the sections' texts."""

import re
import string
import tomllib
from dataclasses import replace

import pytest

from appealdesk.case import edits
from appealdesk.case.situation import Situation, Timing
from appealdesk.case.values import STANDARD_SECTIONS, Case, new_case
from appealdesk.desk.prompts import OWN, Prompts, all_prompts, prompts_for
from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.insurers import insurers
from appealdesk.guidance.reasons import reason_kinds
from appealdesk.guidance.rights import rights
from appealdesk.guidance.services import services
from appealdesk.resources import resource_path
from support.cases import after


def case_with(*kinds: str, **situation: object) -> Case:
    """A case in this situation, with a reason of each of these kinds."""
    case = replace(new_case(), situation=Situation(**situation))  # type: ignore[arg-type]
    for number, kind in enumerate(kinds, start=1):
        case = after(case, edits.add_reason(f"Their point {number}"))
        case = after(case, edits.set_reason_kind(case.reasons[-1].id, kind))
    return case


def titles(prompts: Prompts) -> list[str]:
    return [group.title for group in prompts.groups]


def lines(prompts: Prompts) -> list[str]:
    return [point.words for group in prompts.groups for point in group.points]


def offered(prompts: Prompts) -> list[str]:
    return [p.sentence for group in prompts.groups for p in group.points if p.sentence]


def test_every_standard_section_has_its_own_prompts():
    assert set(all_prompts()) == {key for key, _ in STANDARD_SECTIONS} | {OWN}
    assert prompts_for("section-17") == prompts_for(OWN)


def test_prompts_are_few_short_and_plain():
    for key, prompts in all_prompts().items():
        assert 3 <= len(prompts.questions) <= 6, key
        for question in prompts.questions:
            assert len(question) < 100, question
        for sentence in (prompts.say, prompts.example, *prompts.questions):
            longest = max(len(part.split()) for part in re.split(r"[.?:!]", sentence))
            assert longest <= 30, sentence


def test_prompts_hold_no_statistics_addresses_or_advice_on_law():
    for prompts in all_prompts().values():
        words = " ".join([prompts.say, prompts.example, *prompts.questions])
        assert not re.search(r"%|percent|http|@|\bP\.?O\.? Box|\b(sue|lawsuit|guarantee)\b", words)


def test_the_questions_follow_the_care() -> None:
    mri = prompts_for("clinical-justification", case_with(service="mri"))
    assert titles(mri)[0] == "About the care: MRI scan"
    assert any("warning sign" in line for line in lines(mri))
    assert any("usually not appropriate" in line for line in lines(mri))
    therapy = prompts_for("clinical-justification", case_with(service="physical-therapy"))
    assert lines(therapy) != lines(mri)
    papers = prompts_for("supporting-documentation", case_with(service="mri"))
    assert "Reports of earlier X-rays and scans." in lines(papers)


def test_medicare_rules_are_cited_for_medicare_and_while_the_coverage_is_not_known() -> None:
    for coverage, is_shown in (("individual", False), ("medicare-advantage", True), ("", True)):
        found = lines(
            prompts_for("clinical-justification", case_with(service="pet", coverage=coverage))
        )
        assert any(line.startswith("Medicare coverage rules") for line in found) is is_shown


def test_without_a_kind_of_care_the_way_to_choose_one_is_shown() -> None:
    found = prompts_for("clinical-justification", case_with())
    assert titles(found) == ["Closer to your case"]
    assert "Case details" in found.groups[0].why


def test_the_questions_papers_and_answers_follow_the_reasons() -> None:
    case = case_with("conservative_care", "", "criteria_not_met", "conservative_care")
    kinds = {kind.id: kind for kind in reason_kinds()}
    asked = prompts_for("clinical-justification", case)
    assert titles(asked)[1:] == ["Reason 1: Their point 1", "Reason 3: Their point 3"]
    assert set(kinds["conservative_care"].questions) <= set(lines(asked))
    answers = prompts_for("direct-response", case)
    assert set(kinds["criteria_not_met"].answer) <= set(lines(answers))
    papers = prompts_for("supporting-documentation", case)
    assert kinds["conservative_care"].evidence[0].words in lines(papers)


def test_what_may_be_asked_for_follows_the_coverage_with_its_law() -> None:
    job = prompts_for("conclusion", case_with(coverage="employer-self-funded"))
    assert any("29 CFR 2560.503-1(h)(3)(ii)" in sentence for sentence in offered(job))
    medicaid = prompts_for("conclusion", case_with(coverage="medicaid-plan"))
    assert any("fair hearing" in sentence for sentence in offered(medicaid))
    assert not any("29 CFR" in sentence for sentence in offered(medicaid))
    unknown = prompts_for("conclusion", case_with())
    assert offered(unknown)
    assert not any("CFR" in sentence for sentence in offered(unknown))


def test_the_first_lines_follow_when_the_care_is_and_how_urgent() -> None:
    assert titles(prompts_for("introduction", case_with())) == []
    urgent = case_with(is_urgent=True, timing=Timing.BEFORE)
    assert titles(prompts_for("introduction", urgent)) == [
        "You ask for a fast decision",
        "The care is still to come",
    ]
    given = case_with(is_urgent=True, timing=Timing.AFTER)
    assert titles(prompts_for("introduction", given)) == ["The care was given"]


def test_a_later_level_is_told_from_the_first() -> None:
    first = case_with(coverage="individual", level="internal")
    later = case_with(coverage="individual", level="external")
    assert "This is not the first appeal" not in titles(prompts_for("introduction", first))
    assert "This is not the first appeal" in titles(prompts_for("introduction", later))


def test_the_insurer_and_who_reviewed_for_it_are_spoken_of_where_the_letter_is_answered() -> None:
    case = after(case_with(insurer="aetna"), edits.set_detail("insurer_name", "Aetna / eviCore"))
    found = prompts_for("direct-response", case)
    assert "In letters of Aetna" in titles(found)
    assert "Another company looked at it" in titles(found)
    assert any("Clinical Policy Bulletin" in sentence for sentence in offered(found))


@pytest.mark.parametrize("key", [key for key, _ in STANDARD_SECTIONS] + [OWN])
def test_no_case_leaves_a_blank_or_a_group_without_its_why(key: str) -> None:
    kinds = [kind.id for kind in reason_kinds()]
    cases = [case_with(*kinds, service=care.id) for care in services()]
    cases += [case_with(insurer=plan.id, service="no-such-care") for plan in insurers()]
    cases += [case_with("no-such-kind", coverage=c.id, timing=Timing.ONGOING) for c in coverages()]
    for case in cases:
        for group in prompts_for(key, case).groups:
            assert group.why.strip()
            assert group.points or "Choose" in group.why
            for text in (group.title, group.why, *(p.words for p in group.points)):
                assert not [name for _, name, _, _ in string.Formatter().parse(text) if name]


def test_every_right_that_a_section_offers_is_known() -> None:
    known = {right.id for c in coverages() for right in rights(c.id)}
    shown = set()
    for c in coverages():
        case = case_with(
            coverage=c.id, timing=Timing.ONGOING, is_urgent=True, service="mental-health"
        )
        for key in ("direct-response", "conclusion"):
            found = prompts_for(key, case)
            shown |= {p.title for group in found.groups for p in group.points}
    assert {"Your claim file", "The rule they used", "A fast decision"} <= shown
    assert {"Keep the care while you appeal", "The same rules as for the body"} <= shown
    assert {"claim-file", "next-review", "parity"} <= known


def test_the_file_names_rights_and_sections_that_there_are() -> None:
    told = tomllib.loads(resource_path("prompts.toml").read_text(encoding="utf-8"))["rights"]
    known = {right.id for c in coverages() for right in rights(c.id)}
    assert {right_id for wanted in told.values() for right_id in wanted} <= known
    assert set(told) <= {key for key, _ in STANDARD_SECTIONS}
