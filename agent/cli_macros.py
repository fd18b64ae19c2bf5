"""`deskhand macros …`: what can be said to it. What it does is in agent/cli_macros_actions.py, so that
nothing heavy is loaded to tell the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

CommandParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_macros_parser(commands: CommandParsers) -> None:
    """The parser of `deskhand macros` and those of what it can do."""
    macros = commands.add_parser("macros", help="the macros here: list, show, check, change, take in and out")
    macros.set_defaults(command=macros_command, action="list")
    actions = macros.add_subparsers(title="actions", metavar="ACTION")
    _action(actions, "list", "which there are")
    show = _action(actions, "show", "all steps of one, in words")
    show.add_argument("name", metavar="NAME", help="or a file")
    show.add_argument("--json", action="store_true", help="as the document itself")
    check = _action(actions, "check", "look for mistakes, without running anything; 1 where there are errors")
    check.add_argument("names", nargs="+", metavar="NAME", help="or a file")
    _add_changes(actions)
    _add_ways_in_and_out(actions)
    diff = _action(actions, "diff", "what is different between two")
    diff.add_argument("old", metavar="A", help="a name or a file")
    diff.add_argument("new", metavar="B", help="a name or a file")


def _add_changes(actions: CommandParsers) -> None:
    rename = _action(actions, "rename", "give one another name")
    rename.add_argument("old", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    delete = _action(actions, "delete", "take one away for good")
    delete.add_argument("name", metavar="NAME")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    edit = _action(actions, "edit", "open the document in $EDITOR; shows what changed, and asks")
    edit.add_argument("name", metavar="NAME")
    edit.add_argument("--yes", action="store_true", help="do not ask")
    made = _action(actions, "from-run", "make one from a run of the journal")
    made.add_argument("number", type=int, metavar="N", help="the run (`deskhand runs` lists them)")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--replace", action="store_true", help="in place of one of that name")


def _add_ways_in_and_out(actions: CommandParsers) -> None:
    out = _action(actions, "export", "write one to a file, a folder of plain files, or a script")
    out.add_argument("name", metavar="NAME")
    out.add_argument(
        "path",
        type=Path,
        metavar="TO",
        help="FILE.deskhand, a folder, or FILE.py (pyautogui, positions only)",
    )
    out.add_argument("--replace", action="store_true", help="in place of what is there")
    take = _action(actions, "import", "take one in: shows all that it does, and asks whether you accept it")
    take.add_argument("path", type=Path, metavar="FILE", help="a .deskhand file, or such a folder")
    take.add_argument("--name", metavar="N", help="under this name")
    take.add_argument("--replace", action="store_true", help="in place of one of that name")
    accept = _action(actions, "accept", "show all that a stranger's does, and ask whether you accept it")
    accept.add_argument("name", metavar="NAME")


def _action(actions: CommandParsers, name: str, words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words, description=f"{words[:1].upper()}{words[1:]}.")
    parser.set_defaults(action=name)
    return parser


def macros_command(arguments: argparse.Namespace) -> int:
    """`deskhand macros`. Returns the exit code."""
    from agent.cli_macros_actions import ACTIONS

    return ACTIONS[arguments.action](arguments)
