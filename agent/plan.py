"""The embedded planner: intents, one after the other, turned into acts on what is seen now."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.instruction import parse
from agent.intents import Intent
from agent.moves import PATIENCE, Move, Moves, Script
from agent.types import Act, Decision, End, Observation, Outcome, TypeText, Wait


class EmbeddedPlanner:
    """Parses the instruction, then grounds one intent at a time; implements agent.ports.Planner."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begin(())

    def begin(self, instruction: str) -> None:
        """Raises InstructionError or KeyNameError when the words are not understood."""
        self._begin(parse(instruction))

    def _begin(self, intents: tuple[Intent, ...]) -> None:
        self._moves = Moves(self._clock)
        self._queue = iter([self._moves.script(intent) for intent in intents])
        self._script: Script | None = None
        self._move: Move | None = None
        self._last: Outcome | None = None
        self._lost: TypeText | None = None  # a text that went nowhere: what follows would be wrong
        self._idle = True  # no act so far, not even a wait

    def next(self, observation: Observation) -> Decision:
        """The decision of the move in hand; moves with nothing to do are passed over."""
        self._moves.waiting = False  # a wait that came to nothing was never observed
        if self._lost is not None:
            shown = "The secret" if self._lost.secret else f"“{self._lost.text}”"
            return End(
                outcome="failed",
                reason=f"{shown} was typed, but nothing took it; name the field, as in: type … into Name.",
            )
        while True:
            if self._move is None and not self._advance(None):
                return self._over()
            assert self._move is not None
            decision = self._move(observation)
            if decision is not None:
                return decision
            self._advance(Outcome(effect="skipped", detail="Nothing to do."))

    def chosen(self, index: int) -> None:
        """Remembers which candidate the person meant."""
        self._moves.choose(index)

    def observed(self, act: Act, outcome: Outcome) -> None:
        """Goes on to the next move; waits for something to come up do not."""
        self._idle = False
        if self._moves.waiting:
            self._moves.waiting = False
            self._moves.exploring.observed(outcome)
            return
        if not isinstance(act.action, Wait):
            self._last = outcome
            self._moves.acted = True
        if isinstance(act.action, TypeText) and act.action.target is None and outcome.effect == "none":
            self._lost = act.action
            return
        self._advance(outcome)

    def _advance(self, outcome: Outcome | None) -> bool:
        """Moves on to the next move, of the next script if need be; False at the end of all."""
        self._moves.patience = PATIENCE
        if self._script is not None and outcome is not None:
            try:
                self._move = self._script.send(outcome)
                return True
            except StopIteration:
                self._script = None
        self._move = None
        for script in self._queue:
            self._script = script
            self._move = next(script)
            return True
        return False

    def _over(self) -> End:
        if self._last is not None and self._last.effect == "none":
            detail = self._last.detail or "No effect was seen."
            greyed = " The target looks greyed out." if self._moves.greyed else ""
            return End(
                outcome="failed",
                reason=f"The last act was done, but {detail[0].lower()}{detail[1:]}{greyed}",
            )
        if self._idle:
            return End(outcome="done", reason="Nothing had to be done: it is so already.")
        return End(outcome="done", reason="All steps were carried out.")
