"""Phrases about drawn screens mean what they say, and the head learns from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test

from vision.backbone import EyeConfig
from vision.kinds import STATES
from vision.model import Eye
from vision.training import phrase_school
from vision.training.augment import Crop
from vision.training.dataset import Scenes
from vision.training.phrase_words import KINDS
from vision.training.phrases import (
    RECIPES,
    Phrase,
    Shown,
    absent,
    by_colour,
    by_icon,
    by_kind,
    by_neighbour,
    by_order,
    by_place,
    by_state,
    by_synonym,
    by_text,
    elements_of,
    phrases,
    shown,
)  # fmt: skip
from vision.training.scene import SceneTruth, Truth, save_scene

TINY = EyeConfig(
    pyramid=(8, 8, 16, 16), width=24, vit=16, layers=2, heads=2, taps=(1, 2), neck=8, fine=8, embedding=16,
    language=16,
)  # fmt: skip


def crop() -> Crop:
    """A form: two labelled fields, a ticked box, a red Save button, a wordless search icon."""
    pixels = np.full((256, 256, 3), 240, np.uint8)
    boxes = np.array(
        [[10, 10, 60, 30], [80, 10, 200, 30], [10, 60, 60, 80], [80, 60, 200, 80], [10, 110, 90, 130],
         [150, 220, 220, 245], [230, 5, 250, 25]], np.float32,
    )  # fmt: skip
    pixels[220:245, 150:220] = (220, 30, 30)
    kinds = ["label", "text_field", "label", "text_field", "checkbox", "button", "icon_button"]
    states = np.zeros((7, len(STATES)), np.bool_)
    states[4, STATES.index("checked")] = True
    texts = ["Name", "", "E-mail", "", "Remember me", "Log in", ""]
    icons = ["", "", "", "", "", "", "search"]
    return Crop(pixels, boxes, kinds, states, icons, np.zeros((0, 4), np.float32), texts)


@pytest.fixture
def form() -> Shown:
    return shown(crop(), range(7))


def every(form: Shown, recipe: object, i: int, tongue: int = 0) -> set[tuple[str, tuple[int, ...]]]:
    made = (recipe(form, i, tongue, Random(n)) for n in range(60))  # type: ignore[operator]
    return {m for m in made if m is not None}


def test_each_way_of_speaking_means_the_right_thing(form: Shown) -> None:
    assert {targets for _, targets in every(form, by_text, 5)} == {(5,)}
    assert {targets for _, targets in every(form, by_kind, 1)} == {(1, 3)}
    assert {targets for _, targets in every(form, by_icon, 6)} == {(6,)}
    assert {targets for _, targets in every(form, by_state, 4)} == {(4,)}
    assert {targets for _, targets in every(form, by_colour, 5)} == {(5,)}
    assert any(text == "sign in" for text, _ in every(form, by_synonym, 5))
    assert any("first" in text for text, _ in every(form, by_order, 1))
    assert any("last" in text or "second" in text for text, _ in every(form, by_order, 3))
    assert any("right" in text for text, _ in every(form, by_place, 6))


def test_a_neighbour_is_named_by_the_side_on_which_it_lies(form: Shown) -> None:
    said = {text for text, _ in every(form, by_neighbour, 3)}
    assert any(text.endswith("E-mail") and "right" in text for text in said)
    assert not any("left" in text for text in said)
    chinese = {text for text, _ in every(form, by_neighbour, 3, 1)}
    assert any(text.startswith("“E-mail”") for text in chinese)


def test_what_is_absent_is_not_there(form: Shown) -> None:
    strangers = ["Print preview", "Log in"]
    said = [absent(form, strangers, tongue, Random(n)) for n in range(200) for tongue in (0, 1)]
    made = [phrase for phrase in said if phrase is not None]
    assert made
    assert all(phrase.targets == () for phrase in made)
    assert not any("Log in" in phrase.text or "magnifying" in phrase.text for phrase in made)


def test_about_one_in_seven_is_absent_and_all_are_the_same_for_the_same_seed(form: Shown) -> None:
    said = [p for n in range(150) for p in phrases(form, ["Zebra", "Quux"], 8, Random(n))]
    share = sum(not p.targets for p in said) / len(said)
    assert 0.1 < share < 0.22
    assert {p.kind for p in said} >= {"text", "icon", "kind", "colour", "neighbour", "absent", "order"}
    assert phrases(form, ["Zebra"], 8, Random(3)) == phrases(form, ["Zebra"], 8, Random(3))
    assert set(KINDS) >= {p for p in form.kinds}
    assert all(weight > 0 for _, weight in RECIPES.values())


def test_nothing_can_be_said_of_an_empty_crop() -> None:
    empty = Crop(
        np.zeros((64, 64, 3), np.uint8), np.zeros((0, 4), np.float32), [], np.zeros((0, 6), np.bool_), [],
        np.zeros((0, 4), np.float32),
    )  # fmt: skip
    assert elements_of(empty) == []
    assert phrases(shown(empty, []), [], 4, Random(0)) == []
    assert phrase_school.lesson_of(_eye(), empty, Random(0)) is None


def _eye() -> Eye:
    torch.manual_seed(0)
    eye = Eye(TINY).eval()
    with torch.no_grad():
        eye.neck.scale.fill_(0.5)
    return eye


def test_the_loss_counts_any_of_the_right_ones() -> None:
    from vision.phrase_head import Grounded

    logits = torch.tensor([[9.0, 9.0, 0.0, 0.0], [0.0, 0.0, 0.0, 9.0]])
    good = [Phrase("a", (0, 1), "text"), Phrase("b", (), "absent")]
    bad = [Phrase("a", (2,), "text"), Phrase("b", (0,), "text")]
    grounded = Grounded(logits, torch.zeros(2, 3))
    assert phrase_school.loss_of(grounded, good) < 0.01
    assert phrase_school.loss_of(grounded, bad) > 5


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Steps this small are slower on two threads, and far slower where the machine is busy."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_the_head_learns_and_is_examined(tmp_path: Path, one_thread: None) -> None:
    made = crop()
    truth = [
        Truth(tuple(float(v) for v in box), kind, (), text, icon)  # type: ignore[arg-type]
        for box, kind, text, icon in zip(made.boxes, made.kinds, made.texts, made.icons, strict=True)
    ]
    save_scene(tmp_path, "form", made.pixels, SceneTruth((256, 256), tuple(truth)))
    eye = _eye().requires_grad_(False)
    bank = list(phrase_school.lessons(eye, Scenes(tmp_path, 128), 60, 4))
    before = phrase_school.teach(eye, bank, 60, steps=2)
    assert eye.phrases.taught
    after = phrase_school.teach(eye, bank, 60, steps=60)
    assert after < before
    figures = phrase_school.examine(eye, bank, ["Zebra"])
    assert 0 <= float(str(figures["right"])) <= 1
    assert figures["levels"] == list(eye.levels)
