"""`deskhand run --stdin`: stays up for another program, models loaded; a request a line, an answer each."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue
from threading import Event
from typing import Any

from pydantic import Field, ValidationError

from agent.errors import DeskhandError
from agent.events import candidate_record, step_record
from agent.loop import Stages, run
from agent.settings import Settings
from agent.types import Candidate, End, Frozen

RequestId = str | int


class Request(Frozen):
    """A line of input: an instruction to carry out."""

    id: RequestId
    instruction: str = Field(max_length=10_000)
    timeout: float | None = Field(default=None, gt=0, le=86400)


class Cancel(Frozen):
    """A line of input: stop the request of that id, running or waiting."""

    cancel: RequestId


class Server:
    """Reads requests in a thread, so that a cancel is heard while an instruction is carried out."""

    def __init__(self, stages: Stages, settings: Settings, answer: Callable[[dict[str, Any]], None]) -> None:
        self._stages = stages
        self._settings = settings
        self._answer = answer
        self._waiting: SimpleQueue[Request | None] = SimpleQueue()  # its put may be interrupted by itself
        self._lock = threading.RLock()  # a signal's handler may come in between, in the same thread
        self._ending = False
        self._queued: list[str | int] = []
        self._cancelled: set[str | int] = set()
        self._running: tuple[str | int, Event] | None = None

    def serve(self, lines: Iterable[str]) -> None:
        """Carries out request after request until the input ends."""
        if self._ending:
            return
        reader = threading.Thread(target=self._read, args=(lines,), name="requests", daemon=True)
        reader.start()
        while not self._ending and (request := self._waiting.get()) is not None:
            self._answer(self._carry_out(request))
        if not self._ending:
            reader.join()

    def end(self) -> None:
        """Stops what runs in good order, and takes no more; may be called from a signal's handler."""
        self._ending = True
        with self._lock:
            if self._running is not None:
                self._running[1].set()
        self._waiting.put(None)

    def _read(self, lines: Iterable[str]) -> None:
        try:
            for line in lines:
                if line.strip():
                    self._take(line)
        finally:  # whatever happens to the input, the other thread must not wait for ever
            self._waiting.put(None)

    def _take(self, line: str) -> None:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError) as error:  # the latter: brackets without end
            self._answer(_result(None, "failed", f"That line is no JSON: {error}."))
            return
        try:
            if isinstance(message, dict) and "cancel" in message:
                self._cancel(Cancel.model_validate(message, strict=True).cancel)
            else:
                self._queue(Request.model_validate(message, strict=True))
        except ValidationError as error:
            reason = f"That line is no request: {_fault(error)}."
            self._answer(_result(_id_of(message), "failed", reason))

    def _queue(self, request: Request) -> None:
        with self._lock:
            self._queued.append(request.id)
        self._waiting.put(request)

    def _cancel(self, number: str | int) -> None:
        """Stops the request of that id; an id that is not known here is nothing to remember."""
        with self._lock:
            if self._running is not None and self._running[0] == number:
                self._running[1].set()
            elif number in self._queued:
                self._cancelled.add(number)

    def _carry_out(self, request: Request) -> dict[str, Any]:
        stop = Event()
        with self._lock:
            self._queued.remove(request.id)
            self._running = (request.id, stop)
            if self._ending or request.id in self._cancelled:
                stop.set()
        try:
            return self._run(request, stop)
        finally:
            with self._lock:
                self._running = None
                self._cancelled.discard(request.id)

    def _run(self, request: Request, stop: Event) -> dict[str, Any]:
        settings = self._settings
        if request.timeout is not None:
            settings = settings.model_copy(update={"timeout": request.timeout})
        steps: list[dict[str, Any]] = []
        try:
            for progress in run(request.instruction, self._stages, settings, stop):
                if isinstance(progress, End):
                    return _result(request.id, progress.outcome, progress.reason, steps, progress.nearest)
                if progress.final:
                    steps.append(step_record(progress))
        except DeskhandError as error:
            return _result(request.id, "failed", str(error), steps)
        return _result(request.id, "failed", "The run ended without a word.", steps)


def _id_of(message: Any) -> str | int | None:
    """The id of a request that is wrong in other ways; None when that is wrong, too."""
    number = message.get("id") if isinstance(message, dict) else None
    return number if isinstance(number, str | int) and not isinstance(number, bool) else None


def _fault(error: ValidationError) -> str:
    """Which field is wrong, and how."""
    first = error.errors()[0]
    if not first["loc"]:
        return 'it should be an object such as {"id": 1, "instruction": "click Save"}'
    name = first["loc"][0]
    if name in ("id", "cancel") and first["type"] != "missing":
        return f"“{name}” should be a text or a whole number"
    return f"“{name}”: {first['msg']}"


def _result(
    number: str | int | None,
    outcome: str,
    reason: str,
    steps: list[dict[str, Any]] | None = None,
    nearest: Sequence[Candidate] = (),
) -> dict[str, Any]:
    """One answer; `nearest` (what fits equally well, or nearly) is there only where there is something."""
    record: dict[str, Any] = {"id": number, "outcome": outcome, "steps": steps or [], "reason": reason}
    return record | ({"nearest": [candidate_record(one) for one in nearest]} if nearest else {})
