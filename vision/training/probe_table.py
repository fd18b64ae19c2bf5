"""Probes compared: `python -m vision.training.probe_table --weights FILE --scenes DIR --held-out DIR`.

For each task and each way of fusing, the share that is right on scenes in looks never trained on (of letters
for reading), what it is less the first way's with an interval (a bootstrap over scenes), and the gates.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch  # noqa: TID253 — training only

from vision import weights
from vision.model import Eye
from vision.training.dataset import Scenes
from vision.training.probe import TASKS, Bank, fill, gates_of, score, train

ROUNDS = 1000
ARMS = ["last_wide", "last", "mean", "concat", "gated", "token", "mean:deep", "gated:deep"]


def share(rows: np.ndarray) -> float:
    return float(rows[:, 0].sum() / max(1, rows[:, 1].sum()))


def apart(one: Sequence[np.ndarray], other: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """Mean share right of one arm's seeds less the other's, with 95 % of a bootstrap over scenes."""
    scenes = np.unique(one[0][:, 2])
    chance = np.random.default_rng(0)
    tables = [np.stack([_by_scene(rows, scenes) for rows in arm]) for arm in (one, other)]

    def difference(picked: np.ndarray) -> float:
        sums = [table[:, picked].sum(1) for table in tables]
        means = [float((s[:, 0] / np.maximum(1, s[:, 1])).mean()) for s in sums]
        return means[0] - means[1]

    drawn = [difference(chance.integers(0, len(scenes), len(scenes))) for _ in range(ROUNDS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return difference(np.arange(len(scenes))), float(low), float(high)


def _by_scene(rows: np.ndarray, scenes: np.ndarray) -> np.ndarray:
    """[scenes, 2]: right and all."""
    return np.array([rows[rows[:, 2] == scene, :2].sum(0) for scene in scenes])


def table(
    eye: Eye,
    bank: Bank,
    held: Bank,
    arms: Sequence[str],
    steps: int,
    seeds: int,
    tell: Callable[[str], object] = lambda line: None,
) -> Iterator[str]:
    """A table in Markdown, a line for each task and arm; the first arm is what the others are compared
    with."""  # fmt: skip
    levels = " ".join(eye.levels)
    yield f"| task | fusion | right (by seed) | less {arms[0]} | 95 % | gates: {levels} | entropy |"
    yield "|---|---|---|---|---|---|---|"
    for task in TASKS:
        if not bank[task] or not held[task]:
            continue
        base: list[np.ndarray] = []
        for arm in arms:
            probes = [train(task, bank[task], arm, eye, steps, seed) for seed in range(seeds)]
            rows = [score(task, probe, held[task]) for probe in probes]
            base = base or rows
            tell(f"{task} {arm}: {[round(share(r), 4) for r in rows]}\n")
            yield _row(
                task,
                arm,
                rows,
                apart(rows, base),
                np.mean([gates_of(p, held[task]).numpy() for p in probes], axis=0),
            )


def _row(
    task: str, arm: str, rows: Sequence[np.ndarray], less: tuple[float, float, float], gates: np.ndarray
) -> str:
    shares = [share(r) for r in rows]
    entropy = float(-(gates * np.log(np.maximum(gates, 1e-9))).sum())
    by_seed = ", ".join(f"{s:.3f}" for s in shares)
    levels = " ".join(f"{gate:.2f}" for gate in gates)
    return (
        f"| {task} | {arm} | {np.mean(shares):.3f} ({by_seed}) | {less[0]:+.3f} "
        f"| {less[1]:+.3f} … {less[2]:+.3f} | {levels} | {entropy:.2f} |"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("weights", "scenes", "held-out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--arms", nargs="+", default=ARMS)
    for name, value in (("crops", 900), ("held-crops", 300), ("steps", 600), ("seeds", 3), ("threads", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser.parse_args()


def main() -> None:
    """The command."""
    options = _options()
    torch.set_num_threads(options.threads)
    eye = weights.load(options.weights).requires_grad_(False)
    bank = fill(eye, Scenes(options.scenes, 384, 7), options.crops)
    held = fill(eye, Scenes(options.held_out, 384, 8), options.held_crops)
    sizes = ", ".join(f"{len(bank[task])}/{len(held[task])} {task}" for task in TASKS)
    sys.stdout.write(f"samples (training/held out): {sizes}\n")
    for line in table(eye, bank, held, options.arms, options.steps, options.seeds, sys.stderr.write):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
