"""Whether a window is still to change its size, as it did when that was recorded."""

from __future__ import annotations

import numpy as np
import pytest

from agent.macro import Mark
from agent.replaying.shapes import Shapes, alike
from agent.types import Box, Frame, Window

NARROW, WIDE = Box(x0=0, y0=0, x1=300, y1=400), Box(x0=0, y0=0, x1=700, y1=340)
FRAME = Frame(np.zeros((1000, 1600, 3), np.uint8))


def mark(box: Box | None) -> Mark:
    return Mark(name="1", kind="button", box=Box(x0=1, y0=1, x1=9, y1=9), unit=10, window_box=box)


def window(box: Box, number: int = 7) -> Window:
    return Window(id=number, title="calculator", app="calculator", pid=1, box=box)


def doubled(box: Box) -> Box:
    return Box(x0=40, y0=30, x1=40 + 2 * box.width, y1=30 + 2 * box.height)


@pytest.mark.parametrize(
    ("recorded", "now", "yet"),
    [
        ((NARROW, WIDE), (NARROW, NARROW), True),
        ((NARROW, WIDE), (NARROW, WIDE), False),
        ((NARROW, WIDE), (doubled(NARROW), doubled(NARROW)), True),  # on a magnified screen
        ((NARROW, WIDE), (doubled(NARROW), doubled(WIDE)), False),
        ((NARROW, NARROW.moved(50, 9)), (NARROW, NARROW), False),  # it had only moved
        ((NARROW, WIDE), (FRAME.box, FRAME.box), False),  # maximised
        ((NARROW, None), (NARROW, NARROW), False),
        ((None, WIDE), (NARROW, NARROW), False),
    ],
)
def test_a_size_that_is_to_change(
    recorded: tuple[Box | None, Box | None], now: tuple[Box, Box], yet: bool
) -> None:
    shapes = Shapes()
    shapes.note(mark(recorded[0]), window(now[0]))
    assert shapes.yet_to_change(mark(recorded[1]), window(now[1]), FRAME) is yet


def test_of_another_window_nothing_is_known() -> None:
    shapes = Shapes()
    shapes.note(mark(NARROW), window(NARROW))
    shapes.note(mark(WIDE), None)
    assert not shapes.yet_to_change(mark(WIDE), window(NARROW, 8), FRAME)


def test_sizes_that_differ_by_little_are_one() -> None:
    assert alike(NARROW, Box(x0=9, y0=9, x1=315, y1=400))
    assert not alike(NARROW, Box(x0=0, y0=0, x1=300, y1=440))
