"""Pictures with a name under them, as in icon views, launchers and on desktops: each is one thing."""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Box, bounding
from vision.scene import Scene, Thing

LEAST, MOST = 36, 132  # a tile's picture, pixels at 100 %
OBLONG = 1.6
BELOW = (-8, 16)  # pixels from a picture's end to its name
OFF = 14  # pixels between their middles
ALIKE = 1.45  # ratio of two tiles' pictures that belong to one view
PICTURES = frozenset({"icon", "image", "icon_button", "button", "switch", "list_item", "checkbox"})
TAKEN = frozenset({"list_item", "label", "icon_button", "button", "text_field", "text_area"})
LEAST_DRAWN = 0.03  # share of busy pixels in a picture
Pair = tuple[Thing, Thing]


def find_tiles(scene: Scene) -> None:
    """Makes one entry of each picture and the name below it, where at least two such stand in a row or
    column."""
    pairs = [pair for thing in scene.things if (pair := _named(thing, scene.things)) is not None]
    views = [pair for pair in pairs if any(_of_one_view(pair, other) for other in pairs)]
    for pair in list(views):
        views += _unseen(scene, pair, [name for _, name in views])
    for picture, name in views:
        _join(scene, picture, name)


def _unseen(scene: Scene, pair: Pair, named: Sequence[Thing]) -> list[Pair]:
    """Tiles of the same row whose pictures were passed over: names under as large a patch that is not
    empty."""
    picture, name = pair
    width, height = picture.box.width, picture.box.height
    made = []
    for label in scene.things:
        if label.kind != "label" or label in named or abs(label.box.y0 - name.box.y0) > 4:
            continue
        left, top = label.box.middle_x - width // 2, picture.box.y0
        place = Box(x0=max(0, left), y0=top, x1=max(1, left + width), y1=top + height)
        taken = any(t is not label and t.kind in TAKEN and t.box.meets(place) for t in scene.things)
        if not taken and _is_below(label.box, place) and _drawn(scene, place):
            made.append((scene.add(Thing(place, "icon", score=0.6)), label))
    return made


def _drawn(scene: Scene, place: Box) -> bool:
    part = scene.busy[place.y0 : place.y1, place.x0 : place.x1]
    return bool(part.size) and float(part.mean()) > LEAST_DRAWN


def _named(thing: Thing, things: Sequence[Thing]) -> Pair | None:
    """A wordless picture with the name that stands right below its middle."""
    width, height = thing.box.width, thing.box.height
    square = max(width, height) <= OBLONG * min(width, height)
    if thing.kind not in PICTURES or thing.text or not square or not LEAST <= max(width, height) <= MOST:
        return None
    below = [t for t in things if t.kind == "label" and t.text and _is_below(t.box, thing.box)]
    name = min(below, key=lambda t: t.box.y0, default=None)
    return (thing, name) if name is not None else None


def _is_below(name: Box, picture: Box) -> bool:
    middle = abs(name.x0 + name.x1 - picture.x0 - picture.x1) <= 2 * OFF
    return middle and BELOW[0] <= name.y0 - picture.y1 <= BELOW[1] and name.width <= 3 * picture.width


def _of_one_view(one: Pair, other: Pair) -> bool:
    """Two tiles of about one size whose names stand in one row, or whose middles in one column."""
    if one is other or one[0] is other[0] or one[1] is other[1]:
        return False
    small, large = sorted((one[0].box.height, other[0].box.height))
    row = abs(one[1].box.y0 - other[1].box.y0) <= 6
    column = abs(one[0].box.middle_x - other[0].box.middle_x) <= OFF
    return large <= ALIKE * small and (row or column)


def _join(scene: Scene, picture: Thing, name: Thing) -> None:
    if picture not in scene.things or name not in scene.things:
        return
    scene.things = [t for t in scene.things if t is not name]
    picture.box = bounding((picture.box, name.box))
    picture.kind, picture.text, picture.aliases = "list_item", name.text, ()
    picture.fill, picture.ink = name.fill, name.ink
    picture.states.discard("checked")
