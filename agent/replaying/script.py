"""A macro's steps, one after the other, as a script of moves (agent/replaying/moves.py)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from agent.errors import MacroError
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    CommentStep,
    IfStep,
    LoopStep,
    SubStep,
    TypeAct,
    WaitStep,
    WaitUntilStep,
    walk,
)
from agent.macros.bundle import Bundle
from agent.macros.values import fill_step, plain_value, resolve
from agent.macros.words import words_of
from agent.replaying.checks import asks_tick
from agent.replaying.ledger import Ledger
from agent.replaying.moves import LATE, VERY_LATE, Moves
from agent.replaying.moving import Move, Options, Row, Scope, Script
from agent.replaying.turn import (
    State,
    Turn,
)
from agent.types import (
    Outcome,
)

TRIES = 3  # of a step that may be done twice
MOST_WITHIN = 8  # macros within macros


@dataclass
class Player:
    """The script of a macro; what came of its steps is in its ledger."""

    options: Options
    ledger: Ledger
    moves: Moves

    # -- steps -------------------------------------------------------------

    def script(self, bundle: Bundle, values: Row) -> Script:
        """All of the macro; once for each row where rows are given and it has no loop of its own for them."""
        scope = Scope(bundle.pictures, values, (bundle.macro.name,))
        loops = any(
            isinstance(s, LoopStep) and s.times is None and not s.data for s in walk(bundle.macro.steps)
        )
        if self.options.rows and not loops:
            yield from self._rows(self.options.rows, bundle.macro.steps, scope)
        else:
            yield from self._steps(bundle.macro.steps, scope)

    def _steps(self, steps: Sequence[Any], scope: Scope) -> Script:
        for place, step in enumerate(steps):
            filled = fill_step(step, scope.values)
            self.ledger.begin(step.id, words_of(filled, scope.pictures))
            yield from self._step(filled, scope, steps[place + 1 :])

    def _step(self, step: Any, scope: Scope, following: Sequence[Any]) -> Script:
        match step:
            case ActStep():
                yield from self._act(step, scope, following)
            case WaitUntilStep() | CheckStep():
                yield from self._until(step, step.check, scope)
            case WaitStep():
                yield partial(self.moves.pause, step)
                self.ledger.note("passed")
            case IfStep():
                met = yield from self.moves.condition(step.check, step.timeout, scope)
                self.ledger.note("passed", "It holds." if met else "It does not hold.")
                yield from self._steps(step.then if met else step.otherwise, scope)
            case LoopStep():
                yield from self._loop(step, scope)
            case SubStep():
                yield from self._sub(step, scope)
            case CommentStep():
                self.ledger.pass_over()

    def _loop(self, step: LoopStep, scope: Scope) -> Script:
        if step.times is not None:
            rows: Sequence[Row] = [{}] * step.times
        elif step.data:
            rows = self._data(step.data)
        else:
            rows = self.options.rows
            if not rows:
                raise MacroError(
                    "This macro goes through the rows of a table; give one with --data FILE.csv."
                )
        self.ledger.note("passed", f"{len(rows)} times.")
        yield from self._rows(rows, step.steps, scope)

    def _data(self, name: str) -> Sequence[Row]:
        if self.options.data is None:
            raise MacroError(f"The table “{name}” of this macro cannot be read here.")
        return self.options.data(name)

    def _rows(self, rows: Sequence[Row], steps: Sequence[Any], scope: Scope) -> Script:
        for row in rows:
            values = {name: plain_value(name, value) for name, value in row.items()}
            yield from self._steps(steps, replace(scope, values={**scope.values, **values}))

    def _sub(self, step: SubStep, scope: Scope) -> Script:
        if self.options.library is None:
            raise MacroError(f"The macro “{step.macro}” that this one runs cannot be read here.")
        if step.macro in scope.within or len(scope.within) > MOST_WITHIN:
            raise MacroError(f"The macro “{step.macro}” runs itself, by way of “{scope.within[-1]}”.")
        bundle = self.options.library(step.macro)
        self.ledger.note("passed")
        values = resolve(bundle.macro, step.values)
        inner = Scope(bundle.pictures, values, (*scope.within, step.macro))
        yield from self._steps(bundle.macro.steps, inner)

    # -- acts and conditions ---------------------------------------------------

    def _act(self, step: ActStep, scope: Scope, following: Sequence[Any]) -> Script:
        tries = TRIES if step.on_failure == "retry" else 1
        for attempt in range(1, tries + 1):
            now = self.ledger.clock()
            turn = Turn(step, self.ledger.words, scope.pictures, now, now + step.timeout, scope.within[-1])
            self.moves.turn, self.moves.search = turn, None
            outcome = yield from self._performed(turn, following, scope)
            if outcome.effect == "none" and isinstance(step.act, TypeAct) and not turn.over:
                yield partial(self.moves.late_effect, turn, VERY_LATE)
                if not turn.came and not self.options.dry:
                    yield partial(self.moves.lost_text, turn)
                    self.ledger.note("skipped", "It was typed, but nothing took it.")
                    return
            if outcome.effect == "none" and not turn.over and following:
                yield partial(self.moves.late_effect, turn, LATE)
            if outcome.effect == "skipped" and not turn.over and not self.options.dry:
                self.ledger.note("skipped", "It was not performed.")
                return
            if turn.over or self.options.dry or step.expect is None:
                break
            if turn.ticks and outcome.effect == "seen" and asks_tick(step.expect):
                break  # its box has changed, and was not so before: the eye may not read every tick
            last = attempt == tries
            if (yield from self._until(step, step.expect, scope, told=last, state=_state(turn))):
                return
        if not turn.over:
            self.ledger.note(_state(turn))

    def _performed(
        self, turn: Turn, following: Sequence[Any], scope: Scope
    ) -> Generator[Move, Outcome, Outcome]:
        """The act; a tick that changes nothing, even late, once more on its words."""
        outcome = yield partial(self.moves.carry_out, turn, following, scope)
        if not turn.ticks or outcome.effect != "none":
            return outcome
        yield partial(self.moves.late_effect, turn, VERY_LATE)
        if turn.came:
            return Outcome(effect="seen", detail="It came late.")
        turn.second, turn.idle = True, 0.0
        turn.deadline = self.ledger.clock() + turn.step.timeout
        return (yield partial(self.moves.carry_out, turn, following, scope))

    def _until(
        self, step: Any, check: Check, scope: Scope, told: bool = True, state: State = "passed"
    ) -> Generator[Move, Outcome, bool]:
        """Waits until it holds; where it does not in time, and that is to be `told`, the step has failed."""
        while True:
            if (yield from self.moves.condition(check, step.timeout, scope)) or self.options.dry:
                self.ledger.note(state)
                return True
            if not told:
                return False
            again: list[bool] = []
            yield partial(self.moves.unmet, step, check, scope, again)
            if not again:
                return False


def _state(turn: Turn) -> State:
    return "healed" if turn.chosen else "passed"
