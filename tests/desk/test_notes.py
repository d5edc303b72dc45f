from appealdesk.desk import notes
from appealdesk.engine import intake


def test_every_note_of_the_engine_has_a_sentence_and_none_is_idle() -> None:
    assert set(notes.NOTES) == intake.NOTES
    assert all(sentence.endswith(".") for sentence in notes.NOTES.values())
