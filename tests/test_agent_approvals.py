"""What an earlier answer covers, and what it never does."""

from __future__ import annotations

import numpy as np
import pytest

from agent.approvals import Approvals
from agent.types import (
    Act,
    Action,
    Box,
    Click,
    Consequence,
    Frame,
    Judgement,
    Kind,
    Observation,
    Press,
    Target,
    Window,
)


def seen(shade: int = 0) -> Observation:
    return Observation(Frame(np.full((100, 100, 3), shade, np.uint8)))


def click(kind: Kind, x: int = 10, element: int = 1) -> Click:
    box = Box(x0=x, y0=10, x1=x + 20, y1=20)
    return Click(target=Target(point=box.centre, box=box, description="it", kind=kind, element=element))


def covered(approvals: Approvals, action: Action, consequence: Consequence, shade: int = 0) -> bool:
    judgement = Judgement(consequence=consequence, reason="")
    return approvals.cover(Act(action=action, words="w"), judgement, seen(shade))


def test_nothing_is_covered_at_first() -> None:
    assert not covered(Approvals(), click("menu_item"), "navigate")


@pytest.mark.parametrize(
    ("consequence", "expected"),
    [("look", True), ("navigate", True), ("write", True), ("consequential", False), ("forbidden", False)],
)
def test_a_harmless_choice_in_an_opened_menu_goes_on(consequence: Consequence, expected: bool) -> None:
    approvals = Approvals()
    approvals.allowed(click("menu_bar_item"), seen())
    approvals.performed()
    assert covered(approvals, click("menu_item", x=50), consequence) is expected


def test_a_choice_without_an_opened_menu_is_asked() -> None:
    approvals = Approvals()
    approvals.allowed(click("button"), seen())
    approvals.performed()
    assert not covered(approvals, click("menu_item", x=50), "navigate")
    assert not covered(approvals, click("button", x=50), "navigate")


def test_a_right_click_in_a_menu_is_asked() -> None:
    approvals = Approvals()
    approvals.allowed(click("menu_bar_item"), seen())
    approvals.performed()
    odd = click("menu_item", x=50).model_copy(update={"button": "right"})
    assert not covered(approvals, odd, "navigate")


def test_an_allowed_act_that_was_not_performed_is_not_asked_twice() -> None:
    approvals = Approvals()
    approvals.allowed(click("button", element=1), seen())
    assert covered(approvals, click("button", element=7), "consequential")
    assert not covered(approvals, click("button", x=40), "consequential")
    assert not covered(approvals, click("button"), "consequential", shade=9)
    assert not covered(approvals, click("button"), "forbidden")
    approvals.performed()
    assert not covered(approvals, click("button"), "consequential")


@pytest.mark.parametrize(("number", "title", "mark"), [(2, "Save?", 0), (1, "Delete?", 0), (1, "Save?", 9)])
def test_the_same_button_under_another_question_is_asked(number: int, title: str, mark: int) -> None:
    """An OK button at the same place, in another dialog or below other words."""

    def dialog(number: int, title: str, mark: int) -> Observation:
        pixels = np.zeros((100, 100, 3), np.uint8)
        pixels[60, 60] = mark
        window = Window(id=number, title=title, box=Box(x0=0, y0=0, x1=100, y1=100))
        return Observation(Frame(pixels, windows=(window,)))

    approvals, act = Approvals(), Act(action=click("button"), words="click OK")
    approvals.allowed(act.action, dialog(1, "Save?", 0))
    judgement = Judgement(consequence="consequential", reason="")
    assert approvals.cover(act, judgement, dialog(1, "Save?", 0))
    assert not approvals.cover(act, judgement, dialog(number, title, mark))


def test_keys_without_a_target_are_always_asked_again() -> None:
    approvals = Approvals()
    approvals.allowed(Press(keys=("enter",)), seen())
    assert not covered(approvals, Press(keys=("enter",)), "consequential")


def test_the_rest_is_only_the_harmless_rest() -> None:
    approvals = Approvals()
    approvals.rest = True
    assert covered(approvals, click("button"), "write")
    assert covered(approvals, Press(keys=("f1",)), "navigate")
    assert not covered(approvals, click("button"), "consequential")
