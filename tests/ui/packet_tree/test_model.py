"""The tree's model: what the rows say, and that it follows a case row by row."""

from random import Random

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from appealdesk.audit.checks import check
from appealdesk.case import edits
from appealdesk.case.document_edits import move_documents
from appealdesk.case.values import Arrangement, Problem, Route, new_case
from appealdesk.packet.plan import plan
from appealdesk.ui.packet_tree.model import PacketModel
from appealdesk.ui.packet_tree.order import staying
from appealdesk.ui.packet_tree.rows import tree_of
from appealdesk.ui.spot import PACKET, TRAY, Spot, SpotKind
from support.cases import DETAILS, after, filed, small_case

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def parts(case):
    packet = plan(case, {})
    return case, packet, check(case, packet)


def model_of(case):
    return PacketModel(*parts(case))


def document(case, title):
    return Spot(SpotKind.DOCUMENT, next(d.id for d in case.documents() if d.title == title))


def shown(model):
    """The tree as text: titles, what is below indented."""
    lines = []
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        lines.append(top.data())
        lines.extend(f"  {model.index(n, 0, top).data()}" for n in range(model.rowCount(top)))
    return lines


def spots(model):
    """The tree as the case would have it."""
    found = []
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        below = tuple(model.spot_of(model.index(n, 0, top)) for n in range(model.rowCount(top)))
        found.append((model.spot_of(top), below))
    return tuple(found)


def said(model, spot):
    return model.index_of(spot).data(SPOKEN)


@pytest.fixture
def full():
    case = small_case([(1, "Denial", 2), (2, "Letter", 1), (3, "Chart", 4), (None, "Later", 1)])
    return after(case, edits.add_reason("Not needed"), edits.add_reason("Too new"))


def test_rows_stand_in_packet_order_with_the_tray_on_top(full, qapp):
    assert shown(model_of(full)) == [
        "The whole packet",
        "To file",
        "  Later",
        "Introduction",
        "  Denial",
        "Clinical Justification",
        "  Letter",
        "Supporting Documentation",
        "  Chart",
        "Direct Response to Denial",
        "  Not needed",
        "  Too new",
        "Conclusion",
    ]


def test_reasons_stand_before_the_papers_of_their_section(full, qapp):
    direct = next(s.id for s in full.sections if s.key == "direct-response")
    model = model_of(after(full, filed(direct, "Policy", 1)))
    assert shown(model)[-5:] == [
        "Direct Response to Denial", "  Not needed", "  Too new", "  Policy", "Conclusion",
    ]  # fmt: skip


def test_reasons_without_their_section_stay_in_sight_and_say_why(full, qapp):
    direct = next(s.id for s in full.sections if s.key == "direct-response")
    case = after(full, edits.remove_section(direct))
    model = model_of(case)
    assert shown(model)[-3:] == ["Conclusion", "Not needed", "Too new"]
    words = said(model, Spot(SpotKind.REASON, case.reasons[0].id))
    assert "not in the packet" in words
    assert "section that prints the reasons was removed" in words


def test_each_row_is_read_aloud_in_words(full, qapp):
    model = model_of(full)
    assert said(model, PACKET) == "The whole packet, 13 pages, 3 exhibits"
    assert said(model, TRAY) == "To file, 1 paper is waiting for a place"
    assert said(model, document(full, "Chart")) == (
        "Exhibit C, Chart, pages 9 to 12, needs a look: "
        "Chart: did the insurer have it? Nothing in your appeal points at this paper yet."
    )
    assert said(model, document(full, "Later")) == "Paper, Later, 1 page"
    reason = Spot(SpotKind.REASON, full.reasons[1].id)
    assert said(model, reason).startswith("Denial reason, Too new, Reason 2, something is missing:")
    assert "Your response is missing." in said(model, reason)
    empty = Spot(SpotKind.SECTION, full.sections[4].id)
    assert said(model, empty) == (
        "Section, Conclusion, Empty, something is missing: Nothing is in this section yet."
    )


def test_a_refused_paper_says_why_and_what_to_do(qapp):
    case = small_case()
    refused = edits.add_document(
        1, title="Scan", file_name="scan.pdf", source="a" * 64, route=Route.REFUSED,
        problem=Problem("locked", "It is locked.", "Type its password."),
    )  # fmt: skip
    case = after(case, refused)
    words = said(model_of(case), document(case, "Scan"))
    assert words == (
        "Paper, Scan, Could not be read, it cannot be sent: It is locked. Type its password."
    )


def test_the_tool_tip_shows_the_whole_title_as_it_is(full, qapp):
    chart = document(full, "Chart")
    model = model_of(after(full, edits.rename_document(chart.id, "<b>A & B</b>")))
    tip = model.index_of(chart).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<p>&lt;b&gt;A &amp; B&lt;/b&gt;</p>")
    assert "Nothing in your appeal points at this paper yet." in tip


