"""The last look before a press, on drawn pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from actions import guard
from agent.errors import InputError, PolicyError, TargetChanged
from agent.types import Box, Click, Frame, Monitor, Pixels, Point, Press, Target, Window

DESK = Box(x0=0, y0=0, x1=400, y1=300)
BOX = Box(x0=100, y0=100, x1=200, y1=130)
BUTTON = Target(point=BOX.centre, box=BOX, description="Save")
APP = Window(id=7, title="Notes", pid=42, box=Box(x0=50, y0=50, x1=350, y1=280))
Draw = Callable[[ImageDraw.ImageDraw], None]


def picture(
    draw: Draw | None = None, text: str = "Save", fill: str = "#dddddd", ink: str = "black"
) -> Pixels:
    image = Image.new("RGB", (400, 300), "#f6f6f6")
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, 199, 129), fill=fill, outline="#888888")
    pen.text((120, 108), text, fill=ink)
    if draw is not None:
        draw(pen)
    return np.asarray(image, dtype=np.uint8)


def frame(pixels: Pixels, *windows: Window) -> Frame:
    return Frame(pixels=pixels, monitors=(Monitor(box=DESK),), windows=windows or (APP,))


class StillScreen:
    """A screen that shows one picture."""

    def __init__(self, shown: Frame) -> None:
        self.shown = shown

    def grab(self, region: Box | None = None) -> Frame:
        part = DESK.intersection(region or DESK)
        assert part is not None
        return replace(self.shown, pixels=self.shown.crop(part), origin=Point(x=part.x0, y=part.y0))


def look_again(then: Frame, now: Frame, target: Target = BUTTON) -> Frame | None:
    return guard.check(Click(target=target), then, StillScreen(now))


SEEN = frame(picture())


def test_an_unchanged_target_passes_a_hundred_times() -> None:
    for _ in range(100):
        assert look_again(SEEN, frame(picture())) is not None


def test_an_act_without_a_place_has_nothing_to_look_at() -> None:
    assert guard.check(Press(keys=("a",)), SEEN, StillScreen(SEEN)) is None


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_noise_of_a_few_steps_is_no_change(seed: int) -> None:
    noise = np.random.default_rng(seed).integers(-6, 7, SEEN.pixels.shape)
    now = np.clip(SEEN.pixels + noise, 0, 255).astype(np.uint8)
    assert look_again(SEEN, frame(now)) is not None


@pytest.mark.parametrize("x", [104, 150, 193])
@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_blinking_caret_is_no_change(x: int, width: int) -> None:
    now = picture(lambda pen: pen.rectangle((x, 104, x + width - 1, 125), fill="black"))
    assert look_again(SEEN, frame(now)) is not None


@pytest.mark.parametrize("fill", ["#eeeeee", "#c2c2c2", "#cfe3ff", "#a8c8f0"])
def test_a_hover_highlight_is_no_change(fill: str) -> None:
    assert look_again(SEEN, frame(picture(fill=fill))) is not None


def test_an_inverted_highlight_is_no_change() -> None:
    assert look_again(SEEN, frame(picture(fill="#2060c0", ink="white"))) is not None


@pytest.mark.parametrize("text", ["Delete", "Sove", "Save?", "Sava", ""])
def test_another_caption_is_a_change(text: str) -> None:
    with pytest.raises(TargetChanged, match="'Save' looks different"):
        look_again(SEEN, frame(picture(text=text)))


@pytest.mark.parametrize(("old", "new"), [("Row 1", "Row 2"), ("Row 3", "Row 8"), ("Row 5", "Row 6")])
def test_another_number_is_a_change(old: str, new: str) -> None:
    with pytest.raises(TargetChanged):
        look_again(frame(picture(text=old)), frame(picture(text=new)))


@pytest.mark.parametrize("shift", [(40, 0), (0, 24), (3, 0), (0, -2)])
def test_a_target_that_moved_is_a_change(shift: tuple[int, int]) -> None:
    now = np.roll(SEEN.pixels, shift, axis=(1, 0))
    with pytest.raises(TargetChanged):
        look_again(SEEN, frame(now))


def test_a_target_that_went_is_a_change() -> None:
    with pytest.raises(TargetChanged):
        look_again(SEEN, frame(np.full_like(SEEN.pixels, 246)))


def test_a_box_that_was_ticked_meanwhile_is_a_change() -> None:
    def tick(pen: ImageDraw.ImageDraw) -> None:
        pen.line((104, 114, 108, 120, 114, 108), fill="black", width=2)

    with pytest.raises(TargetChanged):
        look_again(SEEN, frame(picture(tick)))


def test_a_flat_swatch_of_another_colour_is_a_change() -> None:
    red = frame(picture(text="", fill="red"))
    with pytest.raises(TargetChanged):
        look_again(red, frame(picture(text="", fill="green")))


def test_far_parts_of_a_large_target_may_change() -> None:
    area = Target(point=Point(x=40, y=40), box=DESK, description="the text")
    now = picture(lambda pen: pen.rectangle((300, 200, 380, 280), fill="black"))
    assert look_again(SEEN, frame(now), area) is not None


def test_a_window_over_the_target_is_a_change_though_it_looks_the_same() -> None:
    popup = Window(id=9, title="Update", pid=43, box=Box(x0=90, y0=90, x1=220, y1=140))
    with pytest.raises(TargetChanged, match="another window 'Update'"):
        look_again(SEEN, frame(picture(), APP, popup))


def test_a_window_elsewhere_is_no_change() -> None:
    popup = Window(id=9, title="Update", pid=43, box=Box(x0=250, y0=200, x1=300, y1=240))
    assert look_again(SEEN, frame(picture(), APP, popup)) is not None


def test_a_window_that_went_or_moved_is_a_change() -> None:
    with pytest.raises(TargetChanged):
        look_again(SEEN, frame(picture(), APP.model_copy(update={"box": Box(x0=0, y0=0, x1=9, y1=9)})))
    with pytest.raises(TargetChanged, match="moved or changed size"):
        look_again(SEEN, frame(picture(), APP.model_copy(update={"box": APP.box.moved(2, 0)})))


def test_our_own_window_is_refused() -> None:
    ours = Window(id=3, title="Deskhand", pid=1, box=Box(x0=90, y0=90, x1=220, y1=140), ours=True)
    with pytest.raises(PolicyError, match="own window"):
        look_again(SEEN, frame(picture(), APP, ours))
    with pytest.raises(PolicyError):
        look_again(frame(picture(), APP, ours), frame(picture(), APP, ours))


@pytest.mark.parametrize("point", [Point(x=-1, y=5), Point(x=400, y=5), Point(x=10**9, y=-(10**9))])
def test_a_point_outside_the_desktop_is_refused(point: Point) -> None:
    box = Box(x0=point.x, y0=point.y, x1=point.x + 1, y1=point.y + 1)
    with pytest.raises(InputError, match="outside the desktop"):
        look_again(SEEN, SEEN, Target(point=point, box=box, description="nowhere"))


def test_a_target_on_the_edge_of_the_desktop_is_compared_as_far_as_it_shows() -> None:
    corner = Target(point=Point(x=1, y=1), box=Box(x0=-20, y0=-20, x1=4, y1=4), description="corner")
    assert look_again(SEEN, SEEN, corner) is not None


def test_a_target_that_the_picture_does_not_show_must_be_looked_for_again() -> None:
    part = Frame(
        pixels=SEEN.pixels[:50], monitors=SEEN.monitors, windows=SEEN.windows
    )  # only the top of the screen
    with pytest.raises(TargetChanged, match="not in the picture"):
        look_again(part, SEEN)


def test_unknown_windows_are_not_compared() -> None:
    then = replace(SEEN, windows=())
    assert look_again(then, then) is not None
