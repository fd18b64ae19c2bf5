"""From the heads' maps to boxes: peaks of heat, their sides, and one box where several say the same.

Plain numpy and OpenCV: the maps may come from any runtime (runtime.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.types import Box
from vision.kinds import COARSE_KINDS, COARSE_STRIDE, ELEMENT_KINDS, FINE_STRIDE, STATES

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
MOST = 600  # peaks that are looked at in one picture
MOST_HOLDERS = 60
SAME = 0.6  # boxes with a greater IoU are one element
STATE_LEAST = 0.5
PRESSABLE = 0.3  # chance that a picture can be pressed, from which it is taken for what can be
PICTURES = frozenset(ELEMENT_KINDS.index(kind) for kind in ("icon", "image"))
BEARERS = frozenset(
    ELEMENT_KINDS.index(kind) for kind in ("icon_button", "button", "icon", "image", "window_control")
)
BEARS = 0.15  # chance of bearing an icon, from which it is looked at
OBLONG, ICON_MOST = 2.5, 128.0  # sides' ratio, and pixels at 100 %
STILL = PICTURES | {
    ELEMENT_KINDS.index(k) for k in ("label", "heading", "tooltip", "progress_bar", "splitter")
}


@dataclass(frozen=True)
class Sight:
    """One thing that the eye sees. `box` in pixels of the picture (x0, y0, x1, y1); `embedding` of length
    1."""

    box: tuple[float, float, float, float]
    kind: str
    score: float
    states: tuple[str, ...] = ()
    embedding: tuple[float, ...] = ()
    sure: float = 1.0  # of the kind
    meanings: tuple[tuple[str, float], ...] = ()  # what its picture may mean with its chance (naming.py)


class DenseMaps(NamedTuple):
    """What the dense heads say of one picture, in logits; distances are natural logarithms of strides."""

    heat: Floats  # [1, H/4, W/4]
    sides: Floats  # [4, H/4, W/4]: left, top, right, bottom
    coarse_heat: Floats  # [10, H/16, W/16], one map for each of COARSE_KINDS
    coarse_sides: Floats  # [10, 4, H/16, W/16]


class Boxes(NamedTuple):
    """Boxes [n, 4] in pixels with their scores [n]."""

    boxes: Floats
    scores: Floats


def sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits.astype(np.float32).clip(-60, 60))), np.float32)


def peaks(heat: Floats, least: float, most: int = MOST) -> tuple[Indices, Floats]:
    """heat [C, h, w] in logits → places [p, 3] (channel, row, column) and scores [p], the surest first."""
    import cv2

    chance = sigmoid(heat)
    around = np.stack([cv2.dilate(plane, np.ones((3, 3), np.uint8)) for plane in chance])
    places = np.argwhere((chance == around) & (chance >= least))
    scores = chance[places[:, 0], places[:, 1], places[:, 2]]
    order = np.argsort(-scores, kind="stable")[:most]
    return places[order], scores[order]


def boxes_of(sides: Floats, places: Indices, stride: int) -> Floats:
    """sides [C, 4, h, w] (logs of strides), places [p, 3] → boxes [p, 4] in pixels."""
    channel, row, column = places.T
    distances = np.exp(sides[channel, :, row, column].astype(np.float32).clip(-3, 7)) * stride
    x, y = (column + 0.5) * stride, (row + 0.5) * stride
    left, top, right, bottom = distances.T
    return np.stack((x - left, y - top, x + right, y + bottom), -1).astype(np.float32)


def as_array(boxes: Sequence[Box]) -> NDArray[np.int32]:
    """Boxes as rows x0, y0, x1, y1: [N, 4]."""
    return np.array([box.as_list() for box in boxes], np.int32).reshape(-1, 4)


def overlap(one: Floats, others: Floats) -> Floats:
    """IoU of a box [4] with boxes [n, 4]."""
    low, high = np.maximum(one[:2], others[:, :2]), np.minimum(one[2:], others[:, 2:])
    both = (high - low).clip(0).prod(-1)
    areas = (one[2:] - one[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(-1)
    return np.asarray(both / (areas - both).clip(1e-6), np.float32)


def distinct(boxes: Floats, scores: Floats, same: float = SAME) -> Indices:
    """Indices of the boxes [n, 4], none empty, that stand for something of their own, the surest first
    (non-maximum suppression)."""
    import cv2

    if not len(boxes):
        return np.zeros(0, np.int64)
    rectangles = np.concatenate((boxes[:, :2], boxes[:, 2:] - boxes[:, :2]), 1).astype(np.float64)
    kept = cv2.dnn.NMSBoxes(rectangles, scores, 0.0, same)  # type: ignore[arg-type]  # takes arrays, too
    return np.asarray(kept, np.int64)


def leaves(maps: DenseMaps, least: float) -> Boxes:
    """Elements: fine ones and big ones together."""
    fine, fine_scores = peaks(maps.heat, least)
    big, big_scores = peaks(maps.coarse_heat[:1], least)
    found = (
        boxes_of(maps.sides[None], fine, FINE_STRIDE),
        boxes_of(maps.coarse_sides, big, COARSE_STRIDE),
    )
    boxes, scores = np.concatenate(found), np.concatenate((fine_scores, big_scores))
    kept = distinct(boxes, scores)
    return Boxes(boxes[kept], scores[kept])


def holders(maps: DenseMaps, least: float) -> list[Sight]:
    """Containers, kind by kind."""
    found = []
    for channel in range(1, len(COARSE_KINDS)):
        places, scores = peaks(maps.coarse_heat[channel : channel + 1], least, MOST_HOLDERS)
        places[:, 0] = channel
        boxes = boxes_of(maps.coarse_sides, places, COARSE_STRIDE)
        found += [_sight(boxes[i], COARSE_KINDS[channel], scores[i]) for i in distinct(boxes, scores)]
    return found


def _sight(box: Floats, kind: str, score: float) -> Sight:
    x0, y0, x1, y1 = (float(v) for v in box)
    return Sight((x0, y0, x1, y1), kind, float(score))


def _kind(chances: Floats) -> int:
    """The likeliest kind; of a picture that may well be pressed, the likeliest that can be: one pressed in
    vain costs less than one that is never found."""
    best = int(chances.argmax())
    if best not in PICTURES:
        return best
    rest = chances.copy()
    rest[list(STILL)] = 0.0
    return int(rest.argmax()) if rest.sum() >= PRESSABLE else best


def chances_of(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def pictured(boxes: Floats, kinds: Floats) -> Indices:
    """Which of the boxes [n, 4] may hold an icon that means something, by their kinds [n, 29] in logits and
    their shape: looking at one costs as much as all else that is asked of it."""
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    chance = chances_of(kinds)[:, list(BEARERS)].sum(-1)
    square = (np.maximum(wide, high) <= OBLONG * np.minimum(wide, high)) & (
        np.maximum(wide, high) <= ICON_MOST
    )
    return np.flatnonzero(square & (chance >= BEARS)).astype(np.int64)


def elements(found: Boxes, kinds: Floats, states: Floats) -> list[Sight]:
    """Boxes with what stands in them: kinds [n, 29] and states [n, 6] in logits."""
    chances = chances_of(kinds)
    holds = sigmoid(states) > STATE_LEAST
    made = []
    for i, (box, score) in enumerate(zip(found.boxes, found.scores, strict=True)):
        best = _kind(chances[i])
        x0, y0, x1, y1 = (float(v) for v in box)
        said = tuple(name for name, true in zip(STATES, holds[i], strict=True) if true)
        made.append(
            Sight((x0, y0, x1, y1), ELEMENT_KINDS[best], float(score), said, sure=float(chances[i, best]))
        )
    return made
