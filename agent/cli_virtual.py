"""`--on virtual`: the agent works on a desktop of its own while the person works on theirs.

A `deskhand run` is a process of its own with that desktop as its display; what it asks is asked at this
terminal, and Ctrl+C here stops it. With --show the desktop is a window on the person's own (Xephyr): they see
it live, and as soon as they click or type there the agent lets go. The app shows it so where it can.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import NotSupportedError, UsageError
from agent.resume import VIRTUAL

if TYPE_CHECKING:
    from actions.virtual import VirtualDesktop

SIZE = re.compile(r"(\d{3,5})\s*[x×]\s*(\d{3,5})")
LARGEST = 8192
ELSEWHERE = ("WAYLAND_DISPLAY", "XAUTHORITY", "SESSION_MANAGER")  # of the person's own session
COMMAND = (sys.executable, "-m", "agent.cli")
ONLY_LINUX = (
    "A virtual desktop needs an X server of its own, which there is on Linux only; "
    "here Deskhand works on your own desktop."
)


def run_on_virtual(arguments: argparse.Namespace, words: Sequence[str] = ()) -> int:
    """Opens the desktop and the programs, and carries the run out there (or the command of these `words`).
    Returns its exit code. Raises NotSupportedError, UsageError, and InputError when the desktop or a program
    does not start."""
    if not sys.platform.startswith("linux"):
        raise NotSupportedError(ONLY_LINUX)
    from actions.virtual import VirtualDesktop

    width, height = size_of(arguments.size)
    with VirtualDesktop(width, height, shown=arguments.show) as desktop:
        for command in arguments.open:
            open_program(desktop, command)
        code = _run(desktop, words or command_of(arguments))
        if arguments.keep:
            _wait()
    return code


@contextlib.contextmanager
def living_on_virtual(size: str, programs: Sequence[str]) -> Iterator[None]:
    """For the app: inside the block all that this process opens from now on is on a desktop of its own, which
    is a window on the person's where Xephyr is installed. What was opened before (the app's own windows)
    stays where it is. Raises as `run_on_virtual` does."""
    if not sys.platform.startswith("linux"):
        raise NotSupportedError(ONLY_LINUX)
    from actions.virtual import VirtualDesktop

    width, height = size_of(size)
    names = ("DISPLAY", *ELSEWHERE, "XDG_SESSION_TYPE", VIRTUAL)
    before = {name: os.environ.get(name) for name in names}
    with VirtualDesktop(width, height, shown=shutil.which("Xephyr") is not None) as desktop:
        for command in programs:
            open_program(desktop, command)
        for name in ELSEWHERE:
            os.environ.pop(name, None)
        os.environ.update({"DISPLAY": desktop.display, "XDG_SESSION_TYPE": "x11", VIRTUAL: "1"})
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value is not None else {})


def size_of(text: str) -> tuple[int, int]:
    """“1280x800” as numbers. Raises UsageError."""
    found = SIZE.fullmatch(text.strip())
    if found is None or max(int(found[1]), int(found[2])) > LARGEST:
        raise UsageError(f"A desktop's size is written like 1280x800, with {LARGEST} at the most.")
    return int(found[1]), int(found[2])


def command_of(arguments: argparse.Namespace) -> list[str]:
    """The words of the run itself, without those that are about the virtual desktop."""
    words = ["run"]
    for name in ("stdin", "yes", "yes_to_all", "dry_run", "json"):
        words += [f"--{name.replace('_', '-')}"] if getattr(arguments, name) else []
    for name in ("max_steps", "timeout", "planner"):
        value = getattr(arguments, name)
        words += [f"--{name.replace('_', '-')}={value}"] if value is not None else []
    return words if arguments.instruction is None else [*words, "--", arguments.instruction]


def open_program(desktop: VirtualDesktop, command: str) -> None:
    """Starts a program and waits for its window. Files may be named as from here."""
    words = shlex.split(command)
    if not words:
        raise UsageError("Say what to open, for example: --open mousepad.")
    before = desktop.window_ids()
    desktop.start(words)
    desktop.wait_for_new_window(before, words[0])


def environment_on(desktop: VirtualDesktop) -> dict[str, str]:
    """The person's own settings and journal, on that display."""
    own = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    here = str(Path(__file__).resolve().parent.parent)
    paths = [here, own.get("PYTHONPATH", "")]
    environment = own | {"DISPLAY": desktop.display, "XDG_SESSION_TYPE": "x11", VIRTUAL: "1"}
    return environment | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def _run(desktop: VirtualDesktop, words: Sequence[str]) -> int:
    environment = environment_on(desktop)
    with _leaving_interrupts(), subprocess.Popen([*COMMAND, *words], env=environment) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise


@contextlib.contextmanager
def _leaving_interrupts() -> Iterator[None]:
    """Ctrl+C reaches both processes: the run ends in good order, and this one waits for that. To ignore the
    signal would be inherited, a handler is not."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _wait() -> None:
    print("The desktop stays until you press Enter.", file=sys.stderr)
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        input()
