"""Written texts: what Markdown becomes, what is never taken for markup, what never overflows."""

import subprocess
from dataclasses import replace

import pytest

from appealdesk.case.values import Citation, DocumentId, PageId
from appealdesk.engine.markdown import BROKEN_WORDS
from appealdesk.engine.setter import BrokenCitation
from support.appeals import appeal
from support.setting import make

TEXT = "section:2"
WORDS = "pain in the lower back that did not get better "


def _set(tmp_path, body):
    return make(appeal(bodies={"clinical-justification": body}), tmp_path)


def test_block_kinds(tmp_path):
    body = (
        "# Big\n\n## Small\n\nOne **bold** and *thin* `code`\nsame line  \nnew line\n\n"
        "- dot\n  - deep\n\n3. three\n4. four\n\n> quoted\n>\n> again\n\n***\n\n```\n  kept\n```\n"
    )
    text = _set(tmp_path, body).text(TEXT)
    for piece in (
        "Big Small One bold and thin code same line new line",
        "• dot",
        "– deep",
        "3. three",
        "4. four",
        "quoted again",
        "kept",
    ):
        assert piece in text


def test_table_repeats_its_header_on_each_page(tmp_path):
    body = "| Treatment | Result |\n|---|--:|\n" + "| therapy | none |\n" * 90
    made = _set(tmp_path, body)
    pages = made.page_count(TEXT)
    text = made.text(TEXT)
    assert pages > 1
    assert text.count("Treatment Result") == pages
    assert text.count("therapy") == 90


def test_raw_html_stands_as_typed(tmp_path):
    body = (
        "<script>alert(1)</script> a & b &lt; <b>x\n\n<div>\ny\n</div>\n\n<para></a><font name='q'>"
    )
    made = _set(tmp_path, body)
    text = made.text(TEXT)
    assert "<script>alert(1)</script> a & b < <b>x" in text
    assert "<div> y </div>" in text
    assert "<para></a><font name='q'>" in text


def test_only_web_and_mail_links_become_links(tmp_path):
    body = (
        "[a](javascript:x) [b](file:///etc/passwd) [c](appealdesk:cover) [d](http://e.org/?a=1&b=2)"
        " <https://f.org> <me@g.org> ![pic](http://h.org/p.png) [i][j]\n\n[j]: http://k.org"
    )
    made = _set(tmp_path, body)
    links = [link for link in made.links(TEXT) if not link.startswith("appealdesk:")]
    assert links == ["http://e.org/?a=1&b=2", "https://f.org", "mailto:me@g.org"]
    assert "appealdesk:cover" not in made.links(TEXT)
    text = made.text(TEXT)
    assert "d (http://e.org/?a=1&b=2)" in text  # paper shows where it leads
    assert "pic" in text
    assert "[j]: http://k.org" in text  # typed words never vanish


@pytest.mark.parametrize(
    "body",
    [
        "[cite:101](http://x.org)",
        "**[cite:101]**",
        "_[cite:101]_",
        "`[cite:101]`",
        "[see [cite:101] here](http://x.org)",
        "| a |\n|---|\n| [cite:101] |",
        "[cite:101]: http://x.org",
        "# [cite:101]",
        "![[cite:101]](http://x.org/p.png)",
        "```\n[cite:101]\n```",
        "> - [cite:101]",
    ],
)
def test_cites_are_links_wherever_they_stand(tmp_path, body):
    made = _set(tmp_path, body)
    assert "Exhibit A" in made.text(TEXT)
    assert "appealdesk:document:101" in made.links(TEXT)


def test_broken_cites_are_told(tmp_path):
    made = _set(tmp_path, "Seen in [cite:999] and [cite:101/5].")
    where = "the section “Clinical Justification”"
    assert made.composed.broken_citations == (
        BrokenCitation(Citation(DocumentId(999)), where),
        BrokenCitation(Citation(DocumentId(101), PageId(5)), where),
    )
    assert f"Seen in {BROKEN_WORDS} and {BROKEN_WORDS}." in made.text(TEXT)


def test_details_are_words_not_markup(tmp_path):
    details = appeal().details
    case = appeal(
        bodies={"clinical-justification": "ID {{member_id}}, to {{insurer_address}}, {{nope}}"},
        details=replace(details, member_id="*W_1_2* <b>[cite:101]"),
    )
    made = make(case, tmp_path)
    text = made.text(TEXT)
    assert "ID *W_1_2* <b>[cite:101], to PO Box 4410 Springfield, IL 62701, {{nope}}" in text
    assert made.links(TEXT) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("| a | b |\n|---|---|\n| " + WORDS * 300 + " | x |", 300),
        ("| " + WORDS * 120 + " | b |\n|---|---|\n| x | x |", 120),
        ("> " + WORDS * 700, 700),
        (WORDS * 700, 700),
        ("# " + WORDS * 150, 150),
        ("- " * 30 + WORDS * 3, 3),
        (">" * 60 + WORDS, 1),
        ("|" + "a|" * 40 + "\n|" + "---|" * 40 + "\n|" + (WORDS + "|") * 40, 40),
    ],
    ids=["cell", "header", "quote", "paragraph", "heading", "deep-list", "deep-quote", "columns"],
)
def test_nothing_is_too_big_for_a_page(tmp_path, body, count):
    made = _set(tmp_path, body)
    assert made.text(TEXT).replace(" ", "").count("painin") == count
    _inside(made.path(TEXT))


@pytest.mark.parametrize(
    "body",
    [
        "x" * 5000,
        "see https://example.org/" + "a/b_c-d" * 300,
        "| a | b | c |\n|---|---|---|\n| " + "W" * 900 + " | " + "y" * 400 + " | z |",
        "|" + "alpha|" * 12 + "\n|" + "---|" * 12 + "\n|" + "incomprehensibility|" * 12,
        "中文没有空格" * 300,
        "```\n" + "x" * 900 + "\n```",
    ],
    ids=["word", "address", "cells", "columns", "chinese", "code"],
)
def test_long_words_stay_inside_the_margins(tmp_path, body):
    made = _set(tmp_path, body)
    assert made.composed.missing_glyphs == ()
    _inside(made.path(TEXT))


def _inside(path):
    out = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True
    ).stdout.decode()
    rights = [float(part.split('"')[0]) for part in out.split('xMax="')[1:]]
    lefts = [float(part.split('"')[0]) for part in out.split('xMin="')[1:]]
    assert rights
    assert max(rights) <= 612 - 72 + 1
    assert min(lefts) >= 72 - 1


def test_empty_blocks_do_no_harm(tmp_path):
    made = _set(tmp_path, "- \n- a\n-\n1. \n\n> \n\n#\n\n| |\n|-|\n| |\n\n****\n\n[]()")
    assert "a" in made.text(TEXT)


def test_headings_stay_with_their_text(tmp_path):
    body = "\n\n".join(f"## Head{i}\n\nBody{i} line." for i in range(120))
    made = _set(tmp_path, body)
    out = subprocess.run(
        ["pdftotext", "-layout", str(made.path(TEXT)), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = [page for page in out.split("\f") if page.strip()]
    assert len(pages) > 3
    for page in pages:
        assert not page.strip().splitlines()[-1].strip().startswith("Head")
