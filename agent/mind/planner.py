"""The planner over a language model: a plan blind to the screen, then one grounded step at a time.

What bounds it: an answer that is of no use may be mended once; a plan that does not work out is replaced
twice; “done” counts only when a look of its own at the goal agrees; tokens are counted. Everything else
(acts, seconds, circles) the loop bounds for every planner.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TypeVar

from pydantic import BaseModel

from agent.errors import ModelError
from agent.messages import Message, Request, assistant, user
from agent.mind import forms, prompt
from agent.mind.answers import CheckAnswer, PlanAnswer, SaysAsk, SaysDone, SaysStuck, StepAnswer, schema_of
from agent.mind.deciding import Deciding
from agent.mind.faults import NotThere, Unusable
from agent.mind.goal import Goal, goal_of
from agent.mind.hiding import Hiding
from agent.mind.shown import Shown, past
from agent.pieces import to_its_end
from agent.ports import LanguageModel
from agent.privacy import CALLED, Private, discreet
from agent.types import (
    Act,
    Action,
    Ask,
    Box,
    Decision,
    End,
    Expectation,
    Observation,
    Outcome,
    Pause,
    Target,
    targets_of,
)

MOST_REPLANS = 2
MOST_DOUBTS = 2  # how often “done” may be said before it is
MOST_TRIES = 4  # answers for one step, of which no act could be made
LONGEST_HISTORY = 12  # lines
PLAN_TOKENS, STEP_TOKENS, CHECK_TOKENS = 700, 1600, 400
_QUOTED = re.compile(r"“.*”", re.S)
Thoughts = Generator[str, None, Decision]
Model = TypeVar("Model", bound=BaseModel)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Limits:
    """What a run may cost. `frames`: past pictures that go with each question."""

    tokens: int = 400_000
    seconds: float = 120.0  # for one answer
    frames: int = 2


@dataclass
class _Past:
    """What was done, and what the screen showed before each act."""

    lines: list[str] = field(default_factory=list)
    moments: list[prompt.Moment] = field(default_factory=list)
    last: Target | None = None
    fruitless: bool = False  # the last act had no effect


class ModelPlanner:
    """Implements agent.ports.Planner, Thinking and Recalling over a LanguageModel."""

    def __init__(
        self,
        model: LanguageModel,
        limits: Limits | None = None,
        private: Private | None = None,
        clock: Callable[[], float] = time.monotonic,
        mark: Callable[[], str] = lambda: secrets.token_hex(4),
        value_of: Callable[[str], str] = lambda name: "",
    ) -> None:
        """`mark`: what no page can know; `value_of`: what a secret:NAME stands for, to know it again."""
        self.model = model
        self._limits, self._private = limits or Limits(), private or Private()
        self._clock, self._mark, self._value_of = clock, mark, value_of
        self.begin("")

    def begin(self, instruction: str) -> None:
        """Any words will do: a model is asked what they mean."""
        self._goal: Goal = goal_of(instruction)
        self._hiding = Hiding(self._goal, self._value_of)
        self._seen: Observation | None = None
        self._plan: PlanAnswer | None = None
        self._past = _Past()
        self._notes: list[str] = []
        self._asked: tuple[Ask, Shown] | None = None  # the question, and the look that it was asked on
        self._replans = self._doubts = self._tokens = self._missed = self._planned_at = 0
        self._begun = self._clock()
        self._because = ""  # why a model is asked at all, where another planner was asked first

    def hand_over(self, because: str) -> None:
        """Why another planner, whose acts were `witnessed`, goes no further."""
        self._because = because

    def witnessed(self, act: Act, outcome: Outcome, seen: Observation | None) -> None:
        """An act, whoever decided on it, and what came of it: a line of the history."""
        line = f"{len(self._past.lines) + 1}. {self._told(act.action, seen)}"
        if act.expectation.words:
            line += f" (expected: {self._hidden(act.expectation.words)})"
        detail = prompt.quoted(self._hidden(prompt.without_places(self._without_titles(outcome.detail))))
        self._past.lines.append(f"{prompt.one_line(line)} → {outcome.effect}: {detail}")

    @property
    def explain(self) -> bool:
        """Whether the model measures what its levels contribute (agent.ports.Explaining)."""
        return self.model.explain

    @explain.setter
    def explain(self, on: bool) -> None:
        self.model.explain = on

    def next(self, observation: Observation) -> Decision:
        """`think` to its end."""
        return to_its_end(self.think(observation, Event()))

    def think(self, observation: Observation, stop: Event) -> Thoughts:
        """Yields the model's words so far. What fails outside (no server, no memory) is a Pause."""
        try:
            return (yield from self._think(observation, stop))
        except ModelError as error:
            return Pause(reason=self._hidden(str(error)), words=self._goal.words)

    def chosen(self, index: int) -> None:
        """The person's choice is told to the model, by what it is and where it counts that it is."""
        if self._asked is None:
            return
        asked, shown = self._asked
        one = asked.candidates[index].element
        number = next((n for n, e in enumerate(shown.listed, start=1) if e is one), 0)
        which = f"element {number} of the list that you chose from, " if number else ""
        self._notes.append(f"The person chose {which}{prompt.line_of(one, shown, self.model.profile)}.")

    def observed(self, act: Act, outcome: Outcome) -> None:
        """Remembers what was done and what came of it."""
        self.witnessed(act, outcome, self._seen)
        self._past.last = next(iter(targets_of(act.action)), self._past.last)
        self._past.fruitless = outcome.effect == "none"
        self._notes.clear()
        self._missed = 0

    def recall(self, act: Act, observation: Observation, outcome: Outcome | None) -> None:
        """A step of the part of the run that is over."""
        self._seen = observation
        if outcome is not None:
            self.observed(act, outcome)

    # -- one decision ------------------------------------------------------

    def _think(self, seen: Observation, stop: Event) -> Thoughts:
        self._seen, shown = seen, self._shown(seen)
        if self.model.sends_to:
            yield f"Pictures of this screen go to {self.model.sends_to}. "
        if self._past.fruitless:
            self._plan_anew()
        for _ in range(MOST_TRIES):
            if self._plans and self._plan is None:
                yield from self._make_plan(stop)
            answer = yield from self._step(shown, stop)
            decision = yield from self._decision(answer, shown, stop)
            if decision is not None:
                self._keep(shown)
                return decision
        raise ModelError(
            f"{self.model.name} gave no step that can be taken, so nothing was done. Try again, say it in "
            "other words, or use another model."
        )

    def _decision(
        self, answer: StepAnswer, shown: Shown, stop: Event
    ) -> Generator[str, None, Decision | None]:
        """What becomes of an answer; None where the model has to think again."""
        deciding = Deciding(shown, self.model.profile, self._goal.masks, self._past.last)
        said = answer.act
        try:
            if isinstance(said, SaysAsk):
                asked = self._question(deciding.question(said))
                self._asked = asked, shown
                return asked
            action = deciding.action(said)
        except NotThere as missing:
            return self._not_there(self._hidden(str(missing)))
        except Unusable as fault:
            self._notes.append(self._hidden(str(fault)))
            return None
        if isinstance(said, SaysDone):
            return (yield from self._done(self._hidden(said.because or answer.thought), shown, stop))
        if isinstance(said, SaysStuck):
            return self._stuck(self._hidden(said.because or answer.thought))
        assert action is not None
        return self._act(action, answer)

    def _question(self, asked: Ask) -> Ask:
        return asked.model_copy(update={"question": self._hidden(asked.question)})

    def _act(self, action: Action, answer: StepAnswer) -> Act:
        why = f"{self.model.name}: {self._hidden(answer.thought) or 'it gave no reason'}"
        why = f"{self._because} {why}" if self._because else why
        return Act(
            action=action,
            words=self._goal.words,
            why=why,
            planner=self.model.kind,
            expectation=Expectation(words=self._hidden(answer.expect)),
            contributions=self.model.contributions,
        )

    def _not_there(self, sentence: str) -> End | None:
        """A point on nothing: told to the model once, then to the person."""
        self._missed += 1
        if self._missed > 1:
            return End(outcome="not_found", reason=f"{self.model.name} pointed where nothing is. {sentence}")
        self._notes.append(f"{sentence} Name an element of the list, or say that it is not there.")
        return None

    def _stuck(self, because: str) -> End | None:
        """It says that it cannot go on: where something was done since the last plan, another may help."""
        if self._plans and len(self._past.lines) > self._planned_at and self._plan_anew():
            self._notes.append(f"You said that it cannot be done: {prompt.quoted(because)}. Try another way.")
            return None
        return self._give_up(because)

    def _give_up(self, because: str) -> End:
        said = f" It says: {prompt.quoted(because)}" if because else ""
        return End(outcome="not_found", reason=f"{self.model.name} does not find how to go on.{said}")

    def _done(self, because: str, shown: Shown, stop: Event) -> Generator[str, None, Decision | None]:
        """Done only where a look at the goal agrees."""
        if not self._plans:
            return self._done_by_effect()
        check = yield from self._ask_for(
            CheckAnswer, prompt.check_messages(self._story(), shown), CHECK_TOKENS, stop
        )
        found = self._hidden(check.because)
        if check.reached:
            return End(outcome="done", reason=f"{self.model.name}: {found or because}".rstrip(": "))
        self._doubts += 1
        if self._doubts >= MOST_DOUBTS:
            return End(
                outcome="failed",
                reason=f"{self.model.name} says that it is done, but its own look does not agree: "
                f"{prompt.quoted(found)}. Look at the screen.",
            )
        self._notes.append(f"It is not done yet: {prompt.quoted(found)}.")
        return None

    def _done_by_effect(self) -> End:
        """A family that answers no other question: done is what had an effect."""
        if self._past.fruitless:
            return End(outcome="failed", reason="The last act was done, but no effect was seen.")
        return End(outcome="done", reason=f"{self.model.name} says that all is done.")

    # -- questions -----------------------------------------------------------

    @property
    def _plans(self) -> bool:
        return self.model.profile.plans

    def _plan_anew(self) -> bool:
        """Has another plan made before the next question, as often as that is allowed."""
        if not self._plans:
            return False
        self._past.fruitless = False
        if self._replans >= MOST_REPLANS:
            return False
        self._replans += 1
        self._plan = None
        return True

    def _make_plan(self, stop: Event) -> Generator[str, None, None]:
        messages = prompt.plan_messages(self._story())
        self._plan = yield from self._ask_for(PlanAnswer, messages, PLAN_TOKENS, stop)
        self._planned_at = len(self._past.lines)

    def _step(self, shown: Shown, stop: Event) -> Generator[str, None, StepAnswer]:
        """One step's answer, mended once where it is of no use. Raises ModelError."""
        profile = self.model.profile
        form = forms.form_of(profile, shown.picture.size)
        messages = prompt.step_messages(profile, self._story(), shown, form.how)
        request = Request(messages, form.schema, form.call, STEP_TOKENS, self._limits.seconds, name="step")
        return (yield from self._mended(request, lambda text: forms.read(text, profile), stop))

    def _ask_for(
        self, model: type[Model], messages: tuple[Message, ...], tokens: int, stop: Event
    ) -> Generator[str, None, Model]:
        """An answer of that model. Raises ModelError."""
        name = model.__name__.removesuffix("Answer").lower()
        request = Request(messages, schema_of(model), None, tokens, self._limits.seconds, name=name)
        return (yield from self._mended(request, lambda text: forms.read_json(text, model), stop))

    def _mended(
        self, request: Request, read: Callable[[str], Answer], stop: Event
    ) -> Generator[str, None, Answer]:
        text = yield from self._stream(request, stop)
        try:
            return read(text)
        except Unusable as fault:
            again = f"That answer is of no use: {fault} Answer again, in the form that was asked for."
            mended = replace(request, messages=(*request.messages, assistant(text[:2000]), user(again)))
        text = yield from self._stream(mended, stop)
        try:
            return read(text)
        except Unusable as fault:
            raise ModelError(
                f"{self.model.name} twice answered nothing usable, so nothing was done: {fault} Try again, "
                "or use another model."
            ) from fault

    def _stream(self, request: Request, stop: Event) -> Generator[str, None, str]:
        """The whole answer; its pieces are yielded as they come. Raises ModelError, Stopped."""
        if self._tokens >= self._limits.tokens:
            raise ModelError(
                f"This run has used its {self._limits.tokens} tokens; give more with model_tokens in the "
                "settings, or say the rest anew."
            )
        pieces: list[str] = []
        yield from self._hiding.pieces(_kept(self.model.stream(self._hiding.request(request), stop), pieces))
        self._tokens += self.model.used.tokens
        if self.model.used.cut:
            raise ModelError(
                f"{self.model.name} did not come to an end within {request.most_tokens} tokens, so nothing "
                "was done. Try again, or use another model."
            )
        return "".join(pieces)

    def _story(self) -> prompt.Story:
        plan = self._plan or PlanAnswer.model_construct(steps=[], done_when="")
        return prompt.Story(
            goal=self._goal.words,
            plan=tuple(plan.steps),
            done_when=plan.done_when,
            done=tuple(self._past.lines[-LONGEST_HISTORY:]),
            notes=tuple(self._notes),
            past=tuple(self._past.moments[-self._limits.frames :]) if self._limits.frames else (),
            seconds=self._clock() - self._begun,
            fence=f"=== {self._mark()} ===",
        )

    def _keep(self, shown: Shown) -> None:
        """The picture that this decision was made on, for the questions to come."""
        picture = past(shown.seen.frame, shown.dark)
        self._past.moments.append(prompt.Moment(self._clock() - self._begun, picture))
        del self._past.moments[: -max(1, self._limits.frames)]

    def _told(self, action: Action, seen: Observation | None) -> str:
        """The act in words; of what lies in a private place, only what kind of thing it is."""
        places = () if seen is None else self._hidden_places(seen)
        return self._hidden(prompt.told(discreet(action, places)))

    def _without_titles(self, detail: str) -> str:
        """No title at all where some windows are private: of one that has just opened, only its title is
        known."""
        return _QUOTED.sub(CALLED, detail) if self.model.sends_to and self._private.windows else detail

    def _hidden(self, text: str) -> str:
        """A secret that the person said, or that the vault holds, never comes back in words."""
        return self._hiding.text(text)

    def _shown(self, seen: Observation) -> Shown:
        return Shown(seen, self._hidden_places(seen), self._hiding.secrets)

    def _hidden_places(self, seen: Observation) -> tuple[Box, ...]:
        """What is private is not sent; a model on this machine may see what the person sees."""
        return self._private.boxes(seen.frame) if self.model.sends_to else ()


def _kept(pieces: Iterable[str], into: list[str]) -> Iterator[str]:
    """The pieces as they are, kept beside."""
    for piece in pieces:
        into.append(piece)
        yield piece
