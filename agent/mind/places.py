"""Small readers that several native forms share: numbers, places, keys. All raise Unusable."""

from __future__ import annotations

import re
from typing import Literal, cast

from pydantic import ValidationError

from agent.grammar.chords import key_name
from agent.grammar.words import KEY_NAMES
from agent.mind.answers import Place, Pointed, SaysScroll
from agent.mind.faults import Unusable

LONGEST = 20_000  # characters of an answer that are looked at
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ALIASES = {"return": "enter", "esc": "escape", "control": "ctrl", "page_up": "pageup", "pgdn": "pagedown",
            "page_down": "pagedown", "command": "super", "cmd": "super", "win": "super", "del": "delete",
            "arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right"}  # fmt: skip
Direction = Literal["up", "down", "left", "right"]


def numbers(text: str) -> list[float]:
    return [float(found) for found in _NUMBER.findall(text)]


def point_in(text: str) -> Place:
    """Two numbers are a point; four, a box or two points, of which the middle is meant."""
    found = numbers(text)
    if len(found) == 4:
        found = [(found[0] + found[2]) / 2, (found[1] + found[3]) / 2]
    if len(found) != 2:
        raise Unusable(f"{text[:60]!r} is no place.")
    return pointed(found[0], found[1])


def pointed(x: float, y: float) -> Pointed:
    try:
        return Pointed(x=x, y=y)
    except ValidationError as error:
        raise Unusable(f"({x:g}, {y:g}) lies outside the picture.") from error


def is_nowhere(text: str) -> bool:
    """[-1, -1]: what is asked for is not there."""
    return numbers(text) == [-1, -1]


def key(word: str) -> str:
    """The name of a key as Deskhand knows it."""
    if word in KEY_NAMES:
        return word
    bare = word.strip().strip("'\"[]").removeprefix("keys=").strip("'\"[]").lower()
    name = _ALIASES.get(bare, bare)
    known = name if name in KEY_NAMES else key_name(name)
    if known is None:
        raise Unusable(f"There is no key {word[:20]!r}.")
    return known


def scroll(direction: str, at: Place | None = None) -> SaysScroll:
    word = direction.strip().lower()
    if word not in ("up", "down", "left", "right"):
        raise Unusable(f"{direction[:20]!r} is no direction to scroll in.")
    return SaysScroll(do="scroll", direction=cast(Direction, word), at=at)
