"""The vocabulary of the loop, in loop order: Frame, Element, Observation, Action, Verdict, Outcome, Step.

Everything here is frozen data. One coordinate space is used throughout: **desktop pixels**, the physical
pixels of the whole desktop, origin at the top left corner of the box round all monitors, x1/y1 exclusive.
Only `Monitor` knows the units that the operating system wants for input events.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

Pixels = NDArray[np.uint8]
"""[H, W, 3], uint8, RGB."""

ElementKind = Literal[
    "button", "icon_button", "link", "text_field", "text_area", "password_field", "search_field",
    "checkbox", "radio", "switch", "combo_box", "spin_box", "slider", "progress_bar", "scroll_bar",
    "tab", "menu_item", "menu_bar_item", "list_item", "tree_item", "table_cell", "table_header",
    "label", "heading", "icon", "image", "tooltip", "window_control", "splitter",
]  # fmt: skip
ContainerKind = Literal[
    "window", "dialog", "menu", "toolbar", "panel", "list", "table", "tab_bar", "notification"
]
Kind = ElementKind | ContainerKind
State = Literal["disabled", "checked", "focused", "selected", "expanded", "editable"]
KINDS: tuple[str, ...] = get_args(ElementKind) + get_args(ContainerKind)


class Frozen(BaseModel):
    """Base of all plain data: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(Frozen):
    """A place in desktop pixels."""

    x: int
    y: int


class Box(Frozen):
    """A rectangle in desktop pixels; x1 and y1 lie just outside."""

    x0: int
    y0: int
    x1: int
    y1: int

    @model_validator(mode="after")
    def _ordered(self) -> Box:
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"a box ends before it begins: {self.as_list()}")
        return self

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def centre(self) -> Point:
        return Point(x=self.middle_x, y=self.middle_y)

    @property
    def middle_x(self) -> int:
        return (self.x0 + self.x1) // 2

    @property
    def middle_y(self) -> int:
        return (self.y0 + self.y1) // 2

    def as_list(self) -> list[int]:
        return [self.x0, self.y0, self.x1, self.y1]

    def contains(self, point: Point) -> bool:
        return self.x0 <= point.x < self.x1 and self.y0 <= point.y < self.y1

    def encloses(self, other: Box) -> bool:
        return self.x0 <= other.x0 and self.y0 <= other.y0 and self.x1 >= other.x1 and self.y1 >= other.y1

    def meets(self, other: Box) -> bool:
        """Whether they have a pixel in common (perception asks this a hundred thousand times a screen)."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def shared(self, other: Box) -> int:
        """How many pixels they have in common."""
        if self.x0 >= other.x1 or other.x0 >= self.x1 or self.y0 >= other.y1 or other.y0 >= self.y1:
            return 0
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        return across * (min(self.y1, other.y1) - max(self.y0, other.y0))

    def intersection(self, other: Box) -> Box | None:
        if not self.shared(other):
            return None
        return Box(
            x0=max(self.x0, other.x0),
            y0=max(self.y0, other.y0),
            x1=min(self.x1, other.x1),
            y1=min(self.y1, other.y1),
        )

    def iou(self, other: Box) -> float:
        both = self.shared(other)
        return both / (self.area + other.area - both) if both else 0.0

    def grown(self, margin: int) -> Box:
        """The same box with a margin on all sides (a negative margin shrinks it, at most to nothing)."""
        cx, cy = (self.x0 + self.x1) // 2, (self.y0 + self.y1) // 2
        return Box(
            x0=min(self.x0 - margin, cx),
            y0=min(self.y0 - margin, cy),
            x1=max(self.x1 + margin, cx),
            y1=max(self.y1 + margin, cy),
        )

    def moved(self, dx: int, dy: int) -> Box:
        return Box(x0=self.x0 + dx, y0=self.y0 + dy, x1=self.x1 + dx, y1=self.y1 + dy)


def box_of(values: Iterable[float]) -> Box:
    """A Box from four numbers x0, y0, x1, y1, rounded to whole pixels."""
    x0, y0, x1, y1 = (round(v) for v in values)
    return Box(x0=x0, y0=y0, x1=x1, y1=y1)


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box round all of them. Raises ValueError when there is none."""
    all_boxes = list(boxes)
    return Box(
        x0=min(b.x0 for b in all_boxes),
        y0=min(b.y0 for b in all_boxes),
        x1=max(b.x1 for b in all_boxes),
        y1=max(b.y1 for b in all_boxes),
    )


