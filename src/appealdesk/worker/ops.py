"""The ops that a child serves: each turns a message into a call of the engine, and back.

Only the child imports this module. ``PRELOAD`` loads the engine before the door is shut; each op
imports its own part of it, so that a part which does not load leaves the others working.
"""
# ruff: noqa: PLC0415

from collections.abc import Callable
from pathlib import Path
from typing import Any

from appealdesk.worker import messages as m
from appealdesk.worker import paper_messages as p
from appealdesk.worker import sheet_messages as sheets

Report = Callable[[str, int, int], None]
Op = tuple[type[Any], Callable[[Any, Path, Report], object]]

PRELOAD = (
    "appealdesk.engine.intake",
    "appealdesk.engine.compose",
    "appealdesk.engine.assemble",
    "appealdesk.engine.verify",
    "appealdesk.engine.fax",
    "appealdesk.engine.render",
    "appealdesk.engine.page_words",
    "appealdesk.engine.page_links",
    "appealdesk.engine.print_page",
    "appealdesk.engine.papers",
    "appealdesk.engine.guidebook",
    "appealdesk.engine.audit_sheet",
)


def _intake(request: m.IntakeRequest, folder: Path, report: Report) -> m.IntakeAnswer:
    from appealdesk.engine.intake import intake

    came = intake(
        folder / request.source,
        folder / request.out,
        file_name=request.file_name,
        password=request.password,
        report=report,
    )
    pages = tuple(m.PageFacts(p.width, p.height, p.has_ink, p.text) for p in came.pages)
    return m.IntakeAnswer(came.route, tuple(came.notes), pages)


def _compose(request: m.ComposeRequest, folder: Path, report: Report) -> m.ComposeAnswer:
    from appealdesk.engine.compose import compose

    made = compose(request.case, request.delivery, folder, report)
    missing = tuple(m.MissingGlyph(g.character, g.where) for g in made.missing_glyphs)
    return m.ComposeAnswer(made.lengths, made.files, missing, made.rounds)


def _assemble(request: m.AssembleRequest, folder: Path, report: Report) -> m.AssembleAnswer:
    from appealdesk.engine.assemble import assemble

    sources = {part: folder / name for part, name in request.sources.items()}
    assemble(request.packet, sources, folder / request.out, report)
    return m.AssembleAnswer()


def _verify_against(
    request: m.VerifyAgainstRequest, folder: Path, report: Report
) -> m.VerifyAgainstAnswer:
    from appealdesk.engine.verify import verify_against

    sources = {part: folder / name for part, name in request.sources.items()}
    found = verify_against(request.packet, sources, folder / request.out, report)
    return m.VerifyAgainstAnswer(tuple(m.Finding(f.code, f.sentence, f.page) for f in found))


def _verify_file(request: m.VerifyFileRequest, folder: Path, report: Report) -> m.VerifyFileAnswer:
    from appealdesk.engine.verify import verify_file

    told = verify_file(folder / request.path, report)
    checks = tuple(m.FileCheck(c.id, c.title, c.ok, c.why) for c in told.checks)
    return m.VerifyFileAnswer(told.pages, told.bookmarks, told.links, checks)


def _fax(request: m.FaxRequest, folder: Path, report: Report) -> m.FaxAnswer:
    from appealdesk.engine.fax import fax

    facts = fax(
        folder / request.packet_pdf, folder / request.out_pdf, folder / request.out_tiff, report
    )
    return m.FaxAnswer(facts.pages, facts.bytes)


def _render(request: m.RenderRequest, folder: Path, report: Report) -> m.RenderAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.render import render

    return m.RenderAnswer(render(folder / request.pdf, request.page_index, request.width_px))


def _page_links(request: m.PageLinksRequest, folder: Path, report: Report) -> m.PageLinksAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.page_links import page_links

    found = page_links(folder / request.pdf, request.first, request.count)
    links = tuple(m.PageLink(k.on, k.box, k.page, k.top, k.address) for k in found)
    return m.PageLinksAnswer(links)


