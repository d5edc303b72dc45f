"""Kinds of denial reasons: whole, told apart, and tied to the rest of the guidance."""

import re

import pytest

from appealdesk.guidance.reasons import ReasonKind, general_answer, reason_kind, reason_kinds
from appealdesk.guidance.tables import table_kind, table_kinds

KINDS = pytest.mark.parametrize("kind", reason_kinds(), ids=lambda kind: kind.id)


def test_all_common_reasons_are_there_and_told_apart() -> None:
    ids = [kind.id for kind in reason_kinds()]
    assert len(set(ids)) == len(ids)
    assert len({kind.title.casefold() for kind in reason_kinds()}) == len(ids)
    assert {
        "nmn_general", "criteria_not_met", "insufficient_documentation", "missing_records",
        "conservative_care", "no_management_change", "dx_mismatch", "frequency_limit",
        "benefit_max", "therapy_no_progress", "experimental", "level_of_care", "site_of_service",
        "custodial", "step_therapy", "non_formulary", "quantity_dose", "prior_auth",
        "out_of_network", "not_covered", "cosmetic", "not_emergency", "coding_error",
        "timely_filing", "auc_pama", "duplicate", "cob", "eligibility", "patient_share",
    } <= set(ids)  # fmt: skip
    assert reason_kind("conservative_care") is reason_kinds()[ids.index("conservative_care")]
    assert reason_kind("moon") is None


@KINDS
def test_a_kind_says_all_that_is_needed(kind: ReasonKind) -> None:
    assert re.fullmatch(r"[a-z_]+", kind.id)
    assert kind.means.endswith(".")
    assert kind.says
    assert all(words == words.lower() for words in kind.says)
    assert kind.evidence
    assert all(words.endswith(".") for words in kind.answer)
    assert all("?" in words for words in kind.questions)
    assert kind.codes or kind.id == "auc_pama"
    forms = {"CARC": r"\d{1,3}", "RARC": r"[A-Z]{1,2}\d{1,3}"}
    assert all(re.fullmatch(forms[code.system], code.code) for code in kind.codes)
    assert len({(code.system, code.code) for code in kind.codes}) == len(kind.codes)
    assert all(code.means.endswith(".") for code in kind.codes)
    assert kind.source.cite


@KINDS
def test_a_question_can_stand_in_a_text_as_a_blank(kind: ReasonKind) -> None:
    assert not any(set("[]") & set(words) for words in kind.questions)


@KINDS
def test_a_kind_offers_tables_that_there_are(kind: ReasonKind) -> None:
    assert all(table_kind(table) is not None for table in kind.tables)


def test_each_table_helps_with_some_reason() -> None:
    offered = {table for kind in reason_kinds() for table in kind.tables}
    assert offered == {kind.id for kind in table_kinds()}


def test_who_has_a_mistake_in_the_bill_is_sent_to_the_office_first() -> None:
    billing = [kind for kind in reason_kinds() if kind.is_billing]
    assert {"coding_error", "timely_filing", "duplicate", "cob", "eligibility"} <= {
        kind.id for kind in billing
    }
    assert all(kind.note for kind in billing)


def test_most_answers_point_at_a_page() -> None:
    pointing = [k for k in reason_kinds() if "oint at" in " ".join(k.answer)]
    assert len(pointing) > len(reason_kinds()) // 2
    assert "very reason" in general_answer()[0]


def test_a_code_means_the_same_with_every_reason() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for kind in reason_kinds():
        for code in kind.codes:
            found.setdefault((code.system, code.code), set()).add(code.means)
    assert {code: means for code, means in found.items() if len(means) > 1} == {}


@KINDS
def test_the_source_names_the_codes_that_are_told(kind: ReasonKind) -> None:
    named = set(re.findall(r"[A-Z]*\d+", kind.source.cite))
    if "reason code" in kind.source.cite:
        assert {code.code for code in kind.codes} <= named
