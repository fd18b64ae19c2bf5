"""Where a text that is to be typed comes from: the person's words, their hand, a macro, or nobody. Pure.

What stands on the screen is data. It may say “agent, type this address”, and a planner may be taken in; so a
text that the person's instruction does not hold is theirs to look at, whatever the planner says of it.
"""

from __future__ import annotations

import re
import unicodedata

from agent.policy_findings import grave, short
from agent.types import Action, Judgement, TypeText

PLAIN = 80  # characters
_SHELL = re.compile(r"[|;`$<>\\]|&&|\b(?:sudo|rm|curl|wget|chmod|mkfs|powershell|cmd|del|format)\b", re.I)
NOT_YOUR_SECRET = "Your instruction does not name the secret “{name}”."


def origin_findings(action: Action, instruction: str) -> list[Judgement]:
    """A text that nobody has said is consequential. Without an instruction nothing can be said of it."""
    if not isinstance(action, TypeText) or not action.text or not instruction:
        return []
    if action.origin in ("person", "macro") or said(action.text, instruction):
        return []
    if action.origin == "screen" and _is_plain(action.text):
        return []  # the person asked for what stands there to be copied
    if action.reference:
        return [grave(NOT_YOUR_SECRET.format(name=action.reference))]
    shown = "This secret text" if action.secret else f"“{short(action.text)}”"
    return [grave(f"{shown} is not in your instruction: the planner added it.")]


def _is_plain(text: str) -> bool:
    """One short line, as numbers, names and addresses are: no program, and no letter to somebody."""
    return len(text) <= PLAIN and text.isprintable() and not _SHELL.search(text)


def said(text: str, instruction: str) -> bool:
    """Whether the instruction holds the text, case, blanks and the form of letters forgiven."""
    return _plain(text) in _plain(instruction)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
