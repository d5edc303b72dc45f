"""A paper that looks like the denial letter is told of once, when it came in under a section."""

import pytest

from appealdesk.case.values import Kind
from appealdesk.ui.letter_notice import LetterNotice
from support.denial_letters import CLASSIC, DOCTOR_NOTE, OCR, printed
from ui.conftest import settled


@pytest.fixture
def notice(bench, kit):
    made = LetterNotice(bench, kit)
    yield made
    made.deleteLater()


def bring(bench, qtbot, path, **more):
    with qtbot.waitCallback() as came:
        bench.add_files([path], done=came, **more)
    qtbot.waitUntil(lambda: bench.papers.known.is_done(bench.case))


def told(notices):
    return [sentence for sentence, _ in notices.told]


def test_it_asks_and_yes_sets_the_kind(notice, bench, notices, qtbot, tmp_path):
    bring(bench, qtbot, printed(tmp_path / "page.pdf", CLASSIC), section=1)
    qtbot.waitUntil(lambda: told(notices) == ["\u201cpage\u201d looks like the denial letter."])
    assert bench.case.sections[0].documents[0].kind is Kind.OTHER
    settled(qtbot, bench, notices.actions[-1])
    assert bench.case.sections[0].documents[0].kind is Kind.DENIAL_LETTER


def test_it_says_nothing_of_other_papers_nor_of_the_trays(notice, bench, notices, qtbot, tmp_path):
    bring(bench, qtbot, printed(tmp_path / "note.pdf", DOCTOR_NOTE), section=1)
    bring(bench, qtbot, printed(tmp_path / "page.pdf", CLASSIC))
    assert told(notices) == []


def test_a_second_letter_is_not_told_of(notice, bench, notices, qtbot, tmp_path):
    path = printed(tmp_path / "first.pdf", CLASSIC)
    bring(bench, qtbot, path, section=1, kind=Kind.DENIAL_LETTER)
    bring(bench, qtbot, printed(tmp_path / "second.pdf", OCR), section=1)
    assert told(notices) == []
