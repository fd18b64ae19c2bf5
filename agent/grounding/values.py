"""What stands on the screen for a name: "the order number" is KC-3310, wherever its label is.

In one text after a colon, right of its label, under it, in the field that it names, or in a table where row
and column meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE
from agent.grounding.match import similarity
from agent.grounding.place import same_column, same_row
from agent.grounding.scene import Scene
from agent.grounding.tables import header_of
from agent.types import Box, Element

SURE = 0.72  # how like the name a label has to be
LONGEST = 200
_COLON = re.compile(r"^(?P<name>[^:：]{2,40})\s*[:：#＃]\s*(?P<value>\S.*)$", re.S)
_CODE = re.compile(r"\d")
_HASH = re.compile(
    r"^(?P<name>[A-Za-z\u3400-\u9fff][\w "
    r"\u3400-\u9fff]{1,30}?)\s+(?P<value>(?:[A-Z]{1,6}[-–]?\d|#|No\.|\d)[\w./–-]*)$"
)
_WRITTEN = PASSIVE | {"table_cell", "list_item", "link", "table_header", "tree_item", "button"}


@dataclass(frozen=True)
class Value:
    """What was read, where, and how sure that it is what was named."""

    text: str
    index: int
    score: float


def values_of(scene: Scene, name: str, row: Box | None = None) -> list[Value]:
    """What the name may stand for, the surest first; of one place only one."""
    found = [*_in_column(scene, name, row)] if row is not None else []
    for index, element in enumerate(scene.elements):
        if element.kind in CONTAINERS or (
            row is not None and same_row(element.box, row) < 0.5 and not _meets(element, row)
        ):
            continue
        found += _of(scene, index, element, name)
    found.sort(key=lambda v: -v.score)
    kept: list[Value] = []
    for value in found:
        if value.score >= SURE and all(value.index != k.index and value.text != k.text for k in kept):
            kept.append(value)
    return kept


def _meets(element: Element, row: Box) -> bool:
    return row.contains(element.box.centre)


def _of(scene: Scene, index: int, element: Element, name: str) -> list[Value]:
    """What one element says of the name: by itself, or as the label of what stands beside it."""
    if element.kind in FIELDS:
        score = max(similarity(name, element.label).score, _label_score(scene, index, name))
        return [Value(element.text, index, score)] if element.text and score >= SURE else []
    parts = _COLON.match(element.text) or _HASH.match(element.text)
    if parts is not None:
        score = similarity(name, parts["name"]).score
        if score >= SURE:
            return [Value(parts["value"].strip(), index, score)]
    score = similarity(name, element.text.rstrip(" :：")).score
    if score < SURE or element.kind not in _WRITTEN:
        return []
    beside = _beside(scene, index, element)
    return (
        [Value(scene.elements[beside].text, beside, score * _plausible(scene, beside))]
        if beside is not None
        else []
    )


def _label_score(scene: Scene, index: int, name: str) -> float:
    label = scene.labels.get(index)
    return similarity(name, scene.elements[label].text.rstrip(" :：")).score if label is not None else 0.0


def _plausible(scene: Scene, index: int) -> float:
    """A value rather has a digit in it than not."""
    return 1.0 if _CODE.search(scene.elements[index].text) else 0.93


def _beside(scene: Scene, index: int, label: Element) -> int | None:
    """The nearest text right of the label, else under it."""
    right, under = [], []
    for i, e in enumerate(scene.elements):
        if (
            i == index
            or e.kind in CONTAINERS
            or e.kind in ("button", "icon_button")
            or not e.text
            or len(e.text) > LONGEST
        ):
            continue
        if same_row(e.box, label.box) >= 0.5 and e.box.x0 >= label.box.x1 - 2:
            right.append((e.box.x0 - label.box.x1, i))
        elif same_column(e.box, label.box) > 0.3 and e.box.y0 >= label.box.y1 - 2:
            under.append((e.box.y0 - label.box.y1, i))
    near = [pair for pair in under if pair[0] < 2.5 * scene.unit and not _is_label(scene, pair[1])]
    if right and (
        not near or min(right)[0] <= 12 * scene.unit or _CODE.search(scene.elements[min(right)[1]].text)
    ):
        return min(right)[1]
    return min(near)[1] if near else None


def _is_label(scene: Scene, index: int) -> bool:
    """Whether something stands to the right of a text, as values do of their labels."""
    box = scene.elements[index].box
    return any(
        i != index and e.kind in _WRITTEN and e.text and same_row(e.box, box) >= 0.5 and e.box.x0 >= box.x1
        for i, e in enumerate(scene.elements)
    )


def _in_column(scene: Scene, name: str, row: Box) -> list[Value]:
    """Where the row meets the column of that name."""
    head = header_of(scene, name)
    if head is None:
        return []
    column = scene.elements[head].box
    return [
        Value(e.text, i, 0.98)
        for i, e in enumerate(scene.elements)
        if e.kind not in CONTAINERS
        and e.text
        and same_row(e.box, row) >= 0.5
        and same_column(e.box, column) >= 0.5
    ]
