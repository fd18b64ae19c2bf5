"""Colours: enough contrast in both themes, and icons that can be drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from ui import icons, theme

PAIRS = [
    ("text", "ground"), ("text", "card"), ("text", "control"), ("text", "hover"), ("text", "well"),
    ("quiet", "ground"), ("quiet", "card"), ("quiet", "well"), ("quiet", "calm"), ("quiet", "control"),
    ("accent_ink", "accent"), ("accent_ink", "accent_hover"), ("accent_soft_ink", "accent_soft"),
    ("accent_soft_ink", "card"), ("link", "well"), ("link", "accent_soft"), ("text", "accent_soft"),
    ("good_ink", "good"), ("good_ink", "card"), ("warn_ink", "warn"), ("warn_ink", "card"),
    ("bad_ink", "bad"), ("bad_ink", "card"), ("bad_strong_ink", "bad_strong"), ("calm_ink", "calm"),
    ("good_ink", "accent_soft"), ("warn_ink", "accent_soft"), ("calm_ink", "accent_soft"),
    ("calm_ink", "card"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_enough_contrast(colours: theme.Colours, ink: str, ground: str) -> None:
    lights = sorted(luminance(QColor(getattr(colours, name))) for name in (ink, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_sheet_is_whole(qapp: QApplication, appearance: theme.Appearance) -> None:
    theme.apply(qapp, appearance)
    assert "$" not in qapp.styleSheet()
    assert theme.is_dark() is (appearance == "dark")
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_icons_are_drawn_inside_their_square(qapp: QApplication, name: str) -> None:
    picture = icons.pixmap(name, "#FF0000", 24, 1.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    inked = [(x, y) for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha() > 128]
    assert len(inked) > 8
    assert all(1 <= x <= 22 and 1 <= y <= 22 for x, y in inked)
    assert all(picture.pixelColor(x, y).red() > 200 for x, y in inked)
