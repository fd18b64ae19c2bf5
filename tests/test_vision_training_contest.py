"""Scoring as a person would: one to one, passive things neither way; and screens that people annotated."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from agent.errors import UsageError
from vision.training.annotated import convert
from vision.training.augment import crop_of
from vision.training.contest import Said, counts, figures, interval
from vision.training.scene import SceneTruth, Truth, from_json, scene_names

TRUTH = SceneTruth(
    (200, 200),
    (
        Truth((0, 0, 40, 20), "button"),
        Truth((0, 40, 40, 60), "checkbox"),
        Truth((0, 80, 40, 100), "label"),
        Truth((0, 0, 200, 200), "window"),
    ),
)


def test_each_truth_is_matched_once_and_passive_things_count_neither_way() -> None:
    said = [
        Said((0, 0, 40, 20), "button", 0.9),
        Said((0, 1, 40, 21), "link", 0.8),  # a second box for the same truth: wrong
        Said((0, 80, 40, 100), "button", 0.9),  # on a label
        Said((100, 100, 120, 120), "label", 0.9),  # passive itself
        Said((10, 45, 18, 55), "checkbox", 0.5),  # too small a box, but it would be hit
    ]
    right, of, true, hit, kinds = counts(said, TRUTH).tolist()
    assert (right, of, true, hit, kinds) == (1, 3, 2, 2, 1)


def test_nothing_said_and_nothing_there_are_no_faults() -> None:
    assert counts([], TRUTH).tolist() == [0, 0, 2, 0, 0]
    assert counts([], SceneTruth((10, 10), ())).tolist() == [0, 0, 0, 0, 0]
    assert figures(np.zeros(5, np.int64))["f1"] == 0.0


def test_figures_and_their_interval() -> None:
    scenes = [np.array([8, 10, 10, 9, 4]), np.array([2, 10, 10, 3, 1])]
    told = figures(np.stack(scenes).sum(0))
    assert told["precision"] == told["recall"] == pytest.approx(0.5)
    assert told["kinds"] == pytest.approx(0.5)
    low, high = interval(scenes, "f1")
    assert low == pytest.approx(0.2)
    assert high == pytest.approx(0.8)


def annotated(folder: Path, truth: object) -> None:
    Image.new("RGB", (60, 40), "white").save(folder / "a-form.png")
    Image.new("RGB", (60, 40), "white").save(folder / "b-form.png")
    (folder / "a-form.json").write_text(json.dumps(truth), encoding="utf-8")


def test_annotated_screens_become_scenes(tmp_path: Path) -> None:
    elements = [
        {
            "box": [1, 2, 30, 20],
            "kind": "toggle",
            "name": "On",
            "enabled": False,
            "states": ["checked", "showing"],
        },
        {"box": [1, 2, 30, 20], "kind": "button", "ignore": True},
        {"box": [1, 2, 30, 20], "kind": "no such kind"},
    ]
    annotated(tmp_path, {"scale": 2, "elements": elements})
    assert convert(tmp_path, tmp_path, tmp_path / "out", "form") == 1
    assert convert(tmp_path, tmp_path, tmp_path / "other", "b-") == 0
    assert scene_names(tmp_path / "out") == ["a-form"]
    made = from_json((tmp_path / "out" / "a-form.json").read_text(encoding="utf-8"))
    assert made.scale == 2
    assert made.elements == (Truth((1, 2, 30, 20), "switch", ("checked", "disabled"), "On"),)
    assert made.extra["loose"] is True


def test_a_truth_may_say_that_its_kinds_are_exact(tmp_path: Path) -> None:
    annotated(tmp_path, {"elements": [], "exact": True})
    convert(tmp_path, tmp_path, tmp_path / "out")
    assert from_json((tmp_path / "out" / "a-form.json").read_text(encoding="utf-8")).extra["loose"] is False


def test_where_the_truth_says_nothing_nothing_is_learnt(tmp_path: Path) -> None:
    elements = [
        {"box": [0, 0, 50, 30], "kind": "label", "name": "a paragraph"},
        {"box": [2, 2, 20, 12], "kind": "label", "name": "its first line"},
        {"box": [40, 5, 56, 21], "kind": "button", "name": "an icon"},
        {"box": [5, 22, 55, 38], "kind": "button", "name": "Save"},
        {"box": [50, 30, 60, 40], "kind": "slider", "ignore": True},
    ]
    annotated(tmp_path, {"elements": elements, "ignore": [{"box": [0, 36, 10, 40]}]})
    convert(tmp_path, tmp_path, tmp_path / "out")
    made = from_json((tmp_path / "out" / "a-form.json").read_text(encoding="utf-8"))
    assert [e.kind for e in made.elements] == ["label", "icon_button", "button"]
    assert made.extra["ignored"] == [[0, 36, 10, 40], [0, 0, 50, 30], [50, 30, 60, 40]]
    crop = crop_of(np.zeros((40, 60, 3), np.uint8), made, 64, Random(3), wide=0.0)
    assert len(crop.ignored) >= 3


def test_nothing_is_learnt_of_window_frames(tmp_path: Path) -> None:
    windows = [{"frame": [0, 0, 60, 40], "client": [2, 10, 60, 38]}, {"title": "of another form"}]
    annotated(tmp_path, {"elements": [], "windows": windows})
    convert(tmp_path, tmp_path, tmp_path / "out")
    made = from_json((tmp_path / "out" / "a-form.json").read_text(encoding="utf-8"))
    assert made.extra["ignored"] == [[0, 0, 60, 10], [0, 38, 60, 40], [0, 0, 2, 40]]


@pytest.mark.parametrize(
    "truth", [{}, {"elements": [{"kind": "button"}]}, {"elements": 3}, {"elements": [{"box": 1}]}]
)
def test_a_truth_in_another_form_is_told(tmp_path: Path, truth: object) -> None:
    annotated(tmp_path, truth)
    with pytest.raises(UsageError, match="needs a list"):
        convert(tmp_path, tmp_path, tmp_path / "out")


def test_a_truth_that_is_no_json_is_told(tmp_path: Path) -> None:
    annotated(tmp_path, {})
    (tmp_path / "a-form.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="no JSON"):
        convert(tmp_path, tmp_path, tmp_path / "out")
