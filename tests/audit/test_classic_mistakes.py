"""The sample case is green; each classic mistake made on it turns its own check and no other."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from appealdesk.case import edits
from appealdesk.case.situation import Novelty
from appealdesk.case.values import Kind
from appealdesk.desk.sample import make_sample
from appealdesk.reading.paper import PageText, read_paper
from support.audited import Audited
from support.cases import filed


@pytest.fixture(scope="module")
def sample(worker, tmp_path_factory) -> Iterator[Audited]:
    folder: Path = tmp_path_factory.mktemp("sample")
    with make_sample(folder / "sample.appeal", worker) as session:
        texts = {d.id: session.file.page_texts(d.clean) for d in session.case.documents()}
        papers = {key: read_paper([PageText(t) for t in told]) for key, told in texts.items()}
        yield Audited(session.case, papers)
    shutil.rmtree(folder)


def test_the_sample_is_green_with_its_papers_read_and_before(sample: Audited) -> None:
    assert sample.open() == set()
    assert Audited(sample.case, {}).open() == set()
    judged = {name for name, state in sample.states().items() if state == "done"}
    assert judged >= {"same-person", "numbers-agree", "codes-agree", "parts-agree", "dates-agree",
                      "pages-not-blank", "pages-once", "something-new", "provider-signed"}  # fmt: skip


def _same_papers_again(told: Audited) -> Audited:
    papers = [d.id for d in told.case.documents()]
    return told.then(*(edits.set_novelty(paper, Novelty.SENT_BEFORE) for paper in papers))


def _reason_ignored(told: Audited) -> Audited:
    return told.then(edits.set_reason(told.case.reasons[1].id, response=""))


def _no_provider_support(told: Audited) -> Audited:
    kinds = {Kind.PROVIDER_LETTER, Kind.PROVIDER_NOTE, Kind.ATTESTATION}
    papers = [d.id for d in told.case.documents() if d.kind in kinds]
    return told.then(*(edits.set_document_kind(paper, Kind.RECORD) for paper in papers))


def _disorganised(told: Audited) -> Audited:
    return told.then(edits.move_document(told.case.sections[0].documents[0].id, 3))


def _names_of_a_scanner(told: Audited) -> Audited:
    papers = told.case.sections[2].documents
    return told.then(
        *(edits.rename_document(d.id, f"Scan {n:04}") for n, d in enumerate(papers, start=12))
    )


def _irrelevant_pages(told: Audited) -> Audited:
    return told.then(filed(3, "Dental bill of 2019", 3))


def _emotion_for_evidence(told: Audited) -> Audited:
    return told.then(
        edits.set_reason(
            told.case.reasons[0].id,
            response="This denial is cruel. I am desperate, and I beg you to help.",
        )
    )


def _late(told: Audited) -> Audited:
    return told.then(edits.set_detail("letter_date", "May 5, 2027"))


def _no_letter(told: Audited) -> Audited:
    return told.then(edits.set_document_kind(told.case.sections[0].documents[0].id, Kind.FORM))


def _hearsay(told: Audited) -> Audited:
    reason = told.case.reasons[0]
    more = f"{reason.response}\n\nMy doctor says that I need the MRI."
    return told.then(edits.set_reason(reason.id, response=more))


@pytest.mark.parametrize(
    ("mistake", "check_id"),
    [
        (_same_papers_again, "something-new"),
        (_reason_ignored, "reasons-answered"),
        (_no_provider_support, "provider-support"),
        (_disorganised, "letter-first"),
        (_names_of_a_scanner, "exhibits-named"),
        (_irrelevant_pages, "exhibits-cited"),
        (_emotion_for_evidence, "wording-emotion"),
        (_late, "in-time"),
        (_no_letter, "denial-letter"),
        (_hearsay, "wording-doctor"),
    ],
)
def test_a_classic_mistake_turns_exactly_its_own_check(
    sample: Audited, mistake: Callable[[Audited], Audited], check_id: str
) -> None:
    assert mistake(sample).open() == {check_id}
