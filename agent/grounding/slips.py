"""Slips of a reader and of a writer, as against another name: "Setings" is Settings, "Motel" is no Hotel.

One stroke may make another word, the opposite even. So a slip is *sure* only where it is plainly one: letters
that a reader confuses, two letters changed about, a letter doubled or lost inside a long word. Other single
strokes in a long word may be one, and are to be asked about. Prefixes, first letters, numbers, single letters
and Chinese characters make another name; of the last only a few look like each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agent.grounding.letters import fold, is_cjk, words
from agent.grounding.synonym_table import GROUPS

_LOOKALIKES = frozenset(
    frozenset(pair)
    for pair in (
        "ec", "uv", "gq", "g9", "s5", "b8", "b6", "z2", "nh", "un", "lj", "mn", "oq", "ao", "yv",
        "未末", "己已", "己巳", "录陆", "人入", "日曰", "土士", "千干", "天夭", "帐账", "象像", "侯候",
        "戊戌", "免兔", "鸟乌", "拔拨", "辩辨", "折拆", "治冶", "复夏", "查杳", "今令", "体休", "贝见",
    )
)  # fmt: skip
_NEIGHBOURS = "contact contract hotel motel stack stock block black adopt adapt quite quiet trail trial"
_KNOWN = frozenset(word for group in GROUPS for word in re.findall(r"[a-z]{5,}", group))
_KNOWN |= frozenset(_NEIGHBOURS.split())
_SHORT = frozenset(fold(word) for group in GROUPS for word in re.findall(r"\b[a-z]{2,4}\b", group))
_STEADY = 7  # letters from which a look-alike or two letters changed about make no other word
_LONG = 9  # letters from which a lost letter makes no other word


@dataclass(frozen=True)
class Slip:
    """The strokes that part two names. `sure`: plainly a slip; `reading`: only what a reader confuses."""

    strokes: float
    sure: bool
    reading: bool = False


@lru_cache(maxsize=8192)
def slip(wanted: str, seen: str) -> Slip | None:
    """How two normalised names differ if one may be a slip for the other; None where it is another name."""
    if _numbers(wanted) != _numbers(seen):  # "Tab 1" is never a slip for "Tab 2"
        return None
    if is_cjk(wanted + seen):
        return _of_characters(fold(wanted), fold(seen))
    pairs = _paired(wanted, seen)
    found = [_of_word(a, b) for a, b in pairs if a != b]
    if not found or len(found) > max(1, len(wanted) // 8):
        return None
    slips = [one for one in found if one is not None]
    if len(slips) < len(found):
        return None
    strokes = sum(one.strokes for one in slips)
    return Slip(strokes, all(one.sure for one in slips), all(one.reading for one in slips))


def _numbers(text: str) -> list[str]:
    """The runs of digits, which must agree; a lone 0 or 1 between letters is an o or an l."""
    return re.findall(r"\d+", re.sub(r"(?<=[^\W\d_])[01](?=[^\W\d_])", "", text))


def _paired(wanted: str, seen: str) -> list[tuple[str, str]]:
    """Word by word, folded; as one word where a space was lost."""
    few, many = ([w for w in words(text) if w[0].isalnum()] for text in (wanted, seen))
    if len(few) == len(many):
        return [(fold(a), fold(b)) for a, b in zip(few, many, strict=True)]
    return [(fold(wanted), fold(seen))]


def _of_characters(a: str, b: str) -> Slip | None:
    """Names in a script without spaces: each character is a word, but for those that look alike."""
    parted = [pair for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    alike = all(frozenset(pair) in _LOOKALIKES for pair in parted)
    if len(a) != len(b) or not alike or len(parted) > max(1, len(a) // 4):
        return None
    return Slip(0.5 * len(parted), sure=True, reading=True)


def _of_word(a: str, b: str) -> Slip | None:
    """One folded word for another."""
    short, long = sorted((a, b), key=len)
    if len(a) == len(b) < 5:
        return _of_short_word(a, b)
    if len(short) < 5 or short[0] != long[0] or len(long) - len(short) > 1:
        return None
    if long == short + "s":
        return Slip(1.0, sure=True)
    if {a, b} <= _folded_known():
        return None
    if len(short) == len(long):
        return _changed(a, b)
    return _lost(short, long)


def _of_short_word(a: str, b: str) -> Slip | None:
    """A word of few letters that programs use, read as none ("QK" for OK)."""
    at = [i for i in range(len(a)) if a[i] != b[i]]
    if len(at) != 1 or a not in _SHORT or b in _SHORT:
        return None
    alike = frozenset((a[at[0]], b[at[0]])) in _LOOKALIKES
    return Slip(0.2, sure=True, reading=True) if alike else None


@lru_cache(maxsize=1)
def _folded_known() -> frozenset[str]:
    return frozenset(fold(word) for word in _KNOWN)


def _changed(a: str, b: str) -> Slip | None:
    """Letters that are others, or two that have changed places."""
    at = [i for i in range(len(a)) if a[i] != b[i]]
    if len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] + a[at[1]] == b[at[1]] + b[at[0]]:
        return Slip(1.0, sure=len(a) >= _STEADY)
    if len(at) <= 2 and all(frozenset((a[i], b[i])) in _LOOKALIKES for i in at):
        return Slip(0.5 * len(at), sure=len(a) >= _STEADY * len(at), reading=True)
    may_be = len(at) == 1 and at[0] < len(a) - 1 and len(a) >= _STEADY
    return Slip(1.0, sure=False) if may_be else None


def _lost(short: str, long: str) -> Slip | None:
    """One letter more or less."""
    at = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    if short != long[:at] + long[at + 1 :]:
        return None
    if long[at] == long[at - 1]:
        return Slip(1.0, sure=len(short) >= 6)
    return Slip(1.0, sure=at < len(short) and len(short) >= _LONG)
