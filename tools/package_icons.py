"""Draw the program's icon: PNG in all sizes, .ico for Windows, .icns for macOS.

Usage: package_icons.py FOLDER SIZE...
"""

import os
import sys
from pathlib import Path

from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "appealdesk.svg"


def main() -> None:
    """Draw them all."""
    out, *sizes = sys.argv[1:]
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    _app = QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    for size in map(int, sizes):
        picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        picture.save(str(folder / f"{size}.png"))
    large = Image.open(folder / "512.png").convert("RGBA")
    ico = [Image.open(folder / f"{s}.png").convert("RGBA") for s in (16, 24, 32, 48, 64, 128, 256)]
    ico[-1].save(folder / "appealdesk.ico", append_images=ico[:-1], sizes=[i.size for i in ico])
    large.save(folder / "appealdesk.icns")


if __name__ == "__main__":
    main()