def test_what_is_left_out_or_switched_off_says_so(full, qapp):
    chart = document(full, "Chart")
    pages = [p.id for p in full.document(chart.id).pages]
    case = after(full, edits.include_pages(chart.id, pages, is_included=False))
    assert "All pages are left out" in said(model_of(case), chart)
    case = after(full, edits.include_section(3, is_included=False))
    assert "Its section is switched off" in said(model_of(case), chart)
    assert "Switched off" in said(model_of(case), Spot(SpotKind.SECTION, 3))


def test_in_a_letter_of_all_texts_sections_say_where_they_begin(full, qapp):
    case = after(full, edits.set_layout(Arrangement.LETTER_FIRST))
    assert "Letter, page 3" in said(model_of(case), Spot(SpotKind.SECTION, 1))


def test_one_paper_that_comes_in_is_one_row_that_comes(full, qtbot):
    model = model_of(full)
    case = after(full, filed(3, "More", 1))
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.rowsInserted) as heard, qtbot.assertNotEmitted(model.rowsMoved):
        model.patch(*parts(case))
    above, first, last = heard.args
    assert (above.data(), first, last) == ("Supporting Documentation", 1, 1)
    assert resets == []


def test_rows_that_say_the_same_are_not_told_again(full, qapp):
    model = model_of(full)
    told = []
    model.dataChanged.connect(lambda a, b: told.append((a.data(), b.data())))
    case = after(full, edits.rename_document(document(full, "Later").id, "Much later"))
    model.patch(*parts(case))
    assert told == [("Much later", "Much later")]


def test_one_paper_moved_through_many_is_one_move(qapp):
    case = small_case([(3, f"P{n}", 1) for n in range(40)])
    model = model_of(case)
    first = document(case, "P0")
    kept = QPersistentModelIndex(model.index_of(first))
    moves = []
    model.rowsMoved.connect(lambda *args: moves.append(args))
    model.patch(*parts(after(case, edits.move_document(first.id, 3))))
    assert len(moves) == 1
    assert kept.row() == 39
    model.patch(*parts(after(case, move_documents([first.id], 2))))
    assert (len(moves), kept.parent().data()) == (2, "Clinical Justification")


def test_papers_of_a_removed_section_are_the_same_rows_in_the_tray(full, qapp):
    model = model_of(full)
    kept = QPersistentModelIndex(model.index_of(document(full, "Chart")))
    model.patch(*parts(after(full, edits.remove_section(3))))
    assert kept.parent().data() == "To file"
    model.patch(*parts(full))
    assert kept.parent().data() == "Supporting Documentation"


def test_the_longest_run_stays():
    assert staying("abcde", "bcdea") == set("bcde")
    assert staying("xabc", "cab") == set("ab")
    assert staying("", "ab") == set()


def some_edit(random, case):  # noqa: PLR0911
    """Any edit that a person may make, on any part."""
    papers = [d.id for d in case.documents()]
    places = [None, *(s.id for s in case.sections)]
    place = random.choice(places)
    siblings = case.tray if place is None else case.section(place).documents
    before = random.choice([None, *(d.id for d in siblings)])
    match random.randrange(12):
        case 0 | 1 | 2:
            return filed(place, f"P{case.next_id}", random.randrange(1, 4), before=before)
        case 3 | 4 if papers:
            some = random.sample(papers, random.randrange(1, len(papers) + 1))
            return move_documents(some, place, before)
        case 5 if papers:
            return edits.remove_document(random.choice(papers))
        case 6:
            ids = [None, *(s.id for s in case.sections)]
            return edits.add_section(f"S{case.next_id}", random.choice(ids))
        case 7 if len(places) > 2:
            ids = [s.id for s in case.sections]
            return edits.move_section(random.choice(ids), random.choice([None, *ids]))
        case 8 if len(places) > 1:
            return edits.remove_section(random.choice(places[1:]))
        case 9 if case.reasons:
            ids = [r.id for r in case.reasons]
            return edits.move_reason(random.choice(ids), random.choice([None, *ids]))
        case 10 if case.reasons:
            return edits.remove_reason(random.choice(case.reasons).id)
        case _:
            return edits.add_reason(f"R{case.next_id}")


@pytest.mark.parametrize("seed", range(6))
def test_it_follows_any_edits_and_undos(qtmodeltester, seed):
    """Qt's own tester watches every signal; afterwards the rows are those of the case."""
    random = Random(seed)  # noqa: S311
    case = small_case([(random.choice([None, 1, 2, 4]), f"P{n}", 1) for n in range(6)])
    model = model_of(case)
    model.modelReset.connect(lambda: pytest.fail("started anew"))
    qtmodeltester.check(model)
    history = [case]
    for _ in range(60):
        if random.random() < 0.25:  # several steps back, as the history window does
            del history[max(1, len(history) - random.randrange(1, 6)) :]
        else:
            edit = some_edit(random, history[-1])
            history.append(edit.change(history[-1]))
        model.patch(*parts(history[-1]))
        assert spots(model) == tree_of(history[-1])
    fresh = model_of(history[-1])
    for spot in fresh.spots():
        assert said(model, spot) == said(fresh, spot)
    model.patch(*parts(new_case(DETAILS)))
    assert spots(model) == tree_of(new_case())
