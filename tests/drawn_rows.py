"""Observations put together by hand, for what reads tables, values and groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from agent.grounding.scene import Scene
from agent.types import Element, Frame, Kind, Observation, State, box_of

Row = tuple[Kind, str, tuple[int, int, int, int]]


def seen(
    things: Iterable[Row | tuple[Kind, str, tuple[int, int, int, int], str]],
    states: dict[int, State] | None = None,
) -> Observation:
    """Elements by kind, text, box and label; `states` by their place in the list."""
    elements = []
    for number, thing in enumerate(things):
        kind, text, box = thing[:3]
        label = thing[3] if len(thing) > 3 else ""
        marks = frozenset([states[number]]) if states and number in states else frozenset()
        elements.append(Element(id=number, kind=kind, text=text, box=box_of(box), label=label, states=marks))
    return Observation(Frame(np.zeros((800, 1000, 3), np.uint8)), tuple(elements))


def scene(things: Iterable[Row]) -> Scene:
    return Scene(seen(things))


def table(rows: Sequence[tuple[str, ...]], widths: tuple[int, ...] = (200, 200, 120)) -> list[Row]:
    """Cells from the top left, 40 pixels a row; a text in brackets is a button."""
    found: list[Row] = []
    for down, row in enumerate(rows):
        left = 20
        for across, text in enumerate(row):
            kind: Kind = "button" if text.startswith("[") else "label"
            width = min(widths[across] - 20, 12 * max(1, len(text)))
            found.append((kind, text.strip("[]"), (left, 40 * down + 10, left + width, 40 * down + 34)))
            left += widths[across]
    return found
