"""The schedulers of the systems: where their files lie, and the commands that they are told with.

Beside their files one record of our own tells what is scheduled, so that it can be listed on every system.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent.errors import MacroError
from agent.macros.files import make_folder, read_file, write_file
from agent.macros.schedule import Job, id_of
from agent.macros.schedule_files import launchd_plist, systemd_service, systemd_timer, windows_task
from agent.visible import visible

Command = tuple[str, ...]
Run = Callable[[Command], tuple[bool, str]]
"""Gives a command to the system: whether it worked, and what it said."""

MOST_BYTES = 2**20
COMMAND_SECONDS = 30.0


class Scheduler(Protocol):
    """One system's scheduler."""

    def files(self, job: Job) -> dict[Path, bytes]:
        """What it reads. Raises UsageError for what it cannot be told."""
        ...

    def paths(self, id: str) -> tuple[Path, ...]:
        """The same files of a job of that id."""
        ...

    def on(self, id: str) -> tuple[Command, ...]:
        """The commands that begin it."""
        ...

    def off(self, id: str) -> tuple[Command, ...]:
        """The commands that end it, before its files are removed."""
        ...

    def after(self) -> tuple[Command, ...]:
        """The commands once they are."""
        ...


@dataclass(frozen=True)
class Systemd:
    """The user's own systemd. `folder`: ~/.config/systemd/user."""

    folder: Path

    def files(self, job: Job) -> dict[Path, bytes]:
        timer, service = self.paths(job.id)
        return {service: systemd_service(job).encode(), timer: systemd_timer(job).encode()}

    def paths(self, id: str) -> tuple[Path, ...]:
        return self.folder / f"{id}.timer", self.folder / f"{id}.service"

    def on(self, id: str) -> tuple[Command, ...]:
        timer = ("systemctl", "--user", "enable", "--now", f"{id}.timer")
        again = ("systemctl", "--user", "restart", f"{id}.timer")  # for one that was scheduled otherwise
        return *self.after(), timer, again

    def off(self, id: str) -> tuple[Command, ...]:
        return (("systemctl", "--user", "disable", "--now", f"{id}.timer"),)

    def after(self) -> tuple[Command, ...]:
        return (("systemctl", "--user", "daemon-reload"),)


@dataclass(frozen=True)
class Launchd:
    """The user's launchd agents. `folder`: ~/Library/LaunchAgents; `user`: their number."""

    folder: Path
    user: int

    def files(self, job: Job) -> dict[Path, bytes]:
        return {self.paths(job.id)[0]: launchd_plist(job)}

    def paths(self, id: str) -> tuple[Path, ...]:
        return (self.folder / f"{id}.plist",)

    def on(self, id: str) -> tuple[Command, ...]:
        return (("launchctl", "bootstrap", f"gui/{self.user}", str(self.paths(id)[0])),)

    def off(self, id: str) -> tuple[Command, ...]:
        return (("launchctl", "bootout", f"gui/{self.user}/{id}"),)

    def after(self) -> tuple[Command, ...]:
        return ()


@dataclass(frozen=True)
class WindowsTasks:
    """The Task Scheduler. `folder`: where the file lies that a task is made from."""

    folder: Path

    def files(self, job: Job) -> dict[Path, bytes]:
        return {self.paths(job.id)[0]: windows_task(job, time.strftime("%Y-%m-%d"))}

    def paths(self, id: str) -> tuple[Path, ...]:
        return (self.folder / f"{id}.task.xml",)

    def on(self, id: str) -> tuple[Command, ...]:
        return (("schtasks", "/Create", "/TN", id, "/XML", str(self.paths(id)[0]), "/F"),)

    def off(self, id: str) -> tuple[Command, ...]:
        return (("schtasks", "/Delete", "/TN", id, "/F"),)

    def after(self) -> tuple[Command, ...]:
        return ()


def scheduler_of(home: Path, records: Path, environ: Mapping[str, str], platform: str) -> Scheduler:
    """That of `platform` (a value of sys.platform). `records`: Deskhand's own folder for schedules."""
    if platform == "win32":
        return WindowsTasks(records)
    if platform == "darwin":
        return Launchd(home / "Library" / "LaunchAgents", getattr(os, "getuid", int)())
    config = environ.get("XDG_CONFIG_HOME") or str(home / ".config")
    return Systemd(Path(config) / "systemd" / "user")


def give(command: Command) -> tuple[bool, str]:
    """Gives a command to the system; a program that is not there has not worked."""
    if shutil.which(command[0]) is None:
        return False, f"{command[0]} is not installed"
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=COMMAND_SECONDS, text=True, errors="replace", check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, done.stdout if done.returncode == 0 else done.stderr


class Schedules:
    """What is scheduled here. `folder`: of the records. Its methods raise MacroError."""

    def __init__(self, folder: Path, scheduler: Scheduler, run: Run = give) -> None:
        self._folder = folder
        self._scheduler = scheduler
        self._run = run

    def add(self, job: Job) -> tuple[Command, ...]:
        """In place of an earlier one of that macro. The commands that the person must give themselves: none
        where the system took them."""
        files = self._scheduler.files(job)
        for path, contents in files.items():
            make_folder(path.parent)
            write_file(path, contents)
        make_folder(self._folder)
        record = {"name": job.name, "when": job.when.words, "command": list(job.command)}
        write_file(self._record(job.id), json.dumps(record, ensure_ascii=False, indent=2).encode())
        return self._given(self._scheduler.on(job.id))

    def remove(self, name: str) -> tuple[Command, ...]:
        """The commands that the person must give themselves. Raises MacroError where none is scheduled."""
        id = id_of(name)
        paths = (*self._scheduler.paths(id), self._record(id))
        if not any(path.exists() for path in paths):
            raise MacroError(f"“{visible(name)}” is not scheduled; `deskhand schedule list` tells what is.")
        left = self._given(self._scheduler.off(id))
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
        return left or self._given(self._scheduler.after())

    def lines(self) -> list[str]:
        """What is scheduled, a line each."""
        return [self._line(path) for path in sorted(self._folder.glob("*.json"))]

    def _line(self, path: Path) -> str:
        try:
            record = json.loads(read_file(path, MOST_BYTES))
            name, when = str(record["name"]), str(record["when"])
        except (ValueError, KeyError, TypeError):
            return visible(f"{path.name}: cannot be read; remove it.")
        gone = not all(held.exists() for held in self._scheduler.paths(id_of(name)))
        return visible(f"{name}: {when}{'  (its files are gone; schedule it anew)' if gone else ''}")

    def _record(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _given(self, commands: Sequence[Command]) -> tuple[Command, ...]:
        """Gives them in order; from the first that does not work on, they are left to the person."""
        for number, command in enumerate(commands):
            if not self._run(command)[0]:
                return tuple(commands[number:])
        return ()
