"""Acts in plain words, made from the concrete act itself and never from the planner's words."""

from __future__ import annotations

from typing import assert_never

from agent.types import (
    Action,
    Clear,
    Click,
    Drag,
    Frame,
    Hover,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    Window,
    targets_of,
)

HIDDEN = "••••"
COUNTS = {1: "click", 2: "double-click", 3: "triple-click"}


def short(text: str, most: int = 40) -> str:
    """At most so many characters of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def describe(action: Action) -> str:
    """One line: what will be done, to what, with which exact text (a secret is shown as dots)."""
    match action:
        case Click():
            return _capital(f"{_click(action)} the {_at(action.target)}")
        case Hover():
            return f"Move the pointer over the {_at(action.target)}"
        case TypeText():
            return _typed(action)
        case Clear():
            return f"Empty the {_at(action.target)}" if action.target else "Empty the field in focus"
        case Press():
            times = f" {action.repeat} times" if action.repeat > 1 else ""
            return f"Press {chord(action.keys)}{times}"
        case Scroll():
            return _scrolled(action)
        case Drag():
            return f"Drag the {_at(action.source)} onto the {_at(action.to)}"
        case Wait():
            return f"Wait {action.seconds:g} s"
        case _:
            assert_never(action)


def where(action: Action, frame: Frame) -> str:
    """The window that the act goes to, or "" when none is known."""
    targets = targets_of(action)
    window = frame.window_at(targets[0].point) if targets else _focused(frame)
    if window is None:
        return ""
    return window.title or window.app


def chord(keys: tuple[str, ...]) -> str:
    """("ctrl", "s") → "Ctrl+S"."""
    return "+".join(key.upper() if len(key) == 1 else key.capitalize() for key in keys)


def _focused(frame: Frame) -> Window | None:
    """The window that the keys will go to: the focused one, or the one in front when that is ours."""
    focused = next((window for window in reversed(frame.windows) if window.focused), None)
    if focused is None or not focused.ours:
        return focused
    return next((window for window in reversed(frame.windows) if not window.ours and window.title), None)


def _click(action: Click) -> str:
    button = "" if action.button == "left" else f"{action.button} "
    held = f"{chord(action.modifiers)} " if action.modifiers else ""
    return f"{held}{button}{COUNTS[action.count]} on"


def _typed(action: TypeText) -> str:
    name = action.reference
    text = f"the secret “{name}”" if name else HIDDEN if action.secret else f"“{action.text}”"
    where = f" into the {_at(action.target)}" if action.target else ""
    return f"Type {text}{where}{', in place of what is there' if action.replace else ''}"


def _scrolled(action: Scroll) -> str:
    side = "down" if action.dy > 0 else "up" if action.dy < 0 else "right" if action.dx > 0 else "left"
    amount = abs(action.dy or action.dx)
    over = f" over the {_at(action.target)}" if action.target else ""
    return f"Scroll {side} by {amount}{over}"


def _at(target: Target) -> str:
    return f"{target.description} at ({target.point.x}, {target.point.y})"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
