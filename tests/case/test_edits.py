import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case import edits
from appealdesk.case.edits import EditRefused
from appealdesk.case.values import Arrangement, Case, Citation, Kind, Problem, Route, new_case
from support.cases import after, filed, small_case


def titles(case, section: int) -> list[str]:
    return [d.title for d in case.sections[section].documents]


def test_unchanged_parts_are_shared() -> None:
    case = small_case([(1, "a", 2), (3, "b", 2)])
    changed = edits.set_section_text(2, "words").change(case)
    assert changed.sections[0] is case.sections[0]
    assert changed.sections[2] is case.sections[2]
    assert changed.tray is case.tray
    moved = edits.rotate_pages(6, [7], 90).change(case)
    assert moved.tray is case.tray
    assert moved.reasons is case.reasons
    assert moved.sections[2] is case.sections[2]
    assert moved.sections[0].documents[0].pages[1] is case.sections[0].documents[0].pages[1]


def test_an_edit_that_changes_nothing_gives_the_same_case() -> None:
    case = small_case([(1, "a", 2)])
    document = case.sections[0].documents[0]
    for same in (
        edits.set_detail("member_id", "W123"),
        edits.set_section_text(1, ""),
        edits.include_section(1, True),
        edits.set_layout(),
        edits.rename_document(document.id, "a"),
        edits.move_document(document.id, 1, document.id),
        edits.move_section(5, None),
        edits.include_pages(document.id, [document.pages[0].id], True),
        edits.rotate_pages(document.id, [document.pages[0].id], 360),
    ):
        assert same.change(case) is case


def test_documents_move_within_and_across_sections_and_the_tray() -> None:
    case = small_case([(1, "a", 1), (1, "b", 1), (None, "c", 1)])
    a, b = case.sections[0].documents
    c = case.tray[0]
    case = after(case, edits.move_document(c.id, 1, a.id), edits.move_document(a.id, 1))
    assert titles(case, 0) == ["c", "b", "a"]
    case = after(case, edits.move_document(b.id, 3), edits.move_document(a.id, None))
    assert titles(case, 0) == ["c"]
    assert titles(case, 2) == ["b"]
    assert [d.title for d in case.tray] == ["a"]


def test_removing_a_section_keeps_its_documents() -> None:
    case = after(small_case([(3, "a", 1)]), edits.remove_section(3))
    assert [d.title for d in case.tray] == ["a"]
    assert len(case.sections) == 4


def test_pages_are_chosen_turned_and_moved() -> None:
    case = small_case([(1, "a", 4)])
    document = case.sections[0].documents[0]
    p = [page.id for page in document.pages]
    case = after(
        case,
        edits.include_pages(document.id, [p[1]], False),
        edits.rotate_pages(document.id, [p[0]], -90),
        edits.move_pages(document.id, [p[3], p[2]], p[0]),
    )
    pages = case.sections[0].documents[0].included_pages
    assert [page.index for page in pages] == [2, 3, 0]
    assert pages[2].rotation == 270


def test_a_citation_follows_every_move_and_breaks_with_its_page() -> None:
    case = after(small_case([(3, "a", 2), (3, "b", 2)]), edits.add_reason("Why"))
    b = case.sections[2].documents[1]
    cite = Citation(b.id, b.pages[1].id)
    reason = case.reasons[0].id
    case = after(case, edits.cite(reason, cite), edits.cite(reason, cite))
    assert case.reasons[0].evidence == (cite,)
    case = after(case, edits.move_document(b.id, 1), edits.remove_document(b.id))
    assert case.reasons[0].evidence == (cite,)
    assert after(case, edits.uncite(reason, cite)).reasons[0].evidence == ()


