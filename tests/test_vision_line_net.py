"""Lines of text: what the maps should say is what is read from them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from agent.types import Box, Pixels
from vision import weights
from vision.backbone import EyeConfig
from vision.line_net import LineMaps, LineNet
from vision.model import Eye
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.text_lines import lines_of
from vision.training.line_school import Lesson, Targets, crop_of, loss_of, make_lessons, read_lesson, teach

SIDE = 192
STEPS = 160
SMALL = EyeConfig(pyramid=(8, 8, 16, 16), width=24, vit=24, layers=2, heads=2, taps=(1, 2), neck=8, fine=8)


def _maps(targets: Targets) -> LineMaps:
    """What a network that has learnt all would say."""
    heat = torch.from_numpy(targets.heat * 12 - 6)[None, None]
    return LineMaps(heat, torch.from_numpy(np.log(targets.sides / 4))[None])


def _read(targets: Targets) -> list[Box]:
    maps = _maps(targets)
    return lines_of(maps.heat[0, 0].numpy(), maps.sides[0].numpy(), SIDE, SIDE)


@given(st.integers(0, 60), st.integers(10, 40), st.integers(20, 120), st.sampled_from([17, 21, 30]))
def test_lines_below_each_other_are_read_as_they_were_told(x: int, high: int, wide: int, y: int) -> None:
    pitch = max(18, high + 2)
    boxes = [(x, y + pitch * i, x + wide, y + pitch * i + high) for i in range(3)]
    boxes = [box for box in boxes if box[3] <= SIDE]
    found = _read(Targets(np.array(boxes, np.float32), SIDE))
    assert len(found) == len(boxes)
    for box, wanted in zip(found, boxes, strict=True):
        assert np.abs(np.array(box.as_list()) - wanted).max() <= 1


def test_words_apart_are_two_lines_and_a_cut_line_is_told_only_where_most_is_seen() -> None:
    boxes = np.array([(10, 50, 70, 66), (84, 50, 150, 66), (20, 186, 90, 202)], np.float32)
    targets = Targets(boxes, SIDE)
    assert [box.as_list() for box in _read(targets)] == [[10, 50, 70, 66], [84, 50, 150, 66]]
    assert targets.told[-1, 10] == 0


def test_nothing_is_no_line() -> None:
    assert _read(Targets(np.zeros((0, 4), np.float32), SIDE)) == []


def test_what_was_told_costs_least() -> None:
    targets = Targets(np.array([(10, 50, 70, 66)], np.float32), SIDE)
    right = loss_of(_maps(targets), [targets])
    none = loss_of(_maps(Targets(np.zeros((0, 4), np.float32), SIDE)), [targets])
    moved = loss_of(_maps(Targets(np.array([(10, 54, 70, 70)], np.float32), SIDE)), [targets])
    assert right < moved
    assert right < none


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_a_crop_shows_what_its_boxes_say(seed: int) -> None:
    pixels = np.full((300, 260, 3), 128, np.uint8)
    pixels[40:60, 50:90] = 250
    crop, boxes = crop_of(Lesson(pixels, np.array([(50, 40, 90, 60)], np.float32)), SIDE, Random(seed))
    assert crop.shape == (SIDE, SIDE, 3)
    x0, y0, x1, y1 = boxes[0].round().astype(int)
    if min(x0, y0) > 0 and max(x1, y1) < SIDE:
        inner, outer = crop[y0 + 3 : y1 - 3, x0 + 3 : x1 - 3], crop[max(0, y0 - 6) : y0 - 3, x0:x1]
        assert not outer.size or abs(float(inner.mean()) - float(outer.mean())) > 20


class Bars:
    """A teacher that knows where the bars are."""

    def __init__(self) -> None:
        self.asked = 0

    def detect(self, pixels: Pixels) -> list[Box]:
        self.asked += 1
        return [Box(x0=20, y0=y, x1=100, y1=y + 14) for y in range(10, 150, 24)]


def _bars(folder: Path) -> Path:
    pixels = np.full((160, 160, 3), 235, np.uint8)
    for y in range(10, 150, 24):
        pixels[y + 2 : y + 12, 22:98:3] = 20
    folder.mkdir(exist_ok=True)
    Image.fromarray(pixels).save(folder / "bars.png")
    return folder


def test_the_teacher_is_asked_once(tmp_path: Path) -> None:
    teacher = Bars()
    for _ in range(2):
        (lesson,) = make_lessons(_bars(tmp_path / "scenes"), tmp_path / "lessons", teacher, 5)
    assert teacher.asked == 1
    assert read_lesson(lesson).boxes.shape == (6, 4)


@pytest.mark.slow
def test_it_learns_and_is_kept(tmp_path: Path) -> None:
    torch.manual_seed(0)
    lessons = make_lessons(_bars(tmp_path / "scenes"), tmp_path / "lessons", Bars(), 5)
    eye = Eye(SMALL)
    assert not eye.lines.taught
    teach(eye.lines, lessons, 0.0, side=96, batch=4, steps=STEPS)
    weights.save(eye.eval(), tmp_path / "eye.safetensors")
    model = EyeModel(TorchRuntime(weights.load(tmp_path / "eye.safetensors")))
    pixels = read_lesson(lessons[0]).pixels
    found = model.lines(pixels)
    assert model.knows_lines
    true = Bars().detect(pixels)
    assert sum(any(box.iou(other) > 0.6 for other in found) for box in true) >= 5


def test_an_eye_without_lines_says_so() -> None:
    assert not EyeModel(TorchRuntime(Eye(SMALL).eval())).knows_lines
    assert not LineNet().taught
