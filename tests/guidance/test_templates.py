"""The files of papers: each parses, is whole and plain, and names nothing that is not known."""

import re

import pytest

from appealdesk.case.values import Kind
from appealdesk.desk.paper_facts import field_names, states
from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.rights import rights
from appealdesk.guidance.templates import (
    Choice,
    Field,
    Words,
    names_in,
    paper_kind,
    paper_kinds,
    parse,
)
from appealdesk.resources import resource_path
from support.reading_level import grade, sentences, words

IDS = {
    "claim-file-request",
    "records-request",
    "necessity-letter",
    "attestation",
    "addendum-request",
    "peer-to-peer",
    "expedited-certification",
    "representative",
    "external-review-request",
}
HARDEST = 8.0
HARDEST_PAPER = 8.0
_ADDRESS = re.compile(
    r"P\.? ?O\.? Box|\b\d{5}(?:-\d{4})?\b|\(\d{3}\) ?\d{3}|\b1-8\d\d-|https?://|@"
)

every_kind = pytest.mark.parametrize("kind", paper_kinds(), ids=lambda kind: kind.id)


def text_of(nodes) -> str:
    out = []
    for node in nodes:
        match node:
            case Words(text):
                out.append(text)
            case Choice(_, then, other):
                out += [text_of(then), text_of(other)]
            case _:
                out.append("X")
    return "".join(out)


def test_all_papers_are_there_in_their_order() -> None:
    assert {kind.id for kind in paper_kinds()} == IDS
    orders = [kind.order for kind in paper_kinds()]
    assert orders == sorted(set(orders))
    assert paper_kind("attestation").title == "Statement of the treating doctor"
    assert paper_kind("love-letter") is None


@every_kind
def test_a_paper_names_only_what_is_known(kind) -> None:
    known = field_names() | states()
    assert set(names_in(kind.body)) <= known
    ids = {found.id for found in coverages()}
    for rule in kind.rules:
        assert set(rule.coverages) <= ids
    for named in kind.named:
        assert set(named.coverages) <= ids
    for when in kind.recommended:
        assert {name.removeprefix("not ") for name in when.holds} <= states()
    assert Kind(kind.kind) in Kind
    rights_known = {right.id for coverage in ids for right in rights(coverage)}
    assert set(kind.rights) <= rights_known


@every_kind
def test_a_paper_holds_no_address_and_no_number_to_call(kind) -> None:
    told = [text_of(kind.body), kind.when, *kind.hints, *(rule.words for rule in kind.rules)]
    assert not [found.group() for text in told for found in _ADDRESS.finditer(text)]


@every_kind
def test_what_a_person_reads_about_a_paper_is_plain(kind) -> None:
    told = [
        kind.when,
        *kind.hints,
        *(r.words for r in kind.rules),
        *(w.why for w in kind.recommended),
    ]
    assert grade(told) <= HARDEST, sorted(sentences(told), key=lambda s: -grade([s]))[:3]
    assert all(text.endswith((".", ")")) for text in told)


@every_kind
def test_the_words_of_a_paper_are_plain(kind) -> None:
    plain = re.sub(r"[|#>*_\u2610]|^---$", " ", text_of(kind.body), flags=re.MULTILINE)
    told = [line for line in plain.splitlines() if len(words(line)) > 5]
    assert grade(told) <= HARDEST_PAPER, sorted(sentences(told), key=lambda s: -grade([s]))[:4]
    assert max(len(words(s)) for s in sentences(told)) <= 36


@every_kind
def test_who_signs_can_sign(kind) -> None:
    text = text_of(kind.body)
    assert ("ignature:" in text) == (kind.signer != "nobody")
    assert "\n| Date" in text


def test_every_file_but_the_read_me_is_a_paper() -> None:
    files = {path.stem for path in resource_path("templates").iterdir()}
    assert files == IDS | {"README"}


def test_conditions_nest_and_take_no_line_of_their_own() -> None:
    nodes = parse("a\n{if x}\nb\n{if not y}\nc\n{else}\nd\n{end}\n{end}\n{blank 7}!\n")
    assert nodes == (
        Words("a\n"),
        Choice("x", (Words("b\n"), Choice("y", (Words("d\n"),), (Words("c\n"),)))),
        Field("blank", 7),
        Words("!\n"),
    )


@pytest.mark.parametrize(
    "text", ["{if x} a", "a {end}", "{if x} a {else} b {else} c {end}", "{else}"]
)
def test_a_condition_that_is_not_closed_is_a_fault(text: str) -> None:
    with pytest.raises(ValueError, match=r"\{"):
        parse(text)
