"""Looks of programs: families of palettes as desktops have them, jittered, and random ones. Pure data but
for the palette.

Colours are "#rrggbb". A skin is drawn natively (Qt's own style with the palette) or by a style sheet
(skin_sheet.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Skin:
    """One look: colours, roundness, and the density of controls (pixels)."""

    family: str
    ground: str  # of windows
    base: str  # of fields and lists
    button: str
    border: str
    text: str
    accent: str
    radius: int
    native: bool = False
    style: str = "Fusion"
    pad_x: int = 8
    pad_y: int = 4
    line: int = 1  # width of borders
    link: str = "#0066cc"

    @property
    def dark(self) -> bool:
        return QColor(self.ground).lightness() < 128

    @property
    def on_accent(self) -> str:
        return "#ffffff" if QColor(self.accent).lightness() < 170 else "#000000"

    @property
    def name(self) -> str:
        return f"{self.family}:{'native' if self.native else 'sheet'}"


FAMILIES: dict[str, tuple[str, str, str, str, str, str, int]] = {
    # ground, base, button, border, text, accent, radius
    "adwaita": ("#f6f5f4", "#ffffff", "#f2f0ee", "#cdc7c2", "#2e3436", "#3584e4", 5),
    "adwaita_dark": ("#353535", "#2d2d2d", "#3a3a3a", "#1b1b1b", "#eeeeec", "#15539e", 5),
    "libadwaita": ("#fafafa", "#ffffff", "#e6e6e6", "#e6e6e6", "#323232", "#3584e4", 8),
    "libadwaita_dark": ("#242424", "#1e1e1e", "#3a3a3a", "#3a3a3a", "#ffffff", "#3584e4", 8),
    "arc": ("#f5f6f7", "#ffffff", "#fbfbfc", "#cfd6e6", "#5c616c", "#5294e2", 3),
    "arc_dark": ("#383c4a", "#404552", "#444a58", "#2b2e39", "#d3dae3", "#5294e2", 3),
    "greybird": ("#cecece", "#fcfcfc", "#e3e3e3", "#9a9a9a", "#3c3c3c", "#398ee7", 4),
    "breeze": ("#eff0f1", "#fcfcfc", "#f6f7f7", "#bcbebf", "#232629", "#3daee9", 3),
    "breeze_dark": ("#2a2e32", "#1b1e20", "#31363b", "#5f6265", "#fcfcfc", "#3daee9", 3),
    "windows10": ("#f0f0f0", "#ffffff", "#e1e1e1", "#adadad", "#000000", "#0078d7", 0),
    "windows11": ("#f3f3f3", "#ffffff", "#fdfdfd", "#d0d0d0", "#1b1b1b", "#005fb8", 4),
    "windows11_dark": ("#202020", "#2b2b2b", "#2d2d2d", "#454545", "#ffffff", "#4cc2ff", 4),
    "windows95": ("#d4d0c8", "#ffffff", "#d4d0c8", "#808080", "#000000", "#0a246a", 0),
    "windows_xp": ("#ece9d8", "#ffffff", "#f5f4ea", "#7f9db9", "#000000", "#316ac5", 3),
    "macos": ("#ececec", "#ffffff", "#ffffff", "#c6c6c6", "#262626", "#0a7aff", 6),
    "macos_dark": ("#282828", "#1e1e1e", "#5a5a5a", "#474747", "#e5e5e5", "#0a84ff", 6),
    "material": ("#fafafa", "#ffffff", "#e0e0e0", "#bdbdbd", "#212121", "#6200ee", 4),
    "material_dark": ("#121212", "#1e1e1e", "#2c2c2c", "#3d3d3d", "#e0e0e0", "#bb86fc", 4),
    "yaru": ("#f7f7f7", "#ffffff", "#f0f0f0", "#c8c8c8", "#3d3d3d", "#e95420", 6),
    "yaru_dark": ("#303030", "#262626", "#3b3b3b", "#1d1d1d", "#f7f7f7", "#e95420", 6),
    "contrast": ("#ffffff", "#ffffff", "#ffffff", "#000000", "#000000", "#000080", 0),
    "contrast_dark": ("#000000", "#000000", "#000000", "#ffffff", "#ffffff", "#ffff00", 0),
    "motif": ("#c4c4c4", "#d9d9d9", "#d9d9d9", "#a0a0a0", "#000000", "#4a6984", 0),
    "solarized": ("#eee8d5", "#fdf6e3", "#eee8d5", "#93a1a1", "#586e75", "#268bd2", 3),
}
HELD_OUT = frozenset(
    {"windows_xp", "solarized", "libadwaita_dark", "macos_dark"}
)  # never trained on: for evaluation


def _hue(random: Random, saturation: int, value: int, hue: int | None = None) -> str:
    return QColor.fromHsv(random.randint(0, 359) if hue is None else hue, saturation, value).name()


def _jittered(random: Random, colour: str, amount: int = 8) -> str:
    c = QColor(colour)
    red, green, blue = (
        max(0, min(255, v + random.randint(-amount, amount))) for v in (c.red(), c.green(), c.blue())
    )
    return QColor(red, green, blue).name()


def _random_colours(random: Random) -> tuple[str, str, str, str, str]:
    """Ground, base, button, border, text of one random hue, light or dark."""
    hue, saturation = random.randint(0, 359), random.randint(0, 60)
    if random.random() < 0.4:
        values = ((25, 70), (15, 60), (60, 100), (90, 150))
        made = [_hue(random, saturation, random.randint(*v), hue) for v in values]
        return made[0], made[1], made[2], made[3], "#eeeeee"
    return (
        _hue(random, saturation // 2, random.randint(225, 250), hue),
        _hue(random, saturation // 5, 255, hue),
        _hue(random, saturation // 2, random.randint(215, 255), hue),
        _hue(random, saturation, random.randint(120, 210), hue),
        _hue(random, saturation, random.randint(0, 60), hue),
    )


def pick_skin(random: Random, held_out: bool = False) -> Skin:
    """A look by chance; `held_out` draws from the families that training never sees."""
    family = random.choice(sorted(HELD_OUT if held_out else set(FAMILIES) - HELD_OUT))
    ground, base, button, border, text, accent, radius = FAMILIES[family]
    if not held_out and random.random() < 0.22:
        family = "random"
        ground, base, button, border, text = _random_colours(random)
        accent, radius = (
            _hue(random, random.randint(120, 255), random.randint(120, 240)),
            random.choice((0, 3, 6, 12)),
        )
    else:
        ground, base, button, border = (_jittered(random, c) for c in (ground, base, button, border))
    if random.random() < 0.2:
        accent = _hue(random, random.randint(120, 255), random.randint(120, 240))
    skin = Skin(family, ground, base, button, border, text, accent, radius)
    return replace(
        skin,
        native=random.random() < 0.28,
        style=random.choice(("Fusion", "Fusion", "Windows")),
        pad_x=random.randint(4, 18),
        pad_y=random.randint(1, 9),
        line=random.choice((1, 1, 1, 1, 2)),
        link="#5599ff" if skin.dark else random.choice(("#0000ee", "#0066cc", "#0072aa", accent)),
    )


def palette_of(skin: Skin) -> QPalette:
    """Qt's palette for a skin."""
    role = QPalette.ColorRole
    colours = {
        role.Window: skin.ground,
        role.WindowText: skin.text,
        role.Base: skin.base,
        role.AlternateBase: skin.ground,
        role.Text: skin.text,
        role.Button: skin.button,
        role.ButtonText: skin.text,
        role.Highlight: skin.accent,
        role.HighlightedText: skin.on_accent,
        role.ToolTipBase: skin.base,
        role.ToolTipText: skin.text,
        role.PlaceholderText: "#888888",
        role.Link: skin.link,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    grey = QColor("#7a7a7a" if skin.dark else "#8a8a8a")
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, grey)
    return palette
