"""Tables of a reason in the packet: read with poppler and pypdf, engines that did not make them."""

import re
import subprocess
from dataclasses import replace

import pytest
from pypdf import PdfReader

from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.values import (
    Arrangement,
    Case,
    Citation,
    DocumentId,
    Layout,
    PageId,
    TableRow,
)
from appealdesk.engine import styles
from appealdesk.packet.values import Delivery
from support.appeals import appeal
from support.setting import Made, make

PART = "section:4"
REASON = 900


def page(document: int, index: int) -> Citation:
    return Citation(DocumentId(document), PageId(document * 1000 + index))


def row(*cells: str, shown: tuple[Citation, ...] = ()) -> TableRow:
    return TableRow(cells, shown)


def with_table(kind: str, *rows: TableRow, case: Case | None = None) -> Case:
    return edits.set_reason_table(REASON, kind, rows).change(case or appeal())


def lines(made: Made, part: str = PART) -> list[str]:
    """The text as it lies on the pages, line by line, single spaces."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(made.path(part)), "-"],
        check=True,
        capture_output=True,
    )
    return [" ".join(line.split()) for line in run.stdout.decode("utf-8").splitlines()]


THERAPY = row(
    "Physical therapy",
    "2026-06-01",
    "2026-07-12",
    "12 visits",
    "Lakeside",
    "No relief",
    shown=(page(101, 1), Citation(DocumentId(102))),
)


def test_a_table_stands_between_response_and_evidence_with_its_sum(tmp_path) -> None:
    made = make(with_table("prior-treatments", THERAPY), tmp_path)
    text = made.text(PART)
    told = (
        "Our response It does: Exhibit B, p. 3.",
        "Treatments tried so far Treatment From \u2013 to How much Given by",
        "Physical",
        "Jun 1, 2026 \u2013",
        "Together: 6 weeks (42 days), from June 1, 2026 to July 12, 2026. In all: 12 visits.",
        "Evidence Where Document",
    )
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_the_pages_of_a_row_are_links_in_their_own_words(tmp_path) -> None:
    made = make(with_table("prior-treatments", THERAPY), tmp_path)
    text = made.text(PART)
    assert "Exhibit A, p. 2" in text
    links = made.links(PART)
    assert "appealdesk:page:101/101001" in links
    assert "appealdesk:document:102" in links
    moved = edits.move_document(102, 3, 101).change(with_table("prior-treatments", THERAPY))
    assert "Exhibit B, p. 2" in make(moved, tmp_path / "moved").text(PART)


def test_a_page_that_is_not_in_the_packet_is_told_and_not_printed(tmp_path) -> None:
    case = edits.include_pages(101, [101001], False).change(with_table("prior-treatments", THERAPY))
    made = make(case, tmp_path)
    assert "page:101/101001" not in " ".join(made.links(PART))
    assert [b.citation for b in made.composed.broken_citations] == [page(101, 1)]


def test_a_long_table_runs_over_pages_repeats_its_head_and_loses_nothing(tmp_path) -> None:
    many = [
        row(f"Point {n}", "Met", f"Finding {n}", shown=(page(101, n % 3),)) for n in range(1, 121)
    ]
    made = make(with_table("criteria", *many), tmp_path)
    pages = PdfReader(made.path(PART)).pages
    assert len(pages) > 2
    assert made.composed.lengths[PART].pages == len(pages)
    texts = [" ".join(p.extract_text().split()) for p in pages]
    last = next(n for n, text in enumerate(texts) if "Point 120" in text)
    assert all("What the policy asks" in text for text in texts[: last + 1])
    whole = " ".join(texts)
    assert all(f"Point {n} Met Finding {n} Exhibit A" in whole for n in range(1, 121))
    assert "Met: 120 of 120." in whole


def boxes(made: Made) -> list[tuple[float, float, float, float, str]]:
    """Each word of a part with its place on the page, in points."""
    run = subprocess.run(
        ["pdftotext", "-bbox", str(made.path(PART)), "-"], check=True, capture_output=True
    )
    found = []
    for line in run.stdout.decode("utf-8").splitlines():
        if "<word" in line:
            parts = line.split('"')
            x0, y0, x1, y1 = (float(parts[n]) for n in (1, 3, 5, 7))
            found.append((x0, y0, x1, y1, line.partition(">")[2].partition("<")[0]))
    return found


def test_a_cell_longer_than_a_page_and_a_word_without_end_stay_on_the_paper(tmp_path) -> None:
    words = " ".join(f"w{n}" for n in range(900))
    endless = "x" * 300
    made = make(
        with_table(
            "prior-treatments",
            row("Therapy", "2026-06-01", "2026-07-12", endless, endless, words),
        ),
        tmp_path,
    )
    found = boxes(made)
    assert {f"w{n}" for n in range(900)} <= {word for *_, word in found}
    right = styles.PAGE_WIDTH - styles.SIDE
    assert all(x0 >= styles.SIDE - 1 and x1 <= right + 1 for x0, _, x1, _, _ in found)
    low = styles.PAGE_HEIGHT - styles.BOTTOM
    assert all(y0 >= styles.TOP - 8 and y1 <= low + 8 for _, y0, _, y1, _ in found)


@pytest.mark.parametrize("filler", range(13, 17))
def test_a_title_stays_with_its_first_row(tmp_path, filler: int) -> None:
    case = edits.set_reason(REASON, response="Line.\n\n" * filler).change(
        with_table("prior-treatments", row(*THERAPY.cells[:5], "No relief at all. " * 20))
    )
    made = make(case, tmp_path)
    for text in (" ".join(p.extract_text().split()) for p in PdfReader(made.path(PART)).pages):
        if "Treatments tried so far" in text:
            assert "therapy" in text.partition("Treatments tried so far")[2]


@pytest.mark.parametrize("count", range(9, 14))
def test_the_sum_stands_below_the_last_row_on_the_same_page(tmp_path, count: int) -> None:
    many = [row(f"Treatment {n}", "2026-06-01", "2026-07-12") for n in range(1, count + 1)]
    made = make(with_table("prior-treatments", *many), tmp_path)
    texts = [" ".join(p.extract_text().split()) for p in PdfReader(made.path(PART)).pages]
    (told,) = (text for text in texts if "Together: 6 weeks" in text)
    assert f"Treatment {count} Jun" in told


def test_columns_that_say_nothing_are_left_out(tmp_path) -> None:
    made = make(with_table("criteria", row("Weak foot", "Met")), tmp_path)
    text = made.text(PART)
    assert "What the policy asks Is it met? Weak foot Met" in text
    assert "What shows it" not in text
    assert "Shown on" not in text


def test_an_empty_table_is_not_printed(tmp_path) -> None:
    made = make(with_table("criteria", row("", "  "), row()), tmp_path)
    assert "Point by point" not in made.text(PART)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("Brace", "2026-06-01", ""), "Brace From Jun 1, 2026"),
        (("Brace", "", "2026-06-01"), "Brace Until Jun 1, 2026"),
        (("Brace", "in spring", ""), "Brace in spring"),
        (("Brace", "2026-06-01", "2026-06-01"), "Brace Jun 1, 2026"),
    ],
)
def test_a_time_may_have_one_end(tmp_path, cells: tuple[str, ...], told: str) -> None:
    made = make(with_table("prior-treatments", row(*cells)), tmp_path)
    assert told in lines(made)


def test_a_score_stands_with_its_day(tmp_path) -> None:
    score = row("Oswestry", "46 %", "2026-06-01", "52 %", "2026-09-18", "under 30 %")
    told = lines(make(with_table("function", score), tmp_path))
    assert "What was measured At the start Now Goal" in told
    assert "Oswestry 46 % 52 % under 30 %" in told
    assert "Jun 1, 2026 Sep 18, 2026" in told


def test_a_table_alone_is_our_response(tmp_path) -> None:
    case = edits.set_reason(REASON, response="").change(with_table("criteria", row("A", "Met")))
    assert "Our response Point by point: what the policy asks" in make(case, tmp_path).text(PART)


def test_details_are_filled_in_and_markup_is_plain_words(tmp_path) -> None:
    case = with_table("criteria", row("<b>{{service}} & **more**", "Met"))
    case = replace(case, details=Details(service="MRI"))
    assert "<b>MRI & **more** Met" in make(case, tmp_path).text(PART)


def test_a_table_of_a_later_version_is_printed_with_what_it_says(tmp_path) -> None:
    made = make(with_table("of-tomorrow", row("one", "two", shown=(page(101, 0),))), tmp_path)
    assert "Table Shown on one two Exhibit A, p. 1" in made.text(PART)


def test_the_letter_has_the_tables_too(tmp_path) -> None:
    case = with_table("prior-treatments", THERAPY)
    made = make(replace(case, layout=Layout(Arrangement.LETTER_FIRST)), tmp_path)
    assert "Treatments tried so far" in made.text("letter")
    assert "appealdesk:page:101/101001" in made.links("letter")


@pytest.mark.parametrize(("delivery", "is_blue"), [(Delivery.FAX, False), (Delivery.MAIL, True)])
def test_links_are_blue_but_black_on_a_fax(tmp_path, delivery: Delivery, is_blue: bool) -> None:
    made = make(with_table("prior-treatments", THERAPY), tmp_path, delivery)
    content = PdfReader(made.path(PART)).pages[0].get_contents().get_data().decode("latin-1")
    inks = [
        float(value)
        for ink in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", content)
        for value in ink
    ]
    assert (max(inks) > styles.RULE.blue) is is_blue
    assert "Treatments tried so far" in made.text(PART)
