"""From the heads' maps to boxes: peaks of heat, their sides, and one box where several say the same."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor  # noqa: TID253

from agent.types import Pixels
from vision.heads import COARSE_KINDS, COARSE_STRIDE, ELEMENT_KINDS, FINE_STRIDE, STATES, Dense
from vision.model import Eye, as_batch

MOST = 600  # peaks that are looked at in one picture
SAME = 0.6  # boxes with a greater IoU are one element
STATE_LEAST = 0.5


@dataclass(frozen=True)
class Sight:
    """One thing that the eye sees. `box` in pixels of the picture (x0, y0, x1, y1); `embedding` of length
    1."""

    box: tuple[float, float, float, float]
    kind: str
    score: float
    states: tuple[str, ...] = ()
    embedding: tuple[float, ...] = ()


def peaks(heat: Tensor, least: float, most: int = MOST) -> tuple[Tensor, Tensor]:
    """heat [C, h, w] in logits → places [p, 3] (channel, row, column) and scores [p], the surest first."""
    chance = heat.float().sigmoid()
    top = F.max_pool2d(chance[None], 3, 1, 1)[0]
    places = torch.nonzero((chance == top) & (chance >= least))
    scores = chance[places[:, 0], places[:, 1], places[:, 2]]
    order = scores.argsort(descending=True, stable=True)[:most]
    return places[order], scores[order]


def boxes_of(sides: Tensor, places: Tensor, stride: int) -> Tensor:
    """sides [C, 4, h, w] (logs of strides), places [p, 3] → boxes [p, 4] in pixels."""
    channel, row, column = places.unbind(-1)
    distances = sides[channel, :, row, column].float().clamp(-3, 7).exp() * stride
    x, y = (column + 0.5) * stride, (row + 0.5) * stride
    left, top, right, bottom = distances.unbind(-1)
    return torch.stack((x - left, y - top, x + right, y + bottom), -1)


def overlap(one: Tensor, others: Tensor) -> Tensor:
    """IoU of a box [4] with boxes [n, 4]."""
    low, high = torch.maximum(one[:2], others[:, :2]), torch.minimum(one[2:], others[:, 2:])
    both = (high - low).clamp(min=0).prod(-1)
    areas = (one[2:] - one[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(-1)
    return both / (areas - both).clamp(min=1e-6)


def distinct(boxes: Tensor, scores: Tensor, same: float = SAME) -> Tensor:
    """Indices of the boxes [n, 4] that stand for something of their own, the surest first (non-maximum
    suppression)."""
    order = scores.argsort(descending=True, stable=True)
    kept: list[int] = []
    while len(order):
        best = order[0]
        kept.append(int(best))
        order = order[1:][overlap(boxes[best], boxes[order[1:]]) <= same]
    return torch.tensor(kept, dtype=torch.long, device=boxes.device)


def _elements(dense: Dense, least: float) -> tuple[Tensor, Tensor]:
    """Leaf boxes [n, 4] and scores [n] of the first picture: fine ones and big ones together."""
    fine, fine_scores = peaks(dense.heat[0], least)
    big, big_scores = peaks(dense.coarse_heat[0, :1], least)
    boxes = torch.cat(
        (
            boxes_of(dense.sides[0][None], fine, FINE_STRIDE),
            boxes_of(dense.coarse_sides[0], big, COARSE_STRIDE),
        )
    )
    scores = torch.cat((fine_scores, big_scores))
    kept = distinct(boxes, scores)
    return boxes[kept], scores[kept]


def _containers(dense: Dense, least: float) -> list[tuple[Tensor, Tensor, str]]:
    found = []
    for channel in range(1, len(COARSE_KINDS)):
        places, scores = peaks(dense.coarse_heat[0, channel : channel + 1], least, 60)
        places[:, 0] = channel
        boxes = boxes_of(dense.coarse_sides[0], places, COARSE_STRIDE)
        kept = distinct(boxes, scores)
        found += [(boxes[i], scores[i], COARSE_KINDS[channel]) for i in kept]
    return found


def _clamped(box: Tensor, scale: float, width: int, height: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(v / scale, 1) for v in box.tolist())
    return max(0.0, x0), max(0.0, y0), min(float(width), x1), min(float(height), y1)


@torch.inference_mode()
def look(
    eye: Eye, pixels: Pixels, least: float = 0.3, scale: float = 1.0, meaning: bool = True
) -> list[Sight]:
    """Everything on a picture [H, W, 3] uint8 RGB: elements and containers, the surest first.

    `scale` shrinks the picture beforehand (0.5 for a screen of twice the usual density); boxes are in the
    given picture's pixels. `meaning` must be what the weights were trained with.
    """
    height, width = pixels.shape[:2]
    batch = as_batch(pixels, next(eye.parameters()).device)
    if scale != 1.0:
        size = (max(1, round(height * scale)), max(1, round(width * scale)))
        batch = F.interpolate(batch, size=size, mode="area")
    seen = eye.see(batch, meaning=meaning)
    boxes, scores = _elements(seen.dense, least)
    described = eye.describe(seen.maps, boxes[None])
    kinds = described.kinds[0].argmax(-1).tolist()
    states = (described.states[0].sigmoid() > STATE_LEAST).tolist()
    found = [
        Sight(
            _clamped(boxes[i], scale, width, height),
            ELEMENT_KINDS[kinds[i]],
            float(scores[i]),
            tuple(name for name, holds in zip(STATES, states[i], strict=True) if holds),
            tuple(described.embedding[0, i].tolist()),
        )
        for i in range(len(boxes))
    ]
    found += [
        Sight(_clamped(b, scale, width, height), k, float(s)) for b, s, k in _containers(seen.dense, least)
    ]
    sized = [s for s in found if s.box[2] - s.box[0] >= 2 and s.box[3] - s.box[1] >= 2]
    return sorted(sized, key=lambda s: -s.score)
