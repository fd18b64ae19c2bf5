"""Files of macros: read without following links or trusting sizes, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import MacroError
from agent.visible import visible

NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
LOCK = ".lock"
PART = ".part"
LOCK_SECONDS = 10.0
AGAIN_SECONDS = 0.01


def read_file(path: Path, most: int) -> bytes:
    """All of a plain file of `most` bytes at most. Raises MacroError."""
    with plain_errors(path, "read"):
        if path.is_symlink():  # said before opening: not every system has O_NOFOLLOW
            raise MacroError(f"{told(path)} is a link; put the file itself there.")
        data = _read(os.open(path, os.O_RDONLY | NO_LINKS), path, most + 1)
    if len(data) > most:
        raise MacroError(f"{told(path)} is too large: a file of this kind has {size(most)} at most.")
    return data


def _read(number: int, path: Path, most: int) -> bytes:
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise MacroError(f"{told(path)} is not a file.")
        with os.fdopen(number, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(number)


def write_file(path: Path, data: bytes) -> None:
    """Writes a file for its owner only: whoever reads it meanwhile has the old one or the new one, whole.
    Raises MacroError."""
    with plain_errors(path, "written"):
        number, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(number)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
            raise
        flush_folder(path.parent)


def remove_parts(folder: Path) -> None:
    """Removes what writers that were killed have left. To be called where nobody writes: under the lock."""
    with plain_errors(folder, "written"):
        for path in folder.glob(f".*{PART}"):
            path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Has the system write down which files the folder holds."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """A folder for its owner only. Raises MacroError."""
    with plain_errors(folder, "made"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """No other process or thread is inside such a block with the folder. Where the folder takes no lock, it
    cannot be written either, and nothing is held. Raises MacroError when another keeps it."""
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o600)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + LOCK_SECONDS
        while not _taken(lock):
            if time.monotonic() > until:
                raise MacroError(f"Another program has kept the macros in {told(folder)} locked; try again.")
            time.sleep(AGAIN_SECONDS)
        yield
    finally:
        os.close(lock)


def _taken(file: int) -> bool:
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


@contextmanager
def plain_errors(path: Path, done: str) -> Iterator[None]:
    """Turns what the file system raises into a MacroError of one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise MacroError(f"There is no {told(path)}.") from error
    except ValueError as error:  # a null character in the name
        raise MacroError(f"{told(path)} is no name for a file.") from error
    except OSError as error:
        raise MacroError(f"{told(path)} cannot be {done}: {error.strerror or error}.") from error


def told(path: Path) -> str:
    """A path as it may be shown: nothing in it acts, and what is no text is marked."""
    return visible(str(path).encode(errors="replace").decode())


def size(most: int) -> str:
    return f"{most // 2**20} MiB" if most >= 2**20 else f"{most // 2**10} KiB"
