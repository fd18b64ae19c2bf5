"""Hand-made screens and phrases for the tests of grounding."""

from __future__ import annotations

from typing import Any

import numpy as np

from agent.ground import Grounding
from agent.intents import How, Phrase, Relation
from agent.types import Box, Element, Frame, Kind, Observation, Window, box_of

FIELDS: frozenset[Kind] = frozenset(
    {"text_field", "password_field", "text_area", "search_field", "combo_box"}
)
BOXES: frozenset[Kind] = frozenset({"checkbox", "radio", "switch"})
Spec = tuple[Kind, str, tuple[int, int, int, int]]


def screen(
    *specs: Spec | Element, windows: tuple[Window, ...] = (), size: tuple[int, int] = (800, 600)
) -> Observation:
    elements = tuple(
        s if isinstance(s, Element) else Element(id=i, kind=s[0], text=s[1], box=box_of(s[2]))
        for i, s in enumerate(specs)
    )
    frame = Frame(pixels=np.zeros((size[1], size[0], 3), np.uint8), windows=windows)
    return Observation(frame=frame, elements=elements)


def element(kind: Kind, text: str, box: tuple[int, int, int, int], **more: Any) -> Element:
    return Element(id=sum(box), kind=kind, text=text, box=box_of(box), **more)


def say(name: str = "", **more: Any) -> Phrase:
    return Phrase(words=name or str(more.get("kinds", "it")), name=name, **more)


def to(how: How, name: str, **more: Any) -> Relation:
    return Relation(how=how, anchor=say(name, **more))


def the(answer: Grounding) -> Box:
    """The box of the one thing that was found."""
    assert answer.outcome == "found", answer
    return answer.candidates[0].element.box


def boxes(answer: Grounding) -> list[list[int]]:
    return [c.element.box.as_list() for c in answer.candidates]


SAVE: Spec = ("button", "Save", (10, 10, 60, 34))
SAVE_AS: Spec = ("button", "Save As…", (70, 10, 140, 34))
SAVE_ALL: Spec = ("button", "Save All", (150, 10, 220, 34))
OPEN: Spec = ("button", "Open", (230, 10, 280, 34))
CANCEL: Spec = ("button", "Cancel", (600, 550, 680, 580))
OK: Spec = ("button", "OK", (700, 550, 780, 580))
FORM = screen(
    ("label", "Username:", (20, 20, 90, 40)),
    ("text_field", "", (100, 18, 300, 42)),
    ("label", "Password:", (20, 60, 90, 80)),
    ("password_field", "", (100, 58, 300, 82)),
    ("label", "E-mail", (20, 100, 70, 120)),
    ("text_field", "", (100, 98, 300, 122)),
    ("checkbox", "", (100, 140, 116, 156)),
    ("label", "Remember me", (122, 138, 220, 158)),
    ("button", "Log in", (100, 170, 180, 196)),
)  # fmt: skip
CORNERS = screen(*[("button", "Go", (x, y, x + 40, y + 20)) for y in (0, 290, 580) for x in (0, 380, 760)])
