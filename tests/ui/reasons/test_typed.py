"""Fields that leave typing alone and lose nothing."""

import pytest
from PySide6.QtCore import Qt

from appealdesk.ui.reasons.typed import TitleField, WordsField


@pytest.fixture
def title(qtbot):
    made = TitleField()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_rest_within_a_title_does_not_move_the_caret(title, qtbot):
    qtbot.keyClicks(title, "My own ")
    with qtbot.waitSignal(title.committed):
        title._give()
    title.set_title("My own")  # as the case has it now
    qtbot.keyClicks(title, "title")
    assert title.text() == "My own title"


@pytest.mark.parametrize("kind", [TitleField, WordsField])
def test_words_that_could_not_be_kept_are_given_again(kind, qtbot):
    field = kind()
    qtbot.addWidget(field)
    given = []
    field.committed.connect(given.append)
    qtbot.keyClicks(field, "words")
    field.flush()
    field.not_kept()
    assert field.is_dirty
    field.flush()
    assert given == ["words", "words"]
    assert not field.is_dirty


def test_undo_does_not_lead_into_the_words_of_another(qtbot):
    field = WordsField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "secret")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.set_words("", is_other=True)
    field.undo()
    assert field.toPlainText() == ""
