from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case import edits
from appealdesk.case.values import Arrangement, Citation, Problem, new_case
from appealdesk.packet.numbering import exhibit_letter, pages_shown
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Delivery, PartLayout
from support.cases import after, small_case


def test_letters_run_on_after_z() -> None:
    assert [exhibit_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    assert len({exhibit_letter(n) for n in range(2000)}) == 2000


def test_there_is_no_letter_before_a() -> None:
    with pytest.raises(ValueError, match="-1"):
        exhibit_letter(-1)


def test_ranges_are_shown_from_one() -> None:
    assert pages_shown(4, 4) == "5"
    assert pages_shown(4, 8) == "5\u20139"


def story():
    case = small_case([(1, "letter", 2), (3, "chart", 4), (3, "lab", 1), (None, "stray", 3)])
    return after(
        case,
        edits.set_section_text(1, "We appeal."),
        edits.add_reason("Not needed", "words", "answer"),
        edits.add_reason("No therapy", "words", "answer"),
    )


def test_by_section_goes_text_then_exhibits() -> None:
    packet = plan(story(), {"contents": PartLayout(2)})
    assert packet.parts == (
        "cover", "contents", "section:1", "document:6", "section:3", "document:9", "document:14",
        "section:4",
    )  # fmt: skip
    assert [e.letter for e in packet.exhibits] == ["A", "B", "C"]
    assert packet.exhibits[0].first_page == 4
    assert packet.pages[-1].foot[2] == f"Page {len(packet.pages)} of {len(packet.pages)}"
    assert packet.pages[5].foot == (
        "Ana Díaz | Member ID W123 | Claim C-9", "Exhibit A, p. 2", "Page 6 of 13",
    )  # fmt: skip


def test_letter_first_sets_all_texts_before_all_exhibits() -> None:
    case = edits.set_layout(Arrangement.LETTER_FIRST).change(story())
    anchors = (("section:1", 0, 700.0), ("reason:20", 1, 500.0), ("reason:21", 2, 80.0))
    packet = plan(case, {"letter": PartLayout(3, anchors)})
    assert packet.parts[:3] == ("cover", "contents", "letter")
    assert all(part.startswith("document:") for part in packet.parts[3:])
    assert packet.anchors["reason:21"] == (4, 80.0)
    letter, exhibits = packet.bookmarks[2:]
    assert [b.title for b in letter.children][-1] == "Direct Response to Denial"
    assert len(exhibits.children) == 3


def test_trap_23_a_longer_contents_moves_every_number() -> None:
    case = story()
    short, long = plan(case, {}), plan(case, {"contents": PartLayout(3)})
    for before, now in zip(short.contents, long.contents, strict=True):
        assert (now.first_page, now.last_page) == (before.first_page + 2, before.last_page + 2)
    assert long.anchors["document:9"][0] == short.anchors["document:9"][0] + 2
    assert len(long.pages) == len(short.pages) + 2


def test_a_section_range_covers_its_exhibits_and_a_reason_its_pages() -> None:
    layout = PartLayout(3, (("reason:20", 0, 600.0), ("reason:21", 2, 700.0)))
    packet = plan(story(), {"section:4": layout})
    rows = {entry.title: (entry.first_page, entry.last_page) for entry in packet.contents}
    chart, lab = rows["chart"], rows["lab"]
    assert rows["Supporting Documentation"] == (chart[0] - 1, lab[1])
    first = packet.anchors["section:4"][0]
    assert rows["Not needed"] == (first, first + 2)
    assert rows["No therapy"] == (first + 2, first + 2)


def test_a_reason_ends_before_the_page_that_the_next_one_begins() -> None:
    layout = PartLayout(4, (("reason:20", 0, 600.0), ("reason:21", 2, 733.0)))
    packet = plan(story(), {"section:4": layout})
    rows = {entry.title: (entry.first_page, entry.last_page) for entry in packet.contents}
    first = packet.anchors["section:4"][0]
    assert rows["Not needed"] == (first, first + 1)
    assert rows["No therapy"] == (first + 2, first + 3)


def test_the_last_reason_of_a_letter_ends_where_the_next_section_begins() -> None:
    case = after(
        story(),
        edits.set_section_text(5, "We ask for it."),
        edits.set_layout(Arrangement.LETTER_FIRST),
    )
    anchors = (
        ("section:4", 1, 600.0),
        ("reason:20", 1, 500.0),
        ("reason:21", 2, 400.0),
        ("section:5", 3, 300.0),
    )
    packet = plan(case, {"letter": PartLayout(5, anchors)})
    rows = {entry.title: (entry.first_page, entry.last_page) for entry in packet.contents}
    assert rows["Letter of appeal"] == (2, 6)
    assert rows["No therapy"] == (4, 5)
    direct = next(b for b in packet.bookmarks[2].children if b.title.startswith("Direct"))
    assert [(b.title, b.page, b.top) for b in direct.children] == [
        ("Reason 1: Not needed", 3, 500.0),
        ("Reason 2: No therapy", 4, 400.0),
    ]


def test_trap_20_bookmarks_stand_in_packet_order_after_every_move() -> None:
    case = after(
        story(), edits.move_section(4, 1), edits.move_document(14, 3, 9), edits.move_reason(21, 20)
    )
    packet = plan(case, {})

    def flat(marks):
        return [found for mark in marks for found in (mark, *flat(mark.children))]

    marks = flat(packet.bookmarks)
    assert [m.page for m in marks] == sorted(m.page for m in marks)
    assert [m.title for m in marks] == [
        "Cover",
        "Contents",
        "Direct Response to Denial",
        "Reason 1: No therapy",
        "Reason 2: Not needed",
        "Introduction",
        "Exhibit A: letter",
        "Supporting Documentation",
        "Exhibit B: lab",
        "Exhibit C: chart",
    ]
    assert [m.document for m in marks if m.document] == [6, 14, 9]


def test_trap_32_documents_of_one_name_stay_apart() -> None:
    name = "scan #1 100% Ergebnis \u00fcber " + "x" * 230
    case = small_case([(3, name, 2), (3, name, 1), (3, name[:-1], 3)])
    packet = plan(case, {})
    assert [(e.letter, e.page_count) for e in packet.exhibits] == [("A", 2), ("B", 1), ("C", 3)]
    assert len(set(packet.parts)) == len(packet.parts)
    cites = [packet.pin_cite(Citation(d.id, d.pages[0].id)) for d in case.documents()]
    assert [c.words for c in cites] == ["Exhibit A, p. 1", "Exhibit B, p. 1", "Exhibit C, p. 1"]


def test_pages_keep_their_source_and_turn_in_the_chosen_order() -> None:
    case = small_case([(3, "chart", 4)])
    p = [page.id for page in case.sections[2].documents[0].pages]
    case = after(
        case,
        edits.include_pages(6, [p[0]], False),
        edits.rotate_pages(6, [p[3]], 90),
        edits.move_pages(6, [p[3]], p[0]),
    )
    shown = [(x.source_index, x.rotation, x.page) for x in plan(case, {}).pages if x.document]
    assert shown == [(3, 90, p[3]), (1, 0, p[1]), (2, 0, p[2])]


def test_the_foot_and_title_name_only_what_is_known() -> None:
    bare = plan(new_case(), {})
    assert (bare.title, bare.pages[0].foot) == ("Appeal", ("", "", "Page 1 of 2"))
    case = after(new_case(), edits.set_detail("claim_number", "C-9"))
    assert plan(case, {}).pages[0].foot[0] == "Claim C-9"
    whole = plan(story(), {})
    assert (whole.title, whole.language) == ("Appeal: Ana Díaz, claim C-9", "en-US")


def test_the_same_case_gives_the_same_plan() -> None:
    assert plan(story(), {}) == plan(story(), {})


def test_dividers_stand_before_each_exhibit_and_cites_skip_them() -> None:
    case = edits.set_layout(has_dividers=True).change(story())
    packet = plan(case, {})
    assert [p.kind for p in packet.pages].count("divider") == 3
    document = case.sections[2].documents[0]
    whole = packet.pin_cite(Citation(document.id))
    page = packet.pin_cite(Citation(document.id, document.pages[0].id))
    assert (whole.words, page.words) == ("Exhibit B", "Exhibit B, p. 1")
    assert page.page == whole.page + 1


def test_cites_follow_moves_and_break_when_their_page_goes() -> None:
    case = story()
    chart = case.sections[2].documents[0]
    cite = Citation(chart.id, chart.pages[3].id)
    assert plan(case, {}).pin_cite(cite).words == "Exhibit B, p. 4"
    moved = after(
        case,
        edits.move_document(chart.id, 1, case.sections[0].documents[0].id),
        edits.move_pages(chart.id, [chart.pages[3].id], chart.pages[0].id),
    )
    assert plan(moved, {}).pin_cite(cite).words == "Exhibit A, p. 1"
    for gone in (
        edits.include_pages(chart.id, [chart.pages[3].id], False),
        edits.move_document(chart.id, None),
        edits.remove_document(chart.id),
        edits.include_section(3, False),
    ):
        assert plan(gone.change(case), {}).pin_cite(cite) is None


def test_the_tray_refused_files_and_empty_sections_stay_out() -> None:
    case = story()
    refused = replace(
        case.sections[2].documents[0], problem=Problem("damaged", "Broken.", ""), pages=()
    )
    section = replace(case.sections[2], documents=(refused,))
    case = replace(case, sections=(*case.sections[:2], section, *case.sections[3:]))
    packet = plan(case, {})
    assert [e.title for e in packet.exhibits] == ["letter"]
    assert "section:2" not in packet.parts
    assert "section:3" not in packet.parts


def test_a_fax_has_its_own_cover() -> None:
    assert plan(story(), {}, Delivery.FAX).parts[0] == "fax-cover"


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 6)), max_size=8),
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from(list(Arrangement)),
)
def test_every_anchor_bookmark_and_entry_lies_inside_the_packet(
    documents: list[tuple[int, int]], contents: int, dividers: bool, arrangement: Arrangement
) -> None:
    case = small_case([(section, "paper", pages) for section, pages in documents])
    case = edits.set_layout(arrangement, dividers).change(case)
    packet = plan(case, {"contents": PartLayout(contents)})
    total = len(packet.pages)
    assert all(0 <= page < total for page, _ in packet.anchors.values())
    assert all(0 <= e.first_page <= e.last_page < total for e in packet.contents)
    shown = sum(e.page_count for e in packet.exhibits)
    assert shown == sum(pages for _, pages in documents)
    for exhibit in packet.exhibits:
        for number in range(exhibit.page_count):
            page = packet.pages[exhibit.first_page + number]
            assert page.document == exhibit.document
            assert page.foot[1] == f"Exhibit {exhibit.letter}, p. {number + 1}"
