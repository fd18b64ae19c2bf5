"""A part in a process of its own: its answers, its errors, its end, and that it can be stopped."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from actions.virtual import poll
from agent.apart import Apart, State
from agent.errors import DeskhandError, ReadError, Stopped, UsageError


class Part:
    """What runs over there."""

    def __init__(self, fails: str = "") -> None:
        if fails:
            raise UsageError(fails)
        self.stopped = 0

    def add(self, one: int, other: int) -> int:
        return one + other

    def pid(self) -> int:
        return os.getpid()

    def refuse(self) -> None:
        raise ReadError("It cannot be read.")

    def stumble(self) -> None:
        raise ZeroDivisionError

    def starve(self) -> None:
        raise MemoryError

    def crash(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def count(self, stop: threading.Event) -> Iterator[int]:
        yield 1
        if not stop.wait(20):
            yield 2
        self.stopped += 1

    def wait(self, stop: threading.Event) -> None:
        self.stopped += stop.wait(20)

    def stops(self) -> int:
        return self.stopped


Open = Callable[..., Apart]


@pytest.fixture
def opened() -> Iterator[Open]:
    made: list[Apart] = []

    def build(**about: Any) -> Apart:
        made.append(Apart(partial(Part, **about), "The model", ReadError))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_it_answers_from_another_process_and_says_when_it_is_ready(opened: Open) -> None:
    part, states = opened(), list[State]()
    part.on_state = states.append
    assert part.state == "off"
    assert part.call("add", 2, 3) == 5
    assert part.call("pid") != os.getpid()
    assert states == ["loading", "ready"]
    part.close()
    assert states[-1] == "off"


def test_its_errors_are_told_as_they_are_and_it_lives_on(opened: Open) -> None:
    part = opened()
    with pytest.raises(ReadError, match="cannot be read"):
        part.call("refuse")
    with pytest.raises(ReadError, match="ZeroDivisionError"):
        part.call("stumble")
    with pytest.raises(ReadError, match="not enough memory"):
        part.call("starve")
    assert part.call("add", 1, 1) == 2


def test_where_it_is_killed_a_sentence_says_so_and_it_begins_anew(opened: Open) -> None:
    part = opened()
    before = part.call("pid")
    with pytest.raises(ReadError, match=r"for want of memory.*when you try again"):
        part.call("crash")
    assert part.state == "gone"
    assert part.call("pid") != before


def test_one_that_is_killed_while_idle_begins_anew(opened: Open) -> None:
    part = opened()
    os.kill(part.call("pid"), signal.SIGKILL)
    assert poll(lambda: part.state == "gone", 10)
    assert part.call("add", 1, 2) == 3


def test_what_it_cannot_be_built_for_is_told_each_time(opened: Open) -> None:
    part = opened(fails="The weights are damaged.")
    for _ in range(2):
        with pytest.raises(UsageError, match="damaged"):
            part.call("add", 1, 1)
    assert poll(lambda: part.state == "gone", 10)


def test_a_stop_is_heard_at_once_on_both_sides(opened: Open) -> None:
    part, stop = opened(), threading.Event()
    part.call("pid")
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(Stopped):
        part.call("wait", stop=stop)
    assert part.call("stops") == 1


def test_pieces_come_one_by_one_and_may_be_left(opened: Open) -> None:
    part = opened()
    pieces = part.stream("count")
    assert next(pieces) == 1
    pieces.close()  # type: ignore[attr-defined]
    assert part.call("stops") == 1


def test_a_request_that_was_given_up_before_its_turn_is_passed_over(opened: Open) -> None:
    part, stop = opened(), threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        part.call("wait", stop=stop)
    assert part.call("add", 3, 4) == 7


def test_closing_ends_it_in_the_middle_of_an_answer(opened: Open) -> None:
    part = opened()
    pid = part.call("pid")
    failed = list[DeskhandError]()

    def ask() -> None:
        try:
            part.call("wait")
        except DeskhandError as error:
            failed.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    part.close()
    asking.join(20)
    assert len(failed) == 1
    assert not os.path.exists(f"/proc/{pid}")
