"""Any chain of edits, undos, redos and openings: what is on disk is what is in memory."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from appealdesk.case import edits
from appealdesk.case.details import detail_keys
from appealdesk.case.edits import Edit, EditRefused
from appealdesk.case.situation import AnswerState, Novelty, StageRecord
from appealdesk.case.values import (
    Arrangement,
    Citation,
    Kind,
    Problem,
    Route,
    TableRow,
    new_case,
)
from appealdesk.casefile import rows
from appealdesk.casefile.store import CaseFile

WORDS = st.text(max_size=12)
NUMBER = st.integers(0, 30)  # an index into whatever is there now
DEGREES = st.sampled_from([90, 180, 270])


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "case.appeal"
        self.cases = [new_case()]  # every state that undo and redo may show
        self.labels: list[str] = []
        self.at = 0

    @initialize(password=st.sampled_from([None, "pass"]))
    def start(self, password: str | None) -> None:
        self.password = password
        self.file = CaseFile.create(self.path, new_case(), password=password)

    def do(self, edit: Edit) -> None:
        before = self.file.case
        try:
            expected = edit.change(before)
        except EditRefused:
            with pytest.raises(EditRefused):
                self.file.apply(edit.label, edit.change)
            assert self.file.case is before
            return
        assert self.file.apply(edit.label, edit.change) == expected
        if expected != before:
            self.cases[self.at + 1 :] = [expected]
            self.labels[self.at :] = [edit.label]
            self.at += 1

    def section(self, number: int) -> int | None:
        ids = [None, *(s.id for s in self.file.case.sections)]
        return ids[number % len(ids)]

    def document(self, number: int) -> int:
        ids = [d.id for d in self.file.case.documents()] or [999]
        return ids[number % len(ids)]

    def pages(self, number: int, mask: int) -> list[int]:
        found = self.file.case.document(self.document(number))
        return [p.id for n, p in enumerate(found.pages if found else ()) if mask >> n & 1]

    def reason(self, number: int) -> int:
        ids = [r.id for r in self.file.case.reasons] or [999]
        return ids[number % len(ids)]

    @rule(key=st.sampled_from(sorted(detail_keys())), value=WORDS)
    def detail(self, key: str, value: str) -> None:
        self.do(edits.set_detail(key, value))

    @rule(arrangement=st.sampled_from(Arrangement), dividers=st.booleans())
    def layout(self, arrangement: Arrangement, dividers: bool) -> None:
        self.do(edits.set_layout(arrangement, dividers))

    @rule(title=WORDS, before=NUMBER)
    def add_section(self, title: str, before: int) -> None:
        self.do(edits.add_section(title, self.section(before)))

    @rule(what=st.sampled_from("trmio"), n=NUMBER, other=NUMBER, text=WORDS)
    def change_section(self, what: str, n: int, other: int, text: str) -> None:
        section = self.section(n) or 999
        self.do({
            "t": edits.set_section_text(section, text),
            "r": edits.rename_section(section, text),
            "m": edits.move_section(section, self.section(other)),
            "i": edits.include_section(section, other % 2 == 0),
            "o": edits.remove_section(section),
        }[what])  # fmt: skip

    @rule(
        title=WORDS,
        section=NUMBER,
        pages=st.integers(0, 5),
        kind=st.sampled_from(Kind),
        before=NUMBER,
    )
    def add_document(self, title: str, section: int, pages: int, kind: Kind, before: int) -> None:
        place = self.section(section)
        there = self.file.case.section(place).documents if place else self.file.case.tray
        ids = [None, *(d.id for d in there)]
        self.do(
            edits.add_document(
                place, title=title, file_name=f"{title}.pdf", source="a" * 64, kind=kind,
                page_count=pages, before=ids[before % len(ids)],
            )
        )  # fmt: skip

    @rule(n=NUMBER, section=NUMBER, before=NUMBER)
    def move_document(self, n: int, section: int, before: int) -> None:
        place = self.section(section)
        there = self.file.case.section(place).documents if place else self.file.case.tray
        ids = [None, *(d.id for d in there)]
        self.do(edits.move_document(self.document(n), place, ids[before % len(ids)]))

    @rule(
        what=st.sampled_from("rknx"),
        n=NUMBER,
        kind=st.sampled_from(Kind),
        text=WORDS,
        pages=st.integers(0, 5),
    )
    def change_document(self, what: str, n: int, kind: Kind, text: str, pages: int) -> None:
        document = self.document(n)
        problem = Problem("damaged", f"It says {text}.", "Look.") if not pages else None
        again = edits.replace_import(
            document, clean="c" * 64, route=Route.REPAIRED, notes=(text,), page_count=pages,
            problem=problem,
        )  # fmt: skip
        self.do({
            "r": edits.rename_document(document, text),
            "k": edits.set_document_kind(document, kind),
            "n": again,
            "x": edits.remove_document(document),
        }[what])  # fmt: skip

    @rule(
        what=st.sampled_from("itm"),
        n=NUMBER,
        mask=st.integers(1, 31),
        degrees=DEGREES,
        other=NUMBER,
    )
    def change_pages(self, what: str, n: int, mask: int, degrees: int, other: int) -> None:
        document, pages = self.document(n), self.pages(n, mask)
        ends = [None, *self.pages(n, ~mask)]
        self.do({
            "i": edits.include_pages(document, pages, degrees == 90),
            "t": edits.rotate_pages(document, pages, degrees),
            "m": edits.move_pages(document, pages, ends[other % len(ends)]),
        }[what])  # fmt: skip

    @rule(title=WORDS)
    def add_reason(self, title: str) -> None:
        self.do(edits.add_reason(title))

    @rule(what=st.sampled_from("smo"), n=NUMBER, other=NUMBER, text=WORDS)
    def change_reason(self, what: str, n: int, other: int, text: str) -> None:
        self.do({
            "s": edits.set_reason(self.reason(n), response=text, insurer_words=text[::-1]),
            "m": edits.move_reason(self.reason(n), self.reason(other)),
            "o": edits.remove_reason(self.reason(n)),
        }[what])  # fmt: skip

    @rule(n=NUMBER, document=NUMBER, mask=st.integers(0, 31), take=st.booleans())
    def evidence(self, n: int, document: int, mask: int, take: bool) -> None:
        known = self.file.case.reason(self.reason(n))
        if take and known and known.evidence:
            self.do(edits.uncite(known.id, known.evidence[document % len(known.evidence)]))
            return
        page = next(iter(self.pages(document, mask)), None)
        self.do(edits.cite(self.reason(n), Citation(self.document(document), page)))

    @rule(what=st.sampled_from("csrdnakt"), n=NUMBER, text=WORDS, mask=st.integers(0, 31))
    def guide(self, what: str, n: int, text: str, mask: int) -> None:
        document, reason = self.document(n), self.reason(n)
        cites = tuple(Citation(document, page) for page in self.pages(document, mask))
        self.do({
            "c": edits.set_situation("coverage", text),
            "s": edits.set_situation("is_urgent", bool(mask % 2)),
            "r": edits.set_reason_table(reason, "criteria", [TableRow((text, ""), cites)] * (n % 3)),
            "d": edits.set_document_date(document, f"2026-03-{1 + mask % 28:02}"),
            "n": edits.set_novelty(document, list(Novelty)[n % 3]),
            "a": edits.answer_check(f"check-{n % 3}", AnswerState.DONE, text),
            "k": edits.set_reason_kind(reason, text),
            "t": edits.set_stage(StageRecord(f"stage-{n % 3}", note=text)),
        }[what])  # fmt: skip

    @rule(n=NUMBER)
    def withdraw(self, n: int) -> None:
        self.do(edits.withdraw_answer(f"check-{n % 3}"))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            expected = self.labels[self.at - 1] if self.at else None
            assert self.file.undo() == expected
            self.at = max(0, self.at - 1)
            assert self.file.case == self.cases[self.at]

    @precondition(lambda self: self.at < len(self.labels))
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            is_there = self.at < len(self.labels)
            assert self.file.redo() == (self.labels[self.at] if is_there else None)
            self.at += is_there
            assert self.file.case == self.cases[self.at]

    @rule()
    def open_again(self) -> None:
        self.file.close()
        self.file = CaseFile.open(self.path, password=self.password)

    @invariant()
    def disk_is_memory(self) -> None:
        assert self.file.case == self.cases[self.at]
        assert rows.read(self.file._db) == self.file.case
        assert [(e.label, e.is_done) for e in self.file.history()] == [
            (label, n < self.at) for n, label in enumerate(self.labels)
        ]

    def teardown(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
            with CaseFile.open(self.path, password=self.password) as again:
                assert repr(again.case) == repr(self.cases[self.at])
                while again.undo():
                    self.at -= 1
                    assert again.case == self.cases[self.at]
                assert self.at == 0
        shutil.rmtree(self.folder)


TestDesk = pytest.mark.slow(Desk.TestCase)
TestDesk.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
