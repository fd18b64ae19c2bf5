"""The tool call `computer_use` of Qwen3-VL and its kin: a sentence, then JSON between two marks.

The names of actions and arguments are those that the family was trained on (QwenLM/Qwen3-VL, cookbooks).
What is added: `element`, the number of an element in the list, in the place of a coordinate.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field, TypeAdapter

from agent.grammar.words import KEY_NAMES
from agent.mind.answers import (
    LONGEST_TEXT,
    MOST_ELEMENTS,
    Numbered,
    Place,
    Said,
    SaysClick,
    SaysDone,
    SaysDrag,
    SaysHover,
    SaysPress,
    SaysScroll,
    SaysStuck,
    SaysType,
    SaysWait,
    Sentence,
    StepAnswer,
    Strict,
    schema_of,
)
from agent.mind.faults import Unusable
from agent.mind.places import key, pointed
from agent.profiles import Profile

NOTCH = 100  # what the family calls pixels of scrolling, for one notch of the wheel
Coordinate = Annotated[list[float], Field(min_length=2, max_length=2)]
Number = Annotated[int, Field(ge=1, le=MOST_ELEMENTS)]


class _Placed(Strict):
    """A place by coordinate or by number."""

    coordinate: Coordinate | None = None
    element: Number | None = None

    def place(self) -> Place:
        """Raises Unusable where neither is given."""
        if self.element is not None:
            return Numbered(element=self.element)
        if self.coordinate is not None:
            return pointed(*self.coordinate)
        raise Unusable("The call names neither an element nor a coordinate.")


class Pointing(_Placed):
    action: Literal[
        "left_click", "right_click", "middle_click", "double_click", "triple_click", "mouse_move",
        "left_click_drag",
    ]  # fmt: skip


class Typing(_Placed):
    """`coordinate` and `element` are added: the field to write into, where it has not the focus."""

    action: Literal["type"]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class Keys(Strict):
    action: Literal["key"]
    keys: list[Annotated[str, Field(max_length=16)]] = Field(min_length=1, max_length=4)


class Scrolling(_Placed):
    """Positive: up, or left."""

    action: Literal["scroll", "hscroll"]
    pixels: float = Field(allow_inf_nan=False, ge=-2000, le=2000)


class Waiting(Strict):
    action: Literal["wait"]
    time: float = Field(ge=0, le=60)


class Ending(Strict):
    action: Literal["terminate"]
    status: Literal["success", "failure"]


class Answering(Strict):
    action: Literal["answer"]
    text: Sentence


Call = Annotated[
    Pointing | Typing | Keys | Scrolling | Waiting | Ending | Answering, Field(discriminator="action")
]


class ToolUse(Strict):
    name: Literal["computer_use"]
    arguments: Call


_CALLS: TypeAdapter[ToolUse] = TypeAdapter(ToolUse)
_BODY = re.compile(r"<tool_call>\s*(?P<body>\{.*?\})\s*(?:</tool_call>|$)", re.S)
_SENTENCE = re.compile(r"(?:Action|Thought)\s*:\s*(?P<words>[^\n]*)")
_BUTTONS: dict[str, tuple[Literal["left", "right", "middle"], Literal[1, 2, 3]]] = {
    "left_click": ("left", 1), "right_click": ("right", 1), "middle_click": ("middle", 1),
    "double_click": ("left", 2), "triple_click": ("left", 3),
}  # fmt: skip


def how(profile: Profile) -> str:
    """What the system's message says of the form: the tool, and that one call is wanted."""
    tool = {"type": "function", "function": {"name": "computer_use", "description": _DESCRIPTION,
            "parameters": _PARAMETERS}}  # fmt: skip
    top = f"{profile.space.top:g}"
    return (
        "# Tools\n\nYou may call one function to assist with the user query.\n\nYou are provided with "
        f"function signatures within <tools></tools> XML tags:\n<tools>\n{json.dumps(tool)}\n</tools>\n\n"
        "For the function call, return a json object with function name and arguments within "
        "<tool_call></tool_call> XML tags:\n<tool_call>\n"
        '{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>\n\n'
        f"# Response format\n\nThe screen's resolution is {top}x{top}. First a line “Action: ” with one "
        "short sentence that says what you do and what should be seen then, and then exactly one "
        "<tool_call>. Give `element` with its number wherever the element is in the list, and `coordinate` "
        "only where it is "
        "not. terminate with success only when the goal can be seen to be reached, and with failure when it "
        "cannot be."
    )


