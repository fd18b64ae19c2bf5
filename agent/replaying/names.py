"""What an element is called, for telling it from others: a field by its label and not by what it holds."""

from __future__ import annotations

from functools import lru_cache

from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE
from agent.grounding.place import same_row
from agent.grounding.scene import Scene
from agent.types import Box, Element, Point

LINE = 200  # characters of a name that are kept
TELLING = PASSIVE | {
    "table_cell",
    "list_item",
    "tree_item",
    "link",
    "checkbox",
    "radio",
}  # what rows differ in
CLOSE = 0.8  # units
APART = 45.0  # units: what is farther off in a row belongs to something else


def name_of(scene: Scene, index: int) -> str:
    """Its own words, or for what holds a value the label that it has or that stands by it."""
    return names_of(scene)[index]


@lru_cache(maxsize=1)  # one thing after the other is looked for in one scene
def names_of(scene: Scene) -> tuple[str, ...]:
    """What its elements are called, by their place."""
    return tuple(_name(scene, i) for i in range(len(scene.elements)))


def _name(scene: Scene, index: int) -> str:
    element = scene.elements[index]
    if element.kind not in FIELDS:
        return short(element.text or element.label or _beside(scene, index))
    return short(_label(scene, element) or _beside(scene, index) or element.text)


def _label(scene: Scene, element: Element) -> str:
    """What the eye takes for its label, but for the title of its window."""
    return "" if is_title(element.label, _window_of(scene, element)) else element.label


def is_title(label: str, window: str) -> bool:
    """Whether what the eye takes for a field's label is only the title of its window, which stands above."""
    return bool(label) and label.casefold() == window.casefold()


def _window_of(scene: Scene, element: Element) -> str:
    window = scene.observation.frame.window_at(element.box.centre)
    return window.title if window is not None else ""


def is_called_by_label(scene: Scene, index: int) -> bool:
    """Whether its name is more than what it happens to hold."""
    element = scene.elements[index]
    return element.kind not in FIELDS or bool(_label(scene, element) or index in scene.labels)


def _beside(scene: Scene, index: int) -> str:
    label = scene.labels.get(index)
    return scene.elements[label].text.rstrip(":： ") if label is not None else ""


def short(text: str) -> str:
    return " ".join(text.split())[:LINE]


def index_at(scene: Scene, point: Point) -> int | None:
    """What a click there is meant for: the smallest thing that can be acted on, else the smallest text or
    picture. Containers are no such thing."""
    here = [i for i, e in enumerate(scene.elements) if e.kind not in CONTAINERS and e.box.contains(point)]
    active = [i for i in here if scene.elements[i].kind not in PASSIVE]
    found = active or here or _beside_point(scene, point)
    return min(found, key=lambda i: scene.elements[i].box.area, default=None)


def _beside_point(scene: Scene, point: Point) -> list[int]:
    """The box to tick, or other small control, that the eye sees a little beside where it is."""
    reach = round(CLOSE * scene.unit)
    return [
        i for i, e in enumerate(scene.elements)
        if e.kind not in PASSIVE | CONTAINERS and e.box.y0 <= point.y < e.box.y1
        and e.box.x0 - reach <= point.x < e.box.x1 + reach
    ]  # fmt: skip


def index_of(scene: Scene, element: Element) -> int | None:
    """Where it stands among the scene's elements."""
    return next((i for i, e in enumerate(scene.elements) if e is element or e.id == element.id), None)


def row_names(scene: Scene, index: int, reach: float | None = APART) -> tuple[tuple[int, str], ...]:
    """What stands in line with it in its window, from the left: places and names. `reach`: units at the most
    from it."""
    own, unit = scene.elements[index], scene.unit
    found = [
        (i, name_of(scene, i))
        for i, e in enumerate(scene.elements)
        if i != index and e.kind not in CONTAINERS and _in_line(own.box, e.box)
        and scene.owners[i] == scene.owners[index]
        and (reach is None or _away(own.box, e.box) <= reach * unit)
    ]  # fmt: skip
    named = [(i, name) for i, name in found if name and name != name_of(scene, index)]
    return tuple(sorted(named, key=lambda pair: scene.elements[pair[0]].box.x0))


def row_data(scene: Scene, index: int) -> tuple[str, ...]:
    """What tells its row from others, from the left: words that are no buttons and in that row only."""
    owner = scene.owners[index]
    all_of = [name for name, o in zip(names_of(scene), scene.owners, strict=True) if o == owner]
    found = [name for i, name in row_names(scene, index) if scene.elements[i].kind in TELLING]
    own = [name for name in found if all_of.count(name) == found.count(name)]
    return tuple(own or found)


def _in_line(one: Box, other: Box) -> bool:
    return same_row(one, other) >= 0.5 and (other.x1 <= one.x0 + 2 or other.x0 >= one.x1 - 2)


def _away(one: Box, other: Box) -> int:
    return max(0, other.x0 - one.x1, one.x0 - other.x1)
