"""The look: contrast, size of text, icons."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from appealdesk.ui.action_table import MENUS, SPECS
from appealdesk.ui.theme import DARK, LIGHT

PAIRS = [
    *((ink, ground) for ink in ("text", "quiet", "accent") for ground in ("window", "pane", "base")),
    *((ink, ground) for ink in ("good", "warn", "bad") for ground in ("pane", "base")),
    ("on_accent", "accent"), ("text", "chosen"), ("quiet", "chosen"), ("text", "hover"),
    ("good", "good_ground"), ("warn", "warn_ground"), ("bad", "bad_ground"),
]  # fmt: skip


def _luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    c = QColor(color)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(colors, ink, ground):
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= 4.5


def test_contrast_knows_a_bad_pair():
    bad = replace(LIGHT, quiet="#AAAAAA")
    assert contrast(bad.quiet, bad.base) < 4.5


def test_text_grows_to_twice_its_size_and_no_further(theme):
    one = QApplication.font().pointSizeF()
    theme.set(text_scale=200)
    assert QApplication.font().pointSizeF() == pytest.approx(2 * one)
    theme.set(text_scale=900)
    assert theme.text_scale == 200
    theme.set("light", 100)


def test_every_action_has_words_a_menu_and_a_key_of_its_own(kit):
    keys = [a.shortcut().toString() for _, a in kit.actions if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    for spec in SPECS:
        assert spec.menu.lstrip("|") in MENUS
        assert spec.help.endswith(".")


def test_an_own_key_takes_the_place_of_the_usual_one(kit):
    kit.actions.set_shortcuts({"export": "Ctrl+Shift+X", "find": ""})
    assert kit.actions["export"].shortcut().toString() == "Ctrl+Shift+X"
    assert kit.actions["find"].shortcut().isEmpty()
    assert "Ctrl+Shift+X" in kit.actions["export"].toolTip()
