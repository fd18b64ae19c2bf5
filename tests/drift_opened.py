"""The page or program of one cell of the drift bench: where its things are, and what became of them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from drift_arrangement import Arrangement
from drift_person import Person
from drift_site import DriftSite
from drift_tasks import Task
from drift_windows import window_called

from actions.virtual import end_group, poll
from agent.errors import InputError
from agent.types import Box, Point

BINDING = "import gi; gi.require_version('Atspi', '2.0')"
TREE = Path(__file__).parent / "drift_atspi.py"
SYSTEM_PYTHON = "/usr/bin/python3"
PULSES = ((0.4, 1.2), (3.0, 0.8), (0.8, 1.5), (6.0, 1.0), (1.5, 0.7))  # seconds stopped, seconds running


@dataclass
class Opened:
    """The page or program of one cell."""

    task: Task
    arrangement: Arrangement
    display: str
    home: Path
    site: DriftSite
    person: Person
    processes: list[subprocess.Popen[Any]] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    _offset: Point | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _pulse: threading.Thread | None = None

    def settle(self) -> None:
        """Until it stands still in its place."""
        seen: list[Any] = [None]

        def still() -> bool:
            now = window_called(self.display, self.task.window)
            before, seen[0] = seen[0], now
            return now is not None and before is not None and before.box == now.box

        poll(still, 4, 0.15)

    def pulse(self) -> None:
        """The program stops and goes on, as one that is busy."""
        self._pulse = threading.Thread(target=self._stop_and_go, daemon=True)
        self._pulse.start()

    def _stop_and_go(self) -> None:
        program = self.processes[-1]
        turn = 0
        self._over.wait(1.0)
        while not self._over.is_set():
            stopped, running = PULSES[turn % len(PULSES)]
            for number, seconds in ((signal.SIGSTOP, stopped), (signal.SIGCONT, running)):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(program.pid, number)
                self._over.wait(seconds if not self._over.is_set() else 0)
            turn += 1

    def steady(self) -> None:
        """No more stopping: what it shows is to be read."""
        self._over.set()
        if self._pulse is not None:
            self._pulse.join(15)
            self._pulse = None

    def close(self) -> None:
        self.steady()
        for process in reversed(self.processes):
            end_group(process)

    # -- where things are ----------------------------------------------------------------------------------

    def box_of(self, key: str) -> Box | None:
        """Where the thing of that key is now, in pixels of the desktop."""
        return self._page_box(key) if self.task.page else self._program_box(key)

    def _page_box(self, key: str) -> Box | None:
        found = self.site.layout.get(key)
        if found is None:
            return None
        ratio, offset = self.site.ratio, self._calibrated()
        x, y, width, height = (round(v * ratio) for v in found)
        return Box(x0=offset.x + x, y0=offset.y + y, x1=offset.x + x + width, y1=offset.y + y + height)

    def _calibrated(self) -> Point:
        """Where the page's origin is on the desktop: the pointer goes to a place, and the page says where."""
        if self._offset is None:
            window = window_called(self.display, self.task.window)
            assert window is not None
            middle = window.box.centre
            self._pointer_at(Point(x=middle.x + 9, y=middle.y))
            x, y = (round(v * self.site.ratio) for v in self._pointer_at(middle))
            self._offset = Point(x=middle.x - x, y=middle.y - y)
        return self._offset

    def _pointer_at(self, point: Point) -> tuple[float, float]:
        """Where the page says that the pointer is, when it has gone there."""
        self.site.pointer = None
        self.person.point_at(point)
        told = poll(lambda: self.site.pointer, 5)
        if told is None:
            raise InputError("The page does not tell where the pointer is.")
        return told

    def _program_box(self, key: str) -> Box | None:
        return box_in_tree(self.tree(), key)

    def tree(self) -> list[dict[str, Any]]:
        """What the program's accessibility tree says is shown."""
        command = [SYSTEM_PYTHON, "-W", "ignore", str(TREE)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=20, check=False
        )
        return list(json.loads(done.stdout)) if done.returncode == 0 else []

    # -- what became of it ---------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Of a program: the files in its home, and what it displays where that is its truth."""
        files = {
            str(path.relative_to(self.home)): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(self.home.rglob("*"))
            if path.is_file() and not str(path.relative_to(self.home)).startswith(".")
        }
        shown = {"shown": self._shown()} if self.task.shows else {}
        return {"files": files, **shown}

    def _shown(self) -> str:
        texts = [t["text"] for t in self.tree() if t["role"] == "text"]
        return texts[0].split("\n")[0].strip() if texts else ""


@lru_cache
def tells_trees() -> bool:
    """Whether the system's Python can read accessibility trees."""
    command = [SYSTEM_PYTHON, "-c", BINDING]
    return Path(SYSTEM_PYTHON).exists() and subprocess.run(command, capture_output=True).returncode == 0


def box_in_tree(tree: list[dict[str, Any]], key: str) -> Box | None:
    """Of "role:name", or of the text field beside a label."""
    role, _, name = key.partition(":")
    shown = [t for t in tree if t["box"]]
    if role == "text beside":
        label = next((t for t in shown if t["role"] == "label" and t["name"] == name), None)
        return _beside(shown, label["box"]) if label else None
    found = [t["box"] for t in shown if t["role"] == role and t["name"] == name]
    return _box(found[-1]) if found else None


def _beside(shown: list[dict[str, Any]], label: list[int]) -> Box | None:
    middle = (label[1] + label[3]) // 2
    right = [t["box"] for t in shown if t["role"] == "text" and t["box"][0] >= label[2] - 2]
    level = [box for box in right if box[1] <= middle < box[3]]
    return _box(min(level, key=lambda box: box[0])) if level else None


def _box(values: list[int]) -> Box:
    return Box(x0=values[0], y0=values[1], x1=values[2], y1=values[3])
