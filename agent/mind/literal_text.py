"""Answers in small notations of their own: OS-Atlas's `CLICK <point>[[493,578]]</point>` and boxes, ShowUI's
`{'action': 'CLICK', 'value': None, 'position': [0.49, 0.42]}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.mind.answers import (
    LONGEST_TEXT,
    Place,
    Said,
    SaysClick,
    SaysDone,
    SaysHover,
    SaysPress,
    SaysStuck,
    SaysType,
    SaysWait,
    StepAnswer,
)
from agent.mind.faults import Unusable
from agent.mind.places import LONGEST, key, point_in, scroll

_SECTION = re.compile(r"actions\s*:\s*(?P<rest>.*)", re.S | re.I)
_THOUGHTS = re.compile(r"thoughts\s*:\s*(?P<words>.*?)\s*(?=actions\s*:|$)", re.S | re.I)
_ACTION = re.compile(r"(?P<name>[A-Z_]+)\b(?:\s*<point>(?P<point>.*?)</point>|\s*\[(?P<value>.*)\])?\s*$")
_BOX = re.compile(r"<\|box_start\|>(?P<box>[^<]*)")
_SHOWUI = re.compile(
    r"\{\s*['\"]action['\"]\s*:\s*['\"](?P<name>[A-Z_ ]+)['\"]\s*,\s*['\"]value['\"]\s*:\s*"
    r"(?:None|null|'(?P<value>(?:[^'\\]|\\.)*)'|\"(?P<other>(?:[^\"\\]|\\.)*)\")\s*,\s*"
    r"['\"]position['\"]\s*:\s*(?P<position>None|null|\[[^}]*\])\s*\}"
)


def read_atlas(text: str) -> StepAnswer:
    """OS-Atlas: a box of the base models, or the first action of the others. Raises Unusable."""
    text = text[:LONGEST].removesuffix("<|im_end|>")
    if box := _BOX.search(text):
        return StepAnswer(act=SaysClick(do="click", at=point_in(box["box"])))
    section, thought = _SECTION.search(text), _THOUGHTS.search(text)
    words = " ".join(thought["words"].split())[:160] if thought else ""
    rest = (section["rest"] if section else text).strip()
    if not rest:
        raise Unusable("The answer names no action.")
    line = rest.splitlines()[0].strip()
    action = _ACTION.match(line)
    if action is None:
        return StepAnswer(thought=words, act=SaysClick(do="click", at=point_in(line)))
    return StepAnswer(thought=words, act=_atlas(action["name"], action["point"], action["value"]))


def _atlas(name: str, point: str | None, value: str | None) -> Said:
    if name.startswith("PRESS_"):
        return SaysPress(do="press", keys=[key(name.removeprefix("PRESS_"))])
    if name not in _ATLAS:
        raise Unusable(f"{name[:30]!r} is nothing that can be done on a desktop.")
    return _ATLAS[name](point, value or "")


def _impossible() -> Said:
    return SaysStuck(do="stuck", because="It says that this is impossible.")


_ATLAS: dict[str, Callable[[str | None, str], Said]] = {
    "CLICK": lambda point, value: SaysClick(do="click", at=_place(point)),
    "DOUBLECLICK": lambda point, value: SaysClick(do="click", at=_place(point), count=2),
    "RIGHTCLICK": lambda point, value: SaysClick(do="click", at=_place(point), button="right"),
    "LONG_PRESS": lambda point, value: SaysClick(do="click", at=_place(point), button="right"),
    "MOVETO": lambda point, value: SaysHover(do="hover", at=_place(point)),
    "TYPE": lambda point, value: _typed(value),
    "SCROLL": lambda point, value: scroll(value),
    "HOTKEY": lambda point, value: SaysPress(do="press", keys=[key(w) for w in re.split(r"[_+\s]+", value)]),
    "ENTER": lambda point, value: SaysPress(do="press", keys=["enter"]),
    "WAIT": lambda point, value: SaysWait(do="wait", seconds=2),
    "COMPLETE": lambda point, value: SaysDone(do="done"),
    "IMPOSSIBLE": lambda point, value: _impossible(),
}


def read_showui(text: str) -> StepAnswer:
    """ShowUI: the first of its actions, or a bare point. Raises Unusable."""
    text = text[:LONGEST]
    action = _SHOWUI.search(text)
    if action is None:
        return StepAnswer(act=SaysClick(do="click", at=point_in(text)))
    value = action["value"] if action["value"] is not None else action["other"]
    return StepAnswer(act=_showui(action["name"].strip(), value, action["position"]))


def _showui(name: str, value: str | None, position: str) -> Said:
    where = None if position in ("None", "null") else position
    match name:
        case "CLICK" | "TAP" | "SELECT":
            return SaysClick(do="click", at=_place(where))
        case "HOVER":
            return SaysHover(do="hover", at=_place(where))
        case "INPUT" | "TYPE":
            typed = _typed(value)
            return typed if where is None else typed.model_copy(update={"at": _place(where)})
        case "ENTER" | "PRESS ENTER":
            return SaysPress(do="press", keys=["enter"])
        case "SCROLL":
            return scroll(value or "", None if where is None else _place(where))
        case _ if name.startswith("SCROLL "):
            return scroll(name.removeprefix("SCROLL "))
        case "ANSWER" | "STATUS TASK COMPLETE":
            return SaysDone(do="done", because=(value or "")[:120])
        case "STATUS TASK IMPOSSIBLE":
            return _impossible()
        case _:
            raise Unusable(f"{name[:30]!r} is nothing that can be done on a desktop.")


def _place(text: str | None) -> Place:
    if text is None:
        raise Unusable("The action says no place.")
    return point_in(text)


def _typed(text: str | None) -> SaysType:
    if not text or len(text) > LONGEST_TEXT:
        raise Unusable(f"A text to type has 1 to {LONGEST_TEXT} characters.")
    return SaysType(do="type", text=text)
