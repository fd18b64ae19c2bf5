"""The tool call `mobile_use` of MAI-UI, for what of it means something on a desktop."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from agent.mind.answers import (
    Place,
    Said,
    SaysClick,
    SaysDone,
    SaysDrag,
    SaysPress,
    SaysStuck,
    SaysType,
    SaysWait,
    StepAnswer,
)
from agent.mind.faults import Unusable
from agent.mind.places import LONGEST, point_in, scroll

_CALL = re.compile(r"<tool_call>\s*(?P<body>\{.*\})", re.S)
_ANSWER = re.compile(r"<answer>\s*(?P<body>\{[^{}]*\})", re.S)
_THOUGHT = re.compile(r"<(?:grounding_)?think(?:ing)?>\s*(?:Thought:\s*)?(?P<words>.*?)\s*</", re.S)
_AGAINST = {"up": "down", "down": "up", "left": "right", "right": "left"}  # a swipe pushes the page


def read(text: str) -> StepAnswer:
    """A call, or the bare coordinate of a grounding answer. Raises Unusable, ValidationError."""
    text = text[:LONGEST]
    thought = _THOUGHT.search(text)
    words = " ".join(thought["words"].split())[:160] if thought else ""
    bare, call = _ANSWER.search(text), _CALL.search(text)
    if call is not None:
        said = _said(_object(call["body"]))
    elif bare is not None:
        said = SaysClick(do="click", at=point_in(bare["body"]))
    else:
        raise Unusable("There is neither a <tool_call> nor an <answer>.")
    return StepAnswer(thought=words, act=said)


def _object(body: str) -> dict[str, Any]:
    """The first JSON object; the family sometimes closes it twice."""
    try:
        found, _ = json.JSONDecoder().raw_decode(body)
    except (ValueError, RecursionError) as error:
        raise Unusable("The JSON of the call is broken.") from error
    arguments = found.get("arguments") if isinstance(found, dict) else None
    if not isinstance(arguments, dict):
        raise Unusable("The call has no arguments.")
    return arguments


def _said(call: dict[str, Any]) -> Said:
    """Raises Unusable, ValidationError."""
    name = str(call.get("action"))
    if name not in _ACTIONS:
        raise Unusable(f"{name[:30]!r} is nothing that can be done on a desktop.")
    return _ACTIONS[name](call)


def _drag(call: dict[str, Any]) -> Said:
    start, end = (point_in(str(call.get(f"{end}_coordinate"))) for end in ("start", "end"))
    return SaysDrag(do="drag", start=start, end=end)


def _swipe(call: dict[str, Any]) -> Said:
    at = _place(call) if "coordinate" in call else None
    return scroll(_AGAINST.get(str(call.get("direction")), ""), at)


def _ended(call: dict[str, Any]) -> Said:
    return SaysDone(do="done") if call.get("status") == "success" else SaysStuck(do="stuck")


def _button(call: dict[str, Any]) -> Said:
    """Only Enter is a key of a desktop, too."""
    if str(call.get("button")).lower() != "enter":
        raise Unusable("A desktop has no such button.")
    return SaysPress(do="press", keys=["enter"])


def _place(call: dict[str, Any]) -> Place:
    return point_in(str(call.get("coordinate")))


def _words(call: dict[str, Any]) -> str:
    return str(call.get("text", ""))[:120]


_ACTIONS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "click": lambda call: SaysClick(do="click", at=_place(call)),
    "double_click": lambda call: SaysClick(do="click", at=_place(call), count=2),
    "long_press": lambda call: SaysClick(do="click", at=_place(call), button="right"),
    "type": lambda call: SaysType(do="type", text=str(call.get("text", ""))),
    "swipe": _swipe,
    "drag": _drag,
    "wait": lambda call: SaysWait(do="wait", seconds=2),
    "terminate": _ended,
    "answer": lambda call: SaysDone(do="done", because=_words(call)),
    "ask_user": lambda call: SaysStuck(do="stuck", because=_words(call)),
    "system_button": _button,
}
