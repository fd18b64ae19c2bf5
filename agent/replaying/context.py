"""What stands round a candidate, held beside what stood round the target when it was recorded.

All fits lie in 0..1; None where nothing was recorded, or nothing of it can be judged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from agent.grounding.kinds import CONTAINERS, FIELDS
from agent.grounding.place import same_column
from agent.grounding.scene import Scene
from agent.macro import Mark, Neighbour
from agent.replaying.names import TELLING, row_names
from agent.replaying.windows import window_box
from agent.replaying.words import compare
from agent.types import Box

FAR = 5.0  # units at which a neighbour counts half
APART = 1.0  # units that two neighbours must be apart for their distance to tell a scale …
PAIRS = 3  # … and so many such pairs
LEAST_SLACK = 0.5
SLACK = 1.5  # units that a near neighbour may have moved
IN_ROW = 0.7  # units: less is in line
CELLS = 2  # words in line with a control that make a row of data
AMOUNT = 0.4  # what a text with digits counts in a row
PLACE = 0.15  # of a window: as far off is a poor fit


@dataclass(frozen=True)
class Context:
    """How well a candidate's surroundings agree with the recorded ones."""

    row: float | None
    column: float | None
    heading: float | None
    neighbours: float | None
    known: float  # share of the neighbours' names that are there at all
    place: float

    @property
    def score(self) -> float:
        """One figure of all that could be judged."""
        parts = [(self.row, 2.0), (self.column, 1.5), (self.heading, 0.7), (self.place, 1.0)]
        parts.append((self.neighbours, 2.0 * self.known))
        judged = [(fit, weight) for fit, weight in parts if fit is not None and weight > 0]
        return sum(fit * weight for fit, weight in judged) / sum(weight for _, weight in judged)


def context_of(
    scene: Scene, index: int, mark: Mark, names: Sequence[str], scales: tuple[float, float]
) -> Context:
    """`names`: of all elements of the scene, by their place; `scales`: as `scales_of` tells them."""
    neighbours, known = _neighbours(scene, index, mark, names, scales)
    return Context(
        row=_row(scene, index, mark) if stands_in_row(mark) else None,
        column=_column(scene, index, mark),
        heading=_heading(scene, index, mark, names),
        neighbours=neighbours,
        known=known,
        place=_place(scene, index, mark),
    )


def scales_of(scene: Scene, mark: Mark, names: Sequence[str]) -> tuple[float, float]:
    """Pixels that a recorded unit is now, across and down: a window that has grown may have stretched what is
    in it. By the distances between neighbours that are there once; else the height of a line."""
    once = []
    for neighbour in mark.neighbours:
        there = [i for i, name in enumerate(names) if name == neighbour.name and may_be(scene, i, neighbour)]
        once += [(neighbour, scene.elements[there[0]].box)] if len(there) == 1 else []
    across = _stretch([(a.dx - b.dx, p.middle_x - q.middle_x) for (a, p), (b, q) in combinations(once, 2)])
    down = _stretch([(a.dy - b.dy, p.middle_y - q.middle_y) for (a, p), (b, q) in combinations(once, 2)])
    return across or scene.unit, down or scene.unit


def may_be(scene: Scene, index: int, neighbour: Neighbour) -> bool:
    """Whether a thing that bears its name can be it: a field and its label are called the same."""
    return (scene.elements[index].kind in FIELDS) == (neighbour.kind in FIELDS)


def _stretch(spans: Sequence[tuple[float, float]]) -> float | None:
    """The usual ratio of what distances are now to what they were."""
    ratios = [now / was for was, now in spans if abs(was) >= APART and now / was > 0]
    return median(ratios) if len(ratios) >= PAIRS else None


def stands_in_row(mark: Mark) -> bool:
    """Whether its row tells it: it had twins in others, or is a control in a row of data. A text of which
    there is one is told by itself."""
    cells = len(row_texts(mark))
    return cells > 0 and (mark.twins > 1 or (cells >= CELLS and mark.kind not in TELLING))


def row_texts(mark: Mark) -> tuple[str, ...]:
    """The words of its row."""
    return tuple(name for name in mark.row if any(c.isalnum() for c in name))


def _row(scene: Scene, index: int, mark: Mark) -> float | None:
    """How much of the recorded row stands in the candidate's. Amounts and dates count less: they change."""
    wanted = {name: AMOUNT if any(map(str.isdigit, name)) else 1.0 for name in row_texts(mark)}
    if not wanted:
        return None
    there = [name for _, name in row_names(scene, index, reach=None)]
    found = {name: max((same(name, other) for other in there), default=0.0) for name in wanted}
    return sum(found[name] * weight for name, weight in wanted.items()) / sum(wanted.values())


