"""The macro: a document of steps, in words that a person can read and change. Data only.

A step says what is done to what (`Mark`: by words, kind, neighbours, place and a picture, never by a bare
position), what is to be seen afterwards, how long to wait for it and what to do where it fails. Texts may
name variables as {who}; a doubled brace stands for itself. `secret:NAME` is looked up in the keyring when it
is typed. Lengths in a Mark are in `unit`, the height of a line of text where it was recorded, so that they
mean the same at another scale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import FailFast, Field, field_validator, model_validator

from agent.types import Box, Button, Frozen, Kind, State

FORMAT = 1
LONGEST_NAME = 80
MARKS = " _.()+-"  # in names, beside letters, digits and what is written on letters
VARIABLE = re.compile(r"[^\W\d]\w{0,39}")
MOST_STEPS = 2000  # of one macro, those inside others counted
DEEPEST = 8  # steps within steps

Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=500)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Length = Annotated[float, Field(ge=-10_000, le=10_000, allow_inf_nan=False)]
FIRST_FAULT = FailFast()  # for lists of steps: a hostile file has one wrong step told, not half a million


class Neighbour(Frozen):
    """Something with words near a target. `dx`, `dy`: from the middle of the target to its own, in units."""

    name: Line
    kind: Kind
    dx: Length
    dy: Length


class Mark(Frozen):
    """How a target is known again."""

    name: Line = ""  # what is written on it, or what it is called
    kind: Kind = "label"
    window: Line = ""  # the title of its window …
    program: Line = ""  # … and the program's name
    box: Box  # where it was, in desktop pixels
    window_box: Box | None = None  # where its window was
    point: tuple[Share, Share] = (0.5, 0.5)  # where in its box the act went
    unit: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] = 16.0  # pixels
    row: tuple[Line, ...] = Field(default=(), max_length=40)  # what stood in line with it, from the left
    column: Line = ""  # the header of its column
    heading: Line = ""  # the heading or group that it stood under
    neighbours: tuple[Neighbour, ...] = Field(default=(), max_length=40)
    twins: int = Field(default=1, ge=1, le=10_000)  # how many of its name and kind its window held …
    turn: int = Field(default=0, ge=0, le=10_000)  # … and which of them it was, in reading order
    picture: str = Field(default="", pattern=r"^(pictures/[0-9a-f]{16}\.png)?$")  # of it and a small margin
    embedding: tuple[float, ...] | None = Field(default=None, max_length=1024)  # the eye's, of its picture


class Check(Frozen):
    """A condition on what is on the screen.

    "words": a text that is seen (`kind`: on a thing of that kind only); "window": a window so called; "mark":
    the target itself, with `state` where one is named, and with `words` as what it holds where some are
    given.
    """

    sees: Literal["words", "window", "mark"] = "words"
    words: Line = ""
    kind: Kind | None = None
    mark: Mark | None = None
    state: State | None = None
    present: bool = True  # false: it must not be there

    @model_validator(mode="after")
    def _says_what(self) -> Check:
        if self.sees == "mark" and self.mark is None:
            raise ValueError("a check of a mark needs one")
        if self.sees != "mark" and not self.words.strip():
            raise ValueError("a check needs words to look for")
        return self


class ClickAct(Frozen):
    kind: Literal["click"] = "click"
    button: Button = "left"
    count: Literal[1, 2, 3] = 1
    modifiers: tuple[str, ...] = Field(default=(), max_length=4)


class HoverAct(Frozen):
    kind: Literal["hover"] = "hover"


class TypeAct(Frozen):
    """`text` may hold variables, or be `secret:NAME`."""

    kind: Literal["type"] = "type"
    text: Text
    replace: bool = False
    paced: bool = False


class ClearAct(Frozen):
    kind: Literal["clear"] = "clear"


class PressAct(Frozen):
    kind: Literal["press"] = "press"
    keys: tuple[str, ...] = Field(min_length=1, max_length=5)
    repeat: int = Field(default=1, ge=1, le=100)


class ScrollAct(Frozen):
    kind: Literal["scroll"] = "scroll"
    dx: int = Field(default=0, ge=-100, le=100)
    dy: int = Field(default=0, ge=-100, le=100)


class DragAct(Frozen):
    """From the step's target to its `to`."""

    kind: Literal["drag"] = "drag"
    button: Button = "left"


MacroAct = Annotated[
    ClickAct | HoverAct | TypeAct | ClearAct | PressAct | ScrollAct | DragAct, Field(discriminator="kind")
]
OnFailure = Literal["stop", "ask", "skip", "retry"]
NEEDS_TARGET = frozenset({"click", "hover", "drag"})


