"""Teaches phrases: `python -m vision.training.phrase_school --scenes DIR --weights FILE --out FILE`.

The trunk stays as it is. Crops are looked at once and kept as what the phrase head reads of them (levels at
the elements' middles, and what their kinds were told from); then phrases are drawn anew for them again and
again, since that costs next to nothing. `--held-out DIR` tells afterwards how often the right element, or
“not there”, is said of scenes in looks never trained on, by way of speaking, with the mean gates.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch  # noqa: TID253 — training only
from torch import Tensor  # noqa: TID253

from vision import weights
from vision.icon_names import ICON_NAMES, MEANINGS, names_of
from vision.model import Eye
from vision.phrase_head import Elements, Grounded, levels_at, place_of
from vision.pieces import shared_pieces
from vision.training.augment import Crop
from vision.training.dataset import Scenes
from vision.training.phrases import Phrase, Shown, elements_of, phrases, shown

RATE = 1e-3
LOOKING = 0.4  # share of the time in which crops are looked at
EACH = 8  # phrases of a crop at a time
TOGETHER = 6  # crops in a step
MISREAD = 0.08  # share of texts that are not known, and of icons taken for others
STRANGERS = 4000
SHAKE = 1.5  # pixels by which boxes are off


@dataclass(frozen=True)
class Lesson:
    """A crop as the phrase head reads it. `levels` and `hidden` are kept in half precision."""

    levels: Tensor
    hidden: Tensor
    place: Tensor
    seen: Shown

    def elements(self, eye: Eye, texts: Sequence[str]) -> Elements:
        """With what is written on them, as it was read this time."""
        return Elements(self.levels.float(), self.hidden.float(), self.place, eye.phrases.words.mean(texts))


def texts_of(seen: Shown, random: Random) -> list[str]:
    """What each element says: its text, or all names of what its picture means; sometimes wrong."""
    found = []
    for text, icon in zip(seen.texts, seen.icons, strict=True):
        known = text
        if not text and icon in ICON_NAMES:
            meaning = random.choice(MEANINGS) if random.random() < MISREAD else icon
            known = called(meaning)
        found.append("" if random.random() < MISREAD else known)
    return found


def called(meaning: str) -> str:
    """All names of an icon's meaning, as one text."""
    return " ".join(names_of(meaning))


@torch.inference_mode()
def lesson_of(eye: Eye, crop: Crop, random: Random) -> Lesson | None:
    """Looks at a crop; None where nothing is on it."""
    order = elements_of(crop)
    if not order:
        return None
    picture = torch.from_numpy(crop.pixels).permute(2, 0, 1)[None].float().div(255)
    seen = eye.see(picture.contiguous(memory_format=torch.channels_last))
    assert seen.aligned is not None
    boxes = torch.from_numpy(crop.boxes[order])
    shaken = boxes + torch.tensor([[random.gauss(0, SHAKE) for _ in range(4)] for _ in order])
    shaken[:, 2:] = torch.maximum(shaken[:, 2:], shaken[:, :2] + 3)
    hidden = eye.describe(seen.maps, shaken[None]).hidden[0]
    height, width = seen.maps.m16.shape[2:]
    levels = levels_at(seen.aligned, shaken, height, width)
    side = float(crop.pixels.shape[0])
    return Lesson(levels.half(), hidden.half(), place_of(shaken, side, side), shown(crop, order))


def lessons(eye: Eye, scenes: Scenes, seconds: float, most: int) -> Iterator[Lesson]:
    """Crops of the scenes, one of each picture, for so long."""
    begun = time.monotonic()
    for step in range(most):
        if time.monotonic() - begun > seconds:
            return
        side, _ = scenes.shape(step, 8)
        for crop in scenes.crops(step, 0, 1, side):
            made = lesson_of(eye, crop, Random(step))
            if made is not None:
                yield made


