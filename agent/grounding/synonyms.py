"""What is called by several names, in English and Chinese: one line is one thing.

`alike` compares two names by meaning: every word or phrase of the table counts as its thing, all other words
as themselves, so that "delete file", "Remove files" and "删除文件" agree. Words may stand for several things
("login" is a deed and a name); they agree when they share one. A symbol is a name like any other.
"""

from __future__ import annotations

from functools import lru_cache

from agent.grounding.letters import normalise, words
from agent.grounding.reversals import reverses
from agent.grounding.synonym_table import GROUPS, LOOKS

STRENGTH = 0.86  # names that mean the same, against 1.0 for the same name
WHOLE = 0.8  # what is below means but a part of the other name
_SHORTER = 0.5  # at most, for a name that says less than was wanted: shown as near, never taken
_STOP = frozenset(
    ["the", "a", "an", "of", "to", "my", "this", "that", "your", "for", "please", "in", "on", "here"]
)
_STOP |= frozenset(["page", "的", "个", "请", "我", "这", "那"])

Meaning = frozenset[str | int]
"""What one word or phrase may stand for: the numbers of things, or the word itself."""


@lru_cache(maxsize=8192)
def _key(name: str) -> tuple[str, ...]:
    """The words of a name by which it is looked up; hyphens and stop words count for nothing."""
    said = words(normalise(name)) or (name,)
    if any(w[:1].isalnum() for w in said):
        said = tuple(w for w in said if w not in "-–—'.,:;!?()")
    said = tuple(_stem(w) for w in said if w)
    kept = tuple(w for i, w in enumerate(said) if w not in _STOP or (w == "a" and 0 < i == len(said) - 1))
    return kept or said  # "Plan A" is not any plan


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """English plurals are their singulars."""
    plural = len(word) > 3 and word.isascii() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _index() -> dict[tuple[str, ...], frozenset[int]]:
    index: dict[tuple[str, ...], frozenset[int]] = {}
    for number, group in enumerate(GROUPS):
        for name in (part.strip() for part in group.split("|")):
            key = _key(name)
            index[key] = index.get(key, frozenset()) | {number}
    return index


_THINGS = _index()
_LOOKS = frozenset(_key(name) for name in LOOKS.split("|"))
_LONGEST = max(len(key) for key in _THINGS)


@lru_cache(maxsize=8192)
def meanings(name: str) -> tuple[Meaning, ...]:
    """The things that a name is made of, longest phrases first."""
    parts, found, at = _key(name), [], 0
    while at < len(parts):
        length = next(
            (n for n in range(min(_LONGEST, len(parts) - at), 0, -1) if parts[at : at + n] in _THINGS), 0
        )
        things: Meaning = frozenset(_THINGS[parts[at : at + length]]) if length else frozenset((parts[at],))
        found.append(things | {parts[at]} if length == 1 else things)
        at += max(1, length)
    return tuple(found)


def is_look(name: str) -> bool:
    """Whether a name says what a sign looks like: "the gear"."""
    return _key(name) in _LOOKS


def same_thing(a: str, b: str) -> bool:
    """Whether the two whole names stand in one line of the table."""
    return bool(_THINGS.get(_key(a), frozenset()) & _THINGS.get(_key(b), frozenset()))


@lru_cache(maxsize=16384)
def alike(wanted: str, seen: str) -> float:
    """How far two names mean the same (0..STRENGTH); 0 when they do not."""
    if same_thing(wanted, seen):
        return STRENGTH
    if not any(letter.isalnum() for letter in wanted):
        return 0.0  # "+" is no part of "+/-": a sign is meant whole
    a, b = meanings(wanted), meanings(seen)
    if not a or not b or not any(isinstance(m, int) for part in a for m in part):
        return 0.0
    if len(a) == len(b):
        return STRENGTH * 0.97 if _pairwise(a, b) else 0.0
    return 0.0 if reverses(normalise(wanted), normalise(seen)) else _partly(a, b)


def _pairwise(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> bool:
    """All parts agree, in this order or (as between languages) in another."""
    if all(x & y for x, y in zip(a, b, strict=True)):
        return True
    return all(any(x & y for y in b) for x in a) and all(any(x & y for x in a) for y in b)


def _partly(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> float:
    """All parts of the wanted name stand in a longer one, or nearly all the other way round."""
    if len(a) < len(b):
        first = 0.5 if all(x & y for x, y in zip(a, b, strict=False)) else 0.4
        whole = all(any(x & y for y in b) for x in a)
        return STRENGTH * (first + 0.35 * len(a) / len(b)) if whole else 0.0
    whole = all(any(x & y for x in a) for y in b)
    return min(_SHORTER, STRENGTH * (0.35 + 0.4 * len(b) / len(a))) if whole else 0.0
