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
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from vision.decode import Floats
from vision.memory import KEPT, give_back

AGAIN = 3  # times that a size must come …
AMONG = 24  # … among so many pictures
LEAST = 300_000  # pixels; smaller pictures gain some milliseconds
MORE = 1.5  # how much more another size must have cost to take the place of the one that is there
LEISURE, IDLE = 2.0, 0.1  # seconds in which so little of a core is used: then is the time for it

Shape = tuple[int, ...]


class ShapedGraph:
    """The graph of a file. Called by one thread at a time; compiles in another one, at its leisure, for the
    one size that has cost most: each takes some 60 MB. Where there are pictures over KEPT pixels, their
    memory goes first: then there is none."""

    def __init__(self, core: Any, path: Path, options: dict[str, Any]) -> None:
        self._core, self._path, self._options = core, path, options
        self._any = core.compile_model(path, "CPU", options)
        self._own: tuple[Shape, Any] = ((), None)  # the size and what was compiled for it
        self._lately: tuple[Shape, ...] = ()
        self._work: threading.Thread | None = None
        self._hurry, self._ended = threading.Event(), threading.Event()

    @property
    def own_shape(self) -> Shape:
        """The size that it was compiled for; () where there is none yet."""
        return self._own[0]

    def __call__(self, picture: Floats) -> Any:
        """picture [1, 3, H, W] → the outputs, as OpenVINO gives them."""
        self._lately = (*self._lately[1 - AMONG :], picture.shape)
        if _pixels(picture.shape) > KEPT:
            self._own = ((), None)
        shape, own = self._own
        said = (own if shape == picture.shape else self._any)(picture)
        if self._wanted() and not (self._work is not None and self._work.is_alive()):
            self._begin()
        return said

    def settle(self) -> None:
        """Waits until nothing is being compiled, without waiting for leisure."""
        self._hurry.set()
        if self._work is not None:
            self._work.join()
        self._hurry.clear()

    def relieve(self) -> None:
        """Gives back the memory that was worked in."""
        for graph in (self._any, self._own[1]):
            if graph is not None:
                _relieved(graph)

    def _wanted(self) -> Shape:
        """The size that it should be compiled for; () where there is none, or it is."""
        came = Counter(self._lately)
        cost = {shape: times * _pixels(shape) for shape, times in came.items()}
        worth = [shape for shape in cost if came[shape] >= AGAIN and _pixels(shape) >= LEAST]
        best = max(worth, key=cost.__getitem__, default=())
        large = any(_pixels(shape) > KEPT for shape in cost)
        return best if best and not large and cost[best] > MORE * cost.get(self.own_shape, 0) else ()

    def _begin(self) -> None:
        work = threading.Thread(target=self._compile, name="deskhand-compile", daemon=True)
        atexit.register(self._end)  # OpenVINO must not be at work when the interpreter is taken down
        try:
            work.start()
        except RuntimeError:  # no more threads are to be had: it can be done without
            atexit.unregister(self._end)
        else:
            self._work = work

    def _compile(self) -> None:
        """In its own thread."""
        try:
            self._wait_for_leisure()
            shape = self._wanted()
            if shape and not self._ended.is_set():
                _go_last()
                self._own = ((), None)  # makes room
                _relieved(self._any)  # it will hardly need again what it holds
                self._own = (shape, self._compiled(shape))
        finally:
            atexit.unregister(self._end)

    def _wait_for_leisure(self) -> None:
        """Until this process has hardly done anything for a while, or is in a hurry."""
        used = time.process_time()
        while not self._hurry.wait(LEISURE):
            before, used = used, time.process_time()
            if used - before < IDLE * LEISURE:
                return

    def _compiled(self, shape: Shape) -> Any:
        try:
            graph = self._core.read_model(self._path)
            graph.reshape(list(shape))
            own = self._core.compile_model(graph, "CPU", self._options)
            own(np.zeros(shape, np.float32))  # takes its memory now, not when it is needed
        except (RuntimeError, MemoryError, OSError):  # then that size has no graph of its own, here
            return self._any
        return own

    def _end(self) -> None:
        """Waits at the end of the process for what has begun; what has not is left."""
        self._ended.set()
        self.settle()


def _pixels(shape: Shape) -> int:
    return shape[2] * shape[3]


def _relieved(graph: Any) -> None:
    """Gives back what a graph holds; nothing where another thread is at it."""
    with contextlib.suppress(RuntimeError):
        give_back(graph)


def _go_last() -> None:
    """Lets all others go before this thread: on Linux a priority may be a thread's own."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
