"""The stages of an appeal: whole, named as the coverage names them, and leading to what is there."""

import pytest

from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.guidebook import guide_page
from appealdesk.guidance.stages import (
    EXTERNAL,
    INTERNAL,
    proofs,
    stage,
    stages,
    steps_of,
)
from appealdesk.resources import resource_path
from appealdesk.ui.action_table import SPECS


def test_the_six_stages_stand_in_their_order() -> None:
    assert [s.id for s in stages()] == [
        "letter",
        "gap",
        "doctor",
        "peer-to-peer",
        INTERNAL,
        EXTERNAL,
    ]
    assert {s.id for s in stages() if s.is_sent} == {INTERNAL, EXTERNAL}
    assert stage("no such") is None


@pytest.mark.parametrize("one", stages(), ids=lambda s: s.id)
def test_what_a_stage_leads_to_is_there(one) -> None:
    assert one.source.cite
    assert all(guide_page(page) is not None for page in one.pages)
    assert set(one.actions) <= {spec.name for spec in SPECS}
    papers = {path.stem for path in resource_path("templates").glob("*.md")}
    assert set(one.papers) <= papers
    assert len({o.id for o in one.outcomes}) == len(one.outcomes)


@pytest.mark.parametrize("one", [s for s in stages() if s.is_sent], ids=lambda s: s.id)
def test_what_is_sent_can_be_granted_and_refused(one) -> None:
    assert any(o.ends for o in one.outcomes)
    assert any(o.refused for o in one.outcomes)


@pytest.mark.parametrize("coverage", [c.id for c in coverages()] + ["", "not known any more"])
def test_each_coverage_has_its_levels_as_stages_once(coverage: str) -> None:
    steps = steps_of(coverage)
    assert len({step.id for step in steps}) == len(steps)
    assert [s.id for s in steps[:4]] == ["letter", "gap", "doctor", "peer-to-peer"]
    assert steps[4].id == INTERNAL
    assert len(steps) >= 6


def test_a_coverage_with_own_names_uses_them() -> None:
    titles = {s.id: s.title for s in steps_of("original-medicare")}
    assert titles[INTERNAL] == "Level 1: redetermination"
    assert titles["level:hearing"] == "Level 3: hearing before a judge"
    assert EXTERNAL not in titles
    assert steps_of("fehb")[5].title == "Review by OPM"
    assert steps_of("chip")[5].level is None
    assert steps_of("individual")[5].level_number == 1


def test_proofs_have_a_name_for_their_number() -> None:
    assert {p.id for p in proofs()} >= {"certified", "fax", "portal"}
    assert all(p.number for p in proofs())
