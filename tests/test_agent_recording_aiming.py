"""What a person meant to click: beside a small box, in the empty part of a row, and on nothing."""

from __future__ import annotations

import pytest
from recorded import box, element, screen

from agent.grounding.scene import scene_of
from agent.recording.aiming import aimed
from agent.types import Element, Point

BOX = element("checkbox", box(40, 60, 14, 14), "", "Insured")
LABEL = element("label", box(60, 60, 60, 16), "Insured")
SAVE = element("button", box(40, 200, 80, 26), "Save")
ABOVE = element("label", box(40, 180, 80, 16), "All of it")
ROWS = [
    element("label", box(300, 60 + 30 * i, 60, 16), name) for i, name in enumerate(("Mail", "Tasks", "Notes"))
]
LONELY = element("label", box(300, 330, 60, 16), "Alone")
SEEN = scene_of(screen(BOX, LABEL, SAVE, ABOVE, *ROWS, LONELY))


@pytest.mark.parametrize(
    ("x", "y", "meant"),
    [
        (45, 65, BOX), (36, 65, BOX), (62, 66, BOX), (100, 66, LABEL),
        (80, 210, SAVE), (38, 210, SAVE), (80, 190, ABOVE), (80, 198, SAVE),
        (450, 97, ROWS[1]), (450, 330, None), (20, 380, None), (620, 97, ROWS[1]),
    ],
)  # fmt: skip
def test_what_is_meant(x: int, y: int, meant: Element | None) -> None:
    found = aimed(SEEN, Point(x=x, y=y))
    assert found == meant
