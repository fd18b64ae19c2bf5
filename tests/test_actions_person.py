"""The person at the display: their stop key is heard whatever holds the keyboard, and their hand is told from
ours. A server nested in another plays the person: what is done to its window comes from devices of its own.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from actions_nested import ALT, CTRL, ESCAPE, LETTER, SHIFT, Fingers, Nested

from actions.person import Attention
from actions.person_other import combination
from actions.person_x11 import MOVES, X11Listener
from actions.virtual import VirtualDesktop, poll
from actions.x11 import connect

STOP_KEY = ("ctrl", "alt", "escape")
live = pytest.mark.live


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(800, 600) as opened:
        yield opened


@pytest.fixture
def fingers(desktop: VirtualDesktop) -> Iterator[Fingers]:
    made = Fingers(desktop.display)
    yield made
    made.display.close()


@pytest.fixture
def stop(desktop: VirtualDesktop) -> Iterator[threading.Event]:
    """Set by the stop key while the test runs."""
    stop = threading.Event()
    with Attention(None, lambda: X11Listener(STOP_KEY, desktop.display)).listen(stop):
        yield stop


@live
def test_the_stop_key_stops_within_a_fifth_of_a_second(stop: threading.Event, fingers: Fingers) -> None:
    in_time = 0
    for _ in range(5):  # a busy machine may make any one of them late
        fingers.press(CTRL, ALT, ESCAPE)
        in_time += stop.wait(0.2)
        assert stop.wait(5)
        stop.clear()
    assert in_time >= 3


@live
@pytest.mark.parametrize("keys", [(ESCAPE,), (CTRL, ESCAPE), (CTRL, ALT, SHIFT, ESCAPE), (CTRL, ALT, LETTER)])
def test_other_keys_do_not_stop(stop: threading.Event, fingers: Fingers, keys: tuple[int, ...]) -> None:
    fingers.press(*keys)
    assert not stop.wait(0.2)


@live
def test_an_open_menu_that_holds_the_keyboard_does_not_hold_the_stop_key(
    stop: threading.Event, fingers: Fingers, desktop: VirtualDesktop
) -> None:
    from Xlib import X

    menu = connect(desktop.display)
    menu.screen().root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    menu.sync()
    fingers.press(CTRL, ALT, ESCAPE)
    assert stop.wait(0.5)
    menu.close()


@live
def test_no_program_gets_the_stop_key(
    stop: threading.Event, fingers: Fingers, desktop: VirtualDesktop
) -> None:
    other = X11Listener(STOP_KEY, desktop.display)
    assert not other.grabbed  # the first one has it for itself
    other.close()


@live
def test_caps_lock_does_not_matter(stop: threading.Event, fingers: Fingers) -> None:
    fingers.press(0xFFE5)
    fingers.press(CTRL, ALT, ESCAPE)
    fingers.press(0xFFE5)
    assert stop.wait(0.5)


@live
def test_what_we_send_is_not_the_person(desktop: VirtualDesktop, fingers: Fingers) -> None:
    listener = X11Listener(STOP_KEY, desktop.display)
    fingers.press(LETTER)
    for step in range(10):
        fingers.move(100 + step, 100)
    fingers.click()
    for _ in range(5):
        listener.wait(0.05)
    assert listener.active_at == listener.moved_at == 0
    listener.close()


@live
def test_a_display_that_goes_ends_the_listening_in_peace() -> None:
    stop = threading.Event()
    with VirtualDesktop(200, 150, wm=False) as mortal:
        person = Attention(None, lambda: X11Listener(STOP_KEY, mortal.display))
        with person.listen(stop):
            mortal.close()
            assert not stop.wait(0.2)
            assert not person.active_since(0)


def test_a_word_left_in_a_file_stops(tmp_path: Path) -> None:
    word, stop = tmp_path / "at-work.stop", threading.Event()
    word.touch()  # left by one that came too late
    with Attention(word).listen(stop):
        assert not word.exists()
        assert not stop.is_set()
        word.touch()
        assert stop.wait(2)
    assert not word.exists()


def test_nothing_is_known_of_the_person_where_nobody_listens() -> None:
    person = Attention()
    assert not person.active_since(0)
    assert not person.moving()
    before = threading.active_count()
    with person.listen(threading.Event()):
        assert threading.active_count() == before + 1
    assert threading.active_count() == before


def test_other_systems_call_the_keys_otherwise() -> None:
    assert combination(STOP_KEY) == "<ctrl>+<alt>+<esc>"
    assert combination(("super", "q")) == "<cmd>+q"


# -- a person with a mouse and a keyboard --------------------------------------


@pytest.fixture(scope="module")
def nested() -> Iterator[Nested]:
    if shutil.which("Xephyr") is None:
        pytest.skip("needs Xephyr (apt install xserver-xephyr)")
    with Nested(500, 400, wm=False) as made:
        yield made


def sweep(nested: Nested, count: int) -> None:
    for step in range(count):
        nested.person.move(30 + 5 * step, 60 + 3 * step)


@pytest.fixture
def listener(nested: Nested) -> Iterator[X11Listener]:
    made = X11Listener(STOP_KEY, nested.display)
    nested.person.move(30, 60)
    made.wait(0.1)
    made.active_at = made.moved_at = 0.0
    made._motions.clear()
    yield made
    made.close()


def _hears(listener: X11Listener, what: str) -> bool:
    def asked() -> float:
        listener.wait(0.02)
        return float(getattr(listener, what))

    return poll(asked, 1) > 0


@live
def test_a_hand_on_the_mouse_is_the_person(nested: Nested, listener: X11Listener) -> None:
    sweep(nested, 2 * MOVES)
    assert _hears(listener, "active_at")


@live
def test_a_bump_is_none(nested: Nested, listener: X11Listener) -> None:
    nested.person.move(31, 60)
    assert _hears(listener, "moved_at")
    assert listener.active_at == 0


@live
def test_a_key_or_a_click_is_the_person(nested: Nested, listener: X11Listener) -> None:
    nested.person.press(LETTER)
    assert _hears(listener, "active_at")
    listener.active_at = 0.0
    nested.person.click()
    assert _hears(listener, "active_at")


@live
def test_the_persons_own_keyboard_stops(nested: Nested) -> None:
    stop = threading.Event()
    with Attention(None, lambda: X11Listener(STOP_KEY, nested.display)).listen(stop):
        nested.person.press(CTRL, ALT, ESCAPE)
        assert stop.wait(0.5)


@live
def test_what_we_send_to_the_nested_server_is_not_the_person(nested: Nested, listener: X11Listener) -> None:
    for step in range(2 * MOVES):
        nested.program.move(50 + step, 60)
    nested.program.press(LETTER)
    for _ in range(5):
        listener.wait(0.05)
    assert listener.active_at == 0
