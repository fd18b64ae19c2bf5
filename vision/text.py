"""A query's words → a vector in the space that elements have their embeddings in.

"save the file" ─ grams ─▶ numbers of word pieces ─ mean of their vectors ─ two layers ─▶ [e], length 1

"""

from __future__ import annotations

from collections.abc import Sequence

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.pieces import BUCKETS, grams


class TextEncoder(nn.Module):
    """Texts → [n, e], each of length 1."""

    def __init__(self, embedding: int, width: int = 64) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, width, mode="mean")
        nn.init.normal_(
            self.table.weight, std=0.1
        )  # few names touch a piece: from a wider spread they hardly move
        self.body = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 192), nn.ReLU(), nn.Linear(192, embedding)
        )

    def forward(self, numbers: Tensor, starts: Tensor) -> Tensor:
        """numbers [m] of all texts' pieces one after the other, starts [n]: where each text begins."""
        return self.of_means(self.table(numbers, starts))

    def of_means(self, means: Tensor) -> Tensor:
        """Means of pieces' vectors [n, p] → [n, e]."""
        return F.normalize(self.body(means), dim=-1)

    def mean(self, texts: Sequence[str]) -> Tensor:
        """Texts → the means of their pieces' vectors [n, p]."""
        means: Tensor = self.table(*self._numbers(texts))
        return means

    def encode(self, texts: Sequence[str]) -> Tensor:
        """Texts → [n, e]."""
        vectors: Tensor = self(*self._numbers(texts))
        return vectors

    def _numbers(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        numbered = [grams(text) for text in texts]
        starts = torch.tensor([0, *(len(n) for n in numbered[:-1])]).cumsum(0)
        device = self.table.weight.device
        flat = torch.tensor([n for each in numbered for n in each], device=device)
        return flat, starts.to(device)
