"""Lines of text are cut between words and brought to few widths; what the pieces say is one line again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.types import Pixels
from vision.crops import BROUGHT, CUT, PADDED, ROW_HEIGHT, Reading, cuts, fitted, joined, pieces


def _line(words: list[int], height: int = 18, letter: int = 7, gap: int = 6) -> Pixels:
    """Words of so many letters, each a stroke with a pixel of ground on its right."""
    inked: list[bool] = []
    for word in words:
        inked += [*([True] * (letter - 1) + [False]) * word, *[False] * gap]
    crop = np.full((height, len(inked), 3), 240, np.uint8)
    crop[4:14, np.array(inked)] = 20
    return crop


@given(st.integers(1, 3000), st.integers(8, 60))
def test_widths_are_few_and_the_share_is_right(width: int, height: int) -> None:
    picture, share = fitted(np.zeros((height, width, 3), np.uint8))
    scaled = round(picture.shape[1] * ROW_HEIGHT / picture.shape[0])
    near = min((*PADDED, *BROUGHT), key=lambda w: abs(w - scaled))
    assert abs(near - scaled) <= ROW_HEIGHT / picture.shape[0] + 1
    assert 0 < share <= 1


def test_a_short_line_is_not_cut() -> None:
    crop = _line([5, 4])
    assert cuts(crop) == []
    assert len(pieces(crop, [])) == 1


def test_a_long_line_is_cut_between_words() -> None:
    crop = _line([6] * 30)
    at = cuts(crop)
    assert at
    assert (crop[:, at] == 240).all(axis=(0, 2)).all()
    widths = [piece.shape[1] * ROW_HEIGHT / 18 for piece in pieces(crop, at)]
    assert max(widths) <= CUT
    assert sum(piece.shape[1] for piece in pieces(crop, at)) == crop.shape[1]


def test_a_line_without_gaps_is_left_whole() -> None:
    assert cuts(_line([200], gap=0)) == []


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [("one two", "three", "one two three"), ("点击", "登录", "点击登录"), ("", "three", "three")],
)
def test_pieces_are_one_line_again(first: str, second: str, text: str) -> None:
    halves = [
        Reading(first, 0.8, tuple(0.5 for _ in first)),
        Reading(second, 1.0, tuple(0.5 for _ in second)),
    ]
    said = joined(halves, [40], 100)
    assert said.text == text
    assert said.score == pytest.approx(0.92)
    assert len(said.places) == len(text)
    assert list(said.places) == sorted(said.places)
    assert said.places[-1] == pytest.approx(0.7)
