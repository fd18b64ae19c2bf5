"""Where a place is now at which the eye sees nothing: told by its neighbours, and by its picture.

Each neighbour that is there says where the place should be; the scale is that of the distances between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from statistics import median

from agent.grounding.kinds import CONTAINERS
from agent.grounding.scene import Scene
from agent.macro import Mark, Neighbour
from agent.replaying.context import may_be, scales_of
from agent.replaying.pictures import picture_fit
from agent.replaying.words import compare
from agent.types import Box, Candidate, Element, Point

LEAST = 3  # neighbours that must agree …
OFF = 1.2  # … to so many units
SHARE = 0.5  # of those that are there
LIKE = 0.35  # of its picture; a flat one tells nothing
NEAREST = 6  # neighbours that are asked

Seen = tuple[Neighbour, Box]


def bare_place(
    scene: Scene, mark: Mark, allowed: frozenset[int] | None, names: Sequence[str], picture: bytes | None
) -> Candidate | None:
    """The place, as a thing of its own; None where the neighbours do not agree, or it looks otherwise."""
    seen = _neighbours(scene, mark, allowed, names)[:NEAREST]
    if len(seen) < LEAST:
        return None
    across, down = scales_of(scene, mark, names)
    unit = min(across, down)
    places = [(box.middle_x - n.dx * across, box.middle_y - n.dy * down) for n, box in seen]
    x, y = median(p[0] for p in places), median(p[1] for p in places)
    agree = [p for p in places if hypot(p[0] - x, p[1] - y) <= OFF * unit]
    if len(agree) < max(LEAST, SHARE * len(seen)):
        return None
    box = _box(mark, x, y, unit).intersection(scene.screen)
    if box is None or not _looks_so(scene, mark, box, unit, picture):
        return None
    return _candidate(scene, mark, box, len(agree))


def _neighbours(scene: Scene, mark: Mark, allowed: frozenset[int] | None, names: Sequence[str]) -> list[Seen]:
    """Those that are there once, the nearest first."""
    found = []
    for neighbour in mark.neighbours:
        there = [
            i for i, e in enumerate(scene.elements)
            if e.kind not in CONTAINERS and (allowed is None or scene.owners[i] in allowed)
            and names[i] and may_be(scene, i, neighbour) and compare(neighbour.name, names[i]).sort == "same"
        ]  # fmt: skip
        if len(there) == 1:
            found.append((neighbour, scene.elements[there[0]].box))
    return sorted(found, key=lambda pair: hypot(pair[0].dx, pair[0].dy))


def _box(mark: Mark, x: float, y: float, unit: float) -> Box:
    width, height = (side * unit / mark.unit / 2 for side in (mark.box.width, mark.box.height))
    return Box(
        x0=max(0, round(x - width)), y0=max(0, round(y - height)), x1=round(x + width), y1=round(y + height)
    )


def _looks_so(scene: Scene, mark: Mark, box: Box, unit: float, picture: bytes | None) -> bool:
    if picture is None:
        return True
    fit = picture_fit(picture, mark.unit, scene.observation.frame, box, unit)
    return fit is None or fit >= LIKE or fit == 0.0


def _candidate(scene: Scene, mark: Mark, box: Box, agree: int) -> Candidate:
    number = max((e.id for e in scene.elements), default=0) + 1
    element = Element(id=number, box=box, kind=mark.kind, score=0.5)
    point = Point(
        x=box.x0 + round(mark.point[0] * max(0, box.width - 1)),
        y=box.y0 + round(mark.point[1] * max(0, box.height - 1)),
    )
    told = f"{agree} of its neighbours say that it is there"
    return Candidate(element=element, point=point, score=0.6, evidence=(told,))
