"""Three ways to see, on scenes whose truth is known: `python -m vision.training.contest --scenes DIR`.

The rules of text and shapes alone, the model alone, and both merged as Deskhand does, each scored as
interactive elements are: one to one at IoU 0.5; what is said of a passive element (a label, a picture) counts
neither way. Intervals are 95 % of a bootstrap over the scenes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Frame, Monitor, Pixels, Point
from vision import weights
from vision.decode import overlap
from vision.loading import reader_for
from vision.merge import CONTAINERS, PASSIVE
from vision.perceive import DesktopEyes
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training.scene import SceneTruth, from_json, load_pixels, scene_names

WAYS = ("rules", "model", "merged")
ALONE_LEAST = 0.4  # score from which the model alone is taken at its word
ROUNDS = 1000
Counts = NDArray[np.int64]  # right, said, true, clicked, kinds right


@dataclass(frozen=True)
class Said:
    """One element that a way to see gives."""

    box: tuple[float, float, float, float]
    kind: str
    score: float


def counts(said: Sequence[Said], truth: SceneTruth) -> Counts:
    """One scene's counts."""
    live = sorted((s for s in said if s.kind not in PASSIVE | CONTAINERS), key=lambda s: -s.score)
    true = [t for t in truth.elements if t.kind not in PASSIVE | CONTAINERS]
    rest = [t.box for t in truth.elements if t.kind in PASSIVE]
    free, right, kinds, wrong = set(range(len(true))), 0, 0, 0
    for one in live:
        best = max(free, key=lambda j: _iou(one.box, true[j].box), default=None)
        if best is not None and _iou(one.box, true[best].box) >= 0.5:
            free.discard(best)
            right += 1
            kinds += one.kind == true[best].kind
        elif all(_iou(one.box, box) < 0.5 for box in rest):
            wrong += 1
    centres = [((s.box[0] + s.box[2]) / 2, (s.box[1] + s.box[3]) / 2) for s in live]
    hit = sum(any(_inside(c, t.box) for c in centres) for t in true)
    return np.array([right, right + wrong, len(true), hit, kinds], np.int64)


def _iou(one: Sequence[float], other: Sequence[float]) -> float:
    return float(overlap(np.array(one, np.float32), np.array([other], np.float32))[0])


def _inside(point: tuple[float, float], box: Sequence[float]) -> bool:
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]


def figures(total: Counts) -> dict[str, float]:
    """Shares from counts summed over scenes."""
    right, said, true, hit, kinds = (int(v) for v in total)
    precision, recall = right / max(1, said), right / max(1, true)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "clicks": hit / max(1, true),
        "kinds": kinds / max(1, right),
    }


def interval(scenes: Sequence[Counts], figure: str, seed: int = 0) -> tuple[float, float]:
    """The bootstrap's 2.5th and 97.5th percentile of a figure over scenes."""
    table = np.stack(scenes)
    chance = np.random.default_rng(seed)
    drawn = [figures(table[chance.integers(0, len(table), len(table))].sum(0))[figure] for _ in range(ROUNDS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)


class Contest:
    """Looks at pictures in each of WAYS."""

    def __init__(self, model: EyeModel) -> None:
        self._model = model
        reader = reader_for(model)  # shared: what was read once is not read again
        self._rules, self._merged = DesktopEyes(reader), DesktopEyes(reader, model)

    def said(self, way: str, pixels: Pixels, scale: float) -> list[Said]:
        """The elements of a picture drawn at `scale`, in its pixels."""
        if way == "model":
            sights = self._model.look(pixels, ALONE_LEAST, 0.5 if scale > 1.6 else 1.0)
            return [Said(s.box, s.kind, s.score) for s in sights]
        eyes = self._rules if way == "rules" else self._merged
        seen = eyes.look(_frame(pixels, scale)).elements
        return [Said((e.box.x0, e.box.y0, e.box.x1, e.box.y1), e.kind, e.score) for e in seen]


def _frame(pixels: Pixels, scale: float) -> Frame:
    height, width = pixels.shape[:2]
    monitor = Monitor(box=Box(x0=0, y0=0, x1=width, y1=height), scale=scale)
    return Frame(pixels=pixels, origin=Point(x=0, y=0), monitors=(monitor,))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--most", type=int, default=1000)
    options = parser.parse_args()
    contest = Contest(EyeModel(TorchRuntime(weights.load(options.weights))))
    found: dict[str, list[Counts]] = {way: [] for way in WAYS}
    for name in scene_names(options.scenes)[: options.most]:
        truth = from_json((options.scenes / f"{name}.json").read_text(encoding="utf-8"))
        pixels = load_pixels(options.scenes / f"{name}.webp")
        for way in WAYS:
            found[way].append(counts(contest.said(way, pixels, truth.scale), truth))
    for way, scenes in found.items():
        told = " ".join(f"{k} {v:.3f}" for k, v in figures(np.stack(scenes).sum(0)).items())
        low, high = interval(scenes, "f1")
        sys.stdout.write(f"{way:7s} {told}  (F1 {low:.3f} to {high:.3f})\n")


if __name__ == "__main__":
    main()
