"""A lone check box among a form's captions is as wide as the form; groups of them are not."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box
from vision.forms import widen_ticks
from vision.scene import Scene, Thing

TICK = Box(x0=22, y0=134, x1=100, y1=152)


def _form(*more: Thing, ends: tuple[int, ...] = (380, 380, 380, 380), start: int = 20) -> list[Thing]:
    """Captions with their fields, one row of forty pixels each but the third, where the check box is."""
    things = []
    for row, end in zip((0, 1, 3, 4), ends, strict=True):
        y = 50 + 40 * row
        things.append(Thing(Box(x0=start, y0=y, x1=start + 60, y1=y + 18), "label", "Name"))
        things.append(Thing(Box(x0=150, y0=y - 6, x1=end, y1=y + 24), "text_field", label="Name"))
    return [Thing(TICK, "checkbox", "Newsletter"), *things, *more]


def _widened(things: list[Thing]) -> Box:
    scene = Scene(np.zeros((300, 400, 3), np.uint8), [], [], [], 13.0, np.zeros((300, 400), np.uint8), things)
    widen_ticks(scene)
    return things[0].box


def test_a_lone_check_box_reaches_to_where_the_fields_end() -> None:
    assert _widened(_form()) == TICK.model_copy(update={"x1": 380})


@pytest.mark.parametrize(
    "things",
    [
        _form(Thing(Box(x0=22, y0=156, x1=120, y1=174), "checkbox", "Another")),
        _form(Thing(Box(x0=200, y0=130, x1=260, y1=156), "button", "Now")),
        _form(ends=(380, 380, 300, 260)),
        _form(start=40),
    ],
    ids=["a group", "something beside it", "ragged fields", "captions elsewhere"],
)
def test_what_stays_as_it_is_drawn(things: list[Thing]) -> None:
    assert _widened(things) == TICK
