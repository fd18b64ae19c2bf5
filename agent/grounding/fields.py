"""Which label belongs to which field: what stands beside a text field, check box or list names it.

A label names one field and a field has one label. Nearest pairs are taken first; a label at the left in the
same row is nearer than one above, a label never reaches over another control, and a check box has its label
at its right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE, TICKABLE
from agent.grounding.place import inside, same_column, same_row
from agent.types import Element

_LABELS = frozenset({"label", "heading"})
_MISTAKEN = frozenset({"button", "icon_button"})  # what the eye may have taken a field for
_FAR = 30.0  # units that a label at the left may be away
_CLOSE = 1.3  # units that a label above may be away
_BESIDE = 2.5  # units that the label of a check box may be away


def labels_of(elements: Sequence[Element], unit: float) -> dict[int, int]:
    """For each field that has one, its label: places in `elements` → places in `elements`."""
    layout = _Layout(elements, unit)
    labels = [i for i, e in enumerate(elements) if _may_be_label(e) and not layout.in_control(i)]
    fields = [i for i, e in enumerate(elements) if e.kind in FIELDS | TICKABLE]
    taken = _assign(sorted(layout.pairs(labels, fields)))
    left = [i for i in labels if has_colon(elements[i]) and i not in taken.values()]
    others = [i for i, e in enumerate(elements) if e.kind in _MISTAKEN and not has_colon(e)]
    return _assign(sorted(layout.pairs(left, others))) | taken


def has_colon(element: Element) -> bool:
    """Whether a text says by its colon that it names something else."""
    return element.text.rstrip().endswith((":", "："))


def _may_be_label(element: Element) -> bool:
    if has_colon(element):
        return element.kind not in CONTAINERS | FIELDS | TICKABLE
    return element.kind in _LABELS and bool(element.text)


def _assign(pairs: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    fields: dict[int, int] = {}
    used: set[int] = set()
    for _, field, label in pairs:
        if field not in fields and label not in used:
            fields[field] = label
            used.add(label)
    return fields


@dataclass(frozen=True)
class _Layout:
    """The elements' boxes as arrays: whole rows are compared at once."""

    elements: Sequence[Element]
    unit: float

    @cached_property
    def boxes(self) -> NDArray[np.int64]:
        """[N, 4]: x0, y0, x1, y1."""
        return np.array([e.box.as_list() for e in self.elements], dtype=np.int64).reshape(-1, 4)

    @cached_property
    def controls(self) -> NDArray[np.int64]:
        """The places of what can be acted on."""
        kinds = PASSIVE | CONTAINERS
        return np.array([i for i, e in enumerate(self.elements) if e.kind not in kinds], dtype=np.int64)

    def in_control(self, label: int) -> bool:
        """Whether a text is the text of a button, a tab or the like: then it names that."""
        box, others = self.boxes[label], self.boxes[self.controls[self.controls != label]]
        both = np.clip(np.minimum(others[:, 2:], box[2:]) - np.maximum(others[:, :2], box[:2]), 0, None).prod(
            axis=1
        )
        area, height = (box[2] - box[0]) * (box[3] - box[1]), box[3] - box[1]
        return bool(np.any((both > 0.8 * area) & (others[:, 3] - others[:, 1] <= 3 * height)))

    def pairs(self, labels: Sequence[int], fields: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """All pairs that may belong together: cost, field, label."""
        names = np.array(labels, dtype=np.int64)
        for field in fields:
            for label in names[self._about(field, names)].tolist():
                cost = _cost(self.elements[label], self.elements[field], self.unit)
                if cost is not None and not self._between(label, field):
                    yield cost, field, label

    def _about(self, field: int, labels: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The labels that are near enough in height to be looked at."""
        top, bottom = self.boxes[field, 1], self.boxes[field, 3]
        reach = (_CLOSE + 0.1) * self.unit
        near: NDArray[np.bool_] = (self.boxes[labels, 3] >= top - reach) & (self.boxes[labels, 1] <= bottom)
        return near

    def _between(self, label: int, field: int) -> bool:
        """Whether another control stands in the row between a label and a field."""
        one, other, boxes = self.boxes[label], self.boxes[field], self.boxes[self.controls]
        left, right = min(one[2], other[2]), max(one[0], other[0])
        heights = np.minimum(boxes[:, 3] - boxes[:, 1], one[3] - one[1])
        shared = np.minimum(boxes[:, 3], one[3]) - np.maximum(boxes[:, 1], one[1])
        there = (boxes[:, 0] >= left) & (boxes[:, 2] <= right) & (shared >= 0.5 * heights)
        return bool(np.any(there & (self.controls != label) & (self.controls != field)))


def _cost(label: Element, field: Element, unit: float) -> float | None:
    """How far a label is from the field that it may name; None where it cannot."""
    one, other = label.box, field.box
    if field.kind in TICKABLE and 0 <= (right := other_right(one.x0, other.x1, unit)) <= _BESIDE:
        return right if same_row(one, other) >= 0.5 else None
    if field.kind in ("checkbox", "radio") or inside(one, other) > 0.5:
        return None
    if same_row(one, other) >= 0.5 and one.x1 <= other.x0 + 0.3 * unit:
        away = (other.x0 - one.x1) / unit
        return max(0.0, away) * 0.3 if away <= _FAR else None
    return _above(label, field, unit)


def other_right(start: int, end: int, unit: float) -> float:
    """Units from the end of a box to the start of what stands right of it; touching counts as 0."""
    away = (start - end) / unit
    return 0.0 if -0.3 <= away < 0 else away


def _above(label: Element, field: Element, unit: float) -> float | None:
    one, other = label.box, field.box
    away = (other.y0 - one.y1) / unit
    if not -0.3 <= away <= _CLOSE or same_column(one, other) < 0.6 or one.x0 > other.x0 + 3 * unit:
        return None
    return 1.0 + max(0.0, away) + abs(one.x0 - other.x0) / (10 * unit)
