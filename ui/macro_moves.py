"""Moving a step by one in the list, also out of and past what it stands in. Pure."""

from __future__ import annotations

from typing import Literal

from agent.macro import Macro
from agent.macros import edit
from agent.macros.tree import TOP, place_of, steps_of

Way = Literal["up", "down"]


def moved(macro: Macro, step_id: str, way: Way) -> Macro:
    """By one place; at an end of a loop or question, out of it. Raises MacroError."""
    group, place = place_of(macro, step_id)
    last = len(steps_of(macro, group)) - 1
    if way == "up" and place > 0:
        return edit.move_up(macro, step_id)
    if way == "down" and place < last:
        return edit.move_down(macro, step_id)
    if group == TOP:
        return macro
    if way == "down":
        return edit.move_out(macro, step_id)
    outer, index = place_of(macro, group.parent)
    return edit.move_to(macro, step_id, index, outer)


def beside(macro: Macro, step_id: str) -> str:
    """The step to go to when this one is deleted; "" where none is left beside it."""
    group, place = place_of(macro, step_id)
    ids = [step.id for step in steps_of(macro, group)]
    rest = ids[place + 1 :] + ids[:place][::-1]
    return rest[0] if rest else group.parent
