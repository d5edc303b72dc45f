"""Marks of the list: what the checks found, at the rows where it is to be mended."""

from appealdesk.case import edits
from appealdesk.ui.packet_tree.model import ROW
from appealdesk.ui.spot import Spot, SpotKind
from support.cases import filed


def test_an_offer_of_the_check_is_no_fault_of_the_paper(qtbot, bench, images, kit):
    from appealdesk.ui.packet_tree.pane import PacketPane

    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.Edit("Fill", lambda case: filed(3, "Notes", 2).change(case)))
    place = next(p for c in bench.checks for p in c.where if p.key == "kind")
    pane = PacketPane(bench, images, kit)
    qtbot.addWidget(pane)
    index = pane.model.index_of(Spot(SpotKind.DOCUMENT, place.id))
    row = index.data(ROW)
    assert place.words not in "\n".join(mark.sentence for mark in row.marks)
