"""`deskhand secret set|check|delete NAME`: the names that instructions and macros use as secret:NAME."""

from __future__ import annotations

import argparse
import getpass
import sys

from agent.errors import UsageError
from agent.vault import KeyringVault, check


def secret_command(arguments: argparse.Namespace) -> int:
    """`deskhand secret`. Returns the exit code."""
    vault, name = KeyringVault(), arguments.name
    check(name, "x")
    if arguments.action == "set":
        vault.set(name, _read())
        print(f"Kept. Write secret:{name} where it is to be typed.")
    elif arguments.action == "delete":
        vault.delete(name)
        print("Deleted.")
    else:
        vault.get(name)
        print(f"There is a secret called {name}.")
    return 0


def _read() -> str:
    """The value, twice from a terminal without an echo, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    value = getpass.getpass("The secret: ")
    if getpass.getpass("Once more: ") != value:
        raise UsageError("The two are not the same; nothing was kept.")
    return value
