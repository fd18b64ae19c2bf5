"""What the person's lists forbid is refused whatever else is said, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from agent import policy
from agent.fake import ScriptedConfirmer, ScriptedPlanner, login_scene
from agent.policy_lists import WindowLists
from agent.settings import load
from agent.types import (
    Act,
    Action,
    Box,
    Click,
    Drag,
    Frame,
    Observation,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    Window,
)

NOTES = Window(id=1, title="shopping – Notes", app="Mousepad", pid=5, box=Box(x0=0, y0=0, x1=100, y1=100))
VAULT = Window(
    id=2, title="Passwords.kdbx", app="KeePassXC", pid=6, box=Box(x0=100, y0=0, x1=200, y1=100), focused=True
)
SEEN = Observation(Frame(np.zeros((120, 220, 3), np.uint8), windows=(NOTES, VAULT)), ())


def at(x: int, y: int = 50) -> Target:
    return Target(point=Point(x=x, y=y), box=Box(x0=x - 5, y0=y - 5, x1=x + 5, y1=y + 5), description="thing")


IN_NOTES, IN_VAULT, NOWHERE = at(50), at(150), at(210, 110)


def forbidden(action: Action, allowed: tuple[str, ...] = (), denied: tuple[str, ...] = ()) -> str:
    judgement = policy.judge(action, SEEN, "", WindowLists(allowed, denied))
    return judgement.reason if judgement.consequence == "forbidden" else ""


@pytest.mark.parametrize("entry", ["keepassxc", "KeePassXC", "keepass*", "*.kdbx", "passwords.kdbx"])
def test_a_denied_window_is_not_touched(entry: str) -> None:
    for action in (
        Click(target=IN_VAULT),
        TypeText(text="x", target=IN_VAULT),
        Scroll(dx=0, dy=1, target=IN_VAULT),
        Drag(source=IN_NOTES, to=IN_VAULT),
        Press(keys=("ctrl", "c")),  # it has the focus
        TypeText(text="x"),
    ):
        assert "never touched" in forbidden(action, denied=(entry,))
    assert not forbidden(Click(target=IN_NOTES), denied=(entry,))


def test_only_allowed_windows_are_touched() -> None:
    assert not forbidden(Click(target=IN_NOTES), allowed=("mousepad",))
    assert "not on your list" in forbidden(Click(target=IN_VAULT), allowed=("mousepad",))
    assert forbidden(Click(target=NOWHERE), allowed=("mousepad",)).startswith("The desktop itself")
    assert not forbidden(Wait(seconds=1), allowed=("mousepad",))


def test_to_be_denied_weighs_more() -> None:
    assert forbidden(Click(target=IN_NOTES), allowed=("*",), denied=("*shopping*",))


def test_without_lists_nothing_changes() -> None:
    assert policy.judge(Click(target=IN_VAULT), SEEN) == policy.judge(
        Click(target=IN_VAULT), SEEN, "", WindowLists()
    )


def test_the_lists_come_from_the_settings() -> None:
    settings = load({"DESKHAND_HOME": "/nowhere", "DESKHAND_DENY": "keepassxc, *bank*,"})
    assert settings.deny == ("keepassxc", "*bank*")
    assert load({"DESKHAND_HOME": "/nowhere"}, allow=["notes"]).allow == ("notes",)


def test_the_loop_refuses_before_anybody_is_asked() -> None:
    from test_agent_loop import Bench

    desktop = login_scene()
    desktop.windows = [Window(id=1, title="My bank", pid=5, box=Box(x0=0, y0=0, x1=640, y1=400))]
    click = Act(action=Click(target=at(200, 210)), words="click")
    bench = Bench(desktop, ScriptedConfirmer(), ScriptedPlanner([click]))
    end = bench.run("click it", deny=("*bank*",), yes_to_all=True)
    assert end.outcome == "blocked"
    assert "My bank" in end.reason
    assert bench.confirmer.asked == []
    assert desktop.log == []
