"""Targets by where they stand: labels of fields, relations, places, ordinals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from grounding import (
    CANCEL,
    CORNERS,
    FIELDS,
    FORM,
    OK,
    OPEN,
    SAVE,
    SAVE_AS,
    Spec,
    boxes,
    element,
    say,
    screen,
    the,
    to,
)

from agent.ground import ground
from agent.intents import How, Relation
from agent.types import Kind, Observation, box_of

# -- fields and their labels ------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "top"),
    [
        ("Username", 18),
        ("password", 58),
        ("Email", 98),
        ("用户名", 18),
        ("密码", 58),
        ("邮箱", 98),
        ("electronic mail address", 98),
    ],
)
def test_a_field_goes_by_the_label_at_its_left(name: str, top: int) -> None:
    assert the(ground(say(name), FORM, FIELDS)) == box_of((100, top, 300, top + 24))


CHINESE_FORM = screen(
    ("menu_bar_item", "文件(F)", (0, 0, 60, 20)), ("menu_bar_item", "编辑(E)", (60, 0, 120, 20)),
    ("label", "用户名：", (20, 40, 90, 60)), ("text_field", "", (100, 38, 300, 62)),
    ("label", "密码：", (20, 80, 90, 100)), ("password_field", "", (100, 78, 300, 102)),
    ("checkbox", "", (100, 120, 116, 136)), ("label", "记住我", (122, 118, 180, 138)),
    ("button", "登录", (100, 160, 160, 186)), ("button", "取消", (170, 160, 230, 186)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "left", "top"),
    [
        ("用户名", 100, 38), ("账号", 100, 38), ("user name", 100, 38), ("密码", 100, 78),
        ("password", 100, 78),
        ("登录", 100, 160), ("sign in", 100, 160), ("cancel", 170, 160), ("文件", 0, 0), ("File", 0, 0),
        ("编辑", 60, 0), ("记住我", 100, 120), ("remember me", 100, 120),
    ],
)  # fmt: skip
def test_a_chinese_form_in_both_languages(name: str, left: int, top: int) -> None:
    writes = FIELDS if left == 100 and top < 100 else frozenset[Kind]()
    box = the(ground(say(name), CHINESE_FORM, writes))
    assert (box.x0, box.y0) == (left, top)


def test_a_text_beside_a_field_is_itself_when_nothing_is_to_be_written() -> None:
    on = screen(("link", "Tab 1", (10, 10, 60, 30)), ("label", "Tab 2", (70, 10, 110, 30)),
                ("text_field", "", (70, 34, 200, 58)))  # fmt: skip
    assert the(ground(say("Tab 2"), on)).y0 == 10
    assert the(ground(say("Tab 2"), on, FIELDS)).y0 == 34


def test_a_check_box_goes_by_the_label_at_its_right() -> None:
    assert the(ground(say("Remember me", kinds=("checkbox",)), FORM)).as_list() == [100, 140, 116, 156]


def test_labels_above_their_fields() -> None:
    on = screen(
        ("label", "First name", (20, 20, 100, 38)), ("label", "Last name", (220, 20, 300, 38)),
        ("text_field", "", (20, 42, 200, 66)), ("text_field", "", (220, 42, 400, 66)),
        ("label", "City", (20, 80, 60, 98)), ("text_field", "", (20, 102, 200, 126)),
    )  # fmt: skip
    assert the(ground(say("First name"), on, FIELDS)).as_list() == [20, 42, 200, 66]
    assert the(ground(say("surname"), on, FIELDS)).as_list() == [220, 42, 400, 66]
    assert the(ground(say("City"), on, FIELDS)).as_list() == [20, 102, 200, 126]


def test_a_label_does_not_reach_over_another_field() -> None:
    on = screen(
        ("label", "From", (20, 20, 60, 40)), ("text_field", "", (70, 18, 150, 42)),
        ("label", "To", (160, 20, 180, 40)), ("text_field", "", (190, 18, 270, 42)),
        ("text_field", "", (280, 18, 360, 42)),
    )  # fmt: skip
    assert the(ground(say("From"), on, FIELDS)).x0 == 70
    assert the(ground(say("To"), on, FIELDS)).x0 == 190


def test_a_placeholder_names_its_field() -> None:
    on = screen(("text_field", "Search the web", (0, 0, 300, 30)), ("button", "Search", (310, 0, 380, 30)))
    assert the(ground(say("Search the web"), on, FIELDS)).x0 == 0
    assert the(ground(say("search"), on, frozenset({"button"}))).x0 == 310


def test_a_label_without_a_field_is_nothing_to_type_into() -> None:
    on = screen(("label", "Email:", (20, 20, 70, 40)), ("button", "Send", (20, 200, 80, 220)))
    assert ground(say("Email"), on, FIELDS).outcome == "not_found"


def test_two_fields_of_one_name_are_a_question() -> None:
    on = screen(
        ("label", "Name", (20, 20, 60, 40)), ("text_field", "", (70, 18, 200, 42)),
        ("label", "Name", (20, 60, 60, 80)), ("text_field", "", (70, 58, 200, 82)),
    )  # fmt: skip
    assert ground(say("Name"), on, FIELDS).outcome == "ambiguous"
    assert the(ground(say("Name", ordinal=2), on, FIELDS)).y0 == 58


def test_a_drop_down_list_goes_by_its_label_and_not_by_its_value() -> None:
    on = screen(
        ("label", "Search direction:", (10, 10, 110, 30)), ("combo_box", "Down", (120, 8, 200, 32)),
        ("label", "Encoding:", (10, 50, 110, 70)), ("button", "UTF-8", (120, 48, 200, 72)),
    )  # fmt: skip
    assert the(ground(say("Search direction", kinds=("combo_box",)), on)).y0 == 8
    assert the(ground(say("Encoding", kinds=("combo_box",)), on)).y0 == 48


# -- relations --------------------------------------------------------------------


def grid() -> Observation:
    """Four rows of three, "Edit" all but the second of the second row."""
    cells = [(c, r) for r in range(4) for c in range(3)]
    return screen(
        *[
            ("button", "Cancel" if cell == (1, 1) else "Edit", (100 * c, 60 * r, 100 * c + 60, 60 * r + 24))
            for cell in cells
            for c, r in [cell]
        ]
    )


GRID = grid()


@pytest.mark.parametrize(
    ("how", "where"),
    [("left_of", (0, 60)), ("right_of", (200, 60)), ("above", (100, 0)), ("below", (100, 120))],
)
def test_the_nearest_in_that_direction(how: How, where: tuple[int, int]) -> None:
    box = the(ground(say("Edit", relations=(to(how, "Cancel"),)), GRID))
    assert (box.x0, box.y0) == where
    assert the(ground(say(kinds=("button",), relations=(to(how, "Cancel"),)), GRID)) == box


def test_next_to_two_equally_near_things_is_a_question() -> None:
    answer = ground(say("Edit", relations=(to("next_to", "Cancel"),)), GRID)
    assert answer.outcome == "ambiguous"
    assert boxes(answer) == [[0, 60, 60, 84], [200, 60, 260, 84]]


def test_the_box_next_to_a_text() -> None:
    phrase = say(kinds=("checkbox", "radio"), relations=(to("next_to", "Remember me"),))
    assert the(ground(phrase, FORM)).as_list() == [100, 140, 116, 156]


def test_the_box_next_to_a_text_that_it_carries_itself() -> None:
    on = screen(("checkbox", "Wrap around", (0, 0, 120, 20)), ("checkbox", "Match case", (0, 30, 120, 50)))
    phrase = say(kinds=("checkbox",), relations=(to("next_to", "Match case"),))
    assert the(ground(phrase, on)).y0 == 30


def test_the_field_below_another() -> None:
    phrase = say(kinds=("text_field", "password_field"), relations=(to("below", "user name"),))
    assert the(ground(phrase, FORM, FIELDS)).y0 == 58


def table() -> Observation:
    rows = ["Ada", "Bob", "Cleo"]
    cells: list[Spec] = []
    for i, name in enumerate(rows):
        y = 40 * i
        cells += [("table_cell", name, (0, y, 100, y + 30)), ("button", "Delete", (300, y, 360, y + 30))]
    return screen(*cells)


def test_in_the_row_of() -> None:
    assert the(ground(say("Delete", relations=(to("in_row_of", "Bob"),)), table())).y0 == 40
    assert the(ground(say("删除", relations=(to("in_row_of", "Cleo"),)), table())).y0 == 80
    assert ground(say("Delete"), table()).outcome == "ambiguous"


def test_inside_a_container() -> None:
    on = screen(
        element("dialog", "Replace", (100, 100, 500, 300)),
        ("button", "Close", (400, 260, 480, 290)), ("button", "Close", (700, 0, 780, 30)),
    )  # fmt: skip
    assert the(ground(say("Close", relations=(to("inside", "Replace"),)), on)).x0 == 400


def test_inside_a_container_that_the_eye_does_not_see() -> None:
    phrase = say("Open", relations=(to("inside", "", kinds=("toolbar",)),))
    assert ground(phrase, screen(OPEN, SAVE)).outcome == "found"


def test_near() -> None:
    on = screen(
        ("label", "Total", (0, 0, 50, 20)),
        ("button", "Edit", (60, 30, 100, 50)),
        ("button", "Edit", (60, 300, 100, 320)),
    )
    assert the(ground(say("Edit", relations=(to("near", "Total"),)), on)).y0 == 30


def test_anchors_may_have_anchors() -> None:
    beside = Relation(how="left_of", anchor=say("Delete", relations=(to("in_row_of", "Bob"),)))
    assert the(ground(say(kinds=("table_cell",), relations=(beside,)), table())).y0 == 40


def test_between_two_things() -> None:
    tabs = [
        ("tab", t, (100 * i, 0, 100 * i + 90, 30))
        for i, t in enumerate(["Fonts", "Icons", "Interface", "Sheets"])
    ]
    phrase = say(kinds=("tab",), relations=(to("right_of", "Fonts"), to("left_of", "Interface")))
    assert the(ground(phrase, screen(*tabs))).x0 == 100  # type: ignore[arg-type]


def test_an_anchor_that_is_not_there() -> None:
    answer = ground(say("Edit", relations=(to("left_of", "Wibble"),)), GRID)
    assert answer.outcome == "not_found"
    assert "Wibble" in answer.reason


def test_nothing_stands_there() -> None:
    assert ground(say(relations=(to("left_of", "Save"),)), screen(SAVE, OPEN)).outcome == "not_found"


def test_one_of_several_anchors_that_has_such_a_thing_beside_it() -> None:
    on = screen(
        ("label", "Total", (0, 0, 50, 20)),
        ("label", "Total", (0, 100, 50, 120)),
        ("button", "Edit", (60, 100, 100, 120)),
    )
    assert the(ground(say(kinds=("button",), relations=(to("right_of", "Total"),)), on)).y0 == 100


# -- places and ordinals ------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ("top_left", (0, 0)),
        ("top_right", (760, 0)),
        ("bottom_left", (0, 580)),
        ("bottom_right", (760, 580)),
        ("centre", (380, 290)),
    ],
)
def test_places(place: Any, where: tuple[int, int]) -> None:
    for phrase in (say("Go", place=place), say(kinds=("button",), place=place)):
        box = the(ground(phrase, CORNERS))
        assert (box.x0, box.y0) == where


def test_entries_of_a_menu_are_not_those_of_the_menu_bar() -> None:
    bar = [("menu_bar_item", t, (60 * i, 0, 60 * i + 50, 20)) for i, t in enumerate(["File", "Edit", "Help"])]
    last = say(kinds=("menu_item", "menu_bar_item"), ordinal=-1)
    assert ground(last, screen(*bar)).outcome == "not_found"  # type: ignore[arg-type]
    entry: Spec = ("menu_item", "Quit", (0, 100, 200, 120))
    assert the(ground(last, screen(*bar, entry))).y0 == 100  # type: ignore[arg-type]


def test_a_text_that_the_eye_gave_a_field_as_its_label() -> None:
    tab, field = (
        element("label", "Tab 1", (10, 10, 60, 30)),
        element("text_field", "", (10, 40, 120, 60), label="Tab 1"),
    )
    assert the(ground(say("Tab 1", exact=True), screen(tab, field))) == tab.box
    assert the(ground(say("Tab 1"), screen(tab, field), FIELDS)) == field.box


@pytest.mark.parametrize("place", ["top", "bottom", "left", "right"])
def test_three_at_an_edge_are_a_question(place: Any) -> None:
    answer = ground(say("Go", place=place), CORNERS)
    assert answer.outcome == "ambiguous"
    assert len(answer.candidates) == 3


def test_the_rightmost() -> None:
    on = screen(CANCEL, OK, SAVE)
    assert the(ground(say(kinds=("button",), place="right"), on)) == box_of(OK[2])


@pytest.mark.parametrize(
    ("ordinal", "where"),
    [(1, (0, 0)), (2, (380, 0)), (4, (0, 290)), (9, (760, 580)), (-1, (760, 580)), (-2, (380, 580))],
)
def test_ordinals_count_in_reading_order(ordinal: int, where: tuple[int, int]) -> None:
    box = the(ground(say("Go", ordinal=ordinal), CORNERS))
    assert (box.x0, box.y0) == where


def test_there_is_no_tenth() -> None:
    assert ground(say("Go", ordinal=10), CORNERS).outcome == "not_found"
    assert ground(say("Go", ordinal=0), CORNERS).outcome == "not_found"


def test_only_equals_are_counted() -> None:
    on = screen(SAVE_AS, SAVE, ("button", "Save", (300, 10, 350, 34)))
    assert the(ground(say("Save", ordinal=2), on)).x0 == 300


def test_ordinals_count_outward_from_an_anchor() -> None:
    assert the(
        ground(say(kinds=("button",), ordinal=2, relations=(to("below", "Cancel"),)), GRID)
    ).as_list() == [100, 180, 160, 204]


def test_a_text_that_names_the_field_in_its_row_does_not_name_the_one_below_it() -> None:
    field = element("text_field", "", (325, 280, 531, 303)).model_copy(update={"label": "City"})
    seen = screen(("label", "City", (388, 249, 418, 266)), ("text_field", "Rome", (508, 246, 714, 269)))
    on = replace(seen, elements=(*seen.elements, field))
    assert the(ground(say("City"), on, FIELDS)).y0 == 246


def test_the_box_next_to_its_caption_is_the_box_of_that_name() -> None:
    on = screen(
        ("checkbox", "Remember me", (28, 315, 164, 333)), ("checkbox", "Newsletter", (166, 314, 271, 333))
    )
    beside = (Relation(how="next_to", anchor=say("Remember me")),)
    assert the(ground(say(kinds=("checkbox",), relations=beside), on)).x0 == 28


def test_a_button_is_not_beside_itself() -> None:
    on = screen(("button", "Cancel", (100, 0, 180, 30)), ("button", "Send", (190, 0, 250, 30)))
    beside = (Relation(how="next_to", anchor=say("Cancel")),)
    assert the(ground(say(kinds=("button",), relations=beside), on)).x0 == 190
