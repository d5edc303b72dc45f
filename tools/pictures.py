"""Draw the README's pictures from the sample packet (needs poppler's pdftoppm and pdftotext)."""

import subprocess
import sys
from pathlib import Path

WANTED = {
    "packet-cover": "Appeal of the denial",
    "packet-contents": "Contents",
    "packet-reasons": "What the insurer wrote",
    "packet-exhibit": "Exhibit E, p. 1",
}


def main(packet: Path, folder: Path) -> None:
    """Write one PNG for each wanted page: the first page that holds its words."""
    run = subprocess.run(["pdftotext", "-layout", packet, "-"], capture_output=True, check=True)
    texts = run.stdout.decode().split("\f")
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in WANTED.items():
        found = [(n, text) for n, text in enumerate(texts, 1) if words in text]
        # a photo has its foot line alone; the pages that cite it have much more
        if not found:
            sys.exit(f"No page of {packet} holds {words!r}.")
        page = min(found, key=lambda pair: len(pair[1]))[0] if "p. 1" in words else found[0][0]
        subprocess.run(
            [
                "pdftoppm",
                "-png",
                "-r",
                "80",
                "-f",
                str(page),
                "-l",
                str(page),
                "-singlefile",
                packet,
                folder / name,
            ],
            check=True,
        )
        print(f"{folder / name}.png: page {page}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
