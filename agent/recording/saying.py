"""A gesture in words, before anything has been looked at: no letters, for they may be a secret's. Pure."""

from __future__ import annotations

from typing import assert_never

from agent.recording.gestures import Clicked, Dragged, Gesture, Hovered, Pressed, Turned, Typed

COUNTS = {1: "click", 2: "double click", 3: "triple click"}


def said(gesture: Gesture) -> str:
    match gesture:
        case Clicked():
            held = "".join(f"{name}+" for name in gesture.modifiers)
            button = "" if gesture.button == "left" else f"{gesture.button} "
            return f"{held}{button}{COUNTS[gesture.count]} at {gesture.spot[0]}, {gesture.spot[1]}"
        case Hovered():
            return f"pointing at {gesture.spot[0]}, {gesture.spot[1]}"
        case Dragged():
            return f"drag from {gesture.spot[0]}, {gesture.spot[1]} to {gesture.to[0]}, {gesture.to[1]}"
        case Turned():
            ways = [(gesture.dy, "down", "up"), (gesture.dx, "right", "left")]
            turns = [f"{plus if turn > 0 else minus} {abs(turn)}" for turn, plus, minus in ways if turn]
            return f"wheel {' and '.join(turns) or 'to and fro'}"
        case Pressed():
            times = f" {gesture.repeat} times" if gesture.repeat > 1 else ""
            return f"{'+'.join(gesture.keys)}{times}"
        case Typed():
            return "typing"
        case _:
            assert_never(gesture)
