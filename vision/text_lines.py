"""From the maps of line_net.py to boxes round lines of text. Plain numpy and OpenCV."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from agent.types import Box
from vision.decode import Floats, Indices

STRIDE = 4
HOT = 0.5  # chance from which a cell is in the middle of a line
SURE = 0.6  # mean chance of a line's cells, from which it is one
ENDS = 3  # columns of cells at each end that tell where the line ends
LEAST = 4  # pixels


def lines_of(heat: Floats, sides: Floats, width: int, height: int) -> list[Box]:
    """heat [h, w] and sides [4, h, w] (logits, logs of strides) → boxes in pixels of a picture of this size,
    from the top."""
    import cv2

    chance = 1 / (1 + np.exp(-heat.astype(np.float32)))
    count, labels = cv2.connectedComponents((chance > HOT).astype(np.uint8), connectivity=8)
    rows, columns = np.nonzero(labels)
    order = np.argsort(labels[rows, columns], kind="stable")
    rows, columns = rows[order], columns[order]
    edges = np.searchsorted(labels[rows, columns], np.arange(1, count + 1))
    found = []
    for start, end in pairwise(edges.tolist()):
        ys, xs = rows[start:end], columns[start:end]
        if float(chance[ys, xs].mean()) >= SURE:
            found.append(_box(sides, ys, xs, width, height))
    whole = [box for box in found if box.width >= LEAST and box.height >= LEAST]
    return sorted(whole, key=lambda b: (b.y0, b.x0))


def _box(sides: Floats, ys: Indices, xs: Indices, width: int, height: int) -> Box:
    """What the cells of one line say of it, each by the middle of what they say."""
    left, top, right, bottom = np.exp(sides[:, ys, xs].astype(np.float32).clip(-3, 5)) * STRIDE
    across, down = (xs + 0.5) * STRIDE, (ys + 0.5) * STRIDE
    first, last = xs < xs.min() + ENDS, xs > xs.max() - ENDS
    x0, x1 = np.median((across - left)[first]), np.median((across + right)[last])
    y0, y1 = np.median(down - top), np.median(down + bottom)
    x0, y0 = min(max(0, round(float(x0))), width), min(max(0, round(float(y0))), height)
    return Box(
        x0=x0, y0=y0, x1=max(x0, min(width, round(float(x1)))), y1=max(y0, min(height, round(float(y1))))
    )
