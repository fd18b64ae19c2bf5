"""What the grammar has no verb for is found in the menus by its meaning, or nothing but menus is opened."""

from __future__ import annotations

import pytest
from popups import Menu, PopUps, menu_bar
from test_agent_plan_tasks import do

from agent.fake import FakeDesktop, OracleEyes, Widget
from agent.plan import EmbeddedPlanner
from agent.types import End, box_of

MENUS: Menu = {
    "File": {"Open": None, "Quit": None},
    "Edit": {"Undo": None, "Convert": {"To Lowercase": None, "To Uppercase": None}},
    "Help": {"About": None},
}


def editor() -> FakeDesktop:
    notes = Widget("text_area", "", box_of((10, 200, 600, 390)), label="Notes")
    return PopUps([*menu_bar(MENUS), notes])


def clicks(desktop: FakeDesktop) -> list[str]:
    return [line.removeprefix("left click x1 on ") for line in desktop.log if "click" in line]


@pytest.mark.parametrize(
    ("say", "entry"),
    [
        ("press ctrl+a, then convert it to uppercase", "To Uppercase"),
        ("select all the text, and convert it to lowercase", "To Lowercase"),
    ],
)
def test_an_entry_of_a_menu_in_a_menu_is_found_by_what_its_path_says(say: str, entry: str) -> None:
    desktop = editor()
    assert do(desktop, say)[0].outcome == "done"
    assert desktop.log == [
        "pressed ctrl+a",
        "left click x1 on File",
        "pressed escape",  # it is not in there
        "left click x1 on Edit",
        "hover",
        f"left click x1 on {entry}",
    ]


def test_the_steps_after_it_go_on() -> None:
    desktop = editor()
    assert do(desktop, "convert it to uppercase, then press ctrl+s")[0].outcome == "done"
    assert desktop.log[-2:] == ["left click x1 on To Uppercase", "pressed ctrl+s"]


def test_a_button_that_says_it_needs_no_menu() -> None:
    desktop = editor()
    desktop.widgets.append(Widget("button", "Rotate clockwise", box_of((10, 40, 160, 70))))
    do(desktop, "press ctrl+a, then rotate it clockwise")
    assert desktop.log == ["pressed ctrl+a", "left click x1 on Rotate clockwise"]


def test_where_no_menu_has_it_all_are_closed_and_it_is_refused_in_its_words() -> None:
    desktop = editor()
    end, _ = do(desktop, "press ctrl+a, then rotate it clockwise")
    assert end.outcome == "not_found"
    assert end.reason.startswith("I do not understand “rotate it clockwise”")
    assert clicks(desktop) == ["File", "Edit", "Help"]  # no entry of theirs
    assert desktop.log[-1] == "pressed escape"
    assert not any(w.kind == "menu_item" for w in desktop.widgets)


def test_without_menus_it_is_refused_and_nothing_is_clicked() -> None:
    desktop = FakeDesktop([Widget("text_area", "", box_of((10, 200, 600, 390)), label="Notes")])
    end, _ = do(desktop, "press ctrl+a, then rotate it clockwise")
    assert end.reason.startswith("I do not understand “rotate it clockwise”")
    assert desktop.log == ["pressed ctrl+a"]


def test_an_entry_that_is_greyed_out_is_not_clicked() -> None:
    desktop = editor()
    grey = Widget("button", "Rotate clockwise", box_of((10, 40, 160, 70)), states={"disabled"})
    desktop.widgets.append(grey)
    assert do(desktop, "press ctrl+a, then rotate it clockwise")[0].outcome == "not_found"
    assert "Rotate clockwise" not in clicks(desktop)


def test_where_a_model_is_to_search_no_menu_is_opened() -> None:
    desktop = editor()
    planner = EmbeddedPlanner()
    planner.searches = False
    planner.begin("convert it to uppercase, then press ctrl+s")
    decision = planner.next(OracleEyes(desktop).look(desktop.grab()))
    assert isinstance(decision, End)
    assert not planner.understands(decision.reason)


def test_alone_it_is_no_goal_for_menus() -> None:
    desktop = editor()
    assert do(desktop, "convert it to uppercase")[0].outcome == "not_found"
    assert desktop.log == []


def test_what_is_to_be_clicked_and_not_in_view_is_looked_for_in_the_menus() -> None:
    desktop = editor()
    assert do(desktop, "click About")[0].outcome == "done"
    assert clicks(desktop) == ["File", "Edit", "Help", "About"]


def test_what_is_to_be_clicked_and_in_no_menu_either_is_refused_as_not_in_view() -> None:
    desktop = editor()
    end, _ = do(desktop, "click Rotate")
    assert end.outcome == "not_found"
    assert end.reason.startswith("Nothing on the screen fits “Rotate”")
    assert clicks(desktop) == ["File", "Edit", "Help"]


def test_what_is_in_view_is_clicked_without_a_look_into_the_menus() -> None:
    desktop = editor()
    desktop.widgets.append(Widget("button", "About", box_of((10, 40, 160, 70))))
    do(desktop, "click About")
    assert clicks(desktop) == ["About"]


def test_of_several_in_view_none_is_looked_for_in_the_menus() -> None:
    desktop = editor()
    for left in (10, 200):
        desktop.widgets.append(Widget("button", "Rotate", box_of((left, 40, left + 150, 70))))
    do(desktop, "click Rotate")
    assert desktop.log == []