class Monitor(Frozen):
    """One monitor. `box` is in desktop pixels; `native_*` are the operating system's input units
    (equal to pixels on X11 and on a DPI-aware Windows process, points on macOS; may be negative)."""

    box: Box
    native_x: float = 0.0
    native_y: float = 0.0
    scale: float = Field(default=1.0, gt=0)
    pixels_per_unit: float = Field(default=1.0, gt=0)
    name: str = ""

    def to_native(self, point: Point) -> tuple[int, int]:
        """Desktop pixels → input units. The last pixel stays in the last unit: the next is a neighbour's."""
        x = self.native_x + (point.x - self.box.x0) / self.pixels_per_unit
        y = self.native_y + (point.y - self.box.y0) / self.pixels_per_unit
        right = self.native_x + self.box.width / self.pixels_per_unit - 1
        bottom = self.native_y + self.box.height / self.pixels_per_unit - 1
        return min(round(x), round(right)), min(round(y), round(bottom))

    def from_native(self, x: float, y: float) -> Point:
        """Input units → desktop pixels."""
        return Point(
            x=round(self.box.x0 + (x - self.native_x) * self.pixels_per_unit),
            y=round(self.box.y0 + (y - self.native_y) * self.pixels_per_unit),
        )

    def holds_native(self, x: float, y: float) -> bool:
        width = self.box.width / self.pixels_per_unit
        height = self.box.height / self.pixels_per_unit
        return self.native_x <= x < self.native_x + width and self.native_y <= y < self.native_y + height


class Window(Frozen):
    """A top-level window as the window system tells it; `ours` marks Deskhand's own."""

    id: int
    title: str = ""
    app: str = ""
    pid: int = 0
    box: Box
    ours: bool = False
    focused: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture of the desktop or of a region of it, with what is needed to map points both ways."""

    pixels: Pixels
    origin: Point = field(default_factory=lambda: Point(x=0, y=0))
    monitors: tuple[Monitor, ...] = ()
    windows: tuple[Window, ...] = ()  # bottom to top
    taken_at: float = 0.0  # time.monotonic()

    @property
    def box(self) -> Box:
        """The part of the desktop that the picture shows."""
        height, width = self.pixels.shape[:2]
        return Box(
            x0=self.origin.x,
            y0=self.origin.y,
            x1=self.origin.x + width,
            y1=self.origin.y + height,
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the pixels: equal pictures have equal digests."""
        return hashlib.sha256(np.ascontiguousarray(self.pixels).tobytes()).hexdigest()

    def crop(self, box: Box) -> Pixels:
        """The pixels inside `box` (desktop pixels), clamped to the picture; may be empty."""
        x0, y0 = max(0, box.x0 - self.origin.x), max(0, box.y0 - self.origin.y)
        x1, y1 = max(x0, box.x1 - self.origin.x), max(y0, box.y1 - self.origin.y)
        return self.pixels[y0:y1, x0:x1]

    def to_native(self, point: Point) -> tuple[int, int]:
        """Desktop pixels → the input units of the monitor under the point (nearest one if between)."""
        return self._monitor_at(point).to_native(point)

    def from_native(self, x: float, y: float) -> Point:
        """Input units → desktop pixels."""
        for monitor in self.monitors:
            if monitor.holds_native(x, y):
                return monitor.from_native(x, y)
        return self._any_monitor().from_native(x, y)

    def window_at(self, point: Point) -> Window | None:
        """The topmost window under the point."""
        return next((w for w in reversed(self.windows) if w.box.contains(point)), None)

    def _monitor_at(self, point: Point) -> Monitor:
        for monitor in self.monitors:
            if monitor.box.contains(point):
                return monitor
        return self._any_monitor()

    def _any_monitor(self) -> Monitor:
        return self.monitors[0] if self.monitors else Monitor(box=self.box)


