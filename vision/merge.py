"""What the rules made of text and shapes, and what the model sees → one list of things.

Where both speak of the same box they are one thing: its text comes from the reader, its kind from whoever is
surer. What only the model sees is added with the text that lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from agent.types import Box, ContainerKind, Kind, State
from vision.decode import Sight
from vision.geometry import BoxIndex, overlap_share
from vision.icon_names import names_of, usual_name
from vision.scene import Thing

CONTAINERS = frozenset(get_args(ContainerKind))
TEXTS = frozenset(["label", "heading"])
PASSIVE = TEXTS | {"icon", "image", "progress_bar", "tooltip", "splitter"}
ALONE = frozenset(["image", "list", "table", "panel", "toolbar"])  # keep their texts as things of their own
PICTURED = frozenset(["icon_button", "button", "icon", "window_control"])
SURE_MEANING = 0.6
SAME = 0.5  # IoU of a rule's box and a sight's that are one thing
LIKE = 0.3  # IoU from which a sight, however faint, speaks for a rule's control
SURE = 0.6  # least score of what only the model sees
SURE_BOX = 0.5
PLAIN = 0.9  # of what the model is so sure what kind it is, SURE_BOX is enough
SURE_KIND = 0.75  # from here on the model's word for a kind counts more than the rules'
WITHIN = 0.6  # share of a text's box that lies in the thing it belongs to
DOUBTED = frozenset(["button", "icon_button", "icon", "tab"])  # the rules make these of any frame
WHOLES = frozenset(["combo_box", "spin_box", "scroll_bar", "slider"])
PARTS = frozenset(["button", "icon_button", "slider", "icon"])  # arrows and knobs are no things of their own
PART_WITHIN = 0.7
TALLEST = {"checkbox": 44, "radio": 44, "switch": 60, "spin_box": 64, "combo_box": 72}  # pixels at 100 %
LOWEST = dict.fromkeys(("text_field", "search_field", "password_field", "combo_box", "spin_box"), 17)
PART = 0.85
OBLONG = 1.2  # least width of a switch, in heights
TICKS = frozenset(["checkbox", "radio"])
ITEMS = frozenset(["menu_item", "list_item", "tree_item"])
HELD_KINDS = (
    "menu_item",
    "menu_bar_item",
    "table_header",
    "window_control",
)  # the rules know these by what is round them


def merge(things: Sequence[Thing], sights: Sequence[Sight]) -> list[Thing]:
    """`things` and `sights` of one picture, in its pixels → things; those given may change in place."""
    placed = [(_box(sight), sight) for sight in sights if sight.kind not in CONTAINERS]
    seen = _Seen([box for box, _ in placed])
    merged = _Merged([kept for thing in things if (kept := _doubted(thing, seen)) is not None])
    for box, sight in placed:
        if not LOWEST.get(sight.kind, 0) <= box.height <= TALLEST.get(sight.kind, box.height):
            continue
        near = merged.at(box)
        changed = _twin(box, near)
        if changed is not None:
            _agree(changed, sight)
        elif sight.score >= SURE and (changed := _part_of(box, sight, near)) is not None:
            _widen(changed, sight, box)
        elif sight.score >= SURE_BOX and (changed := _icon_at(box, sight, near)) is not None:
            changed.box, changed.kind = box, _kind(sight)
            _name(changed, sight)
        elif sight.score >= (SURE_BOX if sight.sure >= PLAIN else SURE):
            changed = _added(merged, near, sight, box)
        if changed is not None:
            merged.place(changed)
    return _without_inner_icons(merged.things())


class _Merged:
    """Things, and which of them stand at a place."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._ranks: dict[int, int] = {}  # by id(): when each came
        self._gone: set[int] = set()
        self._placed: list[Thing] = []  # as in the index; again where it has moved
        self._index = BoxIndex()
        for thing in things:
            self.place(thing)

    def place(self, thing: Thing) -> None:
        """A new thing, or one that may have moved."""
        self._ranks.setdefault(id(thing), len(self._ranks))
        self._index.add(thing.box)
        self._placed.append(thing)

    def remove(self, things: Sequence[Thing]) -> None:
        self._gone |= {id(thing) for thing in things}

    def at(self, box: Box) -> list[Thing]:
        """Those that have a pixel in common with a box, in the order in which they came."""
        return [thing for thing in self._once(self._index.meeting(box)) if thing.box.meets(box)]

    def things(self) -> list[Thing]:
        return self._once(range(len(self._placed)))

    def _once(self, places: Iterable[int]) -> list[Thing]:
        found = {id(self._placed[i]): self._placed[i] for i in places}
        return [found[key] for key in sorted(found, key=self._ranks.__getitem__) if key not in self._gone]


def _without_inner_icons(things: list[Thing]) -> list[Thing]:
    """Without the icons that stand on buttons beside their text: they are no buttons of their own."""
    texts = [t.box for t in things if t.kind in ("button", "link") and t.text]

    def inner(icon: Thing) -> bool:
        if icon.kind not in ("icon_button", "icon") or icon.text or icon.score >= SURE:
            return False
        middle = icon.box.centre
        return any(b.contains(middle) and overlap_share(icon.box, b) > 0.5 for b in texts)

    return [t for t in things if not inner(t)]


