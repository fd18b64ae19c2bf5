"""Pictures with names under them become entries; other pictures and labels stay what they are."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box, Kind
from vision.scene import Scene, Thing
from vision.tiles import find_tiles


def scene(*things: Thing, drawn: tuple[Box, ...] = ()) -> Scene:
    busy = np.zeros((400, 600), np.uint8)
    for box in drawn:
        busy[box.y0 : box.y1 : 3, box.x0 : box.x1] = 1
    return Scene(np.zeros((400, 600, 3), np.uint8), [], [], [], 13.0, busy, list(things))


def tile(x: int, y: int, text: str, kind: Kind = "icon_button", side: int = 60) -> list[Thing]:
    picture = Thing(Box(x0=x, y0=y, x1=x + side, y1=y + side), kind)
    middle = x + side // 2
    return [
        picture,
        Thing(Box(x0=middle - 35, y0=y + side + 3, x1=middle + 35, y1=y + side + 17), "label", text),
    ]


@pytest.mark.parametrize("kind", ["icon_button", "icon", "image", "button", "list_item"])
def test_two_in_a_row_are_entries(kind: Kind) -> None:
    made = scene(*tile(40, 40, "Music", kind), *tile(140, 40, "Videos", "icon"))
    find_tiles(made)
    assert [(t.kind, t.text) for t in made.things] == [("list_item", "Music"), ("list_item", "Videos")]
    assert made.things[0].box == Box(x0=35, y0=40, x1=105, y1=117)


def test_two_in_a_column_are_entries() -> None:
    made = scene(*tile(40, 40, "Home"), *tile(40, 160, "Trash"))
    find_tiles(made)
    assert {t.kind for t in made.things} == {"list_item"}


def test_one_alone_may_be_anything() -> None:
    made = scene(*tile(40, 40, "Music"))
    find_tiles(made)
    assert [t.kind for t in made.things] == ["icon_button", "label"]


def test_small_pictures_and_other_sizes_are_no_tiles() -> None:
    made = scene(*tile(40, 40, "New", side=20), *tile(140, 40, "Open", side=20))
    find_tiles(made)
    assert "list_item" not in {t.kind for t in made.things}
    uneven = scene(*tile(40, 40, "One", side=60), *tile(240, 40, "Other", side=120))
    find_tiles(uneven)
    assert "list_item" not in {t.kind for t in uneven.things}


def test_a_picture_that_was_passed_over_is_found_by_its_row() -> None:
    passed, empty = Box(x0=240, y0=40, x1=300, y1=100), tile(340, 40, "Nothing above")[1]
    name = tile(240, 40, "Photos")[1]
    made = scene(*tile(40, 40, "Music"), *tile(140, 40, "Videos"), name, empty, drawn=(passed,))
    find_tiles(made)
    assert [t.text for t in made.things if t.kind == "list_item"] == ["Music", "Videos", "Photos"]
    assert [t.text for t in made.things if t.kind == "label"] == ["Nothing above"]
