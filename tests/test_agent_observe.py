"""Observation of effects, on pictures made of rectangles and on a screen that plays a script in real time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Timer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import Stopped
from agent.observe import ProgressGuard, effect, settle, watch
from agent.observe_difference import cells, regions
from agent.observe_settling import own_windows
from agent.types import (
    Action,
    Box,
    Clear,
    Click,
    Drag,
    Effect,
    Expectation,
    Frame,
    Hover,
    Kind,
    Outcome,
    Pixels,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    Window,
)

WIDTH, HEIGHT = 640, 400
BUTTON = Box(x0=100, y0=100, x1=200, y1=130)
CLOCK = Box(x0=590, y0=4, x1=630, y1=20)
CARET = Box(x0=104, y0=105, x1=106, y1=125)
MAIN = Window(id=1, title="Main", app="main", box=Box(x0=0, y0=24, x1=640, y1=400), focused=True)
PANEL = Window(id=2, title="", app="panel", box=Box(x0=0, y0=0, x1=640, y1=24))
ANY = Expectation()


def blank(*boxes: Box, value: int = 200) -> Pixels:
    """A grey screen with the boxes painted in another grey."""
    pixels = np.full((HEIGHT, WIDTH, 3), 80, np.uint8)
    for box in boxes:
        pixels[box.y0 : box.y1, box.x0 : box.x1] = value
    return pixels


def frame(*boxes: Box, windows: tuple[Window, ...] = (PANEL, MAIN)) -> Frame:
    return Frame(pixels=blank(*boxes), windows=windows)


def target(box: Box = BUTTON, kind: Kind = "button") -> Target:
    return Target(point=box.centre, box=box, description="x", kind=kind)


def judged(action: Action, *boxes: Box, expectation: Expectation = ANY) -> Effect:
    """The effect where exactly `boxes` changed."""
    return effect(frame(), frame(*boxes), action, expectation).effect


# -- difference ----------------------------------------------------------------


def test_a_difference_has_tight_boxes_in_desktop_pixels() -> None:
    one, other = blank(), blank(Box(x0=3, y0=5, x1=10, y1=9), Box(x0=300, y0=200, x1=420, y1=330))
    origin = Point(x=1000, y=-50)
    found = regions(Frame(one, origin), Frame(other, origin))
    assert [region.box.as_list() for region in found] == [
        [1300, 150, 1420, 280],
        [1003, -45, 1010, -41],
    ]
    assert [region.pixels for region in found] == [120 * 130, 7 * 4]


def test_noise_below_the_tolerance_is_no_difference() -> None:
    assert regions(Frame(blank()), Frame(blank() + np.uint8(8))) == ()


@given(st.data())
def test_a_painted_box_is_found_exactly(data: st.DataObject) -> None:
    x0, y0 = data.draw(st.integers(0, WIDTH - 1)), data.draw(st.integers(0, HEIGHT - 1))
    x1, y1 = data.draw(st.integers(x0 + 1, WIDTH)), data.draw(st.integers(y0 + 1, HEIGHT))
    box = Box(x0=x0, y0=y0, x1=x1, y1=y1)
    (found,) = regions(Frame(blank()), Frame(blank(box)))
    assert found.box == box
    assert found.pixels == box.area
    assert regions(Frame(blank()), Frame(blank(box)), [box]) == ()
    grid = cells(Frame(blank()), Frame(blank(box)))
    assert grid.shape == (-(-HEIGHT // 16), -(-WIDTH // 16))
    assert grid.any()


@given(height=st.integers(0, 40), width=st.integers(0, 40), value=st.integers(0, 255))
def test_any_size_and_value(height: int, width: int, value: int) -> None:
    one, other = np.zeros((height, width, 3), np.uint8), np.full((height, width, 3), value, np.uint8)
    assert bool(regions(Frame(one), Frame(other))) == (value > 10 and height * width > 0)


def test_a_change_all_over_is_one_region() -> None:
    dots = blank()
    dots[::40, ::40] = 255
    (found,) = regions(Frame(blank()), Frame(dots))
    assert found.box.area > 0.8 * WIDTH * HEIGHT


def test_full_hd_is_compared_quickly() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1080, 1920, 3), np.uint8)
    one, other = Frame(noise), Frame(np.flip(noise, 0).copy())
    times = []
    for _ in range(5):
        start = time.thread_time()
        regions(one, other)
        times.append(time.thread_time() - start)
    assert min(times) < 0.1  # about 15 ms on an idle core


# -- effect --------------------------------------------------------------------

TICK = Box(x0=140, y0=108, x1=154, y1=122)
NEXT_TO = Box(x0=300, y0=100, x1=330, y1=120)
DIALOG = Box(x0=200, y0=150, x1=500, y1=350)
FIELD_CLICK = Click(target=target(kind="text_field"))
TYPED = TypeText(text="hello", target=target(kind="text_field"))
EFFECTS: list[tuple[str, Action, tuple[Box, ...], Effect]] = [
    ("nothing", Click(target=target()), (), "none"),
    ("the tick", Click(target=target()), (TICK,), "seen"),
    ("focus ring", Click(target=target()), (Box(x0=98, y0=98, x1=202, y1=100),), "seen"),
    ("a dialog", Click(target=target()), (DIALOG,), "seen"),
    ("a digit in the same window", Click(target=target()), (NEXT_TO,), "seen"),
    ("the clock in the panel", Click(target=target()), (CLOCK,), "none"),
    ("a caret elsewhere", Click(target=target()), (Box(x0=400, y0=300, x1=402, y1=318),), "none"),
    ("a caret at a button", Click(target=target()), (CARET,), "unverifiable"),
    ("the pointer", Click(target=target()), (Box(x0=150, y0=115, x1=162, y1=134),), "none"),
    ("a field that has the focus", FIELD_CLICK, (), "unverifiable"),
    ("a field's ring", FIELD_CLICK, (Box(x0=98, y0=98, x1=202, y1=101),), "seen"),
    ("typed", TYPED, (Box(x0=104, y0=106, x1=140, y1=124),), "seen"),
    ("typed to nowhere", TYPED, (), "none"),
    ("only a caret moved", TYPED, (CARET,), "none"),
    ("typed elsewhere", TYPED, (DIALOG.moved(0, 0),), "none"),
    (
        "typed with no target",
        TypeText(text="hello"),
        (Box(x0=300, y0=300, x1=340, y1=316),),
        "seen",
    ),
    ("typed with no target, nothing", TypeText(text="hello"), (), "none"),
    ("a blank", TypeText(text=" ", target=target()), (), "unverifiable"),
    ("replaced by the same", TypeText(text="hello", target=target(), replace=True), (), "unverifiable"),
    ("cleared", Clear(target=target()), (Box(x0=104, y0=106, x1=140, y1=124),), "seen"),
    ("cleared, was empty", Clear(target=target()), (), "unverifiable"),
    ("copied", Press(keys=("ctrl", "c")), (), "unverifiable"),
    ("a key with an effect", Press(keys=("ctrl", "f")), (DIALOG,), "seen"),
    ("a key and the clock", Press(keys=("ctrl", "c")), (CLOCK,), "unverifiable"),
    ("hover", Hover(target=target()), (), "unverifiable"),
    ("hover with a highlight", Hover(target=target()), (BUTTON,), "seen"),
    ("scrolled", Scroll(dy=3), (Box(x0=20, y0=60, x1=600, y1=380),), "seen"),
    ("scrolled at the end", Scroll(dy=3), (), "none"),
    ("waited", Wait(seconds=1), (), "unverifiable"),
    ("dragged", Drag(source=target(), to=target(DIALOG)), (DIALOG,), "seen"),
    ("dragged, nothing", Drag(source=target(), to=target(DIALOG)), (), "none"),
]


@pytest.mark.parametrize(
    ("action", "changed", "expected"), [row[1:] for row in EFFECTS], ids=[r[0] for r in EFFECTS]
)
def test_effect(action: Action, changed: tuple[Box, ...], expected: Effect) -> None:
    assert judged(action, *changed) == expected


def test_the_clock_counts_neither_without_windows() -> None:
    click = Click(target=target())
    assert effect(frame(windows=()), frame(CLOCK, windows=()), click, ANY).effect == "none"
    assert effect(frame(windows=()), frame(DIALOG, windows=()), click, ANY).effect == "seen"


def test_a_change_only_in_the_expected_place() -> None:
    only_here = Expectation(anywhere=False, near=NEXT_TO)
    click = Click(target=target())
    assert judged(click, NEXT_TO, expectation=only_here) == "seen"
    outcome = effect(frame(), frame(DIALOG), click, only_here)
    assert outcome.effect == "none"
    assert "another part" in outcome.detail
    assert outcome.changed == DIALOG


def test_the_outcome_says_where_it_changed() -> None:
    outcome = effect(frame(), frame(TICK), Click(target=target()), ANY)
    assert outcome == Outcome(
        effect="seen", detail="The target changed: (140, 108)–(154, 122).", changed=TICK
    )


def test_windows_that_open_close_and_change_their_title() -> None:
    dialog = Window(id=3, title="Find", box=DIALOG)
    click = Click(target=target())
    opened = effect(frame(), frame(windows=(PANEL, MAIN, dialog)), click, ANY)
    closed = effect(frame(windows=(PANEL, MAIN, dialog)), frame(), click, ANY)
    renamed = effect(frame(), frame(windows=(PANEL, MAIN.model_copy(update={"title": "*Main"}))), click, ANY)
    assert (opened.effect, opened.detail) == ("seen", "The window “Find” opened.")
    assert (closed.effect, closed.detail) == ("seen", "The window “Find” closed.")
    assert (renamed.effect, renamed.detail) == ("seen", "The window is now called “*Main”.")


def test_a_window_that_opens_does_not_prove_what_was_typed() -> None:
    dialog = Window(id=3, title="Oops", box=DIALOG)
    outcome = effect(frame(), frame(DIALOG, windows=(PANEL, MAIN, dialog)), TYPED, ANY)
    assert outcome.effect == "unverifiable"


def test_a_tooltip_is_no_effect() -> None:
    tip = Box(x0=150, y0=140, x1=320, y1=166)
    for window in (Window(id=4, box=tip), Window(id=4, box=tip, title="Mousepad", app="mousepad")):
        after = frame(tip, windows=(PANEL, MAIN, window))
        assert effect(frame(), after, Click(target=target()), ANY).effect == "none"


def test_a_menu_that_closed_over_a_field_does_not_prove_its_text() -> None:
    menu = Window(id=4, box=BUTTON.grown(60), title="Mousepad", app="mousepad")
    before = frame(menu.box, windows=(menu, PANEL, MAIN))
    typing = TypeText(text="hello", target=target(kind="text_field"))
    outcome = effect(before, frame(), typing, ANY)
    assert (outcome.effect, "closed" in outcome.detail) == ("unverifiable", True)


def test_a_menu_is_an_effect() -> None:
    menu = Window(id=4, box=DIALOG, title="Mousepad", app="mousepad")
    outcome = effect(frame(), frame(DIALOG, windows=(PANEL, MAIN, menu)), Click(target=target()), ANY)
    assert outcome.detail.startswith("A menu or another pop-up opened.")


def test_another_size_of_the_screen_is_seen() -> None:
    larger = Frame(pixels=np.zeros((500, 700, 3), np.uint8))
    outcome = effect(frame(), larger, Click(target=target()), ANY)
    assert (outcome.effect, outcome.changed) == ("seen", larger.box)


def test_our_own_windows_are_left_out_where_they_are_on_top() -> None:
    ours = Window(id=9, title="Deskhand", box=Box(x0=0, y0=0, x1=640, y1=400), ours=True)
    behind, on_top = (ours, PANEL, MAIN), (PANEL, MAIN, ours)
    click = Click(target=target())
    assert effect(frame(windows=behind), frame(TICK, windows=behind), click, ANY).effect == "seen"
    assert effect(frame(windows=on_top), frame(TICK, windows=on_top), click, ANY).effect == "none"
    news = effect(frame(), frame(windows=(PANEL, MAIN, ours)), click, ANY)
    assert news.effect == "none"


@given(st.data())
def test_the_visible_pieces_of_our_window_tile_it(data: st.DataObject) -> None:
    def box() -> Box:
        x0, y0 = data.draw(st.integers(0, 30)), data.draw(st.integers(0, 30))
        return Box(x0=x0, y0=y0, x1=x0 + data.draw(st.integers(1, 30)), y1=y0 + data.draw(st.integers(1, 30)))

    windows = [Window(id=0, box=box(), ours=True)] + [Window(id=n, box=box()) for n in (1, 2, 3)]
    painted = np.zeros((64, 64), np.int64)
    for piece in own_windows(Frame(np.zeros((1, 1, 3), np.uint8), windows=tuple(windows))):
        painted[piece.y0 : piece.y1, piece.x0 : piece.x1] += 1
    expected = np.zeros((64, 64), np.int64)
    for window in windows:
        expected[window.box.y0 : window.box.y1, window.box.x0 : window.box.x1] = window.ours
    assert (painted == expected).all()


# -- settle and watch ----------------------------------------------------------


class Scripted:
    """A screen whose picture is a function of the seconds since it was made."""

    def __init__(self, draw: Callable[[float], tuple[Box, ...]]) -> None:
        self._draw = draw
        self._start = time.monotonic()
        self.grabs = 0

    def grab(self, region: Box | None = None) -> Frame:
        self.grabs += 1
        return frame(*self._draw(time.monotonic() - self._start))

    @property
    def age(self) -> float:
        return time.monotonic() - self._start


def _caret(t: float) -> tuple[Box, ...]:
    return (CARET,) if int(t / 0.25) % 2 else ()


def _spinner(t: float) -> tuple[Box, ...]:
    turn = int(t / 0.03) % 8
    return (Box(x0=300 + 4 * turn, y0=200, x1=304 + 4 * turn, y1=220),)


def _film(t: float) -> tuple[Box, ...]:
    """Large, and never twice the same."""
    return (Box(x0=200, y0=150, x1=300 + int(t * 1000) % 197, y1=350),)


def test_a_still_screen_settles_at_once_and_with_before_after_a_short_wait() -> None:
    screen = Scripted(lambda t: ())
    settle(screen, Event(), 3.0)
    assert 0.15 < screen.age < 0.8
    screen = Scripted(lambda t: ())
    settle(screen, Event(), 3.0, before=frame())
    assert 0.35 < screen.age < 1.0


def test_no_time_is_one_look() -> None:
    screen = Scripted(lambda t: ())
    settle(screen, Event(), 0.0, before=frame())
    assert screen.grabs == 1


def test_a_late_change_is_waited_for_until_it_stands_still() -> None:
    steps = (BUTTON, DIALOG, DIALOG.grown(20))
    screen = Scripted(lambda t: steps[: max(0, int((t - 0.15) / 0.1))])
    after = settle(screen, Event(), 5.0, before=frame())
    assert (after.pixels == blank(*steps)).all()
    assert screen.age < 2.5


@pytest.mark.parametrize("moving", [_caret, lambda t: (CLOCK,) if int(t) % 2 else ()], ids=["caret", "clock"])
def test_a_caret_or_a_clock_does_not_block(moving: Callable[[float], tuple[Box, ...]]) -> None:
    screen = Scripted(moving)
    settle(screen, Event(), 6.0, before=frame())
    assert screen.age < 2.5


def test_a_spinner_is_found_out_and_bounded() -> None:
    screen = Scripted(_spinner)
    settle(screen, Event(), 6.0)
    assert 0.5 < screen.age < 3.0
    screen = Scripted(_film)
    settle(screen, Event(), 0.7)
    assert 0.65 < screen.age < 1.5


def test_ignored_boxes_do_not_block() -> None:
    screen = Scripted(_film)
    settle(screen, Event(), 6.0, ignore=(DIALOG,))
    assert screen.age < 2.0


def test_stop_ends_the_wait() -> None:
    stop = Event()
    screen = Scripted(_spinner)
    timer = Timer(0.1, stop.set)
    timer.start()
    with pytest.raises(Stopped):
        settle(screen, stop, 30.0)
    assert screen.age < 1.0
    timer.join()
    with pytest.raises(Stopped):
        settle(screen, stop, 0.0)


def test_watch_gives_a_slow_program_time() -> None:
    screen = Scripted(lambda t: (DIALOG,) if t > 0.9 else ())
    after, outcome = watch(screen, Event(), frame(), Click(target=target()), ANY, 5.0)
    assert outcome.effect == "seen"
    assert (after.pixels == blank(DIALOG)).all()
    assert outcome.took == pytest.approx(screen.age, abs=0.2)


def test_watch_ends_without_an_effect_in_time() -> None:
    screen = Scripted(lambda t: _caret(t))
    _, outcome = watch(screen, Event(), frame(), Click(target=target(NEXT_TO)), ANY, 0.8)
    assert outcome.effect == "none"
    assert screen.age < 2.0


def test_watch_takes_a_spinner_for_no_effect() -> None:
    screen = Scripted(_spinner)
    before = screen.grab()
    _, outcome = watch(screen, Event(), before, Click(target=target()), ANY, 1.5)
    assert outcome.effect == "none"


def test_a_resize_in_the_middle_settles() -> None:
    class Resizing(Scripted):
        def grab(self, region: Box | None = None) -> Frame:
            shot = super().grab(region)
            return replace(shot, pixels=shot.pixels[:300]) if self.age > 0.1 else shot

    screen = Resizing(lambda t: ())
    assert settle(screen, Event(), 5.0, before=frame()).pixels.shape[0] == 300


# -- progress ------------------------------------------------------------------

CLICK, OTHER = Click(target=target()), Click(target=target(NEXT_TO))
SEEN, NONE, UNSURE = Outcome(effect="seen"), Outcome(effect="none"), Outcome(effect="unverifiable")


def pictures(count: int) -> list[Frame]:
    return [frame(Box(x0=10 * n, y0=50, x1=10 * n + 8, y1=60)) for n in range(count)]


def test_two_fruitless_acts_stop() -> None:
    guard, (one, two, three) = ProgressGuard(), pictures(3)
    assert guard.add(one, CLICK, NONE) == ""
    assert guard.add(two, OTHER, UNSURE) == ""
    assert "no visible effect" in guard.add(three, CLICK, NONE)


def test_an_effect_in_between_starts_again() -> None:
    guard, (one, two, three) = ProgressGuard(), pictures(3)
    assert [guard.add(one, CLICK, NONE), guard.add(two, OTHER, SEEN), guard.add(three, CLICK, NONE)] == [
        ""
    ] * 3


def test_going_round_in_circles_stops_even_with_a_caret() -> None:
    guard, (one, two) = ProgressGuard(), pictures(2)
    blinked = replace(one, pixels=one.pixels.copy())
    blinked.pixels[CARET.y0 : CARET.y1, CARET.x0 : CARET.x1] = 0
    assert guard.add(one, CLICK, SEEN) == ""
    assert guard.add(two, OTHER, SEEN) == ""
    assert "circles" in guard.add(blinked, CLICK, SEEN)


def test_the_same_act_on_another_picture_goes_on() -> None:
    guard = ProgressGuard()
    assert [guard.add(picture, CLICK, SEEN) for picture in pictures(5)] == [""] * 5


def test_waits_and_skipped_acts_are_exempt() -> None:
    guard, (one,) = ProgressGuard(), pictures(1)
    wait = Wait(seconds=1)
    assert [guard.add(one, wait, NONE) for _ in range(5)] == [""] * 5
    assert [guard.add(one, CLICK, Outcome(effect="skipped")) for _ in range(3)] == [""] * 3
