"""The next level: a new case with everything that is needed again, and the old one as it was."""

import hashlib
from pathlib import Path

import pytest

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Novelty
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, Kind
from appealdesk.casefile.errors import CaseFileError
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.exporting import export
from appealdesk.desk.importing import import_files
from appealdesk.desk.next_level import PacketNotReady, next_levels, start_next_level
from appealdesk.desk.session import Session
from appealdesk.desk.tracker import change_stage
from support.papers import page_texts, text_pdf


@pytest.fixture
def ready(session: Session, worker, tmp_path: Path) -> Session:
    """An appeal to a plan of one's own that went out and was denied."""
    chart = text_pdf(tmp_path / "chart.pdf", [f"chart sheet {n}" for n in range(1, 4)])
    letter = text_pdf(tmp_path / "first denial.pdf", ["we deny this"])
    sections = {s.key: s.id for s in session.case.sections}
    list(import_files(session, worker, [chart], section=sections["supporting-documentation"]))
    list(
        import_files(
            session, worker, [letter], section=sections["introduction"], kind=Kind.DENIAL_LETTER
        )
    )
    papers = {d.file_name: d for d in session.case.documents()}
    cite = Citation(papers["chart.pdf"].id, papers["chart.pdf"].pages[1].id)
    first = Citation(papers["first denial.pdf"].id)
    for edit in (
        edits.set_section_text(sections["introduction"], f"We appeal. See {cite_token(first)}."),
        edits.set_section_text(sections["clinical-justification"], f"It grew {cite_token(cite)}."),
        edits.set_section_text(sections["conclusion"], "Please approve it."),
        edits.add_reason("No weeks of care", "We found no care.", "It is there."),
        edits.set_detail("denial_date", "September 14, 2026"),
        edits.set_detail("letter_date", "October 1, 2026"),
        edits.set_detail("insurer_address", "Appeals\n1 Main Street"),
        edits.set_situation("coverage", "individual"),
        edits.set_situation("letter_words", "You have 180 days."),
        change_stage("internal-appeal", "started", "2026-10-01"),
        change_stage("internal-appeal", "proof", "Certified mail: 9407"),
    ):
        session.apply(edit)
    session.apply(edits.cite(session.case.reasons[0].id, cite))
    return session


@pytest.fixture
def final(tmp_path: Path) -> Path:
    return text_pdf(tmp_path / "final denial.pdf", ["we still deny this"])


