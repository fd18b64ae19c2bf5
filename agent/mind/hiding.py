"""What a model is not told of the person's secrets, and what is not told on of what a model says.

A secret that was said or that the vault holds may stand on the screen, and a model may say it back. It is
replaced before a text is quoted or cut short, and in a stream also where it comes in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from agent.errors import DeskhandError
from agent.journal_redact import Secrets
from agent.messages import Message, Request
from agent.mind.goal import Goal, swapped
from agent.types import secret_name

_NAMED = re.compile(r"secret:[\w.-]+")
# What a chat template takes for a change of speaker or for a picture, wherever it stands.
_CONTROL = re.compile(r"<(?=\|)|(?<=\|)>")


class Hiding:
    """The secrets of one run: those of the words, and those that they name of the vault."""

    def __init__(self, goal: Goal, value_of: Callable[[str], str]) -> None:
        named = {word: value for word in _NAMED.findall(goal.said) if (value := _value(word, value_of))}
        self._masks = {secret: mask for mask, secret in (*named.items(), *goal.masks.items())}
        self.secrets = Secrets(texts=set(self._masks))
        self._longest = max(map(len, self._masks), default=0)

    def text(self, text: str) -> str:
        """The text with a mask for every secret."""
        return swapped(text, self._masks)

    def request(self, request: Request) -> Request:
        """The question without secrets, and without what a chat template would take for its own marks."""
        hidden = tuple(self._message(message) for message in request.messages)
        return replace(request, messages=hidden)

    def pieces(self, pieces: Iterable[str]) -> Iterator[str]:
        """As they come, but for what may be the beginning of a secret."""
        held = ""
        for piece in pieces:
            held = self.text(held + piece)
            ready = len(held) - self._begun(held)
            if ready:
                yield held[:ready]
                held = held[ready:]
        if held:
            yield held

    def _begun(self, text: str) -> int:
        """How many letters at the end of the text may begin a secret."""
        for count in range(min(self._longest - 1, len(text)), 0, -1):
            if any(secret.startswith(text[-count:]) for secret in self._masks):
                return count
        return 0

    def _message(self, message: Message) -> Message:
        parts = (self.text(part) if isinstance(part, str) else part for part in message.parts)
        if message.role == "system":
            return Message(message.role, tuple(parts))
        return Message(message.role, tuple(plain(p) if isinstance(p, str) else p for p in parts))


def plain(text: str) -> str:
    """The text with nothing in it that a chat template takes for a mark of its own (`<|im_end|>`)."""
    return _CONTROL.sub("¦", text)


def _value(word: str, value_of: Callable[[str], str]) -> str:
    """What a secret:NAME stands for; nothing where the vault does not say."""
    name = secret_name(word)
    try:
        return value_of(name) if name else ""
    except DeskhandError:
        return ""