def _page_sizes(request: m.PageSizesRequest, folder: Path, report: Report) -> m.PageSizesAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.page_links import page_sizes

    return m.PageSizesAnswer(page_sizes(folder / request.pdf))


def _page_words(request: m.PageWordsRequest, folder: Path, report: Report) -> m.PageWordsAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.page_words import page_words

    found = page_words(folder / request.pdf, request.page_index)
    return m.PageWordsAnswer(tuple(m.PageWord(w.text, w.box, w.line) for w in found))


def _print_page(request: m.PrintPageRequest, folder: Path, report: Report) -> m.PrintPageAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.print_page import print_page

    made = print_page(
        folder / request.pdf, request.page_index, request.width_px, folder / request.out
    )
    return m.PrintPageAnswer(*made)


def _paper(request: p.PaperRequest, folder: Path, report: Report) -> p.PaperAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.papers import set_paper

    made = set_paper(request.title, request.text, request.foot, folder / request.out)
    missing = tuple(m.MissingGlyph(g.character, g.where) for g in made.missing_glyphs)
    return p.PaperAnswer(made.pages, missing)


def _guidebook(request: m.GuidebookRequest, folder: Path, report: Report) -> m.GuidebookAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.engine.guidebook import Chapter, Mark, Picture, set_guidebook

    def picture(told: m.GuidePicture) -> Picture:
        marks = tuple(Mark(mark.x, mark.y, mark.text) for mark in told.marks)
        return Picture(told.file, told.caption, marks)

    chapters = tuple(
        Chapter(
            c.id,
            c.title,
            c.summary,
            tuple(text if shown is None else picture(shown) for text, shown in c.parts),
            c.sources,
        )
        for c in request.chapters
    )
    made = set_guidebook(request.title, request.lead, chapters, folder, folder / request.out)
    return m.GuidebookAnswer(made.pages)


def _audit_sheet(
    request: sheets.AuditSheetRequest,
    folder: Path,
    report: Report,  # noqa: ARG001  one shape for all
) -> sheets.AuditSheetAnswer:
    from appealdesk.engine.audit_sheet import Group, Point, Sheet, set_audit_sheet

    groups = tuple(
        Group(g.title, tuple(Point(p.mark, p.title, p.state, p.lines, p.where) for p in g.points))
        for g in request.groups
    )
    sheet = Sheet(
        request.title,
        request.lead,
        request.about,
        request.time,
        groups,
        request.note,
        request.foot,
    )
    made = set_audit_sheet(sheet, folder / request.out)
    missing = tuple(m.MissingGlyph(g.character, g.where) for g in made.missing_glyphs)
    return sheets.AuditSheetAnswer(made.pages, missing)


def _read_pages(request: m.ReadPagesRequest, folder: Path, report: Report) -> m.ReadPagesAnswer:  # noqa: ARG001  one shape for all
    from appealdesk.reading.paper import read_page

    return m.ReadPagesAnswer(tuple(read_page(page) for page in request.pages))


OPS: dict[str, Op] = {
    "intake": (m.IntakeRequest, _intake),
    "compose": (m.ComposeRequest, _compose),
    "assemble": (m.AssembleRequest, _assemble),
    "verify_against": (m.VerifyAgainstRequest, _verify_against),
    "verify_file": (m.VerifyFileRequest, _verify_file),
    "fax": (m.FaxRequest, _fax),
    "render": (m.RenderRequest, _render),
    "page_words": (m.PageWordsRequest, _page_words),
    "page_links": (m.PageLinksRequest, _page_links),
    "page_sizes": (m.PageSizesRequest, _page_sizes),
    "print_page": (m.PrintPageRequest, _print_page),
    "read_pages": (m.ReadPagesRequest, _read_pages),
    "paper": (p.PaperRequest, _paper),
    "guidebook": (m.GuidebookRequest, _guidebook),
    "audit_sheet": (sheets.AuditSheetRequest, _audit_sheet),
}
