"""The planner that people get: the embedded one for what it understands and finds surely, a language model
for the rest where one is set up, and otherwise the person is asked. Which of them decided is on each step."""

from __future__ import annotations

from collections.abc import Generator
from threading import Event

from agent.errors import InstructionError, JournalError, KeyNameError
from agent.grounding.fallbacks import SCORE
from agent.mind.planner import ModelPlanner
from agent.pieces import to_its_end
from agent.plan import EmbeddedPlanner
from agent.resume import alike
from agent.types import Act, Ask, Decision, End, Observation, Outcome

NOT_UNDERSTOOD = "The words are more than the embedded planner understands."
NOT_SURE = "The embedded planner was not sure: {reason}"
SURE = "The embedded planner understands it and is sure of its target."


class AutoPlanner:
    """Implements agent.ports.Planner, Thinking and Recalling. Once a model has taken over, it goes on to the
    end of the run: it alone then knows what was done for what."""

    def __init__(self, embedded: EmbeddedPlanner, model: ModelPlanner) -> None:
        self._embedded, self._model = embedded, model
        self._embedded.searches = False  # the model knows better where to look
        self._with_model = False
        self._seen: Observation | None = None

    def begin(self, instruction: str) -> None:
        """Any words will do."""
        self._seen = None
        self._model.begin(instruction)
        self._with_model = False
        try:
            self._embedded.begin(instruction)
        except (InstructionError, KeyNameError):
            self._hand_over(NOT_UNDERSTOOD)

    @property
    def explain(self) -> bool:
        """As the model's (agent.ports.Explaining)."""
        return self._model.explain

    @explain.setter
    def explain(self, on: bool) -> None:
        self._model.explain = on

    def next(self, observation: Observation) -> Decision:
        """`think` to its end."""
        return to_its_end(self.think(observation, Event()))

    def think(self, observation: Observation, stop: Event) -> Generator[str, None, Decision]:
        """The embedded planner's decision where it is sure, else the model's."""
        if not self._with_model:
            self._seen = observation
            decision = self._embedded.next(observation)
            doubt = _doubt(decision)
            if doubt is None:
                return _told(decision)
            understood = self._embedded.understands(doubt)
            self._hand_over(NOT_SURE.format(reason=doubt) if understood else NOT_UNDERSTOOD)
        return (yield from self._model.think(observation, stop))

    def chosen(self, index: int) -> None:
        """Of the model's question: those of the embedded planner are never asked."""
        if self._with_model:
            self._model.chosen(index)
        else:
            self._embedded.chosen(index)

    def observed(self, act: Act, outcome: Outcome) -> None:
        """To the one whose act it was."""
        if self._with_model:
            self._model.observed(act, outcome)
            return
        self._model.witnessed(act, outcome, self._seen)
        self._embedded.observed(act, outcome)

    def recall(self, act: Act, observation: Observation, outcome: Outcome | None) -> None:
        """A run that was cut off goes on with the model where it had taken over, else as it was. Raises
        JournalError where the embedded planner would now decide otherwise."""
        if act.planner == "embedded" and not self._with_model:
            self._seen = observation
            decision = self._embedded.next(observation)
            if outcome is not None:
                self.observed(act, outcome)
            if not alike(decision, act.action):
                raise JournalError("It would be decided otherwise now.")
            return
        if not self._with_model:
            self._hand_over("")
        self._model.recall(act, observation, outcome)

    def _hand_over(self, because: str) -> None:
        self._with_model = True
        self._model.hand_over(because)


def _doubt(decision: Decision) -> str | None:
    """Why the embedded planner's decision is not taken; None where it is sure."""
    if isinstance(decision, Ask):
        return decision.question
    if isinstance(decision, End) and decision.outcome in ("not_found", "ambiguous"):
        return decision.reason
    if isinstance(decision, Act) and decision.score == SCORE:
        return f"“{decision.words}” fits only by a guess."
    return None


def _told(decision: Decision) -> Decision:
    if not isinstance(decision, Act):
        return decision
    return decision.model_copy(update={"why": f"{decision.why} ({SURE})"})