class _Seen:
    """Where the model sees something."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes, self._index = boxes, BoxIndex(boxes)

    def like(self, box: Box) -> bool:
        """Something much like this box."""
        return any(self._boxes[i].iou(box) >= LIKE for i in self._index.meeting(box))


def _doubted(thing: Thing, seen: _Seen) -> Thing | None:
    """A control that the model sees nothing like is none: its text is left as a label, if it has one."""
    if thing.kind not in DOUBTED or seen.like(thing.box):
        return thing
    if not thing.text:
        return None
    thing.kind = "label"
    thing.states.discard("editable")
    return thing


def _box(sight: Sight) -> Box:
    x0, y0, x1, y1 = (round(v) for v in sight.box)
    return Box(x0=x0, y0=y0, x1=max(x0 + 1, x1), y1=max(y0 + 1, y1))


def _twin(box: Box, things: Sequence[Thing]) -> Thing | None:
    """The thing that has nearly this box."""
    near = [t for t in things if t.kind not in CONTAINERS and t.box.iou(box) >= SAME]
    return max(near, key=lambda t: t.box.iou(box), default=None)


def _agree(thing: Thing, sight: Sight) -> None:
    """A text becomes a control, or a doubtful control a mere text, only where the model is sure that it is
    there. Its label on a check box is no more than the box's own words."""
    crosses = (thing.kind in PASSIVE) != (sight.kind in PASSIVE)
    pressed = thing.kind == "icon" and sight.kind in (PICTURED - PASSIVE) | {"switch"}
    there = sight.score >= (SURE_BOX if pressed else SURE if crosses else LIKE)
    kept = thing.kind in HELD_KINDS or (sight.kind in PASSIVE and crosses and thing.kind not in DOUBTED)
    if there and sight.sure >= SURE_KIND and not kept:
        thing.kind = _kind(sight)
    elif there and pressed:
        thing.kind = "switch" if sight.kind == "switch" else "icon_button"
    if sight.score >= SURE_BOX and not thing.text and {thing.kind, sight.kind} <= PICTURED:
        thing.box = _box(sight)  # the rules know an icon's ink, and guess how far it can be pressed
    thing.score = max(thing.score, sight.score)
    _name(thing, sight)


def _icon_at(box: Box, sight: Sight, things: Sequence[Thing]) -> Thing | None:
    """The icon, no more to the rules than a picture, that stands where the model sees something to press."""
    if sight.kind not in PICTURED - PASSIVE:
        return None
    return next((t for t in things if t.kind == "icon" and t.box.iou(box) >= LIKE and not t.text), None)


def _part_of(box: Box, sight: Sight, things: Sequence[Thing]) -> Thing | None:
    """The one control in the box that is a part of what the model sees whole: a check box that reaches to the
    end of its row, the tick of a menu's entry."""
    held = [t for t in things if t.kind not in PASSIVE | CONTAINERS and overlap_share(t.box, box) > PART]
    if len(held) != 1 or held[0].box.height < 0.5 * box.height:
        return None
    ticked = held[0].kind in TICKS and sight.kind in ITEMS
    return held[0] if held[0].kind == sight.kind or ticked else None


def _widen(thing: Thing, sight: Sight, box: Box) -> None:
    thing.box, thing.kind = box, _kind(sight)
    thing.score = max(thing.score, sight.score)


def _name(thing: Thing, sight: Sight) -> None:
    """An icon without text answers to the names of what its picture may mean, and bears the first if it
    surely means that."""
    thing.embedding = sight.embedding or thing.embedding
    meant = sight.meanings[0][1] if sight.meanings else 0.0
    letter = len(thing.text) == 1 and thing.text.isascii() and thing.text.isalpha()
    if thing.kind == "icon_button" and letter and meant >= SURE_MEANING:
        thing.text = ""  # the picture was read as a letter: an arrow that turns back as a “C”
    if thing.text or thing.label or thing.kind not in PICTURED:
        return
    thing.aliases = tuple((name, chance) for meaning, chance in sight.meanings for name in names_of(meaning))
    if sight.meanings and sight.meanings[0][1] >= SURE_MEANING:
        thing.label = usual_name(sight.meanings[0][0])


def _kind(sight: Sight) -> Kind:
    return sight.kind  # type: ignore[return-value]  # the heads know no others


def _added(things: _Merged, near: Sequence[Thing], sight: Sight, box: Box) -> Thing | None:
    """A new thing that takes in the plain texts that lie in it; None where there is room for none. `near`:
    those that meet it."""
    inside = [t for t in near if t.kind in TEXTS | {"icon"} and overlap_share(t.box, box) > WITHIN]
    linked = sight.kind in TICKS and any(
        t.kind == "link" and overlap_share(t.box, box) > WITHIN for t in near
    )
    if linked or (sight.kind in PASSIVE and inside):
        return None
    if sight.kind not in TICKS and any(
        t.kind == "menu_item" and overlap_share(box, t.box) > PART for t in near
    ):
        return None  # a shortcut, or a piece of the entry's name
    if sight.kind == "switch" and box.width < OBLONG * box.height:
        return None
    if any(t.kind not in PASSIVE and t.kind not in CONTAINERS and _rivals(t.box, box) for t in near):
        return None
    if sight.kind in PARTS and any(
        t.kind in WHOLES and overlap_share(box, t.box) > PART_WITHIN for t in near
    ):
        return None
    texts = [t for t in inside if t.kind in TEXTS]
    states: set[State] = {s for s in sight.states}  # type: ignore[misc]
    new = Thing(box, _kind(sight), " ".join(t.text for t in texts), states=states, score=sight.score)
    if texts:
        new.fill, new.ink = texts[0].fill, texts[0].ink
    _name(new, sight)
    if sight.kind not in ALONE:
        things.remove(inside)
    return new


def _rivals(one: Box, other: Box) -> bool:
    """Two boxes for one thing, though not alike enough: one holds most of the other, not much larger."""
    small, large = sorted((one, other), key=lambda b: b.area)
    return overlap_share(small, large) > 0.7 and small.area > 0.35 * large.area
