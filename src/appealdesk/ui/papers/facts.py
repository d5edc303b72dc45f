"""What to know about one paper before it is signed: who signs, what is blank, hints and rules."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from appealdesk.audit.places import Place
from appealdesk.desk.papers import Draft, PaperKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, Bullets, column, label


class PaperFacts(QWidget):
    """Shows it, and leads to where a blank is filled in."""

    chosen = Signal(object)
    """A ``Place`` is wanted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._places: tuple[Place, ...] = ()
        self.signer = label("", "quiet")
        self.signer.setObjectName("paperSigner")
        self.missing = QLabel()
        self.missing.setObjectName("paperMissing")
        self.missing.setTextFormat(Qt.TextFormat.RichText)
        self.missing.setWordWrap(True)
        self.missing.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.missing.linkActivated.connect(self._link)
        self.hints = Bullets()
        self.hints.setObjectName("paperHints")
        self.rules = label("", "small")
        self.rules.setObjectName("paperRules")
        layout = column(self.missing, self.signer, self.hints, self.rules, space=SPACE)
        layout.addStretch(1)
        self.setLayout(layout)
        kit.theme.changed.connect(self._draw_missing)

    def show_paper(self, kind: PaperKind, draft: Draft, coverage: str) -> None:
        """Show what is to be known about this paper."""
        self.signer.setText(
            self.tr("Nobody signs it.")
            if kind.signer == "nobody"
            else self.tr("Who signs it: {0}.").format(kind.signer)
        )
        rules = kind.rules_for(coverage)
        points = (*(rule.words for rule in rules), *kind.hints)
        self.hints.show_lines(points)
        cites = dict.fromkeys(f"{r.source.cite} (read {r.source.read})" for r in rules)
        self.rules.setText(self.tr("Where the rules stand: {0}.").format("; ".join(cites)))
        self.rules.setVisible(bool(cites))
        self._places = draft.missing
        self._draw_missing()

    def _draw_missing(self) -> None:
        self.missing.setVisible(bool(self._places))
        color = self._kit.theme.colors.accent
        links = ", ".join(
            f'<a style="color: {color}" href="{number}">{escape(place.words)}</a>'
            for number, place in enumerate(self._places)
        )
        words = escape(self.tr("Left blank, because it is not known yet:"))
        self.missing.setText(f"{words} {links}.")
        names = ", ".join(place.words for place in self._places)
        self.missing.setAccessibleName(f"{words} {names}")

    def _link(self, href: str) -> None:
        number = int(href)
        if number < len(self._places):
            # Later: the label may be filled anew while it still handles the click.
            self._kit.jobs.post(partial(self.chosen.emit, self._places[number]))
