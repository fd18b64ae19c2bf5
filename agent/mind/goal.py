"""The person's words as a model is told them: without the secrets that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent.journal_redact import secrets_in


@dataclass(frozen=True)
class Goal:
    """`words`: what the model is told. `masks`: what stands in them for a secret → the secret."""

    said: str
    words: str
    masks: dict[str, str] = field(repr=False)


def goal_of(instruction: str) -> Goal:
    """Each secret is replaced by a word that the model can type without knowing it."""
    found = sorted(secrets_in(instruction), key=lambda secret: (-len(secret), secret))
    masks = {f"secret:said-{number}": secret for number, secret in enumerate(found, start=1)}
    words = swapped(instruction, {secret: mask for mask, secret in masks.items()})
    return Goal(said=instruction, words=words, masks=masks)


def swapped(text: str, pairs: Mapping[str, str]) -> str:
    """Each key replaced by its value, the longest first and all in one go: nothing is replaced twice."""
    keys = sorted((key for key in pairs if key), key=len, reverse=True)
    if not keys:
        return text
    return re.sub("|".join(map(re.escape, keys)), lambda match: pairs[match[0]], text)
