"""`deskhand schedule NAME --at 09:00`: a macro that the system's own scheduler replays by itself."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from agent.cli_replay import given_values, seconds
from agent.errors import NotSupportedError, PolicyError, UsageError
from agent.visible import visible

if TYPE_CHECKING:
    from agent.macros.found import Found
    from agent.macros.schedulers import Command, Run, Schedules
    from agent.settings import Settings

# argparse gives this type no public name
CommandParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

SYSTEM = sys.platform
PLACES = ("here", "virtual")
FOLDER = "schedule"  # in the data folder: records, and what became of each replay
NO_DISPLAY = (
    "There is no display here (DISPLAY is not set); schedule it from a terminal on the desktop that it is to "
    "act on, or give --on virtual."
)
STRANGER = (
    "Nobody has looked over {names} yet, so nothing of it is replayed by itself; accept it first with: "
    "deskhand macros accept NAME."
)
NOBODY = (
    "Nobody will be there to be asked: acts that need a yes are refused. --yes lets those pass that navigate "
    "or write, --yes-to-all the consequential ones, too."
)


def add_schedule_parser(commands: CommandParsers) -> None:
    """Adds `deskhand schedule` to the command's parsers."""
    schedule = commands.add_parser(
        "schedule", help="have a macro replayed by itself: schedule NAME, schedule list, schedule remove NAME"
    )
    schedule.add_argument("what", metavar="NAME", help="a macro; or list; or remove")
    schedule.add_argument("name", nargs="?", metavar="NAME", help="with remove: which")
    schedule.add_argument("--at", metavar="HH:MM", help="the time of day")
    schedule.add_argument("--every", metavar="SPAN", help="again and again, such as 30m or 2h")
    schedule.add_argument(
        "--on",
        action="append",
        default=[],
        metavar="DAYS",
        help="with --at: daily, weekdays, weekends or mon,thu; or virtual: on a desktop of its own (Linux)",
    )
    _add_replay(schedule)
    schedule.set_defaults(command=schedule_command)


def _add_replay(schedule: argparse.ArgumentParser) -> None:
    group = schedule.add_argument_group("how it is replayed (as for deskhand replay)")
    group.add_argument("--var", action="append", default=[], metavar="NAME=VALUE")
    group.add_argument("--data", type=Path, metavar="FILE", help="a CSV file")
    group.add_argument("--yes", action="store_true", help="let acts pass that navigate or write")
    group.add_argument("--yes-to-all", action="store_true", help="let consequential acts pass, too")
    group.add_argument("--timeout", type=seconds, metavar="S", help="give up after S seconds")
    group.add_argument("--junit", type=Path, metavar="FILE", help="where it writes what became of each step")
    group.add_argument("--report", type=Path, metavar="FILE", help="where it writes a report with pictures")
    group.add_argument("--open", action="append", default=[], metavar="PROGRAM", help="with --on virtual")
    group.add_argument("--size", default="1280x800", metavar="WxH", help="with --on virtual (1280x800)")


def schedule_command(arguments: argparse.Namespace) -> int:
    """`deskhand schedule`. Returns the exit code."""
    from agent.settings import load

    settings = load()
    schedules = schedules_of(settings)
    if arguments.what == "list" and arguments.at is None and arguments.every is None:
        lines = schedules.lines()
        print("\n".join(lines) if lines else "Nothing is scheduled.")
        return 0
    if arguments.what == "remove" and arguments.at is None and arguments.every is None:
        return _remove(schedules, arguments.name)
    if arguments.name is not None:
        raise UsageError("Say one macro: deskhand schedule NAME --at 09:00.")
    return _add(schedules, arguments, settings)


def schedules_of(settings: Settings) -> Schedules:
    """What is scheduled on this system."""
    from agent.macros.schedulers import Schedules, scheduler_of

    folder = settings.data_dir / FOLDER
    return Schedules(folder, scheduler_of(Path.home(), folder, os.environ, SYSTEM))


def _remove(schedules: Schedules, name: str | None) -> int:
    if name is None:
        raise UsageError("Say which: deskhand schedule remove NAME.")
    _tell_left(schedules.remove(name), "It is no longer scheduled, once you have given this:")
    print("Removed.")
    return 0


