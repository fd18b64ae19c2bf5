"""Answers written like calls of functions: UI-TARS's `click(start_box='(197,525)')`, UI-Venus's
`Click(box=(868,487))`. They are read as text; nothing is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from agent.mind.answers import (
    LONGEST_TEXT,
    Place,
    Said,
    SaysClick,
    SaysDone,
    SaysDrag,
    SaysHover,
    SaysPress,
    SaysStuck,
    SaysType,
    SaysWait,
    StepAnswer,
)
from agent.mind.faults import Unusable
from agent.mind.places import LONGEST, is_nowhere, key, point_in, scroll

Arguments = Mapping[str, str]
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]+)\s*\((?P<inside>.*)\)\s*$", re.S)
_ARGUMENT = re.compile(r"(?:^|,)\s*(?P<name>[a-z_]+)\s*=\s*")
_TOKENS = re.compile(r"<\|?/?(?:box_start|box_end|point|box)\|?>")
_TARS_THOUGHT = re.compile(r"Thought\s*[:：]\s*(?P<words>.*?)(?=\nAction\s*[:：]|$)", re.S)
_TARS_ACTION = re.compile(r"Action\s*[:：]\s*(?P<call>[A-Za-z_]+\(.*?\))\s*(?:\n\n|$)", re.S)
_VENUS_ACTION = re.compile(r"<action>\s*(?P<call>.*?)\s*</action>", re.S)
_VENUS_THOUGHT = re.compile(r"<think>\s*(?P<words>.*?)\s*</think>", re.S)
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\'": "'", '\\"': '"', "\\\\": "\\"}
_ESCAPE = re.compile(r"\\[nt'\"\\]")


def read_tars(text: str) -> StepAnswer:
    """UI-TARS-1.5: the first action; a bare point is a click. Raises Unusable."""
    text = text[:LONGEST]
    action = _TARS_ACTION.search(text)
    if action is None:
        return StepAnswer(act=_bare_point(text))
    return _answer(_TARS_THOUGHT.search(text), action["call"], _TARS)


def read_venus(text: str) -> StepAnswer:
    """UI-Venus-1.5: an <action>, or the point of a grounding answer; [-1,-1] says that it is not there."""
    text = text[:LONGEST]
    action = _VENUS_ACTION.search(text)
    if action is None:
        return StepAnswer(act=_bare_point(text))
    return _answer(_VENUS_THOUGHT.search(text), action["call"], _VENUS)


def _answer(
    thought: re.Match[str] | None, call: str, table: Mapping[str, Callable[[Arguments], Said]]
) -> StepAnswer:
    words = " ".join(thought["words"].split())[:160] if thought else ""
    name, arguments = _call(call)
    reader = table.get(name.lower())
    if reader is None:
        raise Unusable(f"{name[:30]!r} is nothing that can be done on a desktop.")
    return StepAnswer(thought=words, act=reader(arguments))


def _call(text: str) -> tuple[str, dict[str, str]]:
    """The name of a call and its arguments as they are written."""
    match = _CALL.match(text)
    if match is None:
        raise Unusable(f"{text[:60]!r} is no call.")
    inside = match["inside"]
    if content := re.fullmatch(r"\s*content\s*=\s*(?P<quote>['\"]).*(?P=quote)\s*", inside, re.S):
        return match["name"], {"content": _unquoted(content.group().split("=", 1)[1].strip())}
    marks = [m for m in _ARGUMENT.finditer(inside) if not _inside_brackets(inside, m.start())]
    ends = [m.start() for m in marks[1:]] + [len(inside)]
    pairs = zip(marks, ends, strict=False)  # no argument at all: an end, and nothing that it ends
    return match["name"], {m["name"]: _unquoted(inside[m.end() : end].strip()) for m, end in pairs}


def _inside_brackets(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(a) > before.count(b) for a, b in ("()", "[]"))


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        value = _ESCAPE.sub(lambda m: _ESCAPES[m.group()], value[1:-1])
    return value


def _bare_point(text: str) -> Said:
    if is_nowhere(text):
        return SaysStuck(do="stuck", because="It is not on this screen.")
    return SaysClick(do="click", at=point_in(_TOKENS.sub(" ", text)))


def _place(arguments: Arguments, *names: str) -> Place:
    for name in names:
        if name in arguments:
            return point_in(_TOKENS.sub(" ", arguments[name]))
    raise Unusable(f"The call says no {names[0]}.")


def _maybe(arguments: Arguments, *names: str) -> Place | None:
    return _place(arguments, *names) if any(name in arguments for name in names) else None


def _text(arguments: Arguments) -> Said:
    text = arguments.get("content", "")
    if not 0 < len(text) <= LONGEST_TEXT:
        raise Unusable(f"A text to type has 1 to {LONGEST_TEXT} characters.")
    return SaysType(do="type", text=text)


def _ended(arguments: Arguments) -> Said:
    return SaysDone(do="done", because=arguments.get("content", "")[:120])


def _called(arguments: Arguments) -> Said:
    return SaysStuck(do="stuck", because=arguments.get("content", "")[:120])


def _hotkey(arguments: Arguments) -> Said:
    words = re.split(r"[\s+,]+", arguments.get("key") or arguments.get("keys") or "")
    return SaysPress(do="press", keys=[key(word) for word in words if word.strip("[]'\"")])


def _venus_scroll(arguments: Arguments) -> Said:
    """By a direction, or by where a finger would move from and to, which pushes the page."""
    if "direction" in arguments:
        return scroll(arguments["direction"], _maybe(arguments, "box", "start"))
    start, end = _place(arguments, "start"), _place(arguments, "end")
    down = getattr(start, "y", 0) - getattr(end, "y", 0)
    right = getattr(start, "x", 0) - getattr(end, "x", 0)
    word = ("down" if down > 0 else "up") if abs(down) >= abs(right) else ("right" if right > 0 else "left")
    return scroll(word, start)


_BOX = ("start_box", "point", "start_point")
_TARS: dict[str, Callable[[Arguments], Said]] = {
    "click": lambda a: SaysClick(do="click", at=_place(a, *_BOX)),
    "left_single": lambda a: SaysClick(do="click", at=_place(a, *_BOX)),
    "left_double": lambda a: SaysClick(do="click", at=_place(a, *_BOX), count=2),
    "right_single": lambda a: SaysClick(do="click", at=_place(a, *_BOX), button="right"),
    "hover": lambda a: SaysHover(do="hover", at=_place(a, *_BOX)),
    "drag": lambda a: SaysDrag(do="drag", start=_place(a, *_BOX), end=_place(a, "end_box", "end_point")),
    "hotkey": _hotkey,
    "type": _text,
    "scroll": lambda a: scroll(a.get("direction", ""), _maybe(a, *_BOX)),
    "wait": lambda a: SaysWait(do="wait", seconds=5),
    "finished": _ended,
    "call_user": _called,
}
_VENUS: dict[str, Callable[[Arguments], Said]] = {
    "click": lambda a: SaysClick(do="click", at=_place(a, "box")),
    "doubleclick": lambda a: SaysClick(do="click", at=_place(a, "box"), count=2),
    "longpress": lambda a: SaysClick(do="click", at=_place(a, "box"), button="right"),
    "hover": lambda a: SaysHover(do="hover", at=_place(a, "box")),
    "drag": lambda a: SaysDrag(do="drag", start=_place(a, "start"), end=_place(a, "end")),
    "scroll": _venus_scroll,
    "type": _text,
    "wait": lambda a: SaysWait(do="wait", seconds=2),
    "finished": _ended,
    "calluser": _called,
    "pressenter": lambda a: SaysPress(do="press", keys=["enter"]),
    "hotkey": _hotkey,
}
