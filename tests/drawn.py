"""Small drawn screens for tests of the eye: a form in light or dark colours, at any scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from agent.types import Pixels

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Look:
    ground: Colour
    base: Colour
    button: Colour
    rim: Colour
    ink: Colour


LIGHT = Look((240, 240, 240), (255, 255, 255), (225, 225, 225), (160, 160, 160), (20, 20, 20))
DARK = Look((46, 48, 54), (30, 31, 35), (66, 69, 77), (98, 102, 112), (232, 232, 232))


class Sheet:
    """A canvas whose places are those of a 100 % screen, drawn `scale` times as large."""

    def __init__(self, width: int, height: int, look: Look = LIGHT, scale: int = 1) -> None:
        self.look, self.scale = look, scale
        self._image = Image.new("RGB", (width * scale, height * scale), look.ground)
        self._pen = ImageDraw.Draw(self._image)
        self._font: Any = ImageFont.load_default(14 * scale)

    @property
    def pixels(self) -> Pixels:
        return np.array(self._image, np.uint8)

    def box(self, x0: int, y0: int, x1: int, y1: int, fill: Colour) -> None:
        """A rectangle with a rim, x1 and y1 exclusive."""
        k = self.scale
        edge = (x0 * k, y0 * k, x1 * k - 1, y1 * k - 1)
        self._pen.rectangle(edge, fill=fill, outline=self.look.rim, width=k)

    def text(self, x: int, y: int, words: str, ink: Colour | None = None) -> None:
        """Words whose left end and middle are at a place."""
        place = (x * self.scale, y * self.scale)
        self._pen.text(place, words, font=self._font, fill=ink or self.look.ink, anchor="lm")

    def button(self, x0: int, y0: int, x1: int, y1: int, words: str) -> None:
        self.box(x0, y0, x1, y1, self.look.button)
        middle = ((x0 + x1) / 2 * self.scale, (y0 + y1) / 2 * self.scale)
        self._pen.text(middle, words, font=self._font, fill=self.look.ink, anchor="mm")

    def check(self, x: int, y: int, words: str, checked: bool) -> None:
        self.box(x, y - 7, x + 14, y + 7, self.look.base)
        if checked:
            k = self.scale
            points = [(x + 3, y), (x + 6, y + 4), (x + 11, y - 4)]
            self._pen.line([(px * k, py * k) for px, py in points], fill=self.look.ink, width=2 * k)
        self.text(x + 20, y, words)


def form(look: Look = LIGHT, scale: int = 1) -> Pixels:
    """A menu bar, a field with its caption, two check boxes, a link and two buttons on 480 × 280."""
    sheet = Sheet(480, 280, look, scale)
    for x, words in ((12, "File"), (58, "Edit"), (106, "View"), (160, "Help")):
        sheet.text(x, 16, words)
    sheet.text(20, 70, "Email:")
    sheet.box(110, 56, 420, 84, look.base)
    sheet.check(110, 110, "Remember me", checked=True)
    sheet.check(110, 140, "Send me news", checked=False)
    link = (20, 90, 220) if look is LIGHT else (110, 160, 255)
    sheet.text(110, 176, "Forgot password?", link)
    sheet.button(200, 220, 300, 252, "Cancel")
    sheet.button(320, 220, 420, 252, "Continue")
    return sheet.pixels