def _add(schedules: Schedules, arguments: argparse.Namespace, settings: Settings) -> int:
    from agent.cli_replay_run import library_of
    from agent.macros.found import find
    from agent.macros.schedule import Job, checked, environment_of, id_of, when_of

    days, virtual = _on(arguments)
    when = when_of(arguments.at, arguments.every, days)
    found = find(arguments.what, library_of(settings))
    name = found.bundle.macro.name
    _check(found, arguments)
    here = SYSTEM.startswith("linux") and not virtual
    environment = environment_of(os.environ, here and not imports_session())
    folder = settings.data_dir / FOLDER
    job = Job(
        name, when, (*command(), *_words(arguments, virtual, folder / f"{id_of(name)}.xml")),
        environment, str(Path.home()), str(folder / f"{id_of(name)}.log"),
    )  # fmt: skip
    left = schedules.add(checked(job))
    print(f"“{visible(name)}” is replayed {when.words}.")
    _tell_left(left, "It begins once you have given this:")
    if not (arguments.yes or arguments.yes_to_all):
        print(NOBODY, file=sys.stderr)
    return 0


def _on(arguments: argparse.Namespace) -> tuple[str | None, bool]:
    """The days, and whether it acts on a desktop of its own."""
    days = [word for word in arguments.on if word not in PLACES]
    virtual = "virtual" in arguments.on
    if len(days) > 1:
        raise UsageError("Give the days in one word: --on mon,thu.")
    if arguments.open and not virtual:
        raise UsageError("--open goes with --on virtual.")
    if not SYSTEM.startswith("linux"):
        if virtual:
            from agent.cli_virtual import ONLY_LINUX

            raise NotSupportedError(ONLY_LINUX)
    elif not virtual and not os.environ.get("DISPLAY"):
        raise UsageError(NO_DISPLAY)
    return (days[0] if days else None), virtual


def _check(found: Found, arguments: argparse.Namespace) -> None:
    """Whether it could be replayed: values, rows, and nobody's secret in the open. Raises MacroError,
    PolicyError."""
    from agent.macros.rows import rows_of
    from agent.replay import MacroPlanner

    if found.stranger:
        names = ", ".join(f"“{visible(name)}”" for name in found.strangers)
        raise PolicyError(STRANGER.format(names=names))
    rows = rows_of(arguments.data, found.names) if arguments.data is not None else []
    MacroPlanner(found.bundle, given_values(arguments), rows, found.load)


def _words(arguments: argparse.Namespace, virtual: bool, junit: Path) -> list[str]:
    from agent.macros.schedule import replay_words

    options = [f"--{name.replace('_', '-')}" for name in ("yes", "yes_to_all") if getattr(arguments, name)]
    options += [f"--timeout={arguments.timeout:g}"] if arguments.timeout is not None else []
    if virtual:
        options += ["--on=virtual", f"--size={arguments.size}", *(f"--open={one}" for one in arguments.open)]
    files = {"junit": arguments.junit or junit}
    files |= {name: path for name in ("data", "report") if (path := getattr(arguments, name)) is not None}
    path = Path(arguments.what)
    target = str(path.absolute()) if path.exists() and len(path.parts) > 1 else arguments.what
    return replay_words(target, options, given_values(arguments), files)


def command() -> tuple[str, ...]:
    """What starts this Deskhand: its own script where it is installed, else its module."""
    script = Path(sys.executable).with_name("deskhand.exe" if SYSTEM == "win32" else "deskhand")
    return (str(script),) if script.exists() else (sys.executable, "-m", "agent.cli")


def imports_session(run: Run | None = None) -> bool:
    """Whether the user's systemd is told the display of each new session, as most desktops do."""
    from agent.macros.schedulers import give

    worked, said = (run or give)(("systemctl", "--user", "show-environment"))
    return worked and any(line.startswith("DISPLAY=") for line in said.splitlines())


def _tell_left(commands: Sequence[Command], lead: str) -> None:
    """Commands that the system did not take from here."""
    if not commands:
        return
    quoted = subprocess.list2cmdline if SYSTEM == "win32" else shlex.join
    print(lead)
    print(f"  {' && '.join(quoted(one) for one in commands)}")
