"""What things are called by what stands beside them: captions of fields, names of icons."""

from __future__ import annotations

from agent.types import Box
from vision.geometry import gap_x, gap_y, same_row
from vision.scene import Thing

FIELDS = frozenset(
    ["text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box", "slider", "switch"]
)
FAR_LEFT, FAR_ABOVE = 260, 34


def name_by_neighbours(things: list[Thing]) -> None:
    """Gives each field the text on its left in the same row, else the one right above it, as its label."""
    kinds = ("label", "heading", "checkbox", "radio")
    captions = [
        t for t in things if t.kind in kinds and t.text and len(t.text) > 1 and not _is_sentence(t.text)
    ]
    for thing in things:
        if thing.kind in FIELDS and not thing.label:
            caption = _left_of(thing.box, captions, things) or _above(thing.box, captions)
            if caption is not None:
                thing.label = caption.text.rstrip(":： ")
    for field in things:
        if field.kind in ("text_field", "search_field") and _is_password(field):
            field.kind = "password_field"


def _left_of(box: Box, captions: list[Thing], things: list[Thing]) -> Thing | None:
    """The nearest caption on the left, if nothing else stands between."""
    near = [c for c in captions if c.box.x1 <= box.x0 + 2 and same_row(c.box, box)]
    near = [c for c in near if gap_x(c.box, box) <= FAR_LEFT]
    best = max(near, key=lambda c: c.box.x1, default=None)
    if best is None:
        return None
    between = (t for t in things if t is not best and t.box.x0 >= best.box.x1 and t.box.x1 <= box.x0 + 2)
    return None if any(same_row(t.box, box) and t.kind in FIELDS for t in between) else best


def _above(box: Box, captions: list[Thing]) -> Thing | None:
    near = [
        c
        for c in captions
        if c.kind in ("label", "heading")
        and c.box.y1 <= box.y0 + 3
        and gap_y(c.box, box) <= FAR_ABOVE
        and -12 <= c.box.x0 - box.x0 <= box.width / 2
    ]
    return max(near, key=lambda c: c.box.y1, default=None)


def _is_sentence(text: str) -> bool:
    """A message, and no caption: "You are using the root account."."""
    said = text.rstrip()
    long = len(said.split()) > 4 or (len(said) > 8 and said[-1] in "。！")
    return long and said[-1] in ".!。！" and not said.endswith("...")


def _is_password(thing: Thing) -> bool:
    name = f"{thing.label} {thing.text}".casefold()
    said = any(
        word in name for word in ("password", "passwort", "passphrase", "密码", "口令", "mot de passe")
    )
    dots = len(thing.text) >= 3 and set(thing.text) <= set("•●*·.○。")
    return (said and not any(c.isalpha() for c in thing.text)) or said or dots
