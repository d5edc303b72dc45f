import errno
import hashlib
import subprocess
import threading
from pathlib import Path

import pytest

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Arrangement, Citation, Layout
from appealdesk.desk import exporting
from appealdesk.desk.exporting import ExportFailed, ExportStopped, export, verify_packet
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from appealdesk.packet.values import Delivery
from appealdesk.worker.client import Worker, WorkerProblem
from support.papers import page_texts, photo, qpdf_is_content, text_pdf


@pytest.fixture
def ready(session: Session, worker: Worker, tmp_path: Path) -> Session:
    """A small case that may go out: two exhibits, one answered and cited reason."""
    papers = [
        text_pdf(tmp_path / "chart.pdf", [f"chart sheet {n}" for n in range(1, 5)]),
        photo(tmp_path / "diary.jpg", orientation=6),
    ]
    section = session.case.sections[2].id
    list(import_files(session, worker, papers, section=section))
    chart = session.case.sections[2].documents[0]
    cite = Citation(chart.id, chart.pages[2].id)
    session.apply(
        edits.set_section_text(session.case.sections[0].id, f"We appeal. See {cite_token(cite)}.")
    )
    session.apply(edits.add_reason("No weeks of care", "We found no care.", "It is there."))
    session.apply(edits.cite(session.case.reasons[0].id, cite))
    return session


def test_a_packet_goes_out_whole(ready: Session, worker: Worker, tmp_path: Path) -> None:
    steps: list[str] = []
    out = tmp_path / "packet.pdf"
    done = export(ready, worker, out, on_progress=lambda step, _d, _t: steps.append(step))
    assert qpdf_is_content(out)
    texts = page_texts(out)
    assert len(texts) == done.pages
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {done.pages}" in text
    assert "chart sheet 3" in texts[done.packet.exhibits[0].first_page + 2]
    assert "Exhibit A, p. 3" in "".join(texts)
    assert done.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert ready.file.exports()[0].sha256 == done.sha256
    assert len(set(steps)) >= 5
    report = verify_packet(worker, out)
    assert all(item.ok for item in report.checks), report
    assert report.pages == done.pages


@pytest.mark.parametrize("body", ["", "I appeal."])
def test_a_packet_with_hardly_a_word_goes_out(
    session: Session, worker: Worker, tmp_path: Path, body: str
) -> None:
    session.apply(edits.set_section_text(session.case.sections[0].id, body))
    assert export(session, worker, tmp_path / "packet.pdf").pages == (3 if body else 2)


def test_the_same_case_gives_the_same_bytes(ready: Session, worker: Worker, tmp_path: Path) -> None:
    first = export(ready, worker, tmp_path / "a.pdf")
    with Worker() as another:
        second = export(ready, another, tmp_path / "b.pdf")
    assert first.sha256 == second.sha256


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_both_arrangements_with_dividers(
    ready: Session, worker: Worker, tmp_path: Path, arrangement: Arrangement
) -> None:
    layout = Layout(arrangement, has_dividers=True)
    done = export(ready, worker, tmp_path / "p.pdf", layout=layout)
    assert sum(page.kind == "divider" for page in done.packet.pages) == 2
    assert qpdf_is_content(tmp_path / "p.pdf")


