"""An act as events: pure data."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.events import (
    ButtonDown,
    ButtonUp,
    CheckFocus,
    CheckPointer,
    CheckTarget,
    CheckWindow,
    Event,
    KeyDown,
    KeyUp,
    Pause,
    PointerMove,
    TypeString,
    WheelTurn,
    drag_path,
    events_of,
)
from agent.types import (
    Action,
    Box,
    Clear,
    Click,
    Drag,
    Hover,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
)

SPOT = Target(point=Point(x=50, y=20), box=Box(x0=10, y0=10, x1=90, y1=30), description="Save")
OTHER = Target(point=Point(x=250, y=220), box=Box(x0=210, y0=210, x1=290, y1=230), description="Bin")
ACTIONS: list[Action] = [
    Click(target=SPOT),
    Click(target=SPOT, button="right", count=2, modifiers=("ctrl", "shift")),
    Hover(target=SPOT),
    TypeText(text="hi", target=SPOT, replace=True),
    TypeText(text="hi"),
    Clear(target=SPOT),
    Clear(),
    Press(keys=("ctrl", "shift", "s"), repeat=3),
    Scroll(target=SPOT, dy=3),
    Scroll(dx=-2),
    Drag(source=SPOT, to=OTHER),
    Wait(seconds=1.5),
]


def only(events: tuple[Event, ...], *kinds: type) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


def test_every_kind_of_act_is_covered_here() -> None:
    kinds = set(get_args(get_args(Action)[0]))
    assert {type(action) for action in ACTIONS} == kinds


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
def test_whatever_goes_down_comes_up(action: Action) -> None:
    held: list[str] = []
    for event in events_of(action):
        match event:
            case KeyDown():
                held.append(event.key)
            case ButtonDown():
                held.append(event.button)
            case KeyUp():
                held.remove(event.key)
            case ButtonUp():
                held.remove(event.button)
            case _:
                pass
    assert held == []


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
def test_nothing_is_pressed_before_a_look(action: Action) -> None:
    """A press follows the check of the window under it, keys follow the check of the focus or a click."""
    looked = False
    for event in events_of(action):
        looked |= isinstance(event, CheckWindow | CheckFocus | CheckPointer)
        if isinstance(event, ButtonDown | TypeString | WheelTurn):
            assert looked


def test_a_click_is_guarded_then_moved_then_guarded_then_pressed() -> None:
    assert events_of(Click(target=SPOT)) == (
        CheckTarget(SPOT),
        PointerMove(SPOT.point),
        Pause(0.03),
        CheckWindow(SPOT),
        ButtonDown("left"),
        ButtonUp("left"),
    )


def test_modifiers_are_held_round_all_clicks_and_let_go_in_reverse() -> None:
    action = Click(target=SPOT, count=2, modifiers=("ctrl", "shift"))
    got = only(events_of(action), KeyDown, KeyUp, ButtonDown, ButtonUp)
    press = [ButtonDown("left"), ButtonUp("left")]
    assert got == [KeyDown("ctrl"), KeyDown("shift"), *press, *press, KeyUp("shift"), KeyUp("ctrl")]


@pytest.mark.parametrize(("platform", "key"), [("linux", "ctrl"), ("win32", "ctrl"), ("darwin", "super")])
def test_clear_selects_all_as_the_platform_does(platform: str, key: str) -> None:
    keys = [event.key for event in only(events_of(Clear(target=SPOT), platform), KeyDown)]
    assert keys == [key, "a", "delete"]


def test_typing_clicks_looks_at_the_focus_and_types() -> None:
    got = events_of(TypeText(text="hi", target=SPOT, replace=True), "linux")
    assert got[: -len(got) + 6] == events_of(Click(target=SPOT))
    assert got[6] == CheckFocus(SPOT)
    assert got[-1] == TypeString("hi")
    assert [event.key for event in only(got, KeyDown)] == ["ctrl", "a"]


def test_replacing_by_nothing_empties_the_field() -> None:
    assert events_of(TypeText(text="", target=SPOT, replace=True)) == events_of(Clear(target=SPOT))


def test_a_secret_is_not_in_what_events_print() -> None:
    got = events_of(TypeText(text="CANARY-9f3a", secret=True))
    assert "CANARY" not in repr(got)
    assert only(got, TypeString)[0].text == "CANARY-9f3a"


def test_the_wheel_turns_notch_by_notch() -> None:
    assert only(events_of(Scroll(dx=-2, dy=1)), WheelTurn) == [WheelTurn(-1, 0)] * 2 + [WheelTurn(0, 1)]


def test_both_ends_of_a_drag_are_looked_at_before_it_begins() -> None:
    got = events_of(Drag(source=SPOT, to=OTHER))
    before = got[: got.index(ButtonDown("left"))]
    assert {e.target for e in before if isinstance(e, CheckTarget)} == {SPOT, OTHER}
    assert {e.target for e in before if isinstance(e, CheckWindow)} == {SPOT, OTHER}
    assert only(got, PointerMove)[-1].point == OTHER.point


COORDINATE = st.integers(-5000, 5000)


@given(COORDINATE, COORDINATE, COORDINATE, COORDINATE)
def test_a_drag_ends_where_it_should_by_way_of_the_line_between(x0: int, y0: int, x1: int, y1: int) -> None:
    start, end = Point(x=x0, y=y0), Point(x=x1, y=y1)
    path = drag_path(start, end)
    assert path[-1] == end
    assert len(path) <= 26
    for point in path:
        assert min(x0, x1) <= point.x <= max(x0, x1)
        assert min(y0, y1) <= point.y <= max(y0, y1)
        cross = (x1 - x0) * (point.y - y0) - (y1 - y0) * (point.x - x0)
        assert abs(cross) <= max(abs(x1 - x0), abs(y1 - y0))  # within a pixel of the line
