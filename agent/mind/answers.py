"""What a model may answer: the pydantic vocabulary, and the JSON schema that holds it to that.

Every string and every list is bounded, or an answer may never end. Whatever form a model was trained on, its
answer becomes one of these; only what is one of these can become an act.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.grammar.words import KEY_NAMES
from agent.profiles import Profile

LONGEST_TEXT = 400  # characters that a model may have typed in one act
LONGEST_THOUGHT = 160
MOST_ELEMENTS = 999
MOST_PARTS = 12  # of a plan
KeyName = Annotated[str, Field(json_schema_extra={"enum": sorted(KEY_NAMES)}, max_length=16)]
Thought = Annotated[str, Field(max_length=LONGEST_THOUGHT)]
Sentence = Annotated[str, Field(max_length=120)]


class Strict(BaseModel):
    """A misspelt or an added field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Numbered(Strict):
    """A place by the number of an element in the list."""

    element: int = Field(ge=1, le=MOST_ELEMENTS)


class Pointed(Strict):
    """A place by the model's own coordinates, in its own space."""

    x: float = Field(ge=0, allow_inf_nan=False)
    y: float = Field(ge=0, allow_inf_nan=False)


Place = Numbered | Pointed


class SaysClick(Strict):
    do: Literal["click"]
    at: Place
    button: Literal["left", "right", "middle"] = "left"
    count: Literal[1, 2, 3] = 1


class SaysHover(Strict):
    do: Literal["hover"]
    at: Place


class SaysType(Strict):
    """`at` None: where the focus is."""

    do: Literal["type"]
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    at: Place | None = None
    replace: bool = False


class SaysPress(Strict):
    do: Literal["press"]
    keys: list[KeyName] = Field(min_length=1, max_length=4)


class SaysScroll(Strict):
    do: Literal["scroll"]
    direction: Literal["up", "down", "left", "right"]
    notches: int = Field(default=5, ge=1, le=20)
    at: Place | None = None


class SaysDrag(Strict):
    """`start` None: from where the last act was, as some families say it."""

    do: Literal["drag"]
    start: Place | None = None
    end: Place


class SaysWait(Strict):
    do: Literal["wait"]
    seconds: int = Field(ge=1, le=10)


class SaysDone(Strict):
    do: Literal["done"]
    because: Sentence = ""


class SaysStuck(Strict):
    """It cannot be done, or is not there."""

    do: Literal["stuck"]
    because: Sentence = ""


class SaysAsk(Strict):
    """The person has to choose between elements."""

    do: Literal["ask"]
    question: Sentence
    between: list[Annotated[int, Field(ge=1, le=MOST_ELEMENTS)]] = Field(min_length=1, max_length=9)


Said = Annotated[
    SaysClick | SaysHover | SaysType | SaysPress | SaysScroll | SaysDrag | SaysWait | SaysDone | SaysStuck
    | SaysAsk,
    Field(discriminator="do"),
]  # fmt: skip


class StepAnswer(Strict):
    """One step: what it takes the screen for, what to do, and what should be seen after it."""

    thought: Thought = ""
    act: Said
    expect: Sentence = ""


class PlanAnswer(Strict):
    """A plan made from the words alone."""

    steps: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field(
        min_length=1, max_length=MOST_PARTS
    )
    done_when: Sentence = ""


class CheckAnswer(Strict):
    """Whether the goal is reached."""

    because: Thought = ""
    reached: bool


def step_schema(profile: Profile, size: tuple[int, int]) -> dict[str, Any]:
    """Of a step's answer, with the bounds of the model's own coordinates on a picture of that size."""
    schema = schema_of(StepAnswer)
    bound_places(schema, profile, size)
    return schema


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """A JSON schema that servers and grammars take: `anyOf` in the place of pydantic's `oneOf` with its
    discriminator (the branches exclude each other in any case), and every field required."""
    schema = _plain(model.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def bound_places(schema: dict[str, Any], profile: Profile, size: tuple[int, int]) -> None:
    """Bounds the coordinates in place."""
    right, lower = profile.space.extent(size)
    fine = profile.space.top <= 1 and profile.space.kind == "relative"
    kind = "number" if fine else "integer"
    x, y = ({"type": kind, "minimum": 0, "maximum": end if fine else int(end)} for end in (right, lower))
    schema["$defs"]["Pointed"]["properties"] = {"x": x, "y": y}


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if not isinstance(node, dict):
        return node
    node = {k: _plain(v) for k, v in node.items() if k not in ("discriminator", "default", "description")}
    if "oneOf" in node:
        node["anyOf"] = node.pop("oneOf")
    if isinstance(node.get("properties"), dict):
        node["required"] = list(node["properties"])
    node.pop("title", None) if isinstance(node.get("title"), str) else None
    return node
