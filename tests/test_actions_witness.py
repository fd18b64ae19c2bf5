"""Whose key was it? The person has devices of their own; programs have XTEST, or nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from actions_nested import LETTER, Nested

from actions.virtual import VirtualDesktop, poll
from actions.witness_x11 import FRESH, X11Witness
from agent.compose import build_witness
from agent.settings import load

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def nested() -> Iterator[Nested]:
    if shutil.which("Xephyr") is None:
        pytest.skip("needs Xephyr (apt install xserver-xephyr)")
    with Nested(500, 400, wm=False) as made:
        made.person.move(200, 200)
        yield made


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def witness(nested: Nested, clock: Clock) -> Iterator[X11Witness]:
    made = X11Witness(nested.display, clock)
    yield made
    made.close()


def test_nobody_has_pressed_anything(witness: X11Witness) -> None:
    assert not witness.by_person()


@pytest.mark.parametrize("what", ["press", "click"])
def test_the_person(nested: Nested, witness: X11Witness, what: str) -> None:
    nested.person.press(LETTER) if what == "press" else nested.person.click()
    assert poll(witness.by_person, 2)


@pytest.mark.parametrize("what", ["press", "click"])
def test_a_program_just_after_the_person(nested: Nested, witness: X11Witness, what: str) -> None:
    nested.person.press(LETTER)
    assert poll(witness.by_person, 2)
    nested.program.press(LETTER) if what == "press" else nested.program.click()
    assert not witness.by_person()  # at once: what was sent before is known
    nested.person.press(LETTER)
    assert poll(witness.by_person, 2)


def test_an_old_press_stands_for_nothing(nested: Nested, witness: X11Witness, clock: Clock) -> None:
    nested.person.press(LETTER)
    assert poll(witness.by_person, 2)
    clock.now += FRESH + 0.1
    assert not witness.by_person()


def test_an_event_put_into_a_windows_queue_is_none(nested: Nested, witness: X11Witness) -> None:
    from Xlib import X
    from Xlib.protocol import event

    display = nested.program.display
    root = display.screen().root
    code = display.keysym_to_keycode(LETTER)
    place = {"root_x": 1, "root_y": 1, "event_x": 1, "event_y": 1, "state": 0, "same_screen": 1}
    made = event.KeyPress(root=root, window=root, child=X.NONE, time=X.CurrentTime, detail=code, **place)
    root.send_event(made, event_mask=X.KeyPressMask)
    display.sync()
    assert not witness.by_person()


def test_a_motion_of_the_mouse_is_no_answer(nested: Nested, witness: X11Witness) -> None:
    nested.person.move(210, 210)
    nested.person.move(200, 200)
    assert not poll(witness.by_person, 0.2)


def test_what_has_come_is_taken_in_without_a_question(nested: Nested, witness: X11Witness) -> None:
    for _ in range(20):
        nested.person.press(LETTER)
    poll(lambda: bool(witness.take_in()), 0.3)  # type: ignore[func-returns-value]
    assert witness.by_person()
    assert witness.fileno() > 2


def test_a_display_that_has_gone_lets_nothing_pass() -> None:
    with VirtualDesktop(200, 150, wm=False) as mortal:
        witness = X11Witness(mortal.display)
    witness.take_in()
    assert not witness.by_person()
    witness.close()


def test_where_it_is_set_so_anyone_may_answer(nested: Nested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", nested.display)
    assert build_witness(load(injected_answers=True)) is None
    witness = build_witness(load())
    assert isinstance(witness, X11Witness)
    witness.close()
