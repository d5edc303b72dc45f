import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case import edits
from appealdesk.case.edits import EditRefused
from appealdesk.case.values import Citation, new_case
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
    [  # ids are the places in this list
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
