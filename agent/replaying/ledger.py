"""What came of a macro's steps so far, as it is written while they are carried out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from agent.replaying.turn import Healed, State, StepResult


@dataclass
class Ledger:
    """Each step is begun, and then noted once."""

    clock: Callable[[], float] = time.monotonic
    results: list[StepResult] = field(default_factory=list)
    healed: list[Healed] = field(default_factory=list)
    _begun: float = 0.0
    _current: tuple[str, str] | None = None

    def begin(self, step: str, words: str) -> None:
        self._begun, self._current = self.clock(), (step, words)

    def pass_over(self) -> None:
        """A step of which nothing comes: a comment."""
        self._current = None

    @property
    def words(self) -> str:
        """Of the step in hand."""
        return self._current[1] if self._current else ""

    @property
    def last_words(self) -> str:
        """Of the step that was noted last."""
        return self.results[-1].words if self.results else ""

    def note(self, state: State, sentence: str = "") -> None:
        """What became of the step in hand; only the first word counts."""
        if self._current is None:
            return
        (step, words), self._current = self._current, None
        self.results.append(StepResult(step, words, state, self.clock() - self._begun, sentence))

    def unfinished(self) -> StepResult | None:
        """The step in which the run ended, where that was not said."""
        if self._current is None:
            return None
        step, words = self._current
        return StepResult(step, words, "failed", self.clock() - self._begun, "The run ended here.")
