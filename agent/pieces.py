"""An answer piece by piece from a thread of its own, so that whoever waits for it can stop at once."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from threading import Event
from typing import Any, TypeVar

from agent.errors import DeskhandError, ModelError, Stopped

POLL = 0.02  # seconds between two looks at the stop flag
Work = Callable[[Callable[[str], None]], None]
_END = object()
Result = TypeVar("Result")


def to_its_end(pieces: Generator[Any, None, Result]) -> Result:
    """What it returns, where nobody watches its pieces."""
    while True:
        try:
            next(pieces)
        except StopIteration as over:
            result: Result = over.value
            return result


def pieces_of(
    work: Work, stop: Event, halt: Event, seconds: float, late: str, waits: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """What `work` hands on. Its DeskhandErrors are raised here; another error is a bug in it, and is a
    ModelError here, for the run must live on.

    `halt` is set when nobody listens any longer, for whatever reason. While `waits` says so (something is
    being loaded) the time does not count; ModelError with the sentence `late` after that many seconds.
    """
    found: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_run, args=(work, found), name="deskhand-model", daemon=True).start()
    begun = time.monotonic()
    try:
        while True:
            if stop.is_set():
                raise Stopped("You stopped it.")
            begun = time.monotonic() if waits() else begun
            if time.monotonic() - begun > seconds:
                raise ModelError(late)
            try:
                piece = found.get(timeout=POLL)
            except queue.Empty:
                continue
            if piece is _END:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        halt.set()


def _run(work: Work, found: queue.Queue[Any]) -> None:
    try:
        work(found.put)
        found.put(_END)
    except DeskhandError as error:
        found.put(error)
    except Exception as error:  # noqa: BLE001 — the thread's boundary: whoever waits must hear of it
        lines = str(error).strip().splitlines() or [type(error).__name__]
        found.put(
            ModelError(
                f"The model failed ({type(error).__name__}: {lines[0][:120]}); try again, or use another one."
            )
        )
