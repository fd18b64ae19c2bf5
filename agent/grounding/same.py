"""One control is often seen as several elements: its frame, its text, its icon, the label beside it.

`groups` finds which elements are one thing, so that they are neither rivals nor counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.grounding.fields import has_colon
from agent.grounding.kinds import CONTAINERS, PASSIVE, WRITABLE
from agent.grounding.letters import normalise
from agent.grounding.scene import Scene
from agent.types import Element

_HOLDERS = frozenset({"text_area", "image"}) | CONTAINERS  # what is in these is something else
_TALLER = 4.0  # a control is at most so many times as high as its own text


def groups(scene: Scene, indices: Sequence[int], writing: bool) -> dict[int, tuple[int, ...]]:
    """The element that stands for each thing → all elements that are that thing, itself among them."""
    parent = {i: i for i in indices}

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    present, labels = set(indices), scene.labels_for(writing)
    named = [(f, label) for f, label in labels.items() if f in present and label in present]
    for a, b in named + _overlapping(scene, indices) + _captioned(scene, indices):
        if labels.get(a) == b or _one_thing(scene, a, b, writing):
            parent[root(b)] = root(a)
    members: dict[int, list[int]] = {}
    for i in indices:
        members.setdefault(root(i), []).append(i)
    return {_face(scene, many): tuple(sorted(many)) for many in members.values()}


def _overlapping(scene: Scene, indices: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs that overlap by half of the smaller."""
    boxes = np.array([scene.elements[i].box.as_list() for i in indices], dtype=np.int64).reshape(-1, 4)
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    both = np.clip(high - low, 0, None).prod(axis=2)
    area = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    overlap = np.triu(both >= 0.5 * np.maximum(1, np.minimum(area[:, None], area[None, :])), k=1)
    return [(indices[a], indices[b]) for a, b in np.argwhere(overlap)]


def _captioned(scene: Scene, indices: Sequence[int]) -> list[tuple[int, int]]:
    """Elements that the eye has given the text of another as their label."""
    texts: dict[str, list[int]] = {}
    for i in indices:
        if scene.elements[i].kind in PASSIVE and scene.elements[i].text:
            texts.setdefault(normalise(scene.elements[i].text), []).append(i)
    named = [
        (i, scene.elements[i]) for i in indices if scene.elements[i].label and not scene.elements[i].text
    ]
    return [(i, j) for i, e in named for j in texts.get(normalise(e.label), []) if i != j]


def _one_thing(scene: Scene, a: int, b: int, writing: bool) -> bool:
    one, other = scene.elements[a], scene.elements[b]
    big, small = (one, other) if one.box.area >= other.box.area else (other, one)
    if big.box.iou(small.box) >= 0.7:
        return True
    both = big.box.intersection(small.box)
    if both is None:
        return _is_caption(scene, one, other, writing)
    return both.area >= 0.8 * small.box.area and _is_part(big, small)


def _is_part(big: Element, small: Element) -> bool:
    """Whether a thing that lies in another is its text or icon, not a control of its own."""
    if big.kind in _HOLDERS or big.box.height > _TALLER * max(1, small.box.height):
        return False
    if small.kind in PASSIVE:
        return True
    return bool(small.name) and normalise(small.name) == normalise(big.name)


def _is_caption(scene: Scene, one: Element, other: Element, writing: bool) -> bool:
    """Whether two things that stand by each other bear the same name, which one has from the other."""
    across = max(0, other.box.x0 - one.box.x1, one.box.x0 - other.box.x1)
    down = max(0, other.box.y0 - one.box.y1, one.box.y0 - other.box.y1)
    called = normalise(one.label) == normalise(other.text) or normalise(other.label) == normalise(one.text)
    if not writing and any(e.kind in WRITABLE and not has_colon(f) for e, f in ((one, other), (other, one))):
        return False
    return called and max(across, down) <= 3 * scene.unit


def _face(scene: Scene, members: Sequence[int]) -> int:
    """The one to act on: what can be acted on before what cannot, the outer before the inner."""
    elements = scene.elements
    return min(members, key=lambda i: (_names_others(elements[i]), -elements[i].box.area, i))


def _names_others(element: Element) -> bool:
    """Whether it is a mere text, there to name something else."""
    return element.kind in PASSIVE or has_colon(element)
