"""What training minimises: focal heat, boxes by GIoU and log distances, kinds, states; and the gates'
entropy bonus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch  # noqa: TID253 — training only
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor  # noqa: TID253

from vision.fusion import entropy
from vision.heads import Described
from vision.kinds import COARSE_STRIDE, ELEMENT_KINDS, FINE_STRIDE, LOOSE_STATES, MAY_BE, STATES
from vision.model import Seen
from vision.training.dataset import Batch


@dataclass(frozen=True)
class Weights:
    """How much each part counts."""

    heat: float = 1.0
    box: float = 2.0
    coarse: float = 0.5
    kind: float = 1.0
    state: float = 1.0
    name: float = 0.5
    entropy: float = 0.01


def focal(logits: Tensor, heat: Tensor) -> Tensor:
    """Penalty-reduced focal loss of CornerNet (alpha 2, beta 4) per centre; cells with negative heat do not
    count."""
    chance = logits.float().sigmoid().clamp(1e-4, 1 - 1e-4)
    centre = heat >= 0.999
    hit = -((1 - chance) ** 2) * chance.log() * centre
    miss = -((1 - heat.clamp(0, 1)) ** 4) * chance**2 * (1 - chance).log() * (~centre & (heat >= 0))
    return (hit.sum() + miss.sum()) / centre.sum().clamp(min=1)


def boxes_at(logs: Tensor, rows: Tensor, columns: Tensor, stride: int) -> Tensor:
    """logs [p, 4] of distances in strides, at cells → boxes [p, 4] in pixels."""
    distances = logs.float().clamp(-3, 7).exp() * stride
    x, y = (columns + 0.5) * stride, (rows + 0.5) * stride
    left, top, right, bottom = distances.unbind(-1)
    return torch.stack((x - left, y - top, x + right, y + bottom), -1)


def giou(one: Tensor, other: Tensor) -> Tensor:
    """Generalised IoU (arXiv 1902.09630) of boxes [p, 4], pair by pair."""
    low, high = torch.maximum(one[:, :2], other[:, :2]), torch.minimum(one[:, 2:], other[:, 2:])
    both = (high - low).clamp(min=0).prod(-1)
    areas = (one[:, 2:] - one[:, :2]).prod(-1) + (other[:, 2:] - other[:, :2]).prod(-1)
    union = (areas - both).clamp(min=1e-3)
    hull = (
        (torch.maximum(one[:, 2:], other[:, 2:]) - torch.minimum(one[:, :2], other[:, :2]))
        .prod(-1)
        .clamp(min=1e-3)
    )
    return both / union - (hull - union) / hull


def box_loss(
    logs: Tensor, rows: Tensor, columns: Tensor, truth: Tensor, weights: Tensor, stride: int
) -> Tensor:
    """GIoU and a tenth of the distances' log difference, each element counting once."""
    if not len(truth):
        return logs.sum() * 0.0
    found = boxes_at(logs, rows, columns, stride)
    x, y = (columns + 0.5) * stride, (rows + 0.5) * stride
    wanted = torch.stack((x - truth[:, 0], y - truth[:, 1], truth[:, 2] - x, truth[:, 3] - y), -1)
    apart = F.smooth_l1_loss(logs.float(), (wanted.clamp(min=1) / stride).log(), reduction="none").mean(-1)
    each = 1 - giou(found, truth) + 0.1 * apart
    return (each * weights).sum() / weights.sum().clamp(min=1)


def _shares(kinds: Tensor, count: int) -> Tensor:
    """What each element counts: one over the root of how many its kind has."""
    return torch.bincount(kinds, minlength=count).float().rsqrt()[kinds]


def kind_loss(logits: Tensor, kinds: Tensor) -> Tensor:
    """Cross-entropy over elements [n, 29], each counting by one over the root of how many its kind has: a
    table's hundred cells must not drown its one scroll bar."""
    if not len(kinds):
        return logits.sum() * 0.0
    share = _shares(kinds, logits.shape[1])
    each = F.cross_entropy(logits, kinds, label_smoothing=0.02, reduction="none")
    return (each * share).sum() / share.sum()


