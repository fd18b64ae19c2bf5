"""Single events become gestures: clicks, drags, turns of the wheel, keys, typing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from recorded import Tape, caught

from agent.recording.caught import Catcher
from agent.recording.gestures import Clicked, Dragged, Pressed, Turned, Typed
from agent.recording.heard import ButtonRelease, Motion
from agent.recording.saying import said
from agent.recording.typing import Text, pieces


def test_a_click_with_its_button_and_what_was_held() -> None:
    (click,) = caught(Tape().click(10, 20, "right", "ctrl", "shift"))
    assert isinstance(click, Clicked)
    assert (click.spot, click.button, click.count, click.modifiers) == (
        (10, 20),
        "right",
        1,
        ("ctrl", "shift"),
    )


def test_clicks_close_in_time_and_place_are_one_double_or_triple_click() -> None:
    tape = Tape().click(10, 10).click(12, 10)
    assert [g.count for g in caught(tape) if isinstance(g, Clicked)] == [2]
    assert [g.count for g in caught(tape.click(10, 11)) if isinstance(g, Clicked)] == [3]
    assert [g.count for g in caught(tape.click(10, 11)) if isinstance(g, Clicked)] == [3, 1]


def test_clicks_far_apart_are_two() -> None:
    for tape in (
        Tape().click(10, 10).wait(0.7).click(10, 10),
        Tape().click(10, 10).click(40, 10),
        Tape().click(10, 10).click(10, 10, "left", "ctrl"),
        Tape().click(10, 10).chord("ctrl", "c").click(10, 10),
    ):
        assert [g.count for g in caught(tape) if isinstance(g, Clicked)] == [1, 1]


def test_a_press_and_a_release_elsewhere_are_a_drag() -> None:
    (drag,) = caught(Tape().click(10, 10, to=(200, 90)))
    assert isinstance(drag, Dragged)
    assert (drag.spot, drag.to, drag.button) == ((10, 10), (200, 90), "left")
    (click,) = caught(Tape().click(10, 10, to=(13, 12)))
    assert isinstance(click, Clicked)


def test_a_release_without_its_press_is_nothing() -> None:
    assert Catcher().take(ButtonRelease(0, 1.0, "left", 5, 5), None) is None
    assert Catcher().take(Motion(0, 1.0, 5, 5), None) is None


def test_turns_of_the_wheel_the_same_way_are_one() -> None:
    tape = Tape().wheel(1).wheel(1).wheel(1).wheel(-1).wait(2).wheel(-1).wheel(-1, x=300)
    turns = [(g.dx, g.dy) for g in caught(tape) if isinstance(g, Turned)]
    assert turns == [(0, 3), (0, -1), (0, -1), (0, -1)]


def test_chords_and_keys_by_themselves() -> None:
    tape = Tape().chord("ctrl", "shift", "s").key("f5").key("tab").key("tab").wait(3).key("tab")
    found = [(g.keys, g.repeat) for g in caught(tape) if isinstance(g, Pressed)]
    assert found == [(("ctrl", "shift", "s"), 1), (("f5",), 1), (("tab",), 2), (("tab",), 1)]


def test_a_modifier_by_itself_is_a_key_where_it_opens_a_menu() -> None:
    assert [g.keys for g in caught(Tape().key("super")) if isinstance(g, Pressed)] == [("super",)]
    assert caught(Tape().key("shift").key("ctrl")) == []


def test_letters_are_one_text_until_something_else_is_done() -> None:
    tape = Tape().type("Hello World").key("enter").type("x").click(5, 5).type("y")
    kinds = [type(g).__name__ for g in caught(tape)]
    assert kinds == ["Typed", "Pressed", "Typed", "Clicked", "Typed"]
    first = caught(tape)[0]
    assert isinstance(first, Typed)
    assert pieces(first.strokes) == (Text("Hello World"),)
    assert all(tape.events[number].key for number in first.events)  # type: ignore[union-attr]


def test_a_backspace_belongs_to_the_text_that_is_being_typed_and_to_no_other() -> None:
    typed = caught(Tape().type("helo").key("backspace").key("backspace").type("lo"))
    assert len(typed) == 1
    alone = caught(Tape().key("backspace").key("backspace"))
    assert [(g.keys, g.repeat) for g in alone if isinstance(g, Pressed)] == [(("backspace",), 2)]


def test_what_is_told_at_once_holds_no_letters() -> None:
    told = [said(g) for g in caught(Tape().type("hunter2").key("tab").click(3, 4).wheel(2).wheel(1, dx=1))]
    assert told == ["typing", "tab", "click at 3, 4", "wheel down 3 and right 1"]


@given(st.lists(st.sampled_from(["click", "type", "wheel", "chord", "drag", "enter"]), max_size=30))
def test_nothing_that_was_done_is_lost(acts: list[str]) -> None:
    tape = Tape()
    for act in acts:
        tape.wait(2)
        match act:
            case "click":
                tape.click(30, 30)
            case "type":
                tape.type("ab")
            case "wheel":
                tape.wheel(1)
            case "chord":
                tape.chord("ctrl", "s")
            case "drag":
                tape.click(30, 30, to=(90, 90))
            case "enter":
                tape.key("enter")
    names = {"click": "Clicked", "type": "Typed", "wheel": "Turned", "chord": "Pressed", "drag": "Dragged"}
    wanted = [names.get(act, "Pressed") for act in acts]
    wanted = [
        name for i, name in enumerate(wanted) if not (name == "Typed" and i and wanted[i - 1] == "Typed")
    ]
    assert [type(g).__name__ for g in caught(tape)] == wanted
