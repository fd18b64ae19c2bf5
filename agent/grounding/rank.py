"""All things of a scene that a phrase may mean, with scores: `evidence.py`, then where they stand.

Windows, anchors, places and ordinals compare things with each other: the nearest to the anchor or the corner
keeps its score, the others lose by how much farther they are.
"""

from __future__ import annotations

from collections.abc import Collection

from agent.grounding.evidence import Ranked, weigh
from agent.grounding.kinds import CONTAINERS, FIELDS, PASSIVE, TICKABLE
from agent.grounding.order import counted, is_row, middle, outermost
from agent.grounding.place import RELATIONS, in_row_of, inside, near, off_place, within
from agent.grounding.scene import Scene
from agent.grounding.scope import is_generic, named, title_fit
from agent.grounding.tables import row_of
from agent.intents import Phrase, Relation
from agent.types import Box, Kind

SURE = 0.55  # what an anchor must reach
EQUAL = 0.04  # anchors that are this close are all meant
_TITLES = PASSIVE | {"text_field", "window", "dialog"}  # the strip of a title bar looks like a field

Anchor = tuple[Box, int | None]
"""Where something stands, and the element that stands there (None: a window)."""


class Unplaced(Exception):
    """What the phrase refers to (a window, an anchor) is not there; the message says so."""


def rank(scene: Scene, phrase: Phrase, prefer: Collection[Kind] = (), anchor: bool = False) -> list[Ranked]:
    """All that the phrase may mean, best first. `anchor`: it only says where something else is.

    Raises Unplaced when a window or an anchor that it names is not there.
    """
    if not _says_anything(phrase):
        return []
    things = _in_window(scene, phrase, weigh(scene, _eligible(scene, phrase, anchor), phrase, prefer, anchor))
    for relation in phrase.relations:
        things = _related(scene, phrase, things, relation)
    if phrase.place is not None:
        things = _placed(scene, phrase, things)
    if phrase.extreme is not None:
        things = outermost(scene, things, phrase.extreme, phrase.measure)
    if phrase.ordinal is not None:
        things = counted(scene, phrase, things, phrase.ordinal)
    return sorted(things, key=lambda r: (-r.score, r.index))


def _says_anything(phrase: Phrase) -> bool:
    said = (phrase.name, phrase.kinds, phrase.place, phrase.colour, phrase.states, phrase.relations)
    return any(said) or phrase.ordinal is not None or phrase.extreme is not None


def _eligible(scene: Scene, phrase: Phrase, anchor: bool) -> list[int]:
    """No windows of our own; containers only where one may be meant."""
    holders = anchor or any(kind in CONTAINERS for kind in phrase.kinds)
    return [
        i
        for i, e in enumerate(scene.elements)
        if (holders or e.kind not in CONTAINERS) and not scene.is_ours(i)
    ]


# -- windows ----------------------------------------------------------------


def _in_window(scene: Scene, phrase: Phrase, things: list[Ranked]) -> list[Ranked]:
    """Those in the window that was said, or near what looks like its title."""
    if not phrase.window:
        return things
    meant = named(scene.regions, phrase.window)
    if meant:
        return [t for t in things if _held(scene, scene.owners[t.index], meant)]
    if is_generic(phrase.window):
        return things
    titles = _titles(scene, phrase.window)
    if titles:
        words = f"in “{phrase.window}”"
        return _compare(things, {t.index: _under(scene, t, titles) for t in things}, words)
    if any(region.title for region in scene.regions):
        raise Unplaced(f"No window on the screen is called “{phrase.window}”.")
    return [t.times(0.85) for t in things]


def _held(scene: Scene, holder: int | None, meant: Collection[int]) -> bool:
    """Whether a region is one of those that are meant, or a menu or dialog on top of one."""
    if holder is None or holder in meant:
        return holder is not None
    region = scene.regions[holder]
    return not region.title and any(
        inside(region.box, scene.regions[m].box) > 0.3 for m in meant if m < holder
    )


def _titles(scene: Scene, name: str) -> list[Box]:
    """Texts that look like the title of the window or of the part of a page that is meant."""
    fits = [(title_fit(name, e.text), e.box) for e in scene.elements if e.text and e.kind in _TITLES]
    best = max((fit for fit, _ in fits), default=0.0)
    return [box for fit, box in fits if fit >= max(0.6, best - 0.05)]


def _under(scene: Scene, thing: Ranked, titles: list[Box]) -> float:
    """How near a thing is to the nearest title that it does not stand above."""
    box = scene.elements[thing.index].box
    return max((near(box, t, scene.unit) for t in titles if box.y1 > t.y0 and box != t), default=0.0)


# -- anchors ----------------------------------------------------------------


def _compare(things: list[Ranked], fits: dict[int, float], words: str) -> list[Ranked]:
    """The best fit nearly keeps its score, the others lose; what does not fit at all drops out."""
    best = max(fits.values(), default=0.0)
    keep = 0.75 + 0.25 * best
    return [t.times(keep * (0.55 + 0.45 * fit / best), words) for t in things if (fit := fits[t.index]) > 0]


