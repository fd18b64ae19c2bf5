"""Rows of a list that each begin with a drawn square are boxes to tick; entries of a menu alone are not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from agent.types import Kind, Pixels, box_of
from vision.read_ticks import find_read_ticks
from vision.scene import Scene, Thing

WHITE, DARK, BLUE, INK, PALE = (255, 255, 255), (31, 35, 44), (20, 110, 230), (70, 70, 70), (220, 220, 220)
HIGH = 30
Colour = tuple[int, int, int]


def rows(
    *names: str,
    kind: Kind = "list_item",
    on: frozenset[int] = frozenset(),
    shape: str = "square",
    ground: Colour = WHITE,
    apart: int = HIGH,
    aside: int = 0,
) -> tuple[Pixels, list[Thing]]:
    """A row below the other; each begins with a sign of 15 pixels, at x = 10 or `aside` from there."""
    image = Image.new("RGB", (260, apart * len(names) + HIGH), ground)
    pen = ImageDraw.Draw(image)
    things = []
    for n, name in enumerate(names):
        top, left = apart * n, 10 + (aside if n % 2 else 0)
        _sign(pen, shape, left, top + 8, n in on, INK if ground == WHITE else PALE)
        for x in range(left + 26, left + 26 + 12 * len(name), 12):
            pen.rectangle((x, top + 10, x + 7, top + 20), outline=INK if ground == WHITE else PALE)
        things.append(Thing(box=box_of((4, top + 2, 240, top + HIGH - 2)), kind=kind, text=name))
    return np.asarray(image, dtype=np.uint8), things


def _sign(pen: ImageDraw.ImageDraw, shape: str, x: int, y: int, on: bool, ink: Colour) -> None:
    if shape == "none":
        return
    paint = pen.ellipse if shape == "round" else pen.rectangle
    paint((x, y, x + 14, y + 14), fill=BLUE if on else None, outline=BLUE if on else ink)
    if on:
        pen.line((x + 3, y + 7, x + 6, y + 11), fill=WHITE, width=2)
        pen.line((x + 6, y + 11, x + 12, y + 3), fill=WHITE, width=2)


def look(pixels: Pixels, *things: Thing) -> list[tuple[Kind, str, bool]]:
    """What is made of the things: kind, text, whether it is ticked."""
    busy = np.zeros(pixels.shape[:2], np.uint8)
    made = Scene(pixels=pixels, lines=[], regions=[], glyphs=[], em=14.0, busy=busy, things=list(things))
    find_read_ticks(made)
    return [(t.kind, t.text, "checked" in t.states) for t in made.things]


@pytest.mark.parametrize("ground", [WHITE, DARK])
@pytest.mark.parametrize("kind", ["list_item", "tree_item"])
def test_rows_that_begin_with_squares_are_boxes_ticked_where_they_are_filled(
    kind: Kind, ground: Colour
) -> None:
    pixels, things = rows("Milk", "Bread", "Tea", kind=kind, on=frozenset({1}), ground=ground)
    assert look(pixels, *things) == [
        ("checkbox", "Milk", False),
        ("checkbox", "Bread", True),
        ("checkbox", "Tea", False),
    ]


def test_such_a_box_begins_where_it_is_drawn_and_is_not_chosen_as_a_row_is() -> None:
    pixels, things = rows("Milk", "Bread")
    things[0].states.add("selected")
    look(pixels, *things)
    assert all(abs(thing.box.x0 - 10) <= 2 for thing in things)
    assert things[0].states == set()


def test_a_single_row_with_a_square_stays_a_row() -> None:
    pixels, things = rows("Milk")
    assert look(pixels, *things) == [("list_item", "Milk", False)]


@pytest.mark.parametrize("shape", ["round", "none"])
def test_rows_without_squares_stay_rows(shape: str) -> None:
    pixels, things = rows("Milk", "Bread", "Tea", shape=shape)
    assert [kind for kind, _, _ in look(pixels, *things)] == ["list_item"] * 3


def test_squares_that_do_not_line_up_are_no_boxes() -> None:
    pixels, things = rows("Milk", "Bread", aside=30)
    assert [kind for kind, _, _ in look(pixels, *things)] == ["list_item"] * 2


def test_rows_far_apart_are_not_of_one_list() -> None:
    pixels, things = rows("Milk", "Bread", apart=260)
    assert [kind for kind, _, _ in look(pixels, *things)] == ["list_item"] * 2


def test_entries_of_a_menu_alone_stay_entries() -> None:
    pixels, things = rows("Ruler", "Grid", "Guides", kind="menu_item", on=frozenset({0}))
    assert look(pixels, *things) == [("menu_item", name, False) for name in ("Ruler", "Grid", "Guides")]


def test_what_looks_like_entries_beside_known_boxes_is_boxes_too() -> None:
    pixels, things = rows("Milk", "Bread", "Tea", kind="menu_item", on=frozenset({2}))
    things[0].kind, things[0].box = "checkbox", box_of((9, 2, 80, 28))
    assert look(pixels, *things)[1:] == [("checkbox", "Bread", False), ("checkbox", "Tea", True)]


def test_rows_of_a_list_make_boxes_of_entries_among_them() -> None:
    pixels, things = rows("Milk", "Bread", "Tea")
    things[2].kind = "menu_item"
    assert [kind for kind, _, _ in look(pixels, *things)] == ["checkbox"] * 3


def side_by_side(*kinds: Kind, gap: int = 90) -> tuple[Pixels, list[Thing]]:
    """Rings in one row with a text beside each; the first is `checkbox`, `radio` or the like already."""
    image = Image.new("RGB", (gap * len(kinds) + 120, 40), WHITE)
    pen = ImageDraw.Draw(image)
    things = []
    for n, kind in enumerate(kinds):
        left = gap * n + 10
        pen.ellipse((left, 12, left + 14, 26), outline=INK)
        name = f"Way {n}"
        if kind == "icon":
            things.append(Thing(box=box_of((left, 12, left + 15, 27)), kind="icon"))
            things.append(Thing(box=box_of((left + 22, 10, left + 70, 28)), kind="label", text=name))
        else:
            things.append(Thing(box=box_of((left, 11, left + 70, 28)), kind=kind, text=name))
    return np.asarray(image, dtype=np.uint8), things


def test_a_ring_beside_a_known_choice_is_one_too() -> None:
    pixels, things = side_by_side("radio", "icon")
    assert look(pixels, *things) == [("radio", "Way 0", False), ("radio", "Way 1", False)]


def test_a_ring_far_from_the_known_choice_is_a_picture() -> None:
    pixels, things = side_by_side("radio", "icon", gap=320)
    assert [kind for kind, _, _ in look(pixels, *things)] == ["radio", "icon", "label"]
