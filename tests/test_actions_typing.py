"""The typing matrix: every layout × every script, exact in a real Chromium field and in mousepad."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typing_fields import Field, nothing, open_chromium, set_layout

from actions.desktop_x11 import X11Desktop
from actions.input import X11Keys
from actions.keyboard_x11 import X11Keyboard
from actions.virtual import VirtualDesktop, poll
from agent.errors import InputError, Stopped, UntypableError

pytestmark = pytest.mark.live

LAYOUTS = ("us", "de", "fr", "ru", "us -variant dvorak")
TEXTS = {
    "ascii": "Hello World, hello_world-42",
    "symbols": "p@$W0rd!#{}[]|~^`\"\\<>?/&%*()+=;:'",
    "latin": "żółw Größe ñ éèçàù ßÄÖÜ €",
    "cyrillic": "Привет, мир",
    "cjk": "你好世界 日本語 한국어",
    "emoji": "🍑🍆𝕥𝕖𝕤𝕥💦 👍🏽",
}


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(900, 600) as virtual:
        yield virtual


@pytest.fixture(scope="module")
def keys(desktop: VirtualDesktop) -> Iterator[X11Keys]:
    keys = X11Keys(display=desktop.display)
    yield keys
    keys.close()


@pytest.fixture(scope="module")
def eyes(desktop: VirtualDesktop) -> Iterator[X11Desktop]:
    with X11Desktop(desktop.display) as eyes:
        yield eyes


@pytest.fixture(scope="module")
def warm(
    desktop: VirtualDesktop, keys: X11Keys, eyes: X11Desktop, tmp_path_factory: pytest.TempPathFactory
) -> Field:
    field = open_chromium(desktop, keys, eyes, tmp_path_factory.mktemp("chromium"))
    if field is None:
        pytest.skip("no Chromium on this machine")
    return field


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_script_is_exact_in_chromium(desktop: VirtualDesktop, warm: Field, layout: str) -> None:
    set_layout(desktop, layout)
    for name, text in TEXTS.items():
        warm.type(text)
        assert warm.holds(text), (layout, name, warm.read())
        warm.clear()


def test_lines_and_tabs_of_other_systems(desktop: VirtualDesktop, warm: Field) -> None:
    warm.type("one\r\ntwo\rthree\n")
    assert warm.holds("one\ntwo\nthree\n")
    warm.clear()


def test_the_second_layout_in_force_is_used(desktop: VirtualDesktop, warm: Field) -> None:
    set_layout(desktop, "ru,us")
    text = "Привет World 你好 №"
    warm.type(text)
    assert warm.holds(text)
    warm.clear()  # ctrl+a by the key that other layouts have the letter on
    set_layout(desktop, "us")


@pytest.mark.parametrize("layouts", ["us,de", "us,fr", "us,ru"])
def test_what_altgr_types_in_a_second_layout_is_not_taken_for_the_first_s(
    desktop: VirtualDesktop, warm: Field, layouts: str
) -> None:
    set_layout(desktop, layouts)
    warm.type(TEXTS["latin"])
    assert warm.holds(TEXTS["latin"]), warm.read()
    warm.clear()
    set_layout(desktop, "us")


def test_caps_lock_is_put_out_and_put_back(desktop: VirtualDesktop, warm: Field) -> None:
    keyboard = X11Keyboard(desktop.display)
    keyboard.toggle_caps_lock(keyboard.keymap())
    assert poll(keyboard.caps_lock, 2)
    warm.type("aBc ñÑ łŁ")
    assert warm.holds("aBc ñÑ łŁ")
    assert keyboard.caps_lock()
    keyboard.toggle_caps_lock(keyboard.keymap())
    keyboard.close()
    warm.clear()


def test_stop_in_the_middle_leaves_no_key_down_and_the_map_as_it_was(
    desktop: VirtualDesktop, warm: Field, eyes: X11Desktop
) -> None:
    keyboard = X11Keyboard(desktop.display)
    before = keyboard.keymap()
    stop = threading.Event()
    threading.Timer(0.15, stop.set).start()
    with pytest.raises(Stopped):
        warm.type("Hello 你好世界 " * 500, stop)
    assert eyes.pressed_keys() == frozenset()
    assert keyboard.keymap() == before
    keyboard.close()
    assert poll(lambda: len(warm.read()) > 0, 10)
    settled = poll_still(warm.read)
    assert ("Hello 你好世界 " * 500).startswith(settled)
    assert len(settled) < 5000
    warm.clear()


def poll_still(read: Callable[[], str]) -> str:
    """What `read` gives once it has given the same for ten looks."""
    seen: list[str] = []

    def still() -> bool:
        seen.append(read())
        return len(seen) >= 10 and len(set(seen[-10:])) == 1

    assert poll(still, 10)
    return seen[-1]


@pytest.mark.parametrize("bad", ["one\x07two", "bro\ud83cken"])
def test_an_untypable_character_is_told_before_the_first_key(warm: Field, bad: str) -> None:
    with pytest.raises(UntypableError, match=r"U\+"):
        warm.type(bad)
    assert warm.read() == ""


def test_what_is_called_before_a_burst_can_end_the_typing(warm: Field, eyes: X11Desktop) -> None:
    calls: list[int] = []

    def thief() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise InputError("The focus went away.")

    with pytest.raises(InputError, match="focus"):
        warm.keys.type("你" * 60, nothing, thief, 20)
    assert warm.holds("你" * 40)
    warm.clear()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_script_is_exact_in_mousepad(
    desktop: VirtualDesktop, keys: X11Keys, tmp_path: Path, layout: str
) -> None:
    set_layout(desktop, layout)
    file = tmp_path / f"{layout}.txt"
    file.touch()
    program = desktop.start(["mousepad", "--disable-server", str(file)])
    desktop.wait_for_window(file.name)
    field = Field(keys, lambda: file.read_text(encoding="utf-8"))
    whole = "\n".join(TEXTS.values()) + "\n"
    field.type(whole)
    field.chord("ctrl", "s")
    assert field.holds(whole), field.read()
    end(program, desktop)


def end(program: subprocess.Popen[Any], desktop: VirtualDesktop) -> None:
    program.terminate()
    program.wait(10)


def test_a_display_that_dies_in_the_middle_is_one_plain_error() -> None:
    with VirtualDesktop(300, 200, wm=False) as mortal:
        keys = X11Keys(display=mortal.display)
        typed: list[int] = []

        def kill() -> None:
            typed.append(1)
            if len(typed) == 2:
                mortal.close()

        with pytest.raises(InputError, match=r"display .*\.$"):
            keys.type("Hello 你好 " * 20, nothing, kill, 20)
        with pytest.raises(InputError):
            keys.down("a")
