"""What the commands that act have in common: a run is followed to its end and told, Ctrl+C stops it in good
order, and a report is written."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TextIO

from agent.errors import JournalError, Stopped
from agent.events import event
from agent.loop import Stages
from agent.terminal import TerminalConfirmer, progress_line
from agent.types import End, Progress

OUTCOME_CODES = {"done": 0, "failed": 1, "not_found": 3, "ambiguous": 3, "stopped": 4, "blocked": 5}


class Bell(Event):
    """A stop flag that another thread may set (the stop key's) while the person is asked at the terminal."""

    def set(self) -> None:
        super().set()
        if TerminalConfirmer.waiting and threading.current_thread() is not threading.main_thread():
            os.kill(os.getpid(), signal.SIGINT)  # the wait for a line ends


def follow(happenings: Iterator[Progress], stages: Stages, as_json: bool) -> int:
    """Runs to the end and prints what happens. Returns the exit code."""
    end = followed(happenings, stages, tell_json if as_json else tell_words)
    return OUTCOME_CODES[end.outcome] if end is not None else 1


def followed(happenings: Iterator[Progress], stages: Stages, tell: Callable[[Progress], None]) -> End | None:
    """Runs to the end, which is given back, and tells what happens."""
    end = None
    for progress in happenings:
        if isinstance(stages.confirmer, TerminalConfirmer):
            stages.confirmer.heard(progress)
        tell(progress)
        if isinstance(progress, End):
            end = progress
    return end


def tell_json(progress: Progress) -> None:
    """For other programs: an event a line."""
    print(json.dumps(event(progress), ensure_ascii=False, allow_nan=False), flush=True)


def tell_words(progress: Progress) -> None:
    """For a person at a terminal."""
    if (line := progress_line(progress)) is not None:
        print(line, flush=True)


def agreed(question: str) -> bool:
    """Asks the person at the terminal. Raises Stopped where nobody answers."""
    TerminalConfirmer.waiting = True
    try:
        while True:
            print(f"{question}  [y]es  [n]o: ", end="", file=sys.stderr, flush=True)
            answer = input().strip().casefold()
            if answer in ("y", "yes", "是", "好", "n", "no", "s", "stop", "否", "不"):
                return answer in ("y", "yes", "是", "好")
    except EOFError:
        raise Stopped("Nobody answered the question, so nothing was done.") from None
    except KeyboardInterrupt:
        raise Stopped("You stopped it.") from None
    finally:
        TerminalConfirmer.waiting = False


@contextmanager
def interrupt_sets(stop: Event) -> Iterator[None]:
    """Ctrl+C stops the run in good order: no event is sent after it. A second one ends the process at once.

    A question that waits for an answer is left by the first one, too. To be asked to end (by `kill`, or since
    the terminal was closed) is the same: a process that just ended would leave keys down or lent.
    """

    def heard(number: int, frame: FrameType | None) -> None:
        if stop.is_set() or TerminalConfirmer.waiting:
            stop.set()
            raise KeyboardInterrupt
        stop.set()

    with on_interrupt(heard):
        yield


@contextmanager
def on_interrupt(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """`handler` for Ctrl+C, `kill` and a closed terminal; what was there before comes back."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in (getattr(signal, name) for name in names)}
    heeded = {number: was for number, was in before.items() if was is not signal.SIG_IGN}  # nohup
    try:
        for number in heeded:
            signal.signal(number, handler)
        yield
    finally:
        for number, was in heeded.items():
            signal.signal(number, was)


def write_report(path: Path, text: str, called: str = "Report", to: TextIO | None = None) -> None:
    """Writes a file that was asked for, and says so (`to`: standard output). Raises JournalError."""
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise JournalError(f"The {called.lower()} cannot be written to {path}: {said}.") from error
    print(f"{called}: {path}", file=to)
