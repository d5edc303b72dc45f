"""The self-audit on the command line: in groups, as JSON, and answered."""

from pathlib import Path

import pytest

from appealdesk.guidance.checks import check_texts
from support.papers import text_pdf


@pytest.fixture
def case(run, tmp_path: Path) -> Path:
    made = tmp_path / "case.appeal"
    assert run("new", made, "--set", "patient_name=Ana").code == 0
    return made


def test_check_shows_groups_with_ids_and_places(run, case: Path) -> None:
    got = run("check", case)
    assert got.code == 1
    assert "MISSING (5)" in got.out
    assert "Say whose appeal this is  [details-needed]  (stops the export)" in got.out
    assert "      - Insurer\n" in got.out
    assert "COULD BE BETTER (2)" in got.out
    assert "FOR YOU TO ANSWER" not in got.out  # before the first response nothing is asked


def test_check_json_tells_everything_of_every_check(run, case: Path) -> None:
    got = run("check", case, "--json").json["checks"]
    assert [c["id"] for c in got] == [text.id for text in check_texts()]
    first = got[0]
    assert first["state"] == "missing"
    assert first["stops_export"] is True
    assert first["can_dismiss"] is False
    assert first["where"][0]["key"] == "insurer_name"
    assert set(first["source"]) == {"cite", "read", "where"}
    assert {"is_asked", "answer", "todo", "group", "help"} <= set(first)


def test_an_answer_is_kept_shown_and_taken_back(run, case: Path) -> None:
    def told() -> dict[str, object]:
        return next(c for c in run("check", case, "--json").json["checks"] if c["id"] == "signed")

    assert told()["is_asked"] is True
    assert run("answer", case, "signed", "done").code == 0
    assert told()["state"] == "done"
    said = run("answer", case, "signed", "not-for-this-case", "--why", "My lawyer signs.")
    assert said.code == 0
    assert told()["answer"] == {
        "check": "signed", "state": "not-applicable", "why": "My lawyer signs.",
    }  # fmt: skip
    assert "You will sign the appeal: My lawyer signs." in run("check", case).out
    assert run("answer", case, "signed", "take-back").code == 0
    assert told()["answer"] is None
    assert run("undo", case).code == 0
    assert told()["state"] == "not-applicable"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nothing-like-it", "done"), "There is no check"),
        (("signed", "not-for-this-case"), "Say why"),
        (("details-needed", "not-for-this-case", "--why", "no"), "cannot be set aside"),
        (("tray-empty", "done"), "sees by itself"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(run, case: Path, words, says: str) -> None:
    got = run("answer", case, *words)
    assert got.code == 1
    assert says in got.err
    assert all(c["answer"] is None for c in run("check", case, "--json").json["checks"])


def test_a_question_is_asked_once_a_reason_is_answered(run, case: Path, tmp_path: Path) -> None:
    text = tmp_path / "answer.md"
    text.write_text("It is needed.", encoding="utf-8")
    assert run("reason", case, "Not needed", "--response", text).code == 0
    out = run("check", case).out
    assert "FOR YOU TO ANSWER" in out
    assert "Will you sign the appeal?  [signed]" in out


def test_check_reads_what_the_papers_say(run, case: Path, tmp_path: Path) -> None:
    words = "Patient: John Smith\nDate of birth: May 2, 1950\n" + "The knee was examined. " * 20
    chart = text_pdf(tmp_path / "chart of the clinic.pdf", [words, words])
    assert run("add", case, chart, "--section", "supporting-documentation").code == 0
    got = {c["id"]: c for c in run("check", case, "--json").json["checks"]}
    assert [p["words"] for p in got["same-person"]["where"]] == [
        "chart of the clinic: it names John Smith"
    ]
    assert got["pages-once"]["state"] == "weak"


@pytest.mark.slow
def test_nothing_is_open_in_the_sample_at_the_export_either(run, tmp_path: Path) -> None:
    case = tmp_path / "sample.appeal"
    assert run("sample", case).code == 0
    assert run("check", case).code == 0
    got = run("export", case, "-o", tmp_path / "packet.pdf", "--json")
    assert got.json["open"] == []


def test_the_list_is_told_also_where_its_pdf_cannot_be_made(
    run, case: Path, tmp_path: Path
) -> None:
    got = run("check", case, "--pdf", tmp_path / "no folder" / "list.pdf")
    assert got.code == 1
    assert "[details-needed]" in got.out
    assert "does not exist" in got.err
