"""Where a picture has changed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.types import Box
from vision.changes import TILE, changed_tiles, tile_boxes


@given(st.data(), st.integers(1, 150), st.integers(1, 150))
def test_each_changed_pixel_is_in_a_changed_tile_and_none_else(
    data: st.DataObject, height: int, width: int
) -> None:
    before = np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)
    after = before.copy()
    for _ in range(data.draw(st.integers(0, 4))):
        y, x = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
        after[y, x, data.draw(st.integers(0, 2))] = before[y, x, 0] // 2 + 1
    truly = np.zeros((-(-height // TILE), -(-width // TILE)), bool)
    for y, x in np.argwhere((before != after).any(axis=2)):
        truly[y // TILE, x // TILE] = True
    assert changed_tiles(before, after).tolist() == truly.tolist()


def test_a_view_of_a_larger_picture_is_compared_too() -> None:
    whole = np.zeros((100, 200, 3), np.uint8)
    other = whole.copy()
    other[70, 130] = 9
    assert np.argwhere(changed_tiles(whole[10:90, 30:170], other[10:90, 30:170])).tolist() == [[1, 3]]


@pytest.mark.parametrize(("x", "boxes"), [(40, 1), (64, 1), (128, 2)])
def test_tiles_that_touch_or_lie_one_apart_are_one_box(x: int, boxes: int) -> None:
    tiles = np.zeros((4, 8), bool)
    tiles[1, 0] = tiles[1, x // TILE] = True
    found = tile_boxes(tiles, 250, 120)
    assert len(found) == boxes
    assert found[0].y0 == TILE
    assert tile_boxes(np.zeros((2, 2), bool), 64, 64) == []


def test_boxes_end_with_the_picture() -> None:
    tiles = np.zeros((4, 8), bool)
    tiles[3, 7] = True
    assert tile_boxes(tiles, 250, 120) == [Box(x0=224, y0=96, x1=250, y1=120)]
