"""Pictures of how the model looked: what each fused level weighed, and what it takes a query to mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from agent.types import Box, Observation, Pixels
from vision.overlay import font

WIDTH, ROW, LEFT, RIGHT, TOP = 560, 34, 104, 70, 56
LEAST_WARM, TOLD = 0.02, 0.1  # chances from which an element is coloured, and its chance written
WARM = (255, 69, 58)
GROUND, INK, FAINT, BAR = (250, 250, 252), (28, 28, 30), (142, 142, 147), (10, 132, 255)


def bars(gates: Sequence[tuple[str, float]], title: str) -> Pixels:
    """A bar for each level, shallow to deep, [H, 560, 3] RGB; a line marks equal weights."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, TOP + ROW * len(gates) + 20), GROUND)
    pen = ImageDraw.Draw(image)
    pen.text((16, 16), _elided(pen, title, WIDTH - 32), font=font(16), fill=INK)
    most = max([weight for _, weight in gates] + [2 / max(1, len(gates))])
    for row, (level, weight) in enumerate(gates):
        _bar(pen, TOP + row * ROW, level, weight, (WIDTH - LEFT - RIGHT) / most)
    if gates:
        x = LEFT + (WIDTH - LEFT - RIGHT) / most / len(gates)
        pen.line((x, TOP - 4, x, TOP + ROW * len(gates)), fill=FAINT)
    return np.asarray(image)


def _elided(pen: Any, text: str, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than that."""
    if pen.textlength(text, font=font(16)) <= width:
        return text
    while text and pen.textlength(text + "…", font=font(16)) > width:
        text = text[:-1]
    return text + "…"


def warmth(observation: Observation) -> Pixels:
    """The picture in grey [H, W, 3] RGB, each element the redder the likelier it is meant, with the chance
    of the likeliest."""
    from PIL import Image, ImageDraw

    grey = observation.frame.pixels.mean(axis=2, keepdims=True) * 0.6 + 90
    image = Image.fromarray(np.repeat(grey.clip(0, 255).astype(np.uint8), 3, axis=2)).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    ranked = sorted(zip(observation.meant, observation.elements, strict=True), key=lambda pair: pair[0])
    for chance, element in ranked:
        if chance >= LEAST_WARM:
            box = element.box.moved(-observation.frame.origin.x, -observation.frame.origin.y)
            _warm(pen, box, chance)
    absent = max(0.0, 1 - sum(observation.meant))
    pen.rectangle((0, 0, 150, 24), fill=(*INK, 220))
    pen.text((8, 5), f"not there: {absent:.0%}", font=font(14), fill=(*GROUND, 255))
    return np.array(Image.alpha_composite(image, layer).convert("RGB"))


def _warm(pen: Any, box: Box, chance: float) -> None:
    edge = (box.x0, box.y0, max(box.x0, box.x1 - 1), max(box.y0, box.y1 - 1))
    pen.rectangle(edge, fill=(*WARM, round(60 + 150 * chance)), outline=(*WARM, 255))
    if chance >= TOLD:
        pen.rectangle((box.x1 + 2, box.y0, box.x1 + 44, box.y0 + 20), fill=(*WARM, 255))
        pen.text((box.x1 + 6, box.y0 + 3), f"{chance:.0%}", font=font(13), fill=(255, 255, 255, 255))


def _bar(pen: Any, y: int, level: str, weight: float, unit: float) -> None:
    pen.text((16, y + 5), level, font=font(14), fill=INK)
    pen.rounded_rectangle((LEFT, y + 4, LEFT + max(2.0, weight * unit), y + ROW - 8), 3, fill=BAR)
    pen.text((LEFT + weight * unit + 8, y + 5), f"{weight:.0%}", font=font(14), fill=INK)
