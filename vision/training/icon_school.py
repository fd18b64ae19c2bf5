"""Teaches icons by themselves: `python -m vision.training.icon_school --icons DIR --out FILE --minutes M`.

Thousands of icon files, each on any ground, against their names: far more icons a minute than screens hold.
What is learnt (the element head's icon encoder and the text encoder) goes into a weights file that
`deskhand train --start` begins from. Three things are asked at once:

    which of MEANINGS it is, or none;  which name, English or Chinese, each meaning is called by;
    and which of the batch's files' own words are its own ("shopping cart", "git branch").
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import torch  # noqa: TID253 — training only
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision import weights
from vision.icon_names import MEANINGS, some_names
from vision.model import Eye
from vision.naming import prototypes
from vision.training.icon_files import icon_files, words_of
from vision.training.icon_pictures import Bytes, masters_of, patch_of

NONE = len(MEANINGS)
RATE = 6e-4  # three times as much and hardly anything is learnt
NAMED_SHARE = 0.65  # of a batch bears one of MEANINGS, each meaning as often as any other


@dataclass
class Icons:
    """Pictures [n, 64, 64, 4] with their place in MEANINGS (NONE: none of them) and their words."""

    masters: Bytes
    meanings: list[int]
    words: list[str]
    by_meaning: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, meaning in enumerate(self.meanings):
            self.by_meaning.setdefault(meaning, []).append(number)

    def pick(self, random: Random) -> int:
        """Some icon's number."""
        named = random.random() < NAMED_SHARE or NONE not in self.by_meaning
        meaning = random.choice([m for m in self.by_meaning if m != NONE]) if named else NONE
        return random.choice(self.by_meaning[meaning])


def load_icons(
    folders: Sequence[Path], others: int, left_out: Sequence[str] = (), only: bool = False
) -> Icons:
    """All icons below the folders that bear a meaning, and some `others`; `left_out` are path parts of those
    kept for a test (`only` these, then)."""
    found = [
        (file, meaning)
        for folder in folders
        for file, meaning in icon_files(folder)
        if any(part in file.parts for part in left_out) == only
    ]
    random = Random(0)
    rest = [f for f in found if not f[1]]
    wanted = [f for f in found if f[1]] + random.sample(rest, min(others, len(rest)))
    masters, kept = masters_of([file for file, _ in wanted])
    meanings = [MEANINGS.index(wanted[k][1]) if wanted[k][1] else NONE for k in kept]
    return Icons(masters, meanings, [words_of(wanted[k][0]) for k in kept])


def patches_of(icons: Icons, numbers: Sequence[int], random: Random) -> Tensor:
    """[m, 3, 32, 32], -1 … 1."""
    patches = np.stack([patch_of(icons.masters[n], random) for n in numbers])
    return torch.from_numpy(patches).permute(0, 3, 1, 2).float().div(127.5).sub(1)


class Pupil(nn.Module):
    """The parts of the eye that are taught here."""

    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.icon = eye.element.icon
        self.words = eye.words
        self.sharpness = eye.element.sharpness

    def loss(self, patches: Tensor, meanings: Tensor, words: Sequence[str], random: Random) -> Tensor:
        """patches [m, 3, 32, 32], meanings [m] in 0 … NONE, words of each patch."""
        seen = F.normalize(self.icon(patches), dim=-1)
        sharp = self.sharpness.exp().clamp(max=100)
        names = self.words.encode([*some_names(random), ""])
        called = F.cross_entropy(seen @ names.T * sharp, meanings, label_smoothing=0.05)
        known = F.cross_entropy(seen @ prototypes(self.words).T * sharp, meanings, label_smoothing=0.05)
        own = seen @ self.words.encode(words).T * sharp
        same = torch.tensor([[a == b and i != j for j, b in enumerate(words)] for i, a in enumerate(words)])
        own = own.masked_fill(same, -1e4)
        at = torch.arange(len(words))
        return known + 0.5 * called + 0.25 * (F.cross_entropy(own, at) + F.cross_entropy(own.T, at))


@torch.inference_mode()
def share_right(pupil: Pupil, icons: Icons, most: int = 3000) -> tuple[float, float]:
    """Of icons that bear a meaning, how many are given it; of those that bear none, how many are given
    none."""
    pupil.eval()
    random = Random(1)
    numbers = random.sample(range(len(icons.words)), min(most, len(icons.words)))
    names = prototypes(pupil.words)
    said = [
        (F.normalize(pupil.icon(patches_of(icons, numbers[i : i + 200], random)), dim=-1) @ names.T).argmax(
            -1
        )
        for i in range(0, len(numbers), 200)
    ]
    true = torch.tensor([icons.meanings[n] for n in numbers])
    right = torch.cat(said) == true
    pupil.train()
    bears = true != NONE
    return right[bears].float().mean().item(), right[~bears].float().mean().item()


def teach(
    eye: Eye, icons: Icons, minutes: float, batch: int = 160, rate: float = RATE, steps: int = 0
) -> Pupil:
    """Trains the eye's icon and text encoders for so many minutes, or steps where those are given."""
    pupil = Pupil(eye).train()
    optimiser = torch.optim.AdamW(pupil.parameters(), rate, weight_decay=0.02)
    random = Random(0)
    begun = time.monotonic()
    step, mean = 0, 0.0
    while (spent := step / steps if steps else (time.monotonic() - begun) / (minutes * 60)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 50) * max(0.02, 1 - spent)
        numbers = [icons.pick(random) for _ in range(batch)]
        meanings = torch.tensor([icons.meanings[n] for n in numbers])
        words = [icons.words[n] for n in numbers]
        loss = pupil.loss(patches_of(icons, numbers, random), meanings, words, random)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        step += 1
        mean += (loss.item() - mean) * max(0.02, 1 / step)
        if step % 50 == 0:
            sys.stdout.write(f"step {step}  {spent:.0%} of the time  loss {mean:.3f}\n")
            sys.stdout.flush()
    return pupil


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--icons", type=Path, action="append", required=True, help="a folder of SVG files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights whose other parts are kept")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--others", type=int, default=20_000, help="icons of no meaning that has a name here")
    parser.add_argument("--left-out", action="append", default=[], help="a folder's name, kept for the test")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    eye = Eye()
    if options.start:
        weights.take_over(eye, options.start)
    icons = load_icons(options.icons, options.others, options.left_out)
    sys.stdout.write(f"{len(icons.words)} icons, {sum(m != NONE for m in icons.meanings)} with a meaning\n")
    pupil = teach(eye, icons, options.minutes)
    weights.save(eye, options.out)
    kept = load_icons(options.icons, 2000, options.left_out, True)
    for name, shown in (("seen", icons), ("left out", kept)):
        named, unnamed = share_right(pupil, shown)
        sys.stdout.write(f"{name}: {named:.3f} of those with a meaning, {unnamed:.3f} of those without\n")


if __name__ == "__main__":
    main()
