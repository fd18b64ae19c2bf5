"""The benchmark runs, with its yardstick, and times what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from agent.types import Box, Element, Frame, Observation
from vision import bench
from vision.lines import TextLine
from vision.perceive import DesktopEyes

PIXELS = np.full((200, 300, 3), 230, np.uint8)


class Nothing:
    def read(self, pixels: object) -> tuple[()]:
        return ()

    def read_each(self, pixels: object, boxes: Sequence[Box]) -> list[TextLine | None]:
        return [None for _ in boxes]


def test_the_look_is_timed_in_five_parts() -> None:
    rows = list(bench.look_rows(PIXELS, lambda: DesktopEyes(Nothing())))
    assert [name.split()[0] for name, _ in rows] == ["look", "…", "…", "ten"]
    assert all(seconds >= 0 for _, seconds in rows)


def test_a_folder_of_screens_is_timed_one_after_the_other() -> None:
    large = np.full((600, 900, 3), 200, np.uint8)
    lines = list(bench.folder_lines({"small": PIXELS, "large": large}, DesktopEyes(Nothing())))
    assert [line.split()[0] for line in lines] == ["small", "large", "first", "changes"]
    assert "9 of 9 within 0.6 s" in lines[-1]  # four bands each and one box: the others are too small


def test_a_changed_part_is_a_tenth_and_truly_changed() -> None:
    picture = np.arange(800 * 1280 * 3, dtype=np.uint32).astype(np.uint8).reshape(800, 1280, 3)
    for changed in (*bench.bands(picture), *bench.boxes(picture, [picture[::-1]])):
        rows, columns = np.nonzero((changed != picture).any(axis=2))
        area = (rows.max() - rows.min() + 1) * (columns.max() - columns.min() + 1)
        assert 0.09 * 800 * 1280 < area <= 0.101 * 800 * 1280


def test_the_shortest_run_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 5.0, 6.0, 6.0, 9.0])
    monkeypatch.setattr(bench, "perf_counter", lambda: next(clock))
    assert bench.best(lambda: None, 3) == 1.0


def test_the_yardstick_takes_time_and_questions_are_asked() -> None:
    assert bench.yardstick() > 0
    one = Element(id=0, box=Box(x0=0, y0=0, x1=9, y1=9), kind="button", text="Save")
    bench.ask(Observation(Frame(pixels=PIXELS), (one,)))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_drawn_screen_is_the_same_each_time() -> None:
    one = bench.drawn_screen()
    assert one.shape == (800, 1280, 3)
    assert np.array_equal(one, bench.drawn_screen())
