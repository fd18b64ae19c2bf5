"""What the moves of a macro's steps have in common: waits, conditions, and how a replay ends."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.macro import Check, WaitStep
from agent.macros.bundle import Bundle
from agent.macros.words import condition_of
from agent.replaying.checks import holds
from agent.replaying.ledger import Ledger
from agent.types import (
    Act,
    Action,
    Candidate,
    Decision,
    End,
    Observation,
    Outcome,
    Pause,
    RunOutcome,
    Wait,
)

Move = Callable[[Observation], Decision | None]
Script = Generator[Move, Outcome, None]
Row = Mapping[str, str]

LOOK_AGAIN = 0.3  # seconds between two looks for what is not there yet


@dataclass(frozen=True)
class Options:
    """How a macro is replayed. `library` gives the macros that it runs, `data` the rows of a file by it."""

    library: Callable[[str], Bundle] | None = None
    data: Callable[[str], Sequence[Row]] | None = None
    rows: Sequence[Row] = ()
    speed: float = 1.0  # of its fixed waits
    stranger: bool = False  # nobody has looked it over: its texts are not the person's word
    attended: bool = True  # somebody is there to point, and to mend
    dry: bool = False  # nothing will be performed, so nothing is waited for


@dataclass(frozen=True)
class Scope:
    """What the steps in hand stand in."""

    pictures: Mapping[str, bytes]
    values: Row
    within: tuple[str, ...] = ()  # the macros that this one is run by


@dataclass
class Moving:
    """`waiting`: the last decision was not the step's own act."""

    options: Options
    ledger: Ledger
    waiting: bool = False

    def condition(self, check: Check, timeout: float, scope: Scope) -> Generator[Move, Outcome, bool]:
        met: list[bool] = []
        deadline = self.ledger.clock() + timeout

        def move(seen: Observation) -> Decision | None:
            if holds(check, seen, scope.pictures):
                met.append(True)
            elif self.ledger.clock() < deadline and not self.options.dry:
                return self._wait(f"Waiting: {condition_of(check)}.")
            return None

        yield move
        return bool(met)

    def unmet(
        self, step: Any, check: Check, scope: Scope, again: list[bool], seen: Observation
    ) -> Decision | None:
        """The move of a condition that did not come true."""
        if again or holds(check, seen, scope.pictures):
            again.append(True)
            return None
        reason = f"It was waited {step.timeout:g} s, and it is not so that {condition_of(check)}."
        if step.on_failure == "skip":
            self.ledger.note("skipped", reason)
            return None
        if step.on_failure == "stop" or not self.options.attended:
            return self._ended("failed", reason)
        again.append(True)  # the person mends it, or the run ends here
        return Pause(reason=reason, words=self.ledger.words)

    def pause(self, step: WaitStep, seen: Observation) -> Decision | None:
        return (
            None if self.options.dry else self._decided(Wait(seconds=step.seconds / self.options.speed), "")
        )

    def _wait(self, why: str) -> Act:
        self.waiting = True
        return self._decided(Wait(seconds=LOOK_AGAIN), why)

    def _decided(self, action: Action, why: str, score: float = 1.0) -> Act:
        return Act(action=action, words=self.ledger.words, why=why, planner="macro", score=score)

    def _ended(self, outcome: RunOutcome, reason: str, nearest: Sequence[Candidate] = ()) -> End:
        self.ledger.note("failed", reason)
        return End(outcome=outcome, reason=f"{self.ledger.last_words}: {reason}", nearest=tuple(nearest))
