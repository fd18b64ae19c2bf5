"""Fields with a minus and a plus at their end: spin boxes, as GTK draws them."""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Box, bounding
from vision.geometry import same_row
from vision.scene import Scene, Thing

FIELDS = frozenset(["text_field", "spin_box", "combo_box", "button"])
SMALL = frozenset(["button", "icon_button", "icon", "window_control"])
LEAST = 20  # pixels: lower ones are title bars
BESIDE = 3  # pixels between a field and its steppers
STEPPERS = frozenset("+-−–—十")  # also as they are read


def find_steppers(scene: Scene) -> None:
    """Makes a spin box of a field with a minus and a plus at its end: they are no buttons of their own."""
    gone: set[int] = set()
    things = scene.things
    for field in things:
        if field.kind in FIELDS and id(field) not in gone and (steppers := _steppers(field, things)):
            field.kind = "spin_box"
            field.box = bounding([field.box, *(part.box for part in steppers)])
            gone.update(id(part) for part in steppers)
    scene.things = [t for t in things if id(t) not in gone]


def _steppers(field: Thing, things: Sequence[Thing]) -> list[Thing]:
    """The signs at a field's end, or right behind it, or two wordless marks side by side."""
    high = field.box.height
    if high < LEAST:
        return []
    end = Box(x0=field.box.x1 - round(1.5 * high), y0=field.box.y0, x1=field.box.x1 + high, y1=field.box.y1)
    parts = [
        t
        for t in things
        if t is not field
        and t.kind in SMALL
        and (not t.text or t.text in STEPPERS)
        and 0.6 * high <= t.box.height <= 1.3 * high >= t.box.width
        and field.box.x1 - 2.6 * high <= t.box.x0 <= field.box.x1 + BESIDE
        and same_row(t.box, field.box)
    ]
    signed = any(t.text for t in parts) and all(t.text or end.contains(t.box.centre) for t in parts)
    inside = all(t.box.x1 <= field.box.x1 + BESIDE for t in parts)
    beside = len(parts) == 2 and abs(parts[0].box.x0 - parts[1].box.x0) >= 0.5 * high and inside
    return parts if 1 <= len(parts) <= 2 and (signed or beside) and field.box.width > 2 * high else []
