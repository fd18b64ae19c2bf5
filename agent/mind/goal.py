"""The person's words as a model is told them: without the secrets that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.journal_redact import secrets_in
from agent.types import secret_name

_PASSWORD = re.compile(
    r"(?:\bpass(?:word|code|phrase|wd)|密码|口令)(?:\s+(?:is|of|as)\s+|\s*[:：=]\s*|\s*[是为]\s*|\s+|(?<=[码令]))"
    r"(?:[\"“'‘「](?P<quoted>[^\"”'’」]+)[\"”'’」]|(?P<plain>[^\s,，。;；、]+?)(?=[.!]?(?:[\s,，。;；、]|$)))",
    re.I,
)
_NO_SECRET = frozenset(
    ["field", "box", "input", "entry", "and", "then", "with", "in", "into", "to", "for", "as", "is", "on",
     "the", "a", "my", "your", "from", "框", "输入框", "字段", "栏"]
)  # fmt: skip


@dataclass(frozen=True)
class Goal:
    """`words`: what the model is told. `masks`: what stands in them for a secret → the secret."""

    said: str
    words: str
    masks: dict[str, str] = field(repr=False)


def goal_of(instruction: str) -> Goal:
    """Each secret is replaced by a word that the model can type without knowing it."""
    words, masks = instruction, {}
    for number, secret in enumerate(sorted(_secrets(instruction), key=len, reverse=True), start=1):
        mask = f"secret:said-{number}"
        words, masks[mask] = words.replace(secret, mask), secret
    return Goal(said=instruction, words=words, masks=masks)


def _secrets(instruction: str) -> set[str]:
    """Those that the grammar finds; and, where it does not understand the words, what follows “password”."""
    found = secrets_in(instruction)
    for match in _PASSWORD.finditer(instruction):
        said = match["quoted"] or match["plain"]
        if not secret_name(said) and said.lower() not in _NO_SECRET:
            found.add(said)
    return found
