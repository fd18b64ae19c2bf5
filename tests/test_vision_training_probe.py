"""The probes: what is read and told from the levels, scored and compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test

from vision.backbone import EyeConfig
from vision.model import Eye
from vision.training import probe, probe_table
from vision.training.augment import Crop
from vision.training.dataset import Scenes
from vision.training.probe import BLANK, LETTERS, Bank, Sample, distance, read, score, train
from vision.training.scene import SceneTruth, Truth, save_scene

TINY = EyeConfig(
    pyramid=(8, 8, 16, 16), width=24, vit=16, layers=2, heads=2, taps=(1, 2), neck=8, fine=8, embedding=16,
    language=16,
)  # fmt: skip


@pytest.fixture
def eye() -> Iterator[Eye]:
    before = torch.get_num_threads()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    yield Eye(TINY).eval().requires_grad_(False)
    torch.set_num_threads(before)


def made(task: str, eye: Eye, count: int = 40) -> list[Sample]:
    """Samples whose answer stands in the first level."""
    chance = torch.Generator().manual_seed(1)
    wide = sum(eye.channels)
    samples = []
    for i in range(count):
        target = i % 4
        places = 12 if task == "reading" else 1
        levels = torch.randn(places, wide, generator=chance) * 0.1
        levels[places // 3 : 2 * places // 3 + 1, target] += 4.0
        about = torch.zeros(places, 5 if task == "reading" else 2)
        samples.append(Sample(levels.half(), about, (target,), i % 5))
    return samples


def test_letters_are_counted_as_a_person_would() -> None:
    assert distance([1, 2, 3], [1, 2, 3]) == 0
    assert distance([1, 2], [1, 2, 3]) == 1
    assert distance([], [4, 5]) == 2
    assert distance([1, 9, 3], [1, 2, 3]) == 1


def test_repeats_are_one_letter_unless_a_blank_parts_them() -> None:
    letters = [0, 0, BLANK, 0, 1, BLANK]
    logits = torch.nn.functional.one_hot(torch.tensor(letters), BLANK + 1).float()
    assert read(logits) == [0, 0, 1]


@pytest.mark.parametrize(("task", "steps"), [("reading", 350), ("kinds", 120)])
def test_a_probe_learns_what_the_levels_hold(eye: Eye, task: str, steps: int) -> None:
    samples = made(task, eye)
    trained = train(task, samples, "gated", eye, steps, 0)
    rows = score(task, trained, samples)
    assert probe_table.share(rows) > 0.8
    gates = probe.gates_of(trained, samples)
    assert gates.sum().item() == pytest.approx(1, abs=1e-4)
    assert len(gates) == len(eye.levels)


@pytest.mark.parametrize("arm", ["last", "last_wide", "mean", "concat", "token", "gated:deep", "mean:deep"])
def test_every_arm_can_be_trained(eye: Eye, arm: str) -> None:
    trained = train("kinds", made("kinds", eye), arm, eye, 3, 0)
    assert np.isfinite(score("kinds", trained, made("kinds", eye))).all()
    levels = 1 if arm.startswith("last") else 2 if arm.endswith(":deep") else 6
    assert len(probe.gates_of(trained, made("kinds", eye))) == levels


def test_a_crop_gives_samples_for_each_task(eye: Eye) -> None:
    boxes = np.array([[10, 10, 60, 24], [70, 10, 90, 30], [0, 0, 120, 120]], np.float32)
    crop = Crop(
        np.full((128, 128, 3), 200, np.uint8), boxes, ["label", "icon_button", "panel"],
        np.zeros((3, 6), np.bool_), ["", "save", ""], np.zeros((0, 4), np.float32), ["Name 2", "", ""],
    )  # fmt: skip
    bank: Bank = {task: [] for task in probe.TASKS}
    probe.look(eye, crop, 3, bank)
    assert {task: len(samples) for task, samples in bank.items()} == {
        "reading": 1, "icons": 1, "kinds": 2, "containers": 1,
    }  # fmt: skip
    (line,) = bank["reading"]
    assert "".join(LETTERS[c] for c in line.target) == "name2"
    assert line.levels.shape == (len(line.about), sum(eye.channels))
    assert line.scene == 3


def test_the_table_compares_with_the_first_arm(eye: Eye, tmp_path: Path) -> None:
    truth = [Truth((10.0, 10.0, 60.0, 24.0), "label", (), "Name"), Truth((70.0, 10.0, 90.0, 30.0), "button")]
    for name in ("a", "b"):
        save_scene(
            tmp_path, name, np.full((128, 128, 3), 200, np.uint8), SceneTruth((128, 128), tuple(truth))
        )
    bank = probe.fill(eye, Scenes(tmp_path, 64), 6)
    lines = list(probe_table.table(eye, bank, bank, ["last", "gated"], 3, 2))
    assert lines[0].startswith("| task | fusion")
    assert any(line.startswith("| kinds | gated |") for line in lines)
    assert all("+0.000 | +0.000 … +0.000" in line for line in lines if "| last |" in line)
