"""Whether the levels earn their place: `deskhand ablate --scenes DIR --held-out DIR --out DIR`.

Every arm is the same model but for how the levels are fused (fusion.py), each with the pyramid's maps among
the levels and without. All see the same crops for the same number of steps; each gets the best of the same
learning rates, tried with the first seed; the final runs are repeated with several seeds. Intervals are a
paired bootstrap over the held-out scenes, of the F1 less that of the last level with as many weights. What is
done is kept in <out>/runs.jsonl and is not done again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253 — training only

from vision.backbone import EyeConfig
from vision.fusion import FUSIONS
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training.contest import ALONE_LEAST, ROUNDS, Said, counts, figures
from vision.training.options import Options
from vision.training.scene import from_json, load_pixels, scene_names
from vision.training.train import train

BASE = "last_wide"


@dataclass(frozen=True)
class Run:
    """One training: which arm, at which rate, with which seed."""

    fusion: str
    shallow: bool
    rate: float
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What a run gave: counts for each held-out scene (contest.py), and the mean gates by level."""

    run: Run
    scenes: list[list[int]]
    gates: dict[str, float]

    @property
    def f1(self) -> float:
        return figures(np.array(self.scenes, np.int64).sum(0))["f1"]


class Ablation:
    """Runs what is not yet in its folder."""

    def __init__(self, options: argparse.Namespace, config: EyeConfig | None = None) -> None:
        self.options = options
        self.config = config or EyeConfig()
        self.file = Path(options.out) / "runs.jsonl"
        self.done: dict[Run, Outcome] = {}
        if self.file.is_file():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                raw = json.loads(line)
                outcome = Outcome(Run(**raw["run"]), raw["scenes"], raw["gates"])
                self.done[outcome.run] = outcome

    def outcome(self, run: Run) -> Outcome:
        """Trains and scores a run, or takes what was kept of it."""
        if run not in self.done:
            self.done[run] = self._score(run, self._train(run))
            with self.file.open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(asdict(self.done[run])) + "\n")
        return self.done[run]

    def _train(self, run: Run) -> EyeModel:
        o = self.options
        name = f"{run.fusion}-{'all' if run.shallow else 'deep'}-{run.rate:g}-{run.seed}"
        told = Options(
            Path(o.scenes), Path(o.out) / name, start=o.start, minutes=1e6, steps=o.steps, batch=o.batch,
            side=o.side, rate=run.rate, seed=run.seed, threads=o.threads, workers=o.workers, every=1e9,
            frozen=o.frozen, taught=0.0,
        )  # fmt: skip
        torch.manual_seed(run.seed)
        trainer = train(told, replace(self.config, fusion=run.fusion, shallow=run.shallow))
        return EyeModel(TorchRuntime(trainer.averaged))

    def _score(self, run: Run, eye: EyeModel) -> Outcome:
        folder = Path(self.options.held_out)
        found: list[list[int]] = []
        gates: list[tuple[float, ...]] = []
        levels: tuple[str, ...] = ()
        for name in scene_names(folder)[: self.options.most]:
            truth = from_json((folder / f"{name}.json").read_text(encoding="utf-8"))
            scale = 0.5 if truth.scale > 1.6 else 1.0
            look = eye.see(load_pixels(folder / f"{name}.webp"), ALONE_LEAST, scale)
            said = [Said(s.box, s.kind, s.score) for s in look.sights]
            found.append(counts(said, truth).tolist())
            levels = tuple(level for level, _ in look.gates)
            gates.append(tuple(weight for _, weight in look.gates))
        mean = np.array(gates).reshape(len(gates), -1).mean(0)
        return Outcome(run, found, dict(zip(levels, mean.round(4).tolist(), strict=True)))

    def best_rate(self, fusion: str, shallow: bool) -> float:
        """The rate that does best with the first seed."""
        rates = self.options.rates
        if len(rates) == 1:
            return float(rates[0])
        return float(max(rates, key=lambda r: self.outcome(Run(fusion, shallow, r, 0)).f1))

    def arm(self, fusion: str, shallow: bool) -> list[Outcome]:
        """The final runs of an arm, one for each seed."""
        rate = self.best_rate(fusion, shallow)
        return [self.outcome(Run(fusion, shallow, rate, seed)) for seed in range(self.options.seeds)]


