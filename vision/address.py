"""Address and search fields: an address, or the word “search”, in a long bar with room left to write in."""

from __future__ import annotations

import re

from agent.types import Box, Kind
from vision.geometry import overlap_share
from vision.scene import Scene, Thing

ADDRESS = re.compile(
    r"^(?:[a-z][a-z+.-]*:/{1,2}\S|www\.\S|(?:~|/)[\w.-]*/|[A-Z]:\\|about:\w"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|dev|cn|de|fr|uk|eu|info)(?:[/:?]|$))",
    re.IGNORECASE,
)
# a magnifying glass is often read as a letter before the words
SEARCH = re.compile(
    r"^(?:\S{1,2}\s)?(?:(?:search|find|filter|suche|rechercher|buscar)\b|搜索|查找)", re.IGNORECASE
)
UNSURE = frozenset(["label", "link", "tab", "button", "menu_bar_item", "menu_item", "radio"])
HEIGHT = (20, 52)  # pixels at 100 %
LEAST_WIDTH = 240
ROOM = 80  # pixels after the text that nothing stands in
EDGE = 8


def find_addresses(scene: Scene) -> None:
    """Makes a field of the address in each such bar; what else stands in the bar stays as it is."""
    bars = [r.box for r in scene.regions if _bar_sized(r.box)]
    for thing in scene.things:
        kind = _kind_of(thing.text.strip()) if thing.kind in UNSURE else None
        if kind is None:
            continue
        around = [bar for bar in bars if overlap_share(thing.box, bar) > 0.9]
        bar = min(around, key=lambda b: b.area, default=None)
        if bar is not None:
            _widen(scene, thing, bar, kind)


def _kind_of(text: str) -> Kind | None:
    if ADDRESS.match(text):
        return "text_field"
    return "search_field" if SEARCH.match(text) else None


def _bar_sized(box: Box) -> bool:
    return HEIGHT[0] <= box.height <= HEIGHT[1] and box.width >= LEAST_WIDTH


def _widen(scene: Scene, thing: Thing, bar: Box, kind: Kind) -> None:
    """The field reaches from its text to what stands next in the bar, if there is room."""
    after = [
        t.box.x0 for t in scene.things if t is not thing and t.box.x0 >= thing.box.x1 and _in_row(t.box, bar)
    ]
    right = min([*after, bar.x1]) - EDGE
    if right - thing.box.x1 < ROOM:
        return
    high = max(4, min(thing.box.y0 - bar.y0, bar.y1 - thing.box.y1) - 4)
    thing.box = Box(x0=thing.box.x0, y0=thing.box.y0 - high, x1=right, y1=thing.box.y1 + high)
    thing.kind = kind
    thing.states.add("editable")


def _in_row(box: Box, bar: Box) -> bool:
    return box.height < 2 * bar.height and min(box.y1, bar.y1) - max(box.y0, bar.y0) > box.height // 2
