"""Elements are drawn where they are, and the picture itself is left alone."""

from __future__ import annotations

import numpy as np

from agent.types import Box, Element, Point, Target
from vision.overlay import CONTAINER, TARGET, colour_of, draw

GROUND = np.full((100, 160, 3), 255, np.uint8)
BUTTON = Element(id=0, box=Box(x0=20, y0=20, x1=80, y1=50), kind="button", text="OK")


def test_the_outline_is_on_the_box() -> None:
    drawn = draw(GROUND, [BUTTON])
    assert drawn.shape == GROUND.shape
    assert drawn.dtype == np.uint8
    assert np.abs(drawn[20, 50].astype(int) - colour_of("button")).max() < 40
    assert (drawn[10, 10] == 255).all()
    assert (GROUND == 255).all()


def test_the_target_is_ringed_in_red() -> None:
    target = Target(point=Point(x=50, y=35), box=BUTTON.box, description="the OK button")
    drawn = draw(GROUND, [], target)
    assert drawn[35, 50].tolist() == list(TARGET)


def test_numbers_stay_inside_the_picture() -> None:
    corner = BUTTON.model_copy(update={"box": Box(x0=140, y0=0, x1=160, y1=10)})
    assert (draw(GROUND, [corner], numbers=True) != draw(GROUND, [corner])).any()


def test_boxes_are_in_desktop_pixels() -> None:
    far = BUTTON.model_copy(update={"box": BUTTON.box.moved(1000, 500)})
    assert (draw(GROUND, [far], origin=(1000, 500)) == draw(GROUND, [BUTTON])).all()


def test_containers_have_a_quiet_colour() -> None:
    assert colour_of("window") == CONTAINER
