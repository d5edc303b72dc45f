"""How a text keeps what it means: the formats and properties of the document."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from appealdesk.ui.text.blocks import Block, Kind, Marker, Run
from appealdesk.ui.theme import SANS, SERIF, Theme

_USER = int(QTextFormat.Property.UserProperty)
CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
"""Object type of a chip."""
TOKEN_OF = _USER + 1  # of a chip: what it stands for
IS_CODE = _USER + 2
IS_MEANT = _USER + 3
IS_AUTO = _USER + 4
IS_VERBATIM = _USER + 5
QUOTE_ID = _USER + 6
IS_LOOSE = _USER + 7
FURTHER = _USER + 8  # depth of a further paragraph of a list item
QUOTE = int(QTextFormat.Property.BlockQuoteLevel)
RULE = int(QTextFormat.Property.BlockTrailingHorizontalRulerWidth)

OBJECT = "\ufffc"
LINE = "\u2028"
_TEXT_SIZE = 1.12  # of the window's text: this is what one reads longest
_LINE_HEIGHT = 112.0  # percent of what the font asks for: as open as the printed letter


@dataclass(frozen=True, slots=True)
class Look:
    """Lengths and inks. ``em`` is the size of the text in device-independent pixels."""

    em: float
    code_family: str
    line: str
    shade: str
    link: str


def char_format(run: Run, look: Look) -> QTextCharFormat:
    """How words in this dress are kept in the document."""
    made = QTextCharFormat()
    if run.is_bold:
        made.setFontWeight(QFont.Weight.Bold)
    if run.is_italic:
        made.setFontItalic(True)
    if run.is_code:
        made.setProperty(IS_CODE, True)
        made.setFontFamilies([look.code_family])
    if run.link:
        made.setAnchor(True)
        made.setAnchorHref(run.link)
        made.setFontUnderline(True)
        made.setForeground(QColor(look.link))
        if run.is_auto:
            made.setProperty(IS_AUTO, True)
    if run.is_meant:
        made.setProperty(IS_MEANT, True)
    if run.token:
        made.setObjectType(CHIP)
        made.setProperty(TOKEN_OF, run.token)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def block_format(block: Block, look: Look) -> QTextBlockFormat:
    """How a block is kept in the document, with its spaces."""
    made = QTextBlockFormat()
    above, below = 0.72, 0.72
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.kind is Kind.HEADING:
        made.setHeadingLevel(block.level)
        above, below = 1.25 if block.level < 3 else 1.0, 0.4
    elif block.kind is Kind.RULE:
        made.setProperty(RULE, QTextLength(QTextLength.Type.PercentageLength, 100))
        above, below = 0.2, 1.0
    elif block.kind is Kind.VERBATIM:
        made.setProperty(IS_VERBATIM, True)
        made.setBackground(QColor(look.shade))
    if block.quote:
        made.setProperty(QUOTE, block.quote)
        made.setProperty(QUOTE_ID, block.quote_id)
        made.setLeftMargin(block.quote * 1.7 * look.em)
    if block.depth:
        above = below = 0.6 if block.is_loose else 0.25
        made.setProperty(IS_LOOSE, block.is_loose)
        if block.marker is Marker.NONE:
            made.setProperty(FURTHER, block.depth)
            made.setIndent(block.depth)
    made.setTopMargin(above * look.em)
    made.setBottomMargin(below * look.em)
    return made


def list_format(block: Block) -> QTextListFormat:
    """How a list is kept in the document."""
    made = QTextListFormat()
    made.setIndent(max(block.depth, 1))
    if block.marker is Marker.NUMBER:
        made.setStyle(QTextListFormat.Style.ListDecimal)
        made.setStart(block.start)
    elif block.depth % 2:
        made.setStyle(QTextListFormat.Style.ListDisc)
    else:
        made.setStyle(QTextListFormat.Style.ListCircle)
    return made


def table_format(look: Look) -> QTextTableFormat:
    """How a table is kept in the document."""
    made = QTextTableFormat()
    made.setHeaderRowCount(1)
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QColor(look.line))
    made.setCellPadding(look.em * 0.45)
    made.setCellSpacing(0)
    made.setTopMargin(look.em * 0.5)
    made.setBottomMargin(look.em * 0.7)
    return made


def cell_format(align: str) -> QTextBlockFormat:
    """How the words of a cell are kept: "", "center" or "right"."""
    made = QTextBlockFormat()
    if align == "right":
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
    elif align == "center":
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def styled(document: QTextDocument, theme: Theme) -> Look:
    """Set font and distances of a document for a theme; gives what blocks are drawn with."""
    font = QFont(SERIF)
    font.setPointSizeF(theme.points() * _TEXT_SIZE)
    em = float(QFontInfo(font).pixelSize())
    document.setDefaultFont(font)
    document.setIndentWidth(em * 1.9)
    document.setDocumentMargin(em * 0.9)
    return Look(em, SANS, theme.colors.line, theme.colors.hover, theme.colors.accent)
