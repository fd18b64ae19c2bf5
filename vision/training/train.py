"""Training's loop: one step after another, the rate, the running average, checkpoints (options.py says what a
run is told; ranks.py lets several processes train one model).
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any

import torch  # noqa: TID253 — training only
from torch import Tensor, nn  # noqa: TID253
from torch.utils.data import DataLoader  # noqa: TID253

from vision import weights
from vision.backbone import EyeConfig
from vision.fusion import entropy
from vision.icon_names import some_names
from vision.model import Eye, laid_out
from vision.training import checkpoint, curves
from vision.training.dataset import Batch, Scenes, Steps
from vision.training.losses import Named, Weights, losses
from vision.training.options import Options, options_of
from vision.training.ranks import Ranks, join, leave


class Trainer:
    """The model, its running average, the optimiser, and the step they are at."""

    def __init__(self, options: Options, config: EyeConfig | None = None, ranks: Ranks | None = None) -> None:
        self.options = options
        self.ranks = ranks or Ranks()
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.device = self.ranks.device(options.device)
        self.model = laid_out(Eye(config), self.device)
        self.frozen = freeze(self.model, options.frozen)
        if not options.taught:
            leave_names(self.model)
        self.averaged = deepcopy(self.model).eval()
        groups = parameter_groups(self.model, options.rate, options.taught)
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.05)
        self.step = 0
        self.seconds = 0.0
        self._resume()
        self.ranks.same(self.model)
        self.ranks.same(self.averaged)

    def _resume(self) -> None:
        found = checkpoint.load(self.options.out)
        if found is None:
            for path in self.options.start.split(",") if self.options.start else ():
                weights.take_over(self.model, Path(path))
                weights.take_over(self.averaged, Path(path))
            return
        state, progress = found
        self.model.load_state_dict(state["model"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = progress["step"], progress["seconds"]

    def save(self) -> None:
        """Writes a checkpoint that `Trainer` takes up again; of several processes the first one does."""
        if not self.ranks.first:
            return
        state = {
            "model": self.model.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }
        kept = {f.name: str(getattr(self.options, f.name)) for f in fields(self.options)}
        progress = {"step": self.step, "seconds": round(self.seconds, 1), "options": kept}
        checkpoint.save(self.options.out, self.averaged, state, progress)
        curves.draw(self.options.out / "log.jsonl", self.options.out / "curves.png")

    def update(self, batch: Batch, spent: float) -> dict[str, float]:
        """One step; `spent` is the share of the run's minutes that is over. Returns the losses by name."""
        batch = batch.to(self.device)
        self._set_rate(spent)
        meaning = self._with_meaning()
        pictures = batch.pictures.float().div(255).contiguous(memory_format=torch.channels_last)
        self.model.train()
        if self.frozen:
            hold_norms(self.model)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self._half()):
            icons = batch.icons >= 0 if self.options.taught else None
            seen, described, shown = self.model(pictures, batch.boxes, meaning, icons)
        bonus = (
            Weights().entropy if spent < 0.2 else 0.0
        )  # annealed: early collapse is what it guards against
        named = None if shown is None else Named(shown, self._names(), self.model.element.sharpness)
        parts = losses(seen, described, batch, Weights(entropy=bonus), named)
        total: Tensor = torch.stack(list(parts.values())).sum()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        self.ranks.average(self.model.parameters())
        nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
        self.optimiser.step()
        self._average()
        self.step += 1
        found = {name: part.item() for name, part in parts.items()}
        if seen.gates is not None:
            found["gate_entropy"] = entropy(seen.gates.float()).item()
        return found

    def _names(self) -> Tensor:
        """One of the names of each meaning, as embeddings [m, e]."""
        return self.model.words.encode(some_names(Random(f"{self.options.seed}:{self.step}"))).float()

    def _with_meaning(self) -> bool:
        """Stochastic depth (arXiv 1603.09382) on the whole fused branch."""
        drawn = Random(f"{self.options.seed}:{self.step}:skip").random()
        return self.step >= self.options.meaning_from and drawn >= self.options.skip

    def _half(self) -> bool:
        """bf16 where the machine computes in it: without that it is several times slower than single
        precision."""
        if self.device.type == "cuda":
            return bool(torch.cuda.is_bf16_supported())
        return cpu_has_bf16()

    def _set_rate(self, spent: float) -> None:
        warm = min(1.0, (self.step + 1) / self.options.warm_up)
        late = max(0.0, spent - self.options.decay_from) / (1 - self.options.decay_from)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * warm * max(0.02, 1 - late)

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(self.options.average, (1 + self.step) / (10 + self.step))
        for mean, now in zip(
            self.averaged.state_dict().values(), self.model.state_dict().values(), strict=True
        ):
            if mean.is_floating_point():
                mean.lerp_(now, 1 - keep)
            else:
                mean.copy_(now)


def cpu_has_bf16() -> bool:
    """Whether the processor multiplies bf16 itself."""
    try:
        return "avx512_bf16" in Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False


