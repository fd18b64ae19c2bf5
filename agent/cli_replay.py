"""`deskhand replay`: what may be said on its command line, and which way of replaying it means.

Only argparse and the standard library are imported here; the rest waits until a way has been chosen.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from agent.errors import UsageError

# argparse gives this type no public name
CommandParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

FASTEST = 100.0
WITH_RAW = (
    ("dry_run", "--dry-run"),
    ("var", "--var"),
    ("data", "--data"),
    ("report", "--report"),
    ("timeout", "--timeout"),
)
PASSED_ON = ("raw", "dry_run", "yes", "yes_to_all", "json", "unattended")  # to a desktop of its own
VALUES_PASSED_ON = ("data", "speed", "timeout", "junit", "report")


def add_replay_parser(commands: CommandParsers) -> None:
    """Adds `deskhand replay` to the command's parsers."""
    replay = commands.add_parser("replay", help="replay a macro, or many at once")
    replay.add_argument(
        "targets", nargs="+", metavar="NAME", help="a macro's name, its file, or a folder with several"
    )
    _add_values(replay)
    _add_consent(replay)
    replay.add_argument("--json", action="store_true", help="one event a line on standard output")
    replay.add_argument("--junit", type=Path, metavar="FILE", help="write what became of each step as JUnit")
    replay.add_argument("--report", type=Path, metavar="FILE", help="write a report with pictures")
    _add_places(replay)
    replay.set_defaults(command=replay_command)


def _add_values(replay: argparse.ArgumentParser) -> None:
    replay.add_argument(
        "--var", action="append", default=[], metavar="NAME=VALUE", help="a value for one of its variables"
    )
    replay.add_argument("--data", type=Path, metavar="FILE", help="a CSV file: its steps once for each row")
    replay.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="of its fixed waits (1)")
    replay.add_argument("--timeout", type=seconds, metavar="S", help="give up after S seconds")
    replay.add_argument(
        "--raw",
        action="store_true",
        help="send the recorded events again with their timing, and look at nothing",
    )


def _add_consent(replay: argparse.ArgumentParser) -> None:
    replay.add_argument("--dry-run", action="store_true", help="show all targets and do nothing")
    replay.add_argument("--yes", action="store_true", help="do not ask before acts that navigate or write")
    replay.add_argument(
        "--yes-to-all",
        action="store_true",
        help="do not ask before consequential acts either; of a macro that is not yours they are asked about",
    )
    replay.add_argument(
        "--unattended", action="store_true", help="nobody is there: what must be asked is refused"
    )


def _add_places(replay: argparse.ArgumentParser) -> None:
    virtual = replay.add_argument_group("on a desktop of its own (Linux)")
    virtual.add_argument("--on", choices=("here", "virtual"), default="here", help="where it acts (here)")
    virtual.add_argument(
        "--open", action="append", default=[], metavar="PROGRAM", help="start this there first"
    )
    virtual.add_argument("--size", default="1280x800", metavar="WxH", help="of that desktop (1280x800)")
    virtual.add_argument("--show", action="store_true", help="show the virtual desktop as a window here")
    virtual.add_argument("--keep", action="store_true", help="leave it there until Enter is pressed")
    many = replay.add_argument_group("many at once, each on a desktop of its own (Linux)")
    many.add_argument("--desktops", type=_count, metavar="N", help="so many at the same time")
    many.add_argument("--ray", metavar="ADDRESS", help='on the machines of a Ray cluster ("local": here)')


def replay_command(arguments: argparse.Namespace) -> int:
    """`deskhand replay`. Returns the exit code."""
    check(arguments)
    if is_suite(arguments):
        from agent.cli_suite import suite_command

        return suite_command(arguments)
    if arguments.on == "virtual":
        from agent.cli_virtual import run_on_virtual

        return run_on_virtual(arguments, words_of(arguments))
    if arguments.raw:
        from agent.cli_replay_raw import raw_command

        return raw_command(arguments)
    from agent.cli_replay_run import single_command

    return single_command(arguments)


def is_suite(arguments: argparse.Namespace) -> bool:
    """Whether several macros are meant, or desktops that they share."""
    several = len(arguments.targets) > 1 or is_folder(arguments.targets[0])
    return bool(several or arguments.desktops is not None or arguments.ray is not None)


def is_folder(target: str) -> bool:
    """Whether it names a folder of macros; a macro's own folder of plain files holds a macro.json. Without a
    slash a macro of that name is meant, where there is one."""
    path = Path(target)
    try:
        there = path.is_dir() and not (path / "macro.json").exists()
    except (OSError, ValueError):  # a name too long, or with a null character
        return False
    return there and (any(mark in target for mark in "/\\") or not _is_macro(target))


def _is_macro(name: str) -> bool:
    from agent.cli_replay_run import library_of
    from agent.settings import load

    return name in library_of(load()).names()


def words_of(arguments: argparse.Namespace) -> list[str]:
    """The words of the replay itself, without those that are about the virtual desktop."""
    words = ["replay", *(f"--var={given}" for given in arguments.var)]
    words += [f"--{name.replace('_', '-')}" for name in PASSED_ON if getattr(arguments, name)]
    for name in VALUES_PASSED_ON:
        value = getattr(arguments, name)
        words += [f"--{name}={value}"] if value is not None else []
    return [*words, "--", *arguments.targets]


def check(arguments: argparse.Namespace) -> None:
    """Raises UsageError for what makes no sense together."""
    if not all(target.strip() for target in arguments.targets):
        raise UsageError("Say which macro: deskhand replay NAME. `deskhand macros` lists them.")
    if arguments.dry_run and (arguments.yes or arguments.yes_to_all):
        raise UsageError("--dry-run does nothing, so --yes and --yes-to-all make no sense with it.")
    _check_raw(arguments)
    suite = is_suite(arguments)
    if suite and (arguments.raw or arguments.report is not None or arguments.show or arguments.keep):
        raise UsageError("--raw, --report, --show and --keep are for one macro at a time.")
    if arguments.on != "virtual" and not suite and (arguments.open or arguments.show or arguments.keep):
        raise UsageError("--open, --show and --keep go with --on virtual.")


def _check_raw(arguments: argparse.Namespace) -> None:
    odd = [option for name, option in WITH_RAW if getattr(arguments, name)]
    if arguments.raw and odd:
        raise UsageError(
            f"--raw sends what was recorded and looks at nothing; {odd[0]} makes no sense with it."
        )


def given_values(arguments: argparse.Namespace) -> dict[str, str]:
    """What --var says, the last word on each. Raises UsageError."""
    values = {}
    for given in arguments.var:
        name, equals, value = given.partition("=")
        if not equals or not name.strip():
            raise UsageError("A value is given like this: --var who=Ada.")
        values[name.strip()] = value
    return values


def _speed(text: str) -> float:
    return _between(text, 0.01, FASTEST)


def seconds(text: str) -> float:
    return _between(text, 0.1, 7 * 24 * 3600.0)


def _count(text: str) -> int:
    return int(_between(text, 1, 64))


def _between(text: str, least: float, most: float) -> float:
    value = float(text)
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"it must lie between {least:g} and {most:g}")
    return value
