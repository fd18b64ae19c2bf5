"""Named colours: how well an RGB value answers to the name that a person would give it.

Hue, saturation and value (HSV) are compared with a range for each name, with soft edges: names of colours are
ranges of hue first of all, and black, grey and white are ranges of value where saturation is low.
"""

from __future__ import annotations

import colorsys

RGB = tuple[int, int, int]

_HUES: dict[str, tuple[float, float, float, float]] = {
    # centre and half width in degrees, least and greatest value
    "red": (0, 16, 0.35, 1.0),
    "orange": (28, 13, 0.55, 1.0),
    "brown": (25, 18, 0.15, 0.62),
    "yellow": (54, 13, 0.6, 1.0),
    "green": (125, 45, 0.2, 1.0),
    "turquoise": (176, 14, 0.3, 1.0),
    "cyan": (184, 16, 0.4, 1.0),
    "blue": (219, 26, 0.25, 1.0),
    "purple": (275, 27, 0.2, 1.0),
    "magenta": (305, 18, 0.45, 1.0),
    "pink": (335, 24, 0.6, 1.0),
}
_OTHER_NAMES = {
    "gray": "grey", "violet": "purple", "teal": "turquoise", "aqua": "cyan", "crimson": "red",
    "gold": "yellow", "navy": "blue", "lime": "green", "silver": "grey",
    "fuchsia": "magenta", "golden": "yellow",
}  # fmt: skip
_LEAST_SATURATION = 0.25


def colour_fit(name: str, colour: RGB | None) -> float:
    """How well the colour answers to the name (0..1); 0 for an unknown name or no colour."""
    if colour is None:
        return 0.0
    hue, saturation, value = colorsys.rgb_to_hsv(*(channel / 255 for channel in colour))
    name = _OTHER_NAMES.get(name.lower(), name.lower())
    if name in ("black", "white", "grey"):
        return _grey_fit(name, saturation, value)
    if name not in _HUES:
        return 0.0
    return _hue_fit(name, hue * 360, saturation, value)


def _hue_fit(name: str, hue: float, saturation: float, value: float) -> float:
    centre, half, least, most = _HUES[name]
    off = abs((hue - centre + 180) % 360 - 180)
    right_hue = _soft((half + 10 - off) / 10)
    wanted = 0.15 if name == "pink" else _LEAST_SATURATION
    strong = _soft((saturation - wanted + 0.15) / 0.15)
    bright = _soft((value - least + 0.1) / 0.1) * _soft((most + 0.1 - value) / 0.1)
    return right_hue * strong * bright


def _grey_fit(name: str, saturation: float, value: float) -> float:
    chroma = saturation * value
    dull = _soft((0.2 - chroma) / 0.1)
    if name == "black":
        return dull * _soft((0.32 - value) / 0.12)
    if name == "white":
        return dull * _soft((value - 0.82) / 0.1)
    return dull * _soft((value - 0.15) / 0.15) * _soft((0.95 - value) / 0.08)


def _soft(x: float) -> float:
    """0 below 0, 1 above 1, straight between."""
    return min(1.0, max(0.0, x))
