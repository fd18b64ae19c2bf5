"""From a place on a screen that was seen to the mark by which it is known again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent.grounding.kinds import CONTAINERS, PASSIVE, WRITABLE
from agent.grounding.letters import normalise
from agent.grounding.place import same_column
from agent.grounding.scene import Scene, scene_of
from agent.macro import Mark, Neighbour
from agent.replaying.names import index_at, index_of, name_of, row_data
from agent.types import Box, Element, Frame, Observation, Point, Window

MARGIN = 4  # pixels round a target that its picture shows
LARGEST = (320, 160)  # pixels: of a larger target the picture shows what is round the point
BARE = 24  # pixels to each side of a point where the eye sees nothing
NEIGHBOURS = 12
ROW = 12
REACH = 40.0  # units
DIGITS = 3  # of lengths


@dataclass(frozen=True)
class Marked:
    """A mark, with the picture that it names ({} where it has none)."""

    mark: Mark
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def mark_of(seen: Observation, point: Point, element: Element | None = None, picture: bool = True) -> Marked:
    """The mark of what stands at `point` (of `element` where it is known). `picture`: whether one may be
    kept; of what can be written into none ever is: it shows what somebody wrote."""
    scene = scene_of(seen)
    index = index_of(scene, element) if element is not None else index_at(scene, point)
    if index is None:
        return _bare(scene, point, picture)
    own = scene.elements[index]
    kept = _picture(seen.frame, _shown(own.box, point)) if picture and own.kind not in WRITABLE else {}
    window, (twins, turn) = _window(seen.frame, point), _twins(scene, index)
    mark = Mark(
        name=_safe(name_of(scene, index)),
        kind=own.kind,
        window=_safe(window.title) if window else "",
        program=_safe(window.app) if window else "",
        window_box=window.box if window else None,
        box=own.box,
        point=_share(own.box, point),
        unit=_unit(scene),
        row=tuple(_safe(name) for name in row_data(scene, index)[:ROW]),
        column=_safe(_column(scene, index)),
        heading=_safe(_heading(scene, own.box, scene.owners[index])),
        neighbours=_neighbours(scene, own.box, scene.owners[index], index),
        twins=twins,
        turn=turn,
        picture=next(iter(kept), ""),
        embedding=tuple(round(v, 4) for v in own.embedding) if own.embedding else None,
    )
    return Marked(mark, kept)


def _bare(scene: Scene, point: Point, picture: bool) -> Marked:
    """Of a place where the eye sees nothing: known by its picture, its neighbours and its place."""
    frame = scene.observation.frame
    x, y = point.x, point.y
    box = Box(x0=x - BARE, y0=y - BARE, x1=x + BARE, y1=y + BARE).intersection(frame.box) or Box(
        x0=x, y0=y, x1=x + 1, y1=y + 1
    )
    owner = next((i for i, r in reversed(list(enumerate(scene.regions))) if r.box.contains(point)), None)
    kept = _picture(frame, box) if picture else {}
    window = _window(frame, point)
    mark = Mark(
        kind="image",
        window=_safe(window.title) if window else "",
        program=_safe(window.app) if window else "",
        window_box=window.box if window else None,
        box=box,
        point=_share(box, point),
        unit=_unit(scene),
        heading=_safe(_heading(scene, box, owner)),
        neighbours=_neighbours(scene, box, owner, None),
        picture=next(iter(kept), ""),
    )
    return Marked(mark, kept)


def _window(frame: Frame, point: Point) -> Window | None:
    """The window that holds the point; menus and the like belong to the window under them."""
    window = frame.window_at(point)
    if window is None or window.title:
        return window
    return _under(frame, window, point) or window


def _under(frame: Frame, pop_up: Window, point: Point) -> Window | None:
    """The window of the same program that a pop-up without a title came from."""
    mates = [w for w in reversed(frame.windows) if w.title and not w.ours and w.pid == pop_up.pid]
    return next((w for w in mates if w.box.contains(point)), mates[0] if mates else None)


def _unit(scene: Scene) -> float:
    return round(min(1000.0, max(1.0, scene.unit)), 2)


def _share(box: Box, point: Point) -> tuple[float, float]:
    x = (point.x - box.x0) / max(1, box.width)
    y = (point.y - box.y0) / max(1, box.height)
    return round(min(1.0, max(0.0, x)), DIGITS), round(min(1.0, max(0.0, y)), DIGITS)


def _neighbours(scene: Scene, own: Box, owner: int | None, index: int | None) -> tuple[Neighbour, ...]:
    """The nearest things with names in the same window."""
    unit, found = scene.unit, []
    for i, element in enumerate(scene.elements):
        if i == index or element.kind in CONTAINERS or scene.owners[i] != owner:
            continue
        name = _safe(name_of(scene, i))
        dx, dy = element.box.middle_x - own.middle_x, element.box.middle_y - own.middle_y
        away = (dx * dx + dy * dy) ** 0.5 / unit
        if name and away <= REACH and not own.contains(element.box.centre):
            x, y = round(dx / unit, 2), round(dy / unit, 2)
            found.append((away, Neighbour(name=name, kind=element.kind, dx=x, dy=y)))
    found.sort(key=lambda pair: pair[0])
    return tuple(neighbour for _, neighbour in found[:NEIGHBOURS])


def _column(scene: Scene, index: int) -> str:
    """The table header above it."""
    own = scene.elements[index].box
    heads = [
        e for i, e in enumerate(scene.elements)
        if e.kind == "table_header" and i != index and e.box.y1 <= own.y0 + 2
        and same_column(e.box, own) >= 0.5 and scene.owners[i] == scene.owners[index]
    ]  # fmt: skip
    return max(heads, key=lambda e: e.box.y1).text if heads else ""


def _heading(scene: Scene, own: Box, owner: int | None) -> str:
    """The nearest heading above it that does not begin right of it."""
    heads = [
        e for i, e in enumerate(scene.elements)
        if e.kind == "heading" and scene.owners[i] == owner and e.box.y1 <= own.y0 + 2 and e.box.x0 < own.x1
    ]  # fmt: skip
    return max(heads, key=lambda e: e.box.y1).text if heads else ""


def _twins(scene: Scene, index: int) -> tuple[int, int]:
    """How many things of its name its window holds that are as active, and which of them it is."""
    passive, owner = scene.elements[index].kind in PASSIVE, scene.owners[index]
    name = normalise(name_of(scene, index))
    held = [
        i for i, e in enumerate(scene.elements)
        if scene.owners[i] == owner and (e.kind in PASSIVE) == passive and e.kind not in CONTAINERS
    ]  # fmt: skip
    alike = [i for i in held if normalise(name_of(scene, i)) == name]
    return len(alike), alike.index(index)


def _shown(box: Box, point: Point) -> Box:
    """The part of a target that its picture shows."""
    width, height = LARGEST
    if box.width <= width and box.height <= height:
        return box
    x, y = (width // 2, height // 2)
    near = Box(x0=point.x - x, y0=point.y - y, x1=point.x + x, y1=point.y + y)
    return box.intersection(near) or box


def _picture(frame: Frame, box: Box) -> dict[str, bytes]:
    """Name → PNG of that part of the screen; {} where there is nothing to show."""
    from PIL import Image

    pixels = frame.crop(box.grown(MARGIN))
    if not pixels.size:
        return {}
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    data = buffer.getvalue()
    return {f"pictures/{hashlib.sha256(data).hexdigest()[:16]}.png": data}


def _safe(text: str) -> str:
    """Without what cannot be printed."""
    return "".join(c for c in text if c.isprintable())[:500]