class Element(Frozen):
    """One GUI element as the eye sees it."""

    id: int
    box: Box
    kind: Kind
    text: str = ""  # what is written on it
    label: str = ""  # what it is called by something beside it, or an icon's meaning
    aliases: tuple[tuple[str, float], ...] = ()  # what people call what an icon may mean, with its chance
    states: frozenset[State] = frozenset()
    score: float = Field(default=1.0, ge=0, le=1)
    fill: tuple[int, int, int] | None = None  # RGB of its ground
    ink: tuple[int, int, int] | None = None  # RGB of what is drawn on it
    embedding: tuple[float, ...] | None = None

    @property
    def name(self) -> str:
        return self.text or self.label


@dataclass(frozen=True, eq=False)
class Observation:
    """What the eye made of one frame. Elements are in reading order; containers among them."""

    frame: Frame
    elements: tuple[Element, ...] = ()
    gates: tuple[tuple[str, float], ...] = ()  # the fused levels' names and weights, shallow to deep
    took: float = 0.0  # seconds
    meant: tuple[float, ...] = ()  # the chance of each element that the model takes the query to mean it;
    # what is left of 1 is “not there”. Empty where it was not asked

    def at(self, point: Point) -> Element | None:
        """The smallest element under the point."""
        hits = [e for e in self.elements if e.box.contains(point)]
        return min(hits, key=lambda e: e.box.area) if hits else None


class Target(Frozen):
    """The exact place of an act: where the pointer goes and what stands there."""

    point: Point
    box: Box
    description: str
    kind: Kind = "label"
    element: int | None = None
    focused: bool = False  # it had the keyboard when it was seen


Button = Literal["left", "right", "middle"]
Origin = Literal["instruction", "macro", "person", "planner", "screen"]


class Click(Frozen):
    kind: Literal["click"] = "click"
    target: Target
    button: Button = "left"
    count: Literal[1, 2, 3] = 1
    modifiers: tuple[str, ...] = ()


class Hover(Frozen):
    kind: Literal["hover"] = "hover"
    target: Target


SECRET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def secret_name(text: str) -> str:
    """The name in “secret:NAME”; "" for any other text."""
    head, colon, name = text.partition(":")
    return name if colon and head == "secret" and SECRET_NAME.fullmatch(name) else ""


class TypeText(Frozen):
    """Types `text` into the target (clicked first) or, without one, where the focus is."""

    kind: Literal["type"] = "type"
    text: str
    target: Target | None = None
    replace: bool = False  # select what is there first
    secret: bool = False  # never shown, stored or logged
    paced: bool = False  # with a pause between keys: a calculator shows each as a button pressed
    origin: Origin = "instruction"

    @property
    def reference(self) -> str:
        """The name of the secret that the text stands for; "" for a text that is meant as it is."""
        return secret_name(self.text)

    @model_validator(mode="before")
    @classmethod
    def _references_are_secret(cls, values: Any) -> Any:
        if isinstance(values, dict) and secret_name(str(values.get("text", ""))):
            return values | {"secret": True}
        return values


class Clear(Frozen):
    """Empties a field: click, select all, delete."""

    kind: Literal["clear"] = "clear"
    target: Target | None = None


class Press(Frozen):
    """A chord such as ("ctrl", "s"), pressed `repeat` times. Key names: actions/keys.py."""

    kind: Literal["press"] = "press"
    keys: tuple[str, ...] = Field(min_length=1, max_length=5)
    repeat: int = Field(default=1, ge=1, le=100)


class Scroll(Frozen):
    """Wheel notches over the target (or the pointer): dy > 0 scrolls down, dx > 0 right."""

    kind: Literal["scroll"] = "scroll"
    target: Target | None = None
    dx: int = Field(default=0, ge=-100, le=100)
    dy: int = Field(default=0, ge=-100, le=100)


class Drag(Frozen):
    kind: Literal["drag"] = "drag"
    source: Target
    to: Target
    button: Button = "left"


class Wait(Frozen):
    kind: Literal["wait"] = "wait"
    seconds: float = Field(ge=0, le=3600, allow_inf_nan=False)


Action = Annotated[
    Click | Hover | TypeText | Clear | Press | Scroll | Drag | Wait, Field(discriminator="kind")
]


