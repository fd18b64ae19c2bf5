"""The loop: capture → perceive → plan → confirm → perform → observe, as a generator of typed steps.

The terminal, the Qt worker, the journal and the tests consume the same generator; each decides on printing,
signalling, asking and stopping. Nothing here knows a screen, a model or a toolkit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from threading import Event

from agent import observe, policy, readback, resume
from agent.bounds import Bounds
from agent.consent import Consent, Notary
from agent.errors import (
    DeskhandError,
    InputError,
    InstructionError,
    Interrupted,
    PolicyError,
    Stopped,
    TargetChanged,
)
from agent.journal_records import RunRecord, StepRecord
from agent.policy_lists import WindowLists
from agent.ports import (
    Confirmer,
    Doubting,
    Eyes,
    Forgetful,
    Hands,
    Journal,
    Planner,
    Screen,
    Thinking,
)
from agent.settings import Settings
from agent.types import (
    Act,
    Ask,
    Decision,
    Element,
    End,
    Frame,
    Hover,
    Observation,
    Outcome,
    Pause,
    Progress,
    Step,
    Timings,
    TypeText,
    Verdict,
    Wait,
)

Steps = Generator[Step, None, End]
MaybeEnd = Generator[Step, None, End | None]
BETWEEN_THOUGHTS = 0.05  # seconds between two tellings of what a planner is thinking
LOOKS_AGAIN = 3  # how often one step may find its target changed before it gives up


@dataclass(frozen=True)
class Stages:
    """One implementation for each stage."""

    screen: Screen
    eyes: Eyes
    planner: Planner
    confirmer: Confirmer
    hands: Hands
    journal: Journal
    notary: Notary
    turn: Callable[[], AbstractContextManager[None]] = nullcontext  # has the display for itself
    listen: Callable[[Event], AbstractContextManager[None]] = lambda stop: nullcontext()  # for the stop key


def run(instruction: str, stages: Stages, settings: Settings, stop: Event) -> Iterator[Progress]:
    """Carries the instruction out; yields each Step again at each stage, then one End.

    Raises InstructionError (words not understood), JournalError and, when another Deskhand is at work on the
    display, DeskhandError before the first step. Everything that goes wrong later is the reason of the End.
    """
    stages.planner.begin(instruction)
    with stages.turn(), stages.listen(stop):
        yield from _journaled(instruction, stages, settings, stop)


def pick_up(record: RunRecord, stages: Stages, settings: Settings, stop: Event) -> Iterator[Progress]:
    """Goes on with a run that was cut off (agent/resume.py); otherwise as `run`. Of the act that was under
    way the person says first what became of it. Raises JournalError where it cannot be picked up."""
    resume.check(record)
    broken = resume.replay(stages.planner, record)
    with stages.turn(), stages.listen(stop):
        number = stages.journal.reopen(record)
        index = max((step.index for step in record.steps), default=0)
        yield from _ended(_Run(record.row.instruction, stages, settings, stop, number, index, broken))


def _journaled(instruction: str, stages: Stages, settings: Settings, stop: Event) -> Iterator[Progress]:
    number = stages.journal.begin(instruction)
    yield from _ended(_Run(instruction, stages, settings, stop, number))


def _ended(under_way: _Run) -> Iterator[Progress]:
    """The steps of a run, and its End, which is in the journal whatever happens."""
    end = End(outcome="stopped", reason="The run was abandoned.")
    try:
        end = yield from under_way.steps()
    finally:
        last = None if end.outcome == "done" else under_way.last
        under_way.stages.journal.end(under_way.number, end, last)
    yield end


@dataclass
class _Run:
    """What one run carries from step to step."""

    instruction: str
    stages: Stages
    settings: Settings
    stop: Event
    number: int
    index: int = 0  # of the last step so far
    broken: StepRecord | None = None  # a step of which only the person knows what became of it
    guard: observe.ProgressGuard = field(default_factory=observe.ProgressGuard)
    looked_again: int = 0
    skipped: int = 0
    last: Step | None = None
    typed: tuple[TypeText, Outcome, tuple[Element, ...]] | None = None  # the last act, where it was that, and
    # what was seen before it

    def __post_init__(self) -> None:
        self.bounds = Bounds(self.settings, self.stop)
        self.consent = Consent(self.stages.confirmer, self.stages.notary, self.settings)

    def steps(self) -> Steps:
        """All steps; returns the End (also for errors and a stop)."""
        try:
            return (yield from self._steps())
        except Stopped as stopped:
            return End(outcome="stopped", reason=str(stopped))
        except PolicyError as refused:
            return End(outcome="blocked", reason=str(refused))
        except InstructionError:
            raise
        except DeskhandError as error:
            return End(outcome="failed", reason=str(error))

    def _steps(self) -> Steps:
        if self.broken is not None:
            yield from self._mended(self.broken)
        end = None
        while end is None:
            self.bounds.check_stop()
            self.index += 1
            end = yield from self._step(self.index)
        return end

    def _mended(self, broken: StepRecord) -> Generator[Step, None, None]:
        """Shows the act that was cut off, and asks what became of it."""
        assert isinstance(broken.decision, Act)
        if isinstance(broken.decision.action, Wait | Hover):  # does no harm twice
            self.stages.journal.settle(self.number, broken.index, resume.TO_DO_AGAIN)
            return
        step = replace(self._perceive(broken.index), decision=broken.decision)
        yield replace(step, stage="observed", outcome=resume.CUT_OFF)
        with self.bounds.asking():
            choice = self.stages.confirmer.resume(broken.decision, step.observation, crashed=True)
        self.bounds.check_stop()
        if choice == "stop":
            raise Stopped("You left it at that.")
        outcome = resume.SAID_DONE if choice == "next" else resume.TO_DO_AGAIN
        self.stages.journal.settle(self.number, broken.index, outcome)
        if choice == "next":
            self.stages.planner.observed(broken.decision, outcome)

    def _step(self, index: int) -> MaybeEnd:
        """One round of the six stages; returns an End when the run is over."""
        step = self._perceive(index)
        yield step
        self._read_back(step.observation)
        step, decision = yield from self._plan(step)
        if isinstance(decision, End):
            return self._with_skips(decision)
        step = yield from self._confirm(self._judge(step, decision))
        yield step
        return (yield from self._carry_out(step))

    def _perceive(self, index: int) -> Step:
        start = time.monotonic()
        frame = self.stages.screen.grab()
        seen_at = time.monotonic()
        planner, eyes = self.stages.planner, self.stages.eyes
        if isinstance(planner, Doubting) and planner.doubts and isinstance(eyes, Forgetful):
            eyes.forget()
        observation = self.stages.eyes.look(frame, self.instruction)
        timings = Timings(capture=seen_at - start, perceive=time.monotonic() - seen_at)
        self.last = Step(index=index, stage="perceived", observation=observation, timings=timings)
        return self.last

    def _read_back(self, seen: Observation) -> None:
        """Raises InputError where the field shows something else than was typed just now."""
        typed, self.typed = self.typed, None
        if typed is None:
            return
        action, outcome, before = typed
        if sentence := readback.mismatch(action, outcome, seen, before):
            raise InputError(sentence)

    def _plan(self, step: Step) -> Generator[Step, None, tuple[Step, Act | End]]:
        """Asks the planner, and the person when the planner asks; returns (step, Act or End)."""
        start, asked_for = time.monotonic(), self.bounds.asked_for
        decision = yield from self._decide(step)
        while isinstance(decision, Ask | Pause):
            step = replace(step, stage="asked", decision=decision)
            yield step
            if isinstance(decision, Pause):
                end = self._paused(decision, step.observation)
            else:
                step, end = self._answered(step, decision)
            if end is not None:
                return step, end
            decision = yield from self._decide(step)
        took = time.monotonic() - start - (self.bounds.asked_for - asked_for)
        return replace(step, timings=step.timings.model_copy(update={"plan": took})), decision

    def _answered(self, step: Step, question: Ask) -> tuple[Step, End | None]:
        with self.bounds.asking():
            choice = self.stages.confirmer.choose(question, step.observation)
        self.bounds.check_stop()
        if choice is None:
            return step, End(outcome="ambiguous", reason=question.question, nearest=question.told)
        self.stages.planner.chosen(choice)
        return replace(step, choices=(*step.choices, choice)), None

    def _paused(self, pause: Pause, seen: Observation) -> End | None:
        """The run waits until the person has mended what is wrong, or gives it up."""
        with self.bounds.asking():
            again = self.stages.confirmer.retry(pause, seen)
        self.bounds.check_stop()
        return None if again else End(outcome="failed", reason=pause.reason)

    def _decide(self, step: Step) -> Generator[Step, None, Decision]:
        """The planner's decision; one that takes its time is watched while it thinks."""
        planner = self.stages.planner
        if isinstance(planner, Thinking):
            decision = yield from self._thinking(planner.think(step.observation, self.stop), step)
        else:
            decision = planner.next(step.observation)
        self.bounds.check_decision(decision)
        return decision

    def _thinking(
        self, thoughts: Generator[str, None, Decision], step: Step
    ) -> Generator[Step, None, Decision]:
        thought, told = "", 0.0
        while True:
            try:
                thought += next(thoughts)
            except StopIteration as over:
                decision: Decision = over.value
                return decision
            self.bounds.check_stop()
            if time.monotonic() - told >= BETWEEN_THOUGHTS:
                told = time.monotonic()
                yield replace(step, stage="thinking", thought=thought)

    def _judge(self, step: Step, act: Act) -> Step:
        lists = WindowLists(self.settings.allow, self.settings.deny)
        judgement = policy.judge(act.action, step.observation, self.instruction, lists)
        return replace(step, stage="planned", decision=act, judgement=judgement)

    def _confirm(self, step: Step) -> Generator[Step, None, Step]:
        """Shows the act and has it confirmed; an edited one is a new act, shown and asked about in turn."""
        start, edited = self.bounds.asked_for, False
        while True:
            yield step
            verdict = self._verdict(step, edited)
            if verdict.kind != "edit" or verdict.action is None:
                break
            self.bounds.check_stop()
            edited = True
            step = self._judge(step, _act_of(step).model_copy(update={"action": verdict.action}))
        if edited and verdict.kind == "allow":
            verdict = verdict.model_copy(update={"kind": "edit", "action": _act_of(step).action})
        timings = step.timings.model_copy(update={"confirm": self.bounds.asked_for - start})
        return replace(step, stage="confirmed", verdict=verdict, timings=timings)

    def _verdict(self, step: Step, edited: bool) -> Verdict:
        act, judgement = _act_of(step), step.judgement
        assert judgement is not None
        asks = self.consent.asks(judgement, edited)
        if not self.settings.dry_run:
            self.bounds.check_wait(act.action)
        with self.bounds.asking() if asks else nullcontext():
            return self.consent.verdict(act, judgement, step.observation, edited)

    def _carry_out(self, step: Step) -> MaybeEnd:
        """Performs and observes what was allowed; returns an End when the run is over."""
        assert step.verdict is not None
        self.bounds.check_stop()
        if step.verdict.kind == "stop":
            raise Stopped("You stopped it.")
        if step.verdict.kind == "skip":
            self.skipped += 1
            yield self._conclude(step, Outcome(effect="skipped", detail="Not performed."))
            return None
        self.stages.journal.intend(self.number, step)
        try:
            step = self._perform(step)
        except TargetChanged as changed:
            return (yield from self._look_again(step, changed))
        except Interrupted as taken:
            return (yield from self._taken_over(step, taken))
        yield step
        step = self._observe(step)
        yield step
        action, outcome = _act_of(step).action, step.outcome
        if isinstance(action, TypeText) and outcome is not None and outcome.effect == "seen":
            self.typed = action, outcome, step.observation.elements
        return self._stuck(step)

    def _look_again(self, step: Step, changed: TargetChanged) -> MaybeEnd:
        self.looked_again += 1
        yield self._unperformed(step, Outcome(effect="skipped", detail=f"{changed} Looking again."))
        if self.looked_again >= LOOKS_AGAIN:
            raise TargetChanged(
                "The target keeps changing, so it was not clicked. Try again when it is still."
            )
        return None

    def _taken_over(self, step: Step, taken: Interrupted) -> MaybeEnd:
        """The person took the mouse or keyboard. Where nothing had been pressed, it is tried again when they
        rest; else only they can say what became of the act."""
        if not taken.sent:
            yield self._unperformed(
                step, Outcome(effect="skipped", detail=f"{taken} It goes on when you rest.")
            )
            return None
        step = self._unperformed(
            step, Outcome(effect="unknown", detail=f"{taken} A part of it had happened.")
        )
        yield step
        with self.bounds.asking():
            choice = self.stages.confirmer.resume(_act_of(step), step.observation)
        self.bounds.check_stop()
        if choice == "stop":
            raise Stopped("You took over.")
        if choice == "next":
            self._conclude(step, resume.SAID_DONE)
        else:
            self._unperformed(step, resume.TO_DO_AGAIN)
        return None

    def _unperformed(self, step: Step, outcome: Outcome) -> Step:
        """Concludes a step of which the planner hears nothing."""
        step = replace(step, stage="observed", outcome=outcome)
        self.stages.journal.conclude(self.number, step)
        return step

    def _perform(self, step: Step) -> Step:
        start = time.monotonic()
        approval = step.verdict.approval if step.verdict is not None else None
        self.stages.hands.perform(_act_of(step).action, step.observation.frame, self.stop, approval)
        self.looked_again = 0
        timings = step.timings.model_copy(update={"perform": time.monotonic() - start})
        return replace(step, stage="performed", timings=timings)

    def _observe(self, step: Step) -> Step:
        act, before = _act_of(step), step.observation.frame
        start = time.monotonic()
        after, outcome = self._watched(act, before)
        took = time.monotonic() - start
        timings = step.timings.model_copy(update={"observe": took})
        return self._conclude(
            replace(step, after=after, timings=timings), outcome.model_copy(update={"took": took})
        )

    def _watched(self, act: Act, before: Frame) -> tuple[Frame, Outcome]:
        if isinstance(act.action, Wait):
            after = self.stages.screen.grab()
            return after, observe.effect(before, after, act.action, act.expectation)
        return observe.watch(
            self.stages.screen, self.stop, before, act.action, act.expectation, self.settings.settle
        )

    def _conclude(self, step: Step, outcome: Outcome) -> Step:
        step = replace(step, stage="observed", outcome=outcome)
        self.stages.journal.conclude(self.number, step)
        self.stages.planner.observed(_act_of(step), outcome)
        self.bounds.count(_act_of(step))
        return step

    def _stuck(self, step: Step) -> End | None:
        assert step.outcome is not None
        act = _act_of(step)
        may_circle = act.planner not in ("embedded", "macro")  # these say each step but once
        sentence = self.guard.add(step.observation.frame, act.action, step.outcome, may_circle)
        return End(outcome="failed", reason=sentence) if sentence else None

    def _with_skips(self, end: End) -> End:
        if not self.skipped or end.outcome != "done":
            return end
        if self.settings.dry_run:
            return end.model_copy(update={"reason": "Dry run: nothing was performed."})
        return end.model_copy(update={"reason": f"{end.reason} Steps skipped: {self.skipped}.".strip()})


def _act_of(step: Step) -> Act:
    """The act of a step that has been planned."""
    assert isinstance(step.decision, Act)
    return step.decision
