"""A recognised line comes apart where its words belong to different things: underlines, columns, signs."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box, Pixels
from vision.crops import Reading
from vision.lines import TextLine, looks_like_link, split_line, without_sign

LETTER, HIGH = 8, 20
Drawn = tuple[Pixels, Reading]


def _drawn(text: str, under: str = "", border: bool = False) -> Drawn:
    """A crop of black letters (blocks) on white, a stroke under one part of the text, and what it says."""
    crop = np.full((HIGH, LETTER * len(text) + 8, 3), 255, np.uint8)
    for i, letter in enumerate(text):
        if not letter.isspace():
            crop[4:14, 4 + LETTER * i : 4 + LETTER * i + 5] = 0
            crop[6:12, 4 + LETTER * i + 2 : 4 + LETTER * i + 4] = 255
    if under:
        start = text.index(under)
        crop[15, 4 + LETTER * start : 4 + LETTER * (start + len(under)) - 3] = 0
    if border:
        crop[17] = 0
    places = tuple((4 + LETTER * i + 2.5) / crop.shape[1] for i in range(len(text)))
    return crop, Reading(text, 0.99, places)


def _pieces(drawn: Drawn) -> list[TextLine]:
    crop, reading = drawn
    return split_line(crop, reading, Box(x0=100, y0=50, x1=100 + crop.shape[1], y1=50 + crop.shape[0]))


def test_underlined_words_are_a_link_of_their_own() -> None:
    pieces = _pieces(_drawn("See History page", "History"))
    assert [(p.text, p.underlined) for p in pieces] == [
        ("See", False),
        ("History", True),
        ("page", False),
    ]
    assert [looks_like_link(p) for p in pieces] == [False, True, False]
    assert pieces[1].box.x0 == 104 + LETTER * 4


def _with_feet(text: str) -> Drawn:
    """Letters whose feet touch, as serifs do: their stems stand on the stroke."""
    crop, reading = _drawn(text, text)
    crop[14, :] = np.where(crop[15, :] == 0, crop[12, :], 255)
    for x in range(4, crop.shape[1] - 8, 4):
        crop[10:15, x] = 0
    return crop, reading


@pytest.mark.parametrize(
    "drawn",
    [
        _with_feet("initial"),
        _drawn("Save as file"),
        _drawn("Save as file", border=True),
        _drawn("Save as file", "S"),
    ],
    ids=["serifs", "plain", "a field's border", "a menu's letter"],
)
def test_what_is_no_underline(drawn: Drawn) -> None:
    assert not any(piece.underlined for piece in _pieces(drawn))


def test_a_bullet_is_no_part_of_the_text() -> None:
    crop, reading = _drawn("Save as")
    wide = np.full((HIGH, crop.shape[1] + 24, 3), 255, np.uint8)
    wide[:, 24:] = crop
    wide[8:12, 3:7] = 0
    places = tuple((p * crop.shape[1] + 24) / wide.shape[1] for p in reading.places)
    (piece,) = _pieces((wide, Reading("Save as", 0.99, places)))
    assert piece.box.x0 == 100 + 24 + 4


def _line() -> TextLine:
    words = (("97", 10, 24), ("bytes", 30, 60), ("CSV", 68, 90), ("document", 96, 150))
    return TextLine(Box(x0=10, y0=5, x1=150, y1=21), "97 bytes CSV document", 0.9, 13.0, words=words)


def test_a_line_is_cut_where_a_column_begins() -> None:
    parts = _line().cut_at([12, 70, 400])
    assert [(p.text, p.box.x0, p.box.x1) for p in parts] == [("97 bytes", 10, 60), ("CSV document", 68, 150)]
    assert _line().cut_at([120]) == [_line()]


def test_a_line_is_cut_at_signs() -> None:
    words = (("Home", 0, 30), ("»", 34, 40), ("Shop", 44, 70))
    line = TextLine(Box(x0=0, y0=0, x1=70, y1=16), "Home » Shop", 0.9, 13.0, words=words)
    assert [p.text for p in line.parted(frozenset("»"))] == ["Home", "Shop"]
    assert _line().parted(frozenset("»")) == [_line()]


def test_words_move_and_shrink_with_their_line() -> None:
    moved = _line().moved(100, 10)
    assert (moved.box.x0, moved.box.y0, moved.words[0]) == (110, 15, ("97", 110, 124))
    small = _line().shrunk(2)
    assert (small.box.x1, small.em, small.words[-1]) == (75, 6.5, ("document", 48, 75))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("② Sign in", "Sign in"), ("国 Print", "Print"), ("Sign in", "Sign in"), ("A tab", "A tab"),
        ("3 files", "3 files"), ("点 击", "点 击"), ("②", "②"), ("点击登录", "点击登录"),
    ],
)  # fmt: skip
def test_an_icon_read_as_a_sign_is_no_part_of_a_name(read: str, text: str) -> None:
    assert without_sign(read) == text


def test_what_the_crops_edge_cuts_is_no_letter() -> None:
    crop, reading = _drawn("  Sort")
    crop[3:16, :5] = (30, 90, 220)
    (piece,) = _pieces((crop, reading))
    assert piece.box.x0 == 104 + 2 * LETTER
    assert piece.ink == (0, 0, 0)
