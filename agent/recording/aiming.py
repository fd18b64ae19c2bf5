"""What a person meant to click: people hit the rim of a small box, and the empty middle of a row. Pure."""

from __future__ import annotations

from agent.grounding.kinds import CONTAINERS, PASSIVE
from agent.grounding.scene import Scene
from agent.replaying.names import index_at, name_of
from agent.types import Box, Element, Point

TICKED = frozenset({"checkbox", "radio", "switch"})
SMALL = TICKED | {"button", "icon_button", "link", "tab", "menu_item"}
RIM = 0.7  # units round a control that still mean it: the eye's boxes begin a little beside the drawn ones
ROW_REACH = 20.0  # units from the words of a row to a click in its empty part
ROW_SPACE = 4.0  # units between two rows of a list at the most
ALIGNED = 0.4  # units by which the words of its rows begin side by side


def aimed(scene: Scene, point: Point) -> Element | None:
    """The element under the point; else the control close by; else the row in which it lies."""
    index = index_at(scene, point)
    found = scene.elements[index] if index is not None else None
    if found is not None and found.kind not in PASSIVE:
        return found
    if found is not None:  # words beside a box to tick are often part of it
        return _control(scene, point, TICKED) or found
    return _control(scene, point, SMALL) or _row(scene, point)


def _control(scene: Scene, point: Point, kinds: frozenset[str]) -> Element | None:
    """The nearest one whose rim was hit; boxes to tick first."""
    rim = round(RIM * scene.unit)
    near = [e for e in scene.elements if e.kind in kinds and e.box.grown(rim).contains(point)]
    return min(near, key=lambda e: (e.kind not in TICKED, _away(e.box, point)), default=None)


def _row(scene: Scene, point: Point) -> Element | None:
    """The words in line with the point, where they are one of a list of rows that begin side by side."""
    unit = scene.unit
    named = [e for i, e in enumerate(scene.elements) if e.kind not in CONTAINERS and name_of(scene, i)]
    line = [e for e in named if e.box.y0 <= point.y < e.box.y1 and e.box.x1 <= point.x]
    rows = [e for e in line if _away(e.box, point) <= ROW_REACH * unit and _is_row(e, named, unit)]
    return min(rows, key=lambda e: _away(e.box, point), default=None)


def _is_row(own: Element, named: list[Element], unit: float) -> bool:
    """Whether another begins right above or below it."""
    return any(
        e is not own
        and abs(e.box.x0 - own.box.x0) <= ALIGNED * unit
        and 0 < abs(e.box.middle_y - own.box.middle_y) <= ROW_SPACE * unit
        for e in named
    )


def _away(box: Box, point: Point) -> int:
    across = max(box.x0 - point.x, 0, point.x - box.x1 + 1)
    down = max(box.y0 - point.y, 0, point.y - box.y1 + 1)
    return max(across, down)
