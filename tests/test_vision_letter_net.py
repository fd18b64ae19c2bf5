"""Letters and icons: what is learnt from, what is asked, and that the reader reads no icon."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import cv2  # noqa: TID253
import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test
from PIL import Image

from agent.types import Box, Pixels
from vision import weights
from vision.backbone import EyeConfig
from vision.crops import Reading
from vision.letter_net import LetterNet
from vision.letters import NO_LETTERS, SIDE, as_signs, is_narrow
from vision.model import Eye
from vision.reader import Reader
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training.letter_school import examples_of, figures, label_of, smallest_at, teach
from vision.training.scene import SceneTruth, Truth, to_json

SMALL = EyeConfig(pyramid=(8, 8, 16, 16), width=24, vit=24, layers=2, heads=2, taps=(1, 2), neck=8, fine=8)


def crop(letter: str, size: int = 22, dark: bool = False) -> Pixels:
    """A letter, or where it is "o" or "x" a filled disc or a frame."""
    picture = np.full((size, size - 2, 3), 30 if dark else 240, np.uint8)
    ink = (230, 230, 230) if dark else (20, 20, 20)
    if letter == "o":
        cv2.circle(picture, (size // 2, size // 2), size // 3, ink, -1)
    elif letter == "x":
        cv2.rectangle(picture, (3, 3), (size - 6, size - 5), ink, 2)
    else:
        cv2.putText(picture, letter, (3, size - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.6, ink, 1, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("dark", [False, True])
def test_ink_is_positive_whatever_its_colour(dark: bool) -> None:
    (sign,) = as_signs([crop("E", dark=dark)])
    assert sign.shape == (1, SIDE, SIDE)
    assert sign.max() == pytest.approx(1, abs=0.05)
    assert sign.sum() > 0


def test_crops_of_any_size_are_signs() -> None:
    crops = [np.full((h, w, 3), 9, np.uint8) for h, w in ((1, 1), (40, 3), (500, 700), (7, 11))]
    signs = as_signs(crops)
    assert signs.shape == (4, 1, SIDE, SIDE)
    assert np.isfinite(signs).all()


def test_only_narrow_crops_may_be_icons() -> None:
    assert is_narrow(crop("A"))
    assert not is_narrow(np.zeros((10, 17, 3), np.uint8))


ICON = Truth((0, 0, 24, 24), "icon_button")
BUTTON = Truth((0, 0, 80, 24), "button", text="OK")


@pytest.mark.parametrize(
    ("said", "score", "truth", "label"),
    [
        ("OK", 0.9, BUTTON, 1),
        ("o k", 0.9, BUTTON, 1),
        ("OK", 0.5, BUTTON, None),
        ("冈", 0.99, ICON, 0),
        ("", 0.0, ICON, 0),
        ("Save", 0.99, ICON, None),
        ("?", 0.9, Truth((0, 0, 9, 9), "panel"), None),
        ("?", 0.3, Truth((0, 0, 9, 9), "panel"), 0),
        ("OK", 0.99, None, None),
    ],
)
def test_what_is_learnt_is_what_reading_and_truth_agree_on(
    said: str, score: float, truth: Truth | None, label: int | None
) -> None:
    assert label_of(Reading(said, score, ()), truth) == label


def test_the_smallest_element_counts() -> None:
    truth = SceneTruth((100, 100), (Truth((0, 0, 90, 90), "panel"), ICON))
    assert smallest_at(truth, Box(x0=2, y0=2, x1=20, y1=20)) is ICON
    assert smallest_at(truth, Box(x0=92, y0=92, x1=98, y1=98)) is None


class SaysOk:
    """Reads “OK” on every crop."""

    def __init__(self) -> None:
        self.read: list[Pixels] = []

    def detect(self, pixels: Pixels) -> list[Box]:
        return [Box(x0=4, y0=4, x1=24, y1=26), Box(x0=30, y0=4, x1=90, y1=26)]

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]:
        self.read += crops
        return [Reading("OK", 0.99, (0.3, 0.7)) for _ in crops]


def test_a_picture_is_learnt_from(tmp_path: Path) -> None:
    pixels = np.full((40, 100, 3), 240, np.uint8)
    pixels[4:26, 4:24] = crop("K")
    Image.fromarray(pixels).save(tmp_path / "a.png")
    truth = SceneTruth((100, 40), (Truth((0, 0, 30, 30), "button", text="OK"),))
    (tmp_path / "a.json").write_text(to_json(truth), encoding="utf-8")
    lesson = tmp_path / "lesson.json"
    boxes = [box.as_list() for box in SaysOk().detect(pixels)]
    lesson.write_text(json.dumps({"picture": str(tmp_path / "a.png"), "boxes": boxes}), encoding="utf-8")
    signs, labels = examples_of(lesson, SaysOk())
    assert (signs.shape, labels.tolist()) == ((1, 1, SIDE, SIDE), [1.0])
    (tmp_path / "a.json").write_text(to_json(SceneTruth((100, 40), ())), encoding="utf-8")
    assert examples_of(lesson, SaysOk())[0].shape == (0, 1, SIDE, SIDE)


def examples() -> tuple[list[Pixels], list[bool]]:
    kinds = [(letter, size, dark) for letter in "ABEHKMxo" for size in (20, 22, 26) for dark in (False, True)]
    return [crop(*kind) for kind in kinds], [letter.isupper() for letter, _, _ in kinds]


@pytest.mark.slow
def test_it_learns_and_is_kept(tmp_path: Path) -> None:
    torch.manual_seed(0)
    crops, letters = examples()
    known = as_signs(crops), np.array(letters, np.float32)
    eye = Eye(SMALL)
    assert not eye.letters.taught
    teach(eye.letters, known, epochs=60, batch=16)
    assert "0.00% of them taken for pictures" in figures(eye.letters, known)
    weights.save(eye.eval(), tmp_path / "eye.safetensors")
    model = EyeModel(TorchRuntime(weights.load(tmp_path / "eye.safetensors")))
    assert model.knows_letters
    wide = np.zeros((10, 40, 3), np.uint8)
    bare = model.bare([*crops, wide])
    assert bare == [not letter for letter in letters] + [False]
    assert model.bare([wide]) == [False]


def test_an_eye_that_was_not_taught_says_so() -> None:
    assert not EyeModel(TorchRuntime(Eye(SMALL).eval())).knows_letters
    assert not LetterNet().taught
    assert NO_LETTERS < 0


def test_what_holds_no_letters_is_not_read_but_where_it_is_asked_for() -> None:
    models = SaysOk()
    reader = Reader(models=models, bare=lambda crops: [is_narrow(crop) for crop in crops])
    pixels = np.full((40, 100, 3), 240, np.uint8)
    pixels[8:20, 8:20] = pixels[8:20, 40:80:3] = 20
    assert [line.box.x0 > 24 for line in reader.read(pixels)] == [True]
    assert [crop.shape[1] for crop in models.read] == [60]
    reader.read_each(pixels, [models.detect(pixels)[0]])
    assert [crop.shape[1] for crop in models.read] == [60, 20]
