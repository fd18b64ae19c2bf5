"""Conditions of macros on what is seen."""

from __future__ import annotations

import pytest
from replay_world import blind, look, orders, place

from agent.fake import Widget
from agent.macro import Check
from agent.macros.marking import mark_of
from agent.replaying.checks import holds
from agent.types import box_of

SEEN = [
    (Check(words="Orders"), True),
    (Check(words="ada love"), True),
    (Check(words="Ada Lovelace 3 items"), True),  # over several texts
    (Check(words="Paid"), False),
    (Check(words="Paid", present=False), True),
    (Check(words="Save", kind="button"), True),
    (Check(words="Ada Lovelace", kind="button"), False),
    (Check(sees="window", words="Shop"), True),
    (Check(sees="window", words="Mail"), False),
    (Check(sees="window", words="Mail", present=False), True),
]


@pytest.mark.parametrize(("check", "so"), SEEN)
def test_words_and_windows(check: Check, so: bool) -> None:
    assert holds(check, blind(look(orders()))) is so


def test_the_state_of_a_target_and_what_it_holds() -> None:
    desktop = orders()
    desktop.widgets.append(Widget("checkbox", "Express", box_of((430, 300, 520, 320)), states={"checked"}))
    express = mark_of(look(desktop), desktop.find("Express").box.centre).mark
    customer = mark_of(look(desktop), place(desktop, "Customer")).mark
    next(w for w in desktop.widgets if w.kind == "text_field").value = "Ada"
    seen = look(desktop)
    assert holds(Check(sees="mark", mark=express, state="checked"), seen)
    assert not holds(Check(sees="mark", mark=express, state="disabled"), seen)
    assert holds(Check(sees="mark", mark=customer, words="Ada"), seen)
    assert not holds(Check(sees="mark", mark=customer, words="Bob"), seen)


def test_what_stands_in_our_own_windows_is_not_there() -> None:
    desktop = orders()
    ours = desktop.windows[0].model_copy(update={"id": 9, "box": box_of((0, 0, 200, 40)), "ours": True})
    desktop.windows.append(ours)
    assert not holds(Check(words="Orders", kind="heading"), look(desktop))
