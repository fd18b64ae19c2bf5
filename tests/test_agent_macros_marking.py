"""Marks: what is kept of a target so that it can be found again, and what is not."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from replay_world import look, orders, place

from agent.fake import FakeDesktop, Widget, login_scene
from agent.macros.marking import MARGIN, mark_of
from agent.types import Point, Window, box_of


def test_a_button_of_a_row() -> None:
    desktop = orders()
    mark = mark_of(look(desktop), place(desktop, "Edit", "Bob Fisher")).mark
    assert (mark.name, mark.kind, mark.twins, mark.turn) == ("Edit", "button", 3, 1)
    assert mark.row == ("Bob Fisher", "4 items")  # and no “Delete”, which each row has
    assert (mark.window, mark.program) == ("Orders – Shop", "shop")
    assert mark.heading == "Orders"
    assert len(mark.neighbours) == 12


def test_a_field_is_called_by_its_label_whatever_it_holds() -> None:
    desktop = orders()
    field = next(w for w in desktop.widgets if w.kind == "text_field")
    field.value = "Ada"
    assert mark_of(look(desktop), field.box.centre).mark.name == "Customer"


def test_the_picture_is_of_the_target_and_named_by_its_content() -> None:
    desktop = orders()
    marked = mark_of(look(desktop), place(desktop, "Save"))
    (name, data), box = *marked.pictures.items(), desktop.find("Save").box
    assert name == marked.mark.picture
    picture = np.asarray(Image.open(io.BytesIO(data)))
    assert (picture == desktop.grab().crop(box.grown(MARGIN))).all()


def test_no_picture_is_kept_of_what_can_be_written_into() -> None:
    desktop = login_scene()
    for kind in ("password_field", "text_field"):
        field = next(w for w in desktop.widgets if w.kind == kind)
        marked = mark_of(look(desktop), field.box.centre)
        assert (marked.mark.kind, marked.pictures, marked.mark.picture) == (kind, {}, "")


def test_none_is_kept_where_none_may_be() -> None:
    desktop = orders()
    assert mark_of(look(desktop), place(desktop, "Save"), picture=False).pictures == {}


def test_where_the_eye_sees_nothing_the_place_is_marked_by_what_is_round_it() -> None:
    desktop = orders()
    mark = mark_of(look(desktop), Point(x=500, y=310)).mark
    assert (mark.name, mark.kind) == ("", "image")
    assert mark.box.contains(Point(x=500, y=310))
    assert {neighbour.name for neighbour in mark.neighbours} >= {"Print", "Delete"}


def test_an_entry_of_a_menu_belongs_to_the_window_under_it() -> None:
    menu = Window(id=3, title="", app="shop", pid=10, box=box_of((20, 40, 160, 140)))
    desktop = FakeDesktop([Widget("menu_item", "Save as…", box_of((20, 60, 160, 84)))])
    desktop.windows = [*orders().windows, menu]
    mark = mark_of(look(desktop), Point(x=60, y=70)).mark
    assert (mark.window, mark.program) == ("Orders – Shop", "shop")


def test_what_a_row_has_in_common_with_others_does_not_tell_it() -> None:
    desktop = orders()
    for widget in desktop.widgets:
        widget.text = "4 items" if widget.text.endswith("items") else widget.text
    assert mark_of(look(desktop), place(desktop, "Edit", "Bob Fisher")).mark.row == ("Bob Fisher",)
