"""How alike two names are: what a person said and what stands on the screen.

Forgiving where screens and readers differ from speech: what stands round a name, lost spaces, the slips of a
text reader (l/1/I, O/0, rn/m). A part of a longer name that may be another command, and a slip that may be
another name, are not `sure`. Meaning (synonyms, translation) is `agent.grounding.synonyms`; this file knows
only letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from agent.grounding.letters import fold, normalise, squeeze, tidy, words
from agent.grounding.reversals import reverses, widens
from agent.grounding.slips import slip

SAME = 1.0
SPACING = 0.97  # the same but for spaces and inner punctuation
READING = 0.95  # the same but for letters that a reader confuses
CASE = 0.9  # quoted, and only the case differs
_ONE_SHAPE = frozenset("cosuvwxz")  # capitals that are larger small letters


@dataclass(frozen=True)
class Match:
    """How alike two names are (0..1), and in what way, in words for a person. `sure`: no need to ask."""

    score: float
    how: str = ""
    sure: bool = True


NONE = Match(0.0)


def similarity(wanted: str, seen: str, exact: bool = False) -> Match:
    """How well `seen` answers to the name `wanted`; `exact`: it stood in quotes, so to the letter.

    Exact names forgive case, what stands round the name and a reader's slips, but neither a part of a longer
    name nor a differing word.
    """
    return _exact(wanted, seen) if exact else _free(normalise(wanted), normalise(seen))


@lru_cache(maxsize=16384)
def _exact(wanted: str, seen: str) -> Match:
    if not wanted or not seen:
        return NONE
    if tidy(wanted) == tidy(seen):
        return Match(SAME, "is the same")
    match = _alike(normalise(wanted), normalise(seen), reading=True)
    if match.score == SAME:
        return Match(READING if _of_one_shape(tidy(wanted), tidy(seen)) else CASE, "is the same but for case")
    return Match(match.score * CASE, match.how, match.sure) if match.score > 0.8 else NONE


def _of_one_shape(wanted: str, seen: str) -> bool:
    """They differ in letters alone of which a reader sees only the size: “close” for “Close”."""
    pairs = zip(wanted, seen, strict=False)
    return len(wanted) == len(seen) and all(a == b or a.lower() in _ONE_SHAPE for a, b in pairs)


@lru_cache(maxsize=16384)
def _free(wanted: str, seen: str) -> Match:
    if not wanted or not seen:
        return NONE
    return max(_alike(wanted, seen), _part(wanted, seen), key=lambda m: m.score)


def _alike(wanted: str, seen: str, reading: bool = False) -> Match:
    """The whole name, forgiving slips, or (`reading`) only those of a reader."""
    if wanted == seen:
        return Match(SAME, "is the same")
    if squeeze(wanted) == squeeze(seen):
        return Match(SPACING, "is the same")
    if fold(wanted) == fold(seen):
        return Match(READING, "is read nearly the same")
    found = slip(wanted, seen)
    if found is None or (reading and not found.reading):
        return NONE
    return Match(0.92 - 0.6 * found.strokes / len(fold(wanted)), "is spelt nearly the same", found.sure)


def _part(wanted: str, seen: str) -> Match:
    """`wanted` as the beginning or another part of a longer name, weaker the more else is there."""
    few, many = words(wanted), words(seen)
    at = _find(few, many)
    if at is None or not any(c.isalnum() for c in wanted) or reverses(wanted, seen):
        return NONE
    share, sure = (len(wanted) / len(seen)) ** 0.5, not widens(wanted, seen)
    if at == 0:
        return Match(0.5 + 0.35 * share, f"begins {seen!r}", sure)
    return Match(0.36 + 0.42 * share, f"is part of {seen!r}", sure)


def _find(few: tuple[str, ...], many: tuple[str, ...]) -> int | None:
    """Where the words `few` stand in a row among `many`."""
    if not few or len(few) >= len(many):
        return None
    return next((i for i in range(len(many) - len(few) + 1) if many[i : i + len(few)] == few), None)
