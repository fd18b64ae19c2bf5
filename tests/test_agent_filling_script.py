"""A goal filled into a form through the whole loop on the fake desktop: all of it and the button last, or
nothing."""

from __future__ import annotations

import pytest
from popups import PopUps, drop_down
from test_agent_plan_tasks import do

from agent.errors import InstructionError, UnknownStepError
from agent.fake import FakeDesktop, OracleEyes, Widget, login_scene
from agent.plan import EmbeddedPlanner
from agent.types import Act, End, State, TypeText, box_of

ROOMS = ("Standard", "Suite", "Family")


def booked(desktop: FakeDesktop) -> None:
    desktop.widgets.append(Widget("label", "Thank you.", box_of((400, 300, 500, 320))))


def booking(breakfast: bool = False) -> FakeDesktop:
    """Two fields, two radio buttons, two boxes, two buttons; no list."""
    ticked: set[State] = {"checked"} if breakfast else set()
    return PopUps(
        [
            Widget("heading", "Lakeside Hotel", box_of((20, 8, 220, 36))),
            Widget("text_field", "", box_of((160, 50, 400, 74)), label="Guest name"),
            Widget("text_field", "", box_of((160, 84, 240, 108)), label="Nights"),
            Widget("label", "View", box_of((20, 120, 60, 138))),
            Widget("radio", "Garden", box_of((20, 144, 120, 162))),
            Widget("radio", "Lake", box_of((20, 168, 120, 186))),
            Widget("label", "Extras", box_of((20, 210, 80, 228))),
            Widget("checkbox", "Breakfast", box_of((20, 234, 120, 252)), states=ticked),
            Widget("checkbox", "Parking", box_of((20, 258, 120, 276))),
            Widget("button", "Book", box_of((160, 300, 240, 330)), on_click=booked),
            Widget("button", "Cancel", box_of((260, 300, 340, 330))),
        ]
    )


def with_list() -> FakeDesktop:
    desktop = booking()
    desktop.widgets.append(drop_down("Room", "Standard", (430, 84, 610, 108), ROOMS))
    return desktop


def held(desktop: FakeDesktop, label: str) -> str:
    return desktop.find(label).value


def test_a_goal_fills_the_form_and_presses_the_button_last() -> None:
    desktop = booking()
    end, _ = do(desktop, "Book a lake view for 3 nights with breakfast in the name of Ada Moreau")
    assert end.outcome == "done"
    assert (held(desktop, "Guest name"), held(desktop, "Nights")) == ("Ada Moreau", "3")
    on = [w.text for w in desktop.widgets if "checked" in w.states]
    assert on == ["Lake", "Breakfast"]
    assert desktop.log.count("left click x1 on Book") == 1
    assert desktop.log[-1] == "left click x1 on Book"


def test_what_is_typed_and_clicked_is_shown_with_the_words_it_came_from() -> None:
    _, steps = do(booking(), "Book a lake view for 3 nights in the name of Ada Moreau")
    acts = [step.decision for step in steps if isinstance(step.decision, Act)]
    assert [act.words for act in acts] == ["a lake view", "for 3 nights", "in the name of Ada Moreau", "Book"]
    assert [act.action.text for act in acts if isinstance(act.action, TypeText)] == ["3", "Ada Moreau"]


@pytest.mark.parametrize(
    "say",
    [
        "Book a lake view for 3 nights with a submarine",
        "Book a lake view for 3 nights, feed the cat, with breakfast",
        "Need parking for 3 nights in Ulm",
    ],
)
def test_nothing_is_done_where_one_piece_cannot_be_explained(say: str) -> None:
    desktop = booking()
    end, _ = do(desktop, say)
    assert end.outcome == "not_found"
    assert say[:30] in end.reason
    assert desktop.log == []


def test_a_goal_without_its_button_presses_none() -> None:
    desktop = booking()
    assert do(desktop, "a lake view for 3 nights, but don't book yet")[0].outcome == "done"
    assert desktop.log == ["left click x1 on Lake", "left click x1 on Nights", "typed '3'"]


