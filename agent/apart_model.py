"""A language model that runs in a process of its own (agent/apart.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from threading import Event
from typing import NamedTuple

from agent.apart import Apart
from agent.errors import ModelError
from agent.messages import Request, Usage
from agent.ports import LanguageModel
from agent.profiles import Profile

Contributions = tuple[tuple[str, float], ...]


class About(NamedTuple):
    """What does not change of a model."""

    name: str
    kind: str
    profile: Profile
    sends_to: str


class ModelApart:
    """Implements agent.ports.LanguageModel. `build` makes the model over there; it can be pickled.

    What the model raises is raised here, a ModelError also where its process ends: the next question begins
    anew.
    """

    def __init__(self, build: Callable[[], LanguageModel]) -> None:
        self._part = Apart(partial(ModelHost, build), "The language model", ModelError)
        self.explain = False
        self.used = Usage()
        self.contributions: Contributions = ()

    @cached_property
    def _about(self) -> About:
        about: About = self._part.call("about")
        return about

    def begin(self) -> None:
        """Starts the process. Raises what building the model raises: what it needs is not there."""
        self._part.call("about")

    @property
    def name(self) -> str:
        return self._about.name

    @property
    def kind(self) -> str:
        return self._about.kind

    @property
    def profile(self) -> Profile:
        return self._about.profile

    @property
    def sends_to(self) -> str:
        return self._about.sends_to

    def stream(self, request: Request, stop: Event) -> Iterator[str]:
        """The answer as it comes. Raises Stopped, ModelError."""
        for piece in self._part.stream("stream", request, self.explain, stop=stop):
            if piece is not None:
                yield piece
        self.used, self.contributions = self._part.call("after")

    def close(self) -> None:
        self._part.close()


class ModelHost:
    """What answers over there."""

    def __init__(self, build: Callable[[], LanguageModel]) -> None:
        self._model = build()

    def about(self) -> About:
        model = self._model
        return About(model.name, model.kind, model.profile, model.sends_to)

    def stream(self, request: Request, explain: bool, stop: Event) -> Iterator[str]:
        self._model.explain = explain
        yield from self._model.stream(request, stop)

    def after(self) -> tuple[Usage, Contributions]:
        """What the last answer took, and what weighed in it."""
        return self._model.used, self._model.contributions
