"""Icons as training patches: each file's picture once, then on any ground, in any colour and size.

    masters [n, 64, 64, 4] RGBA ─ size, tint, ground, frame ─▶ patches [m, 32, 32, 3]

A patch shows what `vision.icon_encoder` cuts from a screen: the middle square of an icon's element, found
with an error of some pixels.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from vision.icon_encoder import PATCH

Bytes = NDArray[np.uint8]
MASTER = 64
GREY_MOST = 24  # spread of channels up to which a picture is drawn in one ink


def masters_of(files: Sequence[Path]) -> tuple[Bytes, list[int]]:
    """Every file's picture [n, 64, 64, 4], and which of the files they are (some cannot be drawn)."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["icons"])  # pictures with letters need one
    application.setQuitOnLastWindowClosed(False)  # type: ignore[attr-defined]
    drawn, kept = [], []
    for number, file in enumerate(files):
        renderer = QSvgRenderer(str(file))
        if not renderer.isValid():
            continue
        image = QImage(MASTER, MASTER, QImage.Format.Format_RGBA8888)
        image.fill(0)
        painter = QPainter(image)
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter)
        painter.end()
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(MASTER, MASTER, 4).copy()
        if (pixels[..., 3] > 64).mean() > 0.005:
            drawn.append(pixels)
            kept.append(number)
    return np.array(drawn, np.uint8).reshape(-1, MASTER, MASTER, 4), kept


def patch_of(master: Bytes, random: Random) -> Bytes:
    """One sight of an icon, [32, 32, 3]."""
    import cv2

    side = random.choice((16, 18, 20, 22, 24, 24, 26, 28, 30, 32, 34, 36, 40, 44, 48, 56))
    size = max(10, round(side * random.uniform(0.42, 1.0)))
    icon = cv2.resize(master, (size, size), interpolation=cv2.INTER_AREA).astype(np.float32)
    ground = _ground(side, random)
    _put(icon, ground, random)
    shift, scale = side * 0.07, random.uniform(0.9, 1.1) * PATCH / side
    x, y = (side / 2 + random.uniform(-shift, shift) for _ in range(2))
    way = np.array([[scale, 0, PATCH / 2 - scale * x], [0, scale, PATCH / 2 - scale * y]], np.float32)
    seen = cv2.warpAffine(ground, way, (PATCH, PATCH), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen.clip(0, 255), np.uint8)


def _colour(random: Random) -> NDArray[np.float32]:
    if random.random() < 0.6:
        level = random.choice((random.uniform(0, 70), random.uniform(190, 255), random.uniform(0, 255)))
        return np.full(3, level, np.float32)
    return np.array([random.uniform(0, 255) for _ in range(3)], np.float32)


def _ground(side: int, random: Random) -> NDArray[np.float32]:
    """A button's face, plain or shaded, perhaps with its frame."""
    ground = np.empty((side, side, 3), np.float32)
    ground[:] = _colour(random)
    if random.random() < 0.2:
        ground += np.linspace(0, random.uniform(-25, 25), side, dtype=np.float32)[:, None, None]
    if random.random() < 0.35:
        edge = _colour(random)
        ground[0, :], ground[-1, :], ground[:, 0], ground[:, -1] = edge, edge, edge, edge
    return ground


def _put(icon: NDArray[np.float32], ground: NDArray[np.float32], random: Random) -> None:
    """Draws the icon over the ground, in place; a picture in one ink in a colour that stands out from it."""
    side, size = len(ground), len(icon)
    alpha = icon[..., 3:] / 255 * (random.uniform(0.3, 0.6) if random.random() < 0.1 else 1.0)
    ink = icon[..., :3]
    shown = icon[..., 3] > 128
    spread = float(np.ptp(ink[shown], axis=-1).mean()) if shown.any() else 0.0
    plain = spread < GREY_MOST and (not shown.any() or float(ink[shown].std()) < GREY_MOST)
    if plain or random.random() < 0.05:
        ink = _apart(ground.mean(axis=(0, 1)), random)[None, None]
    slack = side - size
    x = min(slack, max(0, round(slack / 2 + random.uniform(-0.12, 0.12) * side)))
    y = min(slack, max(0, round(slack / 2 + random.uniform(-0.12, 0.12) * side)))
    part = ground[y : y + size, x : x + size]
    part[:] = part * (1 - alpha) + ink * alpha


def _apart(ground: NDArray[np.float32], random: Random) -> NDArray[np.float32]:
    for _ in range(20):
        colour = _colour(random)
        if abs(float(colour.mean() - ground.mean())) > 50:
            return colour
    return np.full(3, 0.0 if ground.mean() > 128 else 255.0, np.float32)
