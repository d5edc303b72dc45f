"""What goes through the pipe, without a process."""

import msgspec
import pytest

from appealdesk.case.details import Details
from appealdesk.case.values import Route, new_case
from appealdesk.packet.values import PartLayout
from appealdesk.worker import protocol
from appealdesk.worker.messages import (
    MOST_PAGES,
    ComposeAnswer,
    ComposeRequest,
    IntakeAnswer,
    PageFacts,
    RenderAnswer,
    RenderRequest,
)
from appealdesk.worker.protocol import Answer, Garbled, Progress, Refusal


def through(value, answer_type):
    """A value as it comes out at the other end of the pipe."""
    line = protocol.write(Answer(7, protocol.write_body(value)))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return protocol.read_answer(protocol.read_reply(line).body, answer_type)


def test_a_whole_case_goes_through_unchanged():
    request = ComposeRequest(new_case(Details(patient_name="Ana Díaz\u2003\u05d0", member_id="W1")))
    assert through(request, ComposeRequest) == request


def test_layouts_and_pictures_go_through_unchanged():
    composed = ComposeAnswer(
        {"cover": PartLayout(2, (("reason:4", 1, 700.5),))}, {"cover": "c.pdf"}
    )
    assert through(composed, ComposeAnswer) == composed
    picture = RenderAnswer(bytes(range(256)))
    assert through(picture, RenderAnswer) == picture


def test_control_characters_are_taken_out_of_page_texts_and_lines_stay():
    page = PageFacts(612.0, 792.0, True, "a\x00b\x1b[31mc\n\td\x9b\ue000\ufffe")
    got = through(IntakeAnswer(Route.DIRECT, ("x\x07",), (page,)), IntakeAnswer)
    assert got.pages[0].text == "ab[31mc\n\td\ue000"
    assert got.notes == ("x",)


def test_lone_surrogates_of_pdf_texts_do_not_break_the_answer():
    page = PageFacts(612.0, 792.0, False, "a\ud83db")
    assert through(IntakeAnswer(Route.DIRECT, (), (page,)), IntakeAnswer).pages[0].text == "ab"


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf"), 1e9, "612", None, True])
def test_page_sizes_that_cannot_be_are_refused(width):
    answer = {
        "route": "direct",
        "notes": [],
        "pages": [{"width": width, "height": 792, "has_ink": True, "text": ""}],
    }
    with pytest.raises(Garbled):
        through(answer, IntakeAnswer)


@pytest.mark.parametrize("pages", [-1, MOST_PAGES + 1, 2.5])
def test_lengths_that_no_packet_has_are_refused(pages):
    with pytest.raises(Garbled):
        through({"lengths": {"cover": {"pages": pages}}, "files": {}}, ComposeAnswer)


@pytest.mark.parametrize(
    "name",
    [
        "../case.appeal",
        "/etc/passwd",
        "a/b.pdf",
        "a\\b.pdf",
        "",
        ".",
        "..",
        "a\n",
        "C:x",
        "x" * 300,
    ],
)
def test_names_that_leave_the_folder_are_refused(name):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"pdf": name, "page_index": 0, "width_px": 9}, RenderRequest)
    with pytest.raises(Garbled):
        through({"lengths": {}, "files": {"cover": name}}, ComposeAnswer)


def test_an_unknown_route_is_refused():
    with pytest.raises(Garbled):
        through({"route": "sideways", "notes": [], "pages": []}, IntakeAnswer)


def test_nesting_without_end_is_refused():
    with pytest.raises(Garbled):
        protocol.read_answer(msgspec.Raw(b"[" * 100_000 + b"]" * 100_000), IntakeAnswer)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Garbled):
        protocol.read_reply(b'{"type":"progress","id":1,"step":"\xff\xfe","done":0,"total":1}')


def test_texts_shown_to_people_lose_controls_direction_marks_and_length():
    line = protocol.write(Refusal(1, "no-pages", "It\x1b[2J \u202e\nis\u200b  so.", "h" * 5000))
    reply = protocol.read_reply(line)
    assert reply.sentence == "It[2J is so."
    assert len(reply.hint) == 600


@pytest.mark.parametrize("code", ["", "UPPER", "a b", "-a", "a" * 41, "../x", "a\n"])
def test_codes_of_another_shape_become_unexpected(code):
    assert protocol.read_reply(protocol.write(Refusal(1, code))).code == "unexpected"


def test_progress_out_of_range_is_refused():
    for done, total in ((-1, 5), (0, -5), (2**41, 2**41)):
        with pytest.raises(Garbled):
            protocol.read_reply(protocol.write(Progress(1, "x", done, total)))
