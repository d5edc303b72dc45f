"""Pictures and words of pages: what is wanted most comes first, and what was scrolled past never."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from appealdesk.case.errors import AppealDeskError
from appealdesk.ui.page_images import ImageKey, PageImages
from support.pages import word


class Drawn:
    """Stands in for the worker: draws white pages and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def page(self, clean, index, width):
        self.asked.append(("page", clean, index, width))
        if clean == "bad":
            raise AppealDeskError("This page cannot be shown.", "Ask for a new copy.")
        image = QImage(width, width * 2, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(buffer.data().data())

    file_page = page

    def words(self, clean, index):
        self.asked.append(("words", clean, index))
        if clean == "bad":
            raise AppealDeskError("No.", "")
        return (word("Hello", 0, 0, 1, 1),)

    file_words = words


@pytest.fixture
def drawn():
    return Drawn()


@pytest.fixture
def images(drawn, jobs):
    return PageImages(drawn, jobs)


def key(index, width=40, **more):
    return ImageKey("clean", index, width, **more)


def order(drawn):
    return [index for _, _, index, _ in drawn.asked]


def test_a_picture_comes_later_and_is_kept(images, drawn, qtbot):
    with qtbot.waitSignal(images.ready) as told:
        assert images.image(key(3)) is None
    assert told.args == [key(3)]
    assert images.image(key(3)).width() == 40
    assert len(drawn.asked) == 1


def test_a_turned_picture(images, qtbot):
    with qtbot.waitSignal(images.ready):
        images.image(key(0, rotation=90))
    assert images.best(key(0, rotation=90)).width() == 80


def test_a_view_s_wishes_are_drawn_in_its_order(images, drawn, qtbot):
    images.watch(images.token(), [key(n) for n in (5, 4, 6)])
    qtbot.waitUntil(lambda: images.has(key(6)))
    assert order(drawn) == [5, 4, 6]


def test_what_was_scrolled_past_is_not_drawn(images, drawn, qtbot):
    token = images.token()
    for start in range(0, 1000, 10):
        images.watch(token, [key(start + n) for n in range(10)])
    qtbot.waitUntil(lambda: images.has(key(999)))
    assert order(drawn) == [0, *range(990, 1000)]  # the first was being drawn already


def test_two_views_do_not_take_each_other_s_wishes(images, drawn, qtbot):
    images.watch(images.token(), [key(1), key(2)])
    images.watch(images.token(), [key(7)])
    qtbot.waitUntil(lambda: images.has(key(2)) and images.has(key(7)))
    assert sorted(order(drawn)) == [1, 2, 7]


def test_until_the_sharp_picture_is_there_another_size_serves(images, qtbot):
    for width in (20, 60):
        with qtbot.waitSignal(images.ready):
            images.image(key(0, width))
    assert images.best(key(0, 90)).width() == 60
    assert images.best(key(0, 30)).width() == 60  # rather too sharp than blurred
    assert images.best(key(1, 30)) is None
    assert not images.has(key(0, 30))


def test_a_page_that_cannot_be_drawn_is_asked_for_once(images, drawn, qtbot):
    bad = ImageKey("bad", 0, 40)
    with qtbot.waitSignal(images.ready):
        images.watch(images.token(), [bad])
    assert images.why_not(bad) == "This page cannot be shown. Ask for a new copy."
    images.watch(images.token(), [bad])
    assert images.image(bad) is None
    assert len(drawn.asked) == 1


def test_old_pictures_make_room(images, monkeypatch, qtbot):
    monkeypatch.setattr("appealdesk.ui.page_images._ROOM", 3 * 40 * 80 * 4)
    images.watch(images.token(), [key(n) for n in range(6)])
    qtbot.waitUntil(lambda: images.has(key(5)))
    assert [images.has(key(n)) for n in range(6)] == [False] * 3 + [True] * 3
    assert images.best(key(0)) is None


def test_words_come_later_and_are_kept(images, drawn, qtbot):
    with qtbot.waitSignal(images.words_ready) as told:
        assert images.words("clean", 2) is None
        assert images.words("clean", 2) is None
    assert told.args == ["clean", 2, False]
    assert images.words("clean", 2)[0].text == "Hello"
    assert len(drawn.asked) == 1


def test_a_page_whose_words_cannot_be_read_has_none(images, qtbot):
    with qtbot.waitSignal(images.words_ready):
        images.words("bad", 0)
    assert images.words("bad", 0) == ()
