"""The journal's SQLite file: opening it, its schema and migrations, and its errors in plain sentences."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import JournalError

BUSY_SECONDS = 10.0
AGAIN_SECONDS = 0.02
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            instruction TEXT NOT NULL, begun REAL NOT NULL,
            pid INTEGER NOT NULL, process TEXT NOT NULL, machine TEXT NOT NULL,
            ended REAL, outcome TEXT, end TEXT)""",
        """CREATE TABLE steps (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            words TEXT NOT NULL, state TEXT NOT NULL, place TEXT NOT NULL,
            intended_at REAL NOT NULL, concluded_at REAL,
            decision TEXT, judgement TEXT, verdict TEXT, outcome TEXT, timings TEXT,
            elements TEXT NOT NULL, element_count INTEGER NOT NULL,
            before TEXT, crop TEXT, after TEXT,
            PRIMARY KEY (run, step)) WITHOUT ROWID""",
    ),
    ("ALTER TABLE steps ADD COLUMN windows TEXT", "ALTER TABLE steps ADD COLUMN choices TEXT"),
)
"""The statements of each version: a file of `user_version` n has had the first n of them."""


def connect(path: Path) -> sqlite3.Connection:
    """Opens the file, makes it where there is none, and brings it to this version. Raises JournalError."""
    with plain_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_private(path)
        database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(database)
            _migrate(database, path)
        except BaseException:
            database.close()
            raise
    return database


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Opens the file where nothing can be written, as on a full disk. Raises JournalError.

    SQLite wants to make a log and its index even for a reader. Without a log the file is whole by itself, and
    may be taken as one that does not change (sqlite.org/wal.html, "Read-Only Databases").
    """
    with plain_errors(path):
        try:
            return _read_only(path, "mode=ro")
        except sqlite3.OperationalError:
            log = path.with_name(f"{path.name}-wal")
            if log.exists() and log.stat().st_size:
                raise
            return _read_only(path, "mode=ro&immutable=1")


def _read_only(path: Path, options: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?{options}", uri=True)
    database.row_factory = sqlite3.Row
    try:
        if _version(database) == len(MIGRATIONS):
            return database
    except BaseException:
        database.close()
        raise
    database.close()
    raise JournalError(f"The journal {path} is of another version of Deskhand and cannot be changed now.")


def _make_private(path: Path) -> None:
    """Makes the file for its owner only, as sqlite then makes -wal and -shm.

    One that is there is never opened here: to close it again would drop the locks of every connection of this
    process, and another process would take the log away under them (sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing; takes the writer's turn at once, waiting for another writer to finish."""
    if database.in_transaction:  # an interrupt left one open just where it began
        database.execute("ROLLBACK")
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _prepare(database: sqlite3.Connection) -> None:
    database.row_factory = sqlite3.Row
    database.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")
    _keep_a_log(database)
    database.execute("PRAGMA synchronous = FULL")  # an intention is on the disk before the act
    database.execute("PRAGMA foreign_keys = ON")
    database.execute(
        "PRAGMA secure_delete = ON"
    )  # what is overwritten (a secret) does not linger in free pages


def _keep_a_log(database: sqlite3.Connection) -> None:
    """Switches to a write-ahead log. SQLite does not wait by itself here for another process that opens the
    new file at the same moment: a reader that wants to write is refused, lest both wait for each other."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(AGAIN_SECONDS)


def _migrate(database: sqlite3.Connection, path: Path) -> None:
    if _version(database) > len(MIGRATIONS):
        raise JournalError(
            f"The journal {path} was written by a newer Deskhand; update this one, or set "
            "DESKHAND_DATA_DIR to another folder."
        )
    if 0 < _version(database) < len(MIGRATIONS):
        _keep_copy(database, path)
    while (version := _version(database)) < len(MIGRATIONS):
        with transaction(database):
            if _version(database) != version:  # another Deskhand was quicker
                continue
            for statement in MIGRATIONS[version]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version + 1}")


def _keep_copy(database: sqlite3.Connection, path: Path) -> None:
    """The file as it was before its migration, beside it."""
    copy = path.with_suffix(f".v{_version(database)}.bak")
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT, 0o600))
    target = sqlite3.connect(copy)
    try:
        database.backup(target)
    finally:
        target.close()


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system raise into a JournalError of one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(_of_sqlite(error, path)) from error
    except OSError as error:
        raise JournalError(_of_system(error, path)) from error


FULL = "The disk is full, so the journal in {folder} cannot be written; free some space and try again."
CLOSED = "The journal in {folder} cannot be written; give yourself the right to, or set DESKHAND_DATA_DIR."
NOT_A_FOLDER = "The journal's folder {folder} is not a folder; move that file away, or set DESKHAND_DATA_DIR."
BROKEN = "The journal {path} is damaged; move it and the files beside it away, and a new one is made."
BUSY = "Another program has kept the journal {path} locked for {seconds:g} seconds; end it, or try again."


def _of_sqlite(error: sqlite3.Error, path: Path) -> str:
    words = str(error).casefold()
    known = (
        (("disk is full", "disk i/o"), FULL),
        (("readonly", "unable to open"), CLOSED),
        (("not a database", "malformed", "no such table", "no such column"), BROKEN),
        (("locked", "busy"), BUSY),
    )
    for parts, sentence in known:
        if any(part in words for part in parts):
            return sentence.format(path=path, folder=path.parent, seconds=BUSY_SECONDS)
    return f"The journal {path} cannot be used ({error}); move it away, and a new one is made."


def _of_system(error: OSError, path: Path) -> str:
    numbers = {
        errno.ENOSPC: FULL,
        errno.EDQUOT: FULL,
        errno.EFBIG: FULL,
        errno.EACCES: CLOSED,
        errno.EPERM: CLOSED,
        errno.EROFS: CLOSED,
        errno.ENOTDIR: NOT_A_FOLDER,
        errno.EEXIST: NOT_A_FOLDER,
        errno.EISDIR: BROKEN,
    }
    sentence = numbers.get(error.errno or 0)
    if sentence is None:
        return f"The journal {path} cannot be used: {error.strerror or error}."
    return sentence.format(path=path, folder=path.parent, seconds=BUSY_SECONDS)
