"""A page of the guide as HTML for a text browser, and its pictures with their numbers on them."""

from html import escape

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from appealdesk.desk.guidebook import picture_path, source_words
from appealdesk.guidance.guidebook import GuidePage, Picture, guide_page
from appealdesk.ui.text.markdown_in import as_html
from appealdesk.ui.theme import Theme

SCHEME = "guide-picture:"


def style_of(theme: Theme) -> str:
    """The style sheet of a page; Qt's HTML knows little more than this."""
    colors = theme.colors
    gap = theme.pixels(8)
    return f"""
        body {{ color: {colors.text}; }}
        h1 {{ font-size: {theme.points(2):.1f}pt; margin-top: 0; margin-bottom: {gap}px; }}
        h2 {{ font-size: {theme.points(1):.1f}pt; margin-top: {2 * gap}px;
              margin-bottom: {gap}px; }}
        p, li {{ margin-top: 0; margin-bottom: {gap}px; line-height: 115%; }}
        a {{ color: {colors.accent}; text-decoration: underline; }}
        table {{ margin-bottom: {gap}px; }}
        th {{ text-align: left; color: {colors.quiet}; }}
        .small {{ color: {colors.quiet}; font-size: {theme.points(-1):.1f}pt; }}
        .quiet {{ color: {colors.quiet}; }}
    """


def html_of(page: GuidePage, width: int) -> str:
    """The whole page. Pictures are named ``guide-picture:<id>`` and are this many pixels wide."""
    parts = [f"<h1>{escape(_tr(page.title))}</h1>"]
    parts += [
        _markdown(part) if isinstance(part, str) else _picture(part, width) for part in page.parts
    ]
    if page.see:
        found = (guide_page(page_id) for page_id in page.see)
        links = "".join(
            f'<li><a href="guide:{p.id}">{escape(p.title)}</a></li>' for p in found if p
        )
        parts.append(f"<h2>{escape(_tr('Read on'))}</h2><ul>{links}</ul>")
    sources = "".join(f"<li>{escape(source_words(source))}</li>" for source in page.sources)
    parts.append(
        f'<hr><p class="small"><b>{escape(_tr("Where this comes from"))}</b></p>'
        f'<ul class="small">{sources}</ul>'
    )
    return f"<body>{''.join(parts)}</body>"


def picture_of(picture: Picture, width: int, ratio: float, theme: Theme) -> QImage:
    """The picture in this width, on white paper, with its numbers; ``ratio``: of the screen."""
    drawn = QImage(str(picture_path(picture))).convertToFormat(QImage.Format.Format_RGB32)
    drawn = drawn.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    drawn.setDevicePixelRatio(ratio)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high = drawn.height() / ratio
    painter.setPen(QPen(QColor("#8A929B"), 1))
    painter.drawRect(QRectF(0.5, 0.5, width - 1, high - 1))
    radius = theme.pixels(11)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(round(radius * 1.2))
    painter.setFont(font)
    for number, mark in enumerate(picture.marks, start=1):
        centre = QPointF(mark.x * width, mark.y * high)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.5))
        painter.setBrush(QColor("#A8201A"))  # on white paper in both themes
        painter.drawEllipse(centre, radius, radius)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return drawn


def _markdown(text: str) -> str:
    return as_html(text).replace("<table>", '<table cellpadding="5" cellspacing="0">')


def _picture(picture: Picture, width: int) -> str:
    marks = "".join(f"<li>{escape(_tr(mark.text))}</li>" for mark in picture.marks)
    told = escape(_tr(picture.caption))
    return (
        f'<h2>{told}</h2><p><img src="{SCHEME}{picture.id}" width="{width}" alt="{told}"></p>'
        f"<ol>{marks}</ol>"
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Guidebook", words)
