"""A small whole case with foreign links, a wide page and a citation, for what shows or prints it."""

from pathlib import Path

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker
from support.papers import text_pdf
from support.pdfs import named_links

INTRODUCTION, SUPPORTING = 1, 3  # ids of sections


def fill(session: Session, worker: Worker, folder: Path) -> None:
    """File two exhibits, the second with a wide page, and cite the second page of the first."""
    papers = [
        named_links(folder / "chart.pdf"),
        text_pdf(folder / "wide.pdf", ["a lying sheet"], size=(792, 612)),
    ]
    list(import_files(session, worker, papers, section=SUPPORTING))
    chart = session.case.section(SUPPORTING).documents[0]
    cite = cite_token(Citation(chart.id, chart.pages[1].id))
    session.apply(edits.set_section_text(INTRODUCTION, f"We appeal. See {cite}."))


def rows_of(packet, kind: str) -> list[int]:
    """The pages (0-based) of this kind."""
    return [row for row, page in enumerate(packet.pages) if page.kind == kind]


def is_up_to_date(view) -> bool:
    """Whether the packet as it stands is on the screen of a preview."""
    made = view.sheets.previewed
    return (
        made is not None
        and made is view.packets.shown
        and not view.packets.is_building
        and not view.packets.is_stale
    )
