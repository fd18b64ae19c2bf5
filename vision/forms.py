"""Lone check boxes among a form's captions: they reach across the form, to where its fields end."""

from __future__ import annotations

from vision.scene import Scene, Thing

FIELDS = frozenset(
    ["text_field", "password_field", "search_field", "combo_box", "spin_box", "button", "slider", "text_area"]
)
TICKS = frozenset(["checkbox", "radio", "switch"])
LEAST = 3  # fields that end at one x
NEAR = 6  # pixels


def widen_ticks(scene: Scene) -> None:
    """Widens check boxes that begin with the captions of three fields or more to where these end."""
    ticks = [t for t in scene.things if t.kind in TICKS and t.text]
    fields = [t for t in scene.things if t.kind in FIELDS and t.label] if ticks else []
    for tick in ticks:
        if any(_is_next(other, tick) for other in ticks):
            continue  # a group of check boxes is laid out by itself
        ends = [f.box.x1 for f in fields if _is_captioned_from(scene, f, tick)]
        end = max(set(ends), key=ends.count, default=0)
        if sum(abs(e - end) <= 2 for e in ends) >= LEAST and end > tick.box.x1 and _is_free(scene, tick, end):
            tick.box = tick.box.model_copy(update={"x1": end})


def _is_next(other: Thing, tick: Thing) -> bool:
    """Above or below in one column."""
    a, b = other.box, tick.box
    return (
        other is not tick and abs(a.x0 - b.x0) <= NEAR and max(a.y0, b.y0) - min(a.y1, b.y1) <= 2 * b.height
    )


def _is_captioned_from(scene: Scene, field: Thing, tick: Thing) -> bool:
    """Its caption begins where the check box does."""
    return any(
        t.kind == "label"
        and abs(t.box.x0 - tick.box.x0) <= NEAR
        and abs(t.box.middle_y - field.box.middle_y) <= NEAR
        and t.box.x1 <= field.box.x0
        for t in scene.things
    )


def _is_free(scene: Scene, tick: Thing, end: int) -> bool:
    """Nothing stands between the check box and the form's end."""
    rest = tick.box.model_copy(update={"x0": tick.box.x1, "x1": end})
    holders = (t for t in scene.things if t.box.height < 3 * tick.box.height)
    return not any(t is not tick and t.box.grown(-2).meets(rest) for t in holders if t.box.width > 4)
