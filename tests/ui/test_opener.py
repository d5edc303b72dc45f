"""How a case gets onto the desk, and what the user is asked on the way."""

import subprocess
import sys

import pytest

from appealdesk.case import edits
from appealdesk.case.values import new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.ui.opener import Opener, remember

_HOLD = """
import sys
from pathlib import Path
from appealdesk.casefile.store import CaseFile
with CaseFile.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def opener(kit, worker, tmp_path, qapp):
    made = Opener(kit, worker, qapp, home=tmp_path / "Appeals")
    yield made
    made.deleteLater()


def _opened(qtbot, opener, start):
    with qtbot.waitSignal(opener.opened, timeout=20000) as told:
        start()
    return told.args[0]


def test_a_new_appeal_is_a_file_at_once_and_never_takes_anothers_name(qtbot, opener, tmp_path):
    with _opened(qtbot, opener, opener.new) as one, _opened(qtbot, opener, opener.new) as two:
        assert one.file.path.exists()
        assert one.file.path.parent == tmp_path / "Appeals"
        assert one.file.path != two.file.path
        assert len(one.case.sections) == 5


def test_a_protected_case_asks_until_the_password_is_right(qtbot, opener, notices, tmp_path):
    path = tmp_path / "locked.appeal"
    CaseFile.create(path, new_case(), password="right").close()
    notices.answers = ["wrong", "right"]
    with _opened(qtbot, opener, lambda: opener.open(path)):
        pass
    sentences = [sentence for _, sentence in notices.asked]
    assert "protected" in sentences[0]
    assert "does not open" in sentences[1]


def test_a_case_open_elsewhere_can_be_read(qtbot, opener, notices, tmp_path):
    path = tmp_path / "busy.appeal"
    CaseFile.create(path, new_case()).close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"open\n"
        notices.answers = ["read"]
        with _opened(qtbot, opener, lambda: opener.open(path)) as session:
            assert session.file.is_read_only
        other.communicate()
    question = notices.asked[0]
    assert "open" in question.title
    assert [choice.key for choice in question.choices] == ["read"]


def test_a_case_that_is_gone_is_told_and_can_be_taken_off_the_list(
    qtbot, opener, notices, kit, tmp_path
):
    path = tmp_path / "case.appeal"
    session = _opened(qtbot, opener, opener.new)
    remember(kit, session)
    session.close()
    kit.settings.set(kit.settings.now)
    gone = kit.settings.now.recent[0].path
    session.file.path.unlink()
    with qtbot.waitSignal(opener.failed):
        opener.open(type(path)(gone))
    assert "no file" in notices.sentences()
    notices.actions[0]()
    assert kit.settings.now.recent == ()


def test_another_file_is_refused_in_words_and_left_alone(qtbot, opener, notices, tmp_path):
    path = tmp_path / "letter.appeal"
    path.write_bytes(b"%PDF-1.4 nothing")
    with qtbot.waitSignal(opener.failed):
        opener.open(path)
    assert path.read_bytes() == b"%PDF-1.4 nothing"
    assert len(notices.errors) == 1


def test_recent_cases_show_the_patient_and_what_was_denied(qtbot, opener, kit):
    with _opened(qtbot, opener, opener.new) as session:
        session.apply(edits.set_detail("patient_name", "Mo Reyes"))
        session.apply(edits.set_detail("service", "MRI"))
        remember(kit, session)
        remember(kit, session)
    assert [r.title for r in kit.settings.now.recent] == ["Mo Reyes – MRI"]


@pytest.mark.slow
def test_the_sample_is_made_once_and_opened_again(qtbot, opener):
    with _opened(qtbot, opener, opener.sample) as session:
        count = len(list(session.case.documents()))
        assert count >= 7
    with _opened(qtbot, opener, opener.sample) as again:
        assert len(list(again.case.documents())) == count
