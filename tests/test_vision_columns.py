"""Entries that were passed over are found by the others of their column."""

from __future__ import annotations

import numpy as np

from agent.types import Box
from vision.columns import complete_columns
from vision.lines import TextLine
from vision.scene import Scene, Thing

NAMES = ("Autofill", "Privacy", "Performance", "Appearance", "Downloads")
PITCH = 30


def _line(name: str, row: int, x0: int = 60, em: float = 13.0) -> TextLine:
    y = 40 + PITCH * row
    return TextLine(Box(x0=x0, y0=y - 8, x1=x0 + 7 * len(name), y1=y + 8), name, 0.95, em)


def _entry(name: str, row: int) -> Thing:
    y = 40 + PITCH * row
    return Thing(Box(x0=10, y0=y - 15, x1=240, y1=y + 15), "list_item", name)


def _scene(lines: list[TextLine], things: list[Thing]) -> Scene:
    pixels = np.zeros((400, 600, 3), np.uint8)
    return Scene(pixels, lines, [], [], 13.0, np.zeros((400, 600), np.uint8), things)


def _completed(*more: TextLine, found: tuple[int, ...] = (1, 2, 3)) -> dict[str, Thing]:
    lines = [_line(name, row) for row, name in enumerate(NAMES) if row in found] + list(more)
    things = [_entry(NAMES[row], row) for row in found] + [
        Thing(line.box, "label", line.text) for line in more
    ]
    scene = _scene(lines, things)
    complete_columns(scene)
    return {thing.text: thing for thing in scene.things}


def test_the_entries_above_and_below_are_found_too() -> None:
    found = _completed(_line(NAMES[0], 0), _line(NAMES[4], 4), _line("Languages", 5))
    assert {found[name].kind for name in (*NAMES, "Languages")} == {"list_item"}
    assert found[NAMES[0]].box == Box(x0=10, y0=25, x1=240, y1=55)


def test_what_stands_in_a_new_entry_is_its_own() -> None:
    found = _completed(_line(NAMES[0], 0), _line("Ctrl+A", 0, x0=190))
    assert "Ctrl+A" not in found


def test_other_texts_stay_what_they_are() -> None:
    found = _completed(
        _line("Heading", 0, em=20.0), _line("Aside", 4, x0=90), _line("Far away", 8), found=(1, 2, 3)
    )
    assert {found[name].kind for name in ("Heading", "Aside", "Far away")} == {"label"}


def test_two_entries_make_no_column() -> None:
    assert _completed(_line(NAMES[0], 0), found=(1, 2))[NAMES[0]].kind == "label"
