"""Text fields of real programs, and what truly stands in them: Chromium tells by a title, the others by their
output.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from actions.desktop_x11 import X11Desktop
from actions.input import X11Keys
from actions.virtual import VirtualDesktop, poll
from agent.errors import Stopped

HERE = Path(__file__).parent
PAGE = """<!doctype html><meta charset=utf-8><title>v:</title>
<textarea id=t autofocus style="width:90%;height:80%"></textarea>
<script>t.oninput = () => { document.title = "v:" + encodeURIComponent(t.value) }</script>"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


def nothing() -> None:
    return


class Field:
    """A text field of a program, and what is in it by other means than ours."""

    def __init__(self, keys: X11Keys, read: Callable[[], str]) -> None:
        self.keys = keys
        self.read = read

    def chord(self, *names: str) -> None:
        for name in names:
            self.keys.down(name)
        for name in reversed(names):
            self.keys.up(name)

    def clear(self) -> None:
        self.chord("ctrl", "a")
        self.chord("delete")
        assert poll(lambda: self.read() == "", 10)

    def type(self, text: str, stop: threading.Event | None = None) -> None:
        def gate() -> None:
            if stop is not None and stop.is_set():
                raise Stopped("Stopped.")

        self.keys.type(text, gate, nothing, 20)

    def warmed(self) -> Field:
        """The field, once it takes keys: a program that is still loading drops them."""

        def takes_keys() -> bool:
            self.type("x")
            return poll(lambda: "x" in self.read(), 0.5)

        assert poll(takes_keys, 60)
        self.clear()
        return self

    def holds(self, text: str) -> bool:
        return poll(lambda: self.read() == text, 10)


def open_chromium(desktop: VirtualDesktop, keys: X11Keys, eyes: X11Desktop, folder: Path) -> Field | None:
    """A page with one field, once it takes keys; None where there is no Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    page = f"--app=file://{folder}/page.html"
    desktop.start([browser, *FLAGS, f"--user-data-dir={folder}/profile", page])
    desktop.wait_for_window("v:", 60)

    def read() -> str:
        titles = [w.title for w in eyes.windows() if w.title.startswith("v:")]
        return unquote(titles[0][2:]) if titles else "(no window)"

    return Field(keys, read).warmed()


def open_toolkit(desktop: VirtualDesktop, keys: X11Keys, toolkit: str) -> tuple[Field, subprocess.Popen[Any]]:
    """A window of GTK or Qt with one field that has the focus, and its program."""
    python = "/usr/bin/python3" if toolkit == "gtk" else sys.executable
    program = desktop.start(
        [python, str(HERE / "typing_client.py"), toolkit], stdout=subprocess.PIPE, text=True
    )
    desktop.wait_for_window(f"{toolkit} field", 60)
    said = [""]

    def listen() -> None:
        for line in program.stdout or ():
            said[0] = json.loads(line)

    threading.Thread(target=listen, daemon=True).start()
    return Field(keys, lambda: said[0]).warmed(), program


def set_layout(desktop: VirtualDesktop, layout: str) -> None:
    subprocess.run(["setxkbmap", *layout.split()], env=desktop.environment(), check=True)
