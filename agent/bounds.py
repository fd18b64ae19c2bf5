"""The bounds of one run: the stop flag, the number of acts, the seconds. Thinking time of the person is free.

A bound ends a run only where it would go on: what was done within it is done, however late that is noticed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from agent.errors import DeskhandError, Stopped
from agent.settings import Settings
from agent.types import Act, Action, Decision, End, Pause, Wait

GRACE = 1.0  # seconds that a short wait may go beyond the time


@dataclass
class Bounds:
    """Counts the acts and the time of one run; the checks raise Stopped and DeskhandError."""

    settings: Settings
    stop: Event
    acts: int = 0
    asked_for: float = 0.0  # seconds that the person took to answer
    begun: float = field(default_factory=lambda: time.monotonic())

    @property
    def left(self) -> float:
        """Seconds left; less than 0 when the time is used up."""
        return self.settings.timeout - (time.monotonic() - self.begun - self.asked_for)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """The person is asked inside the block, which costs no time."""
        start = time.monotonic()
        yield
        self.asked_for += time.monotonic() - start

    def count(self, act: Act) -> None:
        """An act was carried out or skipped; waiting is none."""
        self.acts += not isinstance(act.action, Wait)

    def check_stop(self) -> None:
        if self.stop.is_set():
            raise Stopped("You stopped it.")

    def check_decision(self, decision: Decision) -> None:
        """Refuses to go on with another act or question when the acts or the time are used up."""
        if isinstance(decision, End | Pause):
            return
        waits = isinstance(decision, Act) and isinstance(decision.action, Wait)
        if self.acts >= self.settings.max_steps and not waits:
            raise DeskhandError(
                f"It took more than {self.settings.max_steps} steps; give more with --max-steps."
            )
        if self.left < 0:
            raise DeskhandError(
                f"The time of {self.settings.timeout:g} s is used up; give more with --timeout."
            )

    def check_wait(self, action: Action) -> None:
        """Refuses a wait that would outlast the time, before it begins."""
        if isinstance(action, Wait) and action.seconds > max(self.left, GRACE):
            raise DeskhandError(
                f"Waiting {action.seconds:g} s takes longer than the time of {self.settings.timeout:g} s "
                "allows; give more with --timeout."
            )
