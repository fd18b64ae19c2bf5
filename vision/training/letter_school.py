"""Teaches the eye to tell letters from icons: `python -m vision.training.letter_school --lessons DIR …`.

In DIR are the lines that line_school.py's teacher found on pictures, beside which their truth lies. What the
text models read in each narrow one, and what truly stands there, tell letters from pictures; where that is
not clear nothing is learnt.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import torch  # noqa: TID253 — training only
import torch.nn.functional as F  # noqa: TID253
from numpy.typing import NDArray

from agent.types import Box, Pixels
from vision import weights
from vision.crops import Reading
from vision.letter_net import LetterNet
from vision.letters import NO_LETTERS, SIDE, as_signs, is_narrow
from vision.ocr import TextModels
from vision.training.line_school import options_of, read_lesson
from vision.training.scene import SceneTruth, Truth, from_json

PICTURED = frozenset(("icon_button", "icon", "image", "checkbox", "radio", "switch"))
FAIR, SURE, POOR = 0.6, 0.95, 0.6  # scores of readings
LETTERS_WEIGH = 3.0  # a letter that is not read is worse than an icon that is
SHARE_HELD = 5  # one picture in so many is not learnt from


class Reads(Protocol):
    """Says what crops say."""

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]: ...


Examples = tuple[NDArray[np.float32], NDArray[np.float32]]  # signs [n, 1, 24, 24], letters or not [n]


def label_of(reading: Reading, truth: Truth | None) -> int | None:
    """1: letters, 0: none, None: who knows."""
    if truth is None:
        return None
    said, there = _plain(reading.text), _plain(truth.text)
    if any(c.isalnum() for c in said) and said in there and reading.score > FAIR:
        return 1
    if truth.kind in PICTURED and not (reading.score > SURE and len(said) > 2):
        return 0
    return 0 if not there and reading.score < POOR else None


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def smallest_at(truth: SceneTruth, box: Box) -> Truth | None:
    """The smallest element that holds the middle of a box."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    holding = [e for e in truth.elements if e.box[0] <= x < e.box[2] and e.box[1] <= y < e.box[3]]
    return min(holding, key=lambda e: (e.box[2] - e.box[0]) * (e.box[3] - e.box[1]), default=None)


def examples_of(lesson: Path, models: Reads) -> Examples:
    """The narrow lines of one picture of which something is known."""
    told = read_lesson(lesson)
    boxes = [Box(x0=int(a), y0=int(b), x1=int(c), y1=int(d)) for a, b, c, d in told.boxes]
    crops = [told.pixels[b.y0 : b.y1, b.x0 : b.x1] for b in boxes]
    narrow = [i for i, crop in enumerate(crops) if min(crop.shape[:2]) >= 4 and is_narrow(crop)]
    picture = Path(json.loads(lesson.read_text(encoding="utf-8"))["picture"])
    truth = from_json(picture.with_suffix(".json").read_text(encoding="utf-8"))
    readings = models.recognise([crops[i] for i in narrow]) if narrow else []
    labels = [
        label_of(reading, smallest_at(truth, boxes[i])) for i, reading in zip(narrow, readings, strict=True)
    ]
    known = [(crops[i], label) for i, label in zip(narrow, labels, strict=True) if label is not None]
    return _stacked(known)


def _stacked(known: Sequence[tuple[Pixels, int]]) -> Examples:
    if not known:
        return np.zeros((0, 1, SIDE, SIDE), np.float32), np.zeros(0, np.float32)
    return as_signs([crop for crop, _ in known]), np.array([label for _, label in known], np.float32)


def teach(net: LetterNet, examples: Examples, epochs: int = 25, batch: int = 128, rate: float = 3e-3) -> None:
    """Trains it; the rate falls to nothing."""
    signs, labels = (torch.from_numpy(part) for part in examples)
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.02)
    steps = -(-len(signs) // batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.01, epochs * steps)
    net.train()
    for _ in range(epochs):
        order = torch.randperm(len(signs))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            right = labels[chosen]
            said = net(_varied(signs[chosen]))
            loss = F.binary_cross_entropy_with_logits(said, right, weight=1 + (LETTERS_WEIGH - 1) * right)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    net.eval()


def _varied(signs: torch.Tensor) -> torch.Tensor:
    """Moved by a pixel, fainter or stronger, with noise."""
    across, down = (int(v) for v in torch.randint(-1, 2, (2,)))
    moved = torch.roll(signs, (across, down), (2, 3))
    return moved * (0.8 + 0.4 * torch.rand(len(signs), 1, 1, 1)) + 0.03 * torch.randn_like(signs)


def figures(net: LetterNet, examples: Examples) -> str:
    """How much of each is called rightly."""
    with torch.inference_mode():
        bare = net(torch.from_numpy(examples[0])).numpy() < NO_LETTERS
    letters = examples[1] == 1
    return (
        f"{letters.sum()} with letters, {bare[letters].mean():.2%} of them taken for pictures; "
        f"{(~letters).sum()} pictures, {bare[~letters].mean():.2%} of them known"
    )


def _joined(parts: Sequence[Examples]) -> Examples:
    signs, labels = zip(*parts, strict=True)
    return np.concatenate(signs), np.concatenate(labels)


def main() -> None:
    """The command."""
    options = options_of(__doc__).parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    models = TextModels(threads=options.threads)
    groups: tuple[list[Examples], list[Examples]] = ([], [])
    for number, lesson in enumerate(sorted(options.lessons.glob("*.json"))):
        groups[number % SHARE_HELD == 0].append(examples_of(lesson, models))
    taught, held = (_joined(group) for group in groups)
    eye = weights.load(options.start)
    eye.letters = LetterNet()
    teach(eye.letters, taught)
    sys.stdout.write(f"learnt from: {figures(eye.letters, taught)}\nheld: {figures(eye.letters, held)}\n")
    weights.save(eye.eval(), options.out)


if __name__ == "__main__":
    main()
