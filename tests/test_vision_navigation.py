"""Side bars: columns of short texts beside the content become entries or links, and nothing else does."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box, Pixels
from vision.fills import Region, busy_mask
from vision.lines import TextLine
from vision.navigation import find_navigation
from vision.scene import Scene, Thing

NAMES = ("Privacy", "Performance", "Appearance", "Languages", "System")
BODY = tuple(f"A long line of the text that stands beside it, number {i}" for i in range(6))


def _line(text: str, x0: int, y: int, em: float = 13.0) -> TextLine:
    return TextLine(Box(x0=x0, y0=y - 8, x1=x0 + 7 * len(text), y1=y + 8), text, 0.95, em)


def _column(pace: int, x0: int = 60, names: tuple[str, ...] = NAMES) -> list[TextLine]:
    return [_line(name, x0, 60 + pace * i) for i, name in enumerate(names)]


def _body(x0: int = 320) -> list[TextLine]:
    return [_line(text, x0, 63 + 23 * i) for i, text in enumerate(BODY)]


def _found(
    lines: list[TextLine],
    pixels: Pixels | None = None,
    regions: tuple[Region, ...] = (),
    things: tuple[Thing, ...] = (),
) -> dict[str, Thing]:
    pixels = np.full((400, 900, 3), 255, np.uint8) if pixels is None else pixels
    labels = [Thing(line.box, "label", line.text) for line in lines]
    scene = Scene(pixels, lines, list(regions), [], 13.0, busy_mask(pixels), [*labels, *things])
    find_navigation(scene)
    return {thing.text: thing for thing in scene.things if thing.text}


def _with_icons(lines: list[TextLine]) -> Pixels:
    pixels = np.full((400, 900, 3), 255, np.uint8)
    for line in lines:
        middle = line.box.centre.y
        pixels[middle - 7 : middle + 7 : 3, line.box.x0 - 34 : line.box.x0 - 18] = 60
    return pixels


def test_short_texts_beside_the_content_are_links() -> None:
    found = _found(_column(18) + _body())
    assert {found[name].kind for name in NAMES} == {"link"}
    assert {found[text].kind for text in BODY} == {"label"}
    assert found["Privacy"].box == _column(18)[0].box


def test_all_of_a_panel_of_its_own_colour_belongs_to_it() -> None:
    pixels = np.full((400, 900, 3), 255, np.uint8)
    pixels[20:380, 20:250] = 230
    panel = Region(Box(x0=20, y0=20, x1=250, y1=380), (230, 230, 230), 0.9)
    more = [_line("Indented", 90, 260), _line("A title", 60, 300, em=20.0)]
    found = _found(_column(18) + more + _body(), pixels, (panel,))
    assert found["Indented"].kind == "link"
    assert found["A title"].kind == "label"


def test_texts_with_icons_are_entries_as_wide_as_the_selected_one() -> None:
    lines = _column(40)
    row = Region(Box(x0=4, y0=82, x1=264, y1=118), (200, 210, 250), 0.9)
    found = _found(lines, _with_icons(lines), (row,))
    assert {found[name].kind for name in NAMES} == {"list_item"}
    assert (found["System"].box.x0, found["System"].box.x1, found["System"].box.height) == (4, 264, 40)


def test_an_entry_takes_what_was_made_of_its_row() -> None:
    lines = _column(40)
    other = Thing(Box(x0=4, y0=82, x1=264, y1=118), "spin_box", "Performance")
    found = _found(lines, _with_icons(lines), things=(other,))
    assert found["Performance"].kind == "list_item"


@pytest.mark.parametrize(
    "lines",
    [
        _column(18),
        _column(18, names=tuple(f"{name}:" for name in NAMES)) + _body(),
        _column(18) + [_line("value", 160, 60 + 18 * i) for i in range(5)],
        _column(18)[:3] + _body(),
        _column(90) + _body(),
        _column(18, x0=200) + _body(560) + [_line("On its left, too", 20, 70 + 20 * i) for i in range(3)],
    ],
    ids=["no content", "captions", "values beside", "three", "far apart", "in the middle"],
)
def test_what_is_no_side_bar(lines: list[TextLine]) -> None:
    assert {thing.kind for thing in _found(lines).values()} == {"label"}


def test_a_form_is_no_side_bar() -> None:
    fields = tuple(
        Thing(Box(x0=180, y0=50 + 30 * i, x1=300, y1=70 + 30 * i), "text_field", f"field {i}")
        for i in range(5)
    )
    found = _found(_column(30) + _body(), things=fields)
    assert {found[name].kind for name in NAMES} == {"label"}


def test_what_is_written_in_a_field_stays_there() -> None:
    area = Thing(Box(x0=10, y0=10, x1=300, y1=380), "text_area", "written")
    assert _found(_column(18) + _body(), things=(area,))["Privacy"].kind == "label"
