"""A query's words → a vector in the space that elements have their embeddings in.

    "save the file" ─ grams ─▶ numbers of word pieces ─ mean of their vectors ─ two layers ─▶ [e], length 1

Pieces are whole words, their runs of three and four letters, and Chinese characters alone and in pairs,
hashed into a fixed table (as in fastText, arXiv 1607.04606): no vocabulary file, and no word is unknown.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

BUCKETS = 8192
MOST_PIECES = 256
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def pieces(text: str) -> list[str]:
    """The pieces of a text, normalised (NFKC, no case)."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _HAN.search(word):
            found += [*word, *(word[i : i + 2] for i in range(len(word) - 1))]
        else:
            edged = f"<{word}>"
            found += [edged, *(edged[i : i + n] for n in (3, 4) for i in range(len(edged) - n + 1))]
    return found[:MOST_PIECES]


@lru_cache(maxsize=8192)
def grams(text: str) -> list[int]:
    """The pieces' places in the table; a text without any has the single place 0."""
    return [1 + zlib.crc32(p.encode()) % (BUCKETS - 1) for p in pieces(text)] or [0]


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
        return F.normalize(self.body(self.table(numbers, starts)), dim=-1)

    def encode(self, texts: Sequence[str]) -> Tensor:
        """Texts → [n, e]."""
        numbered = [grams(text) for text in texts]
        starts = torch.tensor([0, *(len(n) for n in numbered[:-1])]).cumsum(0)
        device = self.table.weight.device
        flat = torch.tensor([n for each in numbered for n in each], device=device)
        vectors: Tensor = self(flat, starts.to(device))
        return vectors
