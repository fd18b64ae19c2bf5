"""Whatever ends the hands, nothing stays down: a process beside them lets go."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.virtual import VirtualDesktop, poll
from actions.watch import Watchdog
from actions.watchdog import Held, follow, let_go
from actions.x11 import connect

HERE = Path(__file__).parent
BUTTONS = 0x1F << 8


def test_what_is_said_is_remembered_until_all_is_clear() -> None:
    held = follow(io.StringIO("key 37\nbutton 1\nkey 50\nlend 93 0 0\nlend 93 5 5\n"))
    assert held == Held({37, 50}, {1}, {93: [0, 0]})
    assert follow(io.StringIO("key 37\nclear\nbutton 3\n")) == Held(set(), {3}, {})


@given(st.text())
def test_no_line_is_too_odd(text: str) -> None:
    follow(io.StringIO(text + "\nkey 38"))
    held = Held()
    held.heard(text)
    assert all(isinstance(code, int) for code in held.keys | held.buttons)


def test_a_line_that_was_cut_off_is_no_line() -> None:
    assert follow(io.StringIO("key 37\nkey 3")).keys == {37}


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(640, 480) as opened:
        yield opened


@pytest.fixture
def display(desktop: VirtualDesktop) -> Iterator[Any]:
    connection = connect(desktop.display)
    yield connection
    connection.close()


def _start(desktop: VirtualDesktop, what: str) -> subprocess.Popen[str]:
    environment = desktop.environment() | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
    environment.pop("DESKHAND_NO_REAL_INPUT", None)
    mortal: subprocess.Popen[str] = desktop.start(
        [sys.executable, str(HERE / "actions_mortal.py"), what],
        environment=environment, stdout=subprocess.PIPE, stderr=None, text=True,
    )  # fmt: skip
    assert mortal.stdout is not None
    assert mortal.stdout.readline().startswith("held")
    return mortal


def _down(display: Any) -> bool:
    return any(display.query_keymap()) or bool(display.screen().root.query_pointer().mask & BUTTONS)


def _rows(display: Any) -> list[tuple[int, ...]]:
    low, high = display.display.info.min_keycode, display.display.info.max_keycode
    return [tuple(row) for row in display.get_keyboard_mapping(low, high - low + 1)]


@pytest.mark.live
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_within_a_second_of_our_death_everything_is_up(
    desktop: VirtualDesktop, display: Any, end: signal.Signals
) -> None:
    before = _rows(display)
    mortal = _start(desktop, "hold")
    assert _down(display)
    assert _rows(display) != before
    os.kill(mortal.pid, end)
    mortal.wait()
    assert poll(lambda: not _down(display), 1)
    assert poll(lambda: _rows(display) == before, 1)


@pytest.mark.live
def test_death_in_the_middle_of_typing_leaves_nothing_down_or_lent(
    desktop: VirtualDesktop, display: Any
) -> None:
    before = _rows(display)
    mortal = _start(desktop, "typing")
    assert poll(lambda: _rows(display) != before, 5)
    mortal.kill()
    mortal.wait()
    assert poll(lambda: not _down(display), 1)
    assert poll(lambda: _rows(display) == before, 1)


@pytest.mark.live
def test_what_the_person_holds_stays_down(desktop: VirtualDesktop, display: Any) -> None:
    from Xlib import X

    mortal = _start(desktop, "done")
    display.xtest_fake_input(X.KeyPress, 38)
    display.sync()
    mortal.kill()
    mortal.wait()
    let_go(display, Held())
    assert not poll(lambda: not _down(display), 0.5)
    display.xtest_fake_input(X.KeyRelease, 38)
    display.sync()


@pytest.mark.live
def test_a_watchdog_that_was_killed_comes_back(desktop: VirtualDesktop, display: Any) -> None:
    from Xlib import X

    watch = Watchdog(desktop.display)
    watch.key(38)
    os.kill(watch.pid, signal.SIGKILL)
    assert poll(lambda: not _alive(watch), 2)
    watch.key(39)
    for code in (38, 39):
        display.xtest_fake_input(X.KeyPress, code)
    display.sync()
    assert watch._process is not None
    assert watch._process.stdin is not None
    watch._process.stdin.close()  # as the end of our process does
    assert poll(lambda: not _down(display), 1)
    watch._process.wait(5)


def _alive(watch: Watchdog) -> bool:
    return watch._process is not None and watch._process.poll() is None


@pytest.mark.live
def test_a_farewell_ends_it(desktop: VirtualDesktop) -> None:
    watch = Watchdog(desktop.display)
    watch.button(1)
    process = watch._process
    watch.close()
    assert process is not None
    assert process.returncode == 0
