"""Texts that were read as one line and stand on two things: "Style: Fusion" is the caption of a list, and
what the list holds."""

from __future__ import annotations

import re

from agent.types import Kind
from vision.geometry import same_row
from vision.scene import Scene, Thing

TEXTS: frozenset[Kind] = frozenset({"label", "button", "link", "heading"})
HOLDERS: frozenset[Kind] = frozenset(
    {"combo_box", "text_field", "search_field", "spin_box", "password_field", "button"}
)
INTO = 8  # pixels by which the line has to reach into what it is parted from
_COLON = re.compile(r"[:：]\s*")
_BREAK = re.compile(r"\s+|(?<=[\u3400-\u9fff])")


def part_glued(scene: Scene) -> None:
    """Cuts such a line where the second thing begins; each gets its own words."""
    for text in [t for t in scene.things if t.kind in TEXTS and len(t.text) > 2]:
        reached = [h for h in scene.things if h.kind in HOLDERS and not h.text and _reaches_into(text, h)]
        if len(reached) == 1 and (cut := _cut(text, reached[0])) is not None:
            first, second = cut
            reached[0].text, text.text = second, first
            text.kind = "label"
            text.states.clear()
            text.box = text.box.model_copy(update={"x1": max(text.box.x0 + 1, reached[0].box.x0 - 1)})


def _reaches_into(text: Thing, holder: Thing) -> bool:
    one, two = text.box, holder.box
    inside = two.x0 + INTO <= one.x1 <= two.x1 and one.x0 + INTO <= two.x0
    return inside and same_row(one, two) and one.height <= two.height + 4


def _cut(text: Thing, holder: Thing) -> tuple[str, str] | None:
    """Where the words part: at a colon, else at the break next to where the holder begins."""
    colons = list(_COLON.finditer(text.text))
    place = (holder.box.x0 - text.box.x0) / text.box.width * len(text.text)
    breaks = colons or list(_BREAK.finditer(text.text))
    best = min(breaks, key=lambda m: abs((m.start() + m.end()) / 2 - place), default=None)
    if best is None or abs((best.start() + best.end()) / 2 - place) > max(3, 0.2 * len(text.text)):
        return None
    first, second = text.text[: best.end()].strip(), text.text[best.end() :].strip()
    return (first, second) if first and second else None