def freeze(model: Eye, layers: int) -> list[nn.Module]:
    """Stops the pyramid and the first `layers` of the ViT from learning; returns these parts."""
    if layers < 0:
        return []
    parts = [model.pyramid, model.vit.project, *model.vit.blocks[:layers]]
    for part in parts:
        part.requires_grad_(False)
    return parts


def hold_norms(model: nn.Module) -> None:
    """Lets every BatchNorm keep the means and variances it has learnt: those of the few screens that a
    fine-tuning sees are nobody else's."""
    for part in model.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eval()


def leave_names(model: Eye) -> None:
    """Stops what icon_school taught from learning: among the few icons of a screen it only gets worse."""
    for part in (model.element.icon, model.words):
        part.requires_grad_(False)
    model.element.sharpness.requires_grad_(False)


def parameter_groups(model: Eye, rate: float, share: float = 0.33) -> list[dict[str, Any]]:
    """Weights decay, norms and biases do not; the gates learn ten times slower (fusion.py says why), and what
    icon_school taught at a share of the rate."""
    gates: list[nn.Parameter] = []
    taught: list[nn.Parameter] = []
    plain: list[nn.Parameter] = []
    decayed: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("fusion.gate"):
            gates.append(parameter)
        elif name.startswith(("element.icon", "words")):
            taught.append(parameter)
        else:
            (decayed if parameter.ndim > 1 else plain).append(parameter)
    return [
        {"params": decayed, "lr": rate, "base": rate},
        {"params": plain, "lr": rate, "base": rate, "weight_decay": 0.0},
        {"params": taught, "lr": rate * share, "base": rate * share, "weight_decay": 0.0},
        {"params": gates, "lr": rate / 10, "base": rate / 10, "weight_decay": 0.0},
    ]


def batches(scenes: Scenes, options: Options, first: int, device: torch.device) -> Iterable[Batch]:
    """Batches from step `first` on; with workers they are cut ahead of need in other processes."""
    steps = Steps(scenes, options.batch, options.share)
    workers = options.workers
    if workers < 0:
        workers = max(1, (os.cpu_count() or 2) - 1) if device.type == "cuda" else 0
    loader: DataLoader[Batch] = DataLoader(
        steps,
        batch_size=None,
        sampler=range(first, first + 10_000_000),
        num_workers=workers,
        pin_memory=device.type == "cuda",
        multiprocessing_context="spawn" if workers else None,
        prefetch_factor=4 if workers else None,
    )
    return loader


def train(options: Options, config: EyeConfig | None = None, ranks: Ranks | None = None) -> Trainer:
    """Trains until the minutes or the steps are over; the last checkpoint stands in `options.out`."""
    options.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(options, config, ranks)
    also = Path(options.also) if options.also else None
    scenes = Scenes(options.scenes, options.side, trainer.ranks.seed(options.seed), also)
    begun = saved = time.monotonic()
    stream = batches(scenes, options, trainer.step, trainer.device)
    first = trainer.step
    before = trainer.seconds
    try:
        for batch in stream:
            spent = trainer.ranks.agreed((time.monotonic() - begun) / (options.minutes * 60), trainer.device)
            if spent >= 1 or (options.steps and trainer.step >= options.steps):
                break
            found = trainer.update(batch, max(spent, trainer.step / options.steps if options.steps else 0.0))
            trainer.seconds = before + time.monotonic() - begun
            _tell(trainer, found, first, begun, len(scenes.names))
            if time.monotonic() - saved > options.every:
                trainer.save()
                saved = time.monotonic()
    except KeyboardInterrupt:
        sys.stdout.write(f"stopped at step {trainer.step}; the same command goes on from there\n")
    trainer.save()
    return trainer


def _tell(trainer: Trainer, found: dict[str, float], first: int, begun: float, scenes: int) -> None:
    """A line for the person every ten steps, and one for the curves."""
    if not math.isfinite(sum(found.values())):
        raise ArithmeticError(f"a loss is no number any more at step {trainer.step}: {found}")
    if trainer.step % 10 or not trainer.ranks.first:
        return
    took = time.monotonic() - begun
    rate = (trainer.step - first) * trainer.options.batch * trainer.ranks.count / took
    parts = " ".join(f"{name} {value:.3f}" for name, value in found.items())
    left = max(0.0, trainer.options.minutes * 60 - took)
    sys.stdout.write(
        f"step {trainer.step}  {rate:.2f} crops/s  {left / 60:.0f} min left, "
        f"about {left * rate:.0f} crops  {parts}\n"
    )
    sys.stdout.flush()
    line = {"step": trainer.step, "seconds": round(trainer.seconds, 1), "scenes": scenes, **found}
    with (trainer.options.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def main() -> None:
    """The command, in one process or in several (ranks.py)."""
    ranks = join()
    try:
        train(options_of(), ranks=ranks)
    finally:
        leave(ranks)


if __name__ == "__main__":
    main()
