"""Boxes and rounds to tick that were read as a letter: “○满意”, “口川菜”, “OLake”, or seen as a bare picture.

A text whose first sign is like a box or a ring, and stands well apart from the rest, is a box with its name.
A small picture just left of a text is one, too, where several stand so in a row or a column.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Kind, bounding
from vision.marks import looks_checked, mark_mask, ring_shape
from vision.scene import Scene, Thing

ROUND, ROUND_ON = "○◯〇OoQ0", "●◉◎⊙"
SQUARE, SQUARE_ON = "□口☐▢囗日", "■☑☒☒✓√"
SURE = "○◯●◉◎⊙□☐▢■☑☒"  # no language writes these before a word
READ: frozenset[Kind] = frozenset({"label", "button", "link", "list_item", "menu_item"})
BARE: frozenset[Kind] = frozenset({"icon", "icon_button", "image"})
INK = 60  # levels by which a pixel differs from the ground
FLAT = 25.0  # levels by which one flat colour may vary
LEAST, MOST = 9, 26  # pixels of a box to tick
ROWS: frozenset[Kind] = frozenset({"list_item", "tree_item", "menu_item"})
NEAR_ROWS = 200  # pixels between rows of one list


def find_read_ticks(scene: Scene) -> None:
    """Gives such things their kind, their name and whether they are on."""
    for thing in scene.things:
        if thing.kind in READ and len(thing.text) > 1:
            _from_text(scene, thing)
    _from_pictures(scene)
    _from_rows(scene)
    for thing in scene.things:
        if thing.kind in ("checkbox", "radio") and thing.box.width > 4 * thing.box.height:
            _begin_at_the_box(scene, thing)


def _begin_at_the_box(scene: Scene, thing: Thing) -> None:
    """A row of a list was taken for the box in it: it begins where the box is drawn, which is what is
    clicked."""
    runs = _runs(_any(_inked(scene, thing.box.grown(-2)), 0))
    offset = runs[0][0] + 2 if runs else 0
    if runs and offset > LEAST and LEAST <= runs[0][1] - runs[0][0] <= MOST:
        thing.box = thing.box.model_copy(update={"x0": thing.box.x0 + offset - 2})


def _from_text(scene: Scene, thing: Thing) -> None:
    sign, rest = thing.text[0], thing.text[1:].strip()
    kind = _kind_of(sign)
    if kind is None or not rest or (sign not in SURE and not _stands_apart(scene, thing, rest)):
        return
    thing.kind, thing.text = kind, rest
    if _is_filled(scene, _glyph_box(scene, thing)):  # what letter it was read as says nothing of that
        thing.states.add("checked")


def _kind_of(sign: str) -> Kind | None:
    if sign in ROUND + ROUND_ON:
        return "radio"
    return "checkbox" if sign in SQUARE + SQUARE_ON else None


def _stands_apart(scene: Scene, thing: Thing, rest: str) -> bool:
    """Whether the first sign is as wide as high, hollow or full like a box, with a wide gap after it."""
    columns = _inked(scene, thing.box)
    runs = _runs(_any(columns, 0))
    if len(runs) < 2 or rest[:1].islower():
        return False
    (begin, end), (after, _) = runs[0], runs[1]
    rows = np.flatnonzero(columns[:, begin:end].any(axis=1))
    height = int(rows[-1] - rows[0] + 1) if len(rows) else 0
    square = LEAST <= end - begin <= MOST and 0.8 <= (end - begin) / max(1, height) <= 1.25
    return square and after - end >= max(3, 0.22 * thing.box.height)


def _glyph_box(scene: Scene, thing: Thing) -> Box:
    runs = _runs(_any(_inked(scene, thing.box), 0))
    width = runs[0][1] if runs else min(thing.box.height, thing.box.width)
    return Box(x0=thing.box.x0, y0=thing.box.y0, x1=thing.box.x0 + max(1, width), y1=thing.box.y1)


def _is_filled(scene: Scene, box: Box) -> bool:
    """Whether something is drawn in the sign, or it is of a strong colour: a box that is off is one flat
    colour inside, which on a dark page may well be white."""
    inked = _inked(scene, box)
    rows, columns = np.flatnonzero(_any(inked, 1)), np.flatnonzero(_any(inked, 0))
    if len(rows) < LEAST or len(columns) < LEAST:
        return False
    top, left, high, wide = int(rows[0]), int(columns[0]), len(rows), len(columns)
    y0, y1 = box.y0 + top + high // 4, box.y0 + top + high - high // 4
    x0, x1 = box.x0 + left + wide // 4, box.x0 + left + wide - wide // 4
    inner = scene.pixels[max(0, y0) : y1, max(0, x0) : x1].astype(np.int16)
    if inner.size == 0:
        return False
    drawn = float(inner.std(axis=(0, 1)).max()) > FLAT
    vivid = int((inner.max(axis=2) - inner.min(axis=2)).max()) > INK
    return drawn or vivid


def _inked(scene: Scene, box: Box) -> NDArray[np.bool_]:
    """Where the pixels of the box differ from its ground, the colour at its rim."""
    height, width = scene.pixels.shape[:2]
    part = scene.pixels[max(0, box.y0) : min(height, box.y1), max(0, box.x0) : min(width, box.x1)].astype(
        np.int16
    )
    if part.size == 0:
        return np.zeros((1, 1), bool)
    rim = np.concatenate([part[0], part[-1]])
    ground = np.median(rim, axis=0)
    return np.asarray(np.abs(part - ground).max(axis=2) > INK)


def _any(inked: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    return np.asarray(inked.any(axis=axis), bool)


def _runs(line: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _from_rows(scene: Scene) -> None:
    """Rows of a list that each begin with a square box, at least two in a column: what is clicked in them is
    the box. Entries of a menu are such rows only beside boxes that are known."""
    rows = [(t, m) for t in scene.things if t.kind in ROWS and (m := _square_before(scene, t)) is not None]
    for of_menu in (False, True):
        mates = [] if of_menu else [(t, m) for t, m in rows if t.kind != "menu_item"]
        known = [(t, t.box) for t in scene.things if t.kind == "checkbox"] + mates
        for thing, mark in [(t, m) for t, m in rows if (t.kind == "menu_item") == of_menu]:
            if any(t is not thing and _in_its_column(box, mark) for t, box in known):
                _tick_row(scene, thing, mark)


def _in_its_column(box: Box, mark: Box) -> bool:
    return abs(box.x0 - mark.x0) <= 4 and abs(box.y0 - mark.y0) < NEAR_ROWS


def _tick_row(scene: Scene, thing: Thing, mark: Box) -> None:
    thing.kind, thing.box = "checkbox", thing.box.model_copy(update={"x0": max(0, mark.x0 - 1)})
    thing.states -= {"selected"}
    if looks_checked(scene.pixels, mark):
        thing.states.add("checked")


def _square_before(scene: Scene, thing: Thing) -> Box | None:
    """The square that a row begins with, well apart from its text."""
    if not thing.text or not LEAST <= thing.box.height <= 3 * MOST or thing.box.width < 2 * MOST:
        return None
    inside = thing.box.grown(-2)
    drawn = mark_mask(scene.pixels, inside)
    runs = _runs(_any(drawn, 0))
    if len(runs) < 2 or not LEAST <= runs[0][1] - runs[0][0] <= MOST or runs[1][0] - runs[0][1] < 3:
        return None
    begin, end = runs[0]
    lines = _runs(_any(drawn[:, begin:end], 1))
    if len(lines) != 1 or abs((lines[0][1] - lines[0][0]) - (end - begin)) > 3:
        return None
    top, bottom = lines[0]
    x0, y0 = max(0, inside.x0), max(0, inside.y0)
    mark = Box(x0=x0 + begin, y0=y0 + top, x1=x0 + end, y1=y0 + bottom)
    return mark if ring_shape(scene.pixels, mark) == "square" else None


def _from_pictures(scene: Scene) -> None:
    """Small pictures left of texts, at least two of one size that line up, where one is hollow."""
    pairs = [(p, t) for p in scene.things if _is_small(p) and (t := _text_of(p, scene.things)) is not None]
    for picture, text in pairs:
        mates = [p for p, _ in pairs if p is not picture and _line_up(p.box, picture.box)]
        known = any(
            t.kind in ("radio", "checkbox")
            and (abs(t.box.x0 - picture.box.x0) <= 3 or _in_its_row(t.box, picture.box))
            for t in scene.things
        )
        hollow = any(not _is_filled(scene, p.box) for p in (picture, *mates))
        if not known and not (mates and hollow):
            continue
        if text not in scene.things or not _has_rim(scene, picture.box):
            continue
        picture.kind = "radio" if _is_round(scene, picture.box) else "checkbox"
        picture.text, picture.aliases = text.text, ()
        if _is_filled(scene, picture.box):
            picture.states.add("checked")
        picture.box = bounding([picture.box, text.box])
        scene.things.remove(text)


def _is_small(thing: Thing) -> bool:
    box = thing.box
    return (
        thing.kind in BARE
        and not thing.text
        and LEAST <= box.width <= MOST
        and abs(box.width - box.height) <= 4
    )


def _text_of(picture: Thing, things: Sequence[Thing]) -> Thing | None:
    """The label that begins just right of the picture."""
    box = picture.box
    near = [
        t
        for t in things
        if t.kind == "label" and t.text and 0 <= t.box.x0 - box.x1 <= 14
        and abs(t.box.middle_y - box.middle_y) <= 0.35 * t.box.height and len(t.text) <= 60
    ]  # fmt: skip
    return min(near, key=lambda t: t.box.x0, default=None)


def _in_its_row(one: Box, picture: Box) -> bool:
    """A choice beside it, of about its height and not far."""
    level = abs(one.middle_y - picture.middle_y) <= 4 and one.height <= 2 * MOST
    return level and max(one.x0 - picture.x1, picture.x0 - one.x1) <= NEAR_ROWS


def _line_up(one: Box, other: Box) -> bool:
    alike = abs(one.width - other.width) <= 3 and abs(one.height - other.height) <= 3
    return alike and (abs(one.x0 - other.x0) <= 3 or abs(one.middle_y - other.middle_y) <= 3)


def _has_rim(scene: Scene, box: Box) -> bool:
    """Inked on all four sides, as a ring or a box is and hardly any picture."""
    inked = _inked(scene, box.grown(2))
    rows, columns = _any(inked, 1), _any(inked, 0)
    if not rows.any():
        return False
    top, left = int(np.argmax(rows)), int(np.argmax(columns))
    bottom, right = (
        len(rows) - 1 - int(np.argmax(rows[::-1])),
        len(columns) - 1 - int(np.argmax(columns[::-1])),
    )
    y, x = (top + bottom) // 2, (left + right) // 2
    return bool(inked[top, x] and inked[bottom, x] and inked[y, left] and inked[y, right])


def _is_round(scene: Scene, box: Box) -> bool:
    """Whether its corners are of the ground."""
    inked = _inked(scene, box.grown(2))
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return False
    corners = [inked[y, x] for y in (rows[0] + 1, rows[-1] - 1) for x in (columns[0] + 1, columns[-1] - 1)]
    return not any(corners)
