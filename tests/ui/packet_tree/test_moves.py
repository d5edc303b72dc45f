"""Moves as edits: by steps, to places, several at once."""

from appealdesk.case import edits
from appealdesk.ui.packet_tree.moves import Chosen, Place, one_step, to_place
from appealdesk.ui.spot import SpotKind
from support.cases import after, small_case

CASE = after(
    small_case([(None, "T", 1), (1, "A", 1), (1, "B", 1), (1, "C", 1), (3, "D", 1)]),
    *(edits.add_reason(name) for name in "xyz"),
)


def papers(names):
    return Chosen(SpotKind.DOCUMENT, tuple(d.id for d in CASE.documents() if d.title in names))


def order(case):
    """All papers, list by list: the tray, then the sections."""
    lists = [case.tray, *(s.documents for s in case.sections)]
    return "|".join("".join(d.title for d in one) for one in lists)


def stepped(names, *, is_up):
    edit = one_step(CASE, papers(names), is_up=is_up)
    return None if edit is None else order(edit.change(CASE))


def test_papers_go_step_by_step_and_cross_into_the_neighbour():
    assert order(CASE) == "T|ABC||D||"
    assert stepped("B", is_up=True) == "T|BAC||D||"
    assert stepped("B", is_up=False) == "T|ACB||D||"
    assert stepped("A", is_up=True) == "TA|BC||D||"
    assert stepped("C", is_up=False) == "T|AB|C|D||"
    assert stepped("D", is_up=True) == "T|ABC|D|||"
    assert stepped("T", is_up=True) is None
    assert stepped("T", is_up=False) == "|TABC||D||"


def test_several_papers_go_together_and_keep_their_order():
    assert stepped("BC", is_up=True) == "T|BCA||D||"
    assert stepped("AC", is_up=False) == "T|B|AC|D||"
    assert stepped("AB", is_up=False) == "T|CAB||D||"


def test_the_last_section_is_the_end_of_the_road():
    case = small_case([(5, "A", 1)])
    chosen = Chosen(SpotKind.DOCUMENT, (next(case.documents()).id,))
    assert one_step(case, chosen, is_up=False) is None


def test_sections_and_reasons_go_among_themselves():
    first, second, third = (r.id for r in CASE.reasons)

    def names(ids, *, is_up):
        edit = one_step(CASE, Chosen(SpotKind.REASON, ids), is_up=is_up)
        return None if edit is None else "".join(r.title for r in edit.change(CASE).reasons)

    assert names((second,), is_up=True) == "yxz"
    assert names((first, second), is_up=False) == "zxy"
    assert names((third,), is_up=False) is None
    edit = one_step(CASE, Chosen(SpotKind.SECTION, (1, 2)), is_up=False)
    assert edit.label == "Move sections"
    assert [s.id for s in edit.change(CASE).sections] == [3, 1, 2, 4, 5]


def test_a_place_among_themselves_is_no_edit():
    first, second, third = (r.id for r in CASE.reasons)
    assert to_place(CASE, Chosen(SpotKind.REASON, (first, second)), Place(before=second)) is None
    assert to_place(CASE, Chosen(SpotKind.REASON, (first,)), Place(before=second)) is None
    assert to_place(CASE, papers("AB"), Place(1, papers("C").ids[0])) is None
    moved = to_place(CASE, Chosen(SpotKind.REASON, (first, third)), Place(before=first))
    assert [r.title for r in moved.change(CASE).reasons] == ["x", "z", "y"]


def test_the_packet_itself_does_not_move():
    assert to_place(CASE, Chosen(SpotKind.PACKET, (0,)), Place()) is None
    assert one_step(CASE, Chosen(SpotKind.TRAY, (0,)), is_up=True) is None
