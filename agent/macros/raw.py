"""The raw list of a recording: its events with their times, for `deskhand replay --raw`. Data only, checked.

    {"unit": "ms", "size": [1280, 800],
     "events": [{"t": 12.5, "e": "down", "x": 40, "y": 60, "button": "left"}]}

`t` counts from the beginning of the recording. Places are native input units, as the recorder heard them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from agent.errors import MacroError
from agent.types import SECRET_NAME, Button, Frozen

MOST_EVENTS = 500_000
MOST_BYTES = 64_000_000
LONGEST = 24 * 3600 * 1000.0  # ms

Place = Annotated[int, Field(ge=-100_000, le=100_000)]
Notches = Annotated[int, Field(ge=-1000, le=1000)]
NEEDS = {
    "move": ("x", "y"), "down": ("button",), "up": ("button",), "wheel": (), "key": ("key",),
    "key_up": ("key",), "text": ("text",), "secret": ("name",),
}  # fmt: skip


class RawEvent(Frozen):
    """One event; which of the fields it has depends on what it is."""

    t: Annotated[float, Field(ge=0, le=LONGEST, allow_inf_nan=False)]
    e: Literal["move", "down", "up", "wheel", "key", "key_up", "text", "secret"]
    x: Place | None = None
    y: Place | None = None
    button: Button | None = None
    dx: Notches = 0
    dy: Notches = 0
    key: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    text: Annotated[str, Field(max_length=20_000)] | None = None
    name: Annotated[str, Field(pattern=rf"^{SECRET_NAME.pattern}$")] | None = None

    @model_validator(mode="after")
    def _whole(self) -> RawEvent:
        missing = [name for name in NEEDS[self.e] if getattr(self, name) is None]
        if missing or (self.x is None) != (self.y is None):
            raise ValueError(f"an event “{self.e}” needs {missing[0] if missing else 'x and y'}")
        return self

    @property
    def place(self) -> tuple[int, int] | None:
        return None if self.x is None or self.y is None else (self.x, self.y)


class RawList(Frozen):
    """All events in the order in which they came."""

    unit: Literal["ms"] = "ms"
    size: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] | None = None
    events: tuple[RawEvent, ...] = Field(default=(), max_length=MOST_EVENTS)

    @model_validator(mode="after")
    def _in_order(self) -> RawList:
        if any(one.t > other.t for one, other in zip(self.events, self.events[1:], strict=False)):
            raise ValueError("the events are not in the order of their times")
        return self

    @property
    def seconds(self) -> float:
        """How long it takes at the speed of its recording."""
        return self.events[-1].t / 1000 if self.events else 0.0


def parse_raw(data: bytes) -> RawList:
    """Raises MacroError."""
    if len(data) > MOST_BYTES:
        raise MacroError("The macro's raw list is too long; record it in parts.")
    try:
        return RawList.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise MacroError(f"The macro's raw list is wrong at {where or 'its top'}: {first['msg']}.") from error