def row_has_data(scene: Scene, index: int) -> bool:
    """Whether the row holds words that tell it from others."""
    return any(scene.elements[i].kind in TELLING for i, _ in row_names(scene, index))


def same(recorded: str, seen: str) -> float:
    """1 for the same name, a little less for its translation, 0 for another."""
    called = compare(recorded, seen)
    return called.score if called.sort in ("same", "meant") else 0.0


def _column(scene: Scene, index: int, mark: Mark) -> float | None:
    if not mark.column:
        return None
    own = scene.elements[index].box
    heads = [e for e in scene.elements if e.text and same(mark.column, e.text)]
    if not heads:
        return None
    return max((same_column(e.box, own) for e in heads if e.box.y1 <= own.y0 + 2), default=0.0)


def _heading(scene: Scene, index: int, mark: Mark, names: Sequence[str]) -> float | None:
    """Whether the nearest of the texts that may be its heading is the recorded one."""
    if not mark.heading:
        return None
    own = scene.elements[index].box
    above = [i for i, name in enumerate(names) if same(mark.heading, name) and _over(scene, i, own)]
    if not above:
        return None
    nearest = max(scene.elements[i].box.y1 for i in above)
    others = [
        e for i, e in enumerate(scene.elements)
        if e.kind == "heading" and i not in above and e.box.y0 >= nearest and _over(scene, i, own)
    ]  # fmt: skip
    return 0.3 if others else 1.0


def _over(scene: Scene, index: int, own: Box) -> bool:
    box = scene.elements[index].box
    return box.y1 <= own.y0 + 2 and box.x0 < own.x1


def _neighbours(
    scene: Scene, index: int, mark: Mark, names: Sequence[str], scales: tuple[float, float]
) -> tuple[float | None, float]:
    """How well those that are there stand to it as they did, and the share of them that is there."""
    total = reached = fit = 0.0
    for neighbour in mark.neighbours:
        weight = 1 / (1 + math.hypot(neighbour.dx, neighbour.dy) / FAR)
        total += weight
        there = [i for i, name in enumerate(names) if i != index and _is(scene, i, name, neighbour)]
        if there:
            reached += weight
            fit += weight * max(_stands(scene, index, i, neighbour, scales) for i in there)
    if not reached:
        return None, 0.0
    return fit / reached, reached / total


def _is(scene: Scene, index: int, name: str, neighbour: Neighbour) -> bool:
    return scene.elements[index].kind not in CONTAINERS and same(neighbour.name, name) > 0


def _stands(scene: Scene, index: int, other: int, neighbour: Neighbour, scales: tuple[float, float]) -> float:
    """How well one stands to the other as was recorded: in the same direction, and about as far; in line
    where it was in line."""
    own, box = scene.elements[index].box, scene.elements[other].box
    x, y = (box.middle_x - own.middle_x) / scales[0], (box.middle_y - own.middle_y) / scales[1]
    was, now = math.hypot(neighbour.dx, neighbour.dy), math.hypot(x, y)
    off = math.hypot(x - neighbour.dx, y - neighbour.dy)
    if off <= min(SLACK, max(LEAST_SLACK, 0.4 * was)):
        return 1.0
    if abs(neighbour.dy) < IN_ROW:
        if abs(y) > 2 * IN_ROW or x * neighbour.dx < 0:
            return 0.0
        return 0.5 + 0.5 * _ratio(was, now)
    turn = (x * neighbour.dx + y * neighbour.dy) / (was * now) if was and now else 0.0
    return max(0.0, turn) ** 2 * _ratio(was, now)


def _ratio(one: float, other: float) -> float:
    low, high = sorted((one + SLACK, other + SLACK))
    return low / high


def _place(scene: Scene, index: int, mark: Mark) -> float:
    """Where it stands in its window: from the nearest of each pair of edges, in units, or as a share."""
    then = mark.window_box
    x0, y0, x1, y1 = window_box(scene, index)
    own = scene.elements[index].box
    if then is None:
        return 0.5
    across = _shift(mark.box.middle_x, then.x0, then.x1, mark.unit, own.middle_x, x0, x1, scene.unit)
    down = _shift(mark.box.middle_y, then.y0, then.y1, mark.unit, own.middle_y, y0, y1, scene.unit)
    return math.exp(-math.hypot(across, down) / PLACE)


def _shift(
    was: float, low: float, high: float, unit: float, now: float, start: float, end: float, scale: float
) -> float:
    """How far it has moved, in shares of the window, as the least of: from the one edge, from the other, and
    in proportion."""
    then, size = max(1.0, high - low), max(1.0, end - start)
    from_start = abs((was - low) / unit - (now - start) / scale) * scale / size
    from_end = abs((high - was) / unit - (end - now) / scale) * scale / size
    share = abs((was - low) / then - (now - start) / size)
    return min(from_start, from_end, share)
