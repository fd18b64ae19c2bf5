"""Windows told by the window system stand among the elements and take nobody's place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from agent.types import Box, Frame, Pixels, Window, box_of
from vision.frames import own_title, pop_ups
from vision.lines import TextLine
from vision.perceive import DesktopEyes

FIELD = box_of((120, 100, 360, 130))
EDITOR = Window(id=1, title="Form", app="form", pid=7, box=box_of((20, 20, 460, 280)), focused=True)
MENU = Window(id=2, title="Form", app="Form", pid=7, box=box_of((60, 60, 200, 160)))


class Blind:
    """Reads nothing."""

    def read(self, pixels: Pixels) -> tuple[TextLine, ...]:
        return ()

    def read_each(self, pixels: Pixels, boxes: Sequence[Box]) -> list[TextLine | None]:
        return [None] * len(boxes)


def picture() -> Pixels:
    image = Image.new("RGB", (480, 300), (60, 90, 110))
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 459, 279), fill=(240, 240, 242))
    pen.rectangle((FIELD.x0, FIELD.y0, FIELD.x1, FIELD.y1), fill=(255, 255, 255), outline=(150, 150, 160))
    return np.asarray(image, np.uint8)


def test_a_field_is_seen_in_a_window_that_was_told_of() -> None:
    for windows in ((), (EDITOR,)):
        seen = DesktopEyes(Blind()).look(Frame(pixels=picture(), windows=windows))
        fields = [e for e in seen.elements if e.kind == "text_field"]
        assert any(e.box.iou(FIELD) > 0.8 for e in fields), windows
        assert [e.box for e in seen.elements if e.kind == "window"] == [w.box for w in windows]


def test_a_menu_called_like_its_program_is_a_pop_up() -> None:
    assert (own_title(EDITOR, (EDITOR, MENU)), own_title(MENU, (EDITOR, MENU))) == ("Form", "")
    assert own_title(MENU, (MENU,)) == "Form"  # the program's only window
    assert pop_ups(Frame(pixels=picture(), windows=(EDITOR, MENU)), 1) == [MENU.box]
