"""The journal grows old: runs that are older than wanted, or too many, go, and pictures that no run shows."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from agent.journal_file import transaction
from agent.journal_processes import alive

DAY = 86_400.0
NEW_SECONDS = 3600.0  # pictures younger than this may belong to a step that is being written


@dataclass(frozen=True)
class Keep:
    """How much is kept; 0: no limit."""

    days: float = 0
    megabytes: float = 0


def prune(database: sqlite3.Connection, pictures: Path, keep: Keep, now: float | None = None) -> int:
    """Deletes what is beyond `keep`; how many runs went. A run that is under way stays."""
    now = time.time() if now is None else now
    gone = _delete(database, _too_old(database, now - keep.days * DAY) if keep.days else [])
    if gone:
        _sweep(database, pictures, now)
    while keep.megabytes and size_of(database, pictures) > keep.megabytes * 1e6:
        oldest = _oldest(database)
        if not _delete(database, oldest):
            break
        gone += len(oldest)
        _sweep(database, pictures, now)
    return gone


def remove(database: sqlite3.Connection, pictures: Path, number: int) -> bool:
    """Deletes one run, with the pictures that no other shows; False where it is not there, or under way."""
    row = database.execute("SELECT ended, pid, process FROM runs WHERE number = ?", (number,)).fetchone()
    if row is None or not _over(row):
        return False
    own = _shown(database, "WHERE run = ?", (number,))
    _delete(database, [number])
    for digest in own - _shown(database):
        for path in pictures.glob(f"{digest[:2]}/{digest}.*"):
            with contextlib.suppress(OSError):
                path.unlink()
    return True


def size_of(database: sqlite3.Connection, pictures: Path) -> int:
    """Bytes of the database's pages in use and of all pictures."""
    pages, free, page = (
        int(database.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * page + sum(path.stat().st_size for path in _files(pictures))


def _too_old(database: sqlite3.Connection, before: float) -> list[int]:
    rows = database.execute("SELECT number, ended, pid, process FROM runs WHERE begun < ?", (before,))
    return [row["number"] for row in rows.fetchall() if _over(row)]


def _oldest(database: sqlite3.Connection) -> list[int]:
    """A tenth of the runs that are over, at least one, never the last one."""
    rows = database.execute("SELECT number, ended, pid, process FROM runs ORDER BY number").fetchall()
    over = [row["number"] for row in rows[:-1] if _over(row)]
    return over[: max(1, len(over) // 10)]


def _over(row: sqlite3.Row) -> bool:
    return row["ended"] is not None or not alive(row["pid"], row["process"])


def _delete(database: sqlite3.Connection, numbers: list[int]) -> int:
    if numbers:
        with transaction(database):
            database.executemany("DELETE FROM runs WHERE number = ?", [(number,) for number in numbers])
    return len(numbers)


def _sweep(database: sqlite3.Connection, pictures: Path, now: float) -> None:
    """Removes pictures that no step shows."""
    shown = _shown(database)
    for path in _files(pictures):
        if path.stem not in shown and now - path.stat().st_mtime > NEW_SECONDS:
            with contextlib.suppress(OSError):
                path.unlink()


def _shown(database: sqlite3.Connection, where: str = "", values: tuple[int, ...] = ()) -> set[str]:
    """The digests of the pictures of these steps."""
    found = (
        row[0]
        for column in ("before", "crop", "after")
        for row in database.execute(
            f"SELECT DISTINCT json_extract({column}, '$.digest') FROM steps {where}", values
        )
    )
    return {digest for digest in found if digest}


def _files(pictures: Path) -> list[Path]:
    return [path for path in pictures.glob("??/*") if path.is_file()]