class _Step(Frozen):
    """What all steps have. `id` stays the same when steps are moved; it is unique in its macro."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,24}$")
    title: Line = ""  # in place of the words that the step makes by itself
    timeout: Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)] = 10.0  # seconds
    on_failure: OnFailure = "ask"


class ActStep(_Step):
    """One act. "retry" on a failure is for acts that may be done twice."""

    do: Literal["act"] = "act"
    act: MacroAct
    target: Mark | None = None
    to: Mark | None = None
    expect: Check | None = None

    @model_validator(mode="after")
    def _whole(self) -> ActStep:
        if self.act.kind in NEEDS_TARGET and self.target is None:
            raise ValueError(f"a {self.act.kind} needs a target")
        if (self.act.kind == "drag") != (self.to is not None):
            raise ValueError("a drag, and nothing else, goes to a second target")
        return self


class WaitUntilStep(_Step):
    do: Literal["wait_until"] = "wait_until"
    check: Check


class CheckStep(_Step):
    """Goes on only where the condition holds; waits for it up to `timeout`."""

    do: Literal["check"] = "check"
    check: Check


class WaitStep(_Step):
    """A fixed wait, where nothing on the screen tells when to go on."""

    do: Literal["wait"] = "wait"
    seconds: Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]


class IfStep(_Step):
    """Waits up to `timeout` for the condition, then does one or the other."""

    do: Literal["if"] = "if"
    check: Check
    then: Annotated[tuple[MacroStep, ...], FIRST_FAULT] = ()
    otherwise: Annotated[tuple[MacroStep, ...], FIRST_FAULT] = ()


class LoopStep(_Step):
    """Its steps once for each row of a CSV file, whose columns are variables inside; `data` names the file
    ("": the one given with --data), beside the macro. Or so many `times`."""

    do: Literal["loop"] = "loop"
    data: Line = ""
    times: int | None = Field(default=None, ge=0, le=10_000)
    steps: Annotated[tuple[MacroStep, ...], FIRST_FAULT] = ()


class SubStep(_Step):
    """Another macro, with values for its variables."""

    do: Literal["macro"] = "macro"
    macro: Annotated[str, Field(max_length=80)]
    values: dict[str, Text] = Field(default_factory=dict, max_length=100)


class CommentStep(_Step):
    do: Literal["comment"] = "comment"
    text: Text


MacroStep = Annotated[
    ActStep | WaitUntilStep | CheckStep | WaitStep | IfStep | LoopStep | SubStep | CommentStep,
    Field(discriminator="do"),
]


class Variable(Frozen):
    """A value that is asked for, or given with --var. "secret": `default` names a secret of the keyring."""

    name: str
    type: Literal["text", "number", "date", "choice", "file", "secret"] = "text"
    default: Text | None = None  # None: must be given
    choices: tuple[Line, ...] = Field(default=(), max_length=200)
    help: Line = ""

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not VARIABLE.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a variable: letters, digits and _ only")
        return name


class Macro(Frozen):
    """The whole document."""

    format: Literal[1] = 1
    name: str
    description: Text = ""
    made: Line = ""  # date, ISO 8601
    made_by: Literal["recording", "run", "person"] = "person"
    screen: tuple[int, int] | None = None  # pixels, where it was recorded
    variables: tuple[Variable, ...] = Field(default=(), max_length=100)
    steps: Annotated[tuple[MacroStep, ...], FIRST_FAULT] = ()

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not is_macro_name(name):
            raise ValueError("a macro's name has letters, digits, blanks and . ( ) + - _ only, 80 at most")
        return name

    @model_validator(mode="after")
    def _whole(self) -> Macro:
        ids = [step.id for step in walk(self.steps)]
        if len(ids) > MOST_STEPS:
            raise ValueError(f"a macro has {MOST_STEPS} steps at the most")
        if len(set(ids)) != len(ids):
            raise ValueError("two steps have the same id")
        names = [variable.name for variable in self.variables]
        if len(set(names)) != len(names):
            raise ValueError("two variables have the same name")
        if depth(self.steps) > DEEPEST:
            raise ValueError(f"steps stand within steps {DEEPEST} deep at the most")
        return self


def is_macro_name(name: str) -> bool:
    """Whether it can be a macro's name, and so a file's on every system."""
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name) is not None
    written = all(c in MARKS or unicodedata.category(c)[0] in "LNM" for c in name)
    begins = name[:1].isalnum() and 1 <= len(name) <= LONGEST_NAME
    return begins and written and not name.endswith((" ", ".")) and not reserved


def inner(step: Any) -> tuple[Any, ...]:
    """The steps within a step."""
    if isinstance(step, IfStep):
        return (*step.then, *step.otherwise)
    return step.steps if isinstance(step, LoopStep) else ()


def walk(steps: tuple[Any, ...]) -> Iterator[Any]:
    """All steps with those inside others, in the order of the document."""
    for step in steps:
        yield step
        yield from walk(inner(step))


def depth(steps: tuple[Any, ...]) -> int:
    return max((1 + depth(inner(step)) for step in steps), default=0)


def marks(step: Any) -> tuple[Mark, ...]:
    """All marks that a step itself holds."""
    checks = [getattr(step, name, None) for name in ("expect", "check")]
    found = [getattr(step, "target", None), getattr(step, "to", None)]
    found += [check.mark for check in checks if check is not None]
    return tuple(mark for mark in found if mark is not None)


IfStep.model_rebuild()
LoopStep.model_rebuild()
