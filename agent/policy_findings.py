"""How the parts of the policy say what they found: a class with its reason. Pure."""

from __future__ import annotations

from agent.types import Consequence, Judgement


def judged(consequence: Consequence, reason: str) -> Judgement:
    return Judgement(consequence=consequence, reason=reason)


def grave(reason: str) -> Judgement:
    return judged("consequential", reason)


def short(text: str) -> str:
    """One line of at most 60 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
