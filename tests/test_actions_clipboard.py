"""Pasting long text into a real program, with everything that was on the clipboard put back."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.clipboard import TextClipboard, open_clipboard
from actions.clipboard_x11 import X11Clipboard
from actions.input import X11Keys
from actions.selection import Contents, Piece, Selection, text_contents
from actions.virtual import VirtualDesktop, poll
from agent.errors import InputError

LONG = "Zeile für Zeile 你好 🍑\n" * 400
PICTURE = Piece("image/png", 8, bytes(range(256)) * 2400)  # 614 kB: goes in parts


class TextLibrary:
    """A clipboard library as pyperclip is."""

    def __init__(self, held: str) -> None:
        self.held = held
        self.log: list[str] = []

    def copy(self, text: str) -> None:
        self.log.append(text)
        self.held = text

    def paste(self) -> str:
        return self.held


def test_a_text_clipboard_is_put_back() -> None:
    library = TextLibrary("before")
    assert TextClipboard(library, seconds=0).paste("long", lambda: library.log.append("pressed"))
    assert library.log == ["long", "pressed", "before"]


def test_a_clipboard_without_text_is_left_alone() -> None:
    library = TextLibrary("")
    assert not TextClipboard(library, seconds=0).paste("long", lambda: library.log.append("pressed"))
    assert library.log == []


def test_text_is_offered_as_programs_ask_for_it() -> None:
    assert text_contents("né")["UTF8_STRING"].data == "né".encode()
    assert "STRING" not in text_contents("né")
    assert text_contents("ne")["STRING"] == Piece("STRING", 8, b"ne")


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(700, 500) as virtual:
        yield virtual


class Owner:
    """Another program that has something on the clipboard."""

    def __init__(self, display: str, contents: Contents) -> None:
        self.selection = Selection(display)
        self.selection.own(contents)
        self.thread = threading.Thread(target=self.selection.serve, args=(None,))
        self.thread.start()

    def ended(self) -> bool:
        """Whether another program has taken the clipboard; then it is closed."""
        self.thread.join(10)
        self.selection.close()
        return not self.thread.is_alive()


def clipboard_of(desktop: VirtualDesktop) -> Contents:
    reader = Selection(desktop.display)
    try:
        return reader.read()
    finally:
        reader.close()


@pytest.fixture
def keys(desktop: VirtualDesktop) -> Iterator[X11Keys]:
    keys = X11Keys(display=desktop.display)
    yield keys
    keys.close()


def chord(keys: X11Keys, *names: str) -> None:
    for name in names:
        keys.down(name)
    for name in reversed(names):
        keys.up(name)


@pytest.mark.live
def test_a_long_text_is_pasted_and_all_forms_come_back(
    desktop: VirtualDesktop, keys: X11Keys, tmp_path: Path
) -> None:
    file = tmp_path / "paste.txt"
    file.touch()
    program = desktop.start(["mousepad", "--disable-server", str(file)])
    desktop.wait_for_window(file.name)
    before = {"UTF8_STRING": Piece("UTF8_STRING", 8, b"vorher"), "image/png": PICTURE}
    owner = Owner(desktop.display, before)
    clipboard = X11Clipboard(desktop.display)
    assert clipboard.paste(LONG, lambda: chord(keys, "ctrl", "v"))
    assert owner.ended()
    assert clipboard_of(desktop) == before
    assert poll(lambda: saved(keys, file) == LONG, 10)
    take_over(desktop)
    program.terminate()
    program.wait(10)


def saved(keys: X11Keys, file: Path) -> str:
    chord(keys, "ctrl", "s")
    return file.read_text(encoding="utf-8")


def take_over(desktop: VirtualDesktop) -> None:
    """Owns the clipboard and empties it, so that the keeper of the last contents ends."""
    other = Selection(desktop.display)
    other.own({})
    other.drop()
    other.close()


@pytest.mark.live
def test_an_empty_clipboard_is_empty_afterwards(desktop: VirtualDesktop) -> None:
    assert clipboard_of(desktop) == {}
    assert not X11Clipboard(desktop.display).paste(LONG, lambda: None)  # no program takes it
    assert clipboard_of(desktop) == {}


@pytest.mark.live
def test_what_goes_wrong_while_pasting_does_not_lose_the_clipboard(desktop: VirtualDesktop) -> None:
    before = {"UTF8_STRING": Piece("UTF8_STRING", 8, b"before")}
    owner = Owner(desktop.display, before)

    def fail() -> None:
        raise InputError("The display takes no keys.")

    with pytest.raises(InputError, match="takes no keys"):
        X11Clipboard(desktop.display).paste(LONG, fail)
    assert owner.ended()
    assert clipboard_of(desktop) == before
    take_over(desktop)


@pytest.mark.live
def test_xclip_reads_what_is_put_back(desktop: VirtualDesktop) -> None:
    environment = desktop.environment()
    subprocess.run(
        ["xclip", "-selection", "clipboard"], input="ağaç 你".encode(), env=environment, check=True
    )
    X11Clipboard(desktop.display).paste(LONG, lambda: None)
    command = ["xclip", "-selection", "clipboard", "-o"]
    assert subprocess.run(command, env=environment, capture_output=True).stdout.decode() == "ağaç 你"
    take_over(desktop)


@pytest.mark.live
def test_this_machine_s_clipboard_is_that_of_x11(desktop: VirtualDesktop) -> None:
    assert isinstance(open_clipboard(), X11Clipboard)
    assert "DISPLAY" not in os.environ
