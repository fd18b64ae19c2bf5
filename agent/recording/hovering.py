"""Menus that open when the pointer rests on an entry: what was pointed at is a step of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from agent.recording.frames import Appeared
from agent.recording.gestures import STEP, Clicked, Gesture, Hovered, Spot
from agent.recording.heard import Heard, Motion
from agent.types import Frame, Window

NEAR = 24  # pixels round a click in which a menu opens because of it
TIP_HEIGHT = 44  # pixels: lower ones are tooltips


def hovered(
    click: Clicked, last: Gesture | None, appeared: Sequence[Appeared], events: Sequence[tuple[int, Heard]]
) -> tuple[Hovered, ...]:
    """What was pointed at, in its order, for the pop-up to open that was clicked in; none where something
    else opened it."""
    found: list[Hovered] = []
    frame, spot = click.before, click.spot
    while len(found) < STEP - 1 and (opening := _opening(frame, spot, appeared)) is not None:
        at = _pointer(events, opening.at)
        if at is None or not _by_pointing(opening, at, last):
            break
        number = click.number - 1 - len(found)
        found.append(Hovered(number, opening.at, opening.at, opening.before, at))
        frame, spot = opening.before, at
    return tuple(reversed(found))


def _opening(frame: Frame | None, spot: Spot, appeared: Sequence[Appeared]) -> Appeared | None:
    """When the pop-up under that place came up."""
    window = frame.window_at(frame.from_native(*spot)) if frame is not None else None
    if window is None or not _is_menu(window):
        return None
    return next((a for a in reversed(appeared) if a.window == window.id), None)


def _by_pointing(opening: Appeared, spot: Spot, last: Gesture | None) -> bool:
    """Whether nothing was done since but to bring the pointer to that place of another window."""
    if (last is not None and opening.at < last.until) or _opened_by_click(last, spot):
        return False
    return opening.before.window_at(opening.before.from_native(*spot)) is not None


def _is_menu(window: Window) -> bool:
    plain = not window.title or window.title.casefold() == window.app.casefold()
    return plain and not window.ours and window.box.height > TIP_HEIGHT


def _pointer(events: Sequence[tuple[int, Heard]], at: float) -> Spot | None:
    """Where the pointer was at that time."""
    return next(((e.x, e.y) for _, e in reversed(events) if isinstance(e, Motion) and e.at <= at), None)


def _opened_by_click(last: Gesture | None, spot: Spot) -> bool:
    if not isinstance(last, Clicked):
        return False
    return max(abs(last.spot[0] - spot[0]), abs(last.spot[1] - spot[1])) <= NEAR
