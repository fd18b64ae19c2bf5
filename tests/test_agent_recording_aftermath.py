"""What came of an act is proposed as what is to be seen after it, and what a pause had been for as a wait."""

from __future__ import annotations

from typing import Any

import pytest
from recorded import WINDOW, Tape, box, caught, element, read, screen

from agent.macro import Check
from agent.recording.aftermath import came_up, closed, opened, ticked
from agent.recording.reading import expectation, telling, wait_for, waited
from agent.types import Observation, Point, Window

DIALOG = Window(id=2, title="Save {as}", app="Form", pid=7, box=box(100, 100, 200, 150), focused=True)


def window(**changes: Any) -> Window:
    return DIALOG.model_copy(update=changes)


def test_a_window_that_opened() -> None:
    before, after = screen().frame, screen(windows=[WINDOW, DIALOG]).frame
    assert opened(before, after) == Check(sees="window", words="Save {{as}}")


@pytest.mark.parametrize(
    "other", [window(title=""), window(title="form"), window(ours=True), window(title="Form")]
)
def test_menus_tips_and_our_own_are_no_windows_that_opened(other: Window) -> None:
    assert opened(screen().frame, screen(windows=[WINDOW, other]).frame) is None


def test_a_window_that_closed() -> None:
    assert closed(DIALOG, screen().frame) == Check(sees="window", words="Save {{as}}", present=False)
    assert closed(DIALOG, screen(windows=[WINDOW, DIALOG]).frame) is None
    assert closed(window(title=""), screen().frame) is None


def test_a_tick_that_was_set() -> None:
    here = box(20, 20, 16, 16)
    off, on = (
        screen(element("checkbox", here, "Wrap")),
        screen(element("checkbox", here, "Wrap", states=frozenset({"checked"}))),
    )
    mark = read(Tape().click(25, 25), off, on)[0].place
    assert mark is not None
    check = ticked(off, on, Point(x=25, y=25), mark.marked.mark)
    assert check is not None
    assert (check.state, check.present) == ("checked", True)
    assert ticked(on, off, Point(x=25, y=25), mark.marked.mark) == check.model_copy(update={"present": False})
    assert ticked(on, on, Point(x=25, y=25), mark.marked.mark) is None


def texts(*words: str) -> Observation:
    return screen(*(element("label", box(20, 20 + 30 * i, 200), word) for i, word in enumerate(words)))


@pytest.mark.parametrize("word", ["12:45", "3 of 7", "Saved 10 files", "100 %", "..."])
def test_clocks_and_counters_are_not_waited_for(word: str) -> None:
    assert came_up(texts("Form"), texts("Form", word)) is None


def test_new_words_are_waited_for() -> None:
    assert came_up(texts("Form"), texts("Form", "All files saved.")) == Check(words="All files saved.")
    assert came_up(texts("Form", "Done"), texts("Form", "Done")) is None
    assert came_up(texts("Form"), texts("Form", "hello there"), typed=["hello there"]) is None


def test_what_was_only_covered_or_cut_off_before_is_not_waited_for() -> None:
    assert came_up(texts("You are using the root account."), texts("root account.")) is None
    dialog = DIALOG.model_copy(update={"box": box(0, 0, 300, 100), "focused": False})
    covered = screen(element("label", box(20, 120), "Form"), windows=[WINDOW, dialog])
    assert came_up(covered, texts("Form", "All files saved.")) is None
    assert came_up(screen(*covered.elements), texts("Form", "All files saved.")) is not None


def test_a_pause_is_a_wait_only_where_the_screen_changed_late_in_it() -> None:
    (click,) = caught(Tape().click(5, 5))
    assert waited(click, click.until + 5, click.until + 4)
    assert not waited(click, click.until + 5, click.until + 0.3)  # it came at once, the person was thinking
    assert not waited(click, click.until + 1, click.until + 1)


def test_a_window_that_took_long_is_waited_for_by_its_name() -> None:
    behind = WINDOW.model_copy(update={"focused": False})
    after = screen(element("label", box(120, 120), "Choose"), windows=[behind, DIALOG])
    assert wait_for(texts("Form"), after, []) == Check(sees="window", words="Save {{as}}")


def test_words_are_looked_for_after_what_cannot_be_undone() -> None:
    send, more = element("button", box(20, 20), "Send"), element("button", box(20, 60), "More")
    seen = screen(send, more, element("checkbox", box(20, 90, 16, 16), "Wrap"))
    what = [
        telling(reading)
        for reading in read(Tape().click(30, 30).wait(1).click(30, 70).wait(1).click(25, 95), *[seen] * 4)
    ]
    assert what == ["words", "", "tick"]


def test_turning_the_wheel_opens_no_window() -> None:
    (turn,) = caught(Tape().wheel(1))
    assert expectation(turn, screen(windows=[WINDOW, DIALOG]).frame) is None
