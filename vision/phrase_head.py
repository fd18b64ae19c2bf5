"""Which of the seen elements a phrase means, or none: the words weigh the levels, then words and elements
attend to each other.

    phrase ─ TextEncoder ─▶ query [Q, e] ─ GatedFusion of the levels at each element ─▶ fused [Q, n, d], gates
    fused, what the kinds were told from, text, place ─ image projector ─┐
    query ─────────────────────────────────────────────── text projector ─┤
                             [image; text] tokens [Q, n + 1, h] ◀─────────┘
                             two transformer blocks ─▶ logits [Q, n + 1], the last: “not there”
"""

from __future__ import annotations

from typing import NamedTuple

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.backbone import EyeConfig
from vision.fusion import GatedFusion
from vision.heads import HIDDEN, sample
from vision.pieces import SHARED
from vision.text import TextEncoder

PLACE = 8  # numbers that tell where an element is and how large
HEADS = 4
BLOCKS = 2


class CrossModalProjector(nn.Module):
    """Features of one kind → tokens of a language model's hidden size: two Linear layers, as in LLaVA-1.5
    (arXiv 2310.03744)."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.LayerNorm(inputs), nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden)
        )

    def forward(self, x: Tensor) -> Tensor:
        """[…, inputs] → […, hidden]."""
        out: Tensor = self.layers(x)
        return out


def joined(image: Tensor, text: Tensor) -> Tensor:
    """image [Q, n, h] and text [Q, m, h] tokens, one after the other: [Q, n + m, h]."""
    return torch.cat((image, text), dim=1)


class Elements(NamedTuple):
    """What is known of n elements of one picture."""

    levels: Tensor  # [k, n, d] the aligned levels at their middles
    hidden: Tensor  # [n, 256] what their kinds were told from
    place: Tensor  # [n, PLACE]
    texts: Tensor  # [n, p] means of their texts' word pieces (TextEncoder.mean)


class Grounded(NamedTuple):
    """For Q phrases: logits [Q, n + 1], the last for “not there”; gates [Q, k]."""

    logits: Tensor
    gates: Tensor


class Mixing(nn.Module):
    """A pre-norm transformer block over the tokens of elements and phrase."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.inputs, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        """[Q, n + 1, h] → [Q, n + 1, h]."""
        queries, count, width = x.shape
        q, k, v = self.inputs(self.norm1(x)).view(queries, count, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v)  # [Q, heads, n + 1, c]
        x = x + self.out(mixed.transpose(1, 2).reshape(queries, count, width))
        out: Tensor = x + self.mlp(self.norm2(x))
        return out


class PhraseHead(nn.Module):
    """Phrases and elements → which is meant."""

    def __init__(self, config: EyeConfig, levels: int) -> None:
        super().__init__()
        e, d, h = config.embedding, config.width, config.language
        self.words = TextEncoder(e)
        self.query = nn.Linear(e, d)
        self.fusion = GatedFusion(levels, d)
        self.image = CrossModalProjector(d + HIDDEN + PLACE + e + SHARED, h)
        self.text = CrossModalProjector(e, h)
        self.blocks = nn.ModuleList(Mixing(h) for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(h)
        self.meant = nn.Linear(h, 1)
        self.nowhere = nn.Linear(h, 1)
        for layer in (self.meant, self.nowhere):  # untaught it finds all equally likely
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    @property
    def taught(self) -> bool:
        """Whether it has learnt anything (vision/training/phrase_school.py)."""
        return bool(self.meant.weight.detach().abs().max() > 0)

    def forward(self, elements: Elements, phrases: Tensor, shared: Tensor) -> Grounded:
        """phrases [Q, p]: means of their word pieces; shared [Q, n, SHARED]: pieces.py says what."""
        query = self.words.of_means(phrases)  # [Q, e]
        queries, count = shared.shape[:2]
        aligned = elements.levels[None].expand(queries, -1, -1, -1)  # [Q, k, n, d]
        fused, gates = self.fusion(aligned, self.query(query))
        known = torch.cat((elements.hidden, elements.place, self.words.of_means(elements.texts)), dim=-1)
        features = torch.cat((fused, known[None].expand(queries, -1, -1), shared), dim=-1)
        tokens = joined(self.image(features), self.text(query)[:, None])  # [Q, n + 1, h]
        for block in self.blocks:
            tokens = block(tokens)
        tokens = self.norm(tokens)
        logits = torch.cat((self.meant(tokens[:, :count]), self.nowhere(tokens[:, count:])), dim=1)
        return Grounded(logits[..., 0], gates)


def levels_at(aligned: Tensor, boxes: Tensor, height: int, width: int) -> Tensor:
    """aligned [1, k, N, d] on a grid of height × width cells, boxes [n, 4] in pixels → [k, n, d] at their
    middles."""
    _, k, _, d = aligned.shape
    maps = aligned[0].transpose(1, 2).reshape(k, d, height, width)
    middles = ((boxes[:, :2] + boxes[:, 2:]) / 2)[None, :, None].expand(k, -1, -1, -1)  # [k, n, 1, 2]
    return sample(maps, middles, 16)


def place_of(boxes: Tensor, height: float, width: float) -> Tensor:
    """boxes [n, 4] in pixels of a picture → [n, PLACE]: its sides as shares of the picture, its middle, the
    logs of its sides."""
    shares = torch.stack(
        (boxes[:, 0] / width, boxes[:, 1] / height, boxes[:, 2] / width, boxes[:, 3] / height), -1
    )
    shares = shares * 2 - 1
    middle = (shares[:, :2] + shares[:, 2:]) / 2
    sides = (boxes[:, 2:] - boxes[:, :2]).clamp(min=1).log() / 4
    return torch.cat((shares, middle, sides), dim=-1)
