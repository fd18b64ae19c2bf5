"""Multi-level fusion: every level is aligned by a projection of its own, then weighted by softmax gates and
summed.

    levels ─ FeatureAligner ─▶ [B, k, N, d] ─ GatedFusion(query) ─▶ fused [B, N, d], gates [B, k]

The gates come from a query: a text's embedding where there is one, else the mean over levels and tokens.
Conditioned like that with the usual start they fall onto one level within a hundred steps; so the gate layer
starts at zero (equal gates), its query passes a LayerNorm, and training gives it a tenth of the learning
rate and an entropy bonus.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
from torch import Tensor, nn  # noqa: TID253


class FeatureAligner(nn.Module):
    """A Linear and a LayerNorm of its own for each level, stacked on one common grid."""

    def __init__(self, channels: Sequence[int], width: int) -> None:
        super().__init__()
        self.levels = nn.ModuleList(nn.Sequential(nn.Linear(c, width), nn.LayerNorm(width)) for c in channels)

    def forward(self, levels: Sequence[Tensor]) -> Tensor:
        """k maps [B, c_i, h, w] on one grid → [B, k, N, d] with N = h · w."""
        tokens = [m.flatten(2).transpose(1, 2) for m in levels]  # each [B, N, c_i]
        return torch.stack([align(t) for align, t in zip(self.levels, tokens, strict=True)], dim=1)


class GatedFusion(nn.Module):
    """softmax(Linear(LayerNorm(query))) over the levels; the weighted sum of the aligned levels, and the
    gates."""

    def __init__(self, levels: int, width: int, per_token: bool = False) -> None:
        super().__init__()
        self.per_token = per_token
        self.norm = nn.LayerNorm(width)
        self.gate = nn.Linear(width, levels)
        nn.init.zeros_(self.gate.weight)
        nn.init.zeros_(self.gate.bias)

    def forward(self, aligned: Tensor, query: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """aligned [B, k, N, d], query [B, d] or None → fused [B, N, d], gates [B, k] (per token: [B, N, k]).

        With `per_token` each token's own mean over the levels is added to the query.
        """
        summary = aligned.mean(dim=(1, 2)) if query is None else query  # [B, d]
        if self.per_token:
            asked = self.norm(aligned.mean(dim=1) + summary[:, None])  # [B, N, d]
            gates = self.gate(asked).softmax(dim=-1)  # [B, N, k]
            return torch.einsum("bnk,bknd->bnd", gates, aligned), gates
        gates = self.gate(self.norm(summary)).softmax(dim=-1)  # [B, k]
        fused = gates[:, None] @ aligned.flatten(
            2
        )  # [B, 1, N · d]; einsum would first repeat the gates N · d times
        return fused.view(-1, *aligned.shape[2:]), gates


class MeanFusion(nn.Module):
    """All levels alike."""

    def forward(self, aligned: Tensor, query: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """As GatedFusion's; the gates are equal."""
        gates = aligned.new_full((aligned.shape[0], aligned.shape[1]), 1 / aligned.shape[1])
        return aligned.mean(dim=1), gates


class ConcatFusion(nn.Module):
    """One Linear over all levels side by side: what it weighs each with is its own affair."""

    def __init__(self, levels: int, width: int) -> None:
        super().__init__()
        self.join = nn.Linear(levels * width, width)

    def forward(self, aligned: Tensor, query: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """As GatedFusion's; the gates are each level's share of the Linear's weights."""
        joined = self.join(aligned.transpose(1, 2).flatten(2))  # [B, N, k · d] → [B, N, d]
        weights = self.join.weight.detach()  # [d, k · d]
        parts = weights.reshape(len(weights), aligned.shape[1], -1).norm(dim=(0, 2))
        return joined, (parts / parts.sum()).expand(aligned.shape[0], -1)


class LastFusion(nn.Module):
    """The deepest level alone; `wide`: with as many more weights as the other levels' aligners would have."""

    def __init__(self, width: int, wide: int = 0) -> None:
        super().__init__()
        self.more = (
            nn.Sequential(nn.Linear(width, wide), nn.GELU(), nn.Linear(wide, width))
            if wide
            else nn.Identity()
        )

    def forward(self, aligned: Tensor, query: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """As GatedFusion's; aligned [B, 1, N, d]."""
        return self.more(aligned[:, -1]), aligned.new_ones(aligned.shape[0], 1)


FUSIONS = ("gated", "token", "mean", "concat", "last", "last_wide")


def make_fusion(kind: str, channels: Sequence[int], width: int) -> nn.Module:
    """One of FUSIONS over levels of these channels; `last_wide` has the parameters of the gated one."""
    levels = len(channels)
    if kind == "mean":
        return MeanFusion()
    if kind == "concat":
        return ConcatFusion(levels, width)
    if kind in ("last", "last_wide"):
        spare = sum((c + 3) * width for c in channels[:-1]) + (width + 1) * levels + 2 * width
        return LastFusion(width, spare // (2 * width + 1) if kind == "last_wide" else 0)
    return GatedFusion(levels, width, per_token=kind == "token")


def entropy(gates: Tensor) -> Tensor:
    """Mean entropy of the gates in nats: ln k when all levels weigh the same, 0 when one level has all."""
    return -(gates * gates.clamp_min(1e-9).log()).sum(dim=-1).mean()
