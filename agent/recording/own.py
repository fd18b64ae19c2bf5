"""What is Deskhand's own, and so no part of a recording: its windows, and its keys. Pure."""

from __future__ import annotations

from collections.abc import Collection

from agent.recording.heard import ButtonPress, ButtonRelease, Heard, KeyPress, KeyRelease, Motion, Wheel
from agent.recording.places import front
from agent.types import Frame

Numbered = tuple[int, Heard]


def is_ours(event: Heard, before: Frame | None, pressing: bool) -> bool:
    """Whether it goes to one of our windows. `pressing`: a button is down that was pressed elsewhere."""
    if isinstance(event, ButtonRelease):
        return not pressing
    if before is None or isinstance(event, Motion):
        return False
    if isinstance(event, ButtonPress | Wheel):
        window = before.window_at(before.from_native(event.x, event.y))
    else:
        window = front(before)
    return window is not None and window.ours


def own_chord(event: Heard, chords: Collection[frozenset[str]]) -> frozenset[str] | None:
    """The one of these chords that it presses."""
    if not isinstance(event, KeyPress):
        return None
    chord = frozenset((*event.modifiers, event.key))
    return chord if chord in chords else None


def drop_modifiers(events: list[Numbered]) -> None:
    """Takes out those that were pressed for a chord of our own, at the end."""
    while events and isinstance(events[-1][1], KeyPress | KeyRelease):
        if getattr(events[-1][1], "character", ""):
            return
        events.pop()
