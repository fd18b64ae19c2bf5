"""Boxes that were read as letters or taken for pictures: told by what is drawn in and beside them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from agent.types import Kind, Pixels, box_of
from vision.read_ticks import find_read_ticks
from vision.scene import Scene, Thing

WHITE, DARK, BLUE, INK = (255, 255, 255), (31, 35, 44), (20, 110, 230), (70, 70, 70)


def drawn(shape: str, on: bool, ground: tuple[int, int, int] = WHITE) -> Pixels:
    """A sign of 13 pixels at (10, 10) and letters from x = 32 on."""
    image = Image.new("RGB", (200, 40), ground)
    pen = ImageDraw.Draw(image)
    place = (10, 10, 22, 22)
    paint = pen.ellipse if shape == "round" else pen.rectangle
    paint(place, fill=BLUE if on and shape == "square" else WHITE, outline=BLUE if on else INK)
    if on and shape == "round":
        pen.ellipse((13, 13, 19, 19), fill=BLUE)
    if on and shape == "square":
        pen.line((12, 16, 15, 20), fill=WHITE, width=2)
        pen.line((15, 20, 21, 12), fill=WHITE, width=2)
    letters = INK if ground == WHITE else (220, 220, 220)
    for x in range(32, 110, 12):
        pen.rectangle((x, 11, x + 7, 21), outline=letters)
    return np.asarray(image, dtype=np.uint8)


def scene(pixels: Pixels, *things: Thing) -> Scene:
    busy = np.zeros(pixels.shape[:2], np.uint8)
    return Scene(pixels=pixels, lines=[], regions=[], glyphs=[], em=14.0, busy=busy, things=list(things))


def label(text: str, kind: Kind = "label") -> Thing:
    return Thing(box=box_of((10, 8, 112, 24)), kind=kind, text=text)


@pytest.mark.parametrize(
    ("text", "shape", "kind", "name"),
    [
        ("○满意", "round", "radio", "满意"),
        ("口川菜", "square", "checkbox", "川菜"),
        ("□粤菜", "square", "checkbox", "粤菜"),
        ("OLake", "round", "radio", "Lake"),
        ("■Keep me signed in", "square", "checkbox", "Keep me signed in"),
    ],
)
@pytest.mark.parametrize("on", [False, True])
@pytest.mark.parametrize("ground", [WHITE, DARK])
def test_a_sign_before_a_name_is_a_box_with_that_name(
    text: str, shape: str, kind: Kind, name: str, on: bool, ground: tuple[int, int, int]
) -> None:
    thing = label(text)
    find_read_ticks(scene(drawn(shape, on, ground), thing))
    assert (thing.kind, thing.text) == (kind, name)
    assert ("checked" in thing.states) == on


@pytest.mark.parametrize("text", ["Open", "口味", "Orders", "0800", "Only you", "日期", "Save", "O", "○"])
def test_words_that_begin_with_such_letters_stay_words(text: str) -> None:
    image = Image.new("RGB", (200, 40), WHITE)
    pen = ImageDraw.Draw(image)
    for x in range(10, 100, 10):  # letters as close as letters stand
        pen.rectangle((x, 11, x + 7, 21), outline=INK)
    thing = label(text)
    find_read_ticks(scene(np.asarray(image, dtype=np.uint8), thing))
    assert (thing.kind, thing.text) == ("label", text)


def test_a_field_is_never_taken_for_a_box() -> None:
    thing = label("○满意", "text_field")
    find_read_ticks(scene(drawn("round", False), thing))
    assert thing.kind == "text_field"


def pictures(count: int, on: int | None) -> tuple[Pixels, list[Thing]]:
    """Small rings in a column with a text beside each."""
    image = Image.new("RGB", (200, 40 * count), WHITE)
    pen = ImageDraw.Draw(image)
    things = []
    for n in range(count):
        top = 40 * n + 10
        pen.ellipse((10, top, 24, top + 14), outline=INK)
        if n == on:
            pen.ellipse((14, top + 4, 20, top + 10), fill=BLUE)
        things.append(Thing(box=box_of((10, top, 25, top + 15)), kind="icon"))
        things.append(Thing(box=box_of((32, top - 1, 90, top + 17)), kind="label", text=f"Choice {n}"))
    return np.asarray(image, dtype=np.uint8), things


def test_small_rings_in_a_column_are_radio_buttons() -> None:
    pixels, things = pictures(3, on=1)
    made = scene(pixels, *things)
    find_read_ticks(made)
    assert [(t.kind, t.text, sorted(t.states)) for t in made.things] == [
        ("radio", "Choice 0", []),
        ("radio", "Choice 1", ["checked"]),
        ("radio", "Choice 2", []),
    ]


def test_a_single_picture_beside_a_text_stays_one() -> None:
    pixels, things = pictures(1, on=None)
    made = scene(pixels, *things)
    find_read_ticks(made)
    assert [t.kind for t in made.things] == ["icon", "label"]


def test_a_row_taken_for_its_box_begins_at_the_box() -> None:
    image = Image.new("RGB", (420, 40), WHITE)
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 12, 52, 24), outline=INK)
    thing = Thing(box=box_of((4, 6, 400, 32)), kind="checkbox", text="Passport")
    find_read_ticks(scene(np.asarray(image, dtype=np.uint8), thing))
    assert 38 <= thing.box.x0 <= 41
