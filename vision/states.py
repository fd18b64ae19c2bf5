"""The state of things where the pixels show it: greyed, focused; digits that were read as letters."""

from __future__ import annotations

from agent.types import Box, Pixels, State
from vision.scene import Scene, Thing, contrast, median

GREYED = frozenset(
    ["button", "menu_item", "menu_bar_item", "checkbox", "radio", "combo_box", "tab", "spin_box"]
)
FAINT_SHARE = 0.62  # of the usual contrast of text
FAINT_MOST = 150  # levels
VIVID = 70  # difference of channels in a focus ring
LOOKALIKES = {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"}


def find_states(scene: Scene) -> None:
    """Adds "disabled" to faint things, "focused" to the field with a coloured rim."""
    usual = _usual_contrast(scene)
    for thing in scene.things:
        if thing.kind in GREYED and thing.ink and thing.fill and thing.text:
            value = contrast(thing.ink, thing.fill)
            if value < FAINT_SHARE * usual and value < FAINT_MOST:
                _mark(thing, "disabled")
        if "editable" in thing.states and rim_is_vivid(scene.pixels, thing.box):
            _mark(thing, "focused")
    _fix_keypads(scene.things)


def _mark(thing: Thing, state: State) -> None:
    thing.states.add(state)


def _usual_contrast(scene: Scene) -> float:
    values = sorted(contrast(line.ink, line.fill) for line in scene.lines if len(line.text) > 2)
    return values[len(values) * 2 // 3] if values else 255.0


def rim_is_vivid(pixels: Pixels, box: Box) -> bool:
    """The line round a box is of a strong colour on all four sides."""
    height, width = pixels.shape[:2]
    return any(_vivid(pixels, box.grown(margin), height, width) for margin in (0, 1, 2))


def _vivid(pixels: Pixels, box: Box, height: int, width: int) -> bool:
    x0, y0, x1, y1 = max(0, box.x0), max(0, box.y0), min(width, box.x1) - 1, min(height, box.y1) - 1
    if x1 - x0 < 12 or y1 - y0 < 12:
        return False
    sides = (
        pixels[y0, x0 + 5 : x1 - 5],
        pixels[y1, x0 + 5 : x1 - 5],
        pixels[y0 + 5 : y1 - 5, x0],
        pixels[y0 + 5 : y1 - 5, x1],
    )
    return all(median(side.max(axis=1) - side.min(axis=1)) > VIVID for side in sides)


def _fix_keypads(things: list[Thing]) -> None:
    """On a keypad a lone O is a zero."""
    digits = sum(len(t.text) == 1 and t.text.isdigit() and t.kind == "button" for t in things)
    if digits >= 4:
        for thing in things:
            if thing.kind == "button":
                thing.text = LOOKALIKES.get(thing.text, thing.text)
