"""A language model that answers from a list, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from threading import Event
from typing import Any

from agent.errors import ModelError, Stopped
from agent.messages import Request, Usage
from agent.profiles import BY_NAME

PLAN = json.dumps({"steps": ["click it"], "done_when": "it is done"})
REACHED = json.dumps({"because": "I see it", "reached": True})
NOT_REACHED = json.dumps({"because": "nothing changed", "reached": False})


def step(act: dict[str, Any], thought: str = "there it is", expect: str = "it works") -> str:
    """A step's answer in Deskhand's own JSON."""
    return json.dumps({"thought": thought, "act": act, "expect": expect}, ensure_ascii=False)


def click(number: int) -> str:
    return step({"do": "click", "at": {"element": number}, "button": "left", "count": 1})


class ScriptedModel:
    """Implements agent.ports.LanguageModel. An answer that is an error is raised."""

    kind = "remote"
    explain = False
    contributions: tuple[tuple[str, float], ...] = ()

    def __init__(
        self, answers: Sequence[str | Exception], profile: str = "general", sends_to: str = ""
    ) -> None:
        self.answers = list(answers)
        self.name = "scripted"
        self.profile = BY_NAME[profile]
        self.sends_to = sends_to
        self.used = Usage()
        self.requests: list[Request] = []
        self.piece = 1_000_000  # characters that come at once

    def stream(self, request: Request, stop: Event) -> Iterator[str]:
        self.requests.append(request)
        if not self.answers:
            raise ModelError("Nothing is left to say.")
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        for at in range(0, len(answer), self.piece):
            if stop.is_set():
                raise Stopped("You stopped it.")
            yield answer[at : at + self.piece]
        self.used = Usage(asked=100, answered=len(answer) // 3)

    @property
    def words(self) -> str:
        """All that it was told last."""
        return "\n".join(message.words for message in self.requests[-1].messages)
