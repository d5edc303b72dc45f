"""The care and the insurer on the command line."""

from pathlib import Path


def test_an_id_sets_the_profile_and_words_set_what_is_printed(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    assert run("new", case, "--set", "service=MRI of the back", "--set", "service=mri").code == 0
    told = run("show", case, "--json").json
    assert told["details"]["service"] == "MRI of the back"
    assert told["situation"]["service"] == "mri"
    assert run("set", case, "service_profile=").code == 0
    assert run("show", case, "--json").json["situation"]["service"] == ""


def test_show_tells_the_profiles_and_what_may_be_asked_with_its_law(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    done = run(
        "set",
        case,
        "service=mri",
        "insurer=aetna",
        "coverage=medicaid-plan",
        "timing=ongoing",
        "insurer_name=Aetna, reviewed by eviCore",
    )
    assert done.code == 0, done.err
    care = run("show", case, "--json").json["care"]
    assert care["service"]["title"] == "MRI scan"
    assert care["service"]["source"]["read"]
    assert care["guidelines"][0]["id"] == "acr"
    assert "MCG" in care["insurer"]["criteria"]
    assert [r["id"] for r in care["reviewers"]] == ["evicore"]
    laws = {r["id"]: r["law"] for r in care["rights"]}
    assert laws["claim-file"] == "42 CFR 438.404(b)(2)"
    assert laws["keep-care"] == "42 CFR 438.420"
    shown = run("show", case).out
    assert "MRI scan" in shown
    assert "Aetna" in shown


def test_a_choice_that_is_not_there_names_those_that_are(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    refused = run("set", case, "insurer=northfield")
    assert refused.code == 1
    assert "There is no insurer “northfield”." in refused.err
    assert "unitedhealthcare" in refused.err
    assert run("set", case, "is_urgent=perhaps").code == 1
    assert run("set", case, "is_urgent=yes").code == 0
    assert run("show", case, "--json").json["situation"]["is_urgent"] is True


def test_without_a_value_the_choices_are_listed(run, tmp_path: Path) -> None:
    case = tmp_path / "case.appeal"
    run("new", case)
    listed = run("set", case).out
    assert "service=mri" in listed
    assert "insurer=aetna" in listed
    assert "coverage=individual" in listed
