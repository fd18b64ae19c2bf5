"""Small probes on a trunk that stays as it is, one for each task: reading short labels (CTC), what an icon
means, the kind of an element, the kind of a container.

Each has aligners, a fusion (fusion.py) and, where that is gated, a query of its own. So two claims are
tested: that several levels help reading, and that each task leans on its own levels (probe_table.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch  # noqa: TID253 — training only
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.fusion import FeatureAligner, make_fusion
from vision.heads import sample
from vision.icon_names import MEANINGS
from vision.kinds import COARSE_KINDS, ELEMENT_KINDS
from vision.model import Eye, padded
from vision.training.augment import Crop
from vision.training.dataset import Scenes

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
BLANK = len(LETTERS)
STEP = 4  # pixels between two columns that are read
CELL = 16
LINE_MOST, TEXT_MOST = 30.0, 24  # pixels high, letters
READ = frozenset({"label", "link", "heading"})  # whose boxes are the text's own
POINT_TASKS: dict[str, tuple[str, ...]] = {
    "icons": MEANINGS, "kinds": ELEMENT_KINDS, "containers": COARSE_KINDS[1:],
}  # fmt: skip
TASKS = ("reading", *POINT_TASKS)
BATCH = 48
DEEP, SHALLOW = ":deep", 4  # without the pyramid's four maps
RATE = 2e-3


@dataclass(frozen=True)
class Sample:
    """One thing to be told. `levels` [t, Σ c] are all levels side by side at t places, in half precision;
    `about` [t, a] says where in a cell these lie, or how large the thing is."""

    levels: Tensor
    about: Tensor
    target: tuple[int, ...]
    scene: int


Bank = dict[str, list[Sample]]


@torch.inference_mode()
def look(eye: Eye, crop: Crop, scene: int, bank: Bank) -> None:
    """Adds what a crop has to say about each task."""
    picture = torch.from_numpy(crop.pixels).permute(2, 0, 1)[None].float().div(255)
    levels = torch.cat(eye.levels_of(padded(picture) * 2 - 1), dim=1)  # [1, Σ c, h, w]
    for box, kind, text, icon in zip(crop.boxes, crop.kinds, crop.texts, crop.icons, strict=True):
        told = {"icons": icon, "kinds": kind, "containers": kind}
        for task, classes in POINT_TASKS.items():
            if told[task] in classes:
                bank[task].append(_point(levels, box, classes.index(told[task]), scene))
        said = tuple(LETTERS.index(c) for c in text.casefold() if c in LETTERS)
        whole = said and len(said) == len(text.replace(" ", "")) and len(text) <= TEXT_MOST
        if kind in READ and whole and box[3] - box[1] <= LINE_MOST:
            bank["reading"].append(_line(levels, box, said, scene))


def _point(levels: Tensor, box: np.ndarray, target: int, scene: int) -> Sample:
    middle = torch.tensor([[[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]]], dtype=torch.float32)
    sides = torch.tensor([[box[2] - box[0], box[3] - box[1]]], dtype=torch.float32).clamp(min=1).log() / 4
    found = sample(levels, middle[None, 0][:, :, None], CELL)[0]  # [1, Σ c]
    return Sample(found.half(), sides, (target,), scene)


def _line(levels: Tensor, box: np.ndarray, said: tuple[int, ...], scene: int) -> Sample:
    """A text's columns, STEP pixels apart, along its middle; `about`: where in its cell each lies."""
    xs = torch.arange(float(box[0]) - STEP, float(box[2]) + STEP, STEP)
    ys = torch.full_like(xs, float(box[1] + box[3]) / 2)
    places = torch.stack((xs, ys), -1)[None, :, None]  # [1, t, 1, 2]
    within = F.one_hot((xs.long() % CELL) // STEP, CELL // STEP).float()
    down = torch.full((len(xs), 1), float(ys[0] % CELL) / CELL)
    return Sample(sample(levels, places, CELL)[0].half(), torch.cat((within, down), -1), said, scene)


def fill(eye: Eye, scenes: Scenes, crops: int) -> Bank:
    """Looks at so many crops, each of another picture."""
    bank: Bank = {task: [] for task in TASKS}
    for step in range(crops):
        for crop in scenes.crops(step, 0, 1, scenes.side):
            look(eye, crop, step, bank)
    return bank


class Probe(nn.Module):
    """Aligners, a fusion with a query of its own, and a small head. `arm` is one of FUSIONS, or one with DEEP
    after it: then the pyramid's maps are no levels of it."""

    def __init__(self, channels: Sequence[int], width: int, arm: str, about: int, outputs: int) -> None:
        super().__init__()
        fusion = arm.removesuffix(DEEP)
        self.channels = list(channels)
        first = len(channels) - 1 if fusion.startswith("last") else SHALLOW if arm.endswith(DEEP) else 0
        self.used = range(first, len(channels))
        used = channels[SHALLOW if arm.endswith(DEEP) else 0 :]
        self.aligner = FeatureAligner([channels[i] for i in self.used], width)
        self.fusion = make_fusion(fusion, used, width)
        self.query = nn.Parameter(torch.randn(1, width) * 0.02)
        self.head = nn.Sequential(
            nn.Conv1d(width + about, 128, 5, padding=2), nn.ReLU(),
            nn.Conv1d(128, 128, 5, padding=2), nn.ReLU(), nn.Conv1d(128, outputs, 1),
        )  # fmt: skip

    def forward(self, levels: Tensor, about: Tensor) -> tuple[Tensor, Tensor]:
        """levels [B, t, Σ c], about [B, t, a] → logits [B, t, outputs], mean gates [k]."""
        batch, places = levels.shape[:2]
        parts = torch.split(levels, self.channels, dim=-1)
        chosen = zip(self.aligner.levels, (parts[i] for i in self.used), strict=True)
        aligned = torch.stack([align(part.flatten(0, 1)) for align, part in chosen])
        fused, gates = self.fusion(aligned[None], self.query)  # [1, B · t, d], [1, k]
        features = torch.cat((fused[0].view(batch, places, -1), about), dim=-1)
        return self.head(features.transpose(1, 2)).transpose(1, 2), gates.flatten(0, -2).mean(0)


def _together(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor]:
    """Samples filled up to one length: levels [B, t, Σ c], about [B, t, a], lengths [B]."""
    levels = nn.utils.rnn.pad_sequence([s.levels.float() for s in samples], batch_first=True)
    about = nn.utils.rnn.pad_sequence([s.about for s in samples], batch_first=True)
    return levels, about, torch.tensor([len(s.levels) for s in samples])


def loss_of(task: str, logits: Tensor, lengths: Tensor, samples: Sequence[Sample]) -> Tensor:
    """CTC for reading, cross-entropy for all else."""
    targets = torch.tensor([c for s in samples for c in s.target])
    if task != "reading":
        return F.cross_entropy(logits[:, 0], targets)
    counts = torch.tensor([len(s.target) for s in samples])
    chances = logits.log_softmax(-1).transpose(0, 1)
    return F.ctc_loss(chances, targets, lengths, counts, blank=BLANK, zero_infinity=True)


def train(task: str, bank: Sequence[Sample], arm: str, eye: Eye, steps: int, seed: int) -> Probe:
    """A probe for a task, taught for so many steps."""
    torch.manual_seed(seed)
    outputs = BLANK + 1 if task == "reading" else len(POINT_TASKS[task])
    probe = Probe(eye.channels, eye.config.width, arm, bank[0].about.shape[1], outputs)
    optimiser = torch.optim.AdamW(probe.parameters(), RATE, weight_decay=0.01)
    random = Random(seed)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 30, 1.02 - step / steps)
        samples = random.choices(bank, k=BATCH)
        levels, about, lengths = _together(samples)
        logits, _ = probe(levels, about)
        loss = loss_of(task, logits, lengths, samples)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return probe.eval()