def schema(profile: Profile, size: tuple[int, int]) -> dict[str, Any]:
    """Of the JSON between the marks, with the bounds of the model's coordinates."""
    found = schema_of(ToolUse)
    number = {"type": "integer", "minimum": 1, "maximum": MOST_ELEMENTS}
    keys = {"type": "array", "items": {"enum": sorted(KEY_NAMES)}, "minItems": 1, "maxItems": 4}
    for name, definition in found["$defs"].items():
        properties = definition["properties"]
        if "coordinate" in properties:
            properties["coordinate"] = _pair(profile, size)
            properties["element"] = number
            found["$defs"][name] = _one_of_two(definition, name)
        if "keys" in properties:
            properties["keys"] = keys
        if "time" in properties:
            properties["time"] = {"type": "integer", "minimum": 1, "maximum": 10}
        if "pixels" in properties:
            properties["pixels"] = {"type": "integer", "minimum": -2000, "maximum": 2000}
    return found


def read(text: str, profile: Profile) -> StepAnswer:
    """The answer to a step. Raises Unusable, ValidationError."""
    match = _BODY.search(text)
    body = match["body"] if match else text.strip()
    if not body.startswith("{"):
        raise Unusable("There is no <tool_call> with a JSON object in the answer.")
    use = _CALLS.validate_json(body)
    said = _SENTENCE.search(text)
    words = said["words"].strip()[:160] if said else ""
    return StepAnswer(thought=words, act=said_of(use.arguments), expect=words[:120])


def said_of(call: Call) -> Said:
    """The call in Deskhand's own words. Raises Unusable."""
    match call:
        case Pointing():
            return _pointing(call)
        case Typing():
            placed = call.element is not None or call.coordinate is not None
            return SaysType(do="type", text=call.text, at=call.place() if placed else None, replace=placed)
        case Keys():
            return SaysPress(do="press", keys=[key(word) for word in call.keys])
        case Scrolling():
            return _scrolling(call)
        case Waiting():
            return SaysWait(do="wait", seconds=max(1, min(10, round(call.time))))
        case Ending(status="success"):
            return SaysDone(do="done")
        case Ending():
            return SaysStuck(do="stuck")
        case Answering():
            return SaysDone(do="done", because=call.text)
        case _:
            assert_never(call)


def _pointing(call: Pointing) -> Said:
    if call.action == "mouse_move":
        return SaysHover(do="hover", at=call.place())
    if call.action == "left_click_drag":
        return SaysDrag(do="drag", end=call.place())
    button, count = _BUTTONS[call.action]
    return SaysClick(do="click", at=call.place(), button=button, count=count)


def _scrolling(call: Scrolling) -> Said:
    placed = call.element is not None or call.coordinate is not None
    amount = abs(call.pixels)
    notches = max(1, min(20, round(amount if amount <= 20 else amount / NOTCH)))
    back, on = ("up", "down") if call.action == "scroll" else ("left", "right")
    return SaysScroll.model_validate(
        {
            "do": "scroll",
            "direction": back if call.pixels > 0 else on,
            "notches": notches,
            "at": call.place() if placed else None,
        }
    )


def _pair(profile: Profile, size: tuple[int, int]) -> dict[str, Any]:
    right, lower = profile.space.extent(size)
    sides = [{"type": "integer", "minimum": 0, "maximum": int(end)} for end in (right, lower)]
    return {"type": "array", "prefixItems": sides, "items": False, "minItems": 2, "maxItems": 2}


def _one_of_two(definition: dict[str, Any], name: str) -> dict[str, Any]:
    """Either a coordinate or an element; neither only where the focus or the pointer is meant."""
    properties = dict(definition["properties"])
    places = {key: properties.pop(key) for key in ("coordinate", "element")}
    ways = [{**properties, key: place} for key, place in places.items()]
    if name in ("Typing", "Scrolling"):
        ways.append(properties)
    return {
        "anyOf": [
            {"type": "object", "properties": way, "required": list(way), "additionalProperties": False}
            for way in ways
        ]
    }


_DESCRIPTION = (
    "Use a mouse and keyboard to interact with a computer. You see pictures of its screen, have no terminal "
    "or applications menu, and click with the tip of the pointer in the middle of a thing."
)
_PARAMETERS: dict[str, Any] = {
    "type": "object",
    "required": ["action"],
    "properties": {
        "action": {
            "type": "string",
            "enum": ["key", "type", "mouse_move", "left_click", "left_click_drag", "right_click",
                     "middle_click", "double_click", "triple_click", "scroll", "hscroll", "wait",
                     "terminate", "answer"],
        },
        "keys": {"type": "array", "description": "Required only by `action=key`."},
        "text": {"type": "string", "description": "Required only by `action=type` and `action=answer`."},
        "coordinate": {"type": "array", "description": "(x, y): pixels from the left and from the top edge."},
        "element": {"type": "integer", "description": "A number of the list, in the place of a coordinate."},
        "pixels": {"type": "number", "description": "How far: positive is up. For scroll and hscroll."},
        "time": {"type": "number", "description": "Seconds to wait. Required only by `action=wait`."},
        "status": {"type": "string", "enum": ["success", "failure"], "description": "Only for terminate."},
    },
}  # fmt: skip
