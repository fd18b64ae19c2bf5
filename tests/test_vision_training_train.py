"""Crops, targets, losses, training that learns, resumes and keeps its gates open, and the evaluation."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch  # noqa: TID253
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import UsageError
from vision import weights
from vision.backbone import EyeConfig
from vision.decode import Sight
from vision.icon_names import MEANINGS
from vision.kinds import ELEMENT_KINDS, STATES
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training import checkpoint
from vision.training.augment import KIND_INDEX, Crop, crop_of, nothing, recolour
from vision.training.dataset import Scenes, collate
from vision.training.evaluate import Tally, on_scenes, scale_of, see, tally
from vision.training.losses import boxes_at, focal, giou, kind_loss, loose_kind_loss, state_loss
from vision.training.options import Options
from vision.training.scene import SceneTruth, Truth, save_scene
from vision.training.targets import targets_of
from vision.training.train import Trainer, parameter_groups, train

TINY = EyeConfig(
    pyramid=(8, 8, 16, 16),
    width=16,
    vit=16,
    layers=2,
    heads=2,
    taps=(1, 2),
    window=4,
    neck=8,
    fine=8,
    embedding=8,
)


def scene_of(random: Random, side: int = 128) -> tuple[np.ndarray, SceneTruth]:
    """Light buttons on a dark ground: enough to learn something in a few steps."""
    pixels = np.full((side, side, 3), 40, np.uint8)
    elements = []
    for row in range(3):
        for column in range(2):
            x, y = 8 + column * 60 + random.randint(0, 6), 8 + row * 38 + random.randint(0, 6)
            width, height = random.randint(26, 44), random.randint(12, 20)
            pixels[y : y + height, x : x + width] = 220
            elements.append(Truth((x, y, x + width, y + height), "button", ("checked",) if row else ()))
    elements.append(Truth((2, 2, side - 2, side - 2), "window"))
    return pixels, SceneTruth((side, side), tuple(elements))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "scenes"
    path.mkdir()
    for index in range(3):
        save_scene(path, f"s{index}", *scene_of(Random(index)))
    return path


def options(folder: Path, out: Path) -> Options:
    return Options(
        folder, out, minutes=60, steps=4, batch=2, side=64, every=1000, device="cpu", warm_up=2, threads=1
    )


def test_a_crop_moves_boxes_with_the_picture() -> None:
    pixels, truth = scene_of(Random(0))
    crop = crop_of(pixels, truth, 96, Random(3), wide=0)
    assert crop.pixels.shape == (96, 96, 3)
    assert len(crop.boxes) == len(crop.kinds) == len(crop.states)
    assert "button" in crop.kinds
    assert (crop.boxes >= 0).all()
    assert (crop.boxes <= 96).all()


def test_what_the_edge_cuts_off_is_neither_there_nor_not() -> None:
    truth = SceneTruth((200, 100), (Truth((0, 0, 60, 20), "button"), Truth((0, 40, 60, 60), "button")))
    pixels = np.zeros((100, 200, 3), np.uint8)
    cut = [crop_of(pixels, truth, 64, Random(i), wide=0) for i in range(40)]
    assert any(len(c.ignored) for c in cut)
    lost = next(c for c in cut if len(c.ignored))
    assert (targets_of(lost).heat < 0).any()


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_recolouring_keeps_shape_and_type(seed: int) -> None:
    pixels, _ = scene_of(Random(1), 128)
    out = recolour(pixels, Random(seed))
    assert out.shape == pixels.shape
    assert out.dtype == np.uint8


def test_targets_peak_once_for_each_element_and_give_its_box() -> None:
    boxes = np.array([[8, 8, 40, 24], [60, 60, 72, 70], [0, 0, 256, 256]], np.float32)
    crop = Crop(
        np.zeros((256, 256, 3), np.uint8),
        boxes,
        ["button", "checkbox", "window"],
        np.zeros((3, 6), np.bool_),
        ["save", "", ""],
        np.zeros((0, 4), np.float32),
    )
    made = targets_of(crop)
    assert (made.heat >= 0.999).sum() == 2
    assert {tuple(b) for b in made.cell_boxes.tolist()} == {tuple(b) for b in boxes[:2].tolist()}
    assert made.cell_weights.sum() == pytest.approx(2)
    assert (made.coarse_heat[1] >= 0.999).sum() == 1  # the window
    assert made.kinds.tolist() == [KIND_INDEX["button"], KIND_INDEX["checkbox"]]
    assert made.icons.tolist() == [MEANINGS.index("save"), -1]


def test_a_big_element_is_sought_on_the_coarse_map() -> None:
    crop = Crop(
        np.zeros((256, 256, 3), np.uint8),
        np.array([[10, 10, 250, 250]], np.float32),
        ["text_area"],
        np.zeros((1, 6), np.bool_),
        [""],
        np.zeros((0, 4), np.float32),
    )
    made = targets_of(crop)
    assert (made.coarse_heat[0] >= 0.999).sum() == 1
    assert (made.heat >= 0.999).sum() == 0


def test_focal_loss_is_small_only_for_the_right_heat() -> None:
    heat = torch.zeros(1, 1, 5, 5)
    heat[0, 0, 2, 2] = 1
    right = torch.where(heat > 0, 6.0, -6.0)
    assert focal(right, heat) < 0.01 < focal(-right, heat)
    ignored = heat.clone()
    ignored[0, 0, 0, 0] = -1
    wrong = right.clone()
    wrong[0, 0, 0, 0] = 6
    assert focal(wrong, ignored) == focal(right, ignored)


def test_boxes_from_distances_and_their_giou() -> None:
    found = boxes_at(torch.log(torch.tensor([[1.0, 1, 2, 2]])), torch.tensor([3]), torch.tensor([5]), 4)
    assert found[0].tolist() == pytest.approx([18, 10, 30, 22])
    far = torch.tensor([[100.0, 100, 110, 110]])
    assert giou(found, found).item() == pytest.approx(1)
    assert giou(found, far).item() < -0.5


def test_one_rare_kind_counts_beside_many_of_another() -> None:
    kinds = torch.tensor([0] * 16 + [1])
    good_rare = torch.zeros(17, 3)
    good_rare[16, 1] = 9
    good_one = torch.zeros(17, 3)
    good_one[0, 0] = 9
    assert kind_loss(good_rare, kinds) < kind_loss(good_one, kinds)
    assert kind_loss(torch.zeros(0, 3), torch.zeros(0, dtype=torch.long)) == 0


def test_a_kind_told_coarsely_may_be_any_finer_one() -> None:
    told = torch.tensor([ELEMENT_KINDS.index("menu_item")])
    said = {
        kind: torch.full((1, len(ELEMENT_KINDS)), -9.0) for kind in ("menu_item", "menu_bar_item", "link")
    }
    for kind, logits in said.items():
        logits[0, ELEMENT_KINDS.index(kind)] = 9.0
    assert loose_kind_loss(said["menu_item"], told) < 0.01
    assert loose_kind_loss(said["menu_bar_item"], told) < 0.01
    assert loose_kind_loss(said["link"], told) > 5
    assert loose_kind_loss(torch.zeros(0, len(ELEMENT_KINDS)), told[:0]) == 0


def test_states_that_a_tree_does_not_tell_are_not_unlearnt() -> None:
    focused = torch.full((1, 6), -9.0)
    focused[0, STATES.index("focused")] = 9.0
    loose = torch.tensor([True])
    assert (
        state_loss(focused, torch.zeros(1, 6), loose) < 0.01 < state_loss(focused, torch.zeros(1, 6), ~loose)
    )
    checked = torch.full((1, 6), -9.0)
    checked[0, STATES.index("checked")] = 9.0
    assert state_loss(checked, torch.zeros(1, 6), loose) > 1
    assert state_loss(torch.zeros(0, 6), torch.zeros(0, 6), loose[:0]) == 0


@pytest.mark.parametrize("loose", [True, False])
def test_containers_that_nobody_told_are_neither_there_nor_not_there(loose: bool) -> None:
    crop = Crop(
        np.zeros((64, 64, 3), np.uint8),
        np.array([[4, 4, 30, 20]], np.float32),
        ["button"],
        np.zeros((1, 6), np.bool_),
        [""],
        np.zeros((0, 4), np.float32),
        loose=loose,
    )
    batch = collate([crop])
    assert bool((batch.coarse_heat[0, 1:] < 0).all()) is loose
    assert (batch.coarse_heat[0, 0] >= 0).all()
    assert batch.loose.tolist() == [[loose]]


def test_batches_repeat_by_seed_and_step(folder: Path) -> None:
    one, other = Scenes(folder, 64, seed=1), Scenes(folder, 64, seed=1)
    assert all(torch.equal(a, b) for a, b in zip(one.batch(5, 2), other.batch(5, 2), strict=True))
    assert not torch.equal(one.batch(5, 2).pictures, one.batch(6, 2).pictures)


def test_a_batch_may_hold_nothing(folder: Path) -> None:
    empty = Crop(
        np.zeros((64, 64, 3), np.uint8),
        np.zeros((0, 4), np.float32),
        [],
        np.zeros((0, 6), np.bool_),
        [],
        np.zeros((0, 4), np.float32),
    )
    batch = collate([empty, empty])
    trainer = Trainer(options(folder, folder / "out"), TINY)
    found = trainer.update(batch, 0.0)
    assert all(math.isfinite(v) for v in found.values())


def test_no_scenes_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no scenes"):
        Scenes(tmp_path, 64)


def test_training_learns_and_its_gates_stay_open(folder: Path, tmp_path: Path) -> None:
    """With the usual start the gates fall onto one level within eighty steps; see vision/fusion.py."""
    told = replace(options(folder, tmp_path / "out"), steps=24, rate=8e-3)
    trainer = Trainer(told, TINY)
    scenes = Scenes(folder, 64)
    found = [trainer.update(scenes.batch(step, 2), step / 24) for step in range(24)]
    first, last = (sum(f["heat"] + f["box"] for f in part) for part in (found[:5], found[-5:]))
    assert last < 0.8 * first
    assert found[-1]["gate_entropy"] > 0.5


def test_training_resumes_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    told = options(folder, tmp_path / "out")
    whole = train(replace(told, out=tmp_path / "whole", steps=6), TINY)
    train(replace(told, steps=3), TINY)
    rest = train(replace(told, steps=6), TINY)
    assert rest.step == whole.step == 6
    for a, b in zip(whole.model.parameters(), rest.model.parameters(), strict=True):
        assert a.shape == b.shape
    progress = json.loads((tmp_path / "out" / "progress.json").read_text(encoding="utf-8"))
    assert progress["step"] == 6
    assert all(p.stat().st_size <= 16 * 1024 * 1024 for p in (tmp_path / "out").iterdir())
    assert weights.load(tmp_path / "out" / "eye.safetensors").config == TINY


def test_a_resumed_step_is_the_step_it_would_have_been(folder: Path, tmp_path: Path) -> None:
    told = replace(options(folder, tmp_path / "out"), warm_up=1)
    scenes = Scenes(folder, 64)
    trainer = Trainer(told, TINY)
    trainer.update(scenes.batch(0, 2), 0.0)
    trainer.save()
    again = Trainer(told, TINY)
    one, other = (t.update(scenes.batch(1, 2), 0.1) for t in (trainer, again))
    assert one == pytest.approx(other, rel=1e-4)


def test_a_broken_checkpoint_is_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    train(replace(options(folder, out), steps=1), TINY)
    next(out.glob("state-*.bin")).unlink()
    with pytest.raises(UsageError, match="not whole"):
        checkpoint.load(out)


def test_meaning_joins_later_without_a_jump(folder: Path, tmp_path: Path) -> None:
    told = replace(options(folder, tmp_path / "out"), meaning_from=1)
    trainer = Trainer(told, TINY)
    scenes = Scenes(folder, 64)
    assert "gate_entropy" not in trainer.update(scenes.batch(0, 2), 0.0)
    assert "gate_entropy" in trainer.update(scenes.batch(1, 2), 0.0)


def test_a_run_may_start_from_weights(folder: Path, tmp_path: Path) -> None:
    first = train(replace(options(folder, tmp_path / "one"), steps=2), TINY)
    start = str(tmp_path / "one" / "eye.safetensors")
    second = Trainer(replace(options(folder, tmp_path / "two"), start=start), TINY)
    assert second.step == 0
    for a, b in zip(first.averaged.parameters(), second.model.parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-2)


def test_gates_learn_ten_times_slower_and_what_was_taught_before_three_times(
    folder: Path, tmp_path: Path
) -> None:
    model = Trainer(options(folder, tmp_path), TINY).model
    groups = parameter_groups(model, 1e-3)
    assert [g["lr"] for g in groups] == pytest.approx([1e-3, 1e-3, 3.3e-4, 1e-4])
    taught = {id(p) for part in (model.element.icon, model.words) for p in part.parameters()}
    assert {id(p) for p in groups[2]["params"]} == taught
    assert len(groups[3]["params"]) == 2
    assert sum(len(g["params"]) for g in groups) == len(list(model.parameters()))


def test_larger_crops_come_in_smaller_batches(folder: Path) -> None:
    scenes = Scenes(folder, 64)
    shapes = {scenes.shape(step, 8) for step in range(60)}
    assert {side for side, _ in shapes} == {64, 128}
    assert all(side**2 * size <= 64**2 * 8 * 1.5 for side, size in shapes)
    assert scenes.shape(7, 8) == Scenes(folder, 64).shape(7, 8)


def test_some_crops_show_nothing(folder: Path) -> None:
    for seed in range(12):
        crop = nothing(64, Random(seed))
        assert crop.pixels.shape == (64, 64, 3)
        assert not len(crop.boxes)
        assert not targets_of(crop).heat.any()


def test_wide_elements_but_no_thin_rows_are_sought_on_both_maps() -> None:
    def coarse(box: list[float]) -> int:
        crop = Crop(
            np.zeros((320, 320, 3), np.uint8), np.array([box], np.float32), ["text_field"],
            np.zeros((1, 6), np.bool_), [""], np.zeros((0, 4), np.float32),
        )  # fmt: skip
        made = targets_of(crop)
        assert (made.heat >= 0.999).sum() == 1
        return int((made.coarse_heat[0] >= 0.999).sum())

    assert coarse([8, 8, 308, 40]) == 1
    assert coarse([8, 8, 308, 30]) == 0
    assert coarse([8, 8, 208, 40]) == 0


def test_the_tally_matches_one_to_one() -> None:
    total = Tally()
    found = [
        Sight((0, 0, 10, 10), "button", 0.9),
        Sight((0, 0, 10, 9), "link", 0.8),
        Sight((50, 50, 60, 60), "tab", 0.5),
    ]
    truth = [
        Truth((0, 0, 10, 10), "link"),
        Truth((80, 80, 90, 90), "slider"),
        Truth((0, 0, 90, 90), "window"),
    ]
    tally(found, truth, total)
    assert (total.right, total.said, total.true, total.kinds_right) == (1, 3, 2, 0)
    assert total.missed == {"slider": 1}
    assert total.confused == {("link", "button"): 1}
    assert total.figures()["recall"] == 0.5


def test_evaluation_runs_over_scenes_and_pictures(folder: Path, tmp_path: Path) -> None:
    from PIL import Image

    eye = EyeModel(TorchRuntime(Trainer(options(folder, tmp_path / "out"), TINY).averaged))
    assert on_scenes(eye, folder, 0.5, 2).true == 12
    screens = tmp_path / "screens"
    screens.mkdir()
    Image.fromarray(scene_of(Random(0))[0]).save(screens / "one.png")
    assert list(see(eye, screens, 0.01)["screens"]) == ["one"]  # type: ignore[call-overload]
    assert scale_of(np.zeros((10, 2560, 3), np.uint8)) == 0.5


def test_fine_tuning_leaves_the_shallow_part_as_it_is(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "general"
    shutil.copytree(folder, other)
    trainer = Trainer(replace(options(folder, tmp_path / "out"), frozen=1), TINY)
    before = {name: value.clone() for name, value in trainer.model.state_dict().items()}
    scenes = Scenes(folder, 64, also=other)
    for step in range(3):
        trainer.update(scenes.batch(step, 2), 0.5)
    changed = {n for n, v in trainer.model.state_dict().items() if not torch.equal(v, before[n])}
    still = ("pyramid.", "vit.project", "vit.blocks.0.")
    assert not [n for n in changed if n.startswith(still)]
    assert any(n.startswith("vit.blocks.1.") for n in changed)
    assert any(n.startswith("dense.") for n in changed)
    assert not [n for n in changed if "running_" in n]


def test_half_of_the_crops_come_from_the_general_scenes(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "general").mkdir()
    truth = SceneTruth((200, 200), (Truth((40, 40, 90, 90), "slider"),))
    save_scene(tmp_path / "general", "s", np.zeros((200, 200, 3), np.uint8), truth)
    scenes = Scenes(folder, 64, also=tmp_path / "general")
    kinds = [
        kind for step in range(12) for i in (0, 1) for c in scenes.crops(step, i, 1, 64) for kind in c.kinds
    ]
    assert "slider" in kinds
    assert set(kinds) - {"slider"}
    alone = {kind for step in range(12) for c in scenes.crops(step, 0, 1, 64) for kind in c.kinds}
    assert "slider" in alone
    assert alone - {"slider"}
