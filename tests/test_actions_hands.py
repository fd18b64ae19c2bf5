"""The real hands on a display of their own: what a program truly receives, and what the guard truly stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from actions_world import (
    BUTTON,
    CTRL,
    LEFT,
    RIGHT,
    SHIFT,
    Lines,
    World,
    count_keys,
    events,
    nothing_pressed,
)  # fmt: skip

from actions.virtual import VirtualDesktop, poll
from agent.types import Click, Drag, Press, Scroll, TypeText

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with VirtualDesktop(800, 600) as desktop:
        world = World(desktop)
        yield world
        world.close()


@pytest.fixture
def log(world: World) -> Iterator[Lines]:
    lines = world.show(LEFT, RIGHT)
    world.point(400, 500)
    world.see()
    yield lines
    world.hide_all()


@pytest.mark.parametrize(("button", "number"), [("left", 1), ("middle", 2), ("right", 3)])
def test_a_click_arrives_at_its_pixel(world: World, log: Lines, button: Any, number: int) -> None:
    target = world.target("Right", 17, -9)
    assert world.do(Click(target=target, button=button)) == ("", "")
    got = events(log, 2, "press", "release")
    assert [(e["event"], e["detail"], e["x"], e["y"], e["window"]) for e in got] == [
        ("press", number, target.point.x, target.point.y, "Right"),
        ("release", number, target.point.x, target.point.y, "Right"),
    ]
    assert nothing_pressed(world)


def test_three_clicks_with_modifiers(world: World, log: Lines) -> None:
    assert world.do(Click(target=world.target("Left"), count=3, modifiers=("ctrl", "shift"))) == ("", "")
    got = events(log, 6, "press", "release")
    assert [e["event"] for e in got] == ["press", "release"] * 3
    assert all(e["state"] & 0xFF == SHIFT | CTRL for e in got)
    assert nothing_pressed(world)


def test_the_wheel_and_the_drag(world: World, log: Lines) -> None:
    assert world.do(Scroll(target=world.target("Left"), dy=2, dx=-1)) == ("", "")
    assert [e["detail"] for e in events(log, 3, "press")] == [6, 5, 5]
    world.see()
    source, to = world.target("Left", -60), world.target("Left", 60, 30)
    assert world.do(Drag(source=source, to=to)) == ("", "")
    moves = [event for event in events(log, 4, "move") if event["state"] & BUTTON]
    end = events(log, 4, "release")[-1]
    assert (end["x"], end["y"], end["detail"]) == (to.point.x, to.point.y, 1)
    assert [m["x"] for m in moves] == sorted(m["x"] for m in moves)
    assert nothing_pressed(world)


def test_chords_and_text_arrive(world: World, log: Lines) -> None:
    assert world.do(TypeText(text="aB", target=world.target("Left"))) == ("", "")
    world.see()
    assert world.do(Press(keys=("ctrl", "shift", "f5"))) == ("", "")
    downs = events(log, 6, "key_down")
    assert [hex(e["keysym"]) for e in downs] == [
        *("0x61", "0xffe1", "0x62"),
        *("0xffe3", "0xffe1", "0xffc2"),
    ]
    assert {e["window"] for e in downs} == {"Left"}
    assert nothing_pressed(world)


def test_a_swapped_target_is_not_clicked(world: World, log: Lines) -> None:
    target = world.target("Left")
    world.hide_all()
    other = world.show(LEFT | {"colour": 0x3366AA}, RIGHT)
    assert world.do(Click(target=target))[0] == "TargetChanged"
    assert not [e for e in [*log.take(), *other.take()] if e["event"] == "press"]


def test_a_covered_target_is_not_clicked(world: World, log: Lines) -> None:
    target = world.target("Left")
    popup = LEFT | {"title": "Trap", "popup": True, "x": 50, "y": 50, "width": 320}
    trap = world.show(popup)
    error, message = world.do(Click(target=target))
    assert error == "TargetChanged"
    assert "Trap" in message
    assert not [e for e in [*log.take(), *trap.take()] if e["event"] == "press"]


def test_a_moved_window_is_not_clicked(world: World, log: Lines) -> None:
    from Xlib import display

    target = world.target("Left")
    before = world.box("Left")
    connection = display.Display(world.desktop.display)
    window = next(w for w in world.x11.windows() if w.title == "Left")
    connection.create_resource_object("window", window.id).configure(x=before.x0 + 40, y=before.y0 + 30)
    connection.sync()
    assert poll(lambda: world.box("Left") != before, 5)
    assert world.do(Click(target=target))[0] == "TargetChanged"
    connection.close()
    assert not [e for e in log.take() if e["event"] == "press"]


def test_a_still_screen_gives_no_false_stops(world: World, log: Lines) -> None:
    target = world.target("Right")
    for _ in range(15):
        assert world.do(Click(target=target)) == ("", "")
        assert world.do(Click(target=world.target("Left"))) == ("", "")
        world.see()
    assert len(events(log, 30, "press")) == 30


def test_our_own_window_is_refused(world: World, log: Lines) -> None:
    target = world.target("Left")
    box = world.box("Left")
    with VirtualDesktop(800, 600, wm=False) as alone:  # so that the window goes with its process
        other = World(alone)
        assert other.ask(op="own", box=box.as_list()) == ("", "")
        assert poll(lambda: len(other.x11.windows()) == 1, 5)
        other.see()
        error, message = other.do(Click(target=target))
        assert (error, "never clicks itself" in message) == ("PolicyError", True)
        other.close()


def test_stop_in_the_middle_is_quick_and_leaves_nothing_pressed(world: World, log: Lines) -> None:
    assert world.do(Click(target=world.target("Left"))) == ("", "")
    world.see()
    begun = time.monotonic()
    error, _ = world.do(TypeText(text="Hello 你好 " * 1000, secret=True), stop_after=0.3)
    assert error == "Stopped"
    assert time.monotonic() - begun < 1.5
    assert nothing_pressed(world)


def test_a_thief_of_the_focus_gets_at_most_one_burst(world: World, log: Lines) -> None:
    stolen: list[Lines] = []
    spec = RIGHT | {"title": "Thief", "y": 300}
    thief = threading.Timer(1.2, lambda: stolen.append(world.show(spec)))  # when typing is well under way
    thief.start()
    text = "Hello 你好 " * 400
    error, message = world.do(TypeText(text=text, target=world.target("Left")))
    thief.join()
    assert (error, "Thief" in message) == ("InputError", True), message
    assert nothing_pressed(world)
    assert 0 < count_keys(log) < len(text)
    assert count_keys(stolen[0]) <= 40  # 20 characters, some with Shift


def test_the_fail_safe_corner_stops(world: World, log: Lines) -> None:
    world.point(0, 0)
    error, message = world.do(Click(target=world.target("Left")))
    assert (error, "corner" in message) == ("Stopped", True)
    world.point(400, 500)
    assert not [e for e in log.take() if e["event"] == "press"]


def test_a_held_key_stops_the_act(world: World, log: Lines) -> None:
    from Xlib import X, display

    connection = display.Display(world.desktop.display)
    connection.xtest_fake_input(X.KeyPress, 37)
    connection.sync()
    error, message = world.do(Click(target=world.target("Left")))
    connection.xtest_fake_input(X.KeyRelease, 37)
    connection.sync()
    connection.close()
    assert (error, message) == ("InputError", "The Ctrl key is held down; let go of it and try again.")


def test_a_dead_display_is_one_plain_error() -> None:
    with VirtualDesktop(800, 600, wm=False) as mortal:
        world = World(mortal)
        world.see()
        world.close()
        server = mortal._programs[0]
        server.terminate()
        server.wait()
        error, message = world.do(Press(keys=("a",)))
        assert error == "NoDisplayError"
        assert message.endswith("cannot be reached; is it running?")
        assert "Traceback" not in message
