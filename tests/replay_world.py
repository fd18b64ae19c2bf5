"""Screens for the tests of replaying: a list of orders with a form, and the ways in which it may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agent.fake import FakeDesktop, OracleEyes, Widget
from agent.types import Box, Kind, Observation, Point, Window, box_of

ROWS = ("Ada Lovelace", "Bob Fisher", "Cleo Marsh")
SHOP = Window(id=1, title="Orders – Shop", app="shop", pid=10, box=box_of((0, 0, 640, 400)), focused=True)


def orders(
    rows: Sequence[str] = ROWS,
    names: Mapping[str, str] | None = None,
    at: tuple[int, int] = (0, 0),
    scale: float = 1.0,
    window: Window = SHOP,
) -> FakeDesktop:
    """`names`: what some of the words are now; `at`, `scale`: where the window is, and how large all is."""
    said = names or {}
    widgets: list[Widget] = []

    def put(kind: Kind, text: str, box: Sequence[float], label: str = "") -> None:
        placed = [v * scale + at[i % 2] for i, v in enumerate(box)]
        widgets.append(Widget(kind, said.get(text, text), box_of(placed), label=said.get(label, label)))

    put("heading", "Orders", (20, 10, 120, 34))
    put("label", "Customer", (20, 50, 100, 66))
    put("text_field", "", (110, 46, 300, 70), label="Customer")
    for number, name in enumerate(rows):
        y = 100 + 34 * number
        put("label", name, (20, y + 4, 140, y + 20))
        put("label", f"{number + 3} items", (160, y + 4, 220, y + 20))
        put("button", "Edit", (260, y, 320, y + 24))
        put("button", "Delete", (340, y, 410, y + 24))
    put("button", "Save", (20, 300, 90, 326))
    put("button", "Cancel", (100, 300, 180, 326))
    put("button", "Print", (190, 300, 260, 326))
    size = (round(640 * scale) + at[0], round(400 * scale) + at[1])
    desktop = FakeDesktop(widgets, *size)
    box = Box(x0=at[0], y0=at[1], x1=size[0], y1=size[1])
    desktop.windows = [window.model_copy(update={"box": box})]
    return desktop


def look(desktop: FakeDesktop) -> Observation:
    return OracleEyes(desktop).look(desktop.grab())


def place(desktop: FakeDesktop, text: str, row: str = "") -> Point:
    """The middle of the thing of that name, in the row of another where one is given."""
    rows = [w.box.middle_y for w in desktop.widgets if w.text == row]
    found = [
        w for w in desktop.widgets
        if text in (w.text, w.label) and w.kind != "label" and (not row or abs(w.box.middle_y - rows[0]) < 9)
    ]  # fmt: skip
    return found[0].box.centre


def without(desktop: FakeDesktop, text: str) -> FakeDesktop:
    desktop.widgets = [w for w in desktop.widgets if w.text != text]
    return desktop


def blind(seen: Observation) -> Observation:
    """The same without pixels of use: words and places alone."""
    return replace(seen, frame=replace(seen.frame, pixels=seen.frame.pixels * 0))
