"""A graph that takes pictures of any size, and is compiled anew for the size that comes again and again.

OpenVINO computes a size that it was compiled for 8 to 20 % quicker than one that it meets at run time.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

import numpy as np

from vision.decode import Floats
from vision.memory import give_back

AGAIN = 3  # times that a size must come …
AMONG = 24  # … among so many pictures
LEISURE = 3.0  # seconds without a picture after which it is compiled: that takes some 1.4 s of two cores
LARGEST = 1_400_000  # pixels; larger pictures would take far more memory

Shape = tuple[int, ...]


class ShapedGraph:
    """The graph of a file. Called by one thread at a time; compiles in another one, at its leisure, for the
    one size that has cost most: each more would take some 60 MB."""

    def __init__(self, core: Any, path: Path, options: dict[str, Any]) -> None:
        self._core, self._path, self._options = core, path, options
        self._any = core.compile_model(path, "CPU", options)
        self._own: tuple[Shape, Any] = ((), None)  # the size and what was compiled for it
        self._lately: deque[Shape] = deque(maxlen=AMONG)
        self._work: threading.Thread | None = None
        self._asked = 0.0  # when the last picture came
        self._hurry, self._ended = threading.Event(), threading.Event()

    @property
    def own_shape(self) -> Shape:
        """The size that it was compiled for; () where there is none yet."""
        return self._own[0]

    def __call__(self, picture: Floats) -> Any:
        """picture [1, 3, H, W] → the outputs, as OpenVINO gives them."""
        self._lately.append(picture.shape)
        self._asked = time.monotonic()
        shape, own = self._own
        said = (own if shape == picture.shape else self._any)(picture)
        self._prepare(picture.shape)
        return said

    def settle(self) -> None:
        """Waits until nothing is being compiled, without waiting for leisure."""
        self._hurry.set()
        if self._work is not None:
            self._work.join()
        self._hurry.clear()

    def relieve(self) -> None:
        """Gives back the memory that was worked in."""
        give_back(*(graph for graph in (self._any, self._own[1]) if graph is not None))

    def _prepare(self, shape: Shape) -> None:
        """Begins to compile for a shape, if that is worth it and nothing is being compiled."""
        busy = self._work is not None and self._work.is_alive()
        if busy or shape == self.own_shape or shape[2] * shape[3] > LARGEST:
            return
        came = Counter(self._lately)
        own = self.own_shape
        cost = came[own] * own[2] * own[3] if own else 0
        if came[shape] >= AGAIN and came[shape] * shape[2] * shape[3] > cost:
            self._work = threading.Thread(
                target=self._compile, args=(shape,), name="deskhand-compile", daemon=True
            )
            atexit.register(self._end)  # OpenVINO must not be at work when the interpreter is taken down
            self._work.start()

    def _compile(self, shape: Shape) -> None:
        """In its own thread."""
        while (rest := self._asked + LEISURE - time.monotonic()) > 0 and not self._hurry.wait(rest):
            pass
        if not self._ended.is_set():
            _go_last()
            self._own = ((), None)  # makes room
            with contextlib.suppress(RuntimeError):  # when it is at work, after all
                give_back(self._any)  # it will hardly need again what it holds
            self._own = (shape, self._compiled(shape))
        atexit.unregister(self._end)

    def _end(self) -> None:
        """Waits at the end of the process for what has begun; what has not is left."""
        self._ended.set()
        self.settle()

    def _compiled(self, shape: Shape) -> Any:
        try:
            graph = self._core.read_model(self._path)
            graph.reshape(list(shape))
            own = self._core.compile_model(graph, "CPU", self._options)
            own(np.zeros(shape, np.float32))  # takes its memory now, not when it is needed
        except RuntimeError:  # then that size has no graph of its own, here
            return self._any
        return own


def _go_last() -> None:
    """Lets all others go before this thread: on Linux a priority may be a thread's own."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
