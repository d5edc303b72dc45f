"""Markdown in, Markdown out: the typesetter makes the same of it, and no word is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdesk.engine.markdown import MarkdownIt
from appealdesk.resources import resource_path
from appealdesk.ui.text.blocks import Kind, Run, joined, plain
from appealdesk.ui.text.markdown_in import outline, read_blocks
from appealdesk.ui.text.markdown_out import Translator
from appealdesk.ui.text.words_out import words

SAMPLES = [
    "A paragraph.",
    "# Heading\n\n## Second *slanted*\n\nText **bold** and *italic* and `code`.",
    "Hard\\\nbreak and  \nanother",
    "- one\n- two\n  - three\n  - four\n- five",
    "1. one\n2. two\n   1. in\n   2. in\n3. three",
    "4) four\n5) five",
    "- one\n\n- two",
    "- one\n\n  further\n\n- two",
    "- a\n- b\n\n* c\n* d",
    "> quoted\n> words\n>\n> more\n\n> another",
    "> a\n>\n> > b\n>\n> c",
    "> - a\n> - b\n>\n> # Head",
    "| A | B |\n|---|--:|\n| 1 | **2** |\n| a\\|b | [cite:3] |",
    "---\n\ntext\n\n***",
    "[words](https://example.org/a_b) and <https://example.org>",
    "```python\nx = 1\n\ny\n```\n\nafter",
    "~~~\nnever closed",
    "![picture](x.png) stays",
    "\\[LIKE THIS] and [Your name] and ____ and \\____ and {{DATE}}",
    "<b>as typed</b> &amp; &copy; 5 < 6",
    "See [cite:12/340], {{patient_name}} and **[cite:12]**.",
    "Setext\n===\n\nwords",
    "- > quote in a list\n\nafter",
    "- - a",
    "-\n- a",
    "    four spaces",
    "x\n\n[ref]: https://example.org",
    "**a *b* c** ***d*** *e **f** g*",
]


def shown_and_written(markdown):
    """What is written of the blocks alone, without the Markdown that they came from."""
    return Translator().write(Translator().read(markdown))  # one that knows no sources


@pytest.mark.parametrize("markdown", SAMPLES)
def test_a_text_that_was_read_and_written_is_printed_as_before(markdown):
    written = shown_and_written(markdown)
    assert outline(written) == outline(markdown), written
    assert shown_and_written(written) == written


def test_the_sample_is_shown_as_it_is_not_as_markdown():
    for path in sorted(resource_path("sample").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        written = shown_and_written(text)
        assert outline(written) == outline(text)
        assert all(b.kind is not Kind.VERBATIM for b in Translator().read(text)), path


WORDS = st.lists(
    st.sampled_from(
        [*"ab 1.)-+*_#>|[](){}<>&;:!`~=\\\n\t\"'/@", "\xe9", "\xa0", "\U0001f600", "**", "1. ", "- ",
         "](", "<a@b.c>", "&amp;", "---", "===", "```", "| a |", "http://x.y"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


def rendered(markdown):
    """What the parser, set up as the typesetter does, gives as words: a check apart from ours."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    parser.enable("table").disable(["reference", "code"])
    out = []
    for token in parser.parse(markdown):
        if token.type == "inline":
            out.append(
                "".join(
                    "\n" if c.type == "hardbreak" else " " if c.type == "softbreak" else c.content
                    for c in token.children
                )
            )
        elif token.type in {"fence", "code_block", "hr"}:
            out.append(f"<{token.type}>{token.content}")
    return out


@settings(max_examples=250, deadline=None)
@given(WORDS)
def test_typed_words_are_printed_as_typed(text):
    runs = joined([Run(text.replace("\n\n", "\n"))])
    if not runs:
        return
    shown = plain(runs)
    assert rendered(words(runs)) == [shown]


DRESS = st.builds(
    Run,
    text=st.text(st.sampled_from(list('abc .,"(*_`[1\n')), min_size=1, max_size=6),
    is_bold=st.booleans(),
    is_italic=st.booleans(),
    is_code=st.sampled_from([False, False, False, True]),
    link=st.sampled_from(["", "", "", "https://example.org"]),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(DRESS, min_size=1, max_size=5))
def test_dressed_words_keep_their_words(runs):
    runs = joined(
        Run(r.text.replace("\n", " "), r.is_bold, r.is_italic, r.is_code, r.link)
        if r.is_code
        else r
        for r in runs
    )
    if not runs:
        return
    written = words(runs)
    found = read_blocks(written)
    assert found is not None
    assert len(found) == 1, written
    assert "".join(plain(found[0].runs).split()) == "".join(plain(runs).split())


LINES = st.sampled_from(
    ["", "", "", "words", "# head", "- item", "  - inner", "1. one", "2. two", "   more", "> q", "> > qq", "> - ql",
     "| a | b |", "|---|--:|", "| 1 | 2 |", "---", "```", "    deep", "**b** *i*", "a\\", "[cite:1/2]", "{{claim_number}}",
     "[Your name]", "\\[MEANT]", "___", "* star", "3) three", "===", "<b>", "&amp;", "*a", "b*", "-", "> ", "[x](y)", "![i](j)"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_any_document_is_printed_as_before(lines):
    markdown = "\n".join(lines)
    written = shown_and_written(markdown)
    assert outline(written) == outline(markdown), written
    assert shown_and_written(written) == written