def difference(one: Sequence[Outcome], other: Sequence[Outcome]) -> tuple[float, float, float]:
    """Mean F1 of one arm less the other's, with the 95 % interval of a bootstrap over scenes, paired by scene
    and seed."""
    tables = [
        np.array([o.scenes for o in arm], np.int64) for arm in (one, other)
    ]  # each [seeds, scenes, figures]
    chance = np.random.default_rng(0)
    scenes = tables[0].shape[1]

    def apart(picked: Any) -> float:
        means = [np.mean([figures(seed[picked].sum(0))["f1"] for seed in table]) for table in tables]
        return float(means[0] - means[1])

    drawn = [apart(chance.integers(0, scenes, scenes)) for _ in range(ROUNDS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return apart(np.arange(scenes)), float(low), float(high)


def _entropy(gates: Sequence[float]) -> float:
    values = np.array([g for g in gates if g > 0])
    return abs(float((values * np.log(values)).sum()))  # no "-0.00"


def table(arms: dict[tuple[str, bool], list[Outcome]]) -> str:
    """The arms as a table in Markdown."""
    lines = [
        "| fusion | levels | F1 (by seed) | less the last alone¹ | 95 % | gates, shallow to deep | entropy |",
        "|---|---|---|---|---|---|---|",
    ]
    for (fusion, shallow), found in arms.items():
        base = arms.get((BASE, shallow)) or arms.get((BASE, True))  # it has no other levels either way
        apart, low, high = difference(found, base) if base else (0.0, 0.0, 0.0)
        mean = np.mean([list(o.gates.values()) for o in found], axis=0)
        by_seed = ", ".join(f"{o.f1:.3f}" for o in found)
        gates = " ".join(f"{name} {weight:.2f}" for name, weight in zip(found[0].gates, mean, strict=True))
        average = np.mean([o.f1 for o in found])
        lines.append(
            f"| {fusion} | {'all' if shallow else 'ViT'} | {average:.3f} ({by_seed}) | {apart:+.3f} | "
            f"{low:+.3f} … {high:+.3f} | {gates} | {_entropy(mean):.2f} |"
        )
    return "\n".join([*lines, "", "¹ with as many weights (last_wide)"])


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a command line."""
    parser = argparse.ArgumentParser(
        prog="deskhand ablate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("scenes", "held-out", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--start", default="", help="weights that every arm begins from, where they fit")
    parser.add_argument("--arms", nargs="+", choices=FUSIONS, default=list(FUSIONS))
    parser.add_argument("--levels", nargs="+", choices=("all", "deep"), default=["all", "deep"])
    parser.add_argument("--rates", nargs="+", type=float, default=[7e-4, 1.5e-3, 3e-3])
    for name, value in (("seeds", 3), ("steps", 400), ("batch", 8), ("side", 384), ("most", 60)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument(
        "--frozen", type=int, default=-1, help="the pyramid and so many ViT layers stay as they are"
    )
    return parser.parse_args(arguments)


def ablate(options: argparse.Namespace, config: EyeConfig | None = None) -> str:
    """Runs all arms that are not done, and returns the table, which is also written to <out>/table.md."""
    Path(options.out).mkdir(parents=True, exist_ok=True)
    work = Ablation(options, config)
    arms = {
        (fusion, levels == "all"): work.arm(fusion, levels == "all")
        for levels in options.levels
        for fusion in options.arms
    }
    text = table(arms)
    (Path(options.out) / "table.md").write_text(text + "\n", encoding="utf-8")
    return text


if __name__ == "__main__":
    sys.stdout.write(ablate(options_of()) + "\n")
