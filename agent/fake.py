"""The fake desktop: a screen, eyes, hands, a person and a journal that need no display.

Shipped, since most tests and the trials run on it.

`FakeDesktop` holds widgets, draws them into pixels and reacts to acts as a simple program would. The doubles
keep the contracts of agent/ports.py, and one contract test holds them and the real backends to the same
behaviour (`Stopped`, `TargetChanged` and `PolicyError` are raised where the real hands raise them).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

import numpy as np

from agent.consent import Notary
from agent.errors import CaptureError, PolicyError, Stopped, TargetChanged
from agent.journal_records import RunRecord
from agent.types import (
    Act,
    Action,
    Approval,
    Ask,
    Box,
    Clear,
    Click,
    Decision,
    Drag,
    Element,
    End,
    Frame,
    Hover,
    Judgement,
    Kind,
    Monitor,
    Observation,
    Outcome,
    Pause,
    Pixels,
    Point,
    Press,
    Resumption,
    Scroll,
    State,
    Step,
    TypeText,
    Verdict,
    Window,
    box_of,
    targets_of,
)

GROUND, INK, FIELD, BUTTON, FOCUS = (
    (240, 240, 240),
    (30, 30, 30),
    (255, 255, 255),
    (222, 226, 233),
    (53, 132, 228),
)
EDITABLE: tuple[Kind, ...] = ("text_field", "text_area", "password_field", "search_field")


@dataclass
class Widget:
    """One thing on the fake screen. `on_click`, `on_hover`: what that does to the desktop."""

    kind: Kind
    text: str
    box: Box
    label: str = ""
    value: str = ""  # what a field holds
    states: set[State] = field(default_factory=set)
    on_click: Callable[[FakeDesktop], None] | None = None
    on_hover: Callable[[FakeDesktop], None] | None = None
    fill: tuple[int, int, int] | None = None
    visible: bool = True


class FakeDesktop:
    """Widgets on a screen of `width` × `height` pixels; implements the Screen port."""

    def __init__(self, widgets: Sequence[Widget] = (), width: int = 640, height: int = 400) -> None:
        self.widgets = list(widgets)
        self.windows: list[Window] = []
        self.size = (width, height)
        self.pointer = Point(x=width // 2, y=height // 2)
        self.focus: Widget | None = None
        self.scrolled = 0
        self.dead = False
        self.log: list[str] = []  # what the "program" truly received

    def grab(self, region: Box | None = None) -> Frame:
        """The screen as it is now, or the part of it inside `region`."""
        if self.dead:
            raise CaptureError("The display has gone away. Start Deskhand again on a running desktop.")
        width, height = self.size
        whole = Box(x0=0, y0=0, x1=width, y1=height)
        part = whole if region is None else whole.intersection(region)
        if part is None:
            raise CaptureError("That region lies outside the desktop.")
        pixels = self._draw()[part.y0 : part.y1, part.x0 : part.x1]
        return Frame(
            pixels=pixels,
            origin=Point(x=part.x0, y=part.y0),
            monitors=(Monitor(box=whole),),
            windows=tuple(self.windows),
            taken_at=time.monotonic(),
        )

    def find(self, text: str) -> Widget:
        """The visible widget with that text or label. Raises LookupError."""
        for widget in self.widgets:
            if widget.visible and text in (widget.text, widget.label):
                return widget
        raise LookupError(text)

    def at(self, point: Point) -> Widget | None:
        hits = [w for w in self.widgets if w.visible and w.box.contains(point)]
        return min(hits, key=lambda w: w.box.area) if hits else None

    def click(self, point: Point, button: str = "left", count: int = 1) -> None:
        """What the program does when it is clicked."""
        widget = self.at(point)
        self.pointer = point
        self.log.append(f"{button} click x{count} on {widget.text or widget.label if widget else 'nothing'}")
        if widget is None or "disabled" in widget.states:
            return
        self.focus = widget if widget.kind in EDITABLE else None
        if widget.kind in ("checkbox", "switch", "radio"):
            widget.states ^= {"checked"}
        if widget.on_click is not None:
            widget.on_click(self)

    def hover(self, point: Point) -> None:
        """What the program does when the pointer rests on it."""
        widget = self.at(point)
        self.pointer = point
        self.log.append("hover")
        if widget is not None and widget.on_hover is not None:
            widget.on_hover(self)

    def type(self, text: str, replace_all: bool = False) -> None:
        """What the program does when text is typed."""
        self.log.append(f"typed {text!r}")
        if self.focus is not None:
            self.focus.value = text if replace_all else self.focus.value + text

    def press(self, keys: tuple[str, ...]) -> None:
        self.log.append("pressed " + "+".join(keys))
        if self.focus is not None and keys == ("backspace",):
            self.focus.value = self.focus.value[:-1]

    def scroll(self, dx: int, dy: int) -> None:
        """Moves every widget by 20 pixels a notch."""
        self.log.append(f"scrolled {dx},{dy}")
        self.scrolled += dy
        for widget in self.widgets:
            widget.box = widget.box.moved(-20 * dx, -20 * dy)

    def _draw(self) -> Pixels:
        from PIL import Image, ImageDraw

        image = Image.new("RGB", self.size, GROUND)
        pen = ImageDraw.Draw(image)
        for widget in self.widgets:
            if widget.visible:
                self._draw_one(pen, widget)
        return np.asarray(image, dtype=np.uint8)

    def _draw_one(self, pen: object, widget: Widget) -> None:
        from PIL import ImageDraw

        assert isinstance(pen, ImageDraw.ImageDraw)
        box = widget.box
        edge = FOCUS if widget is self.focus else INK
        frame = (box.x0, box.y0, max(box.x0, box.x1 - 1), max(box.y0, box.y1 - 1))
        if widget.kind not in ("label", "heading", "link", "menu_bar_item"):
            pen.rectangle(
                frame, fill=widget.fill or (FIELD if widget.kind in EDITABLE else BUTTON), outline=edge
            )
        if "checked" in widget.states:
            pen.line((box.x0 + 3, box.y0 + 3, box.x0 + box.height - 4, box.y1 - 4), fill=INK, width=2)
        shown = "•" * len(widget.value) if widget.kind == "password_field" else widget.value
        ink = (150, 150, 150) if "disabled" in widget.states else INK
        caption = shown or widget.text
        pen.text(
            (box.x0 + 6, box.centre.y - 6), caption.encode("latin-1", "replace").decode("latin-1"), fill=ink
        )


class OracleEyes:
    """Eyes that know the truth: the elements of the desktop as it is now."""

    def __init__(self, desktop: FakeDesktop) -> None:
        self.desktop = desktop

    def look(self, frame: Frame, query: str = "") -> Observation:
        """The visible widgets that lie on the frame, in reading order."""
        shown = [w for w in self.desktop.widgets if w.visible and frame.box.intersection(w.box)]
        shown.sort(key=lambda w: (w.box.y0, w.box.x0))
        return Observation(frame=frame, elements=tuple(self._element(i, w) for i, w in enumerate(shown)))

    def _element(self, number: int, widget: Widget) -> Element:
        states = set(widget.states)
        if widget is self.desktop.focus:
            states.add("focused")
        return Element(
            id=number,
            box=widget.box,
            kind=widget.kind,
            text=widget.value or widget.text,
            label=widget.label,
            states=frozenset(states),
            fill=widget.fill,
        )


class FakeHands:
    """Hands on a fake desktop, with the guard of the real ones."""

    def __init__(self, desktop: FakeDesktop, notary: Notary | None = None) -> None:
        self.desktop = desktop
        self.notary = notary or Notary()
        self.performed: list[Action] = []

    def perform(self, action: Action, seen: Frame, stop: Event, approval: Approval | None) -> None:
        if stop.is_set():
            raise Stopped("Stopped before the act began.")
        self.notary.redeem(approval, action, seen)
        for target in targets_of(action):
            self._guard(target.box, target.point, seen)
        self._apply(action)
        self.performed.append(action)

    def _guard(self, box: Box, point: Point, seen: Frame) -> None:
        now = self.desktop.grab()
        window = now.window_at(point)
        if window is not None and window.ours:
            raise PolicyError("That point lies in Deskhand's own window; it never clicks itself.")
        if not np.array_equal(now.crop(box), seen.crop(box)):
            raise TargetChanged("The target changed since it was looked at.")

    def _apply(self, action: Action) -> None:
        desktop = self.desktop
        match action:
            case Click():
                desktop.click(action.target.point, action.button, action.count)
            case TypeText():
                if action.target is not None:
                    desktop.click(action.target.point)
                desktop.type(action.text, action.replace)
            case Clear():
                if action.target is not None:
                    desktop.click(action.target.point)
                desktop.type("", replace_all=True)
            case Press():
                for _ in range(action.repeat):
                    desktop.press(action.keys)
            case Scroll():
                desktop.scroll(action.dx, action.dy)
            case _:
                self._other(action)

    def _other(self, action: Action) -> None:
        if isinstance(action, Drag):
            self.desktop.log.append(f"dragged {action.source.description} to {action.to.description}")
        elif isinstance(action, Hover):
            self.desktop.hover(action.target.point)
        else:
            self.desktop.log.append(action.kind)


class ScriptedPlanner:
    """Gives the decisions it was made with, one for each `next` until it is observed; then End(done)."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = list(decisions)
        self.instruction = ""
        self.choices: list[int] = []
        self.outcomes: list[Outcome] = []

    def begin(self, instruction: str) -> None:
        self.instruction = instruction

    def next(self, observation: Observation) -> Decision:
        return self.decisions[0] if self.decisions else End(outcome="done")

    def chosen(self, index: int) -> None:
        self.choices.append(index)
        self.decisions.pop(0)

    def observed(self, act: Act, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.decisions.pop(0)


class ScriptedConfirmer:
    """A person who answers from a list, and allows everything when the list is empty."""

    def __init__(
        self,
        verdicts: Sequence[Verdict] = (),
        choices: Sequence[int | None] = (),
        resumptions: Sequence[Resumption] = (),
        retries: Sequence[bool] = (),
    ) -> None:
        self.resumptions = list(resumptions)
        self.retries = list(retries)
        self.pauses: list[Pause] = []
        self.broken_into: list[Act] = []
        self.verdicts = list(verdicts)
        self.choices = list(choices)
        self.asked: list[tuple[Act, Judgement]] = []
        self.questions: list[Ask] = []

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        self.asked.append((act, judgement))
        return self.verdicts.pop(0) if self.verdicts else Verdict(kind="allow")

    def choose(self, question: Ask, observation: Observation) -> int | None:
        self.questions.append(question)
        return self.choices.pop(0) if self.choices else None

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        self.broken_into.append(act)
        return self.resumptions.pop(0) if self.resumptions else "stop"

    def retry(self, pause: Pause, observation: Observation) -> bool:
        """Tries again as often as it was given retries."""
        self.pauses.append(pause)
        return self.retries.pop(0) if self.retries else False


class MemoryJournal:
    """A journal that forgets when the process ends."""

    def __init__(self) -> None:
        self.instructions: list[str] = []
        self.intended: list[Step] = []
        self.concluded: list[Step] = []
        self.ends: list[End] = []
        self.settled: list[tuple[int, Outcome]] = []

    def begin(self, instruction: str) -> int:
        self.instructions.append(instruction)
        return len(self.instructions)

    def reopen(self, record: RunRecord) -> int:
        return record.row.number

    def settle(self, run: int, step: int, outcome: Outcome) -> None:
        self.settled.append((step, outcome))

    def intend(self, run: int, step: Step) -> None:
        self.intended.append(step)

    def conclude(self, run: int, step: Step) -> None:
        self.concluded.append(replace(step))

    def end(self, run: int, end: End, last: Step | None = None) -> None:
        self.ends.append(end)


def login_scene() -> FakeDesktop:
    """A log-in form: two fields, a check box, two buttons; Login shows a greeting."""

    def greet(desktop: FakeDesktop) -> None:
        name = next(w.value for w in desktop.widgets if w.kind == "text_field")
        desktop.widgets.append(Widget("label", f"Welcome, {name}", box_of((60, 300, 300, 320))))

    return FakeDesktop(
        [
            Widget("label", "User name", box_of((60, 60, 150, 80))),
            Widget("text_field", "", box_of((160, 56, 400, 84)), label="User name"),
            Widget("label", "Password", box_of((60, 110, 150, 130))),
            Widget("password_field", "", box_of((160, 106, 400, 134)), label="Password"),
            Widget("checkbox", "Remember me", box_of((160, 150, 300, 170))),
            Widget("button", "Login", box_of((160, 200, 260, 230)), on_click=greet),
            Widget("button", "Cancel", box_of((280, 200, 380, 230))),
        ]
    )


def two_deletes_scene() -> FakeDesktop:
    """Two rows, each with a Delete button: "click Delete" is ambiguous."""

    def remove(label: str) -> Callable[[FakeDesktop], None]:
        def effect(desktop: FakeDesktop) -> None:
            desktop.find(label).visible = False

        return effect

    return FakeDesktop(
        [
            Widget("label", "report.txt", box_of((40, 60, 160, 80))),
            Widget("button", "Delete", box_of((300, 54, 400, 84)), on_click=remove("report.txt")),
            Widget("label", "notes.txt", box_of((40, 110, 160, 130))),
            Widget("button", "Delete", box_of((300, 104, 400, 134)), on_click=remove("notes.txt")),
        ]
    )
