"""A run's losses as a picture: <out>/curves.png, made anew with every checkpoint from <out>/log.jsonl."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vision.overlay import font

PANEL, ACROSS, GAP = (300, 170), 3, 12
GROUND, INK, FAINT, RAW, MEAN = "#fafafc", "#1c1c1e", "#d1d1d6", "#b9d7fb", "#0a84ff"
SMOOTH = 0.9  # of the running mean is kept from one line to the next
NO_LOSS = frozenset({"step", "seconds", "scenes"})


def series_of(log: Path) -> dict[str, list[tuple[int, float]]]:
    """Name → (step, value), as far as the log's lines are whole."""
    found: dict[str, list[tuple[int, float]]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the line that was being written when the machine went down
        for name, value in entry.items():
            if name not in NO_LOSS:
                found.setdefault(name, []).append((entry["step"], float(value)))
    return found


def smoothed(values: Sequence[float]) -> list[float]:
    """The running mean, without a jump at its start."""
    out: list[float] = []
    mean, weight = 0.0, 0.0
    for value in values:
        mean = SMOOTH * mean + (1 - SMOOTH) * value
        weight = SMOOTH * weight + (1 - SMOOTH)
        out.append(mean / weight)
    return out


def draw(log: Path, picture: Path) -> None:
    """Draws a panel for each series. Does nothing while there is nothing to draw."""
    from PIL import Image, ImageDraw

    found = (
        {name: points for name, points in series_of(log).items() if len(points) > 1} if log.is_file() else {}
    )
    if not found:
        return
    down = -(-len(found) // ACROSS)
    size = (GAP + ACROSS * (PANEL[0] + GAP), GAP + down * (PANEL[1] + GAP))
    image = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(image)
    for number, (name, points) in enumerate(found.items()):
        x = GAP + number % ACROSS * (PANEL[0] + GAP)
        y = GAP + number // ACROSS * (PANEL[1] + GAP)
        _panel(pen, x, y, name, points)
    waiting = picture.with_suffix(".part.png")
    image.save(waiting)
    waiting.replace(picture)


def _panel(pen: Any, x: int, y: int, name: str, points: Sequence[tuple[int, float]]) -> None:
    steps, values = [p[0] for p in points], [p[1] for p in points]
    means = smoothed(values)
    low, high = min(values), sorted(values)[int(0.98 * (len(values) - 1))]
    pen.rectangle((x, y, x + PANEL[0], y + PANEL[1]), outline=FAINT)
    pen.text((x + 8, y + 6), f"{name}  {means[-1]:.3f}", font=font(13), fill=INK)
    pen.text((x + 8, y + PANEL[1] - 18), f"step {steps[0]} to {steps[-1]}", font=font(10), fill="#8e8e93")

    def place(step: int, value: float) -> tuple[float, float]:
        across = (step - steps[0]) / max(1, steps[-1] - steps[0])
        up = (min(value, high) - low) / max(1e-9, high - low)
        return x + 8 + across * (PANEL[0] - 16), y + PANEL[1] - 24 - up * (PANEL[1] - 54)

    pen.line([place(*p) for p in points], fill=RAW)
    pen.line([place(s, m) for s, m in zip(steps, means, strict=True)], fill=MEAN, width=2)
