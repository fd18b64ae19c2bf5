"""Windows as the window system tells of them: which are pop-ups of the one in front."""

from __future__ import annotations

import numpy as np

from agent.grounding.scope import in_front, regions_of
from agent.types import Frame, Observation, Window, box_of

EDITOR = Window(
    id=1, title="notes.txt - Mousepad", app="Mousepad", pid=7, box=box_of((100, 50, 700, 550)), focused=True
)
MENU = Window(id=2, title="Mousepad", app="Mousepad", pid=7, box=box_of((180, 90, 450, 260)))
OTHER = Window(id=3, title="Clock", app="Clock", pid=8, box=box_of((0, 0, 90, 90)))


def seen(*windows: Window) -> Observation:
    return Observation(frame=Frame(pixels=np.zeros((600, 800, 3), np.uint8), windows=windows))


def test_a_menu_called_like_its_program_belongs_to_the_window_in_front() -> None:
    regions = regions_of(seen(OTHER, EDITOR, MENU), (), 10)
    assert [region.title for region in regions] == ["Clock", "notes.txt - Mousepad", ""]
    assert in_front(regions) == {1, 2}


def test_a_window_called_like_its_program_stays_a_window() -> None:
    calculator = OTHER.model_copy(update={"focused": True})
    plain = EDITOR.model_copy(update={"focused": False})
    regions = regions_of(seen(calculator, plain), (), 10)
    assert [region.title for region in regions] == ["Clock", "notes.txt - Mousepad"]
    assert in_front(regions) == {0}
