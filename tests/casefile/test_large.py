"""A case of thousands of pages and a gigabyte of originals."""

import hashlib
import random
from pathlib import Path

import pytest

from appealdesk.case import edits
from appealdesk.casefile import rows
from appealdesk.casefile.store import CaseFile
from support.cases import filed

FILES, PAGES, SIZE = 256, 8, 4 << 20


def fill(file: CaseFile, documents: int, pages: int) -> None:
    for number in range(documents):
        step = filed(3, f"Document {number}", pages)
        file.apply(step.label, step.change)


def test_an_edit_among_thousands_of_pages_writes_few_rows(file: CaseFile) -> None:
    fill(file, 40, 50)
    documents = file.case.sections[2].documents
    assert sum(len(d.pages) for d in documents) == 2000
    middle = documents[20]
    reason = file.case.next_id
    for edit, most in (
        (edits.rotate_pages(middle.id, [middle.pages[7].id], 90), 1),
        (edits.include_pages(middle.id, [p.id for p in middle.pages[:3]], False), 3),
        (edits.rename_document(middle.id, "new"), 1),
        (edits.set_section_text(3, "words"), 1),
        (edits.set_detail("member_id", "1"), 1),
        (edits.add_reason("why"), 2),
        (edits.set_reason(reason, response="because"), 1),
        (edits.move_pages(middle.id, [middle.pages[9].id], middle.pages[8].id), 2),
        (filed(3, "last", 2), 4),
        (edits.move_document(documents[39].id, 3, documents[37].id), 3),
    ):
        before = file._db.total_changes()
        file.apply(edit.label, edit.change)
        changed = file._db.total_changes() - before
        assert changed <= most + 2, (edit.label, changed)  # its history entry and the place in it


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_gigabyte(file: CaseFile, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    chance = random.Random(5)  # noqa: S311  repeatable, not secret
    shas = []
    try:
        for _ in range(FILES):
            with source.open("wb") as out:  # some noise, then nothing
                out.write(chance.randbytes(1000))
                out.truncate(SIZE)
            shas.append(file.add_blob(source))
        fill(file, FILES, PAGES)
        expected = file.case
        file.close()
        assert path.stat().st_size > FILES * SIZE
        with CaseFile.open(path) as again:
            assert again.case == expected
            assert rows.read(again._db) == expected
            assert len(set(shas)) == FILES
            assert {again.blob_size(sha) for sha in shas} == {SIZE}
            for sha in shas[::64]:
                assert hashlib.sha256(again.read_blob(sha)).hexdigest() == sha
            before = again._db.total_changes()
            middle = again.case.sections[2].documents[100]
            again.apply("Turn", edits.rotate_pages(middle.id, [middle.pages[0].id], 90).change)
            assert again._db.total_changes() - before <= 3
            again.undo()
            assert again.case == expected
    finally:
        path.unlink()
        source.unlink()
