"""The stop key in the middle of an act: nothing more comes after a fifth of a second; and our death at any
moment leaves nothing down (research: R7, R8).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from actions_world import LEFT, RIGHT, Lines, World, nothing_pressed
from safety import LONG, most_of, record, tries

from actions.virtual import VirtualDesktop, poll
from actions.x11 import connect
from agent.types import Action, Click, Drag, TypeText, Wait

pytestmark = [pytest.mark.live, pytest.mark.safety]

HERE = Path(__file__).parent
STOP = (0xFFE3, 0xFFE9, 0xFF1B)  # Ctrl, Alt, Escape
MOST = 0.2  # seconds


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


class Panic:
    """The person's finger on the stop key, by another client."""

    def __init__(self, world: World) -> None:
        self.display: Any = connect(world.desktop.display)
        self.codes = [self.display.keysym_to_keycode(keysym) for keysym in STOP]

    def press(self) -> float:
        """When the key went down."""
        from Xlib import X

        for code in self.codes:
            self.display.xtest_fake_input(X.KeyPress, code)
        self.display.sync()
        at = time.monotonic()
        for code in reversed(self.codes):
            self.display.xtest_fake_input(X.KeyRelease, code)
        self.display.sync()
        return at


def latency(world: World, log: Lines, panic: Panic, action: Action, after: float) -> float:
    """Seconds from the key to the last event that a program got of us."""
    world.see()
    already = len(log.take())
    world.send(op="perform", action=action.model_dump())
    time.sleep(after)  # the moment is what is tried
    at = panic.press()
    answer = world.answers.next()
    assert answer["error"] == "Stopped", answer
    assert nothing_pressed(world)
    ended = time.monotonic()
    poll(lambda: False, 0.1)
    ours = [e for e in log.take()[already:] if e.get("keysym") not in STOP]
    late = [e for e in ours if e["event"] in ("key_down", "press", "move") and e["time"] > ended + 0.05]
    assert late == []
    went_down = [e["time"] for e in ours if e["event"] in ("key_down", "press", "move")]
    return float(max([0.0, *(moment - at for moment in went_down)]))


def test_nothing_more_comes_after_the_stop_key(world: World, log: Lines) -> None:
    random, panic = Random(2), Panic(world)
    left, right = world.target("Left"), world.target("Right")
    acts: tuple[Action, ...] = (
        TypeText(text="hello world " * 400, target=left, secret=True),
        Drag(source=left, to=right),
        Wait(seconds=60),
    )
    found = []
    for number in tries(6, 200):
        act = acts[number % 3]
        most = 0.25 if isinstance(act, Drag) else 0.6
        found.append(latency(world, log, panic, act, random.uniform(0.12, most)))
    panic.display.close()
    most, which = most_of(found)
    record(f"stop key in {len(found)} acts: {which} until the last event", f"{most * 1000:.0f} ms", "200 ms")
    assert most <= MOST
    assert max(found) <= (10 * MOST if LONG else MOST)


def test_nothing_comes_of_a_thought_that_was_stopped(world: World, log: Lines) -> None:
    """The planner is deaf while it thinks, and gives its act after the stop."""
    random, panic, count = Random(5), Panic(world), len(tries(2, 50))
    click = Click(target=world.target("Left"))
    for _ in range(count):
        world.send(op="think", seconds=0.6, action=click.model_dump())
        time.sleep(random.uniform(0.15, 0.5))  # the moment is what is tried
        panic.press()
        answer = world.answers.next()
        assert (answer["error"], answer["thought"]) == ("Stopped", True)
    panic.display.close()
    poll(lambda: False, 0.1)
    assert [e for e in log.take() if e.get("keysym") not in STOP and e["event"] != "key_up"] == []
    record(f"stop key while a planner thinks, {count} times: acts done", "0", "0")


def test_death_at_any_moment_leaves_nothing_down(world: World) -> None:
    random, count = Random(3), len(tries(3, 50))
    environment = world.desktop.environment() | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
    slowest = 0.0
    for _ in range(count):
        mortal: subprocess.Popen[str] = world.desktop.start(
            [sys.executable, str(HERE / "actions_mortal.py"), "typing"],
            environment=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert mortal.stdout is not None
        assert mortal.stdout.readline() == "held\n"
        time.sleep(random.uniform(0.0, 0.4))  # the moment is what is tried
        mortal.kill()
        mortal.wait()
        begun = time.monotonic()
        assert poll(lambda: nothing_pressed(world), 1)
        slowest = max(slowest, time.monotonic() - begun)
    record(f"kill -9 while typing, {count} times: all up within", f"{slowest * 1000:.0f} ms", "1 s")
