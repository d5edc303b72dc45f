"""Composes a case and reads what was set with poppler and pypdf, engines that did not make it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from appealdesk.case.values import Case
from appealdesk.engine.compose import Composed, compose
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Delivery, Packet


@dataclass(frozen=True)
class Made:
    folder: Path
    composed: Composed
    packet: Packet

    def path(self, part: str) -> Path:
        return self.folder / self.composed.files[part]

    def text(self, part: str) -> str:
        """The words of a part as poppler reads them, all white space as single spaces."""
        run = subprocess.run(
            ["pdftotext", "-layout", "-enc", "UTF-8", str(self.path(part)), "-"],
            check=True,
            capture_output=True,
        )
        return " ".join(run.stdout.decode("utf-8").split())

    def page_count(self, part: str) -> int:
        return len(PdfReader(self.path(part)).pages)

    def links(self, part: str) -> list[str]:
        return [
            str(annotation.get_object()["/A"]["/URI"])
            for page in PdfReader(self.path(part)).pages
            for annotation in page.get("/Annots", [])
        ]


def make(case: Case, folder: Path, delivery: Delivery = Delivery.MAIL) -> Made:
    composed = compose(case, delivery, folder, lambda _step, _done, _total: None)
    return Made(folder, composed, plan(case, composed.lengths, delivery))
