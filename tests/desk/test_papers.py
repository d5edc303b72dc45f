"""Papers filled from a case: nothing is invented, the law fits the coverage, typed words stay."""

import pytest
from markdown_it import MarkdownIt

from appealdesk.audit.places import Place
from appealdesk.case import edits
from appealdesk.case.details import detail_fields
from appealdesk.case.text import citations_in, fill_details
from appealdesk.case.values import Citation, Kind, TableRow, new_case
from appealdesk.desk.paper_facts import is_so
from appealdesk.desk.paper_words import escaped
from appealdesk.desk.papers import draft, foot, paper_kind, paper_kinds, why_now
from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.rights import right
from support.cases import DETAILS, after, filed

every_kind = pytest.mark.parametrize("kind", paper_kinds(), ids=lambda kind: kind.id)
every_coverage = pytest.mark.parametrize("coverage", [c.id for c in coverages()])

CLAIM_FILE_LAW = {
    "employer-self-funded": "29 CFR 2560.503-1(h)(2)(iii) and (m)(8)",
    "employer-insured": "29 CFR 2560.503-1(h)(2)(iii) and (m)(8)",
    "individual": "45 CFR 147.136(b)(3) and 29 CFR 2560.503-1(h)(2)(iii)",
    "grandfathered": "29 CFR 2560.503-1(h)(2)(iii)",
    "medicaid-plan": "42 CFR 438.404(b)(2)",
    "chip": "42 CFR 457.1140(d)(2)",
    "medicaid-state": "42 CFR 431.242(a)",
}
CRITERIA_LAW = {
    "employer-self-funded": "29 CFR 2560.503-1(g)(1)(v)(A) and (j)(5)(i)",
    "employer-insured": "29 CFR 2560.503-1(g)(1)(v)(A) and (j)(5)(i)",
    "medicare-advantage": "42 CFR 422.101(b)(6)",
    "medicaid-plan": "42 CFR 438.404(b)(2)",
}


def case_of(coverage: str = "", **details: str):
    steps = [edits.set_detail(key, value) for key, value in details.items()]
    return after(new_case(DETAILS), edits.set_situation("coverage", coverage), *steps)


def printed(text: str) -> str:
    """What a reader of the Markdown sees, in one line."""
    parser = (
        MarkdownIt("commonmark", {"html": False}).enable("table").disable(["reference", "code"])
    )
    inner = (child for token in parser.parse(text) for child in token.children or ())
    return " ".join("" if child.type.endswith("break") else child.content for child in inner)


def test_the_request_names_the_law_of_the_coverage() -> None:
    kind = paper_kind("claim-file-request")
    for laws in (CLAIM_FILE_LAW, CRITERIA_LAW):
        for coverage, law in laws.items():
            assert f"({law})" in draft(kind, case_of(coverage)).text, coverage


@every_coverage
def test_the_request_asks_in_every_coverage_and_names_no_other_law(coverage: str) -> None:
    text = draft(paper_kind("claim-file-request"), case_of(coverage)).text
    for number, wanted in enumerate(("claim-file", "criteria"), start=1):
        assert f"{number}. {right(coverage, wanted).sentence}\n" in text
    if not coverage.startswith(("employer", "individual", "grandfathered")):
        assert "2560.503-1" not in text
    if not coverage.startswith(("medica", "original-medicare", "chip")):
        assert "42 CFR" not in text


@every_kind
@every_coverage
def test_every_paper_can_be_made_in_every_coverage(kind, coverage: str) -> None:
    made = draft(kind, case_of(coverage))
    assert made.title
    assert "{" not in made.text
    assert "\n\n\n" not in made.text
    assert made.text.endswith("\n")


def test_a_coverage_that_is_not_known_is_asked_for_and_asks_without_a_law() -> None:
    for coverage in ("", "unknown"):
        made = draft(paper_kind("claim-file-request"), case_of(coverage))
        assert Place("case", 0, "The kind of coverage", "deadline") in made.missing
        assert "CFR" not in made.text


@every_kind
def test_what_is_not_known_is_a_blank_and_is_told_with_its_place(kind) -> None:
    made = draft(kind, new_case())
    assert "____" in made.text
    assert made.missing
    labels = {f.key: f.label for f in detail_fields()}
    for place in made.missing:
        assert place.kind in {"detail", "case"}
        if place.kind == "detail":
            assert place.words == labels[place.key]
        else:
            assert place.key in {"add-reason", "deadline"}
    assert len(set(made.missing)) == len(made.missing)


def test_what_is_known_is_filled_in_and_no_longer_missing() -> None:
    made = draft(paper_kind("records-request"), case_of(patient_birth_date="May 4, 1990"))
    assert "| Patient: | Ana Díaz |" in made.text
    assert "| Date of birth: | May 4, 1990 |" in made.text
    assert "Patient's name" not in {place.words for place in made.missing}
    assert "Your address" in {place.words for place in made.missing}


