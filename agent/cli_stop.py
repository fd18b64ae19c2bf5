"""`deskhand stop`: ends what another Deskhand of this user is doing on the display."""

from __future__ import annotations

import argparse
import os
import time

from agent.errors import DeskhandError, JournalError
from agent.settings import load
from agent.turn import is_taken, stop_file

MOST_SECONDS = 10.0
LOOK_PAUSE = 0.02


def stop_command(arguments: argparse.Namespace) -> int:
    """`deskhand stop`. Returns the exit code."""
    folder, display = load().data_dir, os.environ.get("DISPLAY", "")
    if not is_taken(folder, display):
        print("Nothing is at work on this display.")
        return 0
    path = stop_file(folder, display)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise JournalError(f"The word to stop cannot be left in {path}: {error.strerror}.") from error
    end = time.monotonic() + MOST_SECONDS
    while is_taken(folder, display):
        if time.monotonic() > end:
            raise DeskhandError(f"It was told to stop, and is still there after {MOST_SECONDS:g} s.")
        time.sleep(LOOK_PAUSE)
    print("Stopped.")
    return 0