def _related(scene: Scene, phrase: Phrase, things: list[Ranked], relation: Relation) -> list[Ranked]:
    """Those that stand to the anchor as was said, the nearest best."""
    anchors = _anchors(scene, relation.anchor)
    if not anchors:
        return [t.times(0.93) for t in things]
    words = f"{relation.how.replace('_', ' ')} “{relation.anchor.words}”"
    return _compare(things, {t.index: _fit(scene, phrase, t, relation, anchors) for t in things}, words)


def _anchors(scene: Scene, anchor: Phrase) -> list[Anchor]:
    """What the anchor may mean, all of it; nothing when it is a sort of container that the eye does not see.

    Raises Unplaced when something of that name should be there and is not.
    """
    ranked = [r for r in rank(scene, anchor, anchor=True) if r.sure]
    best = ranked[0].score if ranked else 0.0
    if best >= SURE:
        good = [r for r in ranked if r.score > best - EQUAL]
        return [(scene.elements[m].box, m) for r in good for m in r.members]
    return _region_anchors(scene, anchor)


def _region_anchors(scene: Scene, anchor: Phrase) -> list[Anchor]:
    """Windows, dialogs and menus as anchors."""
    name = anchor.name or anchor.window
    if name and not is_generic(name):
        meant = named(scene.regions, name)
        if not meant:
            raise Unplaced(
                f"Nothing on the screen fits “{anchor.words}”, by which the target should be found."
            )
        return [(scene.regions[i].box, None) for i in sorted(meant)]
    if anchor.kinds and not any(kind in CONTAINERS for kind in anchor.kinds):
        raise Unplaced(f"There is no “{anchor.words}” on the screen, by which the target should be found.")
    return [
        (scene.regions[i].box, None) for i in sorted(scene.front) if scene.regions[i].kind in anchor.kinds
    ]


def _fit(scene: Scene, phrase: Phrase, thing: Ranked, relation: Relation, anchors: list[Anchor]) -> float:
    """The best over all anchors. A thing is not beside itself, unless the anchor is its caption.

    "The box next to Remember me" is the box of that name, and hardly another that stands beside it, too.
    """
    box, measure = scene.elements[thing.index].box, RELATIONS[relation.how]
    if relation.how == "inside" and is_row(relation.anchor):
        measure = _in_row
    if relation.anchor.extreme in ("most", "least"):
        return max((_in_its_row(scene, box, e) for _, e in anchors if e is not None), default=0.0)
    fits = [measure(box, at, scene.unit) for at, element in anchors if element not in thing.members]
    if relation.how in ("next_to", "near"):
        named_so = [e for _, e in anchors if e is not None and _bears_caption(scene, e, phrase)]
        if named_so:
            return 1.0 if thing.index in named_so else 0.8 * max(fits, default=0.0)
    return max(fits, default=0.0)


def _in_its_row(scene: Scene, box: Box, cell: int) -> float:
    """In the row, or on the card, of a value."""
    row = row_of(scene, cell)
    return (
        1.0
        if row.contains(box.centre)
        else 0.9 * in_row_of(box, row, scene.unit) * (row.width > 0.9 * scene.screen.width)
    )


def _in_row(box: Box, anchor: Box, unit: float) -> float:
    """Inside what the eye took for a row, or in line with it where that was but a cell."""
    return max(within(box, anchor, unit), 0.9 * in_row_of(box, anchor, unit))


def _bears_caption(scene: Scene, index: int, phrase: Phrase) -> bool:
    """A box or a field of the kind that was said, called by a text beside it. A button is its own text."""
    kind = scene.elements[index].kind
    return kind in phrase.kinds and kind in TICKABLE | FIELDS


# -- places --------------------------------------------------------------


def _placed(scene: Scene, phrase: Phrase, things: list[Ranked]) -> list[Ranked]:
    """Nearest to the corner, edge or middle of the window, the best first."""
    assert phrase.place is not None
    region, place = _region_of(scene, phrase), phrase.place
    if place == "centre":
        held = [t for t in things if region.contains(scene.elements[t.index].box.centre)]
        if (inner := middle(scene, phrase, held)) is not None:
            return inner
    boxes = {t.index: scene.elements[t.index].box for t in things}
    if not any(region.contains(box.centre) for box in boxes.values()):
        region = scene.screen  # what is in front is a menu, and something else is meant
    off = {i: off_place(box, region, place) for i, box in boxes.items() if region.contains(box.centre)}
    least = min(off.values(), default=0.0)
    likely = 1.0 if least < 0.5 else 0.8
    words = f"at the {place.replace('_', ' ')}"
    fits = {i: likely * (0.5 + 0.5 / (1 + (away - least) / 0.1)) for i, away in off.items()}
    return [t.times(fits[t.index], words) for t in things if t.index in fits]


def _region_of(scene: Scene, phrase: Phrase) -> Box:
    """What "top right" is said of: the anchor that it is inside, the window named, or what is in front."""
    held = next((r for r in phrase.relations if r.how == "inside"), None)
    if held is not None and (anchors := _anchors(scene, held.anchor)):
        return anchors[0][0]
    meant = named(scene.regions, phrase.window) if phrase.window else frozenset()
    boxes = [scene.regions[i].box for i in meant]
    return min(boxes, key=lambda b: b.area) if boxes else scene.front_box()
