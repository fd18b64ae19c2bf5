"""What an icon means: the name that its embedding is nearest to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vision.decode import Floats, Sight
from vision.icon_names import MEANINGS, names_of

if TYPE_CHECKING:
    from vision.model import Eye

FILE = "names.npz"


@dataclass(frozen=True)
class Naming:
    """A vector [m, e] for each of MEANINGS, and how sharply they are told apart."""

    vectors: Floats
    sharpness: float

    def named(self, sights: list[Sight]) -> list[Sight]:
        """The sights with their likeliest meaning and its chance, where they have an embedding."""
        return [self._named(s) if s.embedding else s for s in sights]

    def _named(self, sight: Sight) -> Sight:
        near = self.vectors @ np.array(sight.embedding, np.float32) * self.sharpness
        chances = np.exp(near - near.max())
        best = int(near.argmax())
        chance = float(chances[best] / chances.sum())
        return sight.with_meaning(MEANINGS[best], chance)

    def save(self, folder: Path) -> None:
        np.savez(folder / FILE, vectors=self.vectors, sharpness=self.sharpness)


def load(folder: Path) -> Naming:
    """What `Naming.save` wrote."""
    with np.load(folder / FILE) as stored:
        return Naming(stored["vectors"], float(stored["sharpness"]))


def naming_of(eye: Eye) -> Naming:
    """Each meaning's vector is the mean of those of all its names."""
    import torch

    with torch.inference_mode():
        means = [eye.words.encode(names_of(meaning)).mean(0) for meaning in MEANINGS]
        vectors = torch.nn.functional.normalize(torch.stack(means), dim=-1)
        sharpness = eye.element.sharpness.exp().clamp(max=100).item()
    return Naming(vectors.float().cpu().numpy(), float(sharpness))
