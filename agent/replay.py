"""A macro as a planner: the ordinary loop asks it for the next act, so that policy, consent, the guarded
hands and the journal are those of any run. No language model is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from agent.macro import LoopStep, walk
from agent.macros.bundle import Bundle
from agent.macros.values import resolve
from agent.replaying.ledger import Ledger
from agent.replaying.moves import Moves
from agent.replaying.moving import Move, Options, Row, Script
from agent.replaying.script import Player
from agent.replaying.turn import Healed, StepResult
from agent.resume import REPLAY as PREFIX
from agent.types import Act, Decision, End, Observation, Outcome

__all__ = ["PREFIX", "MacroPlanner"]


class MacroPlanner:
    """Implements agent.ports.Planner. `values`: given for its variables; those of secrets are `secret:NAME`.

    Raises MacroError from the beginning for values that are missing or wrong.
    """

    def __init__(
        self,
        bundle: Bundle,
        values: Mapping[str, str] | None = None,
        rows: Sequence[Row] = (),
        library: Callable[[str], Bundle] | None = None,
        *,
        data: Callable[[str], Sequence[Row]] | None = None,
        speed: float = 1.0,
        stranger: bool = False,
        attended: bool = True,
        dry: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bundle = bundle
        self._options = Options(library, data, rows, speed, stranger, attended, dry)
        self._clock = clock
        self._values = resolve(bundle.macro, _without_columns(bundle, values or {}, rows))
        self.begin("")

    def begin(self, instruction: str) -> None:
        """From the first step. The instruction is only what the journal calls it."""
        self._ledger = Ledger(self._clock)
        self._moves = Moves(self._options, self._ledger)
        player = Player(self._options, self._ledger, self._moves)
        self._script: Script = player.script(self.bundle, self._values)
        self._move: Move | None = None
        self._started = False
        self._fruitless = False  # no effect was seen of the last act

    @property
    def results(self) -> tuple[StepResult, ...]:
        """Of each step that was begun, in the order in which they came."""
        unfinished = self._ledger.unfinished()
        return (*self._ledger.results, *((unfinished,) if unfinished else ()))

    @property
    def healed(self) -> tuple[Healed, ...]:
        """What the person has pointed to in place of lost targets."""
        return tuple(self._ledger.healed)

    @property
    def doubts(self) -> bool:
        """Whether the next look should be anew: something is not found that should be there."""
        return self._moves.doubts

    def next(self, observation: Observation) -> Decision:
        self._moves.waiting = self._moves.doubts = False
        while True:
            if self._move is None and not self._advance(None):
                return self._over()
            assert self._move is not None
            decision = self._move(observation)
            if decision is not None:
                return decision
            self._advance(Outcome(effect="skipped", detail="Nothing to do."))

    def chosen(self, index: int) -> None:
        turn = self._moves.turn
        if turn is not None and turn.asked is not None:
            which, candidates = turn.asked
            turn.chosen[which] = candidates[index]
            turn.asked = None

    def observed(self, act: Act, outcome: Outcome) -> None:
        """Goes on to the next move, but for what was only tried to find a target."""
        if self._moves.waiting:
            self._moves.waiting = False
            if self._moves.search is not None:
                self._moves.search.observed(outcome)
            return
        self._fruitless = outcome.effect == "none"
        self._advance(outcome)

    def _advance(self, outcome: Outcome | None) -> bool:
        """False at the end."""
        self._move = None
        try:
            if self._started:
                self._move = self._script.send(outcome or Outcome(effect="skipped"))
            else:
                self._started = True
                self._move = next(self._script)
        except StopIteration:
            return False
        return True

    def _over(self) -> End:
        skipped = sum(result.state == "skipped" for result in self._ledger.results)
        told = f" Steps that could not be done: {skipped}." if skipped else ""
        told += " No effect was seen of the last act." if self._fruitless else ""
        return End(outcome="done", reason=f"All steps of the macro were carried out.{told}")


def _without_columns(bundle: Bundle, values: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """What the rows' columns give need not be given otherwise: any value does until its row comes."""
    loops = [s for s in walk(bundle.macro.steps) if isinstance(s, LoopStep)]
    columns = set(rows[0]) if rows and not loops else set()
    declared = {variable.name for variable in bundle.macro.variables}
    given = dict(values)
    for name in sorted(columns & declared - set(given)):
        given[name] = rows[0][name]
    return given
