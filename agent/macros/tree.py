"""The steps of a macro as a tree: finding a step; a new macro with other steps in one of its groups. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from agent.describe import short
from agent.errors import MacroError
from agent.macro import IfStep, LoopStep, Macro, walk
from agent.types import Frozen

Branch = Literal["steps", "then", "otherwise"]
Document = TypeVar("Document", bound=Frozen)
OWN_ID = re.compile(r"s(\d{1,6})")


@dataclass(frozen=True)
class Group:
    """Steps that follow one another: those of the macro itself (no `parent`), or of a step's branch."""

    parent: str = ""
    branch: Branch = "steps"


TOP = Group()


def branches(step: Any) -> tuple[Branch, ...]:
    """The groups that a step holds."""
    if isinstance(step, IfStep):
        return ("then", "otherwise")
    return ("steps",) if isinstance(step, LoopStep) else ()


def remade(document: Document, **changes: Any) -> Document:
    """The same with other values, checked as a new one is. Raises MacroError saying what does not fit."""
    try:
        return type(document)(**{**dict(document), **changes})
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise MacroError(f"The macro cannot be changed so: {short(reason, 200)}.") from None


def groups(macro: Macro) -> Iterator[tuple[Group, tuple[Any, ...]]]:
    """All groups with their steps, the outer ones first."""
    yield TOP, macro.steps
    for step in walk(macro.steps):
        for branch in branches(step):
            yield Group(step.id, branch), getattr(step, branch)


def place_of(macro: Macro, step_id: str) -> tuple[Group, int]:
    """The group that a step stands in, and its index there. Raises MacroError."""
    for group, steps in groups(macro):
        for index, step in enumerate(steps):
            if step.id == step_id:
                return group, index
    raise MacroError(f"The macro has no step {short(step_id)!r}.")


def steps_of(macro: Macro, group: Group) -> tuple[Any, ...]:
    """Raises MacroError where there is no such group."""
    for there, steps in groups(macro):
        if there == group:
            return steps
    raise MacroError(f"The step {short(group.parent)!r} has no {group.branch!r} to put steps into.")


def step_of(macro: Macro, step_id: str) -> Any:
    """Raises MacroError where there is no such step."""
    group, index = place_of(macro, step_id)
    return steps_of(macro, group)[index]


def with_steps(macro: Macro, group: Group, steps: tuple[Any, ...]) -> Macro:
    """The macro with these steps in that group. Raises MacroError."""
    steps_of(macro, group)  # it must be there
    return remade(macro, steps=steps if group == TOP else _put(macro.steps, group, steps))


def _put(steps: tuple[Any, ...], group: Group, new: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_put_in(step, group, new) for step in steps)


def _put_in(step: Any, group: Group, new: tuple[Any, ...]) -> Any:
    if step.id == group.parent:
        return remade(step, **{group.branch: new})
    inside = {branch: _put(getattr(step, branch), group, new) for branch in branches(step)}
    return step.model_copy(update=inside) if inside else step


def without(macro: Macro, step_id: str) -> tuple[Macro, Any]:
    """The macro without a step, and that step. Raises MacroError."""
    group, index = place_of(macro, step_id)
    steps = steps_of(macro, group)
    return with_steps(macro, group, (*steps[:index], *steps[index + 1 :])), steps[index]


def with_step(macro: Macro, group: Group, index: int, step: Any) -> Macro:
    """The macro with a step more, at that index of the group. Raises MacroError."""
    steps = steps_of(macro, group)
    index = max(0, min(index, len(steps)))
    return with_steps(macro, group, (*steps[:index], step, *steps[index:]))


def change(macro: Macro, step_id: str, **changes: Any) -> Macro:
    """With other values in a step's fields."""
    group, index = place_of(macro, step_id)
    steps = steps_of(macro, group)
    if unknown := [name for name in changes if name not in type(steps[index]).model_fields]:
        raise MacroError(f"That step has no {unknown[0].replace('_', ' ')}.")
    return with_steps(macro, group, (*steps[:index], remade(steps[index], **changes), *steps[index + 1 :]))


def fresh_id(macro: Macro) -> str:
    """An id that no step of the macro has; the next step that is added gets it."""
    return next(fresh_ids(macro))


def fresh_ids(macro: Macro) -> Iterator[str]:
    taken = {step.id for step in walk(macro.steps)}
    number = max((int(found[1]) for one in taken if (found := OWN_ID.fullmatch(one))), default=0)
    while True:
        number += 1
        if f"s{number}" not in taken:
            yield f"s{number}"


def renumbered(step: Any, ids: Iterator[str]) -> Any:
    """The step with ids from `ids`, also for those inside it."""
    own = next(ids)
    inside = {
        branch: tuple(renumbered(one, ids) for one in getattr(step, branch)) for branch in branches(step)
    }
    return step.model_copy(update={"id": own} | inside)