def hashed(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_takes_along_what_is_needed_and_leaves_the_old_letter_behind(
    ready, worker, final, tmp_path
) -> None:
    target = tmp_path / "next.appeal"
    count = start_next_level(ready, worker, target, denial=final, denial_date="November 20, 2026")
    with Session(CaseFile.open(target)) as made:
        case = made.case
        assert count == len(list(case.documents())) == 4
        assert case.situation.level == "external"
        assert case.situation.letter_words == ""
        assert case.details.denial_date == "November 20, 2026"
        assert case.details.letter_date == case.details.insurer_address == ""
        assert case.details.patient_name == ready.case.details.patient_name
        first, *_ = case.sections[0].documents
        assert (first.kind, first.title) == (Kind.DENIAL_LETTER, "The denial of that appeal")
        assert first.novelty is Novelty.NEW
        others = [d for d in case.documents() if d.id != first.id]
        assert {d.novelty for d in others} == {Novelty.SENT_BEFORE}
        bodies = {s.key: s.body for s in case.sections}
        assert bodies["clinical-justification"].startswith("It grew")
        assert bodies["introduction"] == bodies["conclusion"] == ""
        reason = case.reasons[0]
        assert (reason.title, reason.insurer_words, reason.response) == ("No weeks of care", "", "")
        assert reason.evidence == ready.case.reasons[0].evidence
        stage = next(s for s in case.stages if s.stage == "internal-appeal")
        assert (stage.outcome, stage.proof) == ("refused", "Certified mail: 9407")
        chart = next(d for d in case.documents() if d.file_name == "chart.pdf")
        assert "chart sheet 2" in made.file.page_texts(chart.clean)[1]


def test_the_first_packet_comes_along_without_its_exhibits_twice(
    ready, worker, final, tmp_path
) -> None:
    target = tmp_path / "next.appeal"
    start_next_level(ready, worker, target, denial=final)
    with Session(CaseFile.open(target)) as made:
        paper = next(d for d in made.case.documents() if d.kind is Kind.PREVIOUS_APPEAL)
        texts = made.file.page_texts(paper.clean)
        shown = " ".join(texts[page.index] for page in paper.included_pages)
        assert len(paper.pages) == len(texts)
        assert "Please approve it." in shown
        assert "chart sheet" not in shown
        assert "chart sheet 3" in " ".join(texts)


def test_the_new_case_can_be_sent_once_it_is_written(ready, worker, final, tmp_path) -> None:
    target = tmp_path / "next.appeal"
    start_next_level(ready, worker, target, denial=final)
    with Session(CaseFile.open(target)) as made:
        for section in made.case.sections:
            if section.key in {"introduction", "conclusion"}:
                made.apply(edits.set_section_text(section.id, "Please look at it anew."))
        reason = made.case.reasons[0]
        made.apply(edits.set_reason(reason.id, insurer_words="Still no.", response="Still yes."))
        out = tmp_path / "packet.pdf"
        export(made, worker, out)
        assert "we still deny this" in " ".join(page_texts(out))


def test_the_old_case_is_not_touched(ready, worker, final, tmp_path) -> None:
    before, exports = ready.case, ready.file.exports()
    start_next_level(ready, worker, tmp_path / "next.appeal", denial=final)
    assert ready.case is before
    assert ready.file.exports() == exports
    ready.close()
    told = hashed(tmp_path / "case.appeal")
    with Session(CaseFile.open(tmp_path / "case.appeal", read_only=True)) as again:
        start_next_level(again, worker, tmp_path / "again.appeal", denial=final)
    assert hashed(tmp_path / "case.appeal") == told


def test_a_packet_that_is_not_whole_asks_for_the_one_that_was_sent(
    ready, worker, final, tmp_path
) -> None:
    ready.apply(edits.set_section_text(ready.case.sections[0].id, "Dear [Your name]"))
    target = tmp_path / "next.appeal"
    with pytest.raises(PacketNotReady):
        start_next_level(ready, worker, target, denial=final)
    assert not target.exists()
    sent = text_pdf(tmp_path / "as sent.pdf", ["cover", "letter"])
    start_next_level(ready, worker, target, denial=final, packet=sent)
    with Session(CaseFile.open(target)) as made:
        paper = next(d for d in made.case.documents() if d.kind is Kind.PREVIOUS_APPEAL)
        assert paper.file_name == "as sent.pdf"
        assert len(paper.included_pages) == 2


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing follows", b"PK\x03\x04 word"])
def test_a_letter_that_cannot_be_read_leaves_nothing_behind(
    ready, worker, tmp_path, content
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    there = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(AppealDeskError):
        start_next_level(ready, worker, tmp_path / "next.appeal", denial=bad)
    assert sorted(p.name for p in tmp_path.iterdir()) == there
    assert not list(worker.folder.glob("next-*"))


def test_nothing_is_replaced(ready, worker, final, tmp_path) -> None:
    target = tmp_path / "next.appeal"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(CaseFileError):
        start_next_level(ready, worker, target, denial=final)
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_password_protects_the_new_case(ready, worker, final, tmp_path) -> None:
    target = tmp_path / "next.appeal"
    start_next_level(ready, worker, target, denial=final, password="a long one")
    with Session(CaseFile.open(target, password="a long one")) as made:
        assert made.file.is_protected


def test_the_levels_that_can_follow(ready) -> None:
    assert [level.id for level in next_levels(ready.case)] == ["external"]
    ready.apply(edits.set_situation("coverage", "original-medicare"))
    assert [level.id for level in next_levels(ready.case)] == ["reconsideration", "hearing"]
    ready.apply(edits.set_situation("level", "hearing"))
    assert next_levels(ready.case) == ()
    ready.apply(edits.set_situation("coverage", ""))
    assert next_levels(ready.case) == ()
