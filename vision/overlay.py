"""A picture with its elements drawn on it: for `deskhand see --overlay`, the report and the app."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from agent.types import Box, Element, Pixels, Target

Colour = tuple[int, int, int]

TARGET: Colour = (255, 59, 48)
GROUPS: dict[Colour, tuple[str, ...]] = {
    (10, 132, 255): ("button", "icon_button", "window_control"),
    (48, 176, 80): ("text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"),
    (255, 149, 0): ("checkbox", "radio", "switch", "slider", "scroll_bar", "progress_bar", "splitter"),
    (191, 90, 242): ("tab", "menu_item", "menu_bar_item", "list_item", "tree_item"),
    (90, 200, 200): ("table_cell", "table_header", "link"),
    (142, 142, 147): ("label", "heading", "icon", "image", "tooltip"),
}
COLOURS = {kind: colour for colour, kinds in GROUPS.items() for kind in kinds}
CONTAINER: Colour = (110, 110, 118)
QUIET = frozenset(GROUPS[(142, 142, 147)])


def draw(
    pixels: Pixels,
    elements: Sequence[Element],
    target: Target | None = None,
    numbers: bool = False,
    origin: tuple[int, int] = (0, 0),
) -> Pixels:
    """A copy of the picture [H, W, 3] RGB with an outline round each element, coloured by its group.

    `target` is ringed in red with a cross at its point; `numbers` tags each element with its place in the
    list, from 1. Boxes are in desktop pixels; `origin` is the desktop pixel at the picture's top left.
    """
    from PIL import Image, ImageDraw

    scale = max(1, round(min(pixels.shape[:2]) / 1100))
    image = Image.fromarray(np.ascontiguousarray(pixels)).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for element in sorted(elements, key=lambda e: -e.box.area):
        _outline(pen, element.box.moved(-origin[0], -origin[1]), element.kind, scale)
    if numbers:
        for number, element in enumerate(elements, start=1):
            _tag(pen, element.box.moved(-origin[0], -origin[1]), number, element.kind, scale, image.size)
    if target is not None:
        _ring(pen, target, origin, scale)
    return np.array(Image.alpha_composite(image, layer).convert("RGB"))


def colour_of(kind: str) -> Colour:
    """The colour of a kind's group, RGB."""
    return COLOURS.get(kind, CONTAINER)


def _outline(pen: Any, box: Box, kind: str, scale: int) -> None:
    if box.width < 2 or box.height < 2:
        return
    colour = colour_of(kind)
    faint = kind in QUIET or kind not in COLOURS
    tint = 0 if faint else 26
    edge = (box.x0, box.y0, box.x1 - 1, box.y1 - 1)
    radius = min(4 * scale, box.width // 2, box.height // 2)
    width = scale if faint else 2 * scale
    pen.rounded_rectangle(
        edge, radius, fill=(*colour, tint), outline=(*colour, 130 if faint else 235), width=width
    )


def _tag(pen: Any, box: Box, number: int, kind: str, scale: int, size: tuple[int, int]) -> None:
    """A small plate with a number at the box's top left corner, moved inside the picture."""
    face = font(12 * scale)
    text = str(number)
    left, top, right, bottom = pen.textbbox((0, 0), text, font=face)
    width, height = right - left + 8 * scale, bottom - top + 6 * scale
    x = min(max(0, box.x0), max(0, int(size[0] - width)))
    y = min(max(0, box.y0 - round(height * 0.6)), max(0, int(size[1] - height)))
    plate = (x, y, x + width, y + height)
    pen.rounded_rectangle(plate, 3 * scale, fill=(*colour_of(kind), 240), outline=(255, 255, 255, 230))
    pen.text((x + 4 * scale - left, y + 3 * scale - top), text, font=face, fill=(255, 255, 255, 255))


def _ring(pen: Any, target: Target, origin: tuple[int, int], scale: int) -> None:
    box = target.box.moved(-origin[0], -origin[1]).grown(3 * scale)
    edge = (box.x0, box.y0, box.x1 - 1, box.y1 - 1)
    pen.rounded_rectangle(edge, 6 * scale, fill=(*TARGET, 34), outline=(*TARGET, 255), width=3 * scale)
    x, y, arm = target.point.x - origin[0], target.point.y - origin[1], 7 * scale
    for width, colour in ((4 * scale, (255, 255, 255, 220)), (2 * scale, (*TARGET, 255))):
        pen.line((x - arm, y, x + arm, y), fill=colour, width=width)
        pen.line((x, y - arm, x, y + arm), fill=colour, width=width)


@cache
def font(size: int) -> Any:
    """A plain bold face of the system, or Pillow's own."""
    from PIL import ImageFont

    for name in ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "arialbd.ttf", "Arial Bold.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
