"""The whole of Deskhand on a real display, for one run after another: with the embedded planner, or with one
that does what the screen says. The person has allowed what only navigates or writes, and is not there.

In, a line of JSON each: {"words", "button", "action"}: without the last two the embedded planner takes the
words; with a button the planner clicks what bears its name, with an action it does that. Out: {"outcome",
"reason"}.
"""

from __future__ import annotations

import json
import sys
from threading import Event
from typing import Any

from pydantic import TypeAdapter

from agent.compose import build
from agent.loop import run
from agent.ports import Planner
from agent.settings import load
from agent.terminal import NobodyThere
from agent.types import Act, Action, Click, Decision, End, Observation, Outcome, Target

ACTION: TypeAdapter[Any] = TypeAdapter(Action)


class Obeying:
    """Does one thing, because the screen says so."""

    def __init__(self, button: str, action: dict[str, Any] | None) -> None:
        self.button, self.action, self.done = button, action, False

    def begin(self, instruction: str) -> None:
        return

    def next(self, observation: Observation) -> Decision:
        if self.done:
            return End(outcome="done")
        action = ACTION.validate_python(self.action) if self.action else self._click(observation)
        if action is None:
            return End(outcome="not_found", reason=f"“{self.button}” was not seen.")
        return Act(action=action, words="the next step of the plan", planner="obeying")

    def _click(self, observation: Observation) -> Click | None:
        wanted = self.button.casefold().replace(" ", "")
        named = [e for e in observation.elements if e.text.casefold().replace(" ", "") == wanted]
        if not named:
            return None
        box = named[0].box
        kind = named[0].kind
        return Click(target=Target(point=box.centre, box=box, description="the next step", kind=kind))

    def chosen(self, index: int) -> None:
        return

    def observed(self, act: Act, outcome: Outcome) -> None:
        self.done = True


def main() -> None:
    from dataclasses import replace

    settings = load(yes=True)
    stages = build(settings, NobodyThere())
    for line in sys.stdin:
        asked = json.loads(line)
        planner: Planner = stages.planner
        if asked.get("button") or asked.get("action"):
            planner = Obeying(asked.get("button", ""), asked.get("action"))
        *_, end = run(asked["words"], replace(stages, planner=planner), settings, Event())
        assert isinstance(end, End)
        sys.stdout.write(json.dumps({"outcome": end.outcome, "reason": end.reason}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