@pytest.mark.parametrize(
    "edit",
    [  # document 6 has page 7; reason 8
        edits.set_detail("shoe_size", "9"),
        edits.rename_section(99, "x"),
        edits.rename_section(1, " \n "),
        edits.add_section(""),
        edits.set_section_text(99, "x"),
        edits.move_section(1, 99),
        edits.move_document(99, 1),
        edits.remove_document(99),
        edits.rotate_pages(6, [7], 45),
        edits.include_pages(6, [99], True),
        edits.move_pages(6, [7], 7),
        edits.move_pages(6, [7], 99),
        edits.move_document(6, 3, 6),
        edits.move_document(6, 99),
        edits.rename_document(6, "\t"),
        edits.set_document_kind(99, Kind.PHOTO),
        edits.replace_import(99, clean="", route=Route.REFUSED),
        edits.move_reason(99, None),
        edits.move_reason(8, 99),
        edits.include_section(99, False),
        edits.remove_section(99),
        edits.set_reason(8, title=""),
        edits.add_reason("  "),
        edits.set_reason(99, title="x"),
        edits.remove_reason(99),
        edits.cite(99, Citation(6)),
        edits.cite(8, Citation(6, 99)),
        edits.cite(8, Citation(55)),
        edits.uncite(8, Citation(6)),
        filed(99, "x", 1),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_in_a_sentence(edit: edits.Edit) -> None:
    case = after(small_case([(1, "a", 1)]), edits.add_reason("Why"))
    with pytest.raises(EditRefused) as refused:
        edit.change(case)
    assert refused.value.sentence.endswith(".")
    assert refused.value.hint.endswith(".")


@given(st.text())
def test_text_is_kept_clean(text: str) -> None:
    body = edits.set_section_text(1, text).change(new_case()).sections[0].body
    assert edits.set_section_text(1, body).change(new_case()).sections[0].body == body
    assert all(c in "\t\n" or ord(c) > 31 for c in body)
    title = edits.rename_section(1, "x" + text).change(new_case()).sections[0].title
    assert "\n" not in title


def test_decomposed_accents_are_composed() -> None:
    case = edits.set_section_text(1, "Nguye\u0302\u0303n\r\nline").change(new_case())
    assert case.sections[0].body == "Nguy\u1ec5n\nline"


def test_sections_are_added_renamed_moved_and_switched_off() -> None:
    case = after(
        new_case(),
        edits.add_section(" Time\nline ", before=3),
        edits.rename_section(5, "Close"),
        edits.move_section(5, 1),
        edits.include_section(2, False),
    )
    assert [s.title for s in case.sections][:1] == ["Close"]
    assert [s.id for s in case.sections] == [5, 1, 2, 6, 3, 4]
    added = case.section(6)
    assert (added.title, added.key) == ("Time line", "section-6")
    assert [s.id for s in case.sections if not s.is_included] == [2]


def test_reasons_are_changed_one_field_at_a_time_and_moved() -> None:
    case = after(
        new_case(), edits.add_reason("One", "words", "answer"), edits.add_reason("Two", before=6)
    )
    case = after(case, edits.set_reason(6, response="better"), edits.set_reason(6, title="First"))
    assert [r.id for r in case.reasons] == [7, 6]
    first = case.reason(6)
    assert (first.title, first.insurer_words, first.response) == ("First", "words", "better")
    case = after(case, edits.move_reason(6, 7), edits.remove_reason(7))
    assert [r.id for r in case.reasons] == [6]


def test_details_are_set_on_one_line_but_addresses_keep_theirs() -> None:
    case = after(
        new_case(),
        edits.set_detail("patient_name", "  Ana\n Di\u0301az "),
        edits.set_detail("insurer_address", "PO Box 1\r\nTown\n"),
    )
    assert case.details.patient_name == "Ana D\u00edaz"
    assert case.details.insurer_address == "PO Box 1\nTown"
    assert edits.set_detail("patient_name", "x").label == "Change \u201cPatient's name\u201d"


def test_a_locked_file_is_read_again_after_its_password() -> None:
    problem = Problem("locked", "It is locked.", "Give the password.")
    locked = edits.add_document(
        3, title="", file_name="lab.pdf", source="c" * 64, route=Route.REFUSED, problem=problem
    )
    case = locked.change(new_case())
    assert case.document(6).title == "lab.pdf"
    again = edits.replace_import(6, clean="d" * 64, route=Route.DIRECT, page_count=2)
    case = again.change(case)
    document = case.document(6)
    assert (document.problem, document.clean, document.source) == (None, "d" * 64, "c" * 64)
    assert [p.id for p in document.pages] == [7, 8]
    assert case.next_id == 9
    case = edits.rotate_pages(6, [8], 90).change(case)
    kept = edits.replace_import(6, clean="e" * 64, route=Route.REPAIRED, page_count=2).change(case)
    assert kept.document(6).pages is case.document(6).pages
    assert kept.next_id == 9


@pytest.mark.parametrize(
    "make",
    [
        lambda: filed(3, "x", -1),
        lambda: edits.replace_import(6, clean="", route=Route.DIRECT, page_count=-1),
    ],
    ids=["added", "read again"],
)
def test_there_are_no_documents_of_less_than_no_pages(make) -> None:
    with pytest.raises(ValueError, match="-1"):
        make()


def test_trap_32_any_file_name_can_be_kept() -> None:
    name = b"sc\xff#1 100%\n.pdf".decode("utf-8", "surrogateescape")
    edit = edits.add_document(None, title=name, file_name=name, source="c" * 64)
    document = edit.change(new_case()).tray[0]
    assert document.file_name == "sc#1 100% .pdf"
    assert document.title.encode("utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_the_plain_one(end: str) -> None:
    case = edits.set_section_text(1, f"one{end}two").change(new_case())
    assert case.sections[0].body == "one\ntwo"


NUMBERS = st.integers(1, 30)
MAYBE = st.none() | NUMBERS
PAGES = st.lists(NUMBERS, max_size=3)
ANY_EDIT = st.one_of(
    st.builds(filed, MAYBE, st.sampled_from(["a", "b"]), st.integers(0, 3), before=MAYBE),
    st.builds(edits.move_document, NUMBERS, MAYBE, MAYBE),
    st.builds(edits.remove_document, NUMBERS),
    st.builds(edits.include_pages, NUMBERS, PAGES, st.booleans()),
    st.builds(edits.rotate_pages, NUMBERS, PAGES, st.sampled_from([-90, 90, 180])),
    st.builds(edits.move_pages, NUMBERS, PAGES, MAYBE),
    st.builds(
        edits.replace_import,
        NUMBERS,
        clean=st.just("d" * 64),
        route=st.sampled_from(Route),
        page_count=st.integers(0, 3),
    ),
    st.builds(edits.add_section, st.text(max_size=3), MAYBE),
    st.builds(edits.remove_section, NUMBERS),
    st.builds(edits.move_section, NUMBERS, MAYBE),
    st.builds(edits.add_reason, st.text(max_size=3), before=MAYBE),
    st.builds(edits.move_reason, NUMBERS, MAYBE),
    st.builds(edits.cite, NUMBERS, st.builds(Citation, NUMBERS, MAYBE)),
    st.builds(edits.set_layout, st.sampled_from(Arrangement), st.booleans()),
)


def all_ids(case: Case) -> list[int]:
    documents = list(case.documents())
    pages = [p.id for d in documents for p in d.pages]
    parts = [part.id for part in (*case.sections, *case.reasons, *documents)]
    return parts + pages


@given(st.lists(ANY_EDIT, max_size=25))
def test_ids_stay_unique_and_below_the_next_whatever_is_done(steps: list[edits.Edit]) -> None:
    case = small_case([(1, "a", 2), (3, "b", 3)])
    for step in steps:
        before = repr(case)
        old = case
        try:
            case = step.change(old)
        except EditRefused:
            case = old
        assert repr(old) == before
        ids = all_ids(case)
        assert len(set(ids)) == len(ids)
        assert max(ids) < case.next_id
        assert case.next_id >= old.next_id
