"""What is left of a line that something opened over is cut out of what was read; what changed is read."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent.types import Box, Pixels
from vision.lines import TextLine
from vision.reuse import cut_out

LINE = TextLine(
    Box(x0=20, y0=30, x1=220, y1=46), "open the file", 0.95, 13.0,
    words=(("open", 20, 84), ("the", 100, 148), ("file", 156, 220)),
)  # fmt: skip
OLD = LINE.box.grown(3)


def _pictures(changed: Box | None) -> tuple[Pixels, Pixels]:
    before = np.full((80, 260, 3), 255, np.uint8)
    before[32:44, 20:220:4] = 0
    after = before.copy()
    if changed is not None:
        after[changed.y0 : changed.y1, changed.x0 : changed.x1] = 90
    return before, after


def _cut(x0: int, x1: int, changed: Box | None = None) -> list[str] | None:
    before, after = _pictures(changed)
    box = OLD.model_copy(update={"x0": x0, "x1": x1})
    found = cut_out(before, after, box, OLD, [LINE])
    return None if found is None else [line.text for line in found]


def test_the_end_that_is_left_is_not_read_again() -> None:
    menu = Box(x0=92, y0=0, x1=260, y1=80)
    assert _cut(OLD.x0, 95, menu) == ["open"]
    menu = Box(x0=0, y0=0, x1=150, y1=80)
    assert _cut(151, OLD.x1, menu) == ["file"]


def test_of_a_word_that_is_cut_the_letters_in_sight_are_left() -> None:
    menu = Box(x0=188, y0=0, x1=260, y1=80)
    before, after = _pictures(menu)
    box = OLD.model_copy(update={"x1": 190})
    (line,) = cut_out(before, after, box, OLD, [LINE]) or []
    assert line.text == "open the fi"
    assert line.box.x1 == 188
    assert line.words[-1] == ("fi", 156, 188)


def test_what_has_changed_is_read() -> None:
    assert _cut(OLD.x0, 150, Box(x0=60, y0=0, x1=70, y1=80)) is None


def test_a_line_of_another_height_or_place_is_read() -> None:
    before, after = _pictures(None)
    high = OLD.model_copy(update={"y1": OLD.y1 + 8, "x1": 100})
    assert cut_out(before, after, high, OLD, [LINE]) is None
    assert _cut(OLD.x0, OLD.x1) is None  # the whole is in the store, or is read
    assert _cut(OLD.x1 - 12, OLD.x1 + 30) is None


@given(st.integers(17, 200), st.integers(30, 190))
def test_what_is_cut_out_lies_in_its_box_and_says_no_more(x0: int, wide: int) -> None:
    before, after = _pictures(None)
    box = OLD.model_copy(update={"x0": x0, "x1": min(OLD.x1, x0 + wide)})
    for line in cut_out(before, after, box, OLD, [LINE]) or []:
        assert box.x0 <= line.box.x0 <= line.box.x1 <= box.x1
        assert set(line.text) <= set(LINE.text)
