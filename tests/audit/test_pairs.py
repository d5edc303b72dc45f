"""Every check has a case that passes and one that fails it, and no mistake alarms another check."""

import pytest

from appealdesk.audit.checks import JUDGES, STOPPING, State, check, stoppers
from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.values import Kind, new_case
from appealdesk.desk.help import help_pages
from appealdesk.guidance.checks import check_text, check_texts, group_title
from appealdesk.guidance.reasons import reason_kind
from appealdesk.guidance.tables import table_kind
from appealdesk.packet.plan import plan
from support.audited import ASKED, MISTAKES, Audited, green

IDS = [text.id for text in check_texts()]


def test_every_check_has_words_a_judge_and_a_mistake() -> None:
    assert len(set(IDS)) == len(IDS)
    assert set(IDS) == set(JUDGES) == set(MISTAKES)
    assert set(IDS) >= STOPPING
    assert set(green().states()) == set(IDS)


def test_in_the_green_case_every_check_is_judged_and_done() -> None:
    assert {name for name, s in green().states().items() if s is not State.DONE} == set()


@pytest.mark.parametrize("check_id", IDS)
def test_a_mistake_opens_its_own_check_and_no_other(check_id: str) -> None:
    made = MISTAKES[check_id](green())
    assert made.open() == {check_id}


PLACE_KEYS = {
    "case": {"add-files", "add-reason", "history", "deadline", "answer"},
    "detail": set(Details.__dataclass_fields__),
    "section": {"title", "text", "switch"},
    "reason": {"title", "insurer_words", "response", "evidence", "table"},
    "document": {"title", "pages", "problem", "file", "cite", "kind", "date", "novelty"},
}


@pytest.mark.parametrize("check_id", IDS)
def test_an_open_check_names_the_very_field(check_id: str) -> None:
    found = MISTAKES[check_id](green()).checks()[check_id]
    assert found.where
    for place in found.where:
        assert place.key in PLACE_KEYS[place.kind], place
        assert place.words.strip()
        assert place.check == (check_id if place.key == "answer" else "")


@pytest.mark.parametrize("check_id", sorted(STOPPING))
def test_what_must_never_be_sent_stops_the_export(check_id: str) -> None:
    found = tuple(MISTAKES[check_id](green()).checks().values())
    assert [c.id for c in stoppers(found)] == [check_id]


def test_all_other_mistakes_stop_nothing() -> None:
    for check_id in set(IDS) - STOPPING:
        assert stoppers(tuple(MISTAKES[check_id](green()).checks().values())) == ()


def test_an_empty_case_is_asked_for_little() -> None:
    """What is missing on the first day can be counted on one hand, and nothing is asked yet."""
    case = new_case()
    found = check(case, plan(case, {}))
    missing = [c.id for c in found if c.state is State.MISSING]
    weak = [c.id for c in found if c.state is State.WEAK]
    assert missing == [
        "details-needed", "details-known", "denial-letter", "reasons-listed", "sections-written",
    ]  # fmt: skip
    assert weak == ["in-time", "provider-support"]
    asked = {c.id for c in found if c.is_asked}
    assert asked >= {"signed", "copies-kept", "risks-told"}
    assert all(c.state is State.NOT_APPLICABLE for c in found if c.is_asked)


def test_every_check_has_words_for_a_person() -> None:
    for text in check_texts():
        assert text.why.endswith("."), text.id
        assert not text.title.endswith("."), text.id
        assert not text.todo.endswith("."), text.id
        assert group_title(text.group), text.id
        assert not text.help or text.help in help_pages(), text.id
    assert len({text.title for text in check_texts()}) == len(IDS)
    assert len({text.todo for text in check_texts()}) == len(IDS)
    assert check_text("nothing-like-it") is None


def test_what_is_asked_has_words_for_it_and_nothing_else_has() -> None:
    """Whatever the case: a check that may ask the user has a question."""
    told = green()
    unread = Audited(told.case, {}).then(
        edits.set_document_kind(told.named("rule").id, Kind.GUIDELINE),
        edits.set_document_kind(told.named("form").id, Kind.STATEMENT),
        edits.set_reason_table(told.case.reasons[0].id, "prior-treatments", []),
    )
    asked = {c.id for c in unread.checks().values() if c.is_asked}
    assert asked == {text.id for text in check_texts() if text.ask}
    assert all(text.ask.endswith("?") for text in check_texts() if text.ask)


def test_kinds_of_reasons_are_known_and_have_a_table() -> None:
    kinds = {kind for text in check_texts() for kind in text.kinds}
    assert kinds
    for name in kinds:
        found = reason_kind(name)
        assert found is not None, name
        assert table_kind(found.tables[0]) is not None, name


def test_a_check_carries_its_words_and_its_source() -> None:
    found = green().checks()["criteria-had"]
    text = check_text("criteria-had")
    assert text is not None
    assert (found.title, found.why, found.todo) == (text.title, text.why, text.todo)
    assert found.source == text.source
    assert (found.group, found.help) == ("evidence", "document-criteria")


def test_the_order_is_that_of_the_work() -> None:
    groups = list(dict.fromkeys(text.group for text in check_texts()))
    assert groups == ["case", "denial", "evidence", "words", "papers", "pages", "sending"]
    assert len(groups) == sum(
        1 for a, b in zip([None, *check_texts()], check_texts(), strict=False)
        if a is None or a.group != b.group
    )  # fmt: skip
    assert set(ASKED) < set(IDS)
