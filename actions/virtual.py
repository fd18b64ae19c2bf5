"""A private virtual desktop: an X server in memory with a window manager, for the demo and the live tests.

Nothing on it can touch the person's own screen, files, settings or session bus, and nothing of it is left
behind. It knows nothing of what runs on it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from actions.virtual_settings import BUS_SETTINGS, GTK_SETTINGS, OPENBOX_SETTINGS
from agent.errors import InputError, NotSupportedError
from agent.types import Window

START_SECONDS = 20.0
SHOWN_SECONDS = 4.0
TRIES = 4
END_SECONDS = 3.0  # between asking a program to end and killing it
PACKAGES = {"Xvfb": "xvfb", "Xephyr": "xserver-xephyr", "openbox": "openbox"}  # program → Debian package
TITLE = "Deskhand's desktop"

T = TypeVar("T")


class VirtualDesktop:
    """An Xvfb on a free display number, of `width` × `height` pixels, 24 bit, with openbox when `wm`. When
    `shown` it is an Xephyr, whose screen is a window on the desktop of this process.

    Ready for programs inside a `with` block (or after `open`). Any process of this user may connect with
    `DISPLAY` alone; other users of the machine may not. Raises NotSupportedError where Xvfb or openbox is
    missing, InputError when they do not start.
    """

    def __init__(self, width: int = 1280, height: int = 800, wm: bool = True, shown: bool = False) -> None:
        self.width, self.height, self.wm = width, height, wm
        self.server = "Xephyr" if shown else "Xvfb"
        self.display = ""  # ":7" once it is open
        self.folder = Path()  # the private home and settings, once it is open
        self._programs: list[subprocess.Popen[Any]] = []  # in the order of their start

    def __enter__(self) -> VirtualDesktop:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> VirtualDesktop:
        for program in [self.server, "openbox"] if self.wm else [self.server]:
            require(program)
        self.folder = Path(tempfile.mkdtemp(prefix="deskhand-"))
        try:
            self._write_settings()
            self._start_server()
            self._start_bus()
            if self.wm:
                self._start_manager()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Ends all that was started here, last first, and removes its files. May be called twice."""
        with contextlib.ExitStack() as last_first:  # goes on with the others when one fails
            if self.folder != Path():
                last_first.callback(shutil.rmtree, self.folder, ignore_errors=True)
            for program in self._programs:
                last_first.callback(end_group, program)
            self.folder, self._programs = Path(), []

    def environment(self) -> dict[str, str]:
        """The environment that programs on this desktop get: this display, and a private home and bus."""
        dropped = {"WAYLAND_DISPLAY", "XAUTHORITY", "XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE"}
        dropped |= {"SESSION_MANAGER", "DESKTOP_STARTUP_ID", "XDG_SESSION_TYPE"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        home = self.folder / "home"
        return kept | {
            "DISPLAY": self.display,
            "XDG_SESSION_TYPE": "x11",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/bus",
            "QT_QPA_PLATFORM": "xcb",
            "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local",
            "NO_AT_BRIDGE": "1",
            "LANG": os.environ.get("LANG") or "C.UTF-8",
        }

    def start(
        self, command: Sequence[str], *, environment: dict[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[Any]:
        """Runs a program here, in a process group of its own; `options` are those of Popen.

        Its output is dropped unless `options` say otherwise. Raises InputError when it cannot be started.
        """
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        options.setdefault("stdin", subprocess.DEVNULL)
        environment = self.environment() if environment is None else environment
        try:
            program = subprocess.Popen(list(command), env=environment, start_new_session=True, **options)
        except OSError as error:
            raise InputError(f"The program {command[0]} cannot be started: {error.strerror}.") from error
        self._programs.append(program)
        return program

    def wait_for_window(self, title_part: str, timeout: float = 20.0) -> Window:
        """The first shown window whose title or program name holds `title_part` (case forgiven).

        Raises InputError when none has come after `timeout` seconds.
        """
        from actions.desktop_x11 import X11Desktop

        wanted = title_part.casefold()
        with X11Desktop(self.display) as desktop:
            found = poll(
                lambda: next(
                    (w for w in desktop.windows() if wanted in f"{w.title}\n{w.app}".casefold()), None
                ),
                timeout,
            )
        if found is None:
            raise InputError(f"No window called {title_part!r} came up within {timeout:g} seconds.")
        return found

    def window_ids(self) -> frozenset[int]:
        """Of all windows that are shown now."""
        from actions.desktop_x11 import X11Desktop

        with X11Desktop(self.display) as desktop:
            return frozenset(window.id for window in desktop.windows())

    def wait_for_new_window(self, before: frozenset[int], program: str, timeout: float = 20.0) -> None:
        """Waits for a window that was not there `before`. Raises InputError when none comes."""
        if not poll(lambda: self.window_ids() - before, timeout):
            raise InputError(f"{program} has shown no window within {timeout:g} seconds.")

    def _write_settings(self) -> None:
        for name in ("home/.config/gtk-3.0", "home/.local/share", "home/.cache", "run"):
            (self.folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / "home/.config/gtk-3.0/settings.ini").write_text(GTK_SETTINGS)
        (self.folder / "openbox.xml").write_text(OPENBOX_SETTINGS)
        (self.folder / "bus.xml").write_text(BUS_SETTINGS.format(folder=self.folder))

    def _start_server(self) -> None:
        """Under load Xephyr now and then stops before its window is there: then another is begun."""
        for _ in range(TRIES):
            self._launch_server()
            if self.server == "Xvfb" or poll(self._is_shown, SHOWN_SECONDS):
                return
            end_group(self._programs.pop())
            (self.folder / "xauth").unlink()
        raise InputError(f"{self.server} has shown no window; try it by hand.")

    def _is_shown(self) -> bool:
        """Whether the server's window is on the desktop of this process."""
        from actions.desktop_x11 import X11Desktop

        with X11Desktop() as desktop:
            return any(window.pid == self._programs[-1].pid for window in desktop.windows())

    def _launch_server(self) -> None:
        from actions.xauth import write_cookie

        cookie = write_cookie(self.folder / "xauth")
        read_end, write_end = os.pipe()
        size = f"{self.width}x{self.height}"
        kind = ["-screen", "0", f"{size}x24"] if self.server == "Xvfb" else ["-screen", size, "-title", TITLE]
        command = [self.server, "-displayfd", str(write_end), *kind]
        command += ["-nolisten", "tcp", "-noreset", "-dpi", "96", "-auth", str(self.folder / "xauth")]
        try:
            server = self.start(command, environment=dict(os.environ), pass_fds=(write_end,))
        finally:
            os.close(write_end)
        with os.fdopen(
            read_end
        ) as pipe:  # the number comes once the server listens; its death closes the pipe
            number = pipe.readline().strip()
        if not number:
            raise InputError(
                f"{self.server} ended with code {server.wait()} before it was ready; try it by hand."
            )
        self.display = f":{number}"
        cookie.admit_this_user(int(number))

    def _start_bus(self) -> None:
        if not shutil.which("dbus-daemon"):  # programs then run without a session bus, as most can
            return
        self.start(["dbus-daemon", f"--config-file={self.folder / 'bus.xml'}", "--nofork", "--nopidfile"])
        if not poll((self.folder / "bus").exists, START_SECONDS):
            raise InputError("The private message bus (dbus-daemon) did not start; try it by hand.")

    def _start_manager(self) -> None:
        from actions.desktop_x11 import X11Desktop

        self.start(["openbox", "--config-file", str(self.folder / "openbox.xml")])
        with X11Desktop(self.display) as desktop:
            if not poll(desktop.has_manager, START_SECONDS):
                raise InputError("The window manager (openbox) did not start; try it by hand.")


def require(program: str) -> str:
    """The path of a program. Raises NotSupportedError with the package to install."""
    path = shutil.which(program)
    if path is None:
        package = PACKAGES.get(program, program)
        raise NotSupportedError(
            f"A virtual desktop needs {program}, which is not installed; on Debian or Ubuntu: "
            f"sudo apt install {package}."
        )
    return path


def end_group(program: subprocess.Popen[Any]) -> None:
    """Asks a program and the processes of its group to end, and kills what has not after a while."""
    _signal_group(program, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(END_SECONDS)
    _signal_group(program, signal.SIGKILL)  # children that outlived their leader
    program.wait()
    for stream in (program.stdin, program.stdout, program.stderr):
        if stream is not None:
            with contextlib.suppress(BrokenPipeError):  # what was not written yet has no reader any more
                stream.close()


def _signal_group(program: subprocess.Popen[Any], number: signal.Signals) -> None:
    try:
        os.killpg(program.pid, number)
    except (ProcessLookupError, PermissionError):  # nothing left to end
        return


def poll(condition: Callable[[], T], timeout: float, pause: float = 0.02) -> T:
    """Calls `condition` until it gives something true or `timeout` seconds are over; the last answer."""
    end = time.monotonic() + timeout
    while not (answer := condition()) and time.monotonic() < end:
        time.sleep(pause)
    return answer
