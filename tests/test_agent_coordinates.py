"""Coordinate spaces: what a model says is a pixel of the picture, for each family, to one pixel at 4K."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.coordinates import CoordinateSpace, resized
from agent.mind.shown import MOST_PIXELS, Shown
from agent.profiles import PROFILES, Profile
from agent.types import Frame, Observation, Point

SIZES = [(3840, 2160), (2560, 1440), (1920, 1080), (1366, 768), (1280, 800), (800, 1280)]
each_profile = pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
sizes = st.sampled_from(SIZES)
shares = st.floats(0, 1)


@each_profile
@given(size=sizes, across=shares, down=shares)
def test_what_it_says_lies_within_a_pixel_of_where_it_means(
    profile: Profile, size: tuple[int, int], across: float, down: float
) -> None:
    space = profile.space
    right, lower = space.extent(size)
    x, y = across * right, down * lower
    found = space.to_picture(x, y, size)
    assert abs(found[0] - across * size[0]) <= 1
    assert abs(found[1] - down * size[1]) <= 1
    assert 0 <= found[0] < size[0]
    assert 0 <= found[1] < size[1]


@each_profile
@given(size=sizes, data=st.data())
def test_a_pixel_comes_back_as_nearly_as_the_familys_grid_allows(
    profile: Profile, size: tuple[int, int], data: st.DataObject
) -> None:
    pixel = data.draw(st.integers(0, size[0] - 1)), data.draw(st.integers(0, size[1] - 1))
    space = profile.space
    back = space.to_picture(*space.from_picture(*pixel, size), size)
    steps = 10_000 if space.top <= 1 else 1
    for axis in (0, 1):
        grid = size[axis] / (space.extent(size)[axis] * steps)
        assert abs(back[axis] - pixel[axis]) <= math.ceil(grid)


@each_profile
@given(size=sizes, data=st.data())
def test_shrinking_the_picture_moves_a_point_by_less_than_a_pixel_of_it(
    profile: Profile, size: tuple[int, int], data: st.DataObject
) -> None:
    """A 4K screen goes as a smaller picture; its points come back to the desktop, wherever that begins."""
    origin = Point(x=data.draw(st.integers(-4000, 4000)), y=data.draw(st.integers(-4000, 4000)))
    shown = _shown(size, origin)
    width, height = shown.picture.size
    assert width * height <= MOST_PIXELS
    point = Point(
        x=origin.x + data.draw(st.integers(0, size[0] - 1)),
        y=origin.y + data.draw(st.integers(0, size[1] - 1)),
    )
    back = shown.to_desktop(*(math.floor(v) for v in shown.to_picture(point)))
    assert abs(back.x - point.x) <= math.ceil(size[0] / width)
    assert abs(back.y - point.y) <= math.ceil(size[1] / height)


_SHOWN: dict[tuple[tuple[int, int], Point], Shown] = {}


def _shown(size: tuple[int, int], origin: Point) -> Shown:
    """A blank screen, drawn smaller once for each size."""
    key = size, Point(x=0, y=0)
    if key not in _SHOWN:
        blank = np.zeros((size[1], size[0], 3), np.uint8)
        _SHOWN[key] = Shown(Observation(Frame(blank)))
    first = _SHOWN[key]
    frame = Frame(first.seen.frame.pixels, origin=origin)
    moved = object.__new__(Shown)
    for name, value in (
        ("seen", Observation(frame)),
        ("hidden", ()),
        ("picture", first.picture),
        ("listed", ()),
    ):
        object.__setattr__(moved, name, value)
    return moved


@pytest.mark.parametrize(("x", "y"), [(1000, 1000), (999, 999), (0, 0), (999.5, 0)])
def test_the_999_families_may_say_1000(x: float, y: float) -> None:
    space = CoordinateSpace(kind="relative", top=999, accepts=1000)
    across, down = space.to_picture(x, y, (3840, 2160))
    assert 0 <= across <= 3839
    assert 0 <= down <= 2159


@each_profile
@pytest.mark.parametrize("wild", [-1, 1e9, math.nan, math.inf])
def test_what_lies_outside_is_refused(profile: Profile, wild: float) -> None:
    with pytest.raises(ValueError, match="outside"):
        profile.space.to_picture(wild, 0, (1920, 1080))
    with pytest.raises(ValueError, match="outside"):
        profile.space.to_picture(0, wild, (1920, 1080))


@pytest.mark.parametrize(
    ("size", "after"),
    [((1920, 1080), (1932, 1092)), ((1280, 720), (1288, 728)), ((3840, 2160), (3836, 2156)),
     ((2560, 1440), (2548, 1428)), ((800, 600), (812, 588)), ((200, 100), (420, 224))],
)  # fmt: skip
def test_ui_tars_counts_in_the_picture_as_its_processor_resizes_it(
    size: tuple[int, int], after: tuple[int, int]
) -> None:
    """Sizes worked out from bytedance/UI-TARS, codes/ui_tars/action_parser.py."""
    assert resized(size, 28, 100 * 28 * 28, 16384 * 28 * 28) == after


def test_a_picture_that_is_too_slender_is_refused() -> None:
    with pytest.raises(ValueError, match="slender"):
        resized((2010, 10), 28, 0, 0)
