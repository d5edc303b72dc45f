"""The deadline on the command line: rule, citation and arithmetic, and what the other side owes."""

from pathlib import Path
from typing import Any

import pytest

from appealdesk.case import edits
from appealdesk.case.edits import Edit
from appealdesk.case.situation import StageRecord
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from support.papers import page_texts


@pytest.fixture
def case(run, tmp_path: Path) -> Path:
    made = tmp_path / "case.appeal"
    assert run("new", made, "--set", "patient_name=Ana", "--set", "denial_date=4/10/2026").code == 0
    return made


def tell(case: Path, *steps: Edit) -> None:
    with Session(CaseFile.open(case)) as session:
        for step in steps:
            session.apply(step)


def deadline(run, case: Path) -> dict[str, Any]:
    got = run("show", case, "--json")
    assert got.code == 0, got.err
    found: dict[str, Any] = got.json["deadline"]
    return found


def test_show_json_tells_rule_citation_and_arithmetic(run, case: Path) -> None:
    tell(case, edits.set_situation("coverage", "original-medicare"))
    found = deadline(run, case)
    assert found["state"] == "known"
    assert found["last_day"] == "2026-08-13"
    assert found["counts_as"] == "received"
    assert found["source"]["cite"] == "42 CFR 405.942(a)"
    assert found["source"]["read"] == "2026-11"
    assert "120 days after the notice came" in found["rule"]
    assert found["arithmetic"] == [
        "The notice is dated Friday, April 10, 2026.",
        "The rule adds 5 days for the mail: Wednesday, April 15, 2026.",
        "120 days later is Thursday, August 13, 2026.",
    ]
    assert (found["mail_by"], found["fax_by"]) == ("2026-08-06", "2026-08-12")
    assert found["answer"]["words"] == "The contractor must answer within 60 days."
    assert found["answer"]["due"] is None, "nobody knows yet when it is sent"
    assert "hospital" in found["fast"]["path"]["conditions"][0]


def test_the_day_of_sending_gives_the_day_of_the_answer(run, case: Path) -> None:
    tell(
        case,
        edits.set_situation("coverage", "medicaid-plan"),
        edits.set_situation("sending", "fax"),
        edits.set_stage(StageRecord("internal-appeal", started="2026-05-04")),
    )
    found = deadline(run, case)
    assert found["send_by"] == found["fax_by"] == "2026-06-08"
    assert (found["answer"]["sent"], found["answer"]["is_sent"]) == ("2026-05-04", True)
    assert found["answer"]["due"] == "2026-06-03"
    assert found["answer"]["source"]["cite"].startswith("42 CFR 438.408")
    said = run("show", case).out
    assert "Send it by Monday, June 8, 2026 (fax)." in said
    assert "Due by Wednesday, June 3, 2026." in said


def test_what_is_not_known_is_told_as_such(run, case: Path) -> None:
    found = deadline(run, case)
    assert found["state"] == "ask-coverage"
    keys = ("last_day", "send_by", "source", "answer", "fast")
    assert [found[key] for key in keys] == [None] * len(keys)
    assert found["arithmetic"] == []
    assert "Last day" not in run("show", case).out


def test_the_checklist_is_written_as_a_pdf(run, case: Path, tmp_path: Path) -> None:
    tell(case, edits.set_situation("coverage", "medicaid-plan"))
    target = tmp_path / "list.pdf"
    got = run("check", case, "--pdf", target)
    assert got.code == 1, "things are missing all the same"
    assert "list.pdf" in got.err
    text = " ".join(" ".join(page_texts(target)).split())
    assert "Tuesday, June 9, 2026" in text
    assert "Say whose appeal this is" in text
    refused = run("check", case, "--pdf", tmp_path / "list.txt")
    assert refused.code == 1
    assert "does not end in .pdf" in refused.err