def distance(one: Sequence[int], other: Sequence[int]) -> int:
    """Letters to be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def read(logits: Tensor) -> list[int]:
    """logits [t, letters + 1] → the letters: no blanks, none twice in a row."""
    best = logits.argmax(-1).tolist()
    return [c for i, c in enumerate(best) if c != BLANK and (i == 0 or best[i - 1] != c)]


@torch.inference_mode()
def gates_of(probe: Probe, bank: Sequence[Sample]) -> Tensor:
    """What each level weighs, [k]; per token the mean over some samples."""
    levels, about, _ = _together(bank[:BATCH])
    gates: Tensor = probe(levels, about)[1]
    return gates


@torch.inference_mode()
def score(task: str, probe: Probe, bank: Sequence[Sample]) -> np.ndarray:
    """[n, 3]: what is right, out of how much, and the scene, of each sample."""
    rows = []
    for first in range(0, len(bank), BATCH):
        samples = bank[first : first + BATCH]
        levels, about, lengths = _together(samples)
        logits, _ = probe(levels, about)
        for said, length, s in zip(logits, lengths.tolist(), samples, strict=True):
            rows.append((*_right(task, said[:length], s.target), s.scene))
    return np.array(rows, np.int64).reshape(-1, 3)


def _right(task: str, logits: Tensor, target: tuple[int, ...]) -> tuple[int, int]:
    if task != "reading":
        return int(logits[0].argmax()) == target[0], 1
    return max(0, len(target) - distance(read(logits), target)), len(target)
