import subprocess
import sys
from pathlib import Path

import pytest

from appealdesk.casefile.store import CaseFile
from support.cases import small_case
from support.papers import page_texts, photo, text_pdf


def test_a_whole_case_without_a_window(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    made = run("new", case, "--set", "patient_name=Ana Díaz", "--set", "insurer_name=Northfield")
    assert made.code == 0, made.err
    assert run("set", case, "member_id=W1", "claim_number=C-9", "sender_name=Ana Díaz").code == 0
    letter = text_pdf(tmp_path / "letter.pdf", ["denied"])
    chart = text_pdf(tmp_path / "chart.pdf", [f"sheet {n}" for n in range(1, 9)])
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 word")
    assert (
        run("add", case, letter, "--section", "introduction", "--kind", "denial-letter").code == 0
    )
    added = run("add", case, chart, bad, "--json")
    assert added.code == 1
    states = {Path(f["file"]).name: f["state"] for f in added.json["files"]}
    assert states == {"chart.pdf": "added", "bad.docx": "refused"}
    assert run("remove", case, "bad").code == 0
    assert run("move", case, "chart", "--to", "supporting-documentation").code == 0
    for key in ("introduction", "clinical-justification", "supporting-documentation", "conclusion"):
        text = tmp_path / "text.md"
        text.write_text(f"# {key}\n\nSee [cite: chart, p. 3].\n", encoding="utf-8")
        assert run("write", case, key, text).code == 0
    words, answer = tmp_path / "words.txt", tmp_path / "answer.md"
    words.write_text("Not medically necessary.", encoding="utf-8")
    answer.write_text("It is: [cite: chart, p. 7].", encoding="utf-8")
    assert run("reason", case, "Not necessary", "--words", words, "--response", answer).code == 0
    assert run("cite", case, "1", "chart", "--page", "7").code == 0

    shown = run("show", case, "--json").json
    exhibits = [d["exhibit"] for s in shown["sections"] for d in s["documents"]]
    assert exhibits == ["A", "B"]
    assert shown["reasons"][0]["response"] == "It is: Exhibit B, p. 7."

    out = tmp_path / "packet.pdf"
    exported = run("export", case, "-o", out, "--json")
    assert exported.code == 0, exported.err
    assert exported.json["pages"] == shown["pages"] == len(page_texts(out))
    assert run("verify", out).code == 0

    assert run("pages", case, "chart", "--leave-out", "7").code == 0
    stopped = run("export", case, "-o", out)
    assert stopped.code == 1
    assert "citation" in (stopped.err + stopped.out).lower()
    assert run("undo", case).code == 0
    assert run("export", case, "-o", out).code == 0
    assert "exported packet.pdf" in run("history", case).out


def test_check_tells_and_exits_1(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    got = run("check", case, "--json")
    assert got.code == 1
    item = got.json["checks"][0]
    assert {"id", "title", "state", "why", "where"} <= set(item)
    assert {c["state"] for c in got.json["checks"]} <= {"done", "missing", "weak", "not-applicable"}


def test_reading_commands_work_beside_a_program_that_has_the_case(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case, "--set", "patient_name=Ana")
    hold = (
        "import sys; from pathlib import Path; from appealdesk.casefile.store import CaseFile\n"
        "with CaseFile.open(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, case], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        assert "Patient's name" in run("history", case).out
        assert run("check", case).code == 1
        refused = run("set", case, "patient_name=Ben")
        assert refused.code == 1
        assert "open" in refused.err
    assert run("set", case, "patient_name=Ben").code == 0


def test_undo_and_redo_work_on_another_day(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case, "--set", "patient_name=Ana")
    run("set", case, "patient_name=Ben")
    assert run("undo", case).code == 0
    assert "Ana" in run("show", case).out
    assert run("redo", case).code == 0
    assert "Ben" in run("show", case).out
    assert run("redo", case).code == 1


def test_pages_can_be_kept_and_turned(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    run(
        "add", case, text_pdf(tmp_path / "chart.pdf", list("abcdefgh")), "--section", "introduction"
    )
    assert "3 of 8" in run("pages", case, "chart", "--keep", "2-3,8").err
    assert run("pages", case, "chart", "--rotate", "2", "--degrees", "270").code == 0
    assert run("pages", case, "chart", "--keep", "9").code == 1
    assert run("pages", case, "chart", "--keep", "x").code == 2
    shown = run("show", case, "--json").json
    assert shown["sections"][0]["documents"][0]["pages_in_packet"] == 3


def test_sections_can_be_added_moved_and_switched_off(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    assert run("section", case, "Timeline", "--add", "--before", "conclusion").code == 0
    assert run("section", case, "timeline", "--title", "What happened").code == 0
    assert run("section", case, "conclusion", "--off").code == 0
    shown = run("show", case, "--json").json
    assert [s["title"] for s in shown["sections"]][-2:] == ["What happened", "Conclusion"]
    assert shown["sections"][-1]["included"] is False


def test_a_password_protects_the_case_and_a_copy_can_do_without(run, tmp_path: Path) -> None:
    secret = tmp_path / "pw"
    secret.write_text("four words and more\n", encoding="utf-8")
    case, plain = tmp_path / "case.appeal", tmp_path / "plain.appeal"
    assert run("new", case, "--case-password-file", secret).code == 0
    assert not case.read_bytes().startswith(b"SQLite format 3")
    assert run("check", case).code == 1
    assert "password" in run("history", case).err.lower()
    assert run("copy", case, plain, "--case-password-file", secret).code == 0
    assert plain.read_bytes().startswith(b"SQLite format 3")
    assert run("history", plain).code == 0


@pytest.mark.parametrize("content", [b"", b"just some words", b"SQLite format 3\0" + bytes(200)])
def test_a_foreign_file_gets_a_sentence_and_is_left_alone(run, tmp_path: Path, content) -> None:
    other = tmp_path / "notes.appeal"
    other.write_bytes(content)
    got = run("show", other)
    assert got.code == 1
    assert "Traceback" not in got.err
    assert other.read_bytes() == content


def test_wrong_use_is_exit_2(run, tmp_path: Path) -> None:
    assert run("export", tmp_path / "x.appeal").code == 2
    assert run("nonsense").code == 2
    assert run("new", tmp_path / "x.appeal", "--set", "patient_name").code == 2
    assert not (tmp_path / "x.appeal").exists()


def test_an_empty_folder_is_told_not_passed_over(run, tmp_path: Path) -> None:
    case, folder = tmp_path / "case.appeal", tmp_path / "papers"
    folder.mkdir()
    run("new", case)
    got = run("add", case, folder)
    assert got.code == 1
    assert "no file in that folder" in got.err


def test_help_shows_brackets_as_they_are_typed(run) -> None:
    assert "[cite: office chart, p. 12]" in " ".join(run("write", "--help").out.split())


def test_help_names_every_command(run) -> None:
    out = run("--help").out
    for command in ("new", "add", "show", "check", "export", "verify", "sample", "undo", "cite"):
        assert command in out


def test_a_photo_is_taken_in_from_the_command_line(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    got = run("add", case, photo(tmp_path / "page.jpg", orientation=8))
    assert got.code == 0, got.err
    assert "1 page\n" in got.err


@pytest.mark.parametrize("bytes_of_it", [b"", b"\nsecond line", b"\xff\xfe\x00", None])
def test_a_bad_password_file_never_makes_a_case_without_a_password(
    run, tmp_path: Path, bytes_of_it: bytes | None
) -> None:
    """An empty first line made an open case; other bytes, or no file, gave a traceback."""
    secret, case = tmp_path / "secret.txt", tmp_path / "case.appeal"
    if bytes_of_it is not None:
        secret.write_bytes(bytes_of_it)
    refused = run("new", case, "--case-password-file", secret)
    assert refused.code == 1
    assert "secret.txt" in refused.err
    assert "Traceback" not in refused.err
    assert not case.exists()


def test_a_wrong_detail_leaves_no_half_made_case(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    words = ("--set", "patient_name=Ana", "--set", "coverage=moon")
    assert run("new", case, *words).code == 1
    assert not case.exists()
    assert run("new", case, *words[:2]).code == 0
    assert run("set", case, "patient_name=Bea", "no_such_field=1").code == 1
    assert run("show", case, "--json").json["details"]["patient_name"] == "Ana"


def test_a_paper_is_said_to_be_new_and_dated_in_one_step(run, tmp_path: Path) -> None:
    """The self-audit asks whether the insurer had a paper: so it must be possible to say."""
    case = tmp_path / "case.appeal"
    CaseFile.create(case, small_case([(3, "office chart", 3)])).close()
    words = ("document", case, "office chart", "--dated", "March 5, 2026", "--novelty")
    assert run(*words, "moon").code == 2
    assert run(*words, "new").code == 0

    def told() -> tuple[str, str]:
        sections = run("show", case, "--json").json["sections"]
        (found,) = (d for s in sections for d in s["documents"])
        return found["date"], found["novelty"]

    assert told() == ("2026-03-05", "new")
    assert run("undo", case).code == 0
    assert told() == ("", "")
    assert run("document", case, "office chart", "--dated", "one day").code == 1
