"""Undo and redo: exact, labelled, and still there after opening again."""

from pathlib import Path

from appealdesk.case import edits
from appealdesk.casefile.store import CaseFile
from support.cases import filed


def test_labels_follow_undo_and_redo(file: CaseFile, do) -> None:
    assert (file.undo_label, file.redo_label, file.undo(), file.redo()) == (None,) * 4
    do(file, edits.set_detail("member_id", "1"))
    do(file, edits.set_section_text(1, "words"))
    first, second = (entry.label for entry in file.history())
    assert (first, second) == ("Change “Member ID”", "Write text")
    assert (file.undo_label, file.redo_label) == (second, None)
    assert file.undo() == second
    assert (file.undo_label, file.redo_label) == (first, second)
    assert [entry.is_done for entry in file.history()] == [True, False]
    assert file.undo() == first
    assert file.undo() is None
    assert file.redo() == first
    assert file.case.details.member_id == "1"


def test_undo_and_redo_after_opening_again(file: CaseFile, path: Path, do) -> None:
    cases = [file.case]
    for step in (
        filed(1, "a", 3), filed(None, "b", 2), edits.move_pages(6, [9], 7), edits.remove_document(6),
        edits.include_section(2, False),
    ):  # fmt: skip
        cases.append(do(file, step))  # noqa: PERF401  a step follows a step
    file.close()
    for number in (4, 3, 2, 1, 0):
        with CaseFile.open(path) as again:
            assert again.undo() is not None
            assert again.case == cases[number]
    for number in (1, 2, 3, 4, 5):
        with CaseFile.open(path) as again:
            assert again.redo() is not None
            assert again.case == cases[number]


def test_an_edit_after_undo_drops_what_was_undone(file: CaseFile, do) -> None:
    for value in "123":
        do(file, edits.set_detail("member_id", value))
    file.undo()
    file.undo()
    do(file, edits.set_detail("member_id", "x"))
    assert file.redo() is None
    assert [entry.seq for entry in file.history()] == [1, 2]
    file.undo()
    assert file.case.details.member_id == "1"


def test_an_edit_that_changes_nothing_leaves_no_trace(file: CaseFile, do) -> None:
    do(file, edits.set_detail("member_id", "1"))
    file.undo()
    before = file.case
    assert do(file, edits.set_detail("member_id", "")) is before
    assert file.redo_label is not None


def test_undo_shares_what_did_not_change(file: CaseFile, do) -> None:
    do(file, filed(1, "a", 3))
    do(file, filed(2, "b", 3))
    do(file, edits.add_reason("why"))
    before = file.case
    do(file, edits.rotate_pages(6, [8], 90))
    file.undo()
    after = file.case
    assert after == before
    assert after.details is before.details
    assert after.sections[1] is before.sections[1]
    assert after.tray is before.tray
    assert after.reasons is before.reasons
    assert after.layout is before.layout
    old, new = before.sections[0].documents[0], after.sections[0].documents[0]
    assert new.pages[0] is old.pages[0]
    assert new.pages[2] is old.pages[2]
    do(file, edits.set_detail("member_id", "1"))
    sections = file.case.sections
    file.undo()
    assert file.case.sections is sections


def test_a_refused_edit_changes_nothing(file: CaseFile, do) -> None:
    before = file.case
    try:
        do(file, edits.remove_document(99))
    except edits.EditRefused:
        assert file.case is before
        assert file.history() == ()
    else:
        raise AssertionError
