"""One Deskhand at a time on a display: two would mix their keys and clicks.

The turn is a lock on a file beside the journal, which the system releases when its process ends in any way.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import DeskhandError

TAKEN = "Another Deskhand is at work on this display; wait until it has ended, or stop it."


@contextmanager
def turn(folder: Path, display: str) -> Iterator[None]:
    """Has the display for itself inside the block. Raises DeskhandError when another has it.

    Where the folder takes no lock (the journal will say what is wrong with it), nothing is held.
    """
    lock = _opened(lock_file(folder, display))
    if lock is None:
        yield
        return
    try:
        if not _locked(lock):
            raise DeskhandError(TAKEN)
        yield
    finally:
        os.close(lock)


def lock_file(folder: Path, display: str) -> Path:
    """One for each display: ":0", ":0.0" and "unix:0" are the same."""
    name = re.sub(r"^unix(?=:)|(?<=:)(\d+)\.\d+$", r"\1", display)
    return folder / f"at-work{re.sub(r'[^0-9A-Za-z]+', '-', f'-{name or sys.platform}')}.lock"


def stop_file(folder: Path, display: str) -> Path:
    """Its being there stops what is at work on the display."""
    return lock_file(folder, display).with_suffix(".stop")


def is_taken(folder: Path, display: str) -> bool:
    """Whether a Deskhand is at work on the display."""
    path = lock_file(folder, display)
    lock = _opened(path) if path.exists() else None
    if lock is None:
        return False
    try:
        return not _locked(lock)
    finally:
        os.close(lock)


def _opened(path: Path) -> int | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _locked(file: int) -> bool:
    """Takes the lock; False when another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True
