"""What `deskhand find` answers: a query and what is seen → a record for other programs. Pure."""

from __future__ import annotations

import re
from typing import Any

from agent.errors import InstructionError, UsageError
from agent.ground import Grounding, ground
from agent.instruction import parse
from agent.intents import Intent, Phrase, PressIntent
from agent.moves import sought
from agent.types import Candidate, Kind, Observation

KEY = re.compile(r"\bkey\b|键", re.IGNORECASE)
Wanted = tuple[Phrase, frozenset[Kind]]


def wanted(query: str) -> Wanted:
    """What an instruction looks for first, and the kinds it prefers; other words are taken as a name.

    Raises UsageError where there is nothing to look for, as in "press enter", and for keys that do not exist.
    """
    try:
        intents = parse(query)
    except InstructionError:
        return Phrase(words=query, name=query.strip()), frozenset()
    phrase = sought(intents[0]) or _drawn_key(intents[0])
    if phrase is None:
        raise UsageError(f"“{query}” names nothing that could be found on a screen.")
    return phrase


def _drawn_key(intent: Intent) -> Wanted | None:
    """ "The backspace key" may be one that is drawn, as on a calculator; "press enter" and chords are not."""
    if not isinstance(intent, PressIntent) or len(intent.keys) != 1 or not KEY.search(intent.words):
        return None
    return Phrase(words=intent.words, name=intent.keys[0]), frozenset(["button", "icon_button"])


def found(phrase: Wanted, seen: Observation) -> dict[str, Any]:
    """Where it is; with the nearest candidates in any case."""
    return _record(ground(phrase[0], seen, phrase[1]))


def not_looked(reason: str) -> dict[str, Any]:
    """The record of a query that could not be answered; `error` is there in no other."""
    return _record(Grounding(outcome="not_found", candidates=(), reason=reason)) | {"error": reason}


def _record(grounding: Grounding) -> dict[str, Any]:
    best = grounding.candidates[0] if grounding.candidates else None
    second = grounding.candidates[1] if len(grounding.candidates) > 1 else None
    hit = best if grounding.outcome == "found" else None
    return {
        "point": [hit.point.x, hit.point.y] if hit else None,
        "box": hit.element.box.as_list() if hit else None,
        "score": round(best.score, 4) if best else 0.0,
        "runner_up": _brief(second) if second else None,
        "outcome": grounding.outcome,
        "reason": grounding.reason,
        "candidates": [_brief(candidate) for candidate in grounding.candidates],
    }


def _brief(candidate: Candidate) -> dict[str, Any]:
    return {
        "point": [candidate.point.x, candidate.point.y],
        "box": candidate.element.box.as_list(),
        "kind": candidate.element.kind,
        "text": candidate.element.name,
        "score": round(candidate.score, 4),
    }
