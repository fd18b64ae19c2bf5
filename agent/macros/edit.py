"""Changes to a macro: each takes one and gives a new one; the old one stays as it was.

All raise MacroError with the reason where the macro cannot be so (no such step, a click without a target).
"""

from __future__ import annotations

from typing import Any, get_args

from agent.errors import MacroError
from agent.macro import (
    Check,
    CheckStep,
    CommentStep,
    IfStep,
    LoopStep,
    Macro,
    MacroAct,
    Mark,
    OnFailure,
    SubStep,
    WaitUntilStep,
    walk,
)
from agent.macros.differences import diff as diff
from agent.macros.edit_variables import drop_variable as drop_variable
from agent.macros.edit_variables import set_variable as set_variable
from agent.macros.edit_variables import to_text as to_text
from agent.macros.edit_variables import to_variable as to_variable
from agent.macros.editing import Editing as Editing
from agent.macros.tree import (
    TOP,
    Branch,
    Group,
    branches,
    change,
    fresh_ids,
    place_of,
    remade,
    renumbered,
    step_of,
    steps_of,
    with_step,
    without,
)
from agent.macros.tree import fresh_id as fresh_id

# -- where steps stand ---------------------------------------------------------------


def move_up(macro: Macro, step_id: str) -> Macro:
    """Before the step before it; the first of its group stays where it is."""
    return move_to(macro, step_id, place_of(macro, step_id)[1] - 1)


def move_down(macro: Macro, step_id: str) -> Macro:
    return move_to(macro, step_id, place_of(macro, step_id)[1] + 1)


def move_to(macro: Macro, step_id: str, index: int, group: Group | None = None) -> Macro:
    """To that index of a group (its own, where none is named), counted without the step itself."""
    own, _ = place_of(macro, step_id)
    rest, step = without(macro, step_id)
    if group is not None and group.parent in {one.id for one in walk((step,))}:
        raise MacroError("A step cannot stand inside itself.")
    return with_step(rest, group or own, index, step)


def move_into(macro: Macro, step_id: str, parent: str, branch: Branch | None = None) -> Macro:
    """To the end of a loop, or of a question's branch ("then", where none is named)."""
    held: tuple[Branch, ...] = branches(step_of(macro, parent)) or ("steps",)
    group = Group(parent, branch or held[0])
    return move_to(macro, step_id, len(steps_of(macro, group)), group)


def move_out(macro: Macro, step_id: str) -> Macro:
    """Behind the loop or question that it stands in."""
    group, _ = place_of(macro, step_id)
    if group == TOP:
        raise MacroError("The step stands in no loop or question.")
    outer, index = place_of(macro, group.parent)
    return move_to(macro, step_id, index + 1, outer)


def delete(macro: Macro, step_id: str) -> Macro:
    """Without the step and those inside it."""
    return without(macro, step_id)[0]


def insert(macro: Macro, step: Any, after: str | None = None, group: Group | None = None) -> Macro:
    """With a new step: behind another, or at the end of a group, or of the macro. An id that is there already
    is replaced by a fresh one."""
    taken = {one.id for one in walk(macro.steps)}
    if any(one.id in taken for one in walk((step,))):
        step = renumbered(step, fresh_ids(macro))
    if after is not None:
        there, index = place_of(macro, after)
        return with_step(macro, there, index + 1, step)
    return with_step(macro, group or TOP, len(steps_of(macro, group or TOP)), step)


def duplicate(macro: Macro, step_id: str) -> Macro:
    """With the step once more, behind itself."""
    return insert(macro, step_of(macro, step_id), step_id)


# -- new steps: each gets fresh_id(macro) ----------------------------------------------


def add_check(macro: Macro, check: Check, after: str | None = None) -> Macro:
    return insert(macro, CheckStep(id=fresh_id(macro), check=check), after)


def add_wait_until(macro: Macro, check: Check, after: str | None = None) -> Macro:
    return insert(macro, WaitUntilStep(id=fresh_id(macro), check=check), after)


def add_comment(macro: Macro, text: str, after: str | None = None) -> Macro:
    return insert(macro, CommentStep(id=fresh_id(macro), text=text), after)


def add_if(macro: Macro, check: Check, after: str | None = None) -> Macro:
    return insert(macro, IfStep(id=fresh_id(macro), check=check), after)


def add_loop(macro: Macro, data: str = "", times: int | None = None, after: str | None = None) -> Macro:
    return insert(macro, LoopStep(id=fresh_id(macro), data=data, times=times), after)


def add_sub(macro: Macro, name: str, values: dict[str, str] | None = None, after: str | None = None) -> Macro:
    return insert(macro, SubStep(id=fresh_id(macro), macro=name, values=values or {}), after)


# -- what a step says -------------------------------------------------------------------


def rename_title(macro: Macro, step_id: str, title: str) -> Macro:
    """With words of the person's own for the step; "" for those that it makes by itself."""
    return change(macro, step_id, title=title)


def set_act(macro: Macro, step_id: str, act: MacroAct, to: Mark | None = None) -> Macro:
    """`to`: where a drag goes, unless it has a place already."""
    goes_to = (to or getattr(step_of(macro, step_id), "to", None)) if act.kind == "drag" else None
    return change(macro, step_id, act=act, to=goes_to)


def set_target(macro: Macro, step_id: str, target: Mark | None) -> Macro:
    return change(macro, step_id, target=target)


def retarget(macro: Macro, step_id: str, mark: Mark, end: bool = False) -> Macro:
    """Points a step at something else: its target (with `end`, where its drag goes to), or what its condition
    is about."""
    step = step_of(macro, step_id)
    check = getattr(step, "check", None)
    if check is not None:
        if check.sees != "mark":
            raise MacroError("The condition of that step is about words; it has no target.")
        return change(macro, step_id, check=remade(check, mark=mark))
    return change(macro, step_id, **{"to" if end else "target": mark})


def set_expect(macro: Macro, step_id: str, expect: Check | None) -> Macro:
    return change(macro, step_id, expect=expect)


def set_check(macro: Macro, step_id: str, check: Check) -> Macro:
    return change(macro, step_id, check=check)


def set_timeout(macro: Macro, step_id: str, timeout: float) -> Macro:
    return change(macro, step_id, timeout=timeout)


def set_on_failure(macro: Macro, step_id: str, on_failure: OnFailure) -> Macro:
    if on_failure not in get_args(OnFailure):
        raise MacroError(f"On a failure a step can: {', '.join(get_args(OnFailure))}.")
    return change(macro, step_id, on_failure=on_failure)
