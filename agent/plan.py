"""The embedded planner: intents, one after the other, turned into acts on what is seen now."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.errors import InstructionError, UnknownStepError
from agent.filling.goal import states_goal
from agent.filling.script import Filling
from agent.instruction import parse
from agent.intents import Intent
from agent.moves import BOXES, FIELDS, LISTS, PATIENCE, Move, Moves, Script
from agent.types import (
    Act,
    Ask,
    Clear,
    Click,
    Decision,
    End,
    Kind,
    Observation,
    Outcome,
    Scroll,
    TypeText,
    Wait,
)


class EmbeddedPlanner:
    """Parses the instruction, then grounds one intent at a time; implements agent.ports.Planner."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.searches = (
            True  # whether lists and menus are opened for what words may mean; else it is given up
        )
        self._filling: Filling | None = None  # another way to read the words, until it is tried
        self._begin(())

    def begin(self, instruction: str) -> None:
        """Raises InstructionError or KeyNameError when the words are not understood. Words that state a goal
        with its details may be explained by a form on the screen: that is for `next` to say."""
        try:
            intents, refused = parse(instruction), ""
        except UnknownStepError as error:
            if not states_goal(instruction):
                raise
            intents, refused = _with_goals(instruction) if self.searches else (), str(error)
        self._begin(intents)
        self._goals, self._refused = bool(intents), refused
        self._filling = Filling(instruction, self._moves, refused)

    def _begin(self, intents: tuple[Intent, ...]) -> None:
        self._moves = Moves(self._clock, searches=self.searches)
        self._queue = iter([self._moves.script(intent) for intent in intents])
        self._script: Script | None = None
        self._move: Move | None = None
        self._last: Outcome | None = None
        self._lost: TypeText | None = None  # a text that went nowhere: what follows would be wrong
        self._idle = True  # no act so far, not even a wait
        self._filling = None
        self._goals, self._refused = True, ""
        self._seen: Observation | None = None

    def understands(self, reason: str) -> bool:
        """Whether the run did not end with `reason` because its words were not understood."""
        return not self._refused or reason != self._refused

    def next(self, observation: Observation) -> Decision:
        """The decision of the move in hand; moves with nothing to do are passed over."""
        self._moves.waiting = False  # a wait that came to nothing was never observed
        self._seen = observation
        if self._lost is not None:
            shown = "The secret" if self._lost.secret else f"“{self._lost.text}”"
            return End(
                outcome="failed",
                reason=f"{shown} was typed, but nothing took it; name the field, as in: type … into Name.",
            )
        if self._filling is not None and self._idle:
            self._filling.notice(observation)
        if self._filling is not None and self._filling.without and self._idle:
            instead = self._fill_instead(observation)
            if instead is not None or not self._goals:
                return instead or End(outcome="not_found", reason=self._refused)
        return self._next(observation)

    def _next(self, observation: Observation) -> Decision:
        while True:
            if self._move is None and not self._advance(None):
                return self._over()
            assert self._move is not None
            decision = self._move(observation)
            if decision is not None:
                doubtful = self._filling is not None and self._is_doubtful(decision)
                return (self._fill_instead(observation, decision) if doubtful else None) or decision
            self._advance(Outcome(effect="skipped", detail="Nothing to do."))

    def _is_doubtful(self, decision: Decision) -> bool:
        """Nothing fits surely: it is asked, waited, looked for elsewhere, or given up."""
        given_up = isinstance(decision, End) and decision.outcome == "not_found"
        return isinstance(decision, Ask) or given_up or self._moves.waiting

    def _fill_instead(self, observation: Observation, decision: Decision | None = None) -> Decision | None:
        """What the form on the screen makes of the words as a whole, where it explains all of them."""
        assert self._filling is not None
        gives_up = decision is None or isinstance(decision, End)
        scrolls = isinstance(decision, Act) and isinstance(decision.action, Scroll)
        over = self.searches and (gives_up or scrolls)
        reads = self._filling.may_explain if over else self._filling.explains
        if not reads(observation):
            return None
        filling, self._filling = self._filling, None
        self._moves.waiting = False
        self._moves.patience = PATIENCE
        self._queue = iter([filling.script()])
        self._script = self._move = None
        return self._next(observation)

    def chosen(self, index: int) -> None:
        """Remembers which candidate the person meant."""
        self._moves.choose(index)

    def observed(self, act: Act, outcome: Outcome) -> None:
        """Goes on to the next move; waits for something to come up do not."""
        self._idle = False
        self._filling = self._filling if _can_be_done_again(act) else None  # else it would be done anew
        if self._filling is not None and (name := _opened_by(act)):
            self._filling.opened(name)
        if self._moves.waiting:
            self._moves.waiting = False
            self._moves.exploring.observed(outcome)
            return
        if not isinstance(act.action, Wait):
            self._last = outcome
            self._moves.acted = True
            self._moves.before = self._seen
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


def _with_goals(instruction: str) -> tuple[Intent, ...]:
    """The steps, with those that only a menu may know; none where none are known."""
    try:
        intents = parse(instruction, goals=True)
    except InstructionError:
        return ()
    return intents if any(intent.kind != "goal" for intent in intents) else ()


_LIGHT: frozenset[Kind] = FIELDS | BOXES | LISTS | {"tab", "menu_bar_item", "menu_item", "list_item"}


def _can_be_done_again(act: Act) -> bool:
    """What fills in a form or only looks: doing it twice is doing it once."""
    action = act.action
    if isinstance(action, TypeText):
        return action.target is not None
    if isinstance(action, Click | Clear):
        return action.target is not None and action.target.kind in _LIGHT
    return isinstance(action, Wait | Scroll)


def _opened_by(act: Act) -> str:
    """The tab or section that the act opened."""
    target = act.action.target if isinstance(act.action, Click) else None
    kinds = ("tab", "menu_bar_item", "list_item", "tree_item")
    return target.description.partition("“")[2].rstrip("”") if target and target.kind in kinds else ""
