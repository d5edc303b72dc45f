"""Plan and typeset settle to a fixed point."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from appealdesk.case.values import Layout
from appealdesk.engine.compose import NotSettled, compose
from appealdesk.engine.typeset import BLANK_WORDS
from appealdesk.packet.plan import plan
from appealdesk.packet.values import ContentsEntry, Delivery
from support.appeals import appeal
from support.setting import make


def _quiet(_step, _done, _total):
    """Nobody listens."""


@pytest.mark.parametrize("documents", [1, 28, 29, 30, 31, 90])
@pytest.mark.parametrize("dividers", [False, True])
def test_trap_23_contents_length_moves_page_numbers(tmp_path, documents, dividers):
    """A contents of several pages still tells where each exhibit really begins."""
    case = replace(appeal(documents=documents, pages=1), layout=Layout(has_dividers=dividers))
    if documents == 1:
        case = replace(appeal(documents=2, pages=1), layout=Layout(has_dividers=dividers))
    made = make(case, tmp_path)
    for part, layout in made.composed.lengths.items():
        assert made.page_count(part) == layout.pages
    text = made.text("contents")
    for exhibit in made.packet.exhibits:
        begin = made.packet.anchors[f"document:{exhibit.document}"][0] + 1
        last = exhibit.first_page + exhibit.page_count
        pages = str(begin) if begin == last else f"{begin}–{last}"
        row = text.split(f"Exhibit {exhibit.letter} ")[1].split("Exhibit ")[0]
        assert pages in row.replace(".", " ").split()
    if documents == 90:
        assert made.composed.lengths["contents"].pages > 2


def test_composed_is_a_fixed_point(tmp_path):
    case = appeal(documents=60)
    done = compose(case, Delivery.MAIL, tmp_path, _quiet)
    again = compose(
        case,
        Delivery.MAIL,
        tmp_path / "again",
        _quiet,
        planner=lambda c, _lengths, d: plan(c, done.lengths, d),
    )
    assert again.lengths == done.lengths
    assert done.rounds <= 4
    for name in done.files.values():
        assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_an_unchanged_part_is_not_set_twice(tmp_path):
    written: list[dict[str, int]] = []

    def watch(_step, _done, _total):
        written.append({p.name: p.stat().st_mtime_ns for p in tmp_path.glob("*.pdf")})

    done = compose(appeal(documents=60), Delivery.MAIL, tmp_path, watch)
    assert done.rounds >= 2
    text = done.files["section:5"]
    assert len({times[text] for times in written if text in times}) == 1


def _swinging(case, lengths, delivery):
    """A plan whose contents are long exactly when they were short."""
    packet = plan(case, lengths, delivery)
    was = lengths["contents"].pages if "contents" in lengths else 1
    rows = tuple(ContentsEntry(1, "", f"Row {i}", 0, 0, "cover") for i in range(60))
    return replace(packet, contents=rows if was == 1 else rows[:3])


def test_swinging_lengths_keep_the_longer_one_with_a_blank_page(tmp_path):
    done = compose(appeal(), Delivery.MAIL, tmp_path, _quiet, planner=_swinging)
    pages = PdfReader(tmp_path / done.files["contents"]).pages
    assert len(pages) == done.lengths["contents"].pages == 2
    assert BLANK_WORDS in pages[-1].extract_text()


def test_a_plan_that_never_rests_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("appealdesk.engine.compose._MOST_ROUNDS", 8)
    rounds = iter(range(1000))

    def restless(case, lengths, delivery):
        packet = plan(case, lengths, delivery)
        number = next(rounds)
        entries = tuple(ContentsEntry(1, "", "Row", 0, 0, "cover") for _ in range(number * 40))
        return replace(packet, contents=entries)

    with pytest.raises(NotSettled, match="did not settle"):
        compose(appeal(), Delivery.MAIL, tmp_path, _quiet, planner=restless)


def test_each_round_is_told(tmp_path):
    told = []
    done = compose(appeal(), Delivery.MAIL, tmp_path, lambda *a: told.append(a))
    assert len(told) == done.rounds + 1
    assert told[-1] == ("typeset", done.rounds, done.rounds)
