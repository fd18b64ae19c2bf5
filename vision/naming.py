"""What an icon means: the name that its embedding is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vision.decode import Floats, Sight, chances_of
from vision.icon_names import MEANINGS, names_of

if TYPE_CHECKING:
    from torch import Tensor

    from vision.model import Eye
    from vision.text import TextEncoder

FILE = "names.npz"
MOST, LEAST = 4, 0.05  # meanings of one picture that are told, and the chance that each must have


@dataclass(frozen=True)
class Naming:
    """A vector [m + 1, e] for each of MEANINGS and one for whatever means none of them, and how sharply they
    are told apart."""

    vectors: Floats
    sharpness: float

    def named(self, sights: list[Sight]) -> list[Sight]:
        """The sights with their likeliest meanings, where they have an embedding."""
        drawn = [s for s in sights if s.embedding]
        meanings = iter(self.meanings_of([s.embedding for s in drawn]) if drawn else ())
        return [replace(s, meanings=next(meanings)) if s.embedding else s for s in sights]

    def meanings_of(self, embeddings: Sequence[Sequence[float]]) -> list[tuple[tuple[str, float], ...]]:
        """For each [n, e] up to MOST meanings with their chances, the likeliest first; those that mean none
        of ours have none."""
        drawn = np.array(embeddings, np.float32)
        # a product by BLAS would leave its threads spinning for 20 ms, beside whatever comes next
        near = np.einsum("ne,me->nm", drawn, self.vectors, optimize=False)
        chances = chances_of(near * np.float32(self.sharpness))
        order = np.argsort(-chances, axis=1)[:, :MOST].tolist()
        return [
            tuple(
                (MEANINGS[i], round(float(row[i]), 3)) for i in best if i < len(MEANINGS) and row[i] >= LEAST
            )
            for best, row in zip(order, chances, strict=True)
        ]

    def save(self, folder: Path) -> None:
        np.savez(folder / FILE, vectors=self.vectors, sharpness=self.sharpness)


def load(folder: Path) -> Naming:
    """What `Naming.save` wrote."""
    with np.load(folder / FILE) as stored:
        return Naming(stored["vectors"], float(stored["sharpness"]))


def prototypes(words: TextEncoder) -> Tensor:
    """[m + 1, e]: each meaning's vector is the mean of those of all its names; the last is that of no
    name."""
    import torch

    names = [[*names_of(meaning)] for meaning in MEANINGS]
    vectors = words.encode([*(name for each in names for name in each), ""])
    counts = [*(len(each) for each in names), 1]
    means = torch.stack([part.mean(0) for part in torch.split(vectors, counts)])
    return torch.nn.functional.normalize(means, dim=-1)


def naming_of(eye: Eye) -> Naming:
    """What the eye calls icons."""
    import torch

    with torch.inference_mode():
        vectors = prototypes(eye.words)
        sharpness = eye.element.sharpness.exp().clamp(max=100).item()
    return Naming(vectors.float().cpu().numpy(), float(sharpness))
