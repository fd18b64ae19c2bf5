"""The ablation runs every arm on the same crops, keeps what is done, and tells differences with intervals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_vision_training_train import TINY, folder

from vision.training import ablate as module
from vision.training.ablate import Outcome, Run, ablate, difference, options_of

__all__ = ["folder"]


def told(scenes: Path, out: Path, *more: str) -> list[str]:
    small = "--steps 2 --batch 2 --side 64 --seeds 2 --threads 1 --rates 1e-3"
    return ["--scenes", str(scenes), "--held-out", str(scenes), "--out", str(out), *small.split(), *more]


def test_arms_are_trained_once_and_told_in_a_table(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = options_of(told(folder, tmp_path / "out", "--arms", "gated", "last_wide", "--levels", "all"))
    text = ablate(options, TINY)
    assert "| gated | all |" in text
    assert "| last_wide | all |" in text
    kept = [json.loads(line) for line in (tmp_path / "out" / "runs.jsonl").read_text().splitlines()]
    assert [k["run"]["seed"] for k in kept] == [0, 1, 0, 1]
    assert set(kept[0]["gates"]) == {"s4", "s8", "s16", "s32", "ViT 1", "ViT 2"}
    assert sum(kept[0]["gates"].values()) == pytest.approx(1, abs=1e-3)

    def never(*_: object) -> None:
        raise AssertionError("trained again")

    monkeypatch.setattr(module, "train", never)
    assert ablate(options, TINY) == text


def outcome(seed: int, right: list[int]) -> Outcome:
    return Outcome(Run("gated", True, 1e-3, seed), [[r, 10, 10, r, r] for r in right], {"s4": 1.0})


def test_a_difference_comes_with_its_interval() -> None:
    better, worse = [outcome(0, [9, 8, 9, 8])], [outcome(0, [5, 4, 5, 4])]
    apart, low, high = difference(better, worse)
    assert apart == pytest.approx(0.4)
    assert low == pytest.approx(0.4)
    assert high == pytest.approx(0.4)
    apart, low, high = difference([outcome(0, [9, 1, 9, 1])], [outcome(0, [1, 9, 1, 9])])
    assert apart == pytest.approx(0.0)
    assert low < 0 < high


def test_the_best_of_the_rates_is_taken(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = options_of(told(folder, tmp_path, "--rates", "1e-3", "2e-3", "--seeds", "1"))
    work = module.Ablation(options, TINY)
    scores = {1e-3: 3, 2e-3: 7}
    monkeypatch.setattr(work, "outcome", lambda run: outcome(run.seed, [scores[run.rate]]))
    assert work.best_rate("mean", True) == 2e-3
