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
        return torch.einsum("bk,bknd->bnd", gates, aligned), gates


def entropy(gates: Tensor) -> Tensor:
    """Mean entropy of the gates in nats: ln k when all levels weigh the same, 0 when one level has all."""
    return -(gates * gates.clamp_min(1e-9).log()).sum(dim=-1).mean()
