"""Papers from the command line: listed, printed, written, filed."""

import pytest

from support.papers import page_texts


@pytest.fixture
def case(run, tmp_path):
    path = tmp_path / "case.appeal"
    made = run(
        "new", path, "--set", "patient_name=Ana Díaz", "--set", "insurer_name=Northfield",
        "--set", "coverage=employer-self-funded",
    )  # fmt: skip
    assert made.code == 0, made.err
    return path


def test_papers_are_listed_with_what_the_case_needs(run, case) -> None:
    listed = run("paper", case)
    assert listed.code == 0
    assert "claim-file-request       Request for the claim file and the criteria" in listed.out
    assert "For this case: The insurer's own rule is not among your papers yet." in listed.out
    told = {p["id"]: p for p in run("paper", case, "--json").json["papers"]}
    assert told["necessity-letter"]["why_now"]
    assert told["addendum-request"]["why_now"] == ""
    assert told["addendum-request"]["rules"][0]["source"]["cite"].startswith("Medicare Program")
    assert told["attestation"]["section"] is None
    assert told["representative"]["section"] is not None


def test_a_paper_is_printed_with_what_is_missing(run, case) -> None:
    shown = run("paper", case, "claim-file-request")
    assert shown.code == 0
    assert "(29 CFR 2560.503-1(h)(2)(iii) and (m)(8))" in shown.out
    assert "| Patient: | Ana Díaz |" in shown.out
    assert "Not known yet, so left blank: Address for appeals, Your name," in shown.err
    assert "Who signs it: you." in shown.err


def test_a_paper_is_written_as_a_pdf(run, case, tmp_path) -> None:
    out = tmp_path / "request.pdf"
    made = run("paper", case, "claim-file-request", "-o", out)
    assert made.code == 0, made.err
    assert "It is a draft: read it before it is signed." in made.err
    assert "2560.503-1(h)(2)(iii)" in page_texts(out)[0]
    assert run("show", case, "--json").json["tray"] == []


def test_own_words_take_the_place_of_the_draft(run, case, tmp_path) -> None:
    words, out = tmp_path / "own.md", tmp_path / "own.pdf"
    words.write_text("My *own* words.\n", encoding="utf-8")
    assert run("paper", case, "attestation", "--from", words, "-o", out).code == 0
    assert "My own words." in page_texts(out)[0]


def test_a_paper_is_filed_once_in_its_place_and_can_be_taken_back(run, case) -> None:
    filed = run("paper", case, "representative", "--file", "--json")
    assert filed.code == 0, filed.err
    shown = run("show", case, "--json").json
    documents = {d["id"]: d for s in shown["sections"] for d in s["documents"]}
    found = documents[filed.json["document"]]
    assert (found["title"], found["kind"]) == ("Permission to act for the patient", "form")
    again = run("paper", case, "representative", "--file")
    assert "is already in the case" in again.err
    assert run("undo", case).code == 0
    shown = run("show", case, "--json").json
    assert not [d for s in shown["sections"] for d in s["documents"]]


def test_what_the_doctor_must_sign_waits_in_the_tray(run, case) -> None:
    filed = run("paper", case, "attestation", "--file")
    assert "Filed in the tray" in filed.err
    (waiting,) = run("show", case, "--json").json["tray"]
    assert (waiting["kind"], waiting["exhibit"]) == ("attestation", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("love-letter",), "There is no paper \u201clove-letter\u201d."),
        (("attestation", "-o", "paper.txt"), "does not end in .pdf"),
    ],
)
def test_what_cannot_be_made_is_said(run, case, words, said) -> None:
    told = run("paper", case, *words)
    assert told.code == 1
    assert said in told.err


def test_a_pointer_to_a_page_is_printed_in_words_and_a_broken_one_refused(
    run, case, tmp_path
) -> None:
    from support.papers import text_pdf

    chart = text_pdf(tmp_path / "chart.pdf", ["one", "two"])
    added = run("add", case, chart, "--section", "supporting-documentation", "--json").json
    number = added["files"][0]["document"]
    words, out = tmp_path / "own.md", tmp_path / "own.pdf"
    words.write_text("See [cite: chart, p. 2].\n", encoding="utf-8")
    assert run("paper", case, "peer-to-peer", "--from", words).out == "See Exhibit A, p. 2.\n"
    words.write_text(f"See [cite:{number}].\n", encoding="utf-8")
    assert run("paper", case, "peer-to-peer", "--from", words, "-o", out).code == 0
    assert "See Exhibit A." in page_texts(out)[0]
    words.write_text("See [cite:999].\n", encoding="utf-8")
    told = run("paper", case, "peer-to-peer", "--from", words, "-o", out)
    assert told.code == 1
    assert "points at a page that is not in the packet" in told.err


def test_a_file_for_no_paper_is_refused_and_not_forgotten(run, case, tmp_path) -> None:
    refused = run("paper", case, "-o", tmp_path / "x.pdf")
    assert refused.code == 1
    assert "Say which paper." in refused.err
    assert refused.out == ""


def test_details_in_own_words_and_in_tables_are_filled_in(run, case, tmp_path) -> None:
    """They were printed as {{member_id}}, though a section and a table of the packet fill them."""
    rows, words, out = (tmp_path / name for name in ("rows.csv", "own.md", "own.pdf"))
    assert run("set", case, "member_id=W_1*2", "provider_name=Dr. Kim").code == 0
    words.write_text("My number is {{member_id}}, not {{moon}}.\n", encoding="utf-8")
    assert run("paper", case, "peer-to-peer", "--from", words, "-o", out).code == 0
    assert "My number is W_1*2, not {{moon}}." in page_texts(out)[0]
    assert run("reason", case, "Other care first").code == 0
    rows.write_text("treatment,giver\nNaproxen,{{provider_name}}\n", encoding="utf-8")
    assert run("table", case, 1, "prior-treatments", "--csv", rows).code == 0
    told = run("paper", case, "necessity-letter").out
    assert "{{" not in told
    assert "Naproxen" in told
    assert "Dr. Kim" in told.split("Naproxen", 1)[1].split("\n", 1)[0]


def test_a_name_that_is_too_long_never_pushes_the_page_number_off_the_page(
    run, case, tmp_path
) -> None:
    out, audit = tmp_path / "paper.pdf", tmp_path / "audit.pdf"
    assert run("set", case, f"patient_name={'Nn' * 200}").code == 0
    assert run("paper", case, "attestation", "-o", out).code == 0
    run("check", case, "--pdf", audit)
    for made in (out, audit):
        texts = page_texts(made)
        for number, text in enumerate(texts, start=1):
            last = text.strip().splitlines()[-1]
            assert last.endswith(f"\u2026 \u00b7 page {number} of {len(texts)}")
