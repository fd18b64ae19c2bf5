"""Where in an element to put the pointer."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from agent.grounding.kinds import CONTAINERS, PASSIVE, TICKABLE
from agent.grounding.naming import Part
from agent.grounding.scene import Scene
from agent.types import Box, Point

_SHARES = (0.5, 0.25, 0.75, 0.12, 0.88)


def aim(scene: Scene, index: int, members: Collection[int] = (), part: Part | None = None) -> Point:
    """A point in the element that no smaller control inside it would take: its middle where possible.

    Where only a `part` of a line of text was asked for, that part is hit. A wide check box is hit at its left
    end, where its mark is: its label may end well before its box does.
    """
    element = scene.elements[index]
    intruders = _inside(scene, index, members)
    return next(
        (p for p in _points(element.box, element.kind, part) if not _hit(p, intruders)), element.box.centre
    )


def _points(box: Box, kind: str, part: Part | None) -> Iterator[Point]:
    if part is not None:
        yield Point(x=box.x0 + int(box.width * (part[0] + part[1]) / 2), y=box.centre.y)
    if kind in TICKABLE - {"switch"} and box.width > 1.6 * box.height:
        yield Point(x=box.x0 + min(box.height, 40) // 2, y=box.centre.y)
    yield from (
        Point(x=box.x0 + int(box.width * x), y=box.y0 + int(box.height * y)) for y in _SHARES for x in _SHARES
    )


def _inside(scene: Scene, index: int, members: Collection[int]) -> list[Box]:
    """The controls that lie on the element and are not part of it."""
    outer = scene.elements[index].box
    return [
        e.box
        for i, e in enumerate(scene.elements)
        if i != index and i not in members and e.kind not in PASSIVE | CONTAINERS
        and e.box.area < 0.8 * outer.area and outer.intersection(e.box) is not None
    ]  # fmt: skip


def _hit(point: Point, boxes: list[Box]) -> bool:
    return any(box.contains(point) for box in boxes)
