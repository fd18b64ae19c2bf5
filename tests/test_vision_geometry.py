"""Points survive the way to native units and back on every layout; boxes sort as a person reads."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent.types import Box, Frame, Monitor, Point, Window
from vision.decode import distinct, overlap
from vision.geometry import (
    BoxIndex,
    NativeMonitor,
    keep_best,
    lay_out,
    of_few_sizes,
    overlap_share,
    reading_order,
    same_row,
    windows_to_desktop,
)
from vision.scene import median

SIZES = st.sampled_from([(1280, 800), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160), (1080, 1920)])
SCALES = st.sampled_from([1.0, 1.25, 1.5, 2.0])
OFFSETS = st.integers(-300, 300)


@st.composite
def layouts(draw: st.DrawFn, points: bool) -> tuple[Monitor, ...]:
    """One to four monitors in a row to the left and right of the first, shifted up and down.

    `points`: native units are points, of which each is `scale` pixels (macOS); else they are pixels.
    """
    found: list[NativeMonitor] = []
    left = right = 0.0
    for i in range(draw(st.integers(1, 4))):
        (width, height), scale = draw(SIZES), draw(SCALES)
        units = (width / scale, height / scale) if points else (float(width), float(height))
        if points:  # macOS sizes are whole points
            units = (float(int(units[0])), float(int(units[1])))
        on_left = i > 0 and draw(st.booleans())
        x = left - units[0] if on_left else right
        left, right = min(left, x), max(right, x + units[0])
        y = float(draw(OFFSETS)) if i else 0.0
        found.append(NativeMonitor(x, y, *units, scale, scale if points else 1.0))
    return lay_out(found)


def _round_trip_error(monitors: tuple[Monitor, ...], share_x: float, share_y: float) -> int:
    frame = Frame(pixels=np.zeros((1, 1, 3), np.uint8), monitors=monitors)
    worst = 0
    for monitor in monitors:
        box = monitor.box
        point = Point(
            x=min(box.x1 - 1, box.x0 + int(share_x * box.width)),
            y=min(box.y1 - 1, box.y0 + int(share_y * box.height)),
        )
        back = frame.from_native(*frame.to_native(point))
        worst = max(worst, abs(back.x - point.x), abs(back.y - point.y))
    return worst


SHARES = st.floats(0, 1) | st.just(1.0) | st.just(0.0)


@given(layouts(points=False), SHARES, SHARES)
def test_pixel_layouts_round_trip_exactly(monitors: tuple[Monitor, ...], x: float, y: float) -> None:
    assert _round_trip_error(monitors, x, y) == 0


@given(layouts(points=True), SHARES, SHARES)
def test_point_layouts_round_trip_within_a_pixel(monitors: tuple[Monitor, ...], x: float, y: float) -> None:
    assert _round_trip_error(monitors, x, y) <= 1


@given(layouts(points=True) | layouts(points=False))
def test_the_desktop_starts_at_zero_and_monitors_do_not_overlap(monitors: tuple[Monitor, ...]) -> None:
    assert min(m.box.x0 for m in monitors) == 0
    assert min(m.box.y0 for m in monitors) == 0
    for i, one in enumerate(monitors):
        for other in monitors[i + 1 :]:
            both = one.box.intersection(other.box)
            assert both is None or min(both.width, both.height) <= 1  # rounding of fractional units


def test_negative_origins_become_positive_pixels() -> None:
    left, main = lay_out([NativeMonitor(-1920, -200, 1920, 1080), NativeMonitor(0, 0, 1280, 800)])
    assert left.box.as_list() == [0, 0, 1920, 1080]
    assert main.box.as_list() == [1920, 200, 3200, 1000]
    assert main.to_native(Point(x=1925, y=207)) == (5, 7)


def test_a_layout_without_monitors_is_empty() -> None:
    assert lay_out([]) == ()


def test_windows_come_out_in_desktop_pixels() -> None:
    monitors = lay_out([NativeMonitor(-100, 0, 100, 100), NativeMonitor(0, 0, 200, 100, 2.0, 2.0)])
    window = Window(id=1, box=Box(x0=10, y0=20, x1=30, y1=40))
    (moved,) = windows_to_desktop([window], monitors)
    assert moved.box.as_list() == [220, 40, 260, 80]  # 100 points on the left take 200 pixels of room


BOXES = st.builds(
    lambda x, y, w, h: Box(x0=x, y0=y, x1=x + w, y1=y + h),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(1, 200),
    st.integers(1, 60),
)


@given(st.lists(BOXES, max_size=25))
def test_reading_order_is_a_permutation(boxes: list[Box]) -> None:
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))


def test_reading_order_goes_row_by_row() -> None:
    boxes = [
        Box(x0=200, y0=12, x1=260, y1=30),
        Box(x0=10, y0=50, x1=90, y1=70),
        Box(x0=10, y0=10, x1=90, y1=30),
    ]
    assert reading_order(boxes) == [2, 0, 1]
    assert same_row(boxes[0], boxes[2])


@given(st.lists(BOXES, min_size=1, max_size=15))
def test_kept_boxes_do_not_overlap_much(boxes: list[Box]) -> None:
    scores = [1.0 / (i + 1) for i in range(len(boxes))]
    kept = keep_best(boxes, scores, most=0.5)
    assert kept[0] == 0
    assert all(boxes[a].iou(boxes[b]) <= 0.5 for a in kept for b in kept if a != b)


def test_overlap_share_is_of_the_inner_box() -> None:
    inner, outer = Box(x0=0, y0=0, x1=10, y1=10), Box(x0=5, y0=0, x1=100, y1=100)
    assert overlap_share(inner, outer) == 0.5
    assert overlap_share(Box(x0=0, y0=0, x1=0, y1=0), outer) == 0.0


@given(
    st.tuples(st.integers(0, 399), st.integers(1, 400), st.integers(0, 299), st.integers(1, 300)),
    st.tuples(st.integers(1, 200), st.integers(1, 200)),
)
def test_a_box_of_few_sizes_holds_the_box(sides: tuple[int, int, int, int], step: tuple[int, int]) -> None:
    x0, wide, y0, high = sides
    box = Box(x0=x0, y0=y0, x1=min(400, x0 + wide), y1=min(300, y0 + high))
    larger = of_few_sizes(box, step, (400, 300))
    assert larger.encloses(box)
    assert Box(x0=0, y0=0, x1=400, y1=300).encloses(larger)
    assert larger.width == 400 or larger.width % step[0] == 0
    assert larger.height == 300 or larger.height % step[1] == 0


CORNERS = st.tuples(*[st.integers(-80, 300)] * 2, *[st.integers(0, 200)] * 2)


@given(st.lists(CORNERS, max_size=12), CORNERS)
def test_the_index_finds_what_meets_a_box_in_order(
    corners: list[tuple[int, ...]], at: tuple[int, ...]
) -> None:
    boxes = [Box(x0=x, y0=y, x1=x + w, y1=y + h) for x, y, w, h in corners]
    x, y, w, h = at
    place = Box(x0=x, y0=y, x1=x + w, y1=y + h)
    assert BoxIndex(boxes).meeting(place) == [i for i, box in enumerate(boxes) if box.meets(place)]


@given(st.integers(1, 60), st.integers(0, 1000))
def test_the_median_is_numpys(count: int, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 256, (count, 3), np.uint8)
    assert median(values).tolist() == np.median(values, axis=0).tolist()


@given(st.integers(0, 60), st.integers(0, 1000))
def test_of_boxes_that_are_much_the_same_the_surest_stays(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    low = random.integers(0, 60, (count, 2))
    boxes = np.concatenate((low, low + random.integers(4, 60, (count, 2))), 1).astype(np.float32)
    scores = (random.permutation(count) + 1).astype(np.float32) / np.float32(100)
    kept = distinct(boxes, scores).tolist()
    assert scores[kept].tolist() == sorted(scores[kept].tolist(), reverse=True)
    for i in range(count):
        surer = [k for k in kept if scores[k] > scores[i]]
        alike = len(surer) > 0 and bool(overlap(boxes[i], boxes[surer]).max() > 0.6)
        assert alike != (i in kept)