def loose_kind_loss(logits: Tensor, kinds: Tensor) -> Tensor:
    """The same where a kind is told coarsely: minus the log of the chance of all that it may stand for."""
    if not len(kinds):
        return logits.sum() * 0.0
    may_be = [[a == b or b in MAY_BE.get(a, ()) for b in ELEMENT_KINDS] for a in ELEMENT_KINDS]
    allowed = torch.tensor(may_be, device=logits.device)[kinds]
    chances = F.log_softmax(logits, -1).masked_fill(~allowed, float("-inf"))
    share = _shares(kinds, logits.shape[1])
    return -(chances.logsumexp(-1) * share).sum() / share.sum()


def state_loss(logits: Tensor, states: Tensor, loose: Tensor) -> Tensor:
    """Binary cross-entropy over elements and states [n, 6]; of the loose [n] only what is always told."""
    told = torch.tensor([state in LOOSE_STATES for state in STATES], device=logits.device)
    counts = (told | ~loose[:, None]).float()
    each = F.binary_cross_entropy_with_logits(logits, states, reduction="none")
    return (each * counts).sum() / counts.sum().clamp(min=1)


def _kinds_of(logits: Tensor, kinds: Tensor, loose: Tensor) -> Tensor:
    """Both kinds of truth, by how many there are of each."""
    share = loose.float().mean() if len(loose) else logits.sum() * 0.0
    strict = kind_loss(logits[~loose], kinds[~loose])
    return (1 - share) * strict + share * loose_kind_loss(logits[loose], kinds[loose])


def name_loss(embeddings: Tensor, icons: Tensor, names: Tensor, sharpness: Tensor) -> Tensor:
    """InfoNCE (arXiv 1807.03748) of icons' embeddings [n, e] against one name of each meaning [m, e]: the
    right name must be nearest."""
    if not len(icons):
        return embeddings.sum() * 0.0 + names.sum() * 0.0
    logits = embeddings @ names.T * sharpness.exp().clamp(max=100)
    return F.cross_entropy(logits, icons, label_smoothing=0.05)


class Named(NamedTuple):
    """What icons are compared with: `shown` [B, n, e] what is drawn, `names` [m, e] one for each of
    MEANINGS."""

    shown: Tensor
    names: Tensor
    sharpness: Tensor


def losses(
    seen: Seen, described: Described, batch: Batch, weights: Weights, named: Named | None = None
) -> dict[str, Tensor]:
    """The weighted parts by name; their sum is minimised."""
    crop, row, column = batch.cells.unbind(-1)
    fine = seen.dense.sides.permute(0, 2, 3, 1)[crop, row, column]
    crop16, channel, row16, column16 = batch.coarse_cells.unbind(-1)
    coarse = seen.dense.coarse_sides.permute(0, 1, 3, 4, 2)[crop16, channel, row16, column16]
    known = batch.kinds >= 0
    kinds, states = described.kinds.float()[known], described.states.float()[known]
    loose = batch.loose[known]
    parts = {
        "heat": weights.heat * focal(seen.dense.heat, batch.heat),
        "box": weights.box * box_loss(fine, row, column, batch.cell_boxes, batch.cell_weights, FINE_STRIDE),
        "coarse_heat": weights.coarse * focal(seen.dense.coarse_heat, batch.coarse_heat),
        "coarse_box": weights.coarse
        * box_loss(coarse, row16, column16, batch.coarse_boxes, batch.coarse_weights, COARSE_STRIDE),
        "kind": weights.kind * _kinds_of(kinds, batch.kinds[known], loose),
        "state": weights.state * state_loss(states, batch.states[known], loose),
    }
    if named is not None:
        bears = batch.icons >= 0
        parts["name"] = weights.name * name_loss(
            named.shown.float()[bears], batch.icons[bears], named.names, named.sharpness
        )
    if seen.gates is not None and weights.entropy:
        parts["entropy"] = -weights.entropy * entropy(seen.gates.float())
    return parts
