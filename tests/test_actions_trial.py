"""The pointer is tried on each monitor before the first act, and nothing is done where it misses."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from actions_world import World, events
from hypothesis import given
from hypothesis import strategies as st

from actions.input import Input
from actions.perform import DesktopHands
from actions.trial import FILE, TRIES, FirstTrial, largest_miss, trial_points
from actions.virtual import VirtualDesktop
from agent.consent import Notary
from agent.errors import InputError, Stopped
from agent.fake import login_scene
from agent.types import Box, Click, Frame, Monitor, Press

RETINA = Monitor(box=Box(x0=0, y0=0, x1=2000, y1=1000), pixels_per_unit=2.0, scale=2.0)
LEFT_OF_IT = Monitor(box=Box(x0=2000, y0=0, x1=2800, y1=600), native_x=-800, native_y=200)


def frame(*monitors: Monitor) -> Frame:
    right, bottom = max(m.box.x1 for m in monitors), max(m.box.y1 for m in monitors)
    return Frame(np.zeros((bottom, right, 3), np.uint8), monitors=monitors)


class Mouse:
    """A pointer that lands beside where it is sent; the person bumps it so many times."""

    def __init__(self, beside: int = 0, bumps: int = 0) -> None:
        self.place, self.beside, self.bumps = (300, 200), beside, bumps
        self.moves: list[tuple[int, int]] = []

    def position(self) -> tuple[int, int]:
        return self.place

    def move(self, x: int, y: int) -> None:
        self.moves.append((x, y))
        off = 40 if self.bumps > 0 else self.beside
        self.bumps -= 1
        self.place = (x + off, y)


@given(st.integers(-3000, 3000), st.integers(-3000, 3000), st.integers(60, 8000), st.integers(60, 8000))
def test_points_lie_well_inside(x: int, y: int, width: int, height: int) -> None:
    box = Box(x0=x, y0=y, x1=x + width, y1=y + height)
    points = trial_points((Monitor(box=box),), box)
    assert len(set((p.x, p.y) for p in points)) == 5
    assert all(box.grown(-5).contains(p) for p in points)


def test_each_monitor_is_tried_in_its_own_units() -> None:
    mouse = Mouse()
    assert largest_miss(frame(RETINA, LEFT_OF_IT), mouse, mouse.position) <= 1
    assert mouse.moves[0] == (500, 250)  # the middle of the first, in points
    assert (-400, 500) in mouse.moves  # the middle of the second
    assert mouse.moves[-1] == mouse.place == (300, 200)  # put back


def test_what_held_is_not_tried_again(tmp_path: Path) -> None:
    mouse, trial = Mouse(), FirstTrial(tmp_path / "new")
    trial(mouse, frame(RETINA))
    assert len(mouse.moves) == 6
    FirstTrial(tmp_path / "new")(mouse, frame(RETINA))
    assert len(mouse.moves) == 6
    trial(mouse, frame(RETINA, LEFT_OF_IT))  # another arrangement
    assert len(mouse.moves) == 6 + 11
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o077 == 0


def test_a_bump_of_the_mouse_is_no_fault(tmp_path: Path) -> None:
    mouse, pauses = Mouse(bumps=3), list[float]()
    FirstTrial(tmp_path, pauses.append)(mouse, frame(RETINA))
    assert len(mouse.moves) == 12
    assert len(pauses) == 1


@pytest.mark.parametrize("held", ["", "{", '{"a": 1}', "null", "[1, 2]", "\x00"])
def test_a_damaged_memory_is_tried_anew(tmp_path: Path, held: str) -> None:
    (tmp_path / FILE).write_text(held)
    mouse = Mouse()
    FirstTrial(tmp_path)(mouse, frame(RETINA))
    assert len(mouse.moves) == 6
    assert len(json.loads((tmp_path / FILE).read_text())) >= 1


def test_nothing_is_done_where_it_misses(tmp_path: Path) -> None:
    mouse = Mouse(beside=12)
    with pytest.raises(InputError, match="lands 24 pixels beside where it is sent, so nothing was done"):
        FirstTrial(tmp_path, lambda seconds: None)(mouse, frame(RETINA))
    assert len(mouse.moves) == 6 * TRIES
    assert not (tmp_path / FILE).exists()


class NoKeys:
    """Keys that nobody may press."""

    def busy(self) -> str:
        return ""

    def close(self) -> None:
        return


class Screen:
    def grab(self, region: Box | None = None) -> Frame:
        return login_scene().grab(region)


def test_the_hands_fail_closed_each_time() -> None:
    opened: list[int] = []

    def open_hands(delay: float) -> Input:
        opened.append(1)
        return Input(Mouse(beside=12), NoKeys())  # type: ignore[arg-type]

    def trial(hands: Input, seen: Frame) -> None:
        raise InputError("It misses.")

    notary, screen = Notary(), Screen()
    hands = DesktopHands(screen, notary.redeem, open_hands=open_hands, trial=trial)
    seen, press = screen.grab(), Press(keys=("a",))
    for _ in range(2):
        with pytest.raises(InputError, match="It misses"):
            hands.perform(press, seen, Event(), notary.approve(press, seen))
    assert len(opened) == 2


# -- two monitors ------------------------------------------------------------

TWO = (("LEFT", "800/200x800/200+0+0", "screen"), ("RIGHT", "800/200x800/200+800+0", "none"))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with VirtualDesktop(1600, 800) as desktop:
        for monitor in TWO:
            subprocess.run(["xrandr", "--setmonitor", *monitor], env=desktop.environment(), check=True)
        world = World(desktop)
        yield world
        world.close()


@pytest.mark.live
def test_clicks_arrive_on_both_monitors(world: World) -> None:
    places = {"One": (60, 60), "Across": (700, 300), "Two": (1200, 500)}
    log = world.show(
        *[{"title": t, "x": x, "y": y, "width": 300, "height": 200} for t, (x, y) in places.items()]
    )
    for title in places:
        world.see()
        target = world.target(title)
        assert world.do(Click(target=target)) == ("", "")
        press = events(log, 1 + list(places).index(title), "press")[-1]
        assert (press["window"], press["x"], press["y"]) == (title, target.point.x, target.point.y)
    world.hide_all()


@pytest.mark.live
def test_a_corner_of_either_monitor_stops(world: World) -> None:
    log = world.show({"title": "One", "x": 60, "y": 60, "width": 300, "height": 200})
    for corner in ((799, 3), (803, 796), (1597, 796)):  # within the region, not on the very pixel
        world.see()
        target = world.target("One")
        world.point(*corner)
        error, _ = world.do(Click(target=target))
        assert error == Stopped.__name__, corner
    assert not [event for event in log.take() if event["event"] == "press"]
    world.hide_all()
