"""Gives remarks a picture where the file has none: highlights, lines, boxes, sticky notes.

Some programs store "this line is yellow" and leave the drawing to the reader. Flattening can only
keep what is drawn, so the marker that a doctor set would vanish without a word.
"""

from collections.abc import Iterable

import pikepdf

from appealdesk.engine.pdf_links import BROKEN, PdfObject, each_annotation
from appealdesk.engine.picture_pdf import number

_MOST_NUMBERS = 20_000
_ROUND = 0.5523  # control points of a quarter circle
_NOTE = 20.0  # points; a note's sign is no larger, whatever its rectangle

Quad = tuple[float, float, float, float]  # left, bottom, right, top


def draw_marks(pdf: PdfObject, page: PdfObject) -> None:
    """Give every mark on the page that lacks a picture a plain one."""
    for mark in each_annotation(page):
        try:
            if "/AP" in mark and "/N" in mark["/AP"]:
                continue
            drawn = _drawing(mark, str(mark.get("/Subtype")))
            if drawn:
                _set_picture(pdf, mark, drawn)
        except BROKEN:
            continue  # a mark that cannot be understood shows nothing in other readers either


def _drawing(mark: PdfObject, kind: str) -> str:
    stroke, width = _color(mark.get("/C"), "RG"), _width(mark)
    if kind == "/Highlight":
        fill = _color(mark.get("/C"), "rg") or "1 1 0 rg"
        return f"{fill} " + " ".join(f"{_box(quad)} f" for quad in _quads(mark))
    if kind in {"/Underline", "/Squiggly", "/StrikeOut"}:
        return f"{stroke or '0 G'} 1 w " + " ".join(
            _line_in(quad, 0.5 if kind == "/StrikeOut" else 0.08) for quad in _quads(mark)
        )
    if kind in {"/Square", "/Circle"}:
        return _closed(mark, kind, stroke, width)
    if kind == "/Line":
        ends = _numbers(mark.get("/L"))[:4]
        return f"{stroke or '0 G'} {number(width)} w {_path([ends])} S" if len(ends) == 4 else ""  # noqa: PLR2004  two points
    if kind == "/Ink":
        strokes = [_numbers(one) for one in mark.get("/InkList", [])]
        return f"{stroke or '0 G'} {number(width)} w 1 J 1 j {_path(strokes)} S"
    return _note(_rect(mark)) if kind == "/Text" else ""


def _set_picture(pdf: PdfObject, mark: PdfObject, drawn: str) -> None:
    # The picture's box is the rectangle itself, so that it lands where it was drawn.
    rect = _rect(mark)
    margin = _width(mark)
    rect = (rect[0] - margin, rect[1] - margin, rect[2] + margin, rect[3] + margin)
    mark["/Rect"] = pikepdf.Array(rect)
    form = pdf.make_stream(f"/G gs {drawn}\n".encode())
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    form["/BBox"] = pikepdf.Array(rect)
    opacity = _numbers([mark.get("/CA", 1)])
    state = pikepdf.Dictionary(CA=opacity[0], ca=opacity[0])
    if mark.get("/Subtype") == "/Highlight":
        state["/BM"] = pikepdf.Name.Multiply
    form["/Resources"] = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=state))
    # Multiply must reach the page below, so this is no group of its own
    mark["/AP"] = pikepdf.Dictionary(N=form)


def _closed(mark: PdfObject, kind: str, stroke: str, width: float) -> str:
    left, bottom, right, top = _rect(mark)
    inset = width / 2
    box = (left + inset, bottom + inset, right - inset, top - inset)
    fill = _color(mark.get("/IC"), "rg")
    path = _box(box) if kind == "/Square" else _oval(box)
    paint = "B" if fill and width else ("f" if fill else ("S" if width else "n"))
    return f"{fill} {stroke or '0 G'} {number(width)} w {path} {paint}"


def _note(rect: Quad) -> str:
    left, top = rect[0], rect[3]
    wide, high = min(rect[2] - left, _NOTE), min(top - rect[1], _NOTE)
    lines = [[left + wide * 0.2, top - high * k, left + wide * 0.8, top - high * k] for k in _RULES]
    box = _box((left + 0.5, top - high + 0.5, left + wide - 0.5, top - 0.5))
    return f"1 1 0 rg 0 G 1 w {box} B {_path(lines)} S"


_RULES = (0.3, 0.5, 0.7)


def _quads(mark: PdfObject) -> list[Quad]:
    """The marked lines as boxes; Acrobat's own order of corners differs from the standard's."""
    flat = _numbers(mark.get("/QuadPoints"))
    found: list[Quad] = []
    for at in range(0, len(flat) - 7, 8):
        across, down = flat[at : at + 8 : 2], flat[at + 1 : at + 8 : 2]
        found.append((min(across), min(down), max(across), max(down)))
    return found or [_rect(mark)]


def _line_in(quad: Quad, height: float) -> str:
    level = quad[1] + (quad[3] - quad[1]) * height
    return f"{_path([[quad[0], level, quad[2], level]])} S"


def _box(quad: Quad) -> str:
    sides = (quad[0], quad[1], quad[2] - quad[0], quad[3] - quad[1])
    return " ".join(map(number, sides)) + " re"


def _oval(quad: Quad) -> str:
    left, bottom, right, top = quad
    mid, level = (left + right) / 2, (bottom + top) / 2
    a, b = (right - left) / 2 * _ROUND, (top - bottom) / 2 * _ROUND
    curves = (
        (right, level + b, mid + a, top, mid, top),
        (mid - a, top, left, level + b, left, level),
        (left, level - b, mid - a, bottom, mid, bottom),
        (mid + a, bottom, right, level - b, right, level),
    )
    drawn = " ".join(" ".join(map(number, curve)) + " c" for curve in curves)
    return f"{number(right)} {number(level)} m {drawn} h"


def _path(lines: Iterable[list[float]]) -> str:
    parts: list[str] = []
    for flat in lines:
        points = list(zip(flat[::2], flat[1::2], strict=False))
        for at, (across, up) in enumerate(points):
            parts.append(f"{number(across)} {number(up)} {'l' if at else 'm'}")
    return " ".join(parts)


def _rect(mark: PdfObject) -> Quad:
    a, b, c, d = _numbers(mark["/Rect"])[:4]
    return (min(a, c), min(b, d), max(a, c), max(b, d))


def _width(mark: PdfObject) -> float:
    style = mark.get("/BS")
    if isinstance(style, pikepdf.Dictionary) and "/W" in style:
        return max(0.0, float(style["/W"]))
    border = mark.get("/Border")
    if isinstance(border, pikepdf.Array) and len(border) > 2:  # noqa: PLR2004  the third is it
        return max(0.0, float(border[2]))
    return 1.0


def _color(value: PdfObject, operator: str) -> str:
    """Color operators for 1, 3 or 4 components; "" for none."""
    parts = _numbers(value)
    names = {1: "g", 3: "rg", 4: "k"}
    if len(parts) not in names:
        return ""
    name = names[len(parts)]
    return " ".join(map(number, parts)) + " " + (name if operator == "rg" else name.upper())


def _numbers(value: PdfObject) -> list[float]:
    if value is None:
        return []
    return [float(one) for one in value][:_MOST_NUMBERS]
