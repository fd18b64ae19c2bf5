"""Where things stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.grounding.place import (
    above,
    below,
    in_row_of,
    inside,
    left_of,
    line_height,
    near,
    next_to,
    off_place,
    reading_order,
    right_of,
    within,
)
from agent.types import Box, box_of

HERE = box_of((100, 100, 160, 120))
UNIT = 20.0
boxes = st.builds(
    lambda x, y, w, h: Box(x0=x, y0=y, x1=x + w, y1=y + h),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(1, 200),
    st.integers(1, 60),
)


def test_each_direction_holds_only_on_its_side() -> None:
    around = {
        left_of: HERE.moved(-80, 0),
        right_of: HERE.moved(80, 0),
        above: HERE.moved(0, -40),
        below: HERE.moved(0, 40),
    }
    for relation in around:
        fits = {other: relation(box, HERE, UNIT) for other, box in around.items()}
        assert max(fits, key=lambda r: fits[r]) is relation
        assert fits[relation] > 0.7


@pytest.mark.parametrize("relation", [left_of, right_of, above, below, next_to, near])
def test_the_nearer_the_better(relation: object) -> None:
    steps = {left_of: (-1, 0), right_of: (1, 0), above: (0, -1), below: (0, 1), next_to: (1, 0), near: (1, 0)}
    dx, dy = steps[relation]  # type: ignore[index]
    fits = [relation(HERE.moved(dx * d, dy * d), HERE, UNIT) for d in (70, 120, 300)]  # type: ignore[operator]
    assert fits == sorted(fits, reverse=True)
    assert fits[0] > fits[1] > fits[2] > 0


def test_next_to_is_in_the_row_or_straight_above_or_below() -> None:
    assert next_to(HERE.moved(70, 0), HERE, UNIT) > next_to(HERE.moved(0, 30), HERE, UNIT) > 0
    assert next_to(HERE.moved(70, 40), HERE, UNIT) == 0


def test_rows_reach_far() -> None:
    assert in_row_of(HERE.moved(600, 3), HERE, UNIT) > 0.8
    assert in_row_of(HERE.moved(0, 19), HERE, UNIT) == 0


def test_inside() -> None:
    holder = box_of((0, 0, 400, 400))
    assert within(HERE, holder, UNIT) == inside(HERE, holder) == 1
    assert within(holder, holder, UNIT) == 0
    assert inside(HERE, HERE.moved(30, 0)) == 0.5


def test_places_of_a_region() -> None:
    region = box_of((0, 0, 1000, 1000))
    assert off_place(box_of((980, 0, 1000, 20)), region, "top_right") == 0
    assert off_place(box_of((490, 490, 510, 510)), region, "centre") == 0
    assert off_place(box_of((0, 980, 20, 1000)), region, "top_right") > 1.3


def test_the_unit_is_the_usual_height() -> None:
    assert line_height([]) == 20
    assert line_height([box_of((0, 0, 50, h)) for h in (18, 20, 20, 24, 600)]) == 20


def test_reading_order_is_by_rows() -> None:
    row = [box_of((x, 100 + x // 50, x + 40, 124 + x // 50)) for x in (0, 50, 100)]
    lower = box_of((0, 140, 40, 160))
    assert reading_order([lower, row[2], row[0], row[1]], lambda b: b) == [*row, lower]


@given(st.lists(boxes, max_size=12), st.randoms(use_true_random=False))
def test_reading_order_does_not_depend_on_the_order_given(items: list[Box], random: object) -> None:
    shuffled = items[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reading_order(items, lambda b: b) == reading_order(shuffled, lambda b: b)


@given(boxes, boxes)
def test_scores_stay_within_bounds_and_mirror(a: Box, b: Box) -> None:
    for relation in (left_of, right_of, above, below, next_to, in_row_of, within, near):
        assert 0 <= relation(a, b, UNIT) <= 1
    if left_of(a, b, UNIT) > 0.5:
        assert right_of(b, a, UNIT) > 0
