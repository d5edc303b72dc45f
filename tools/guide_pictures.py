"""Draw the pictures of the guide from the sample's packet: `make guide-pictures`.

They are kept in the repository, because the program ships them. Draw them anew when the sample or
the look of the packet changes, and then look at the marks in `resources/guide/07-example.md`.
"""

import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from appealdesk.desk.exporting import export
from appealdesk.desk.sample import make_sample
from appealdesk.worker.client import Worker

OUT = Path(__file__).resolve().parent.parent / "resources" / "guide" / "pictures"
WIDTH = 840  # pixels
WANTED = {  # words that stand on the page; the last page that holds all of them is drawn
    "cover": ("Appeal of the denial of", "This packet has"),
    "contents": ("Contents", "Exhibit A"),
    "response": ("What the insurer wrote",),
    "table": ("Treatments tried so far",),
    "evidence": ("Exhibit B, p. 1",),
}


def main(out: Path = OUT) -> None:
    """Write one PNG for each wanted page, in shades of gray where the page has no colors."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        packet = Path(folder) / "packet.pdf"
        with Worker() as worker, make_sample(Path(folder) / "s.appeal", worker) as session:
            export(session, worker, packet)
        pages = pdfium.PdfDocument(packet)
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]
        for name, words in WANTED.items():
            found = [n for n, text in enumerate(texts) if all(w in text for w in words)]
            if not found:
                raise SystemExit(f"No page holds {words}.")
            # A page that cites an exhibit has its name in the text; its own has it in the foot.
            shown = pages[
                min(found, key=lambda n: len(texts[n])) if name == "evidence" else found[0]
            ]
            drawn = shown.render(scale=WIDTH / shown.get_width()).to_pil()
            small = drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=24)
            small.save(out / f"{name}.png", optimize=True)
            print(f"{name}.png: page {shown.get_mediabox()} {(out / f'{name}.png').stat().st_size}")
        pages.close()


if __name__ == "__main__":
    main()
