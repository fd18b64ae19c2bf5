"""What the safety tests share: how often each is tried, and the table that `make safety` prints.

The same tests run a few times each in `make test`, and as often as docs/safety.md says in `make safety`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

LONG = os.environ.get("DESKHAND_SAFETY") == "long"
ROWS: list[tuple[str, str, str]] = []


def tries(short: int, long: int) -> range:
    return range(long if LONG else short)


def record(promise: str, figure: str, bar: str) -> None:
    """A row of the table: what is promised, what was measured, what must hold."""
    ROWS.append((promise, figure, bar))


def most_of(figures: Sequence[float]) -> tuple[float, str]:
    """The 99th of a hundred; of a few the middle one, since a busy machine makes any one of them late. And
    which of the two it is."""
    ordered = sorted(figures)
    return (ordered[int(0.99 * len(ordered))], "p99") if LONG else (ordered[len(ordered) // 2], "median")


def table() -> list[str]:
    """The rows, in columns."""
    widths = [max(len(row[i]) for row in ROWS) for i in range(2)]
    return [f"{promise:{widths[0]}}  {figure:{widths[1]}}  ({bar})" for promise, figure, bar in ROWS]
