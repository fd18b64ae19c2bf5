"""Which label belongs to which field: what stands beside a text field, check box or list names it.

A label names one field and a field has one label. Nearest pairs are taken first; a label at the left in the
same row is nearer than one above, a label never reaches over another control, and a check box has its label
at its right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.kinds import CONTAINERS, FIELDS, PASSIVE, TICKABLE
from agent.place import inside, same_column, same_row
from agent.types import Element

_LABELS = frozenset({"label", "heading"})
_MISTAKEN = frozenset({"button", "icon_button"})  # what the eye may have taken a field for
_FAR = 30.0  # units that a label at the left may be away
_CLOSE = 1.3  # units that a label above may be away
_BESIDE = 2.5  # units that the label of a check box may be away


def labels_of(elements: Sequence[Element], unit: float) -> dict[int, int]:
    """For each field that has one, its label: places in `elements` → places in `elements`."""
    labels = [i for i, e in enumerate(elements) if _may_be_label(e) and not _in_control(elements, i)]
    fields = [i for i, e in enumerate(elements) if e.kind in FIELDS | TICKABLE]
    taken = _assign(sorted(_pairs(elements, labels, fields, unit)))
    left = [i for i in labels if has_colon(elements[i]) and i not in taken.values()]
    others = [i for i, e in enumerate(elements) if e.kind in _MISTAKEN and not has_colon(e)]
    return _assign(sorted(_pairs(elements, left, others, unit))) | taken


def has_colon(element: Element) -> bool:
    """Whether a text says by its colon that it names something else."""
    return element.text.rstrip().endswith((":", "："))


def _may_be_label(element: Element) -> bool:
    if has_colon(element):
        return element.kind not in CONTAINERS | FIELDS | TICKABLE
    return element.kind in _LABELS and bool(element.text)


def _in_control(elements: Sequence[Element], label: int) -> bool:
    """Whether a text is the text of a button, a tab or the like: then it names that."""
    box = elements[label].box
    return any(
        e.kind not in PASSIVE | CONTAINERS and i != label and e.box.height <= 3 * box.height
        and inside(box, e.box) > 0.8
        for i, e in enumerate(elements)
    )  # fmt: skip


def _assign(pairs: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    fields: dict[int, int] = {}
    used: set[int] = set()
    for _, field, label in pairs:
        if field not in fields and label not in used:
            fields[field] = label
            used.add(label)
    return fields


def _pairs(
    elements: Sequence[Element], labels: Sequence[int], fields: Sequence[int], unit: float
) -> Iterator[tuple[float, int, int]]:
    """All pairs that may belong together: cost, field, label."""
    for field in fields:
        for label in labels:
            cost = _cost(elements[label], elements[field], unit)
            if cost is not None and not _between(elements, label, field):
                yield cost, field, label


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


def _between(elements: Sequence[Element], label: int, field: int) -> bool:
    """Whether another control stands in the row between a label and a field."""
    one, other = elements[label].box, elements[field].box
    left, right = min(one.x1, other.x1), max(one.x0, other.x0)
    for i, element in enumerate(elements):
        box = element.box
        if box.x0 < left or box.x1 > right or i in (label, field):
            continue
        if element.kind not in PASSIVE and element.kind not in CONTAINERS and same_row(box, one) >= 0.5:
            return True
    return False
