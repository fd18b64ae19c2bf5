"""Words become vectors of length 1, the same for the same words; every icon has names in both languages."""

from __future__ import annotations

import math
from random import Random

import pytest
import torch  # noqa: TID253 — the model's own test
from hypothesis import given, settings
from hypothesis import strategies as st

from vision.icon_names import ICON_NAMES, MEANINGS, names_of, some_names, usual_name
from vision.pieces import BUCKETS, grams, pieces
from vision.text import TextEncoder
from vision.training.icons import SHAPES
from vision.training.losses import name_loss


def test_pieces_are_words_runs_of_letters_and_characters() -> None:
    assert pieces("Save!") == ["<save>", "<sa", "sav", "ave", "ve>", "<sav", "save", "ave>"]
    assert pieces("保存") == ["保", "存", "保存"]
    assert pieces("ＳＡＶＥ") == pieces("save")
    assert pieces("—!?") == []


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_has_a_place_in_the_table(text: str) -> None:
    numbers = grams(text)
    assert numbers
    assert all(0 <= n < BUCKETS for n in numbers)
    assert numbers == grams(text)


def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours() -> None:
    encoder = TextEncoder(16)
    alone, beside = encoder.encode(["save"]), encoder.encode(["open file", "save", ""])
    assert beside.norm(dim=-1).tolist() == pytest.approx([1, 1, 1], abs=1e-5)
    assert torch.allclose(alone[0], beside[1], atol=1e-6)


def test_every_icon_that_is_drawn_has_names_in_both_languages() -> None:
    assert set(SHAPES) <= set(MEANINGS)
    for english, chinese in ICON_NAMES.values():
        assert english.split("|")[0][0].isupper()
        assert all(ord(c) > 0x2E80 for c in chinese.replace("|", ""))
    assert usual_name("delete") == "Delete"
    assert {"gear", "齿轮"} <= set(names_of("settings"))


def test_names_by_chance_come_in_the_order_of_the_meanings() -> None:
    names = some_names(Random(1))
    assert names == some_names(Random(1))
    assert all(name in names_of(meaning) for name, meaning in zip(names, MEANINGS, strict=True))


def test_the_name_loss_is_small_only_for_the_right_name() -> None:
    names = torch.eye(4)
    sharpness = torch.tensor(math.log(20.0))
    right = name_loss(names[[2]], torch.tensor([2]), names, sharpness)
    wrong = name_loss(names[[1]], torch.tensor([2]), names, sharpness)
    assert right < 1.0 < wrong
    assert name_loss(names[:0], torch.zeros(0, dtype=torch.long), names, sharpness) == 0
