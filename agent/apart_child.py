"""What runs in the process of a part (agent/apart.py): builds it, and answers requests until told to end."""

from __future__ import annotations

import inspect
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable
from typing import Any

from agent.errors import DeskhandError, Stopped

log = logging.getLogger(__name__)
Request = tuple[int, str, tuple[Any, ...]]
END: Request = (0, "", ())


def serve(pipe: Any, build: Callable[[], Any]) -> None:
    """A method that takes a `stop` is given a flag that is set when nobody waits for its answer any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the process that asks
    inbox = _Inbox(pipe)
    try:
        part = build()
    except Exception as error:  # noqa: BLE001 — the process's boundary
        pipe.send((0, "error", _told(error)))
        return
    pipe.send((0, "ready", None))
    while True:
        number, method, arguments = inbox.requests.get()
        inbox.answering(number)
        if inbox.dropped.is_set():
            continue
        try:
            _answer(pipe, number, getattr(part, method), arguments, inbox.dropped)
        except Exception as error:  # noqa: BLE001 — the process's boundary
            try:
                pipe.send((number, "error", _told(error)))
            except OSError:
                return  # nobody is there any more


class _Inbox:
    """Requests as they come, in a thread of its own, so that one can be dropped while it is answered."""

    def __init__(self, pipe: Any) -> None:
        self.requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self.dropped = threading.Event()  # the request in hand
        self._number, self._gone = 0, set[int]()
        self._lock = threading.Lock()
        threading.Thread(target=self._read, args=(pipe,), daemon=True).start()

    def answering(self, number: int) -> None:
        with self._lock:
            self._number = number
            (self.dropped.set if number in self._gone else self.dropped.clear)()
            self._gone = {gone for gone in self._gone if gone > number}

    def _read(self, pipe: Any) -> None:
        try:
            while True:
                self._take(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # nobody is there any more

    def _take(self, request: Request) -> None:
        number, method, _ = request
        if request == END:
            os._exit(0)  # at once, also in the middle of a long answer
        if method:
            self.requests.put(request)
            return
        with self._lock:
            self._gone.add(number)
            if number == self._number:
                self.dropped.set()


def _answer(
    pipe: Any, number: int, method: Callable[..., Any], arguments: tuple[Any, ...], stop: threading.Event
) -> None:
    takes_stop = "stop" in inspect.signature(method).parameters
    value = method(*arguments, **({"stop": stop} if takes_stop else {}))
    if inspect.isgenerator(value):
        for piece in value:
            pipe.send((number, "piece", piece))
        value = None
    pipe.send((number, "done", value))


def _told(error: Exception) -> tuple[str, str]:
    """The error's kind and sentence."""
    if isinstance(error, DeskhandError):
        return type(error).__name__, str(error)
    if isinstance(error, MemoryError):
        return "", "There is not enough memory for the model; close other programs, and try again."
    if not isinstance(error, Stopped):
        log.exception("A part met an unexpected error")
    return "", f"The model met an error of its own ({type(error).__name__}); please try again."
