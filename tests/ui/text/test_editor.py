"""The text editor: what is typed is what is stored, what is stored is what is shown."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

from appealdesk.case.values import Citation, Document, DocumentId, PageId, PageRef, new_case
from appealdesk.desk.spelling import Speller
from appealdesk.packet.plan import plan
from appealdesk.ui.text.blocks import numbered
from appealdesk.ui.text.document import blocks_of
from appealdesk.ui.text.editor import TextEditor
from appealdesk.ui.text.markdown_in import outline
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.text.surface import Surface

# As the typesetter sets its own up: a check apart from the editor's reader.
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
_PARSER.enable("table").disable(["reference", "code"])
CHART = Document(
    DocumentId(12),
    "Office chart",
    "chart.pdf",
    "x",
    clean="y",
    pages=(PageRef(PageId(340), 0), PageRef(PageId(341), 1)),
)


@pytest.fixture(scope="module")
def speller():
    return Speller()


@pytest.fixture
def spelling(kit, speller):
    return Spelling(kit, speller)


@pytest.fixture
def editor(kit, spelling, qtbot):
    made = TextEditor(kit, "Our response", spelling=spelling)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sheet(editor):
    return editor.findChild(Surface)


@pytest.fixture
def case():
    whole = new_case()
    first = replace(whole.sections[0], documents=(CHART,))
    return replace(whole, sections=(first, *whole.sections[1:]))


def press(qtbot, sheet, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(sheet, key, modifier)


def type_in(qtbot, sheet, words):
    for number, part in enumerate(words.split("\n")):
        if number:
            press(qtbot, sheet, Qt.Key.Key_Return)
        qtbot.keyClicks(sheet, part)


def at_end(sheet):
    sheet.moveCursor(QTextCursor.MoveOperation.End)


def button(editor, shape):
    return editor.findChild(QToolButton, f"text-{shape}")


# ---- text in, text out


def test_what_is_typed_is_given_after_a_pause(qtbot, editor, sheet):
    with qtbot.waitSignal(editor.committed, timeout=3000) as given:
        type_in(qtbot, sheet, "I ask for a *new* look")
        assert editor.is_dirty
    assert given.args == [r"I ask for a \*new\* look"]
    assert not editor.is_dirty


def test_a_text_that_is_only_read_is_never_rewritten(qtbot, editor, sheet):
    odd = "Title\n=====\n\n*  one\n*  two\n\n__bold__ text\nover two lines\n"
    editor.set_text(odd)
    editor.flush()
    assert editor.text() == odd
    assert not editor.is_dirty
    at_end(sheet)
    type_in(qtbot, sheet, "!")
    assert editor.text() == "Title\n=====\n\n*  one\n*  two\n\n**bold** text over two lines!"


def test_leaving_the_text_gives_it_at_once(qtbot, editor, sheet):
    sheet.setFocus()
    type_in(qtbot, sheet, "words")
    with qtbot.waitSignal(editor.committed):
        sheet.clearFocus()


def test_setting_a_text_is_not_heard_as_typing(qtbot, editor):
    with qtbot.assertNotEmitted(editor.committed):
        editor.set_text("# Heading\n\ntext")
        editor.flush()
    assert not editor.is_dirty
    assert not editor.can("undo")


def test_the_same_text_again_keeps_caret_and_undo(qtbot, editor, sheet):
    type_in(qtbot, sheet, "one two")
    editor.flush()
    place = sheet.textCursor().position()
    editor.set_text(editor.text())
    assert sheet.textCursor().position() == place
    assert editor.can("undo")
    editor.set_text("other")
    assert not editor.can("undo")


def test_what_is_shown_has_no_markdown_in_it(editor, sheet):
    editor.set_text("# Why\n\n- **one**\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    shown = sheet.toPlainText()
    assert not set("#*->|") & set(shown)
    for word in ("Why", "one", "quoted", "a", "2"):
        assert word in shown


PARTS = st.sampled_from(
    ["# Head", "- a\n- b\n  - c", "1. a\n2. b", "> q\n>\n> r", "> - x\n> - y", "| a | b |\n|---|--:|\n| 1 | 2 |",
     "---", "```\ncode\n```", "text **b** *i* `c`", "a\\\nb", "[cite:12/340] see {{claim_number}}", "[Your name] \\[MEANT] ____",
     "- a\n\n  b\n\n- c", "<https://a.example> [w](https://b.example)", "3) x\n4) y", "* star", "+ plus", "> > deep"]
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PARTS, max_size=7))
def test_any_text_comes_out_of_the_document_as_it_went_in(editor, sheet, parts):
    markdown = "\n\n".join(parts)
    editor.set_text("")
    editor.set_text(markdown)
    shown = numbered(blocks_of(sheet.document()))
    assert shown == numbered(editor._translator.read(markdown))
    assert outline(editor._translator.write(shown)) == outline(markdown)


TYPED = st.lists(
    st.sampled_from(
        [*"ab 1.)-+*_#>|[](){}<>&;:!`~=\\\n\t\"'/@", "\xe9", "\U0001f600", "\u2028", "**", "1. ",
         "- ", "](", "&amp;", "---", "===", "```", "| a |", "http://x.y", "[cite:", "{{", "____"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TYPED)
def test_any_typed_words_are_printed_as_typed(editor, sheet, words):
    editor.set_text("", is_other=True)
    sheet.textCursor().insertText(words)
    paragraphs = [part.split() for part in words.split("\n") if part.strip(" \t\u2028")]
    printed = [
        "".join(" " if c.type.endswith("break") else c.content for c in token.children).split()
        for token in _PARSER.parse(editor.text())
        if token.type == "inline"
    ]
    assert printed == paragraphs, editor.text()


# ---- keys and tool bar


def test_lists_are_made_left_and_nested_with_keys(qtbot, editor, sheet):
    button(editor, "bullet").click()
    type_in(qtbot, sheet, "therapy\n")
    press(qtbot, sheet, Qt.Key.Key_Tab)
    type_in(qtbot, sheet, "six weeks\n")
    press(qtbot, sheet, Qt.Key.Key_Backtab)
    type_in(qtbot, sheet, "rest\n")
    press(qtbot, sheet, Qt.Key.Key_Return)
    type_in(qtbot, sheet, "After it")
    assert editor.text() == "- therapy\n  - six weeks\n- rest\n\nAfter it"


def test_numbers_go_on_and_start_again_in_another_list(qtbot, editor, sheet):
    editor.set_text("1. one\n2. two\n\nbetween\n\n1. again")
    at_end(sheet)
    type_in(qtbot, sheet, "\nmore")
    assert editor.text() == "1. one\n2. two\n\nbetween\n\n1. again\n2. more"


def test_a_heading_is_followed_by_text(qtbot, editor, sheet):
    type_in(qtbot, sheet, "Why")
    box = editor.findChild(QComboBox, "text-level")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    type_in(qtbot, sheet, "\nBecause")
    assert editor.text() == "## Why\n\nBecause"
    assert box.currentIndex() == 0


def test_bold_and_italic_by_key(qtbot, editor, sheet):
    type_in(qtbot, sheet, "plain ")
    press(qtbot, sheet, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert button(editor, "bold").isChecked()
    type_in(qtbot, sheet, "strong")
    press(qtbot, sheet, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, sheet, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, sheet, " slanted")
    assert editor.text() == "plain **strong** *slanted*"


def test_a_quotation_from_the_bar_and_back(qtbot, editor, sheet):
    type_in(qtbot, sheet, "one\ntwo")
    sheet.selectAll()
    button(editor, "quote").click()
    assert editor.text() == "> one\n>\n> two"
    sheet.selectAll()
    button(editor, "quote").click()
    assert editor.text() == "one\n\ntwo"


def test_a_table_is_filled_with_tab_and_grows(qtbot, editor, sheet):
    editor._shape("table")
    for word in ("A", "B", "1", "2"):
        type_in(qtbot, sheet, word)
        press(qtbot, sheet, Qt.Key.Key_Tab)
    editor._shape("remove-row")
    assert editor.text() == "| A | B |\n| --- | --- |\n| 1 | 2 |"
    sheet.moveCursor(QTextCursor.MoveOperation.Start)
    sheet.setTextCursor(sheet.document().find("2"))
    editor._shape("add-row")
    editor._shape("add-column")
    assert editor.text().count("\n") == 3
    assert editor.text().splitlines()[1] == "| --- | --- | --- |"
    editor._shape("remove-table")
    assert editor.text() == ""


def test_a_cell_holds_one_line(qtbot, editor, sheet):
    editor._shape("table")
    type_in(qtbot, sheet, "a|b")
    press(qtbot, sheet, Qt.Key.Key_Return)
    type_in(qtbot, sheet, "below")
    assert editor.text().splitlines()[0] == r"| a\|b |  |"
    assert editor.text().splitlines()[2] == "| below |  |"


def test_backspace_at_the_start_takes_the_shape_not_the_words(qtbot, editor, sheet):
    editor.set_text("text\n\n# Head")
    sheet.setTextCursor(sheet.document().find("Head"))
    cursor = sheet.textCursor()
    cursor.setPosition(cursor.selectionStart())
    sheet.setTextCursor(cursor)
    press(qtbot, sheet, Qt.Key.Key_Backspace)
    assert editor.text() == "text\n\nHead"


def test_tab_leaves_the_text_when_it_means_nothing_there(qtbot, editor, sheet):
    sheet.setFocus()
    type_in(qtbot, sheet, "text")
    press(qtbot, sheet, Qt.Key.Key_Tab)
    assert "\t" not in editor.text()


def test_undo_goes_to_the_window_when_the_text_has_none_left(qtbot, editor, sheet):
    def asked():
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        event.setAccepted(False)
        QApplication.sendEvent(sheet, event)
        return event.isAccepted()

    assert not asked()
    assert not editor.can("undo")
    type_in(qtbot, sheet, "words")
    assert asked()
    assert editor.can("undo")
    editor.do("undo")
    assert editor.text() == ""
    assert not asked()
    assert editor.can("redo")


def test_a_read_only_text_has_no_tools_and_takes_no_keys(qtbot, editor, sheet):
    editor.set_text("fixed")
    editor.set_read_only(True)
    type_in(qtbot, sheet, "x")
    assert editor.text() == "fixed"
    assert not editor.can("paste")
    assert not button(editor, "bold").isVisible()


# ---- chips


def test_a_cite_says_where_it_points_and_follows_the_packet(editor, sheet, case):
    editor.set_text("See [cite:12/341] and [cite:12].")
    assert editor._names.of("[cite:12/341]")[0] == "evidence not found"
    editor.set_packet(case, plan(case, {}))
    assert editor._names.of("[cite:12/341]")[0] == "Exhibit A, p. 2"
    assert editor._names.of("[cite:12]")[0] == "Exhibit A"
    assert not editor.is_dirty
    assert not editor.can("undo")


def test_a_longer_name_gets_more_room(editor, sheet, case):
    editor.set_text("[cite:12]x")
    cursor = sheet.textCursor()
    cursor.setPosition(1)
    before = sheet.cursorRect(cursor).left()
    editor.set_packet(case, plan(case, {}))
    assert sheet.cursorRect(cursor).left() < before  # "Exhibit A" is shorter than the warning


def test_a_chip_is_one_character_to_delete_and_to_bring_back(qtbot, editor, sheet):
    editor.set_text("a [cite:12/340] b")
    sheet.setTextCursor(sheet.document().find(" b"))
    sheet.moveCursor(QTextCursor.MoveOperation.Left)
    press(qtbot, sheet, Qt.Key.Key_Backspace)
    assert "cite" not in editor.text()
    editor.do("undo")
    assert editor.text() == "a [cite:12/340] b"


def test_a_chip_survives_copy_and_paste_and_others_get_its_words(editor, sheet, case):
    editor.set_packet(case, plan(case, {}))
    editor.set_text("see **[cite:12/340]** now")
    sheet.selectAll()
    mime = sheet.createMimeDataFromSelection()
    assert mime.text() == "see Exhibit A, p. 1 now"
    at_end(sheet)
    sheet.insertFromMimeData(mime)
    assert editor.text() == "see **[cite:12/340]** nowsee **[cite:12/340]** now"


def test_a_click_on_a_chip_tells_which(qtbot, editor, sheet):
    editor.set_text("[cite:12/340] words")
    cursor = sheet.textCursor()
    cursor.setPosition(1)
    at = sheet.cursorRect(cursor).center()
    at.setX(at.x() - 12)
    with qtbot.waitSignal(editor.cite_clicked) as told:
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [Citation(DocumentId(12), PageId(340))]
    at.setX(at.x() + 40)
    with qtbot.assertNotEmitted(editor.cite_clicked):
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_enter_on_a_chosen_chip_opens_it_and_keeps_it(qtbot, editor, sheet):
    editor.set_text("[cite:12] words")
    sheet.moveCursor(QTextCursor.MoveOperation.Start)
    sheet.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    with qtbot.waitSignal(editor.cite_clicked):
        press(qtbot, sheet, Qt.Key.Key_Return)
    assert editor.text() == "[cite:12] words"


def test_a_cite_is_put_in_with_a_space_and_words_after_it_are_words(qtbot, editor, sheet):
    type_in(qtbot, sheet, "as shown")
    editor.insert_cite(Citation(DocumentId(12), PageId(340)))
    type_in(qtbot, sheet, ", so")
    assert editor.text() == "as shown [cite:12/340], so"


def test_a_quotation_is_put_in_as_one_step(qtbot, editor, sheet):
    editor.set_text("Before")
    at_end(sheet)
    editor.insert_quote("The plan *will* pay.\n\nSecond part.")
    type_in(qtbot, sheet, "After")
    assert editor.text() == "Before\n\n> The plan \\*will\\* pay.\n>\n> Second part.\n\nAfter"


def test_details_and_blanks_come_back_as_they_were(qtbot, editor, sheet, case):
    text = "I am {{patient_name}}, {{unknown}}, [Your name], \\[LIKE THIS], ____ and [t]he plan"
    editor.set_packet(case, plan(case, {}))
    editor.set_text(text)
    at_end(sheet)
    type_in(qtbot, sheet, "!")
    assert editor.text() == text + "!"


# ---- paste


def test_pasted_web_text_keeps_what_a_letter_has(editor):
    mime = QMimeData()
    mime.setHtml(
        "<style>p{color:red}</style><h2>Head</h2><p style='color:red'>A <b>bold</b>&nbsp;word "
        "<img src='file:///x.png'> and <a href='javascript:x'>bad</a> <a href='https://a.example/'>good</a></p>"
        "<ul><li>one</li><li>two</li></ul><table><tr><td>1</td><td>2</td></tr></table>"
    )
    editor.findChild(Surface).insertFromMimeData(mime)
    assert editor.text() == (
        "## Head\n\nA **bold** word and bad [good](https://a.example/)\n\n- one\n- two\n\n"
        "| 1 | 2 |\n| --- | --- |"
    )


def test_pasted_plain_text_is_words_not_markdown(editor):
    mime = QMimeData()
    mime.setText("# not a heading\n* not a list")
    editor.findChild(Surface).insertFromMimeData(mime)
    assert outline(editor.text()) == outline("\\# not a heading\n\n\\* not a list")


def test_files_and_pictures_are_left_to_the_window(editor, tmp_path):
    sheet = editor.findChild(Surface)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    files.setText("file:///a.pdf")
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not sheet.canInsertFromMimeData(files)
    assert not sheet.canInsertFromMimeData(picture)
    sheet.insertFromMimeData(files)
    assert editor.text() == ""


# ---- spelling


def underlined(sheet):
    """The words with a wavy line."""
    wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    out = ""
    block = sheet.document().begin()
    while block.isValid():
        for piece in block.layout().formats():
            if piece.format.underlineStyle() == wavy:
                out += block.text()[piece.start : piece.start + piece.length]
        block = block.next()
    return out


def test_wrong_words_are_marked_but_not_while_they_are_typed(qtbot, editor, sheet):
    type_in(qtbot, sheet, "this is wrogn")
    assert underlined(sheet) == ""
    type_in(qtbot, sheet, " now")
    assert underlined(sheet) == "wrogn"


def test_a_wrong_word_is_mended_or_learned_from_the_menu(qtbot, editor, sheet, kit):
    editor.set_text("a wrogn Delgadoz")
    qtbot.waitUntil(lambda: underlined(sheet) == "wrognDelgadoz")
    menu = sheet.make_menu(sheet.document().find("wrogn"))
    mend = next(a for a in menu.actions() if a.text() == "wrong")
    mend.trigger()
    assert editor.text() == "a wrong Delgadoz"
    menu = sheet.make_menu(sheet.document().find("Delgadoz"))
    next(a for a in menu.actions() if "to my words" in a.text()).trigger()
    assert kit.settings.now.words == ("Delgadoz",)
    assert underlined(sheet) == ""


def test_spelling_can_be_switched_off(qtbot, editor, sheet, kit):
    editor.set_text("wrogn")
    qtbot.waitUntil(lambda: underlined(sheet) == "wrogn")
    menu = sheet.make_menu(sheet.textCursor())
    next(a for a in menu.actions() if a.text() == "Check spelling").setChecked(False)
    assert underlined(sheet) == ""
    assert not kit.settings.now.checks_spelling
    assert not editor.is_dirty


def test_a_blank_can_be_told_to_be_meant(qtbot, editor, sheet):
    editor.set_text("He wrote [DATE] there")
    menu = sheet.make_menu(sheet.document().find("DATE"))
    next(a for a in menu.actions() if "no blank" in a.text()).trigger()
    assert editor.text() == "He wrote \\[DATE] there"


def test_the_speller_is_loaded_beside_when_a_text_shows(qtbot, kit, jobs):
    editor = TextEditor(kit, "Text")
    qtbot.addWidget(editor)
    editor.set_text("wrogn")
    with qtbot.waitSignal(Spelling.of(kit).changed, timeout=5000):
        editor.show()
    sheet = editor.findChild(Surface)
    qtbot.waitUntil(lambda: underlined(sheet) == "wrogn")


# ---- looks


def test_another_theme_or_size_keeps_text_and_caret(qtbot, editor, sheet, theme):
    editor.set_text("one\n\ntwo **three**")
    at_end(sheet)
    place = sheet.textCursor().position()
    try:
        theme.set("dark", 200)
        assert editor.text() == "one\n\ntwo **three**"
        assert sheet.textCursor().position() == place
        assert not editor.is_dirty
    finally:
        theme.set("light", 100)


def test_words_are_found_and_shown(editor):
    editor.set_text("\n\n".join(f"Paragraph {n}" for n in range(80)))
    assert editor.find_words("Paragraph 77")
    sheet = editor.findChild(Surface)
    assert sheet.textCursor().selectedText() == "Paragraph 77"
    assert sheet.viewport().rect().contains(sheet.cursorRect().center())
    assert not editor.find_words("nowhere")


def test_every_control_can_be_named_and_reached(editor):
    for part in [
        *editor.findChildren(QToolButton),
        *editor.findChildren(QComboBox),
        editor.findChild(Surface),
    ]:
        assert part.accessibleName(), part
        assert part.objectName(), part
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, part


def test_the_bar_tells_what_the_caret_is_in(editor, sheet):
    editor.set_text("## Head\n\n- **item**\n\n> quote")
    sheet.setTextCursor(sheet.document().find("item"))
    assert button(editor, "bullet").isChecked()
    assert button(editor, "bold").isChecked()
    sheet.setTextCursor(sheet.document().find("quote"))
    assert button(editor, "quote").isChecked()
    sheet.setTextCursor(sheet.document().find("Head"))
    assert editor.findChild(QComboBox, "text-level").currentIndex() == 2


def test_point_under_nothing_is_no_chip(editor, sheet):
    editor.set_text("words")
    assert sheet.chip_under(QPointF(5, 5)) == -1