@pytest.mark.parametrize(("label", "explained"), [("Password", False), ("Passenger", True)])
def test_a_password_in_the_words_is_never_read_against_a_form(label: str, explained: bool) -> None:
    desktop = booking()
    desktop.widgets.append(Widget("text_field", "", box_of((430, 50, 610, 74)), label=label))
    end, _ = do(desktop, f"Book a lake view for 3 nights, {label.lower()} hunter22")
    assert end.outcome == ("done" if explained else "not_found")
    assert ("typed 'hunter22'" in desktop.log) == explained
    assert bool(desktop.log) == explained


def test_a_password_field_takes_nothing_from_a_goal() -> None:
    desktop = login_scene()
    assert do(desktop, "get me in as Ada Moreau with swordfish, please")[0].outcome == "not_found"
    assert desktop.log == []


def test_a_box_that_is_ticked_already_is_left_alone() -> None:
    desktop = booking(breakfast=True)
    assert do(desktop, "Book a lake view for 3 nights with breakfast and parking")[0].outcome == "done"
    assert "left click x1 on Breakfast" not in desktop.log
    assert "left click x1 on Parking" in desktop.log
    assert "checked" in desktop.find("Breakfast").states


def test_a_field_that_holds_the_value_already_is_left_alone() -> None:
    desktop = booking()
    desktop.find("Nights").value = "3"
    assert do(desktop, "Book a lake view for 3 nights")[0].outcome == "done"
    assert desktop.log == ["left click x1 on Lake", "left click x1 on Book"]


def test_the_entry_of_a_list_that_the_words_name_is_chosen() -> None:
    desktop = with_list()
    assert do(desktop, "Book a suite room for 3 nights")[0].outcome == "done"
    assert held(desktop, "Room") == "Suite"
    assert desktop.log[-1] == "left click x1 on Book"


def test_a_list_is_looked_into_where_the_words_may_name_an_entry() -> None:
    desktop = with_list()
    assert do(desktop, "Book a suite for 3 nights with a lake view")[0].outcome == "done"
    assert desktop.log[:2] == ["left click x1 on Standard", "pressed escape"]
    assert (held(desktop, "Room"), held(desktop, "Nights")) == ("Suite", "3")
    assert desktop.log[-1] == "left click x1 on Book"


def test_a_list_that_offers_nothing_of_the_kind_is_closed_and_nothing_filled_in() -> None:
    desktop = with_list()
    end, _ = do(desktop, "Book a penthouse for 3 nights with a lake view")
    assert end.outcome == "not_found"
    assert desktop.log == ["left click x1 on Standard", "pressed escape"]
    assert not any(w.kind == "list_item" for w in desktop.widgets)


def test_steps_that_name_no_field_are_read_against_the_form() -> None:
    desktop = booking()
    assert do(desktop, "tick breakfast, parking and 3 nights")[0].outcome == "done"
    assert held(desktop, "Nights") == "3"
    assert [w.text for w in desktop.widgets if "checked" in w.states] == ["Breakfast", "Parking"]


def test_plain_steps_are_carried_out_as_they_are_said() -> None:
    desktop = booking()
    assert do(desktop, "click Cancel, then tick Breakfast")[0].outcome == "done"
    assert desktop.log == ["left click x1 on Cancel", "left click x1 on Breakfast"]


@pytest.mark.parametrize(
    "say",
    [
        "Frobnicate it",
        "Frobnicate the 3",
        "Frobnicate the whole thing quickly",
        "Why is there no view of the lake for 3 nights?",
        "搞一搞它",
    ],
)
def test_words_that_are_neither_known_nor_a_goal_are_refused_at_once(say: str) -> None:
    desktop = booking()
    with pytest.raises(InstructionError):
        do(desktop, say)
    assert desktop.log == []


def test_the_refusal_of_unknown_words_says_that_they_are_unknown() -> None:
    with pytest.raises(UnknownStepError, match="Frobnicate it"):
        do(booking(), "Frobnicate it")


def test_where_a_model_is_to_search_no_list_is_opened() -> None:
    desktop = with_list()
    planner = EmbeddedPlanner()
    planner.searches = False
    planner.begin("Book a suite for 3 nights with a lake view")
    decision = planner.next(OracleEyes(desktop).look(desktop.grab()))
    assert isinstance(decision, End)
    assert decision.outcome == "not_found"
    assert not planner.understands(decision.reason)
