"""An observation made ready for grounding: elements in one fixed order, with their windows and labels.

The order that the eye happened to list the elements in never matters: they are sorted by where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from agent.grounding.fields import has_colon, labels_of
from agent.grounding.kinds import WRITABLE
from agent.grounding.place import line_height, reading_order, same_row
from agent.grounding.scope import Region, in_front, owner, regions_of
from agent.types import Box, Element, Observation, bounding


@lru_cache(maxsize=1)  # several things are looked for in one observation, one after the other
def scene_of(observation: Observation) -> Scene:
    """The scene of an observation."""
    return Scene(observation)


@dataclass(frozen=True, eq=False)
class Scene:
    """What `ground` works on. Elements go by their place in `elements`."""

    observation: Observation
    elements: tuple[Element, ...] = field(init=False)

    def __post_init__(self) -> None:
        fixed = sorted(
            self.observation.elements, key=lambda e: (e.kind, e.text, e.label, sorted(e.states), e.id)
        )
        object.__setattr__(self, "elements", tuple(reading_order(fixed, lambda e: e.box)))

    @cached_property
    def unit(self) -> float:
        """The usual height of a line, in pixels."""
        return line_height([e.box for e in self.elements])

    @cached_property
    def labels(self) -> dict[int, int]:
        """Field → its label."""
        return labels_of(self.elements, self.unit)

    def labels_for(self, writing: bool) -> dict[int, int]:
        """`labels`; only the plain ones when nothing is to be written."""
        return self.labels if writing else self.plain_labels

    @cached_property
    def plain_labels(self) -> dict[int, int]:
        """`labels`, less what only stands by a field to write into.

        Any text may happen to stand left of a field or above it; unless it ends in a colon it is taken as the
        field's label only when a field is looked for.
        """
        all_of = self.elements
        return {
            f: n for f, n in self.labels.items() if all_of[f].kind not in WRITABLE or has_colon(all_of[n])
        }

    @cached_property
    def borrowed(self) -> frozenset[int]:
        """Fields that the eye calls by a text above them which names the field in its own row."""
        rows = {
            (self.elements[n].text.rstrip(":： "), n)
            for f, n in self.labels.items()
            if same_row(self.elements[f].box, self.elements[n].box) >= 0.5
        }
        return frozenset(
            i
            for i, e in enumerate(self.elements)
            if e.label and i not in self.labels
            for text, n in rows
            if text == e.label and same_row(e.box, self.elements[n].box) < 0.5
        )

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Windows, dialogs and menus, bottom to top."""
        return regions_of(self.observation, self.elements, self.unit)

    @cached_property
    def front(self) -> frozenset[int]:
        """The regions in front."""
        return in_front(self.regions)

    @cached_property
    def owners(self) -> tuple[int | None, ...]:
        """For each element the topmost region at its middle."""
        return tuple(owner(self.regions, e.box) for e in self.elements)

    @cached_property
    def screen(self) -> Box:
        """The picture's box, or what the elements take up where the picture is empty."""
        box = self.observation.frame.box
        return box if box.area or not self.elements else bounding(e.box for e in self.elements)

    def front_box(self) -> Box:
        """The region that places ("top right") are said of when none is named."""
        boxes = [self.regions[i].box for i in self.front]
        return min(boxes, key=lambda b: b.area) if boxes else self.screen

    def is_ours(self, index: int) -> bool:
        """Whether an element is part of Deskhand's own windows, which it never touches."""
        holder = self.owners[index]
        return holder is not None and self.regions[holder].ours
