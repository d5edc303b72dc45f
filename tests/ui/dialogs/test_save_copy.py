"""A second file with all that is in the appeal."""

import pytest

from appealdesk.case import edits
from appealdesk.casefile.errors import PasswordNeeded
from appealdesk.casefile.store import CaseFile
from appealdesk.ui.dialogs.save_copy import save_copy_as


def test_a_copy_holds_what_was_typed_last(bench, kit, notices, tmp_path, qtbot):
    bench.flushing.connect(lambda: bench.apply(edits.set_detail("patient_name", "Mo Reyes")))
    notices.answers.append(tmp_path / "second")
    save_copy_as(bench, kit)
    qtbot.waitUntil(lambda: bool(notices.told))
    assert notices.asked[0][1].name == "Copy of case.appeal"
    assert notices.told[0][0] == "The copy “second.appeal” was saved. It has no password."
    with CaseFile.open(tmp_path / "second.appeal") as copy:
        assert copy.case.details.patient_name == "Mo Reyes"
    notices.actions[0]()
    assert notices.opened == [tmp_path]


def test_the_name_that_is_offered_is_free(bench, kit, notices, tmp_path, qtbot):
    (tmp_path / "Copy of case.appeal").touch()
    save_copy_as(bench, kit)
    qtbot.waitUntil(lambda: bool(notices.asked))
    assert notices.asked[0][1] == tmp_path / "Copy of case (2).appeal"


@pytest.mark.parametrize(("answer", "password"), [("with", "horse"), ("without", None)])
def test_a_protected_appeal_asks_what_the_copy_gets(
    bench, kit, notices, session, tmp_path, qtbot, answer, password
):
    session.file.set_password("old")
    target = tmp_path / "second.appeal"
    notices.answers += [target, answer, *([password] if password else [])]
    save_copy_as(bench, kit)
    qtbot.waitUntil(lambda: bool(notices.told))
    said = "It has a password." if password else "It has no password."
    assert notices.told[0][0].endswith(said)
    if password:
        with pytest.raises(PasswordNeeded):
            CaseFile.open(target, read_only=True)
    CaseFile.open(target, password=password, read_only=True).close()


def test_to_think_again_writes_nothing(bench, kit, notices, session, tmp_path, qtbot):
    session.file.set_password("old")
    notices.answers += [tmp_path / "second.appeal", "cancel"]
    save_copy_as(bench, kit)
    qtbot.waitUntil(lambda: len(notices.asked) == 2)
    qtbot.waitUntil(lambda: not kit.jobs.running)
    assert not (tmp_path / "second.appeal").exists()
    assert not notices.told


def test_a_file_that_is_there_is_left_alone_and_that_is_told(bench, kit, notices, tmp_path, qtbot):
    old = tmp_path / "old.appeal"
    old.write_bytes(b"precious")
    notices.answers.append(old)
    save_copy_as(bench, kit)
    qtbot.waitUntil(lambda: bool(notices.told))
    assert "is there already" in notices.sentences()
    assert old.read_bytes() == b"precious"
