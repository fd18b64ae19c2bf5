"""The ear hears each key, button, motion and turn of the wheel of an X display, whoever sends it."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from test_actions_input_method import Method, present
from typing_fields import set_layout

from actions.fcitx_ear import FcitxEar
from actions.input import X11Keys
from actions.input_method_x11 import Fcitx
from actions.listen import open_ear
from actions.listen_x11 import X11Ear
from actions.virtual import VirtualDesktop, poll
from agent.errors import NoDisplayError
from agent.recording.caught import Catcher
from agent.recording.gestures import Typed
from agent.recording.heard import (
    Blind,
    ButtonPress,
    ButtonRelease,
    Heard,
    KeyPress,
    KeyRelease,
    Motion,
    Wheel,
)
from agent.recording.typing import Piece, Text, pieces

LAYOUTS = ("us", "de", "fr", "ru,us", "us -variant dvorak", "us -variant intl")
TEXTS = ("Hello World, p@$W0rd!#{}[]|~^`\"\\<>?/&%*()+=;:'", "żółw Größe ñ éèçàù Привет €", "你好 日本語 🍑")


@dataclass
class Heart:
    """What is heard on a display, and the ear and hands there."""

    desktop: VirtualDesktop
    ear: X11Ear
    keys: X11Keys
    events: list[Heard] = field(default_factory=list)

    def text(self) -> str:
        return "".join(e.character for e in self.events if isinstance(e, KeyPress))

    def hears(self, text: str) -> bool:
        return poll(lambda: self.text() == text, 5)

    def type(self, text: str) -> None:
        self.events.clear()
        self.keys.type(text, lambda: None, lambda: None, 20)


@pytest.fixture(scope="module")
def heart() -> Iterator[Heart]:
    with VirtualDesktop(600, 400, wm=False) as desktop:
        heart = Heart(desktop, X11Ear(desktop.display), X11Keys(display=desktop.display))
        heart.ear.start(heart.events.append)
        yield heart
        heart.ear.stop()
        heart.keys.close()


@pytest.mark.live
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_sign_is_heard_as_it_was_typed(heart: Heart, layout: str) -> None:
    set_layout(heart.desktop, layout)
    for text in TEXTS:
        heart.type(text)
        assert heart.hears(text), (layout, text, heart.text())
    assert not any(e.unsure for e in heart.events if isinstance(e, KeyPress))
    set_layout(heart.desktop, "us")


@pytest.mark.live
def test_buttons_motion_and_the_wheel_of_another_program(heart: Heart) -> None:
    from Xlib import X, display

    person = display.Display(heart.desktop.display)
    heart.events.clear()
    person.xtest_fake_input(X.MotionNotify, x=120, y=80)
    for button in (1, 3, 2, 4, 5, 6, 7):
        person.xtest_fake_input(X.ButtonPress, button)
        person.xtest_fake_input(X.ButtonRelease, button)
    person.sync()
    assert poll(lambda: len(heart.events) >= 11, 5)
    person.close()
    assert isinstance(heart.events[0], Motion)
    pressed = [e.button for e in heart.events if isinstance(e, ButtonPress)]
    assert (
        pressed
        == [e.button for e in heart.events if isinstance(e, ButtonRelease)]
        == ["left", "right", "middle"]
    )
    assert all((e.x, e.y) == (120, 80) for e in heart.events if isinstance(e, ButtonPress | Wheel))
    assert [(e.dx, e.dy) for e in heart.events if isinstance(e, Wheel)] == [(0, -1), (0, 1), (-1, 0), (1, 0)]


@pytest.mark.live
def test_chords_have_what_is_held(heart: Heart) -> None:
    heart.events.clear()
    for name in ("ctrl", "shift", "s"):
        heart.keys.down(name)
    for name in ("s", "shift", "ctrl"):
        heart.keys.up(name)
    assert poll(lambda: len(heart.events) == 6, 5)
    presses = [(e.key, e.modifiers) for e in heart.events if isinstance(e, KeyPress)]
    assert presses == [("ctrl", frozenset()), ("shift", {"ctrl"}), ("s", {"ctrl", "shift"})]
    assert [e.key for e in heart.events if isinstance(e, KeyRelease)] == ["s", "shift", "ctrl"]
    assert all(abs(time.monotonic() - e.at) < 30 for e in heart.events)
    assert [e.time for e in heart.events] == sorted(e.time for e in heart.events)


@pytest.mark.live
def test_it_can_be_stopped_and_hears_no_more(heart: Heart) -> None:
    heard: list[Heard] = []
    ear = X11Ear(heart.desktop.display)
    ear.start(heard.append)
    heart.type("a")
    assert poll(lambda: len(heard) >= 2, 5)
    ear.stop()
    ear.stop()
    count = len(heard)
    heart.type("bcd")
    assert heart.hears("bcd")
    assert len(heard) == count
    assert not [t for t in threading.enumerate() if "ear" in t.name and t.is_alive() and t not in ears(heart)]


def ears(heart: Heart) -> set[threading.Thread]:
    return {heart.ear._thread} if heart.ear._thread is not None else set()


@pytest.mark.live
def test_a_display_that_dies_makes_it_deaf_and_nothing_worse() -> None:
    with VirtualDesktop(300, 200, wm=False) as mortal:
        ear = X11Ear(mortal.display)
        ear.start(lambda event: None)
        mortal.close()
        assert poll(lambda: bool(ear.failed), 5)
        ear.stop()


def test_without_a_display_it_says_so() -> None:
    with pytest.raises(NoDisplayError):
        open_ear()


# -- input methods


@pytest.fixture
def method(monkeypatch: pytest.MonkeyPatch) -> Iterator[Method]:
    if not present("ibus"):
        pytest.skip("no ibus with pinyin on this machine")
    with VirtualDesktop(900, 600) as desktop:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.setenv(name, desktop.environment()[name])
        made = Method(desktop, "ibus")
        yield made
        made.field.keys.close()


@pytest.mark.live
@pytest.mark.parametrize(("keys", "pause"), [("ni hao 5,", 60), ("nihao shijie ", 2)])
def test_what_an_input_method_makes_of_keys_is_heard_exactly(method: Method, keys: str, pause: int) -> None:
    heard: list[Heard] = []
    method.turn_on()
    ear = X11Ear(method.desktop.display)
    ear.start(heard.append)
    command = ["xdotool", "type", "--delay", str(pause), keys]
    subprocess.run(command, env=method.environment, check=True)
    try:
        assert poll(lambda: settled(heard) == (Text(method.field.read()),) != (Text(""),), 15), settled(heard)
    finally:
        ear.stop()
    assert any(ord(c) > 0x4E00 for c in method.field.read())


def settled(heard: list[Heard]) -> tuple[Piece, ...]:
    """What was typed, as far as it is known."""
    catcher, typed = Catcher(), None
    for number, event in enumerate(tuple(heard)):
        gesture = catcher.take(event, None, number)
        typed = gesture if isinstance(gesture, Typed) else typed
    return pieces(typed.strokes) if typed is not None else ()


@pytest.mark.live
def test_what_our_own_hands_type_beside_an_input_method_is_heard_as_well(method: Method) -> None:
    heard: list[Heard] = []
    method.turn_on()
    ear = X11Ear(method.desktop.display)
    ear.start(heard.append)
    try:
        method.field.type("hello 你好")
        assert method.field.holds("hello 你好")
        assert poll(lambda: settled(heard) == (Text("hello 你好"),), 10), settled(heard)
    finally:
        ear.stop()


def test_of_an_fcitx_that_is_on_it_is_told_that_keys_are_not_what_is_typed() -> None:
    class Asked(Fcitx):
        on = True

        def is_on(self) -> bool:
            return self.on

    heard: list[Heard] = []
    method = Asked("", ":99")
    ear = FcitxEar(method, heard.append)
    try:
        assert poll(lambda: bool(heard), 5)
        method.on = False
        ear.stir()
        assert poll(lambda: len(heard) == 2, 5)
    finally:
        ear.close()
    assert [event.on for event in heard if isinstance(event, Blind)] == [True, False]
