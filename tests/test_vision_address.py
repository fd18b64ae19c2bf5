"""An address in a long bar is a field; the same words elsewhere are not."""

from __future__ import annotations

import numpy as np
import pytest

from agent.types import Box, Kind
from vision.address import ADDRESS, find_addresses
from vision.fills import Region
from vision.scene import Scene, Thing

BAR = Box(x0=100, y0=40, x1=900, y1=72)


def scene(text: str, *others: Thing, bar: Box = BAR, kind: Kind = "label") -> Scene:
    pixels = np.zeros((200, 1000, 3), np.uint8)
    label = Thing(Box(x0=140, y0=48, x1=400, y1=64), kind, text)
    return Scene(pixels, [], [Region(bar, (255, 255, 255), 0.9)], [], 13.0, pixels[:, :, 0], [label, *others])


@pytest.mark.parametrize(
    "text",
    ["https://example.org/a", "/usr/share/doc/index.html", "file:///tmp/a", "www.example.org", "~/notes/",
     "mail.example.com", "chrome://settings"],
)  # fmt: skip
def test_an_address_is_a_field_up_to_the_next_thing(text: str) -> None:
    star = Thing(Box(x0=850, y0=44, x1=878, y1=68), "icon_button")
    made = scene(text, star)
    find_addresses(made)
    field = made.things[0]
    assert (field.kind, field.box.x0, field.box.x1) == ("text_field", 140, 842)
    assert BAR.y0 <= field.box.y0 < 48
    assert "editable" in field.states


@pytest.mark.parametrize("text", ["Save as", "and/or", "3.11.2", "1/2", "e.g. this", "Dr. No", "readme.txt"])
def test_other_words_are_no_address(text: str) -> None:
    assert not ADDRESS.match(text)
    made = scene(text)
    find_addresses(made)
    assert made.things[0].kind == "label"


def test_without_a_bar_or_without_room_it_stays_a_text() -> None:
    text = "https://example.org/a"
    tall = scene(text, bar=Box(x0=0, y0=0, x1=900, y1=190))
    full = scene(text, Thing(Box(x0=410, y0=44, x1=438, y1=68), "icon_button"))
    for made in (tall, full):
        find_addresses(made)
        assert made.things[0].kind == "label"
