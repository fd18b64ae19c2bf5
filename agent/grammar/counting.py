"""Numbers, repetitions and durations in words: "twice", "half a minute", 三次, 十二."""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar.words import DIGITS_ZH, NUMBERS_EN, one_of

MOST_REPEATS = 100
LONGEST_WAIT = 3600.0
_ZH = "[零一二两俩三四五六七八九十百半]+"
_EN = one_of(NUMBERS_EN)
NUMBER = rf"(?:\d+(?:\.\d+)?|{_ZH}|{_EN})"
TIMES = rf"(?:(?P<times>{NUMBER})\s*(?:times?\b|x\b|×|次|下|遍|回)|(?P<once>once|twice|thrice)\b)"
"""A repetition; read it with `repeats_of`."""

_SECONDS = {
    "ms|msec|millisecond|milliseconds|毫秒": 0.001,
    "s|sec|secs|second|seconds|秒|秒钟": 1.0,
    "m|min|mins|minute|minutes|分|分钟": 60.0,
    "h|hour|hours|小时|个小时": 3600.0,
}
_UNITS = {unit: seconds for units, seconds in _SECONDS.items() for unit in units.split("|")}
_DURATION = re.compile(rf"(?P<n>{NUMBER})\s*(?P<unit>{one_of(_UNITS)})(?P<half>半)?", re.I)
_MOMENT = re.compile(
    r"(?:(?:for\s+)?(?:a|one)\s+(?:moment|bit|while|little(?:\s+while)?)|一会儿?|片刻|一下|一阵)", re.I
)


def number_of(words: str) -> float | None:
    """A number in figures or in English or Chinese words; None when it is none."""
    text = " ".join(words.lower().split())
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII):
        return float(text)
    return NUMBERS_EN.get(text, _chinese(text))


def _chinese(text: str) -> float | None:
    """Chinese numerals up to 99, and 半."""
    if text == "半":
        return 0.5
    match = re.fullmatch(r"([一二两三四五六七八九])?(十)?([零一二两俩三四五六七八九])?", text)
    if not text or match is None:
        return None
    tens, ten, ones = match.groups()
    if not ten:
        return None if tens and ones else float(DIGITS_ZH[tens or ones])
    return float(10 * DIGITS_ZH[tens or "一"] + (DIGITS_ZH[ones] if ones else 0))


def repeats_of(match: re.Match[str]) -> int:
    """How often, from a match of a pattern with TIMES in it; 1 where nothing is said.

    Raises InstructionError for more than MOST_REPEATS or less than one.
    """
    words = match.group("times") or match.group("once")
    if not words:
        return 1
    count = number_of(words)
    if count is None or not 1 <= count <= MOST_REPEATS or count != int(count):
        raise InstructionError(
            f"“{words}” times is not possible: say a whole number from 1 to {MOST_REPEATS}."
        )
    return int(count)


def seconds_of(words: str) -> float | None:
    """A duration in seconds; None when the words are none. Raises InstructionError for over an hour."""
    text = words.strip()
    if _MOMENT.fullmatch(text):
        return 1.0
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    count = number_of(match["n"])
    if count is None:
        return None
    seconds = (count + (0.5 if match["half"] else 0)) * _UNITS[match["unit"].lower()]
    if seconds > LONGEST_WAIT:
        raise InstructionError(f"“{text}” is too long to wait: say an hour at the most.")
    return round(seconds, 6)
