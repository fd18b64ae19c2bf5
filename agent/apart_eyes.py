"""Eyes that look in a process of their own (agent/apart.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

import numpy as np

from agent.apart import Apart, State
from agent.errors import ReadError
from agent.ports import Explaining, Eyes, Forgetful
from agent.types import Frame, Observation

WARM = (96, 160, 3)  # of the picture that is looked at first: what is read once is then in memory


class EyesApart:
    """Implements agent.ports.Eyes; for several threads. `build` makes the eyes over there; it can be pickled.
    They begin to be loaded by `begin`, or by the first look."""

    def __init__(self, build: Callable[[], Eyes]) -> None:
        self._part = Apart(partial(EyesHost, build), "The eye", ReadError)
        self.explain = False

    def heeding(self, stop: Event) -> Heeding:
        """The same eyes, with looks that end with Stopped as soon as the flag is set."""
        return Heeding(self, stop)

    @property
    def state(self) -> State:
        return self._part.state

    def on_state(self, heed: Callable[[State], None]) -> None:
        """`heed` is called whenever the state changes, in other threads."""
        self._part.on_state = heed

    def begin(self) -> None:
        """Loads them, without waiting."""
        self._part.begin()

    def look(self, frame: Frame, query: str = "", stop: Event | None = None) -> Observation:
        """As agent.ports.Eyes says. Raises ReadError also where the process ends, Stopped when the flag is
        set; the next look begins anew."""
        elements, gates, took, meant = self._part.call("look", frame, query, self.explain, stop=stop)
        return Observation(frame, elements, gates, took, meant)

    def forget(self) -> None:
        if self.state == "ready":  # else nothing is remembered
            self._part.call("forget")

    def close(self) -> None:
        self._part.close()


class Heeding:
    """Eyes for one run, which may be stopped."""

    def __init__(self, eyes: EyesApart, stop: Event) -> None:
        self._eyes, self._stop = eyes, stop

    @property
    def explain(self) -> bool:
        return self._eyes.explain

    @explain.setter
    def explain(self, on: bool) -> None:
        self._eyes.explain = on

    def look(self, frame: Frame, query: str = "") -> Observation:
        return self._eyes.look(frame, query, self._stop)

    def forget(self) -> None:
        self._eyes.forget()


class EyesHost:
    """What answers over there."""

    def __init__(self, build: Callable[[], Eyes]) -> None:
        self._eyes = build()
        self._eyes.look(Frame(np.full(WARM, 255, np.uint8)))

    def look(self, frame: Frame, query: str, explain: bool) -> tuple[Any, ...]:
        """The parts of the Observation, less the picture, which is there already."""
        if isinstance(self._eyes, Explaining):
            self._eyes.explain = explain
        seen = self._eyes.look(frame, query)
        return seen.elements, seen.gates, seen.took, seen.meant

    def forget(self) -> None:
        if isinstance(self._eyes, Forgetful):
            self._eyes.forget()
