"""The forms in which families answer: what each is told of its form, and how its answer is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agent.messages import ToolCall
from agent.mind import computer_use, native
from agent.mind.answers import StepAnswer, step_schema
from agent.mind.faults import Unusable, wrong
from agent.profiles import Profile

Model = TypeVar("Model", bound=BaseModel)
_JSON = (
    "Answer with one JSON object: `thought` (what you see, in a few words), `act` and `expect` (what should "
    "be seen when the act has worked). `act.do` is one of click, hover, type, press, scroll, drag, wait, "
    'done, stuck, ask. A place is the number of an element in the list, {"element": 7}, and only where the '
    'thing is not in the list a point, {"x": …, "y": …}, from 0 to TOP over the width and over the '
    "height of the picture. done: the goal can be seen to be reached. stuck: it cannot be, or the thing is "
    "not there. ask: several elements fit equally well, and the person has to choose."
)


@dataclass(frozen=True)
class Form:
    """What a request says and asks for, so that a step's answer comes in the profile's form."""

    how: str
    schema: dict[str, Any] | None = None
    call: ToolCall | None = None


def form_of(profile: Profile, size: tuple[int, int]) -> Form:
    """For a picture of that width and height."""
    match profile.form:
        case "json":
            how = _JSON.replace("TOP", f"{profile.space.top:g}")
            return Form(how, step_schema(profile, size))
        case "computer_use":
            return Form(computer_use.how(profile), computer_use.schema(profile, size), ToolCall())
        case _:
            return Form(native.how(profile))


def read(text: str, profile: Profile) -> StepAnswer:
    """A step's answer. Raises Unusable with the reason, for the model to mend."""
    if not text.strip():
        raise Unusable("The answer is empty.")
    try:
        return _read(text, profile)
    except ValidationError as error:  # more keys than a chord has, an empty text …
        raise wrong(error) from error


def _read(text: str, profile: Profile) -> StepAnswer:
    match profile.form:
        case "json":
            return read_json(text, StepAnswer)
        case "computer_use":
            return computer_use.read(text, profile)
        case _:
            return native.read(text, profile)


def read_json(text: str, model: type[Model]) -> Model:
    """The one JSON object in the text, fenced or not. Raises Unusable."""
    begin, end = text.find("{"), text.rfind("}")
    if begin < 0 or end < begin:
        raise Unusable("There is no JSON object in the answer.")
    try:
        return model.model_validate(json.loads(text[begin : end + 1]))
    except RecursionError:
        raise Unusable("The JSON is nested without end.") from None
    except json.JSONDecodeError as error:
        raise Unusable(f"The JSON is broken: {error.msg} at character {error.pos}.") from error
    except ValidationError as error:
        raise wrong(error) from error
    except ValueError as error:  # a number of thousands of digits
        raise Unusable(f"The JSON cannot be read: {str(error)[:80]}.") from error
