"""`deskhand record`: what may be said on its command line. What it does is in agent/cli_record_run.py.

Only argparse and the standard library are imported here.
"""

from __future__ import annotations

import argparse
from typing import TypeAlias

# argparse gives this type no public name
CommandParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_record_parser(commands: CommandParsers) -> None:
    """Adds `deskhand record` to the command's parsers."""
    record = commands.add_parser("record", help="record what you do as a macro")
    record.add_argument("name", metavar="NAME", help="what the macro is to be called")
    record.add_argument("--replace", action="store_true", help="in place of the macro that is called so")
    group = record.add_argument_group("on a desktop of its own, shown as a window here (Linux)")
    group.add_argument("--on", choices=("here", "virtual"), default="here", help="where (here)")
    group.add_argument("--open", action="append", default=[], metavar="PROGRAM", help="start this first")
    group.add_argument("--size", default="1280x800", metavar="WxH", help="of that desktop (1280x800)")
    record.set_defaults(command=record_command)


def record_command(arguments: argparse.Namespace) -> int:
    """`deskhand record NAME`. Returns the exit code."""
    from agent.cli_record_run import record

    return record(arguments)
