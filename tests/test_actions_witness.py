"""Whose key was it? The person has devices of their own; programs have XTEST, or nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from actions_nested import LETTER, RETURN, Nested

from actions.virtual import VirtualDesktop, poll
from actions.witness_x11 import X11Witness
from actions.x11 import connect
from agent.compose import build_witness
from agent.ports import InputKind
from agent.settings import load

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def nested() -> Iterator[Nested]:
    if shutil.which("Xephyr") is None:
        pytest.skip("needs Xephyr (apt install xserver-xephyr)")
    with Nested(500, 400, wm=False) as made:
        made.person.move(200, 200)
        yield made


class Window:
    """A window over the whole screen, and the events that it gets."""

    def __init__(self, nested: Nested) -> None:
        from Xlib import X

        self.display: Any = connect(nested.display)
        screen = self.display.screen()
        mask = X.KeyPressMask | X.KeyReleaseMask | X.ButtonPressMask | X.ButtonReleaseMask
        self.window = screen.root.create_window(0, 0, 500, 400, 0, screen.root_depth, event_mask=mask)
        self.window.map()
        self.display.sync()

    def take(self, count: int) -> list[tuple[int, InputKind, int]]:
        """The next keys and buttons: time, kind, number."""
        kinds: dict[int, InputKind] = {2: "key", 3: "key_up", 4: "button", 5: "button_up"}
        found: list[tuple[int, InputKind, int]] = []

        def all_there() -> bool:
            while self.display.pending_events():
                event = self.display.next_event()
                if event.type in kinds:
                    found.append((event.time, kinds[event.type], event.detail))
            return len(found) >= count

        assert poll(all_there, 5)
        return found


@pytest.fixture(scope="module")
def window(nested: Nested) -> Iterator[Window]:
    made = Window(nested)
    yield made
    made.display.close()


@pytest.fixture
def witness(nested: Nested, window: Window) -> Iterator[X11Witness]:
    made = X11Witness(nested.display)
    nested.person.move(210, 210)
    nested.person.move(200, 200)
    yield made
    made.close()


@pytest.mark.parametrize("what", ["press", "click"])
def test_the_person(nested: Nested, window: Window, witness: X11Witness, what: str) -> None:
    nested.person.press(LETTER) if what == "press" else nested.person.click()
    assert all(witness.by_person(*event) for event in window.take(2))


@pytest.mark.parametrize("what", ["press", "click"])
def test_a_program(nested: Nested, window: Window, witness: X11Witness, what: str) -> None:
    nested.program.press(LETTER) if what == "press" else nested.program.click()
    assert not any(witness.by_person(*event) for event in window.take(2))


def test_a_program_in_the_midst_of_the_persons_typing(
    nested: Nested, window: Window, witness: X11Witness
) -> None:
    for _ in range(10):
        nested.person.press(LETTER)
        nested.program.press(RETURN)
    letter = nested.program.display.keysym_to_keycode(LETTER)
    for moment, kind, number in window.take(40):
        assert witness.by_person(moment, kind, number) == (number == letter)


def test_an_event_put_into_a_windows_queue_is_none(
    nested: Nested, window: Window, witness: X11Witness
) -> None:
    from Xlib import X
    from Xlib.protocol import event

    nested.person.press(LETTER)
    (moment, _, code), _ = window.take(2)
    place = {"root_x": 1, "root_y": 1, "event_x": 1, "event_y": 1, "state": 0, "same_screen": 1}
    root = nested.program.display.screen().root
    for time, number in ((moment + 1, code), (moment, code + 1)):
        made = event.KeyPress(
            root=root, window=window.window, child=X.NONE, time=time, detail=number, **place
        )
        window.window.send_event(made, event_mask=X.KeyPressMask)
        window.display.sync()
        assert not witness.by_person(*window.take(1)[0])


def test_a_click_where_a_program_brought_the_pointer_is_none(
    nested: Nested, window: Window, witness: X11Witness
) -> None:
    nested.program.move(300, 300)
    nested.person.click()
    press, _ = window.take(2)
    assert not witness.by_person(*press)
    nested.person.move(301, 301)
    nested.person.click()
    assert all(witness.by_person(*event) for event in window.take(2))


def test_what_has_come_is_taken_in_without_a_question(
    nested: Nested, window: Window, witness: X11Witness
) -> None:
    for _ in range(20):
        nested.person.press(LETTER)
    assert len(window.take(40)) == 40

    def taken() -> bool:
        witness.take_in()
        return len(witness._known) >= 40

    assert poll(taken, 5)


def test_a_display_that_has_gone_lets_nothing_pass() -> None:
    with VirtualDesktop(200, 150, wm=False) as mortal:
        witness = X11Witness(mortal.display)
    witness.take_in()
    assert not witness.by_person(1, "key", 9)
    witness.close()


def test_where_it_is_set_so_anyone_may_answer(nested: Nested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", nested.display)
    assert build_witness(load(injected_answers=True)) is None
    witness = build_witness(load())
    assert isinstance(witness, X11Witness)
    witness.close()
