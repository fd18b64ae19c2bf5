"""A line that was read over a caption and the field beside it comes apart where the field begins."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Kind, box_of
from vision.glued import part_glued
from vision.scene import Scene, Thing

HIGH = (100, 124)
Span = tuple[int, int]


def text(words: str, across: Span, kind: Kind = "label", top: int = 102) -> Thing:
    return Thing(box=box_of((across[0], top, across[1], top + 20)), kind=kind, text=words)


def holder(across: Span, kind: Kind = "combo_box", words: str = "") -> Thing:
    return Thing(box=box_of((across[0], HIGH[0], across[1], HIGH[1])), kind=kind, text=words)


def part(*things: Thing) -> None:
    pixels = np.full((200, 600, 3), 255, np.uint8)
    busy = np.zeros((200, 600), np.uint8)
    part_glued(Scene(pixels=pixels, lines=[], regions=[], glyphs=[], em=14.0, busy=busy, things=list(things)))


@pytest.mark.parametrize(
    ("read", "across", "begins", "caption", "held"),
    [
        ("Style: Fusion", (20, 150), 80, "Style:", "Fusion"),
        ("Number of guests: 12", (20, 220), 195, "Number of guests:", "12"),
        ("Country Norway", (20, 160), 96, "Country", "Norway"),
        ("城市：北京", (20, 120), 75, "城市：", "北京"),
        ("城市北京", (20, 100), 58, "城市", "北京"),
    ],
)
@pytest.mark.parametrize("kind", ["combo_box", "text_field", "spin_box"])
def test_caption_and_field_get_their_own_words(
    read: str, across: Span, begins: int, caption: str, held: str, kind: Kind
) -> None:
    line, field = text(read, across), holder((begins, 260), kind)
    part(line, field)
    assert (line.text, field.text) == (caption, held)
    assert line.box.x1 == begins - 1
    assert line.box.x0 == 20


def test_a_caption_that_was_taken_for_a_button_is_a_label() -> None:
    line, field = text("Style: Fusion", (20, 150), "button"), holder((80, 260))
    line.states.add("selected")
    part(line, field)
    assert (line.kind, line.states) == ("label", set())


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (text("Style: Fusion", (20, 70)), holder((80, 260))),
        (text("Style: F", (20, 84)), holder((80, 260))),
        (text("Style: Fusion", (20, 300)), holder((80, 260))),
        (text("A: Fusion", (76, 200)), holder((80, 260))),
        (text("Style: Fusion", (20, 150), top=140), holder((80, 260))),
        (text("Style: Fusion", (20, 150)), holder((80, 260), words="Fusion")),
        (text("Style: Fusion", (20, 150)), holder((80, 260), "checkbox")),
        (text("Style: Fusion", (20, 150), "checkbox"), holder((80, 260))),
        (text("Fusion", (20, 150)), holder((80, 260))),
        (text("A: the very long words of a whole sentence", (20, 250)), holder((140, 260))),
    ],
    ids=[
        "ends before it",
        "hardly reaches it",
        "goes past it",
        "lies within it",
        "in another row",
        "it has its words",
        "it holds no words",
        "no text",
        "one word",
        "its colon is elsewhere",
    ],
)  # fmt: skip
def test_other_lines_stay_as_they_are(line: Thing, field: Thing) -> None:
    before = (line.text, line.kind, line.box, field.text)
    part(line, field)
    assert (line.text, line.kind, line.box, field.text) == before


def test_a_line_over_two_fields_is_left_alone() -> None:
    line = text("Style: Fusion", (20, 150))
    part(line, holder((80, 260)), holder((90, 260), "text_field"))
    assert line.text == "Style: Fusion"


def test_a_label_alone_is_left_alone() -> None:
    line = text("Style: Fusion", (20, 150))
    part(line)
    assert (line.text, line.box.x1) == ("Style: Fusion", 150)
