"""An appeal with papers, texts of their pages, and two reasons."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from appealdesk.case import edits
from appealdesk.case.values import Citation, Kind
from appealdesk.ui.reasons.reason_view import ReasonView
from appealdesk.ui.spot import Spot, SpotKind

LETTER = "d" * 64
CHART = "c" * 64
SCAN = "5" * 64
HEAD = "Fairhollow Family Medicine\n"
TEXTS = {
    LETTER: ("Notice of denial. Not medically necessary.", "You have the right to appeal."),
    CHART: (HEAD + "Problem list", HEAD + "Weakness of the left foot", HEAD + "Plan: an MRI"),
    SCAN: ("", ""),
}


def paper(section, title, clean, kind=Kind.OTHER):
    return edits.add_document(
        section,
        title=title,
        file_name=f"{title}.pdf",
        source=clean[::-1],
        clean=clean,
        page_count=len(TEXTS[clean]),
        kind=kind,
    )


@pytest.fixture
def heard(qtbot, bench):
    """Do something that makes an edit, and wait until the bench has heard of it."""

    def wait(change):
        with qtbot.waitSignal(bench.changed):
            change()
        return bench.case

    return wait


@pytest.fixture
def appeal(heard, bench):
    """The case of an appeal: letter (A), chart (B), a scan in the tray, two reasons."""
    for clean, texts in TEXTS.items():
        bench.session.file.set_page_texts(clean, texts)
        facts = [(612.0, 792.0, True)] * len(texts)
        bench.session.file.set_import_facts(clean, msgspec.json.encode(facts))
    steps = [
        paper(1, "Denial letter", LETTER, Kind.DENIAL_LETTER),
        paper(3, "Office chart", CHART),
        paper(None, "Poor scan", SCAN),
        edits.add_reason("Not medically necessary"),
        edits.add_reason("No records"),
    ]
    return heard(lambda: bench.apply_all("papers", steps))


@pytest.fixture
def chart(appeal):
    """The office chart: three pages."""
    return next(d for d in appeal.documents() if d.title == "Office chart")


@pytest.fixture
def page(chart):
    """A citation of a page of the chart, counted from 1; 0 is the whole chart."""

    def cite(number):
        return Citation(chart.id, chart.pages[number - 1].id if number else None)

    return cite


@pytest.fixture
def view(qtbot, bench, images, kit, appeal):
    """The view of the first reason, in its own window."""
    kit.settings.set(replace(kit.settings.now, checks_spelling=False))  # takes a second to load
    made = ReasonView(bench, images, kit)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    bench.spot_changed.connect(made.show_spot)
    bench.show(Spot(SpotKind.REASON, appeal.reasons[0].id))
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def part(view):
    """A part of the view by its object name."""

    def find(name):
        return next(w for w in view.findChildren(object) if w.objectName() == name)

    return find


@pytest.fixture
def unnamed():
    """What takes the focus in a part of the window and has no name for a screen reader."""

    def find(widget):
        return [
            w.objectName() or type(w).__name__
            for w in widget.findChildren(QWidget)
            if w.isVisible()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not w.accessibleName()
            and not (isinstance(w, QAbstractButton) and w.text())
        ]

    return find
