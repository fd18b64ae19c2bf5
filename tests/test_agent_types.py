"""The vocabulary: boxes, monitors, frames, targets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agent.types import (
    Action,
    Box,
    Click,
    Drag,
    Element,
    Frame,
    Monitor,
    Observation,
    Point,
    Press,
    Scroll,
    Target,
    Wait,
    Window,
    bounding,
    box_of,
    targets_of,
)

numbers = st.integers(-5000, 9000)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, y0 = draw(numbers), draw(numbers)
    return Box(x0=x0, y0=y0, x1=x0 + draw(st.integers(1, 900)), y1=y0 + draw(st.integers(1, 900)))


@given(boxes(), boxes())
def test_overlap_is_symmetric_and_bounded(a: Box, b: Box) -> None:
    assert a.iou(b) == b.iou(a)
    assert 0 <= a.iou(b) <= 1
    both = a.intersection(b)
    assert both is None or (a.encloses(both) and b.encloses(both))


@given(boxes(), boxes())
def test_the_bounding_box_encloses_all(a: Box, b: Box) -> None:
    assert bounding([a, b]).encloses(a)
    assert bounding([a, b]).encloses(b)


@given(boxes())
def test_a_box_contains_its_centre_and_not_its_far_corner(box: Box) -> None:
    assert box.contains(box.centre)
    assert not box.contains(Point(x=box.x1, y=box.y1))
    assert box.iou(box) == 1


@given(boxes(), st.integers(-2000, 2000))
def test_growing_never_turns_a_box_inside_out(box: Box, margin: int) -> None:
    grown = box.grown(margin)
    assert grown.width >= 0
    assert grown.height >= 0
    assert grown.encloses(box) == (margin >= 0) or margin < 0


def test_a_box_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError):
        box_of((10, 0, 5, 4))


def two_monitors() -> Frame:
    """A 100 % monitor at the left of a 200 % one whose native units are points."""
    left = Monitor(box=box_of((0, 0, 1000, 800)), native_x=-1000)
    right = Monitor(box=box_of((1000, 0, 3000, 1600)), scale=2, pixels_per_unit=2)
    return Frame(pixels=np.zeros((1600, 3000, 3), np.uint8), monitors=(left, right))


def test_points_go_to_the_units_of_their_monitor() -> None:
    frame = two_monitors()
    assert frame.to_native(Point(x=10, y=20)) == (-990, 20)
    assert frame.to_native(Point(x=1200, y=400)) == (100, 200)
    assert frame.from_native(-990, 20) == Point(x=10, y=20)
    assert frame.from_native(100, 200) == Point(x=1200, y=400)


def test_a_frame_of_a_region_crops_by_desktop_pixels() -> None:
    pixels = np.arange(40 * 50 * 3, dtype=np.uint32).astype(np.uint8).reshape(40, 50, 3)
    frame = Frame(pixels=pixels, origin=Point(x=100, y=200))
    assert np.array_equal(frame.crop(box_of((110, 205, 120, 215))), pixels[5:15, 10:20])
    assert frame.crop(box_of((0, 0, 50, 50))).size == 0
    assert frame.box.as_list() == [100, 200, 150, 240]


def test_equal_pictures_have_equal_digests() -> None:
    a = Frame(pixels=np.zeros((4, 4, 3), np.uint8))
    b = Frame(pixels=np.zeros((4, 4, 3), np.uint8))
    c = Frame(pixels=np.ones((4, 4, 3), np.uint8))
    assert a.digest == b.digest != c.digest


def test_the_topmost_window_is_the_last_one() -> None:
    below = Window(id=1, box=box_of((0, 0, 100, 100)))
    above = Window(id=2, box=box_of((50, 50, 80, 80)))
    frame = Frame(pixels=np.zeros((100, 100, 3), np.uint8), windows=(below, above))
    assert frame.window_at(Point(x=60, y=60)) is above
    assert frame.window_at(Point(x=10, y=10)) is below
    assert frame.window_at(Point(x=200, y=10)) is None


def test_the_smallest_element_is_what_is_under_a_point() -> None:
    panel = Element(id=0, box=box_of((0, 0, 100, 100)), kind="panel")
    button = Element(id=1, box=box_of((10, 10, 30, 20)), kind="button")
    seen = Observation(frame=Frame(pixels=np.zeros((100, 100, 3), np.uint8)), elements=(panel, button))
    assert seen.at(Point(x=12, y=12)) is button
    assert seen.at(Point(x=60, y=60)) is panel
    assert seen.at(Point(x=160, y=60)) is None


def test_an_act_is_read_by_its_kind_and_strange_ones_are_refused() -> None:
    adapter: TypeAdapter[Action] = TypeAdapter(Action)
    assert adapter.validate_python({"kind": "press", "keys": ("ctrl", "s")}) == Press(keys=("ctrl", "s"))
    for bad in (
        {"kind": "run", "code": "print(1)"},
        {"kind": "press", "keys": []},
        {"kind": "wait", "seconds": float("nan")},
        {"kind": "wait", "seconds": -1},
        {"kind": "scroll", "dy": 10**9},
        {"kind": "press", "keys": ["a"], "code": "x"},
    ):
        with pytest.raises(ValidationError):
            adapter.validate_python(bad)


def test_the_places_of_an_act_in_order() -> None:
    a, b = (Target(point=Point(x=n, y=n), box=box_of((0, 0, 9, 9)), description=str(n)) for n in (1, 2))
    assert targets_of(Click(target=a)) == (a,)
    assert targets_of(Drag(source=a, to=b)) == (a, b)
    assert targets_of(Scroll(dy=1)) == ()
    assert targets_of(Wait(seconds=1)) == ()