def test_a_placeholder_stops_the_export_and_the_old_file_stays(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    export(ready, worker, out)
    before = out.read_bytes()
    ready.apply(edits.set_section_text(ready.case.sections[4].id, "Yours,\n\n[Your name]"))
    with pytest.raises(ExportStopped) as stopped:
        export(ready, worker, out)
    assert any("Your name" in p.words for c in stopped.value.checks for p in c.where)
    assert out.read_bytes() == before


def test_a_broken_citation_stops_the_export(ready: Session, worker: Worker, tmp_path: Path) -> None:
    chart = ready.case.sections[2].documents[0]
    ready.apply(edits.include_pages(chart.id, (chart.pages[2].id,), False))
    with pytest.raises(ExportStopped):
        export(ready, worker, tmp_path / "packet.pdf")
    ready.undo()
    export(ready, worker, tmp_path / "packet.pdf")


def test_trap_29_an_unreadable_exhibit_stops_the_export(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    list(import_files(ready, worker, [bad], section=ready.case.sections[2].id))
    with pytest.raises(ExportStopped) as stopped:
        export(ready, worker, tmp_path / "packet.pdf")
    assert [c.id for c in stopped.value.checks] == ["files-readable"]


def test_a_character_without_a_glyph_is_reported_not_boxed(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    ready.apply(edits.set_section_text(ready.case.sections[0].id, "We ask \U000131cb kindly."))
    with pytest.raises(ExportStopped, match="\U000131cb"):
        export(ready, worker, tmp_path / "packet.pdf")


def test_a_cancel_writes_nothing(ready: Session, worker: Worker, tmp_path: Path) -> None:
    out = tmp_path / "packet.pdf"
    cancel = threading.Event()

    def at_assembly(step: str, _done: int, _total: int) -> None:
        if "etching" in step:
            cancel.set()

    with pytest.raises((WorkerProblem, ExportFailed)):
        export(ready, worker, out, on_progress=at_assembly, cancel=cancel)
    assert list(tmp_path.glob("*packet*")) == []
    export(ready, worker, out)
    assert out.exists()


def test_a_file_that_is_no_pdf_is_never_replaced(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    out = tmp_path / "thesis.pdf"
    out.write_bytes(b"PK my only copy")
    with pytest.raises(ExportFailed, match="not a PDF"):
        export(ready, worker, out)
    assert out.read_bytes() == b"PK my only copy"
    with pytest.raises(ExportFailed, match="does not end in"):
        export(ready, worker, tmp_path / "case.appeal")
    with pytest.raises(ExportFailed, match="does not exist"):
        export(ready, worker, tmp_path / "no folder" / "p.pdf")


def test_trap_30_a_full_disk_leaves_the_old_packet(
    ready: Session, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "packet.pdf"
    export(ready, worker, out)
    before = out.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting.os, "fsync", full)
    with pytest.raises(ExportFailed, match="No space left"):
        export(ready, worker, out)
    assert out.read_bytes() == before
    assert not list(tmp_path.glob(".*appealdesk-part"))


def test_a_fax_is_one_bit_g4_with_the_same_pages(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    out = tmp_path / "fax.pdf"
    done = export(ready, worker, out, delivery=Delivery.FAX)
    assert done.tiff == tmp_path / "fax.tif"
    info = subprocess.run(["tiffinfo", done.tiff], capture_output=True, check=True).stdout.decode()
    assert info.count("CCITT Group 4") == done.pages
    assert info.count("Image Width: 1728") == done.pages
    assert info.count("Resolution: 204, 196") == done.pages
    assert qpdf_is_content(out)
    images = subprocess.run(["pdfimages", "-list", out], capture_output=True, check=True)
    assert images.stdout.decode().count("ccitt") == done.pages


def test_a_fax_replaces_no_picture_that_nobody_chose(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    scan = tmp_path / "letter.tif"
    scan.write_bytes(b"II*\0 a scan of the user's own")
    with pytest.raises(ExportFailed, match=r"letter\.tif"):
        export(ready, worker, tmp_path / "letter.pdf", delivery=Delivery.FAX)
    assert scan.read_bytes() == b"II*\0 a scan of the user's own"
    assert not (tmp_path / "letter.pdf").exists()


def test_a_fax_replaces_the_one_that_it_made_before(
    ready: Session, worker: Worker, tmp_path: Path
) -> None:
    for _ in range(2):
        done = export(ready, worker, tmp_path / "fax.pdf", delivery=Delivery.FAX)
        assert done.tiff is not None
        assert done.is_remembered


def test_a_disk_that_may_only_be_read_is_told_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking away the part that could not be made failed too, and that gave a traceback."""
    made = tmp_path / "made.pdf"
    made.write_bytes(b"%PDF-1.7\n")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for name in ("replace", "unlink", "open"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr(exporting.shutil, "copyfile", refuse)
    with pytest.raises(ExportFailed, match="Read-only file system") as told:
        exporting.put_in_place(made, tmp_path / "out.pdf")
    assert told.value.hint
