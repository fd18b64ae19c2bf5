"""A part of Deskhand that runs in a process of its own: where it crashes, or memory runs out, this one lives
on and says so.

The two speak over a pipe. A request is (number, method, arguments), an answer (number, sort, value); requests
are answered in order, one at a time. The part is built when the process begins, and again in a new process
where the last one has gone.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from agent import errors
from agent.apart_child import END, serve
from agent.errors import DeskhandError, ModelError, Stopped

State = Literal["off", "loading", "ready", "gone"]
LOOK_SECONDS = 0.05  # between two looks at the stop flag
END_SECONDS = 5.0  # that a process gets to end by itself
KILLED = -9  # exit code of a process that the system ended


class Answer(NamedTuple):
    """`sort`: "ready", "piece", "done", "error" or "gone"."""

    number: int
    sort: str
    value: Any


class Apart:
    """Calls the methods of what `build` makes, in another process. `build` can be pickled; `called` is what
    the part is called in a sentence, `error` the kind of error that its end is.

    `on_state` is called in threads of this class.
    """

    def __init__(
        self, build: Callable[[], Any], called: str, error: type[DeskhandError] = ModelError
    ) -> None:
        self._build, self._called, self._error = build, called, error
        self.state: State = "off"
        self.on_state: Callable[[State], None] = lambda state: None
        self._beginning, self._turn = threading.Lock(), threading.Lock()
        self._process: Any = None
        self._pipe: Any = None
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._number = 0

    def begin(self) -> None:
        """Starts the process where there is none; returns at once."""
        with self._beginning:
            if self._process is not None and self.state in ("loading", "ready"):
                return
            spawn = multiprocessing.get_context("spawn")
            pipe, theirs = spawn.Pipe()
            name = f"deskhand: {self._called}"
            process = spawn.Process(target=serve, args=(theirs, self._build), name=name, daemon=True)
            try:
                process.start()
            except OSError as error:
                pipe.close()
                raise self._error(f"{self._called} cannot be started: {error.strerror or error}.") from error
            finally:
                theirs.close()
            self._process, self._pipe, self._answers = process, pipe, queue.SimpleQueue()
            self._enter("loading")
            reading = (process, pipe, self._answers)
            threading.Thread(target=self._read, args=reading, daemon=True).start()

    def call(self, method: str, *arguments: Any, stop: threading.Event | None = None) -> Any:
        """What the method returns. Raises Stopped soon after the flag is set, what the part raises, and
        `error` where its process ends."""
        *_, value = self.stream(method, *arguments, stop=stop)
        return value

    def stream(self, method: str, *arguments: Any, stop: threading.Event | None = None) -> Iterator[Any]:
        """The same for a method that yields, piece by piece; the last one is None."""
        with self._turn:
            self.begin()
            self._number += 1
            done = False
            try:
                for answer in self._answers_to((self._number, method, arguments), stop):
                    done = answer.sort != "piece"
                    if answer.sort in ("error", "gone"):
                        raise answer.value
                    yield answer.value
            finally:
                if not done:  # nobody waits for it any more
                    self._send((self._number, "", ()))

    def close(self) -> None:
        """Ends the process."""
        with self._beginning:
            process, self._process = self._process, None
            if process is None:
                return
            self._send(END)
            process.join(END_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()
            self._enter("off")

    def _send(self, request: tuple[int, str, tuple[Any, ...]]) -> None:
        with suppress(OSError):  # where the process has gone, that is among the answers
            self._pipe.send(request)

    def _answers_to(
        self, request: tuple[int, str, tuple[Any, ...]], stop: threading.Event | None
    ) -> Iterator[Answer]:
        """Up to the last one. Those to earlier requests are passed over."""
        answers = self._answers
        self._send(request)
        while True:
            if stop is not None and stop.is_set():
                raise Stopped("You stopped it.")
            with suppress(queue.Empty):
                answer = answers.get(timeout=LOOK_SECONDS if stop is not None else None)
                if answer.number in (0, request[0]):
                    yield answer
                    if answer.sort != "piece":
                        return

    def _read(self, process: Any, pipe: Any, answers: queue.SimpleQueue[Answer]) -> None:
        """In a thread of its own, for as long as the process lives."""
        try:
            while True:
                answer = Answer(*pipe.recv())
                if answer.sort == "error":
                    answer = answer._replace(value=self._error_of(*answer.value))
                if answer.number == 0:  # built, or not
                    self._told(process, "ready" if answer.sort == "ready" else "gone")
                if answer.sort != "ready":
                    answers.put(answer)
        except (EOFError, OSError):
            pass
        finally:  # whatever happens: nobody is to wait for ever
            pipe.close()
            process.join()
            self._ended(process, answers)

    def _ended(self, process: Any, answers: queue.SimpleQueue[Answer]) -> None:
        killed = process.exitcode == KILLED
        why = "the system ended it, most likely for want of memory" if killed else "it ended by itself"
        text = f"{self._called} does not run any more ({why}); it is started anew when you try again."
        self._told(process, "gone")  # first: who hears of the end may begin anew
        answers.put(Answer(0, "gone", self._error(text)))

    def _told(self, process: Any, state: State) -> None:
        """News of a process, unless another has taken its place."""
        if process is self._process and self.state != state:
            self._enter(state)

    def _error_of(self, name: str, text: str) -> DeskhandError:
        """What was raised over there; what was unexpected is an `error` of this part."""
        kind: type[DeskhandError] = getattr(errors, name, self._error)
        return kind(text)

    def _enter(self, state: State) -> None:
        self.state = state
        self.on_state(state)
