"""The drift bench's desktop: an Xvfb with the person, Deskhand, and one page or program at a time, arranged
as a drift wants it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from drift_arrangement import Arrangement
from drift_opened import Opened
from drift_person import Person
from drift_site import DriftSite
from drift_tasks import Task
from drift_windows import place
from drift_worker import Worker
from task_bench import BROWSER, QUIET_FLAGS
from typing_fields import FLAGS

from actions.virtual import VirtualDesktop, poll
from actions.virtual_tools import paint
from agent.errors import InputError
from agent.types import Point

COMING = 30.0  # seconds for a page or program to come up
BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
KEEPER = "*/xfce4/xfconf/xfconfd"  # of the settings of Thunar


class Desk:
    """One desktop of that size. `folder` is shared by all; `eye` is Deskhand's setting."""

    def __init__(self, size: tuple[int, int], site: DriftSite, folder: Path, eye: str = "auto") -> None:
        self.desktop = VirtualDesktop(*size)
        self.size, self.site, self.folder, self.eye = size, site, folder, eye
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.desktop)
            paint(self.desktop.display)
            self.person = stack.enter_context(Person(self.desktop.display))
            self.worker = Worker(self.desktop, self.folder / "deskhand", self.eye)
            stack.callback(self.worker.end)
            launcher = next((path for path in BUS_LAUNCHERS if Path(path).exists()), "")
            if launcher:
                self.desktop.start([launcher, "--launch-immediately"], environment=self.telling())
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def home(self) -> Path:
        return self.desktop.folder / "home"

    def telling(self) -> dict[str, str]:
        """The environment of programs that tell what they show, and read their settings from files."""
        more = {"NO_AT_BRIDGE": "0", "GTK_MODULES": "gail:atk-bridge", "GSETTINGS_BACKEND": "keyfile"}
        return self.desktop.environment() | more

    @contextlib.contextmanager
    def open(self, task: Task, arrangement: Arrangement, tell: bool = False) -> Iterator[Opened]:
        """The task's page or program, there and in its place. `tell`: a page tells where its things are."""
        self.person.point_at(Point(x=self.size[0] - 40, y=self.size[1] - 12))
        self._prepare(task, arrangement)
        opened = Opened(task, arrangement, self.desktop.display, self.home, self.site, self.person)
        try:
            self._start(opened, tell)
            yield opened
        finally:
            opened.close()
            self._end_windows()
            shutil.rmtree(self.folder / "profile", ignore_errors=True)

    def _prepare(self, task: Task, arrangement: Arrangement) -> None:
        """A home with nothing in it but settings and the files of the task."""
        for left in self.home.iterdir():
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink()
        files = {**arrangement.settings(), **task.files, **arrangement.files}
        for path, text in files.items():
            if text is not None:
                (self.home / path).parent.mkdir(parents=True, exist_ok=True)
                (self.home / path).write_text(text, encoding="utf-8")
        for folder in (".local/share", ".cache"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)

    def _start(self, opened: Opened, tell: bool) -> None:
        if opened.task.page:
            self._start_page(opened, tell)
        else:
            self._start_program(opened)
        place(self.desktop.display, opened.task.window, opened.arrangement.box)
        opened.settle()
        if opened.arrangement.slow and not opened.task.page:
            opened.pulse()

    def _start_page(self, opened: Opened, tell: bool) -> None:
        assert BROWSER is not None, "no Chromium on this machine"
        arrangement, profile = opened.arrangement, self.folder / "profile"
        (profile / "Default").mkdir(parents=True, exist_ok=True)
        (profile / "Default/Preferences").write_text(json.dumps(arrangement.preferences()))
        address = self.site.begin(arrangement.address(opened.task.page, tell))
        command = [BROWSER, *FLAGS, *QUIET_FLAGS, f"--force-device-scale-factor={arrangement.scale:g}"]
        command += [f"--user-data-dir={profile}", f"--app={address}"]
        opened.processes.append(self.desktop.start(command))
        if not poll(lambda: self.site.ready, COMING):
            raise InputError(f"{opened.task.page} has not come up.")

    def _start_program(self, opened: Opened) -> None:
        opened.environment = self.telling() | opened.arrangement.scaling()
        keeper = next((str(path) for path in Path("/usr/lib").glob(KEEPER)), "")
        if keeper and opened.task.program[0] == "thunar":
            opened.processes.append(self.desktop.start([keeper], environment=opened.environment))
        command = [part.replace("{home}", str(self.home)) for part in opened.task.program]
        opened.processes.append(self.desktop.start(command, environment=opened.environment, cwd=self.home))
        self.desktop.wait_for_window(opened.task.window, COMING)

    def _end_windows(self) -> None:
        """Programs that left their group: all windows here are those of the cell."""
        from actions.desktop_x11 import X11Desktop

        with X11Desktop(self.desktop.display) as desktop:
            if poll(lambda: not desktop.windows(), 3):
                return
            for window in desktop.windows():
                if window.pid:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(window.pid, signal.SIGKILL)
            poll(lambda: not desktop.windows(), 5)
