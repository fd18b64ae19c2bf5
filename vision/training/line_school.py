"""Teaches the eye where lines of text stand: `python -m vision.training.line_school SCENES … --out FILE`.

The teacher is the text models' own search (ocr.py); its boxes are kept in JSON files {"picture": path,
"boxes": [[x0, y0, x1, y1], …]}. The network is small and by itself (line_net.py), so an hour of two cores is
plenty; the rest of the eye stays as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

import numpy as np
import torch  # noqa: TID253 — training only
import torch.nn.functional as F  # noqa: TID253
from numpy.typing import NDArray
from torch import Tensor  # noqa: TID253

from agent.types import Box, Pixels
from vision import weights
from vision.line_net import LineMaps, LineNet
from vision.ocr import TextModels
from vision.reader import NATIVE_PIXELS
from vision.training.augment import recolour
from vision.training.scene import load_pixels

PICTURES = (".webp", ".png")
STRIDE = 4
ZOOM = 0.5  # powers of two by which a crop is made larger or smaller, at the most
BAND = 0.22  # of a line's height, above and below its middle: there it is hot
LEAST_BAND = 2.01  # pixels: at least one row of cells
END = 0.2  # of a line's height: so far from its ends it is not hot
NEAR = 32.0  # pixels from a line's end in which the way to the end is told
RATE = 2e-3
CUT = 0.55  # of a line's height that a crop must show, or nothing is told of it

Floats = NDArray[np.float32]


class Teacher(Protocol):
    """Finds lines of text."""

    def detect(self, pixels: Pixels) -> list[Box]: ...


@dataclass(frozen=True)
class Lesson:
    """A picture and the lines on it [n, 4]."""

    pixels: Pixels
    boxes: Floats


class Targets:
    """What the maps of a crop of `side` pixels should say: heat [h, w], what is told of it (1) or not (0),
    sides [4, h, w] in pixels, and which of them are told [4, h, w]."""

    def __init__(self, boxes: Floats, side: int) -> None:
        cells = side // STRIDE
        self.heat = np.zeros((cells, cells), np.float32)
        self.told = np.ones((cells, cells), np.float32)
        self.sides = np.ones((4, cells, cells), np.float32)
        self.sides_told = np.zeros((4, cells, cells), np.float32)
        self._side = side
        self._middles = (np.arange(cells, dtype=np.float32) + 0.5) * STRIDE
        for box in boxes:
            self._add(box)

    def _add(self, box: Floats) -> None:
        x0, y0, x1, y1 = (float(v) for v in box)
        high = y1 - y0
        seen = min(y1, self._side) - max(y0, 0.0)
        if min(x1, self._side) - max(x0, 0.0) <= 1 or seen <= 1:
            return
        if seen < CUT * high:
            self.told[self._cells(y0, y1), self._cells(x0, x1)] = 0
            return
        middle, reach = (y0 + y1) / 2, max(LEAST_BAND, BAND * high)
        end = min(END * high, (x1 - x0) / 2 - STRIDE / 2 - 0.01)
        down, across = self._cells(middle - reach, middle + reach), self._cells(x0 + end, x1 - end)
        ys, xs = self._middles[down, None], self._middles[None, across]
        self.heat[down, across] = 1
        ways = np.broadcast_arrays(xs - x0, ys - y0, x1 - xs, y1 - ys)
        self.sides[:, down, across] = np.maximum(np.stack(ways), 0.5)
        ends = np.stack((ways[0] <= NEAR, np.ones_like(ways[0]), ways[2] <= NEAR, np.ones_like(ways[0])))
        self.sides_told[:, down, across] = ends

    def _cells(self, low: float, high: float) -> slice:
        """The cells whose middles lie between."""
        first, last = np.searchsorted(self._middles, (low, high))
        return slice(int(first), int(last))


def crop_of(lesson: Lesson, side: int, random: Random) -> tuple[Pixels, Floats]:
    """A square of a lesson, scaled and recoloured, and the lines' boxes in it."""
    import cv2

    zoom = 2 ** random.uniform(-ZOOM, ZOOM) if random.random() < 0.7 else 1.0
    taken = round(side / zoom)
    height, width = lesson.pixels.shape[:2]
    x, y = (max(0, random.randint(-taken // 4, max(0, size - taken * 3 // 4))) for size in (width, height))
    part = lesson.pixels[y : y + taken, x : x + taken]
    part = np.pad(part, ((0, taken - part.shape[0]), (0, taken - part.shape[1]), (0, 0)), mode="edge")
    if taken != side:
        way = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(part, (side, side), interpolation=way), np.uint8)
    # what the padding drew out is no text, whatever it looks like; what it cut is told as it is
    return recolour(part, random), (lesson.boxes - np.array([x, y, x, y], np.float32)) * (side / taken)


def loss_of(maps: LineMaps, targets: list[Targets]) -> Tensor:
    """Cross entropy and overlap (dice) of the heat, and the logs of the told sides."""
    heat, told, sides, sides_told = (
        torch.from_numpy(np.stack([getattr(t, name) for t in targets]))
        for name in ("heat", "told", "sides", "sides_told")
    )
    said = maps.heat[:, 0]
    cross = F.binary_cross_entropy_with_logits(said, heat, weight=told * (1 + 2 * heat))
    chance = said.sigmoid() * told
    dice = 1 - (2 * (chance * heat).sum() + 1) / (chance.sum() + (heat * told).sum() + 1)
    apart = F.smooth_l1_loss(maps.sides, (sides / STRIDE).log(), reduction="none", beta=0.1)
    return 4 * cross + 0.5 * dice + 2 * (apart * sides_told).sum() / sides_told.sum().clamp(min=1)


def make_lessons(scenes: Path, out: Path, teacher: Teacher, most: int) -> list[Path]:
    """What the teacher finds on up to `most` pictures of a folder; what it has found before is kept."""
    out.mkdir(parents=True, exist_ok=True)
    pictures = sorted(p for p in scenes.iterdir() if p.suffix in PICTURES)
    chosen = Random(0).sample(pictures, min(most, len(pictures)))
    return [lesson for p in chosen if (lesson := _lesson_of(p, out, teacher)) is not None]


def _lesson_of(picture: Path, out: Path, teacher: Teacher) -> Path | None:
    told = out / f"{picture.parent.name}-{picture.stem}.json"
    if not told.exists():
        pixels = load_pixels(picture)
        if (
            pixels.shape[0] * pixels.shape[1] > NATIVE_PIXELS
        ):  # the teacher itself looks at these at half size
            return None
        boxes = [box.as_list() for box in teacher.detect(pixels)]
        told.write_text(json.dumps({"picture": str(picture), "boxes": boxes}), encoding="utf-8")
    return told


def read_lesson(path: Path) -> Lesson:
    told = json.loads(path.read_text(encoding="utf-8"))
    return Lesson(load_pixels(Path(told["picture"])), np.array(told["boxes"], np.float32).reshape(-1, 4))


def teach(
    net: LineNet, files: list[Path], minutes: float, side: int = 384, batch: int = 8, steps: int = 0
) -> None:
    """Trains it for so many minutes, or steps where those are given; the rate falls to nothing over them."""
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.01)
    random = Random(0)
    begun, step, mean = time.monotonic(), 0, 0.0
    net.train()
    while (spent := step / steps if steps else (time.monotonic() - begun) / (minutes * 60)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 50) * max(0.01, 1 - spent)
        lessons = [read_lesson(random.choice(files)) for _ in range(batch // 2)]
        crops = [crop_of(lesson, side, random) for lesson in lessons for _ in range(2)]
        pictures = (
            torch.from_numpy(np.stack([pixels for pixels, _ in crops])).permute(0, 3, 1, 2).float() / 255
        )
        loss = loss_of(net(pictures), [Targets(boxes, side) for _, boxes in crops])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        step += 1
        mean += (loss.item() - mean) * max(0.02, 1 / step)
        if step % 100 == 0:
            sys.stdout.write(f"step {step}  {spent:.0%} of the time  loss {mean:.4f}\n")
            sys.stdout.flush()


def options_of(description: str | None) -> argparse.ArgumentParser:
    """What the schools of the eye's small networks are told."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lessons", type=Path, required=True, help="where the teacher's boxes are kept")
    parser.add_argument("--start", type=Path, required=True, help="weights whose other parts are kept")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    return parser


def _options() -> argparse.Namespace:
    parser = options_of(__doc__)
    parser.add_argument("scenes", type=Path, nargs="+", help="folders of pictures")
    parser.add_argument("--most", type=int, default=1000, help="pictures of each folder")
    parser.add_argument("--minutes", type=float, default=30.0)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    teacher = TextModels(threads=options.threads)
    lessons = [
        lesson
        for folder in options.scenes
        for lesson in make_lessons(folder, options.lessons, teacher, options.most)
    ]
    sys.stdout.write(f"{len(lessons)} pictures\n")
    eye = weights.load(options.start)
    eye.lines = LineNet().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    teach(eye.lines, lessons, options.minutes)
    weights.save(eye.eval(), options.out)


if __name__ == "__main__":
    main()
