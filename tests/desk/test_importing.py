import errno
import threading
from pathlib import Path

import pytest

from appealdesk.case.values import Kind, Route
from appealdesk.desk.importing import files_in, import_files, read_again, title_from
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker
from support.papers import photo, text_pdf


def arrive(session: Session, worker: Worker, *paths: Path, **how):
    return list(import_files(session, worker, paths, **how))


def test_files_come_in_natural_order_whatever_order_they_are_given_in(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    paths = [text_pdf(tmp_path / f"page {n}.pdf", [f"sheet {n}"]) for n in (10, 2, 1)]
    arrive(session, worker, *paths)
    assert [d.title for d in session.case.tray] == ["page 1", "page 2", "page 10"]


def test_trap_29_a_bad_file_becomes_an_entry_and_the_others_come_in(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    good = text_pdf(tmp_path / "a.pdf", ["one", "two"])
    bad = tmp_path / "b.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing more")
    picture = photo(tmp_path / "c.jpg")
    got = arrive(session, worker, good, bad, picture)
    assert [a.problem is None for a in got] == [True, False, True]
    entry = session.case.tray[1]
    assert entry.route is Route.REFUSED
    assert entry.problem is not None
    assert entry.problem.sentence.endswith(".")
    assert entry.problem.hint
    assert [len(d.pages) for d in session.case.tray] == [2, 0, 1]


def test_the_original_bytes_are_kept(session: Session, worker: Worker, tmp_path: Path) -> None:
    path = text_pdf(tmp_path / "note.pdf", ["one"])
    arrive(session, worker, path)
    assert session.file.read_blob(session.case.tray[0].source) == path.read_bytes()


def test_trap_31_a_changed_original_changes_nothing_in_the_case(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    path = text_pdf(tmp_path / "note.pdf", ["one"])
    before = path.read_bytes()
    arrive(session, worker, path)
    path.unlink()
    assert session.file.read_blob(session.case.tray[0].source) == before


def test_the_same_bytes_twice_are_noticed(session: Session, worker: Worker, tmp_path: Path) -> None:
    first = text_pdf(tmp_path / "note.pdf", ["one"])
    second = tmp_path / "copy of note.pdf"
    second.write_bytes(first.read_bytes())
    arrive(session, worker, first)
    (again,) = arrive(session, worker, second)
    assert again.same_as is session.case.tray[0]
    assert "note" in again.sentences()[0]
    arrive(session, worker, second, allow_same=True)
    assert len(session.case.tray) == 2


@pytest.mark.parametrize(
    "name", ["a#b.pdf", "100%.pdf", "Señora Ñ – état.pdf", "x" * 250 + ".pdf", "'q\".pdf"]
)
def test_trap_32_odd_file_names_come_in(
    session: Session, worker: Worker, tmp_path: Path, name: str
) -> None:
    try:
        path = text_pdf(tmp_path / name, ["one"])
    except OSError as error:
        assert error.errno == errno.ENAMETOOLONG  # noqa: PT017  a file system's own limit
        return
    (got,) = arrive(session, worker, path)
    assert got.document is not None
    assert got.document.file_name == name


def test_a_folder_is_opened_and_a_missing_file_is_told(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    folder = tmp_path / "from the doctor"
    folder.mkdir()
    text_pdf(folder / "2.pdf", ["two"])
    text_pdf(folder / "1.pdf", ["one"])
    (folder / ".DS_Store").write_bytes(b"x")
    assert [p.name for p in files_in([folder])] == ["1.pdf", "2.pdf"]
    got = arrive(session, worker, folder, tmp_path / "gone.pdf")
    assert [a.path.name for a in got if a.problem] == ["gone.pdf"]
    assert len(session.case.tray) == 2


def test_files_can_be_filed_at_once(session: Session, worker: Worker, tmp_path: Path) -> None:
    section = session.case.sections[2]
    arrive(session, worker, text_pdf(tmp_path / "b.pdf", ["b"]), section=section.id)
    first = session.case.sections[2].documents[0]
    arrive(
        session,
        worker,
        text_pdf(tmp_path / "a.pdf", ["a"]),
        section=section.id,
        before=first.id,
        kind=Kind.TEST_RESULT,
    )
    filed = session.case.sections[2].documents
    assert [d.title for d in filed] == ["a", "b"]
    assert filed[0].kind is Kind.TEST_RESULT


def test_trap_12_a_locked_file_asks_and_opens_with_its_password(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    from pypdf import PdfReader, PdfWriter

    plain = text_pdf(tmp_path / "plain.pdf", ["secret words"])
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("open sesame", algorithm="AES-256")
    locked = tmp_path / "locked.pdf"
    writer.write(locked)
    (got,) = arrive(session, worker, locked)
    assert got.problem is not None
    assert got.problem.code == "password-needed"
    document = session.case.tray[0]
    assert read_again(session, worker, document.id, password="wrong").problem is not None
    opened = read_again(session, worker, document.id, password="open sesame")
    assert opened.problem is None
    assert len(opened.pages) == 1
    assert "secret words" in session.file.page_texts(opened.clean)[0]
    session.undo()
    assert session.case.document(document.id).problem is not None


def test_a_cancel_stops_and_what_came_in_stays(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    paths = [text_pdf(tmp_path / f"{n}.pdf", [f"sheet {n}"]) for n in range(4)]
    cancel = threading.Event()
    got = []
    for arrival in import_files(session, worker, paths, cancel=cancel):
        got.append(arrival)
        if len(got) == 2:
            cancel.set()
    assert [d.title for d in session.case.tray] == ["0", "1"]
    assert all(d.problem is None for d in session.case.tray)


def test_a_title_comes_from_the_file_name() -> None:
    assert title_from("MRI_report.2026.pdf") == "MRI report.2026"
    assert title_from(".pdf") == ".pdf"
