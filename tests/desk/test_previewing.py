"""The packet to look at is the packet that would be sent."""

import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation
from appealdesk.desk import previewing
from appealdesk.desk.exporting import ExportStopped, export
from appealdesk.desk.importing import import_files
from appealdesk.desk.previewing import PreviewFailed, forget, links, preview
from appealdesk.packet.values import Delivery
from appealdesk.worker.client import Worker, WorkerProblem
from support.papers import text_pdf


@pytest.fixture(scope="module")
def eyes():
    with Worker() as warm:
        yield warm


@pytest.fixture
def ready(session, worker, tmp_path):
    """A case with one exhibit that the introduction points at, and nothing open."""
    paper = text_pdf(tmp_path / "chart.pdf", [f"chart sheet {n}" for n in range(1, 4)])
    list(import_files(session, worker, [paper], section=session.case.sections[2].id))
    chart = session.case.sections[2].documents[0]
    cite = Citation(chart.id, chart.pages[1].id)
    session.apply(
        edits.set_section_text(session.case.sections[0].id, f"We appeal. See {cite_token(cite)}.")
    )
    return session


def test_what_is_shown_is_what_is_sent(ready, worker, eyes, tmp_path):
    steps = []
    seen = preview(ready, worker, eyes, on_progress=lambda step, _d, _t: steps.append(step))
    sent = export(ready, worker, tmp_path / "packet.pdf")
    assert (eyes.folder / seen.name).read_bytes() == sent.path.read_bytes()
    assert seen.packet == sent.packet
    assert seen.sizes == ((612.0, 792.0),) * sent.pages
    assert seen.warnings == ()
    assert "Setting the texts" in steps
    forget(eyes, seen.name)
    assert not (eyes.folder / seen.name).exists()


def test_links_lead_where_the_file_says(ready, worker, eyes):
    seen = preview(ready, worker, eyes)
    first = seen.packet.exhibits[0].first_page
    intro = next(i for i, page in enumerate(seen.packet.pages) if page.kind == "section")
    assert {link.page for link in links(eyes, seen, 0) if link.on == intro} == {first + 1}


def test_a_wide_page_is_told_as_wide(session, worker, eyes, tmp_path):
    paper = text_pdf(tmp_path / "wide.pdf", ["a wide sheet"], size=(792, 612))
    list(import_files(session, worker, [paper], section=session.case.sections[2].id))
    seen = preview(session, worker, eyes)
    assert seen.sizes[-1] == (792.0, 612.0)
    assert seen.sizes[0] == (612.0, 792.0)


def test_what_stops_an_export_is_told_beside_the_pages(ready, worker, eyes, tmp_path):
    chart = ready.case.sections[2].documents[0]
    ready.apply(edits.include_pages(chart.id, (chart.pages[1].id,), False))
    ready.apply(edits.set_section_text(ready.case.sections[4].id, "\U000131cb [Your name]"))
    with pytest.raises(ExportStopped):
        export(ready, worker, tmp_path / "packet.pdf")
    seen = preview(ready, worker, eyes)
    told = "\n".join(seen.warnings)
    assert "[Your name]" in told
    assert "\U000131cb" in told
    assert "Introduction" in told
    assert len(PdfReader(eyes.folder / seen.name).pages) == len(seen.packet.pages)


def test_an_empty_case_has_its_cover(session, worker, eyes):
    seen = preview(session, worker, eyes)
    assert seen.packet.pages[0].kind == "cover"
    assert len(seen.sizes) == len(seen.packet.pages)


def test_a_fax_is_shown_in_black_and_white(ready, worker, eyes):
    seen = preview(ready, worker, eyes, delivery=Delivery.FAX)
    assert seen.packet.pages[0].kind == "fax-cover"
    page = PdfReader(eyes.folder / seen.name).pages[0]
    assert [image["/BitsPerComponent"] for image in page["/Resources"]["/XObject"].values()] == [1]
    assert not list(worker.folder.glob("*.tif"))


def test_exhibits_that_are_gone_leave_the_disk(ready, worker, eyes):
    preview(ready, worker, eyes)
    assert len(list(worker.folder.glob("exhibit-*"))) == 1
    ready.apply(edits.remove_document(ready.case.sections[2].documents[0].id))
    preview(ready, worker, eyes)
    assert not list(worker.folder.glob("exhibit-*"))
    assert not list(worker.folder.glob("packet-preview*"))


@pytest.mark.parametrize("at", ["Setting", "Fetching", "assemble"])
def test_a_cancel_leaves_nothing(ready, worker, eyes, at):
    before = set(eyes.folder.iterdir())
    cancel = threading.Event()

    def stop(step, _done, _total):
        if at in step:
            cancel.set()

    with pytest.raises((WorkerProblem, PreviewFailed), match="Stopped"):
        preview(ready, worker, eyes, on_progress=stop, cancel=cancel)
    assert cancel.is_set()
    assert set(eyes.folder.iterdir()) == before
    assert not list(worker.folder.glob("packet-preview*"))


def test_another_disk_gets_a_copy_and_a_full_one_is_told(ready, worker, eyes, monkeypatch):
    def other_disk(_self, _target):
        raise OSError(18, "Invalid cross-device link")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", other_disk)
        seen = preview(ready, worker, eyes)
    assert (eyes.folder / seen.name).stat().st_nlink == 1

    def full(_source, _target):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", other_disk)
        patch.setattr(previewing.shutil, "copyfile", full)
        with pytest.raises(PreviewFailed, match="No space left"):
            preview(ready, worker, eyes)
    assert {p.name for p in eyes.folder.glob("packet-*")} >= {seen.name}
