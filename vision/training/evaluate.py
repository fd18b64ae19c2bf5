"""How good: `python -m vision.training.evaluate --weights FILE --scenes DIR` (scenes in looks never trained
on) or
`--screens DIR --see OUT.json` (pictures of real programs, written in the form of `deskhand see --json` for a
scorer).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from agent.types import Pixels
from vision import weights
from vision.decode import Sight
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training.augment import KIND_INDEX
from vision.training.scene import Truth, from_json, load_pixels, scene_names

DENSE_WIDTH = 2200  # a picture at least this wide is taken for one of twice the usual density


@dataclass
class Tally:
    """Counts of a one-to-one matching at IoU 0.5."""

    right: int = 0
    said: int = 0
    true: int = 0
    kinds_right: int = 0
    close: int = 0  # matches at IoU 0.75
    missed: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, the share of right kinds and of tight boxes among the matched."""
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.true)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
            "kinds": round(self.kinds_right / max(1, self.right), 4),
            "iou75": round(self.close / max(1, self.right), 4),
        }


def _ious(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """[n, 4] and [m, 4] → [n, m]."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    both = (high - low).clip(0).prod(-1)
    areas = (one[:, 2:] - one[:, :2]).prod(-1)[:, None] + (other[:, 2:] - other[:, :2]).prod(-1)[None]
    shares: np.ndarray = both / np.maximum(areas - both, 1e-6)
    return shares


def tally(found: Sequence[Sight], truth: Sequence[Truth], total: Tally) -> None:
    """Adds one picture: the surest first, each truth matched once, elements only."""
    said = sorted((s for s in found if s.kind in KIND_INDEX), key=lambda s: -s.score)
    true = [t for t in truth if t.kind in KIND_INDEX]
    total.said += len(said)
    total.true += len(true)
    ious = _ious(_boxes([s.box for s in said]), _boxes([t.box for t in true]))
    free = set(range(len(true)))
    for i, sight in enumerate(said):
        best = max(free, key=lambda j: float(ious[i, j]), default=None)
        if best is None or ious[i, best] < 0.5:
            continue
        free.discard(best)
        total.right += 1
        total.close += bool(ious[i, best] >= 0.75)
        total.kinds_right += sight.kind == true[best].kind
        if sight.kind != true[best].kind:
            total.confused[true[best].kind, sight.kind] += 1
    total.missed.update(true[j].kind for j in free)


def _boxes(boxes: Sequence[tuple[float, ...]]) -> np.ndarray:
    return np.array(boxes, np.float32).reshape(-1, 4)


def on_scenes(eye: EyeModel, folder: Path, least: float, most: int) -> Tally:
    """The tally over a folder of scenes."""
    total = Tally()
    for name in scene_names(folder)[:most]:
        truth = from_json((folder / f"{name}.json").read_text(encoding="utf-8"))
        scale = 0.5 if truth.scale > 1.6 else 1.0
        found = eye.look(load_pixels(folder / f"{name}.webp"), least, scale)
        tally(found, truth.elements, total)
    return total


def scale_of(pixels: Pixels) -> float:
    """Halves pictures that are as wide as only dense screens are; where the density is known, use that
    instead."""
    return 0.5 if pixels.shape[1] >= DENSE_WIDTH else 1.0


def see(eye: EyeModel, folder: Path, least: float) -> dict[str, object]:
    """Every PNG of a folder in the form of `deskhand see --json`."""
    screens = {}
    for path in sorted(folder.glob("*.png")):
        pixels = load_pixels(path)
        screens[path.stem] = [_as_json(s) for s in eye.look(pixels, least, scale_of(pixels))]
    return {"screens": screens}


def _as_json(sight: Sight) -> dict[str, object]:
    return {
        "box": list(sight.box), "kind": sight.kind, "text": "", "score": round(sight.score, 4),
        "states": list(sight.states),
    }  # fmt: skip


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--scenes", type=Path)
    parser.add_argument("--screens", type=Path)
    parser.add_argument("--see", type=Path)
    parser.add_argument("--least", type=float, default=0.4)
    parser.add_argument("--most", type=int, default=60)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    eye = EyeModel(TorchRuntime(weights.load(options.weights)))
    if options.scenes:
        total = on_scenes(eye, options.scenes, options.least, options.most)
        sys.stdout.write(f"{json.dumps(total.figures())}\n")
        sys.stdout.write(
            f"missed {total.missed.most_common(12)}\nconfused {total.confused.most_common(12)}\n"
        )
    if options.screens and options.see:
        seen = see(eye, options.screens, options.least)
        options.see.write_text(json.dumps(seen), encoding="utf-8")


if __name__ == "__main__":
    main()
