"""Eyes in a process of their own see what eyes here see, and heed a stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from actions.virtual import poll
from agent.apart_eyes import EyesApart
from agent.errors import ReadError, Stopped
from agent.ports import Explaining, Eyes, Forgetful, Heedful
from agent.types import Box, Element, Frame, Observation, Point

BOX = Box(x0=1, y0=2, x1=30, y1=40)


class Seeing:
    """Tells what it was given, in the words of an element; a black picture ends its process, and a grey one
    takes it long."""

    def __init__(self) -> None:
        self.explain, self.forgot = False, 0

    def look(self, frame: Frame, query: str = "") -> Observation:
        if not frame.pixels.any():
            os.kill(os.getpid(), signal.SIGKILL)
        if (frame.pixels == 128).all():
            threading.Event().wait(20)
        told = f"{query} {frame.pixels.sum()} {frame.origin.x} {self.explain} {self.forgot} {os.getpid()}"
        element = Element(id=1, box=BOX, kind="button", text=told, embedding=(0.5, 0.25))
        return Observation(frame, (element,), (("s4", 1.0),), 0.25, (0.5,))

    def forget(self) -> None:
        self.forgot += 1


def frame(shade: int) -> Frame:
    return Frame(np.full((20, 30, 3), shade, np.uint8), origin=Point(x=7, y=0))


@pytest.fixture
def eyes() -> Iterator[EyesApart]:
    made = EyesApart(Seeing)
    yield made
    made.close()


def told(seen: Observation) -> list[str]:
    return seen.elements[0].text.split()


def test_all_that_is_seen_comes_back_with_the_picture_that_was_given(eyes: EyesApart) -> None:
    given = frame(3)
    seen = eyes.look(given, "login")
    assert seen.frame is given
    assert (seen.gates, seen.took, seen.meant) == ((("s4", 1.0),), 0.25, (0.5,))
    assert seen.elements[0].box == BOX
    assert seen.elements[0].embedding == (0.5, 0.25)
    assert told(seen)[:3] == ["login", str(3 * 20 * 30 * 3), "7"]
    assert told(seen)[-1] != str(os.getpid())


def test_the_ports_are_kept(eyes: EyesApart) -> None:
    heeding = eyes.heeding(threading.Event())
    kept: list[Eyes] = [eyes, heeding]
    assert isinstance(eyes, Heedful)
    assert all(isinstance(one, Explaining) and isinstance(one, Forgetful) for one in kept)


def test_it_explains_and_forgets_over_there(eyes: EyesApart) -> None:
    heeding = eyes.heeding(threading.Event())
    eyes.forget()  # nothing is loaded: nothing to forget
    assert eyes.state == "off"
    assert told(heeding.look(frame(1)))[-3:-1] == ["False", "0"]
    heeding.explain = True
    heeding.forget()
    assert told(heeding.look(frame(1)))[-3:-1] == ["True", "1"]
    assert eyes.explain


def test_where_the_process_dies_the_look_fails_and_the_next_one_does_not(eyes: EyesApart) -> None:
    with pytest.raises(ReadError, match=r"The eye does not run any more"):
        eyes.look(frame(0))
    assert told(eyes.look(frame(1)))


def test_a_look_that_takes_long_can_be_stopped(eyes: EyesApart) -> None:
    stop = threading.Event()
    eyes.look(frame(1))
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(Stopped):
        eyes.heeding(stop).look(frame(128))


def test_loading_begins_without_a_look_and_is_told(eyes: EyesApart) -> None:
    states: list[str] = []
    heed: Callable[[str], None] = states.append
    eyes.on_state(heed)
    eyes.begin()
    assert poll(lambda: eyes.state == "ready", 20)
    assert states == ["loading", "ready"]


def test_a_picture_that_is_no_whole_array_is_sent_all_the_same(eyes: EyesApart) -> None:
    part = replace(frame(1), pixels=frame(1).pixels[::2, ::3])
    assert told(eyes.look(part))[:1] == [str(10 * 10 * 3)]