@pytest.mark.parametrize(
    "typed",
    [
        "Ana *Díaz* __x__ `y`",
        "[cite:12/340] {{member_id}} {x}",
        "1. Ana",
        "12) Ana",
        "- Ana + Bo = C",
        "# Ana <b>Díaz</b> & Sons &amp; | pipe",
        "> Ana ~~D~~ \\ back\\*slash",
        "=== ---",
        "![x](y) <https://a.b> [c](d)",
        "Ana_Díaz_Q ! tail!",
    ],
)
def test_odd_words_come_out_as_they_were_typed(typed: str) -> None:
    assert printed(escaped(typed)).strip() == typed
    case = case_of(patient_name=typed, sender_name=typed, insurer_name=typed)
    for kind in paper_kinds():
        text = draft(kind, case).text
        assert typed in printed(text), kind.id
        assert not list(citations_in(text))
        assert fill_details(text, case.details) == text


def test_lines_of_an_address_stay_lines() -> None:
    case = case_of(sender_name="Ana", sender_address="1 Elm St\n\nApt #2\nFairhollow")
    text = draft(paper_kind("claim-file-request"), case).text
    assert "Ana\\\n1 Elm St\\\nApt \\#2\\\nFairhollow" in text


def test_the_letters_words_stand_with_each_reason() -> None:
    case = after(
        case_of(),
        edits.add_reason("Not necessary", "It is not\n\n*needed*."),
        edits.add_reason("Too long.", ""),
    )
    made = draft(paper_kind("addendum-request"), case)
    assert (
        "1. Not necessary. The letter says: \u201cIt is not \\*needed\\*.\u201d\n2. Too long.\n"
        in made.text
    )
    assert "add-reason" not in {place.key for place in made.missing}


def test_a_person_who_acts_for_the_patient_says_so() -> None:
    kind = paper_kind("claim-file-request")
    mine = draft(kind, case_of(sender_name="Ana Díaz")).text
    theirs = draft(kind, case_of(sender_name="Bo Díaz", sender_role="Her husband")).text
    assert "I have been told" in mine
    assert "Acting for" not in mine
    assert "The patient has been told" in theirs
    assert "| Acting for: | Ana Díaz |" in theirs
    form = draft(
        paper_kind("representative"), case_of(sender_name="Bo Díaz", sender_role="Husband")
    )
    assert "| Relation to the patient: | Husband |" in form.text


@pytest.mark.parametrize(
    ("sender", "role", "is_patient"),
    [
        ("", "", True),
        ("Ana Díaz", "", True),
        ("ana díaz", "Mother of two", False),
        ("Bo", "", False),
        ("Bo", "The patient", True),
        ("Bo", "Parent of the patient", False),
        ("Front desk", "Billing office for the patient", False),
        ("Bo", "The patient's neighbor", False),
        ("Bo", "Attorney for the patient", False),
        ("Bo", "The patient, insured person", True),
        ("ANA DIAZ", "", True),
        ("Díaz, Ana M.", "", True),
    ],
)
def test_who_appeals_is_told_from_name_and_role(sender: str, role: str, is_patient: bool) -> None:
    assert is_so("patient", case_of(sender_name=sender, sender_role=role)) is is_patient


def test_medicare_is_sent_to_its_own_form() -> None:
    kind = paper_kind("representative")
    for coverage in ("original-medicare", "medicare-advantage", "part-d"):
        assert "CMS-1696" in draft(kind, case_of(coverage)).text
        assert any("CMS-1696" in rule.words for rule in kind.rules_for(coverage))
    assert "CMS-1696" not in draft(kind, case_of("individual")).text
    assert any("TRICARE" in rule.words for rule in kind.rules_for("tricare"))


@pytest.mark.parametrize(
    ("coverage", "title", "says"),
    [
        ("individual", "Request for an outside review", "someone who does not work for the plan"),
        ("medicaid-plan", "Request for a state fair hearing", "I ask for a state fair hearing"),
        ("fehb", "Request for a review by OPM", "Office of Personnel Management"),
        ("medicare-advantage", "Request for an outside review", "sends this case to the outside"),
    ],
)
def test_the_outside_review_goes_where_the_coverage_sends_it(coverage, title, says) -> None:
    made = draft(paper_kind("external-review-request"), case_of(coverage))
    assert made.title == title
    assert says in made.text


def test_an_urgent_case_says_so_on_its_papers() -> None:
    case = after(case_of("individual"), edits.set_situation("is_urgent", True))
    assert "**This is urgent.**" in draft(paper_kind("claim-file-request"), case).text
    assert "**This is urgent.**" in draft(paper_kind("external-review-request"), case).text


def test_the_rules_of_an_addendum_stand_in_the_request() -> None:
    kind = paper_kind("addendum-request")
    text = draft(kind, case_of()).text
    assert all(f"- {rule.words}" in text for rule in kind.rules)
    assert len(kind.rules) >= 4
    assert why_now(kind, case_of()) == ""  # never pushed: see its hints


