"""Batches of crops from a folder of scenes, in an order fixed by the seed and the step, so that training can
resume."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import torch  # noqa: TID253 — training only
from torch import Tensor  # noqa: TID253
from torch.utils.data import Dataset  # noqa: TID253

from agent.errors import UsageError
from vision.training.augment import Crop, crop_of
from vision.training.scene import from_json, load_pixels, scene_names
from vision.training.targets import Targets, targets_of

REFRESH = 50  # steps
LARGER = ((1.0, 0.5), (1.5, 0.25), (2.17, 0.25))  # sides of crops as multiples of the usual, and how often:
# what is wider than a crop is never seen whole, and then never found


class Batch(NamedTuple):
    """One step's input on one device. Cells and boxes of all crops stand one after the other, with their
    crop's number."""

    pictures: Tensor  # [B, 3, S, S] uint8
    heat: Tensor  # [B, 1, S/4, S/4]
    cells: Tensor  # [p, 3] crop, row, column
    cell_boxes: Tensor  # [p, 4]
    cell_weights: Tensor  # [p]
    coarse_heat: Tensor  # [B, 10, S/16, S/16]
    coarse_cells: Tensor  # [q, 4] crop, channel, row, column
    coarse_boxes: Tensor
    coarse_weights: Tensor
    boxes: Tensor  # [B, n, 4], filled up with one-pixel boxes
    kinds: Tensor  # [B, n], -1 where filled up
    states: Tensor  # [B, n, 6]
    icons: Tensor  # [B, n] place in MEANINGS, -1 where nothing is known
    loose: Tensor  # [B, n] whether the kind is told coarsely

    def to(self, device: torch.device | str) -> Batch:
        return Batch(*(t.to(device, non_blocking=True) for t in self))


class Scenes:
    """A folder of scenes; `batch(step, …)` is the same for the same numbers. Half of all crops come from
    `also`, where that is given: what was learnt from it before is kept so."""

    def __init__(self, folder: Path, side: int, seed: int = 0, also: Path | None = None) -> None:
        self.folder = folder
        self.also = Scenes(also, side, seed) if also else None
        self.side = side
        self.seed = seed
        self.names: list[str] = []
        self.refresh()

    def refresh(self) -> int:
        """Takes in scenes that were drawn meanwhile; returns how many there are. Raises UsageError when none
        is."""
        self.names = scene_names(self.folder)
        if not self.names:
            raise UsageError(
                f"There are no scenes in {self.folder}; draw some with python -m vision.training.scenes."
            )
        return len(self.names)

    def shape(self, step: int, size: int) -> tuple[int, int]:
        """The side of a step's crops and how many there are: about as many pixels as `size` of the usual."""
        factors, shares = zip(*LARGER, strict=True)
        factor = Random(f"{self.seed}:{step}:side").choices(factors, shares)[0]
        side = max(64, round(self.side * factor / 64) * 64)
        return side, max(1, round(size * (self.side / side) ** 2))

    def crops(self, step: int, picture: int, count: int, side: int) -> list[Crop]:
        """`count` crops of one scene: reading a picture costs three times as much as cutting it."""
        random = Random(f"{self.seed}:{step}:{picture}")
        if self.also is not None and (step + picture) % 2:  # by step too: many have but one picture
            return self.also.crops(step, picture, count, side)
        name = random.choice(self.names)
        truth = from_json((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        pixels = load_pixels(self.folder / f"{name}.webp")
        return [crop_of(pixels, truth, side, random) for _ in range(count)]

    def batch(self, step: int, size: int, share: int = 2) -> Batch:
        """As many pixels as `size` usual crops hold; `share` crops from each picture."""
        side, size = self.shape(step, size)
        counts = [min(share, size - first) for first in range(0, size, share)]
        return collate([crop for i, count in enumerate(counts) for crop in self.crops(step, i, count, side)])


class Steps(Dataset[Batch]):
    """The batches by step, for torch's loader, whose workers are processes; each looks for new scenes."""

    def __init__(self, scenes: Scenes, size: int, share: int) -> None:
        self.scenes, self.size, self.share = scenes, size, share

    def __getitem__(self, step: int) -> Batch:
        if step % REFRESH == 0:
            self.scenes.refresh()
        return self.scenes.batch(step, self.size, self.share)


def _numbered(parts: Sequence[np.ndarray]) -> Tensor:
    rows = [np.concatenate((np.full((len(p), 1), i, np.int64), p), 1) for i, p in enumerate(parts)]
    return torch.from_numpy(np.concatenate(rows))


def _joined(parts: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(parts))


def collate(crops: Sequence[Crop]) -> Batch:
    """Crops of one side → one batch."""
    made: list[Targets] = [targets_of(crop) for crop in crops]
    most = max(1, max(len(t.kinds) for t in made))
    boxes = np.zeros((len(made), most, 4), np.float32)
    boxes[..., 2:] = 1
    kinds = np.full((len(made), most), -1, np.int64)
    icons = np.full((len(made), most), -1, np.int64)
    loose = np.zeros((len(made), most), np.bool_)
    states = np.zeros((len(made), most, made[0].states.shape[1]), np.float32)
    for i, t in enumerate(made):
        count = len(t.kinds)
        boxes[i, :count], kinds[i, :count], states[i, :count] = t.boxes, t.kinds, t.states
        icons[i, :count], loose[i, :count] = t.icons, t.loose
    pictures = torch.from_numpy(np.stack([c.pixels for c in crops])).permute(0, 3, 1, 2)
    return Batch(
        pictures,
        torch.from_numpy(np.stack([t.heat for t in made])),
        _numbered([t.cells for t in made]),
        _joined([t.cell_boxes for t in made]),
        _joined([t.cell_weights for t in made]),
        torch.from_numpy(np.stack([t.coarse_heat for t in made])),
        _numbered([t.coarse_cells for t in made]),
        _joined([t.coarse_boxes for t in made]),
        _joined([t.coarse_weights for t in made]),
        torch.from_numpy(boxes),
        torch.from_numpy(kinds),
        torch.from_numpy(states),
        torch.from_numpy(icons),
        torch.from_numpy(loose),
    )
