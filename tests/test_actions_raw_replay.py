"""Raw lists: what is sent, when, and that nothing stays pressed. Timing is told by the X server itself."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from actions_world import LEFT, World, events, nothing_pressed

from actions import raw_x11
from actions.input import Input
from actions.person import Attention
from actions.raw_replay import Played, RawPlayer
from actions.virtual import VirtualDesktop, poll
from actions.x11 import connect
from agent.errors import InputError, MacroError, Stopped
from agent.macros.raw import RawList, parse_raw
from agent.types import Button

SHIFT, CTRL = 0xFFE1, 0xFFE3  # keysyms
DRIVER = Path(__file__).parent / "raw_driver.py"


def a_list(*rows: dict[str, Any]) -> RawList:
    return parse_raw(json.dumps({"unit": "ms", "size": [1280, 800], "events": rows}).encode())


# -- the document -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"t": 0, "e": "move", "x": 1}, "needs y"),
        ({"t": 0, "e": "wheel", "x": 1}, "needs x and y"),
        ({"t": 0, "e": "down", "x": 1, "y": 1}, "needs button"),
        ({"t": 0, "e": "key"}, "needs key"),
        ({"t": 0, "e": "secret", "name": "../x"}, "events.0.name"),
        ({"t": -1, "e": "text", "text": "x"}, "events.0.t"),
        ({"t": 0, "e": "run", "text": "x"}, "events.0.e"),
        ({"t": 0, "e": "text", "text": "x", "shell": "x"}, "events.0.shell"),
    ],
)
def test_a_wrong_list_is_told(event: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MacroError, match=sentence):
        a_list(event)


def test_times_go_forward() -> None:
    with pytest.raises(MacroError, match="order of their times"):
        a_list({"t": 5, "e": "text", "text": "a"}, {"t": 4, "e": "text", "text": "b"})
    assert a_list({"t": 5, "e": "text", "text": "a"}, {"t": 1500, "e": "text", "text": "b"}).seconds == 1.5


# -- on hands that note ----------------------------------------------------------------


class Noting:
    """A pointer and keys that note what they are told."""

    def __init__(self, stop: Event, after: int = 10_000) -> None:
        self.log: list[str] = []
        self.at = (0, 0)
        self._stop, self._after = stop, after

    def _note(self, what: str) -> None:
        self.log.append(what)
        if len(self.log) == self._after:
            self._stop.set()

    def check(self) -> None:
        """Nothing."""

    def busy(self) -> str:
        return ""

    def position(self) -> tuple[int, int]:
        return self.at

    def move(self, x: int, y: int) -> None:
        self.at = (x, y)
        self._note(f"move {x} {y}")

    def press(self, button: Button) -> None:
        self._note(f"press {button}")

    def release(self, button: Button) -> None:
        self._note(f"release {button}")

    def free(self, button: Button) -> None:
        self._note(f"free {button}")

    def turn(self, dx: int, dy: int) -> None:
        self._note(f"turn {dx} {dy}")

    def down(self, name: str) -> None:
        self._note(f"down {name}")

    def up(self, name: str) -> None:
        self._note(f"up {name}")

    def type(self, text: str, gate: Any, before: Any, burst: int) -> None:
        before()
        gate()
        self._note(f"type {text}")

    def close(self) -> None:
        """Nothing."""


def play(raw: RawList, after: int = 10_000) -> tuple[list[str], type[Exception] | None]:
    stop = Event()
    hands = Noting(stop, after)
    try:
        RawPlayer(Input(hands, hands), Attention(), stop, {"bank": "Xy1"}.__getitem__).play(raw, 4.0)
    except (Stopped, InputError) as error:
        return hands.log, type(error)
    return hands.log, None


WHOLE = a_list(
    {"t": 0, "e": "key_up", "key": "enter"},  # of the key that began the recording
    {"t": 0, "e": "up", "button": "left"},
    {"t": 0, "e": "move", "x": 5, "y": 6},
    {"t": 4, "e": "down", "x": 5, "y": 6, "button": "left"},
    {"t": 8, "e": "up", "x": 9, "y": 9, "button": "left"},
    {"t": 8, "e": "key", "key": "ctrl"},
    {"t": 8, "e": "key", "key": "ctrl"},  # the keyboard repeats
    {"t": 9, "e": "key", "key": "s"},
    {"t": 9, "e": "key_up", "key": "s"},
    {"t": 9, "e": "key_up", "key": "ctrl"},
    {"t": 10, "e": "wheel", "x": 9, "y": 9, "dx": -1, "dy": 2},
    {"t": 10, "e": "text", "text": "你好"},
    {"t": 10, "e": "secret", "name": "bank"},
    {"t": 10, "e": "key", "key": "shift"},  # its end was not recorded
    {"t": 10, "e": "down", "button": "right"},
)


def test_each_event_once_and_in_order_and_all_let_go() -> None:
    assert play(WHOLE) == (
        ["move 5 6", "press left", "move 9 9", "release left", "down ctrl", "down s", "up s", "up ctrl",
         "turn -1 0", "turn 0 1", "turn 0 1", "type 你好", "type Xy1", "down shift", "press right",
         "free right", "up shift"],
        None,
    )  # fmt: skip


@pytest.mark.parametrize("after", range(1, 16))
def test_stopped_anywhere_nothing_more_goes_down(after: int) -> None:
    log, error = play(WHOLE, after)
    assert error is (Stopped if after < 15 else None)
    later = log[after:]
    assert all(entry.startswith(("release", "free", "up")) for entry in later), later
    for down, up in (("down ", "up "), ("press ", "release ")):
        pressed = [entry.removeprefix(down) for entry in log if entry.startswith(down)]
        let_go = [e.removeprefix(up).removeprefix("free ") for e in log if e.startswith((up, "free "))]
        assert set(pressed) <= set(let_go), log


def test_p99() -> None:
    assert Played(()).p99 == 0
    assert Played(tuple(i / 1000 for i in range(1000))).p99 == pytest.approx(0.99)


# -- on a real display ----------------------------------------------------------------


@pytest.fixture
def world() -> Iterator[World]:
    with VirtualDesktop(1280, 800) as desktop:
        world = World(desktop)
        yield world
        world.close()


def drive(world: World, raw: RawList, *more: str, speed: float = 1.0) -> dict[str, Any]:
    environment = world.desktop.environment() | {"PYTHONPATH": f"{DRIVER.parent.parent}:{DRIVER.parent}"}
    command = [sys.executable, str(DRIVER), str(speed), *more]
    done = subprocess.run(
        command, env=environment, input=raw.model_dump_json(), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.live
def test_a_program_gets_what_was_recorded(world: World) -> None:
    lines = world.show(LEFT)
    middle = world.box("Left").centre
    place = {"x": middle.x, "y": middle.y}
    raw = a_list(
        {"t": 0, "e": "move", **place},
        {"t": 20, "e": "down", "button": "left", **place},
        {"t": 40, "e": "up", "button": "left", **place},
        {"t": 300, "e": "key", "key": "a"},
        {"t": 320, "e": "key_up", "key": "a"},
        {"t": 340, "e": "wheel", "dy": 1, **place},
        {"t": 400, "e": "secret", "name": "bank"},
        {"t": 600, "e": "key", "key": "ctrl"},
    )
    assert drive(world, raw)["error"] == ""
    pressed = events(lines, 2, "press")
    assert [(e["detail"], e["x"], e["y"]) for e in pressed] == [
        (button, middle.x, middle.y) for button in (1, 5)
    ]
    typed = [e["keysym"] for e in events(lines, 6, "key_down") if e["keysym"] != SHIFT]
    assert typed == [ord("a"), ord("x"), ord("y"), ord("1"), CTRL]  # the server names keys without Shift
    assert poll(lambda: nothing_pressed(world), 5)


@pytest.mark.live
def test_stopped_in_the_middle_nothing_stays_pressed(world: World) -> None:
    raw = a_list({"t": 0, "e": "key", "key": "shift"}, {"t": 20_000, "e": "key_up", "key": "shift"})
    assert drive(world, raw, "stop", "0.3")["error"] == "Stopped"
    assert nothing_pressed(world)


@pytest.mark.live
def test_the_pointer_in_a_corner_stops_it(world: World) -> None:
    from Xlib import display

    raw = a_list({"t": 0, "e": "move", "x": 300, "y": 300}, {"t": 5000, "e": "move", "x": 400, "y": 400})
    answers: list[dict[str, Any]] = []
    driver = threading.Thread(target=lambda: answers.append(drive(world, raw)))
    driver.start()
    eye = display.Display(world.desktop.display)

    def pointer() -> tuple[int, int]:
        told = eye.screen().root.query_pointer()
        return told.root_x, told.root_y

    assert poll(lambda: pointer() == (300, 300), 20)
    world.point(0, 0)
    driver.join(30)
    assert answers[0]["error"] == "Stopped"
    assert pointer() == (0, 0)
    eye.close()


@pytest.mark.live
def test_p99_of_the_timing_is_within_5_ms(world: World) -> None:
    """The server's own times of 300 moves, 7 ms apart, beside the recorded ones. On a machine that is so busy
    that a program which only sleeps wakes up later than that, nothing can be said."""
    rows = [{"t": i * 7.0, "e": "move", "x": 100 + i, "y": 300 + i % 50} for i in range(300)]
    raw = a_list(*rows)
    found, yardstick = [], []
    for _ in range(5):
        found.append(jitter(world, raw))
        if found[-1] <= 5.0:
            return
        yardstick.append(lateness_of_sleep())
    told = f"p99 in ms: {found}; of sleep alone: {yardstick}"
    if max(yardstick) > 5.0:
        pytest.skip(f"the machine is too busy ({told})")
    pytest.fail(told)


def lateness_of_sleep(count: int = 200, pause: float = 0.007) -> float:
    """p99 of how late a process that does nothing else wakes up, in milliseconds."""
    begun, late = time.monotonic(), []
    for number in range(count):
        deadline = begun + number * pause
        time.sleep(max(0.0, deadline - time.monotonic()))
        late.append((time.monotonic() - deadline) * 1000)
    return sorted(late)[int(0.99 * count)]


def jitter(world: World, raw: RawList) -> float:
    """p99 of the distance between when the server got each event and when it was due, in milliseconds. The
    two clocks are laid over each other at the median."""
    ear = connect(world.desktop.display)
    assert raw_x11.select(ear, (raw_x11.MOTION,))
    assert drive(world, raw)["error"] == ""
    ear.sync()
    met = [raw_x11.read(ear.next_event()) for _ in range(ear.pending_events())]
    ear.close()
    times = [event.time for event in met if event is not None]
    assert len(times) == len(raw.events)
    off = [time - event.t for time, event in zip(times, raw.events, strict=True)]
    middle = sorted(off)[len(off) // 2]
    spread = sorted(abs(one - middle) for one in off)
    return spread[int(0.99 * len(spread))]
