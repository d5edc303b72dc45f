"""Kinds and tables of denial reasons on the command line."""

from pathlib import Path

import pytest

from appealdesk.case.values import Reason
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.guidance.reasons import reason_kinds
from support.cases import small_case


@pytest.fixture
def case(run, tmp_path: Path) -> Path:
    """A case with an exhibit of three pages and one reason."""
    path = tmp_path / "case.appeal"
    CaseFile.create(path, small_case([(3, "office chart", 3)])).close()
    assert run("reason", path, "Too little therapy", "--kind", "conservative_care").code == 0
    return path


def csv_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    return path


def kept(case: Path) -> Reason:
    """The reason as the case file keeps it."""
    with Session(CaseFile.open(case, read_only=True)) as session:
        return session.case.reasons[0]


def shown(run, case: Path) -> dict:
    return run("show", case, "--json").json["reasons"][0]


def test_a_reason_takes_a_kind_and_gives_it_back(run, case: Path) -> None:
    assert shown(run, case)["kind"] == "conservative_care"
    assert run("reason", case, 1, "--kind", "Experimental or not proven").code == 0
    assert kept(case).kind == "experimental"
    assert run("reason", case, 1, "--rename", "Other title").code == 0
    assert kept(case).kind == "experimental"
    assert run("reason", case, 1, "--kind", "").code == 0
    assert kept(case).kind == ""


def test_a_kind_that_is_not_there_names_those_that_are(run, case: Path) -> None:
    refused = run("reason", case, "Other", "--kind", "moon")
    assert refused.code == 1
    assert "There is no kind of reason \u201cmoon\u201d." in refused.err
    assert "step_therapy" in refused.err
    assert kept(case).title == "Too little therapy"


def test_who_has_a_mistake_in_the_bill_is_told_whom_to_ask(run, case: Path) -> None:
    told = run("reason", case, "Wrong code", "--kind", "coding_error")
    assert "billing office" in told.err


def test_kinds_are_listed_and_one_tells_what_answers_it(run) -> None:
    listed = run("reason-kinds").out
    assert all(kind.id in listed and kind.title in listed for kind in reason_kinds())
    told = run("reason-kinds", "conservative_care").out
    for words in ("Therapy notes with dates", "CARC 50", "prior-treatments", "Read: "):
        assert words in told
    assert run("reason-kinds", "step_therapy", "--json").json["tables"] == ["medicines"]
    assert len(run("reason-kinds", "--json").json) == len(reason_kinds())
    assert run("reason-kinds", "moon").code == 1


def test_a_table_comes_from_csv_with_its_pages(run, case: Path, tmp_path: Path) -> None:
    rows = csv_file(
        tmp_path,
        "Treatment,to,from,amount,pages",
        '"Therapy, at Lakeside","July 12, 2026",6/1/2026,12 visits,"office chart, p. 2; Exhibit A"',
        ",,,,",
        "Rest,,in spring,,",
        "Brace,May 3 2026,June 3 2026,,",
    )
    done = run("table", case, 1, "prior-treatments", "--csv", rows)
    assert done.code == 0, done.err
    assert "3 rows" in done.err
    assert "Row 3 ends before it begins." in done.err
    assert "6 weeks (42 days)" in done.err
    (table,) = shown(run, case)["tables"]
    assert (table["kind"], table["title"]) == ("prior-treatments", "Treatments tried so far")
    first, second, _ = table["rows"]
    assert first["cells"]["treatment"] == "Therapy, at Lakeside"
    assert (first["cells"]["from"], first["cells"]["to"]) == ("2026-06-01", "2026-07-12")
    assert [e["words"] for e in first["evidence"]] == ["Exhibit A, p. 2", "Exhibit A"]
    assert second["cells"]["from"] == "in spring"
    assert "In all: 12 visits." in table["summary"]
    told = run("show", case).out
    assert "Not enough other treatment tried first  [conservative_care]" in told
    assert "Exhibit A, p. 2 (packet page" in told
    assert "In all: 12 visits." in told


def test_a_table_goes_out_as_csv_and_comes_back_the_same(run, case: Path, tmp_path: Path) -> None:
    empty = run("table", case, 1, "criteria").out
    assert empty == "criterion,state,why,pages\n"
    rows = csv_file(tmp_path, empty.strip(), 'Weak foot,met,"4 of 5","Exhibit A, p. 3"')
    assert run("table", case, "Too little therapy", "criteria", "--csv", rows).code == 0
    before = kept(case).tables
    assert before[0].rows[0].cells == ("Weak foot", "Met", "4 of 5")
    out = run("table", case, 1, "criteria").out
    assert out.splitlines()[1] == 'Weak foot,Met,4 of 5,"Exhibit A, p. 3"'
    assert run("table", case, 1, "criteria", "--remove").code == 0
    assert kept(case).tables == ()
    rows.write_text(out, encoding="utf-8")
    assert run("table", case, 1, "criteria", "--csv", rows).code == 0
    assert kept(case).tables == before


