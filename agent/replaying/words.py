"""Whether a name that is seen is the name that was recorded: the same, the same in another language, another
name, or none at all. Stricter than what people say: "Save as" is not "Save"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from agent.grounding.letters import normalise, words
from agent.grounding.match import similarity
from agent.grounding.synonyms import alike, meanings, same_thing
from agent.replaying.languages import LINES

Sort = Literal["same", "meant", "unknown", "other"]
SAME = 0.84  # similarity from which a name is the same, read with slips at the most
STEM = 4  # letters
MEANT = 0.82  # alike from which it means the same
_COUNT = re.compile(r"\s*[(\[（【]\s*\d[\d.,\s]*[)\]）】]\s*$")


@dataclass(frozen=True)
class Called:
    """How a seen name stands to the recorded one. "unknown": one of the two has none, or it is of words that
    nothing is known of; "other": it is another thing's."""

    sort: Sort
    score: float
    how: str = ""


NAMELESS = Called("unknown", 0.5)


@lru_cache(maxsize=32768)
def compare(recorded: str, seen: str) -> Called:
    """Both as they stand; counters at the end (“Inbox (3)”) are no part of a name."""
    if not recorded or not seen:
        return NAMELESS
    one, other = _COUNT.sub("", recorded) or recorded, _COUNT.sub("", seen) or seen
    match = similarity(one, other, exact=True)
    if match.score >= SAME and _same_digits(one, other):
        return Called("same", match.score, f"is called “{seen}”")
    if _counts(one, other):
        return Called("meant", MEANT, f"is called “{seen}”, with a number after it")
    if _means(one, other):
        return Called("meant", MEANT, f"is called “{seen}”, which means “{recorded}”")
    return _unlike(one, other)


def _counts(one: str, other: str) -> bool:
    """“Inbox” that has become “Inbox 6”, or the other way round."""
    shorter, longer = sorted((normalise(one), normalise(other)), key=len)
    return bool(shorter) and re.fullmatch(re.escape(shorter) + r"\s+\d{1,4}", longer) is not None


def _same_digits(one: str, other: str) -> bool:
    """A reader may take a letter for a digit, but "Room 12" is not "Room 17"."""
    digits = [re.findall(r"\d", text) for text in (one, other)]
    return digits[0] == digits[1] or len(digits[0]) != len(digits[1])


def _means(one: str, other: str) -> bool:
    if things(one) & things(other):
        return True
    if same_thing(one, other) and not _share_a_word(one, other):  # “Orders” is not “Order”
        return True
    return one.isascii() != other.isascii() and alike(one, other) >= MEANT


def _unlike(one: str, other: str) -> Called:
    """Words in common, or words that are known to mean something else, make another name."""
    if _share_a_word(one, other) or (_is_known(one) and _is_known(other)) or not _is_new_language(one, other):
        return Called("other", 0.0)
    return Called("unknown", 0.3)


def _share_a_word(one: str, other: str) -> bool:
    """Also another form of it: “Save” and “Saved searches”."""
    pairs = [(a, b) for a in words(normalise(one)) for b in words(normalise(other))]
    return any(a == b or (min(len(a), len(b)) >= STEM and a[:STEM] == b[:STEM]) for a, b in pairs)


def _is_new_language(one: str, other: str) -> bool:
    """Whether the seen one may be a translation that is in no table: other letters, or words that stand in
    none."""
    return not _is_known(other) and any(c.isalpha() for c in other) and any(c.isalpha() for c in one)


@lru_cache(maxsize=8192)
def _is_known(name: str) -> bool:
    return bool(things(name)) or any(isinstance(m, int) for part in meanings(name) for m in part)


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for number, line in enumerate(LINES):
        for name in line.split("|"):
            key = normalise(name)
            table[key] = table.get(key, frozenset()) | {number}
    return table


def things(name: str) -> frozenset[int]:
    """The lines of the table that a whole name stands in."""
    return _table().get(normalise(name), frozenset())
