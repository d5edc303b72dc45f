"""Bytes of files: kept once, by the piece, and given back exactly or not at all."""

import hashlib
import os
from pathlib import Path

import pytest

from appealdesk.case.values import new_case
from appealdesk.casefile import blobs
from appealdesk.casefile.errors import CaseDamaged, CaseFileError
from appealdesk.casefile.store import CaseFile


def put(folder: Path, data: bytes, name: str = "in.bin") -> Path:
    target = folder / name
    target.write_bytes(data)
    return target


@pytest.mark.parametrize("size", [0, 1, 16_384, 3 * (1 << 20) + 7])
def test_bytes_come_back_exactly(file: CaseFile, path: Path, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    sha = file.add_blob(put(tmp_path, data))
    assert sha == hashlib.sha256(data).hexdigest()
    file.close()
    with CaseFile.open(path) as again:
        assert again.has_blob(sha)
        assert again.blob_size(sha) == size
        assert again.read_blob(sha) == data
        again.copy_blob_to(sha, tmp_path / "out.bin")
    assert (tmp_path / "out.bin").read_bytes() == data


def test_the_same_bytes_are_kept_once(file: CaseFile, path: Path, tmp_path: Path) -> None:
    data = os.urandom(1 << 20)
    first = file.add_blob(put(tmp_path, data, "a.pdf"))
    size = path.stat().st_size
    assert file.add_blob(put(tmp_path, data, "b.pdf")) == first
    assert path.stat().st_size == size
    assert file._db.execute("SELECT count(*) FROM blob").fetchone() == (1,)


def test_bytes_go_by_the_piece(file: CaseFile, tmp_path: Path) -> None:
    data = os.urandom(5 << 20)
    pieces = list(blobs.read(file._db, file.add_blob(put(tmp_path, data))))
    assert max(map(len, pieces)) <= 1 << 20
    assert b"".join(pieces) == data


def test_missing_bytes_are_told_and_overwrite_nothing(file: CaseFile, tmp_path: Path) -> None:
    target = put(tmp_path, b"dear", "out.bin")
    assert not file.has_blob("0" * 64)
    assert file.blob_size("0" * 64) == 0
    for ask in (file.read_blob, lambda sha: file.copy_blob_to(sha, target)):
        with pytest.raises(CaseFileError) as told:
            ask("0" * 64)
        assert told.value.sentence.endswith(".")
    assert target.read_bytes() == b"dear"


@pytest.mark.parametrize("later", [b"other", b"longer than it was", b"s", b""])
def test_a_file_that_changes_while_it_is_read(
    file: CaseFile, tmp_path: Path, monkeypatch, later: bytes
) -> None:
    source = put(tmp_path, b"first")
    digest = blobs._digest

    def then_changed(path: Path) -> tuple[str, int]:
        found = digest(path)
        path.write_bytes(later)
        return found

    monkeypatch.setattr(blobs, "_digest", then_changed)
    with pytest.raises(CaseFileError, match="changed while"):
        file.add_blob(source)
    assert file._db.execute("SELECT count(*) FROM blob").fetchone() == (0,)
    monkeypatch.undo()
    assert file.read_blob(file.add_blob(source)) == later


def test_bytes_that_rotted_are_not_given_as_good(
    file: CaseFile, path: Path, tmp_path: Path
) -> None:
    data = os.urandom(1 << 20)
    sha = file.add_blob(put(tmp_path, data))
    file.close()
    whole = bytearray(path.read_bytes())
    place = whole.index(data[500_000:500_100])
    whole[place] ^= 1
    path.write_bytes(whole)
    with CaseFile.open(path) as again, pytest.raises(CaseDamaged):
        again.read_blob(sha)


def test_a_file_that_is_not_there(file: CaseFile, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        file.add_blob(tmp_path / "none")
    assert file._db.in_transaction is False


def test_a_closed_case_says_so_to_work_that_came_late(tmp_path: Path) -> None:
    file = CaseFile.create(tmp_path / "late.appeal", new_case())
    file.close()
    with pytest.raises(CaseFileError, match="was closed"):
        file.page_texts("a" * 64)
    file.close()