def test_two_columns_of_one_title_are_told_apart_by_their_order(run, case: Path, tmp_path: Path):
    rows = csv_file(
        tmp_path,
        "What was measured,At the start,On,Now,On",
        "Walk,100 m,2026-06-01,80 m,2026-09-01",
    )
    assert run("table", case, 1, "function", "--csv", rows).code == 0
    cells = kept(case).tables[0].rows[0].cells
    assert cells == ("Walk", "100 m", "2026-06-01", "80 m", "2026-09-01", "")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("criterion,color", "a,b"), "The table has no column \u201ccolor\u201d."),
        (("criterion,state", "a,Perhaps"), "Row 1: \u201cPerhaps\u201d is no answer to"),
        (("criterion,pages", 'a,"moon, p. 1"'), "There is no document \u201cmoon\u201d."),
        (("criterion,pages", 'a,"Exhibit A, p. 9"'), "has no page 9."),
        (("criterion,state",), "There is no row in that file"),
        (('criterion,"state', 'a,"b" c'), "That is not a CSV file."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    run, case: Path, tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    refused = run("table", case, 1, "criteria", "--csv", csv_file(tmp_path, *lines))
    assert refused.code == 1
    assert said in refused.err
    assert kept(case).tables == ()


def test_a_page_that_was_left_out_is_told_and_does_not_come_back_as_another(
    run, case: Path, tmp_path: Path
) -> None:
    rows = csv_file(tmp_path, "criterion,pages", 'Weak foot,"Exhibit A, p. 3"')
    assert run("table", case, 1, "criteria", "--csv", rows).code == 0
    assert run("pages", case, "office chart", "--leave-out", "3").code == 0
    assert shown(run, case)["tables"][0]["rows"][0]["evidence"][0]["broken"] is True
    out = run("table", case, 1, "criteria").out
    assert "(not in the packet: #" in out
    rows.write_text(out, encoding="utf-8")
    assert run("table", case, 1, "criteria", "--csv", rows).code == 1


def test_an_unknown_table_names_those_that_are(run, case: Path) -> None:
    refused = run("table", case, 1, "moon")
    assert refused.code == 1
    assert "medicines" in refused.err


HEAD = ("treatment", "from", "to", "pages")
KEPT = ("Naproxen", "2026-05-12", "2026-06-22", "", "", "")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_spreadsheet_that_parts_cells_by_other_signs_is_read(
    run, case: Path, tmp_path: Path, mark: str
) -> None:
    row = ("Naproxen", "5/12/2026", "6/22/2026", '"office chart, p. 1; office chart, p. 2"')
    rows = csv_file(tmp_path, mark.join(HEAD), mark.join(row))
    assert run("table", case, 1, "prior-treatments", "--csv", rows).code == 0
    (kept_row,) = kept(case).tables[0].rows
    assert kept_row.cells == KEPT
    assert len(kept_row.evidence) == 2


def test_the_line_that_names_the_separator_is_no_row(run, case: Path, tmp_path: Path) -> None:
    rows = csv_file(tmp_path, "sep=;", "treatment;from;to", "Naproxen;2026-05-12;2026-06-22")
    assert run("table", case, 1, "prior-treatments", "--csv", rows).code == 0
    assert kept(case).tables[0].rows[0].cells == KEPT


@pytest.mark.parametrize("head", ["treatment,outcome", "treatment,outcome,"])
def test_words_that_stand_in_no_column_are_not_lost(
    run, case: Path, tmp_path: Path, head: str
) -> None:
    rows = csv_file(tmp_path, head, "Naproxen,some relief, then stomach pain")
    refused = run("table", case, 1, "prior-treatments", "--csv", rows)
    assert refused.code == 1
    assert "\u201cthen stomach pain\u201d stands in no column" in refused.err
    assert kept(case).tables == ()


def test_a_line_that_leaves_off_empty_cells_is_read(run, case: Path, tmp_path: Path) -> None:
    rows = csv_file(tmp_path, "treatment,from,to,pages", "Naproxen,2026-05-12,2026-06-22")
    assert run("table", case, 1, "prior-treatments", "--csv", rows).code == 0
    assert kept(case).tables[0].rows[0].cells == KEPT


def test_a_change_of_words_and_kind_is_one_step_back(run, case: Path) -> None:
    assert run("reason", case, 1, "--rename", "Other", "--kind", "experimental").code == 0
    assert run("undo", case).code == 0
    assert (kept(case).title, kept(case).kind) == ("Too little therapy", "conservative_care")


def test_ids_and_titles_of_kinds_never_run_together(run) -> None:
    lines = run("reason-kinds").out.splitlines()
    assert len(lines) == len(reason_kinds())
    for line, known in zip(lines, reason_kinds(), strict=True):
        assert line.split(" ", 1)[0] == known.id
