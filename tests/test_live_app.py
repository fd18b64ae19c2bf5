"""The real app on a desktop of its own: up soon, at work by real keys, and alive when its eye is killed."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.virtual import VirtualDesktop, poll

pytestmark = pytest.mark.live

HERE = Path(__file__).parent
WORDS = "type ada into user name, then tick remember me"
FIRST_WINDOW = 8.0  # seconds; 1.5 on an idle machine (tests/app_bench.py)


class LiveApp:
    """`deskhand` and the sample window; a second X client is the person."""

    def __init__(self, desktop: VirtualDesktop, home: Path) -> None:
        self.desktop, self.home = desktop, home
        (home / "data").mkdir(parents=True)
        (home / "data" / "welcomed").touch()
        self.log = home / "sample.jsonl"
        environment = desktop.environment() | {
            "PYTHONPATH": str(HERE.parent),
            "DESKHAND_HOME": str(home),
            "DESKHAND_EYE": "classic",
            "DESKHAND_LANGUAGE": "en",
            "DESKHAND_YES": "true",
        }
        desktop.start([sys.executable, "-m", "ui.sample", "--log", str(self.log)], environment=environment)
        desktop.wait_for_window("Sample mail")
        begun = time.monotonic()
        code = "import sys; from agent.cli import main; sys.exit(main([]))"
        self.app = desktop.start([sys.executable, "-c", code], environment=environment)
        self.window = desktop.wait_for_window("Deskhand", 40)
        self.came_after = time.monotonic() - begun

    def close(self) -> None:
        self.app.terminate()
        self.app.wait(20)

    def type(self, text: str) -> None:
        """Small letters, blanks and commas, as a keyboard sends them; then Enter."""
        from Xlib import XK, X
        from Xlib import display as xdisplay
        from Xlib.ext import xtest

        connection = xdisplay.Display(self.desktop.display)
        names = {" ": "space", ",": "comma"}
        for name in [*(names.get(letter, letter) for letter in text), "Return"]:
            code = connection.keysym_to_keycode(XK.string_to_keysym(name))
            for event in (X.KeyPress, X.KeyRelease):
                xtest.fake_input(connection, event, code)
        connection.sync()
        connection.close()

    def eyes(self) -> list[int]:
        """The processes of the eye that live."""
        return [pid for pid in children(self.app.pid) if b"spawn_main" in command(pid)]

    def has(self, text: str) -> bool:
        """Whether the sample window says that it has truly got that."""
        return self.log.exists() and text in self.log.read_text(encoding="utf-8")


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(one) for one in (task / "children").read_text().split()]
    return found


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    with VirtualDesktop(1280, 800) as desktop:
        made = LiveApp(desktop, tmp_path_factory.mktemp("home"))
        yield made
        made.close()


def test_the_window_is_there_soon_and_the_eye_loads_behind_it(app: LiveApp) -> None:
    assert app.came_after < FIRST_WINDOW
    assert poll(lambda: bool(app.eyes()), 20)


def test_where_the_eye_is_killed_the_window_stays_and_it_comes_back(app: LiveApp) -> None:
    assert poll(lambda: bool(app.eyes()), 20)
    before = app.eyes()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert poll(lambda: not set(before) & set(app.eyes()), 20)
    assert app.app.poll() is None
    app.desktop.wait_for_window("Deskhand")


def test_after_that_what_is_typed_in_the_window_is_done(app: LiveApp) -> None:
    app.type(WORDS)
    assert poll(lambda: app.has('"text": "ada"') and app.has('"toggled"'), 60)
    assert app.app.poll() is None
