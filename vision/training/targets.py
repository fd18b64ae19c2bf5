"""What the dense heads should say for one crop: heat, and the boxes that cells near a centre are to give."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vision.icon_names import MEANINGS
from vision.kinds import COARSE_KINDS, COARSE_STRIDE, FINE_STRIDE
from vision.training.augment import KIND_INDEX, Crop, Floats

MEANING_INDEX = {meaning: i for i, meaning in enumerate(MEANINGS)}
FINE_MOST = 128.0  # an element with a shorter short side is sought at s4 …
COARSE_LEAST = 64.0  # … one with a longer at s16: between them at both
WIDE = 256.0  # one with a longer long side is sought at s16 too, if it is no thin row
ROW_MOST = 26.0
STRONG = 0.7  # cells with at least this heat give boxes


class Targets(NamedTuple):
    """For one crop of side S. A negative heat marks cells that do not count."""

    heat: Floats  # [1, S/4, S/4]
    cells: NDArray[np.int64]  # [p, 2] row, column at s4
    cell_boxes: Floats  # [p, 4] pixels
    cell_weights: Floats  # [p]; 1 in all for each element
    coarse_heat: Floats  # [10, S/16, S/16]
    coarse_cells: NDArray[np.int64]  # [q, 3] channel, row, column at s16
    coarse_boxes: Floats  # [q, 4]
    coarse_weights: Floats  # [q]
    boxes: Floats  # [n, 4] elements to be described
    kinds: NDArray[np.int64]  # [n]
    states: Floats  # [n, 6]
    icons: NDArray[np.int64]  # [n] place in MEANINGS, -1 where nothing is known
    loose: NDArray[np.bool_]  # [n] kinds told coarsely (kinds.py, MAY_BE)


class _Plane:
    """One heat map being drawn, with the cells that give boxes. Smaller boxes are drawn later and win
    cells."""

    def __init__(self, side: int, stride: int, sigma_most: float) -> None:
        self.stride = stride
        self.size = side // stride
        self.sigma_most = sigma_most
        self.heat = np.zeros((self.size, self.size), np.float32)
        self.owner = np.full((self.size, self.size), -1, np.int64)
        self.drawn: list[Floats] = []

    def draw(self, box: Floats) -> None:
        """A Gaussian as wide as the box over six, at its centre."""
        centre = (box[:2] + box[2:]) / 2 / self.stride - 0.5
        sigma = np.clip((box[2:] - box[:2]) / 6 / self.stride, 0.5, self.sigma_most)
        low = np.maximum(0, np.floor(centre - 3 * sigma)).astype(int)
        high = np.minimum(self.size, np.ceil(centre + 3 * sigma).astype(int) + 1)
        ys, xs = np.mgrid[low[1] : high[1], low[0] : high[0]]
        value = np.exp(
            -((xs - centre[0]) ** 2) / (2 * sigma[0] ** 2) - (ys - centre[1]) ** 2 / (2 * sigma[1] ** 2)
        )
        part = (slice(low[1], high[1]), slice(low[0], high[0]))
        self.heat[part] = np.maximum(self.heat[part], value)
        near = (np.abs(xs - centre[0]) <= 1.0) & (np.abs(ys - centre[1]) <= 1.0)
        inside = (np.abs(xs - centre[0]) * 2 * self.stride < box[2] - box[0]) & (
            np.abs(ys - centre[1]) * 2 * self.stride < box[3] - box[1]
        )
        self.owner[part][(near | (value >= STRONG)) & inside] = len(self.drawn)
        peak = np.clip(np.round(centre).astype(int), 0, self.size - 1)
        self.heat[peak[1], peak[0]] = 1.0
        self.owner[peak[1], peak[0]] = len(self.drawn)
        self.drawn.append(box)

    def forget(self, box: Floats) -> None:
        """No verdict inside this box, but for the elements that are drawn there."""
        x0, y0, x1, y1 = np.round(box / self.stride).astype(int)
        part = self.heat[y0:y1, x0:x1]
        part[part < 0.05] = -1.0

    def cells(self) -> tuple[NDArray[np.int64], Floats, Floats]:
        """Cells [p, 2], their boxes [p, 4] and weights [p]."""
        places = np.argwhere(self.owner >= 0)
        owners = self.owner[places[:, 0], places[:, 1]]
        counts = np.bincount(owners, minlength=max(1, len(self.drawn)))
        boxes = np.array(self.drawn, np.float32).reshape(-1, 4)[owners]
        return places, boxes, (1.0 / counts[owners]).astype(np.float32)


def _area(box: Floats) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]))


def targets_of(crop: Crop) -> Targets:
    """Everything that the losses compare with."""
    side = crop.pixels.shape[0]
    fine = _Plane(side, FINE_STRIDE, 24.0)
    coarse = [_Plane(side, COARSE_STRIDE, 8.0) for _ in COARSE_KINDS]
    order = sorted(range(len(crop.kinds)), key=lambda i: -_area(crop.boxes[i]))
    elements = [i for i in order if crop.kinds[i] in KIND_INDEX]
    for i in order:
        _draw_one(crop, i, fine, coarse)
    for box in crop.ignored:
        fine.forget(box)
        for plane in coarse:
            plane.forget(box)
    if crop.loose:
        _forget_containers(coarse, side)
    groups = [plane.cells() for plane in coarse]
    channels = [np.full((len(g[0]), 1), c, np.int64) for c, g in enumerate(groups)]
    return Targets(
        fine.heat[None],
        *fine.cells(),
        np.stack([plane.heat for plane in coarse]),
        np.concatenate([np.concatenate((c, g[0]), 1) for c, g in zip(channels, groups, strict=True)]),
        np.concatenate([g[1] for g in groups]),
        np.concatenate([g[2] for g in groups]),
        crop.boxes[elements].reshape(-1, 4),
        np.array([KIND_INDEX[crop.kinds[i]] for i in elements], np.int64),
        crop.states[elements].astype(np.float32).reshape(len(elements), crop.states.shape[1]),
        np.array([MEANING_INDEX.get(crop.icons[i], -1) for i in elements], np.int64),
        np.full(len(elements), crop.loose),
    )


def _forget_containers(coarse: list[_Plane], side: int) -> None:
    """Containers that nobody told are neither there nor not there."""
    for plane in coarse[1:]:
        plane.forget(np.array([0, 0, side, side], np.float32))


def _draw_one(crop: Crop, i: int, fine: _Plane, coarse: list[_Plane]) -> None:
    kind, box = crop.kinds[i], crop.boxes[i]
    if kind not in KIND_INDEX:
        coarse[COARSE_KINDS.index(kind)].draw(box)
        return
    short, long = sorted((float(box[2] - box[0]), float(box[3] - box[1])))
    if short < FINE_MOST:
        fine.draw(box)
    if short > COARSE_LEAST or (long > WIDE and short > ROW_MOST):
        coarse[0].draw(box)
