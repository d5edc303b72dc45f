"""The guide, the stages and the next level on the command line."""

from pathlib import Path

from support.papers import page_texts, text_pdf


def test_the_guide_is_read_and_written(run, tmp_path: Path) -> None:
    listed = run("guide")
    assert "strong-appeal" in listed.out
    told = run("guide", "external-review")
    assert "# When external review applies" in told.out
    assert "45 CFR 147.136" in told.out
    assert run("guide", "example", "--json").json["title"] == "An example, page by page"
    assert "no page" in run("guide", "nothing").err
    out = tmp_path / "guide.pdf"
    assert run("guide", "-o", out).code == 0
    assert "A guide to appeals" in page_texts(out)[0]


def test_a_stage_is_written_down_and_shown(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case, "--set", "coverage=individual", "--set", "timing=before")
    done = run("stage", case, "internal-appeal", "--started", "October 1, 2026",
               "--proof", "Certified mail: 9407")  # fmt: skip
    assert done.code == 0, done.err
    assert "Sent on 2026-10-01" in done.out
    assert "due by 2026-10-31" in done.out
    told = {one["id"]: one for one in run("stage", case, "--json").json}
    assert told["internal-appeal"]["record"]["proof"] == "Certified mail: 9407"
    assert told["internal-appeal"]["is_now"]
    assert told["internal-appeal"]["decision_due"] == "2026-10-31"
    run("stage", case, "internal-appeal", "--outcome", "refused", "--ended", "2026-10-20")
    told = {one["id"]: one for one in run("stage", case, "--json").json}
    assert told["external-review"]["is_now"]


def test_what_no_stage_can_keep_is_refused(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    assert "no date" in run("stage", case, "doctor", "--started", "soon").err
    assert "Known are" in run("stage", case, "doctor", "--outcome", "miracle").err
    assert "Known are" in run("stage", case, "moon", "--note", "x").err
    assert "Say which stage" in run("stage", case, "--note", "x").err
    assert run("stage", case, "doctor", "--started", "").code == 0


def test_the_next_level_is_a_new_file(run, tmp_path: Path) -> None:
    case, new = tmp_path / "case.appeal", tmp_path / "next.appeal"
    run("new", case, "--set", "coverage=individual", "--set", "patient_name=Ana")
    final = text_pdf(tmp_path / "final.pdf", ["still no"])
    stopped = run("next-level", case, "--denial", final, "-o", new)
    assert stopped.code == 1
    assert "Choose the PDF that you sent" in stopped.err
    assert not new.exists()
    sent = text_pdf(tmp_path / "sent.pdf", ["our appeal"])
    made = run("next-level", case, "--denial", final, "--packet", sent, "-o", new,
               "--dated", "November 20, 2026")  # fmt: skip
    assert made.code == 0, made.err
    told = run("show", new, "--json").json
    assert told["details"]["denial_date"] == "November 20, 2026"
    assert told["situation"]["level"] == "external"
    assert "no level" in run("next-level", case, "--denial", final, "-o", new, "--level", "x").err


def test_a_stage_with_one_wrong_word_is_not_half_written_down(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    assert run("new", case, "--set", "coverage=employer-self-funded").code == 0
    wrong = run("stage", case, "doctor", "--started", "2026-10-01", "--outcome", "moon")
    assert wrong.code == 1
    told = {one["id"]: one for one in run("stage", case, "--json").json}
    assert told["doctor"]["record"]["started"] == ""


def test_what_is_written_down_of_a_stage_is_one_step_back(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    assert run("new", case).code == 0
    assert run("stage", case, "doctor", "--started", "2026-10-01", "--note", "by fax").code == 0
    assert run("undo", case).code == 0
    told = {one["id"]: one for one in run("stage", case, "--json").json}
    assert told["doctor"]["state"] == "open"


def test_a_letter_of_no_known_date_makes_no_next_level(run, tmp_path: Path) -> None:
    case, denial, made = (tmp_path / name for name in ("a.appeal", "no.pdf", "b.appeal"))
    assert run("new", case).code == 0
    denial.write_bytes(b"%PDF-1.4\n")
    refused = run("next-level", case, "--denial", denial, "-o", made, "--dated", "last week")
    assert refused.code == 1
    assert "\u201clast week\u201d is no date." in refused.err
    assert not made.exists()


def test_a_pdf_of_one_page_of_the_guide_is_refused_and_not_made_of_all(run, tmp_path: Path) -> None:
    out = tmp_path / "guide.pdf"
    refused = run("guide", "how-to-send", "-o", out)
    assert refused.code == 1
    assert "the whole guide" in refused.err
    assert not out.exists()
