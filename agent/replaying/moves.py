"""The moves of a macro's acts, with all that it takes to find their places.

A move looks at one observation and answers with a decision, or None when nothing is left to do for it; it is
asked again until its act was observed. What a move does to get there (waiting, scrolling) is `waiting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agent.macro import (
    ActStep,
    CommentStep,
    Mark,
    ScrollAct,
)
from agent.macros.marking import mark_of
from agent.macros.values import fill_step, literal
from agent.observe import effect
from agent.replaying.acting import action_of, goes_where_focus_is, is_tick, on_its_words
from agent.replaying.checks import is_so_already
from agent.replaying.moving import Moving, Scope
from agent.replaying.refound import Refound, pointable
from agent.replaying.searching import Search, calm_target
from agent.replaying.shapes import Shapes
from agent.replaying.turn import (
    DOUBT,
    OTHER_WINDOW,
    PATIENCE,
    Healed,
    Turn,
    focused_elsewhere,
)
from agent.types import (
    Act,
    Ask,
    Candidate,
    Decision,
    Expectation,
    Observation,
    Origin,
    Pause,
    RunOutcome,
    Scroll,
)

LATE = 4.0  # seconds that a slow program is given to show an effect, beyond those of the loop …
VERY_LATE = 8.0  # … and where the act would else be done again, which undoes a tick that only comes late
DOUBTS_AFTER = 0.9  # seconds without finding it, after which nothing that was seen before is relied on
OFFERED = 6  # of the things that may be pointed to, where none is like what is lost
NOT_YET = "It is not on this screen; an earlier step may bring it up."


@dataclass
class Moves(Moving):
    """The moves of acts, and what they share."""

    doubts: bool = False  # the next look should be anew
    turn: Turn | None = None
    search: Search | None = None
    shapes: Shapes = field(default_factory=Shapes)
    _windows: set[tuple[str, str]] = field(default_factory=set)  # recorded titles, and those taken for them
    _down: bool = True

    # -- acts --------------------------------------------------------------

    def carry_out(
        self, turn: Turn, following: Sequence[Any], scope: Scope, seen: Observation
    ) -> Decision | None:
        """The move of an act: its places, then it; or what to do where one is lost."""
        if turn.over:
            return None
        if turn.renew:
            turn.renew, turn.deadline = False, self.ledger.clock() + turn.step.timeout
            return self._wait("Looking again.")
        if isinstance(turn.step.act, ScrollAct):
            return self._scroll(turn, following, scope, seen)
        if turn.by_window and (lost := self._wrong_window(turn, seen)) is not None:
            return lost
        found: dict[str, Candidate] = {}
        for which, mark in turn.places():
            refound = turn.seek(which, mark, seen)
            if refound.outcome == "found" and self._is_to_change(turn, mark, refound, seen):
                return self._wait("Its window is yet to change its size, as it did when it was recorded.")
            if refound.outcome != "found" or not self._settled(turn, mark, refound, seen):
                if self._late(turn, PATIENCE) and goes_where_focus_is(turn.step, seen):
                    return self._acted(turn, {}, seen)
                return self._lost(turn, which, refound, seen)
            found[which] = refound.candidates[0]
        if is_so_already(turn.step, found, seen, scope.pictures) and not turn.second:
            turn.over = True
            self.ledger.note("passed", "It is so already.")
            return None
        return self._acted(turn, found, seen)

    def _is_to_change(self, turn: Turn, mark: Mark, refound: Refound, seen: Observation) -> bool:
        """Whether the window had another size by then, when it was recorded, and has not yet now: a slow
        program is still to lay itself out anew."""
        window = seen.frame.window_at(refound.candidates[0].point)
        if window is None or self._late(turn, VERY_LATE):
            return False
        return self.shapes.yet_to_change(mark, window, seen.frame)

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
        for which, mark in turn.places():
            if which in found:
                self.shapes.note(mark, seen.frame.window_at(found[which].point))
        origin: Origin = "planner" if self.options.stranger else "macro"
        if turn.second:
            found = {which: on_its_words(candidate) for which, candidate in found.items()}
        action = action_of(turn.step, found.get("target"), found.get("to"), origin)
        turn.ticks, turn.acted = is_tick(action), (seen.frame, action)
        why = "; ".join(evidence for c in found.values() for evidence in c.evidence)
        score = min((c.score for c in found.values()), default=1.0)
        act = self._decided(action, why, score)
        return act.model_copy(update={"expectation": Expectation(anywhere=False)}) if turn.ticks else act

    def lost_text(self, turn: Turn, seen: Observation) -> Decision | None:
        """The move after a text of which nothing was seen: what follows would act on something else."""
        if turn.over:
            return None
        turn.over = turn.step.on_failure != "stop" and self.options.attended
        return self._failed(turn, "failed", "It was typed, but nothing took it.")

    def late_effect(self, turn: Turn, longest: float, seen: Observation) -> Decision | None:
        """The move after an act of which nothing was seen: a slow program may still come to it, within
        `longest` seconds. Whether it did is `turn.came`."""
        if turn.acted is None or self.options.dry:
            return None
        frame, action = turn.acted
        expected = Expectation(anywhere=not turn.ticks)
        turn.came = effect(frame, seen.frame, action, expected).effect != "none"
        turn.idle = turn.idle or self.ledger.clock()
        waits = not turn.came and self.ledger.clock() - turn.idle < longest
        return self._wait("Nothing has come of it yet.") if waits else None

    def _scroll(
        self, turn: Turn, following: Sequence[Any], scope: Scope, seen: Observation
    ) -> Decision | None:
        """Nothing where what comes next is in view; over the middle of the window where the place is lost."""
        assert isinstance(turn.step.act, ScrollAct)
        self._down = turn.step.act.dy >= 0
        if self._next_in_view(following, scope, seen):
            turn.over = True
            self.ledger.note("passed", "What comes next is in view already.")
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
        if self.ledger.clock() < turn.deadline:
            return self._wait("Waiting for the window that the keys go to.")
        reason = f"The keys would go to “{focused.title or focused.app}”, and not to where they went."
        return self._failed(turn, "not_found", reason)

    def _lost(self, turn: Turn, which: str, refound: Refound, seen: Observation) -> Decision | None:
        if self.options.dry:
            turn.over = True
            self.ledger.note("skipped", NOT_YET)
            return None
        soon = (refound.outcome == "found" and refound.titled) or (
            refound.outcome == "doubtful" and self.options.attended
        )
        limit = min(turn.deadline, turn.begun + DOUBT) if soon else turn.deadline
        if self._late(turn, DOUBTS_AFTER) and not turn.anew:
            self.doubts = turn.anew = True
        if self.ledger.clock() < limit:
            searched = self._search(turn, which, seen) if refound.outcome == "missing" else None
            return searched or self._wait(refound.reason)
        tried = self.search.tried if self.search is not None else []
        reason = refound.reason + (f" Deskhand {' and '.join(tried)} to find it." if tried else "")
        outcome: RunOutcome = "ambiguous" if refound.outcome == "doubtful" else "not_found"
        if turn.step.on_failure not in ("skip", "stop") and self.options.attended:
            return self._asked(turn, which, reason, refound.candidates, seen)
        return self._failed(turn, outcome, reason, refound.candidates)

    def _asked(
        self, turn: Turn, which: str, reason: str, nearest: Sequence[Candidate], seen: Observation
    ) -> Decision:
        """The nearest are told by number, and anything on the screen may be pointed to."""
        others = pointable(seen, nearest)
        told = tuple(nearest) or others[:OFFERED]
        if not told:
            return self._paused(turn, reason)
        candidates = (*told, *others) if nearest else others
        turn.asked = (which, candidates)  # type: ignore[assignment]
        question = f"{reason} Which is it now?"
        return Ask(question=question, words=turn.words, candidates=candidates, offered=len(told))

    def _search(self, turn: Turn, which: str, seen: Observation) -> Decision | None:
        if not self._late(turn, PATIENCE):
            return None
        mark = dict(turn.places())[which]  # type: ignore[index]
        self.search = turn.searches.setdefault(which, Search(mark, self._down))
        further = self.search.next(seen)
        if further is None:
            return None
        turn.deadline = max(turn.deadline, self.ledger.clock() + PATIENCE)
        self.waiting = True
        action, why = further
        return self._decided(action, why)

    def _failed(
        self, turn: Turn, outcome: RunOutcome, reason: str, nearest: Sequence[Candidate] = ()
    ) -> Decision | None:
        """What the step says is to be done where it fails; only a person can be asked."""
        if turn.step.on_failure == "skip":
            turn.over = True
            self.ledger.note("skipped", reason)
            return None
        if turn.step.on_failure == "stop" or not self.options.attended:
            return self._ended(outcome, reason, nearest)
        return self._paused(turn, reason)

    def _paused(self, turn: Turn, reason: str) -> Pause:
        turn.renew = True
        return Pause(reason=reason, words=turn.words)

    def _late(self, turn: Turn, seconds: float) -> bool:
        return self.options.dry or self.ledger.clock() >= min(turn.deadline, turn.begun + seconds)

    def _heal(self, turn: Turn, seen: Observation) -> None:
        known = {(h.macro, h.step, h.which) for h in self.ledger.healed}
        for which, candidate in turn.chosen.items():
            if (turn.macro, turn.step.id, which) not in known:
                marked = mark_of(seen, candidate.point, candidate.element)
                marked = replace(marked, mark=literal(marked.mark))
                self.ledger.healed.append(Healed(turn.macro, turn.step.id, which, marked))  # type: ignore[arg-type]