def loss_of(grounded: Grounded, said: Sequence[Phrase]) -> Tensor:
    """Minus the log of the chance that is given to any of the right ones."""
    right = torch.full_like(grounded.logits, -1e4)
    for row, phrase in enumerate(said):
        right[row, list(phrase.targets) or [-1]] = 0.0
    chances = grounded.logits.log_softmax(-1)
    return -(chances + right).logsumexp(-1).mean()


def asked(eye: Eye, lesson: Lesson, said: Sequence[Phrase], random: Random) -> Grounded:
    """What the head makes of some phrases about a lesson."""
    texts = texts_of(lesson.seen, random)
    words = [phrase.text for phrase in said]
    answer: Grounded = eye.phrases(
        lesson.elements(eye, texts),
        eye.phrases.words.mean(words),
        torch.from_numpy(shared_pieces(words, texts)),
    )
    return answer


def teach(eye: Eye, bank: Sequence[Lesson], seconds: float, steps: int = 0, seed: int = 0) -> float:
    """Trains the phrase head on the lessons, for so many seconds or steps; returns the last mean loss."""
    head = eye.phrases.train().requires_grad_(True)
    optimiser = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.02)
    strangers = [t for lesson in bank for t in lesson.seen.texts if 0 < len(t) <= 30][:STRANGERS]
    random = Random(seed)
    begun, step, mean = time.monotonic(), 0, 0.0
    while (spent := step / steps if steps else (time.monotonic() - begun) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 100) * max(0.02, 1 - spent)
        parts = []
        for lesson in random.choices(bank, k=TOGETHER):
            if said := phrases(lesson.seen, strangers, EACH, random):
                parts.append(loss_of(asked(eye, lesson, said, random), said))
        if not parts:
            continue
        loss = torch.stack(parts).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(head.parameters(), 5.0)
        optimiser.step()
        step += 1
        mean += (loss.item() - mean) * max(0.005, 1 / step)
        if step % 200 == 0:
            sys.stdout.write(f"step {step}  {spent:.0%} of the time  loss {mean:.3f}\n")
            sys.stdout.flush()
    head.eval()
    return mean


@torch.inference_mode()
def examine(eye: Eye, bank: Sequence[Lesson], strangers: Sequence[str]) -> dict[str, object]:
    """The share of right answers by way of speaking, and the mean gates of each."""
    right: dict[str, list[bool]] = defaultdict(list)
    gates: dict[str, list[Tensor]] = defaultdict(list)
    for number, lesson in enumerate(bank):
        random = Random(number)
        said = phrases(lesson.seen, strangers, EACH, random)
        if not said:
            continue
        grounded = asked(eye, lesson, said, random)
        for row, phrase in enumerate(said):
            best = int(grounded.logits[row].argmax())
            right[phrase.kind].append(best in (phrase.targets or (len(lesson.seen.kinds),)))
            gates[phrase.kind].append(grounded.gates[row])
    every = [value for values in right.values() for value in values]
    return {
        "right": round(sum(every) / max(1, len(every)), 4),
        "by": {kind: [round(sum(v) / len(v), 3), len(v)] for kind, v in sorted(right.items())},
        "gates": {
            kind: torch.stack(v).mean(0).round(decimals=3).tolist() for kind, v in sorted(gates.items())
        },
        "levels": list(eye.levels),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("scenes", "weights", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--most", type=int, default=6000, help="crops that are kept, 0.3 MB each")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    eye = weights.load(options.weights)
    eye.requires_grad_(False)
    seconds = options.minutes * 60
    begun = time.monotonic()
    bank = list(lessons(eye, Scenes(options.scenes, 384, 77), seconds * LOOKING, options.most))
    sys.stdout.write(f"{len(bank)} crops in {time.monotonic() - begun:.0f} s\n")
    teach(eye, bank, max(1.0, seconds - (time.monotonic() - begun)))
    weights.save(eye, options.out)
    if options.held_out:
        kept = list(lessons(eye, Scenes(options.held_out, 384, 5), 1e9, 160))
        strangers = [t for lesson in bank for t in lesson.seen.texts if 0 < len(t) <= 30][:STRANGERS]
        sys.stdout.write(json.dumps(examine(eye, kept, strangers), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