def targets_of(action: Action) -> tuple[Target, ...]:
    """All places that the act touches, in order."""
    found: list[Any] = [getattr(action, name, None) for name in ("source", "target", "to")]
    return tuple(t for t in found if isinstance(t, Target))


class Candidate(Frozen):
    """One thing that a phrase may mean, with why."""

    element: Element
    point: Point
    score: float
    evidence: tuple[str, ...] = ()


class Expectation(Frozen):
    """What should be seen after an act. `anywhere`: a change on any part of the screen counts."""

    anywhere: bool = True
    near: Box | None = None
    words: str = ""


class Act(Frozen):
    """The planner's next step."""

    decision: Literal["act"] = "act"
    action: Action
    words: str  # the part of the instruction that it carries out
    why: str = ""
    planner: str = "embedded"
    score: float = 1.0
    expectation: Expectation = Expectation()
    contributions: tuple[tuple[str, float], ...] = ()  # of a model's levels to this answer, shallow to deep


class Ask(Frozen):
    """The planner needs the person: several things fit equally well. `offered`: how many of the candidates
    are told by number; the others are things that may be pointed to (None: all are told)."""

    decision: Literal["ask"] = "ask"
    question: str
    words: str = ""
    candidates: tuple[Candidate, ...]
    offered: int | None = None

    @property
    def told(self) -> tuple[Candidate, ...]:
        """Those that are told by number."""
        return self.candidates[: self.offered]


RunOutcome = Literal["done", "not_found", "ambiguous", "blocked", "stopped", "failed"]


class End(Frozen):
    """The run is over, and how. `nearest` are the closest candidates of what was not found."""

    decision: Literal["end"] = "end"
    outcome: RunOutcome
    reason: str = ""
    nearest: tuple[Candidate, ...] = ()


class Pause(Frozen):
    """The planner cannot go on, and not for what is on the screen: a model does not answer, a key is wrong.
    Nothing was done; `reason` says what is wrong and what to do."""

    decision: Literal["pause"] = "pause"
    reason: str
    words: str = ""


Decision = Annotated[Act | Ask | Pause | End, Field(discriminator="decision")]

Consequence = Literal["look", "navigate", "write", "consequential", "forbidden"]


class Judgement(Frozen):
    """What an act can cause, and why it was put there. Only agent/policy.py makes one."""

    consequence: Consequence
    reason: str


class Approval(Frozen):
    """A token of agent/consent.py: one act may be carried out, once. It is written nowhere."""

    token: str = Field(repr=False)


class Verdict(Frozen):
    """What becomes of a proposed act. `action` is set when the person edited it."""

    kind: Literal["allow", "edit", "skip", "stop"]
    by: Literal["person", "policy", "yes_to_all", "dry_run"] = "person"
    action: Action | None = None
    approval: Approval | None = Field(default=None, exclude=True, repr=False)


Resumption = Literal["again", "next", "stop"]

Effect = Literal["seen", "none", "unverifiable", "unknown", "skipped"]


class Outcome(Frozen):
    """What came of an act, seen in pixels."""

    effect: Effect
    detail: str = ""
    changed: Box | None = None
    took: float = 0.0


class Timings(Frozen):
    """Seconds that each stage of one step took."""

    capture: float = 0.0
    perceive: float = 0.0
    plan: float = 0.0
    confirm: float = 0.0
    perform: float = 0.0
    observe: float = 0.0


Stage = Literal["perceived", "thinking", "planned", "asked", "confirmed", "performed", "observed"]


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a run as far as it has come; the loop yields it again at each stage."""

    index: int
    stage: Stage
    observation: Observation
    decision: Act | Ask | Pause | None = None
    thought: str = ""  # what the planner is thinking, as far as it has come
    judgement: Judgement | None = None
    verdict: Verdict | None = None
    outcome: Outcome | None = None
    after: Frame | None = None
    choices: tuple[int, ...] = ()  # what the person chose of the planner's questions, in order
    timings: Timings = field(default_factory=Timings)

    @property
    def final(self) -> bool:
        """The step is over: nothing more will be yielded for it."""
        return self.stage == "observed"


Progress = Step | End
"""What the loop yields: steps as they come, then one End."""
