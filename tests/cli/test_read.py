"""The command read tells what was read in the papers, and changes nothing."""

from pathlib import Path

import pytest

from support.denial_letters import CLASSIC, DOCTOR_NOTE, printed
from support.papers import photo


@pytest.fixture
def case(run, tmp_path: Path) -> Path:
    made = tmp_path / "case.appeal"
    assert run("new", made, "--set", "patient_name=Thomas Reed").code == 0
    letter = printed(tmp_path / "letter.pdf", CLASSIC)
    assert run("add", made, letter, "--kind", "denial-letter").code == 0
    note = printed(tmp_path / "note.pdf", DOCTOR_NOTE)
    assert run("add", made, note, photo(tmp_path / "scan.jpg")).code == 0
    return made


def test_it_tells_in_words(run, case: Path) -> None:
    got = run("read", case)
    assert got.code == 0
    assert "Claim or reference number: 26069118820" in got.out
    assert "Looks like: doctor's notes" in got.out
    assert "No words: a picture or a scan." in got.out
    assert "  Group number: 001234  (page 1)" in got.out
    assert "Patient's name: Thomas" not in got.out  # the case has it
    assert "You must send your appeal within one hundred eighty" in got.out


def test_it_tells_as_json(run, case: Path) -> None:
    got = run("read", case, "--json").json
    letter, note, scan = got["documents"]
    assert letter["facts"]["written"] == "2026-03-10"
    assert letter["letter"]["said"][0]["key"] == "patient_name"
    assert note["kind_offered"] == "provider-note"
    assert note["facts"]["is_signed"] is True
    assert scan["is_readable"] is False
    member = next(o for o in got["offers"] if o["key"] == "member_id")
    assert member["value"] == "HMX 4471 88290"
    assert member["stand"]["number"] == 1
    assert any("physical therapy" in r["words"] for r in got["reasons"])
    assert got["last_day"]["last_day"] == ""


def test_one_document_alone(run, case: Path) -> None:
    got = run("read", case, "note.pdf", "--json").json
    assert [d["file_name"] for d in got["documents"]] == ["note.pdf"]
    assert got["offers"] == []
    missing = run("read", case, "nothing.pdf")
    assert missing.code == 1
    assert "There is no document" in missing.err