def test_the_last_day_is_told_where_it_is_known() -> None:
    case = after(case_of("individual"), edits.set_detail("denial_date", "2026-11-02"))
    assert (
        "The last day is Saturday, May 1, 2027." in draft(paper_kind("records-request"), case).text
    )
    assert "The last day is" not in draft(paper_kind("records-request"), case_of()).text


def test_what_reviewers_look_for_in_this_care_is_told_to_the_doctor() -> None:
    case = after(case_of(), edits.set_situation("service", "mri"))
    assert "(MRI scan):\n\n- " in draft(paper_kind("necessity-letter"), case).text


def test_papers_are_pointed_at_by_what_the_case_lacks() -> None:
    case = case_of()
    pointed = {kind.id for kind in paper_kinds() if why_now(kind, case)}
    assert pointed == {"claim-file-request", "records-request", "necessity-letter", "attestation"}
    section = case.sections[1].id
    case = after(
        case,
        filed(section, "Letter", 1, kind=Kind.PROVIDER_LETTER),
        filed(None, "Policy", 1, kind=Kind.CRITERIA),  # the tray is not the packet
        filed(section, "Chart", 2, kind=Kind.PROVIDER_NOTE),
    )
    assert {kind.id for kind in paper_kinds() if why_now(kind, case)} == {"claim-file-request"}


@pytest.mark.parametrize(
    ("paper", "steps"),
    [
        ("expedited-certification", [edits.set_situation("is_urgent", True)]),
        ("peer-to-peer", [edits.set_situation("timing", "before")]),
        (
            "representative",
            [edits.set_detail("sender_name", "Bo"), edits.set_detail("sender_role", "Son")],
        ),
        (
            "external-review-request",
            [
                edits.set_situation("coverage", "individual"),
                edits.set_situation("level", "external"),
            ],
        ),
    ],
)
def test_a_paper_is_pointed_at_when_its_time_has_come(paper: str, steps) -> None:
    kind = paper_kind(paper)
    assert why_now(kind, case_of()) == ""
    assert why_now(kind, after(case_of(), *steps)) != ""


def test_pages_that_were_parted_find_each_other() -> None:
    assert foot("A form", case_of()) == "A form \u00b7 Ana Díaz"
    assert foot("A form", new_case()) == "A form"


def with_tables():
    """A case with two reasons that have filled tables, and a chart in the packet."""
    case = after(
        case_of(),
        edits.add_reason("Not enough tried", "Six weeks.", kind="conservative_care"),
        edits.add_reason("No change", "No effect.", kind="no_management_change"),
        filed(3, "Chart", 3),
        filed(None, "Notes", 1),
    )
    first, second = case.reasons
    chart = case.sections[2].documents[0]
    page = Citation(chart.id, chart.pages[1].id)
    rows = (
        TableRow(("PT | home", "2026-03-05", "2026-04-30", "12 visits", "", "*no* help"), (page,)),
        TableRow(("Brace", "spring"), (Citation(case.tray[0].id),)),
        TableRow(()),
    )
    return after(
        case,
        edits.set_reason_table(first.id, "prior-treatments", rows),
        edits.set_reason_table(
            second.id, "result-plan", (TableRow(("A pressed nerve", "Operate")),)
        ),
        edits.set_reason_table(
            second.id,
            "missing-items",
            (TableRow(("An exam", "It was done")), TableRow(("A test",))),
        ),
    )


def test_the_tables_of_the_reasons_stand_in_the_papers() -> None:
    case = with_tables()
    chart = case.sections[2].documents[0]
    letter = draft(paper_kind("necessity-letter"), case).text
    heads = "| Treatment | From | To | How much | Given by | What came of it | Shown on |"
    first = (
        f"| PT \\| home | 3/5/2026 | 4/30/2026 | 12 visits |  | \\*no\\* help "
        f"| [cite:{chart.id}/{chart.pages[1].id}] |"
    )
    # What lies in the tray is not in the packet, so nothing points at it.
    assert f"{heads}\n|{'---|' * 7}\n{first}\n| Brace | spring |  |  |  |  |  |\n" in letter
    assert "Together: 8 weeks" in letter
    assert "What was tried |" not in letter
    sheet = draft(paper_kind("peer-to-peer"), case).text
    assert "| An exam | It was done |" in sheet
    assert "| A pressed nerve | Operate |" in sheet


def test_without_tables_there_is_room_to_write() -> None:
    sheet = draft(paper_kind("peer-to-peer"), case_of()).text
    assert sheet.count("| | | | |") == 4
    assert sheet.count("\n| | |\n") >= 2
    assert "What the result will change:\n\n---\n" in sheet


def test_the_doctor_is_told_what_answers_each_reason_but_not_how_to_mend_a_bill() -> None:
    case = with_tables()
    letter = draft(paper_kind("necessity-letter"), case).text
    assert "What helps to answer reason 1:\n\n- List each treatment" in letter
    assert "What helps to answer reason 2:" in letter
    case = after(case_of(), edits.add_reason("Twice", "", kind="duplicate"))
    assert "What helps" not in draft(paper_kind("necessity-letter"), case).text
