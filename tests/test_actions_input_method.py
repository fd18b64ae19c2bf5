"""An input method that is on makes Chinese of "hello": it is off while we type, and on again after it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from typing_fields import HERE, Field

from actions import input_method_x11
from actions.input import X11Keys
from actions.virtual import VirtualDesktop, poll
from agent.errors import InputError

TEXTS = ("hello world", "ni hao ", "ada@example.com, 42.5", "你好 hello", "Ünïcode")
ENGINE = "/usr/libexec/ibus-engine-libpinyin"


class Method:
    """An input method on a display of its own, with a field of GTK that listens to it."""

    def __init__(self, desktop: VirtualDesktop, name: str) -> None:
        self.desktop = desktop
        modules = {"GTK_IM_MODULE": name, "XMODIFIERS": f"@im={name}"}
        self.environment = desktop.environment() | modules
        self.start_ibus() if name == "ibus" else self.start_fcitx()
        self.field = self.open_field()

    def start_ibus(self) -> None:
        self.desktop.start(["ibus-daemon", "--xim", "--panel=disable"], environment=self.environment)
        assert poll(lambda: ":" in self.say("ibus", "address"), 20)
        self.desktop.start([ENGINE, "--ibus"], environment=self.environment)

    def start_fcitx(self) -> None:
        folder = self.desktop.folder / "home/.config/fcitx5"
        folder.mkdir(parents=True)
        (folder / "profile").write_text(
            "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\n"
            "Name=keyboard-us\nLayout=\n\n[Groups/0/Items/1]\nName=pinyin\nLayout=\n\n"
            "[GroupOrder]\n0=Default\n"
        )
        self.desktop.start(["fcitx5", "--disable=wayland"], environment=self.environment)
        assert poll(lambda: self.say("fcitx5-remote") in ("0", "1", "2"), 20)

    def open_field(self) -> Field:
        command = ["/usr/bin/python3", str(HERE / "typing_client.py"), "gtk"]
        program = self.desktop.start(command, environment=self.environment, stdout=subprocess.PIPE, text=True)
        self.desktop.wait_for_window("gtk field", 60)
        said = [""]

        def listen() -> None:
            for line in program.stdout or ():
                said[0] = json.loads(line)

        threading.Thread(target=listen, daemon=True).start()
        return Field(X11Keys(display=self.desktop.display), lambda: said[0]).warmed()

    def say(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def turn_on(self) -> None:
        def on() -> bool:
            self.say("ibus", "engine", "libpinyin") if self.has_ibus else self.say("fcitx5-remote", "-o")
            return self.is_on()

        assert poll(on, 20)

    def is_on(self) -> bool:
        return (
            self.say("ibus", "engine") == "libpinyin" if self.has_ibus else self.say("fcitx5-remote") == "2"
        )

    @property
    def has_ibus(self) -> bool:
        return self.environment["GTK_IM_MODULE"] == "ibus"


def present(name: str) -> bool:
    if name == "ibus":
        return shutil.which("ibus-daemon") is not None and Path(ENGINE).exists()
    return shutil.which("fcitx5") is not None


@pytest.fixture(params=["ibus", "fcitx"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Method]:
    if not present(request.param):
        pytest.skip(f"no {request.param} with pinyin on this machine")
    with VirtualDesktop(900, 600) as desktop:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.setenv(name, desktop.environment()[name])
        made = Method(desktop, request.param)
        yield made
        made.field.keys.close()


@pytest.mark.live
def test_what_is_typed_is_exact_and_the_input_method_is_as_before(method: Method) -> None:
    field = method.field
    method.turn_on()
    for text in TEXTS:
        field.type(text)
        assert field.holds(text), (text, field.read())
        assert method.is_on()
        field.clear()
    field.chord("h")
    assert field.holds("h")
    assert method.is_on()


@pytest.mark.live
def test_it_is_real(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our care it makes other letters: else the test above would show nothing."""
    monkeypatch.setattr(input_method_x11, "aside", lambda *_: nullcontext())
    method.turn_on()
    method.field.type("ni hao ")
    assert poll(lambda: "你" in method.field.read(), 5), method.field.read()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def aside(*servers: str) -> AbstractContextManager[None]:
    return input_method_x11.aside(servers, ":99", lambda: None)


def test_one_that_is_off_stays_off(folder: Path) -> None:
    program(folder, "fcitx5-remote", f'echo "$@" >> {folder}/said; echo 1')
    with aside("fcitx"):
        assert (folder / "said").read_text() == "\n"
    assert (folder / "said").read_text() == "\n"


def test_one_that_is_on_is_off_meanwhile_and_on_again_whatever_happens(folder: Path) -> None:
    state = folder / "state"
    state.write_text("2")
    script = f'case "$1" in -c) echo 1 > {state};; -o) echo 2 > {state};; *) cat {state};; esac'
    program(folder, "fcitx5-remote", script)
    meanwhile = []

    def stopped_half_way() -> None:
        with aside("fcitx"):
            meanwhile.append(state.read_text())
            raise InputError("stopped")

    with pytest.raises(InputError, match="stopped"):
        stopped_half_way()
    assert [*meanwhile, state.read_text()] == ["1\n", "2\n"]


def test_one_that_stays_on_is_told_of_before_the_first_key(folder: Path) -> None:
    program(folder, "fcitx5-remote", "echo 2")
    with pytest.raises(InputError, match="The input method cannot be switched off"), aside("fcitx"):
        pytest.fail("nothing may be typed")


@pytest.mark.parametrize("answer", ["(null)", "", "unix:path=/nowhere", "tcp:host=nowhere", "unix:x=y"])
def test_an_ibus_that_is_not_there_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.delenv("IBUS_ADDRESS", raising=False)
    program(folder, "ibus", f"echo '{answer}'")
    with aside("ibus", "uim"):  # nor can one of another make be asked
        pass


def test_one_that_does_not_answer_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Mute:
        closed = False

        def send_and_get_reply(self, message: object, timeout: float) -> None:
            raise TimeoutError

        def close(self) -> None:
            self.closed = True

    bus = Mute()
    monkeypatch.setattr(input_method_x11.Ibus, "reached", lambda display: input_method_x11.Ibus(bus))
    with pytest.raises(InputError, match="does not answer"), aside("ibus"):
        pytest.fail("nothing may be typed")
    assert bus.closed
