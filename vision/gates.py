"""A picture of the gates: how much each fused level weighed when a screen was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from agent.types import Pixels
from vision.overlay import font

WIDTH, ROW, LEFT, RIGHT, TOP = 560, 34, 90, 70, 56
GROUND, INK, FAINT, BAR = (250, 250, 252), (28, 28, 30), (142, 142, 147), (10, 132, 255)


def bars(gates: Sequence[tuple[str, float]], title: str) -> Pixels:
    """A bar for each level, shallow to deep, [H, 560, 3] RGB; a line marks equal weights."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, TOP + ROW * len(gates) + 20), GROUND)
    pen = ImageDraw.Draw(image)
    pen.text((16, 16), title, font=font(16), fill=INK)
    most = max([weight for _, weight in gates] + [2 / max(1, len(gates))])
    for row, (level, weight) in enumerate(gates):
        _bar(pen, TOP + row * ROW, level, weight, (WIDTH - LEFT - RIGHT) / most)
    if gates:
        x = LEFT + (WIDTH - LEFT - RIGHT) / most / len(gates)
        pen.line((x, TOP - 4, x, TOP + ROW * len(gates)), fill=FAINT)
    return np.asarray(image)


def _bar(pen: Any, y: int, level: str, weight: float, unit: float) -> None:
    pen.text((16, y + 5), level, font=font(14), fill=INK)
    pen.rounded_rectangle((LEFT, y + 4, LEFT + max(2.0, weight * unit), y + ROW - 8), 3, fill=BAR)
    pen.text((LEFT + weight * unit + 8, y + 5), f"{weight:.0%}", font=font(14), fill=INK)
