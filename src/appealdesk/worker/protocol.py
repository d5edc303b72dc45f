"""What goes through the pipe: one JSON object a line, in both directions.

The child reads foreign bytes, so the parent believes nothing that it says: lines are limited in
length, every value is decoded into a strict type, and control characters are taken out of every
text before a program or a person sees it.
"""

import re
from typing import Any, TypeVar

import msgspec

from appealdesk.worker.limits import Limits

MAX_LINE = 64 << 20
"""Longest line in bytes, in either direction."""

_MOST_TEXT = 600  # characters of a sentence or hint
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# Tab and line feed stay. Besides the control characters of ASCII and Latin-1, NUL and the escape of
# a terminal among them, lone surrogates go (no file can hold them) and the two non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of writing could make a sentence of ours read as another one.
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

T = TypeVar("T")


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a child is to set itself up; its one command line argument.

    ``folder`` is the only place it may read and write, ``ops`` the module whose ``OPS`` table it
    serves, ``paths`` what it needs on ``sys.path``.
    """

    folder: str
    ops: str
    paths: tuple[str, ...]
    limits: Limits


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parent to child: run one op. ``deadline`` is in seconds of processor time."""

    id: int
    op: str
    deadline: float
    body: msgspec.Raw


class Ready(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="ready"):
    """Child to parent: everything is loaded and the door is shut.

    ``landlock`` is the version of the kernel's file rules in force, 0 without them; ``seccomp``
    tells whether the kernel refuses sockets and new processes.
    """

    landlock: int = 0
    seccomp: bool = False
    started_ms: int = 0


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="progress"):
    """Child to parent: ``done`` of ``total`` in the named step."""

    id: int
    step: str
    done: int
    total: int


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="answer"):
    """Child to parent: the op's answer. ``is_worn`` asks for a fresh child next time."""

    id: int
    body: msgspec.Raw
    is_worn: bool = False


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="problem"):
    """Child to parent: the op could not be done. ``detail`` is for programmers."""

    id: int
    code: str
    sentence: str = ""
    hint: str = ""
    detail: str = ""


Reply = Ready | Progress | Answer | Refusal

_REPLY: msgspec.json.Decoder[Reply] = msgspec.json.Decoder(Reply)
_CALL = msgspec.json.Decoder(Call)


class Garbled(Exception):
    """A line that is none of our messages, or holds a value of another type or range."""


def read_reply(line: bytes) -> Reply:
    """The message on a line from the child, its own texts cleaned (not yet an answer's body).

    Raises:
        Garbled: it is no message of ours.
    """
    try:
        reply = _REPLY.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Garbled(str(error)) from error
    match reply:
        case Progress():
            if not 0 <= reply.done <= 1 << 40 or not 0 <= reply.total <= 1 << 40:
                raise Garbled("progress out of range")
            return msgspec.structs.replace(reply, step=plain(reply.step))
        case Refusal():
            return msgspec.structs.replace(
                reply,
                code=reply.code if _CODE.fullmatch(reply.code) else "unexpected",
                sentence=plain(reply.sentence),
                hint=plain(reply.hint),
                detail=plain(reply.detail),
            )
        case _:
            return reply


def read_answer(body: msgspec.Raw, answer_type: type[T]) -> T:
    """The answer in a body, every text of it cleaned.

    Raises:
        Garbled: it does not fit the type.
    """
    try:
        value = without_controls(msgspec.json.decode(body))
        return msgspec.convert(value, answer_type, strict=True, str_keys=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Garbled(str(error)) from error


def read_call(line: bytes) -> Call:
    """The call on a line from the parent."""
    return _CALL.decode(line)


def write(message: Call | Reply) -> bytes:
    """A message as a line."""
    return msgspec.json.encode(message) + b"\n"


def write_body(value: object) -> msgspec.Raw:
    """A request or an answer as the body of a message."""
    try:
        return msgspec.Raw(msgspec.json.encode(value))
    except UnicodeEncodeError:  # texts of PDFs hold lone surrogates, which JSON cannot
        return msgspec.Raw(msgspec.json.encode(without_controls(msgspec.to_builtins(value))))


def without_controls(value: Any) -> Any:  # noqa: ANN401  any JSON value, given back as it came
    """A JSON value with control characters taken out of every text, keys too."""
    match value:
        case str():
            return _CONTROL.sub("", value) if _CONTROL.search(value) else value
        case list() | tuple():
            return [without_controls(item) for item in value]
        case dict():
            return {without_controls(k): without_controls(v) for k, v in value.items()}
        case _:
            return value


def plain(text: str) -> str:
    """A short text on one line that is safe to show anywhere."""
    kept = _INVISIBLE.sub("", _CONTROL.sub("", text))
    return " ".join(kept.split())[:_MOST_TEXT]
