"""Between the look and the click the target moves, is covered, or changes places with another: nothing else
is ever clicked, and a screen that stands still never stops anything (research: R1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from actions_world import LEFT, RIGHT, Lines, World
from safety import record, tries

from actions.virtual import VirtualDesktop, poll
from actions.x11 import connect
from agent.types import Click

pytestmark = [pytest.mark.live, pytest.mark.safety]


class Injector:
    """A second client that moves windows and puts others over them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.display: Any = connect(world.desktop.display)
        self.trap: Any = None

    def move(self, title: str, x: int, y: int) -> None:
        before = self.world.box(title)
        window = next(w for w in self.world.x11.windows() if w.title == title)
        self.display.create_resource_object("window", window.id).configure(x=x, y=y)
        self.display.sync()
        assert poll(lambda: self.world.box(title) != before, 5)

    def cover(self, title: str) -> None:
        box = self.world.box(title)
        screen = self.display.screen()
        self.trap = screen.root.create_window(
            *(box.x0 - 5, box.y0 - 5, box.width + 10, box.height + 10, 0, screen.root_depth),
            background_pixel=0xDDDDDD, override_redirect=True,
        )  # fmt: skip
        self.trap.map()
        self.display.sync()

    def uncover(self) -> None:
        self.trap.destroy()
        self.display.sync()


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


@pytest.fixture
def injector(world: World) -> Iterator[Injector]:
    made = Injector(world)
    yield made
    made.display.close()


def presses(log: Lines) -> list[str]:
    return [event["window"] for event in log.take() if event["event"] == "press"]


def moved(injector: Injector, random: Random) -> Callable[[], None]:
    box = injector.world.box("Left")
    injector.move("Left", box.x0 + random.randint(8, 40), box.y0 + random.randint(8, 40))
    return lambda: injector.move("Left", box.x0, box.y0)


def swapped(injector: Injector, random: Random) -> Callable[[], None]:
    left, right = injector.world.box("Left"), injector.world.box("Right")
    injector.move("Left", right.x0, right.y0)
    injector.move("Right", left.x0, left.y0)

    def back() -> None:
        injector.move("Left", left.x0, left.y0)
        injector.move("Right", right.x0, right.y0)

    return back


def covered(injector: Injector, random: Random) -> Callable[[], None]:
    injector.cover("Left")
    return injector.uncover


@pytest.mark.parametrize("fault", [moved, swapped, covered])
def test_nothing_wrong_is_clicked(
    world: World, log: Lines, injector: Injector, fault: Callable[[Injector, Random], Callable[[], None]]
) -> None:
    random, again, count = Random(1), 0, len(tries(3, 100))
    for number in range(count):
        world.see()
        target = world.target("Left", random.randint(-40, 40), random.randint(-30, 30))
        back = fault(injector, random)
        error, _ = world.do(Click(target=target))
        assert error == "TargetChanged", (number, error)
        assert presses(log) == ["Left"] * again
        if fault is not covered:  # found anew where it is now
            world.see()
            assert world.do(Click(target=world.target("Left"))) == ("", "")
            again += 1
            assert poll(lambda: presses(log) == ["Left"] * again, 5)  # noqa: B023
        back()
    name = fault.__name__
    record(f"target {name} between look and click: wrong clicks", f"0 of {count}", "0")
    if again:
        record(f"found again after it was {name}", f"{again} of {count}", "at least 95 %")


def test_a_still_screen_stops_nothing(world: World, log: Lines) -> None:
    count = len(tries(5, 100))
    for _ in range(count):
        assert world.do(Click(target=world.target("Right"))) == ("", "")
        world.see()
    assert poll(lambda: presses(log) == ["Right"] * count, 5)
    record("still screen: false stops", f"0 of {count}", "0")
