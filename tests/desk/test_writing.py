"""Typing and the history: steps back in a text are steps back in the case, and nothing else."""

import pytest

from appealdesk.case import edits
from appealdesk.desk.writing import Trail, write_section

SECTION = 1


def written(session, trail, text):
    return write_section(session, SECTION, text, trail.go(text)).section(SECTION).body


@pytest.fixture
def trail():
    return Trail()


def test_a_step_back_is_no_new_edit(session, trail):
    for text in ("a", "a b", "a b c"):
        assert written(session, trail, text) == text
    assert written(session, trail, "a") == "a"
    assert session.file.redo_label == "Write text"
    assert written(session, trail, "a b c") == "a b c"
    assert session.file.redo_label is None
    session.undo()
    session.undo()
    session.undo()
    assert session.case.section(SECTION).body == ""
    assert session.undo() is None


def test_a_text_never_kept_is_a_new_edit(session, trail):
    written(session, trail, "a b c")
    assert written(session, trail, "a b") == "a b"
    session.undo()
    assert session.case.section(SECTION).body == "a b c"


def test_other_edits_between_are_left_alone(session, trail):
    written(session, trail, "a")
    session.apply(edits.rename_section(SECTION, "Mine"))
    assert written(session, trail, "") == ""
    assert session.case.section(SECTION).title == "Mine"


def test_writing_of_another_section_is_left_alone(session, trail):
    written(session, trail, "a")
    session.apply(edits.set_section_text(2, "other"))
    assert written(session, trail, "") == ""
    assert session.case.section(2).body == "other"


def test_the_trail_follows_what_others_do(trail):
    assert [trail.go(text) for text in ("a", "b", "c", "a")] == [0, 0, 0, -2]
    assert trail.go("c") == 2
    trail.heard("b")
    assert trail.go("a") == -1
    trail.heard("from elsewhere")
    assert trail.go("a") == 0
