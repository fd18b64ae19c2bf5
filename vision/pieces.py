"""Texts as pieces of words: whole words, their runs of three and four letters, and Chinese characters alone
and in pairs, hashed into a fixed table (as in fastText, arXiv 1607.04606): no vocabulary file, and no word is
unknown. No torch here.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BUCKETS = 8192
MOST_PIECES = 256
SHARED = 2  # numbers that tell how much a text and a phrase have in common
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
def grams(text: str) -> tuple[int, ...]:
    """The pieces' places in the table; a text without any has the single place 0."""
    return tuple(1 + zlib.crc32(p.encode()) % (BUCKETS - 1) for p in pieces(text)) or (0,)


def shared_pieces(phrases: Sequence[str], texts: Sequence[str]) -> Floats:
    """[Q, n, SHARED]: which share of a text's pieces a phrase has, and which of the phrase's the text."""
    said = [set(grams(p)) for p in phrases]
    written = [set(grams(t)) if t else set() for t in texts]
    rows = [[(len(s & w) / max(1, len(w)), len(s & w) / max(1, len(s))) for w in written] for s in said]
    return np.array(rows, np.float32).reshape(len(phrases), len(texts), SHARED)


@dataclass(frozen=True)
class PieceTable:
    """The pieces' vectors [BUCKETS, p]."""

    vectors: Floats

    def mean(self, texts: Sequence[str]) -> Floats:
        """Texts → the means of their pieces' vectors [n, p]."""
        means = [self.vectors[list(grams(text))].mean(0) for text in texts]
        return np.array(means, np.float32).reshape(len(texts), self.vectors.shape[1])
