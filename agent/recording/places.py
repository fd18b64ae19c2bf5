"""What stands where something was done, as it was seen just before. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.grammar.passwords import names_secret
from agent.grounding.scene import scene_of
from agent.macros.marking import Marked, mark_of
from agent.observe_difference import Region, regions, same_shape
from agent.observe_settling import own_windows
from agent.privacy import Private
from agent.recording.aiming import aimed
from agent.types import Box, Element, Frame, Observation, Point, Window

FIELDS = frozenset({"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"})
DOTS = frozenset("•●*·.○。∙⚫")
SHORT_NAME = 60  # characters: a longer text is no field's name
SOME_PIXELS = 4
NOTHING_PRIVATE = Private()
LONGEST_LINE = 200  # characters


@dataclass(frozen=True)
class Place:
    """`empty`: a field in which nothing stood. `secret`: what is typed there is never to be kept."""

    marked: Marked
    kind: str
    box: Box
    empty: bool = False
    secret: bool = False

    @property
    def field(self) -> bool:
        return self.kind in FIELDS


def place_at(seen: Observation, spot: tuple[int, int], private: Private = NOTHING_PRIVATE) -> Place:
    """`spot` is in native input units."""
    point = seen.frame.from_native(*spot)
    return _place(seen, point, aimed(scene_of(seen), point), private)


def place_of(seen: Observation, element: Element, private: Private = NOTHING_PRIVATE) -> Place:
    return _place(seen, element.box.centre, element, private)


def place_as_field(seen: Observation, element: Element, private: Private) -> Place:
    """The same where the eye took a field for something else; it is called by the label beside it."""
    field = element.model_copy(update={"kind": "text_field"})
    elements = tuple(field if e is element else e for e in seen.elements)
    return _place(replace(seen, elements=elements), element.box.centre, field, private)


def _place(seen: Observation, point: Point, element: Element | None, private: Private) -> Place:
    hidden = any(box.contains(point) for box in private.boxes(seen.frame))
    marked = _short(mark_of(seen, point, element, picture=not hidden))
    if element is None:
        return Place(marked, "image", marked.mark.box)
    secret = is_secret(element) or (element.kind in FIELDS and is_secret_name(marked.mark.name))
    return Place(marked, element.kind, element.box, not element.text.strip(), secret)


def _short(marked: Marked) -> Marked:
    """Some programs have titles without end."""
    lines = {name: getattr(marked.mark, name)[:LONGEST_LINE] for name in ("window", "column", "heading")}
    return replace(marked, mark=marked.mark.model_copy(update=lines))


def is_secret(element: Element) -> bool:
    """A field for a password, by its kind, by what it is called, or by the dots in it."""
    if element.kind == "password_field":
        return True
    dots = len(element.text.strip()) >= 2 and set(element.text.strip()) <= DOTS
    return dots or (element.kind in FIELDS and is_secret_name(element.label))


def is_secret_name(name: str) -> bool:
    return len(name) <= SHORT_NAME and names_secret(name)


def changed(before: Frame, after: Frame) -> tuple[Region, ...]:
    """What differs but for carets and our own windows; nothing where the pictures cannot be compared."""
    if not same_shape(before, after) or before.pixels is after.pixels:
        return ()
    found = regions(before, after, own_windows(before, after))
    return tuple(r for r in found if not r.like_caret and r.pixels >= SOME_PIXELS)


def front(frame: Frame) -> Window | None:
    """The window that gets the keys."""
    return next((window for window in frame.windows if window.focused), None)


def in_front(seen: Observation) -> Sequence[Element]:
    """What is in the window that gets the keys; everything where no window is known to."""
    window = front(seen.frame)
    return [e for e in seen.elements if window is None or window.box.contains(e.box.centre)]
