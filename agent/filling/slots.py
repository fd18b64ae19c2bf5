"""What a form on the screen asks for: its fields, choices, lists and buttons, each with the words on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from agent.dates import wants_date
from agent.grounding.place import same_column, same_row
from agent.grounding.scene import Scene
from agent.tokens import name_words
from agent.types import Box, Element, Kind

SlotKind = Literal["text", "option", "list", "button"]
_TEXTS: frozenset[Kind] = frozenset({"text_field", "text_area", "search_field", "spin_box"})
_OPTIONS: frozenset[Kind] = frozenset({"checkbox", "radio", "switch"})
_BUTTONS: frozenset[Kind] = frozenset({"button", "icon_button"})
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日")
_MARK = 26  # pixels of a lone mark that stands left of its name, at the most
_CELL = 42  # pixels of one in a grid of choices, at the most
_HEADS: frozenset[Kind] = frozenset({"label", "heading", "table_header"})
_GROUP_ABOVE = 7.0  # units that the heading of a group of choices may be above


@dataclass(frozen=True)
class Slot:
    """One thing to fill in, choose or press; `index` is its place in the scene's elements."""

    kind: SlotKind
    index: int
    name: str  # of a choice or button: its own words; of a field: its label
    about: frozenset[str]  # tokens of the label, of the group that a choice is in
    value: str = ""  # what it holds now
    on: bool = False
    alone: bool = False  # of its group only one can be chosen
    box: Box = field(default_factory=lambda: Box(x0=0, y0=0, x1=1, y1=1))

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What stays the same from look to look."""
        return self.kind, self.name, tuple(sorted(self.about))


def slots_of(scene: Scene) -> list[Slot]:
    """In reading order; of the window in front alone."""
    found = [_slot(scene, i, e) for i, e in enumerate(scene.elements) if _in_front(scene, i)]
    return [slot for slot in found if slot is not None]


def surroundings(scene: Scene) -> frozenset[str]:
    """Words of the page itself: its title, headings, and what is chosen of its tabs."""
    found: set[str] = set()
    for e in scene.elements:
        big = e.kind == "label" and e.box.height >= 1.25 * scene.unit and len(e.text) < 60
        if (
            e.kind in ("heading", "window", "dialog")
            or big
            or (e.kind in ("tab", "menu_bar_item") and e.text)
        ):
            found |= name_words(e.text)
    return frozenset(found)


def _slot(scene: Scene, index: int, e: Element) -> Slot | None:
    if e.kind == "button" and (wants_date(e.text) or _DATE.fullmatch(e.text)):
        label = _label(scene, index)
        return Slot("text", index, label, name_words(label), e.text, box=e.box)
    if e.kind in _BUTTONS and e.text and "disabled" not in e.states:
        return Slot("button", index, _plain(e.text), name_words(e.text), box=e.box)
    if e.kind in _OPTIONS or _marks(scene, index) or _headed(scene, index):
        return _option(scene, index, e)
    listed = e.kind == "combo_box" and "editable" not in e.states
    if not listed and e.kind not in _TEXTS and e.kind != "combo_box":
        return None
    label = _label(scene, index)
    if not label:
        return None
    return Slot("list" if listed else "text", index, label, name_words(label), e.text, box=e.box)


def _option(scene: Scene, index: int, e: Element) -> Slot | None:
    if not e.text and (headed := _headed(scene, index)):
        return Slot("option", index, headed[0], name_words(headed[1]), alone=True, box=e.box)
    if e.kind == "switch" and not e.text:
        name = _plain(_row_label(scene, e.box))
        return Slot("option", index, name, frozenset(), on="checked" in e.states, box=e.box) if name else None
    name = _plain(e.text or _right_of(scene, index) or e.label)
    if not name:
        return None
    group = name_words(_group(scene, index))
    on, alone = "checked" in e.states, e.kind not in ("checkbox", "switch")
    return Slot("option", index, name, group, on=on, alone=alone, box=e.box)


def _headed(scene: Scene, index: int) -> tuple[str, str] | None:
    """Of a grid of choices: the words over its column, and those at the left of its row."""
    e = scene.elements[index]
    if e.text or e.kind not in _OPTIONS | {"icon", "icon_button"} or max(e.box.width, e.box.height) > _CELL:
        return None
    alike = [o.box for o in scene.elements if not o.text and o.kind in _OPTIONS | {"icon", "icon_button"}]
    alike = [b for b in alike if max(b.width, b.height) <= _CELL]
    in_row = sum(abs(b.middle_y - e.box.middle_y) <= 5 for b in alike)
    column = [b for b in alike if abs(b.middle_x - e.box.middle_x) <= 5]
    if in_row < 3 or len(column) < 2:
        return None
    top = min(b.y0 for b in column)
    over = [t for t in scene.elements if t.kind in _HEADS and t.text and 0 <= top - t.box.y1 < 3 * scene.unit]
    over = [t for t in over if abs(t.box.middle_x - e.box.middle_x) < t.box.width / 2 + 6]
    row = _row_label(scene, e.box)
    return (over[0].text, row) if len(over) == 1 and row else None


def _row_label(scene: Scene, box: Box) -> str:
    """The first text of the row, left of the box."""
    row = [
        t for t in scene.elements
        if t.kind in ("label", "heading") and t.text and t.box.x1 <= box.x0 and same_row(t.box, box) >= 0.5
    ]  # fmt: skip
    nearest = [t for t in row if not any(t.box.x1 <= o.box.x0 for o in row if o is not t)]
    return nearest[0].text if nearest else ""


def _plain(text: str) -> str:
    return re.sub(r"^[\W_]+(?=\w)|\s*[:：*]+$", "", text).strip()


def _marks(scene: Scene, index: int) -> bool:
    """A small mark close left of a text is a box or a ring that the eye took for a picture."""
    e = scene.elements[index]
    small = e.kind in ("icon", "icon_button") and not e.text and max(e.box.width, e.box.height) <= _MARK
    square = abs(e.box.width - e.box.height) <= 4
    return small and square and bool(_right_of(scene, index)) and bool(_group(scene, index))


def _right_of(scene: Scene, index: int) -> str:
    """The text that stands close at the right."""
    box = scene.elements[index].box
    near = [
        e for e in scene.elements
        if e.kind == "label" and e.text and 0 <= e.box.x0 - box.x1 <= scene.unit
        and same_row(e.box, box) > 0.6
    ]  # fmt: skip
    return near[0].text if len(near) == 1 else ""


def _label(scene: Scene, index: int) -> str:
    element = scene.elements[index]
    if index in scene.labels:
        return _plain(scene.elements[scene.labels[index]].text)
    title = any(
        e.kind == "window" and e.text and e.text.replace(" ", "") == element.label.replace(" ", "")
        for e in scene.elements
    )
    if element.label and not title:
        return _plain(element.label)
    return _plain(_nearest_text(scene, element.box))


def _nearest_text(scene: Scene, box: Box) -> str:
    """The text close left of a field, or close above it."""
    unit = scene.unit
    found: list[tuple[float, str]] = []
    for e in scene.elements:
        if e.kind not in ("label", "heading") or not e.text:
            continue
        left, above = box.x0 - e.box.x1, box.y0 - e.box.y1
        if same_row(e.box, box) >= 0.5 and -unit <= left <= 12 * unit:
            found.append((left / 3, e.text))
        elif same_column(e.box, box) > 0.5 and -4 <= above <= 1.5 * unit:
            found.append((float(above), e.text))
    return min(found)[1] if found else ""


def _group(scene: Scene, index: int) -> str:
    """The words over a group of choices, or left of it in the row."""
    box, unit = scene.elements[index].box, scene.unit
    own = {_right_of(scene, index), scene.elements[index].text}
    row, above = [], []
    for e in scene.elements:
        if e.kind not in ("label", "heading", "panel") or not e.text or e.text in own:
            continue
        if _bears_mark(scene, e):
            continue
        if same_row(e.box, box) >= 0.5 and e.box.x1 <= box.x0:
            row.append((box.x0 - e.box.x1, e.text))
        gap = box.y0 - e.box.y1
        if (
            -4 <= gap <= _GROUP_ABOVE * unit
            and e.box.x0 <= box.x0 + 2 * unit
            and box.x0 - e.box.x0 < 30 * unit
        ):
            above.append((gap + (box.x0 - e.box.x0) / 4, e.text))
    return min(row)[1] if row and min(row)[0] < 14 * unit else (min(above)[1] if above else "")


def _bears_mark(scene: Scene, text: Element) -> bool:
    """The name of another choice."""
    return any(
        e.kind in _OPTIONS | {"icon"} and 0 <= text.box.x0 - e.box.x1 <= scene.unit
        and same_row(e.box, text.box) > 0.6 and e.box.width <= _MARK
        for e in scene.elements
    )  # fmt: skip


def _in_front(scene: Scene, index: int) -> bool:
    if scene.is_ours(index):
        return False
    window = scene.observation.frame.window_at(scene.elements[index].box.centre)
    return window is None or window.focused
