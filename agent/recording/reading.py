"""What a gesture was done to, from what the eye saw before and after it. Pure.

A reading holds no pictures of the whole screen and, of a secret, neither its letters nor how many they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent.grounding.kinds import CONTAINERS, FIELDS
from agent.grounding.letters import normalise
from agent.macro import ActStep, Check, ClickAct, PressAct
from agent.macros.consequence import consequence_of
from agent.macros.values import literal
from agent.privacy import Private
from agent.recording.aftermath import TICKED, came_up, closed, opened
from agent.recording.gestures import Clicked, Dragged, Gesture, Hovered, Pressed, Turned, Typed
from agent.recording.places import Place, changed, front, place_as_field, place_at, place_of
from agent.recording.secrecy import field_like, is_typed_secret
from agent.recording.typing import Piece, Text, pieces
from agent.types import Box, Frame, Observation

LONG_SECONDS = 2.0  # a pause that the person made to wait for something
LATE_SECONDS = 1.0  # what changed later than that after an act was waited for
MISTAKEN = frozenset(["menu_item", "menu_bar_item", "button", "label", "heading", "link", "tab"])  # fields
RIM, SAME = 4, 0.7  # pixels; IoU of what is one thing in two looks
STAYING = frozenset(
    {"backspace", "delete", "left", "right", "up", "down", "home", "end", "pageup", "pagedown"}
)
STAYING_CHORDS = frozenset("acvxz")  # with ctrl: these leave the focus where it is


@dataclass(frozen=True)
class Reading:
    """`place`: what it was done to. `to`: where a drag ended. `pieces`: what was typed, nothing of a secret.

    `by_click`: the place of a text is that of the click before it. `whole`: its field then held the text and
    nothing else. `expect`: what came of it. `wait`: what
    the pause after it had been for.
    """

    gesture: Gesture
    place: Place | None = None
    to: Place | None = None
    pieces: tuple[Piece, ...] = ()
    secret: bool = False
    by_click: bool = False
    whole: bool = False
    expect: Check | None = None
    wait: Check | None = None


def plain(gesture: Gesture) -> Gesture:
    """Without its picture."""
    return replace(gesture, before=None)


def read_spot(gesture: Clicked | Hovered | Dragged | Turned, seen: Observation, private: Private) -> Reading:
    place = place_at(seen, gesture.spot, private)
    to = place_at(seen, gesture.to, private) if isinstance(gesture, Dragged) else None
    return Reading(plain(gesture), place, to)


def read_typed(
    gesture: Typed,
    held: Place | None,
    before: Observation | None,
    after: Observation | None,
    private: Private,
) -> tuple[Reading, str]:
    """`held`: where the focus was put by a click. The reading, and the text where it is a secret: for finding
    it wherever else it shows, and nothing else."""
    found = pieces(gesture.strokes)
    text = "".join(piece.text for piece in found if isinstance(piece, Text))
    where = [r.box for r in changed(before.frame, after.frame)] if before and after else []
    place = _written_in(held, before, where, private)
    by_click = place is not None
    if place is None:
        place = _shown_place(before, after, where, private)
    if is_typed_secret(text, place, before, after, where):
        kept = replace(gesture, before=None, strokes=(), until=gesture.at)
        return Reading(kept, place, secret=True, by_click=by_click), text
    whole = place is not None and after is not None and _holds(after, place, text)
    kept = replace(gesture, before=None, strokes=())
    return Reading(kept, place, pieces=found, by_click=by_click, whole=whole), ""


def _holds(seen: Observation, place: Place, text: str) -> bool:
    """Whether the field shows the text and nothing else."""
    there = [e for e in seen.elements if e.kind in FIELDS and e.box.iou(place.box) >= SAME]
    return bool(text.strip()) and any(normalise(e.text) == normalise(text) for e in there)


def _written_in(
    held: Place | None, before: Observation | None, where: Sequence[Box], private: Private
) -> Place | None:
    """What was clicked before, where the text went into it; what is written in is a field, whatever the eye
    took it for."""
    if held is None or held.field:
        missed = held is not None and where and not any(held.box.meets(box) for box in where)
        return None if missed else held
    inside = any(held.box.grown(RIM).contains(box.centre) for box in where)
    if before is None or held.kind not in MISTAKEN or not inside:
        return None
    own = [e for e in before.elements if e.box.iou(held.box) >= SAME and e.kind not in CONTAINERS]
    return place_as_field(before, own[0], private) if own else None


def _shown_place(
    before: Observation | None, after: Observation | None, where: Sequence[Box], private: Private
) -> Place | None:
    """The field in which the typed text came up, as it was before."""
    if before is None or after is None:
        return None
    if (was := field_like(before.elements, where)) is not None:
        return place_of(before, was, private)
    now = field_like(after.elements, where)
    return place_of(after, now, private) if now is not None else None


def held_place(readings: Sequence[Reading]) -> Place | None:
    """Where the focus is after these, as far as a click or a typed text tells it: not always a field."""
    pressed: list[tuple[str, ...]] = []
    for reading in reversed(readings):
        match reading.gesture:
            case Pressed(keys=keys):
                pressed.append(keys)
            case Turned() | Hovered():
                continue
            case Dragged():
                if reading.place is None or reading.to is None or reading.place.box != reading.to.box:
                    return None
            case _:
                place = reading.place
                held = place is not None and all(stays(keys, place) for keys in pressed)
                return place if held else None
    return None


def stays(keys: Sequence[str], place: Place | None = None) -> bool:
    """Whether keys leave the focus where it is."""
    rest = [key for key in keys if key != "shift"]
    if rest[:1] == ["ctrl"]:
        return len(rest) == 2 and (rest[1] in STAYING_CHORDS or rest[1] in STAYING)
    lines = place is not None and place.kind == "text_area"
    return len(rest) == 1 and (rest[0] in STAYING or (lines and rest[0] == "enter"))


def expectation(gesture: Gesture, after: Frame) -> Check | None:
    """A window that opened or closed by the time of the next act."""
    before = gesture.before
    if before is None or isinstance(gesture, Turned | Hovered):
        return None
    own = front(before)
    if isinstance(gesture, Clicked | Dragged):
        own = before.window_at(before.from_native(*gesture.spot))
    return opened(before, after) or closed(own, after)


def telling(reading: Reading) -> Literal["tick", "words", ""]:
    """What else is to be looked for afterwards: of a box its tick, of what cannot be undone some words."""
    act, place = act_of(reading.gesture), reading.place
    if act is None or (place is None and isinstance(act, ClickAct)):
        return ""
    if isinstance(act, ClickAct) and place is not None and place.kind in TICKED:
        return "tick"
    step = ActStep(id="s", act=act, target=literal(place.marked.mark) if place is not None else None)
    return "words" if consequence_of(step).consequence == "consequential" else ""


def act_of(gesture: Gesture) -> ClickAct | PressAct | None:
    """Of the acts that may be of consequence by themselves."""
    match gesture:
        case Clicked(button=button, count=count, modifiers=modifiers):
            return ClickAct(button=button, count=count, modifiers=modifiers)
        case Pressed(keys=keys, repeat=repeat):
            return PressAct(keys=keys, repeat=repeat)
    return None


def waited(gesture: Gesture, until: float, changed_at: float) -> bool:
    """Whether the pause after it was long, and something changed late in it."""
    return until - gesture.until >= LONG_SECONDS and changed_at - gesture.until >= LATE_SECONDS


def wait_for(before: Observation, after: Observation, typed: Sequence[str]) -> Check | None:
    new = front(after.frame)
    known = {window.id for window in before.frame.windows}
    if new is not None and new.id not in known and (check := opened(before.frame, after.frame)):
        return check
    return came_up(before, after, typed)
