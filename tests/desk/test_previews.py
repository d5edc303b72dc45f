"""Pictures and words of a document's pages, made by the worker from what lies in the case file."""

import pytest

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.importing import import_files
from appealdesk.desk.previews import Previews
from support.papers import text_pdf


@pytest.fixture
def previews(session, worker):
    return Previews(session, worker)


@pytest.fixture
def document(session, worker, tmp_path):
    paper = text_pdf(tmp_path / "note.pdf", ["Straight leg raise", "positive at thirty"])
    (arrival,) = import_files(session, worker, [paper])
    return arrival.document


def test_a_page_as_a_picture(previews, document):
    assert previews.page(document.clean, 1, 200).startswith(b"\x89PNG")


def test_the_words_of_a_page_with_their_places(previews, document):
    words = previews.words(document.clean, 1)
    assert [word.text for word in words] == ["positive", "at", "thirty"]
    assert all(0.1 < word.box[0] < word.box[2] < 0.6 for word in words)
    assert {word.line for word in words} == {0}


def test_a_page_that_is_not_there_is_told(previews, document):
    with pytest.raises(AppealDeskError):
        previews.words(document.clean, 2)


def test_many_documents_do_not_pile_up_in_the_worker_s_folder(
    previews, document, session, worker, tmp_path
):
    before = set(previews.folder.glob("page-*.pdf"))  # the worker is shared
    papers = [text_pdf(tmp_path / f"{n}.pdf", [f"Paper {n}"]) for n in range(30)]
    for arrival in import_files(session, worker, papers):
        previews.page(arrival.document.clean, 0, 40)
    assert len(set(previews.folder.glob("page-*.pdf")) - before) == 24
    assert previews.words(document.clean, 0)[0].text == "Straight"
