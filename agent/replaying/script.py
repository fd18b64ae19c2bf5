"""A macro's steps, one after the other, as a script of moves.

A move looks at one observation and answers with a decision, or None when nothing is left to do for it; it is
asked again until its act was observed. What a move does to get there (waiting, scrolling) is `waiting`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    Mark,
    ScrollAct,
    SubStep,
    WaitStep,
    WaitUntilStep,
    walk,
)
from agent.macros.bundle import Bundle
from agent.macros.marking import mark_of
from agent.macros.values import fill_step, literal, plain_value, resolve
from agent.macros.words import condition_of, words_of
from agent.replaying.acting import action_of, goes_where_focus_is, is_tick, on_its_words
from agent.replaying.checks import holds
from agent.replaying.refound import Refound
from agent.replaying.searching import Search, calm_target
from agent.replaying.turn import (
    DOUBT,
    OTHER_WINDOW,
    PATIENCE,
    Healed,
    State,
    StepResult,
    Turn,
    focused_elsewhere,
)
from agent.types import (
    Act,
    Action,
    Ask,
    Candidate,
    Decision,
    End,
    Expectation,
    Observation,
    Origin,
    Outcome,
    Pause,
    RunOutcome,
    Scroll,
    Wait,
)

Move = Callable[[Observation], Decision | None]
Script = Generator[Move, Outcome, None]
Row = Mapping[str, str]

DOUBTS_AFTER = 0.9  # seconds without finding it, after which nothing that was seen before is relied on
LOOK_AGAIN = 0.3  # seconds between two looks for what is not there yet
TRIES = 3  # of a step that may be done twice
MOST_WITHIN = 8  # macros within macros
NOT_YET = "It is not on this screen; an earlier step may bring it up."


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
class Player:
    """The script of a macro, and what came of its steps so far."""

    options: Options
    clock: Callable[[], float] = time.monotonic
    results: list[StepResult] = field(default_factory=list)
    healed: list[Healed] = field(default_factory=list)
    waiting: bool = False  # the last decision was not the step's own act
    doubts: bool = False  # the next look should be anew
    turn: Turn | None = None
    search: Search | None = None
    _windows: set[tuple[str, str]] = field(default_factory=set)  # recorded titles, and those taken for them
    _down: bool = True
    _begun: float = 0.0
    _current: tuple[str, str] | None = None

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
            self._begun, self._current = self.clock(), (step.id, words_of(filled, scope.pictures))
            yield from self._step(filled, scope, steps[place + 1 :])

    def _step(self, step: Any, scope: Scope, following: Sequence[Any]) -> Script:
        match step:
            case ActStep():
                yield from self._act(step, scope, following)
            case WaitUntilStep() | CheckStep():
                yield from self._until(step, step.check, scope)
            case WaitStep():
                yield partial(self._pause, step)
                self._note("passed")
            case IfStep():
                met = yield from self._condition(step.check, step.timeout, scope)
                self._note("passed", "It holds." if met else "It does not hold.")
                yield from self._steps(step.then if met else step.otherwise, scope)
            case LoopStep():
                yield from self._loop(step, scope)
            case SubStep():
                yield from self._sub(step, scope)
            case CommentStep():
                self._current = None

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
        self._note("passed", f"{len(rows)} times.")
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
        self._note("passed")
        values = resolve(bundle.macro, step.values)
        inner = Scope(bundle.pictures, values, (*scope.within, step.macro))
        yield from self._steps(bundle.macro.steps, inner)

    # -- acts --------------------------------------------------------------

    def _act(self, step: ActStep, scope: Scope, following: Sequence[Any]) -> Script:
        tries = TRIES if step.on_failure == "retry" else 1
        for attempt in range(1, tries + 1):
            now = self.clock()
            turn = Turn(step, self._words(), scope.pictures, now, now + step.timeout, scope.within[-1])
            self.turn, self.search = turn, None
            outcome = yield partial(self._carry_out, turn, following, scope)
            if turn.ticks and outcome.effect == "none":
                turn.second = True
                yield partial(self._carry_out, turn, following, scope)
            if turn.over or self.options.dry or step.expect is None:
                break
            last = attempt == tries
            if (yield from self._until(step, step.expect, scope, told=last, state=_state(turn))):
                return
        if not turn.over:
            self._note(_state(turn))

    def _carry_out(
        self, turn: Turn, following: Sequence[Any], scope: Scope, seen: Observation
    ) -> Decision | None:
        """The move of an act: its places, then it; or what to do where one is lost."""
        if turn.over:
            return None
        if turn.renew:
            turn.renew, turn.deadline = False, self.clock() + turn.step.timeout
            return self._wait("Looking again.")
        if isinstance(turn.step.act, ScrollAct):
            return self._scroll(turn, following, scope, seen)
        if turn.by_window and (lost := self._wrong_window(turn, seen)) is not None:
            return lost
        found: dict[str, Candidate] = {}
        for which, mark in turn.places():
            refound = turn.seek(which, mark, seen)
            if refound.outcome != "found" or not self._settled(turn, mark, refound, seen):
                if self._late(turn, PATIENCE) and goes_where_focus_is(turn.step, seen):
                    return self._acted(turn, {}, seen)
                return self._lost(turn, which, refound, seen)
            found[which] = refound.candidates[0]
        return self._acted(turn, found, seen)

    def _settled(self, turn: Turn, mark: Mark, refound: Refound, seen: Observation) -> bool:
        """Whether what was found may be acted on: in its window, or in one that was taken for that before,
        and among the things it was recorded with, or after a while."""
        window = seen.frame.window_at(refound.candidates[0].point)
        pair = (mark.window, window.title if window is not None else "")
        if not refound.titled and pair not in self._windows and not self._late(turn, OTHER_WINDOW):
            return False
        if not refound.sure and not self._late(turn, DOUBT):
            return False
        self._windows.add(pair)
        return True

    def _acted(self, turn: Turn, found: Mapping[str, Candidate], seen: Observation) -> Act:
        self._heal(turn, seen)
        origin: Origin = "planner" if self.options.stranger else "macro"
        if turn.second:
            found = {which: on_its_words(candidate) for which, candidate in found.items()}
        action = action_of(turn.step, found.get("target"), found.get("to"), origin)
        turn.ticks = is_tick(action)
        why = "; ".join(evidence for c in found.values() for evidence in c.evidence)
        score = min((c.score for c in found.values()), default=1.0)
        act = self._decided(action, why, score)
        return act.model_copy(update={"expectation": Expectation(anywhere=False)}) if turn.ticks else act

    def _scroll(
        self, turn: Turn, following: Sequence[Any], scope: Scope, seen: Observation
    ) -> Decision | None:
        """Nothing where what comes next is in view; over the middle of the window where the place is lost."""
        assert isinstance(turn.step.act, ScrollAct)
        self._down = turn.step.act.dy >= 0
        if self._next_in_view(following, scope, seen):
            turn.over = True
            self._note("passed", "What comes next is in view already.")
            return None
        refounds = [turn.seek(which, mark, seen) for which, mark in turn.places()]
        if refounds and refounds[0].outcome == "found":
            return self._acted(turn, {"target": refounds[0].candidates[0]}, seen)
        act = turn.step.act
        place = calm_target(turn.step.target, seen) if turn.step.target is not None else None
        return self._decided(Scroll(target=place, dx=act.dx, dy=act.dy), "")

    def _next_in_view(self, following: Sequence[Any], scope: Scope, seen: Observation) -> bool:
        following = [s for s in following if not isinstance(s, CommentStep)]
        step = following[0] if following else None
        if not isinstance(step, ActStep) or step.target is None or isinstance(step.act, ScrollAct):
            return False
        filled = fill_step(step, scope.values)
        refound = Turn(filled, "", scope.pictures, 0.0, 0.0).seek("target", filled.target, seen)
        return refound.outcome == "found" and refound.sure

    # -- what is lost --------------------------------------------------------

    def _wrong_window(self, turn: Turn, seen: Observation) -> Decision | None:
        mark = turn.step.target
        focused = focused_elsewhere(mark, seen) if mark is not None else None
        if focused is None or self.options.dry:
            return None
        if self.clock() < turn.deadline:
            return self._wait("Waiting for the window that the keys go to.")
        reason = f"The keys would go to “{focused.title or focused.app}”, and not to where they went."
        return self._failed(turn, "not_found", reason)

    def _lost(self, turn: Turn, which: str, refound: Refound, seen: Observation) -> Decision | None:
        if self.options.dry:
            turn.over = True
            self._note("skipped", NOT_YET)
            return None
        soon = (refound.outcome == "found" and refound.titled) or (
            refound.outcome == "doubtful" and self.options.attended
        )
        limit = min(turn.deadline, turn.begun + DOUBT) if soon else turn.deadline
        if self._late(turn, DOUBTS_AFTER) and not turn.anew:
            self.doubts = turn.anew = True
        if self.clock() < limit:
            searched = self._search(turn, which, seen) if refound.outcome == "missing" else None
            return searched or self._wait(refound.reason)
        tried = self.search.tried if self.search is not None else []
        reason = refound.reason + (f" Deskhand {' and '.join(tried)} to find it." if tried else "")
        outcome: RunOutcome = "ambiguous" if refound.outcome == "doubtful" else "not_found"
        return self._failed(turn, outcome, reason, which, refound.candidates)

    def _search(self, turn: Turn, which: str, seen: Observation) -> Decision | None:
        if not self._late(turn, PATIENCE):
            return None
        mark = dict(turn.places())[which]  # type: ignore[index]
        self.search = turn.searches.setdefault(which, Search(mark, self._down))
        further = self.search.next(seen)
        if further is None:
            return None
        turn.deadline = max(turn.deadline, self.clock() + PATIENCE)
        self.waiting = True
        action, why = further
        return self._decided(action, why)

    def _failed(
        self, turn: Turn, outcome: RunOutcome, reason: str, which: str = "", nearest: Sequence[Candidate] = ()
    ) -> Decision | None:
        """What the step says is to be done where it fails; only a person can be asked."""
        if turn.step.on_failure == "skip":
            turn.over = True
            self._note("skipped", reason)
            return None
        if turn.step.on_failure == "stop" or not self.options.attended:
            return self._ended(outcome, reason, nearest)
        if which and nearest:
            turn.asked = (which, tuple(nearest))  # type: ignore[assignment]
            return Ask(question=f"{reason} Which is it now?", words=turn.words, candidates=tuple(nearest))
        turn.renew = True
        return Pause(reason=reason, words=turn.words)

    def _ended(self, outcome: RunOutcome, reason: str, nearest: Sequence[Candidate] = ()) -> End:
        self._note("failed", reason)
        return End(outcome=outcome, reason=f"{self._last_words()}: {reason}", nearest=tuple(nearest))

    # -- conditions ------------------------------------------------------------

    def _until(
        self, step: Any, check: Check, scope: Scope, told: bool = True, state: State = "passed"
    ) -> Generator[Move, Outcome, bool]:
        """Waits until it holds; where it does not in time, and that is to be `told`, the step has failed."""
        while True:
            if (yield from self._condition(check, step.timeout, scope)) or self.options.dry:
                self._note(state)
                return True
            if not told:
                return False
            again: list[bool] = []
            yield partial(self._unmet, step, check, scope, again)
            if not again:
                return False

    def _condition(self, check: Check, timeout: float, scope: Scope) -> Generator[Move, Outcome, bool]:
        met: list[bool] = []
        deadline = self.clock() + timeout

        def move(seen: Observation) -> Decision | None:
            if holds(check, seen, scope.pictures):
                met.append(True)
            elif self.clock() < deadline and not self.options.dry:
                return self._wait(f"Waiting: {condition_of(check)}.")
            return None

        yield move
        return bool(met)

    def _unmet(
        self, step: Any, check: Check, scope: Scope, again: list[bool], seen: Observation
    ) -> Decision | None:
        """The move of a condition that did not come true."""
        if again or holds(check, seen, scope.pictures):
            again.append(True)
            return None
        reason = f"It was waited {step.timeout:g} s, and it is not so that {condition_of(check)}."
        if step.on_failure == "skip":
            self._note("skipped", reason)
            return None
        if step.on_failure == "stop" or not self.options.attended:
            return self._ended("failed", reason)
        again.append(True)  # the person mends it, or the run ends here
        return Pause(reason=reason, words=self._words())

    # -- small things ------------------------------------------------------------

    def _pause(self, step: WaitStep, seen: Observation) -> Decision | None:
        return (
            None if self.options.dry else self._decided(Wait(seconds=step.seconds / self.options.speed), "")
        )

    def _wait(self, why: str) -> Act:
        self.waiting = True
        return self._decided(Wait(seconds=LOOK_AGAIN), why)

    def _decided(self, action: Action, why: str, score: float = 1.0) -> Act:
        return Act(action=action, words=self._words(), why=why, planner="macro", score=score)

    def _late(self, turn: Turn, seconds: float) -> bool:
        return self.options.dry or self.clock() >= min(turn.deadline, turn.begun + seconds)

    def _heal(self, turn: Turn, seen: Observation) -> None:
        known = {(h.macro, h.step, h.which) for h in self.healed}
        for which, candidate in turn.chosen.items():
            if (turn.macro, turn.step.id, which) not in known:
                marked = mark_of(seen, candidate.point, candidate.element)
                marked = replace(marked, mark=literal(marked.mark))
                self.healed.append(Healed(turn.macro, turn.step.id, which, marked))  # type: ignore[arg-type]

    def _words(self) -> str:
        return self._current[1] if self._current else ""

    def _last_words(self) -> str:
        return self.results[-1].words if self.results else ""

    def _note(self, state: State, sentence: str = "") -> None:
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


def _state(turn: Turn) -> State:
    return "healed" if turn.chosen else "passed"
