"""`deskhand menu-entry`: puts Deskhand among the desktop's programs, or takes it out."""

from __future__ import annotations

import argparse

from agent import menu_entry


def menu_command(arguments: argparse.Namespace) -> int:
    """Returns the exit code."""
    if arguments.remove:
        gone = menu_entry.remove()
        print("\n".join(f"Removed {path}" for path in gone) or "There was no entry.")
        return 0
    for path in menu_entry.write():
        print(f"Wrote {path}")
    print("Deskhand is among your programs now.")
    return 0
