"""A virtual desktop with small programs that log what they receive, and the real hands in a process of
their own.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from actions.desktop_x11 import X11Desktop
from actions.virtual import VirtualDesktop, poll
from agent.types import Action, Box, Point, Target

HERE = Path(__file__).parent
LEFT = {"title": "Left", "x": 60, "y": 60, "width": 300, "height": 200}
RIGHT = {"title": "Right", "x": 420, "y": 60, "width": 300, "height": 200}
SHIFT, CTRL, BUTTON = 1, 4, 0x100


class Lines:
    """The lines of JSON that a program writes."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.queue: queue.Queue[dict[str, Any]] = queue.Queue()
        self.all: list[dict[str, Any]] = []
        threading.Thread(target=self._read, args=(program,), daemon=True).start()

    def _read(self, program: subprocess.Popen[str]) -> None:
        assert program.stdout is not None
        for line in program.stdout:
            self.queue.put(json.loads(line))

    def next(self) -> dict[str, Any]:
        return self.queue.get(timeout=30)

    def take(self) -> list[dict[str, Any]]:
        while not self.queue.empty():
            self.all.append(self.queue.get())
        return self.all


class World:
    """A virtual desktop with two windows of a program, and the hands in their own process."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        self.clients: list[subprocess.Popen[str]] = []
        environment = desktop.environment() | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
        command = [sys.executable, str(HERE / "actions_driver.py")]
        pipe = subprocess.PIPE
        self.driver: subprocess.Popen[str] = desktop.start(
            command, environment=environment, stdin=pipe, stdout=pipe, stderr=None, text=True
        )
        self.answers = Lines(self.driver)
        self.x11 = X11Desktop(desktop.display)

    def close(self) -> None:
        self.x11.close()

    def show(self, *specs: dict[str, Any]) -> Lines:
        """Starts a program with these windows, and waits until they are there and still."""
        command = [sys.executable, str(HERE / "actions_client.py"), *map(json.dumps, specs)]
        client = self.desktop.start(command, stdout=subprocess.PIPE, text=True)
        self.clients.append(client)
        wanted = {spec["title"] for spec in specs}
        assert poll(lambda: wanted <= {window.title for window in self.x11.windows()}, 20)
        return Lines(client)

    def hide_all(self) -> None:
        for client in self.clients:
            client.terminate()
            client.wait()
        self.clients.clear()
        assert poll(lambda: not self.x11.windows(), 10)

    def send(self, **request: Any) -> None:
        assert self.driver.stdin is not None
        self.driver.stdin.write(json.dumps(request) + "\n")
        self.driver.stdin.flush()

    def ask(self, **request: Any) -> tuple[str, str]:
        self.send(**request)
        answer = self.answers.next()
        return answer["error"], answer["message"]

    def do(self, action: Action, **more: Any) -> tuple[str, str]:
        return self.ask(op="perform", action=action.model_dump(), **more)

    def point(self, x: int, y: int) -> None:
        """Puts the pointer somewhere, as the person does."""
        from Xlib import display

        connection = display.Display(self.desktop.display)
        connection.screen().root.warp_pointer(x, y)
        connection.sync()
        connection.close()

    def see(self) -> None:
        assert self.ask(op="see") == ("", "")

    def box(self, title: str) -> Box:
        return next(window.box for window in self.x11.windows() if window.title == title)

    def target(self, title: str, dx: int = 0, dy: int = 0) -> Target:
        """The middle of a window, and the 120 × 40 pixels round it."""
        box = self.box(title)
        point = Point(x=box.centre.x + dx, y=box.centre.y + dy)
        around = Box(x0=point.x - 60, y0=point.y - 20, x1=point.x + 60, y1=point.y + 20)
        return Target(point=point, box=around, description=title)


def events(lines: Lines, count: int, *kinds: str) -> list[dict[str, Any]]:
    """The first `count` events of these kinds, once they are there."""

    def found() -> list[dict[str, Any]]:
        return [event for event in lines.take() if event["event"] in kinds]

    assert poll(lambda: len(found()) >= count, 5), lines.all
    return found()


def count_keys(lines: Lines) -> int:
    return sum(event["event"] == "key_down" for event in lines.take())


def nothing_pressed(world: World) -> bool:
    return not world.x11.pressed_keys() and not world.x11.pressed_buttons()
