"""A minus and a plus at a field's end make it a spin box, and are no buttons."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box
from vision.scene import Scene, Thing
from vision.steppers import find_steppers


def _thing(x0: int, x1: int, kind: str = "icon_button", text: str = "", y0: int = 10, y1: int = 42) -> Thing:
    return Thing(Box(x0=x0, y0=y0, x1=x1, y1=y1), kind, text)  # type: ignore[arg-type]


def _left(*things: Thing) -> list[tuple[str, Box]]:
    pixels = np.zeros((60, 400, 3), np.uint8)
    scene = Scene(pixels, [], [], [], 13.0, np.zeros((60, 400), np.uint8), list(things))
    find_steppers(scene)
    return [(thing.kind, thing.box) for thing in scene.things]


def test_two_marks_at_the_end_are_steppers() -> None:
    field = _thing(20, 200, "text_field", "255")
    assert _left(field, _thing(132, 164), _thing(166, 198, "window_control")) == [("spin_box", field.box)]


def test_a_plus_behind_the_field_belongs_to_it() -> None:
    found = _left(_thing(20, 166, "combo_box", "0"), _thing(167, 199, "button", "+"))
    assert found == [("spin_box", Box(x0=20, y0=10, x1=199, y1=42))]


@pytest.mark.parametrize(
    "parts",
    [
        (_thing(166, 198),),  # one mark: it clears the field, or opens a calendar
        (_thing(118, 142), _thing(144, 168), _thing(170, 198)),
        (_thing(132, 164, text="Go"), _thing(166, 198, text="Up")),
        (_thing(20, 52, text="+"),),
    ],
    ids=["one", "three", "words", "at its beginning"],
)
def test_what_are_no_steppers(parts: tuple[Thing, ...]) -> None:
    found = _left(_thing(20, 200, "text_field", "255"), *parts)
    assert len(found) == 1 + len(parts)
    assert found[0][0] == "text_field"


def test_a_title_bar_is_no_spin_box() -> None:
    bar = _thing(20, 300, "text_field", "Title", y0=10, y1=28)
    marks = _thing(262, 280, "window_control", y0=10, y1=28), _thing(281, 299, "window_control", y0=10, y1=28)
    assert len(_left(bar, *marks)) == 3
