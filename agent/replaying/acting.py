"""A step's act and the places that were found for it → the act that the hands carry out. Pure."""

from __future__ import annotations

from typing import assert_never

from agent.macro import (
    ActStep,
    ClearAct,
    ClickAct,
    DragAct,
    HoverAct,
    PressAct,
    ScrollAct,
    TypeAct,
)
from agent.types import (
    Action,
    Candidate,
    Clear,
    Click,
    Drag,
    Hover,
    Origin,
    Press,
    Scroll,
    Target,
    TypeText,
)


def action_of(step: ActStep, target: Candidate | None, to: Candidate | None, origin: Origin) -> Action:
    """`step` with its variables filled. `origin`: whose word its texts are."""
    place = target_of(target) if target is not None else None
    match step.act:
        case PressAct(keys=keys, repeat=repeat):
            return Press(keys=keys, repeat=repeat)
        case ScrollAct(dx=dx, dy=dy):
            return Scroll(target=place, dx=dx, dy=dy)
        case TypeAct(text=text, replace=replace, paced=paced):
            return TypeText(text=text, target=place, replace=replace, paced=paced, origin=origin)
        case ClearAct():
            return Clear(target=place)
        case ClickAct() | HoverAct() | DragAct():
            assert place is not None
            return _pointed(step, place, to)
        case _:
            assert_never(step.act)


def _pointed(step: ActStep, place: Target, to: Candidate | None) -> Action:
    if isinstance(step.act, ClickAct):
        act = step.act
        return Click(target=place, button=act.button, count=act.count, modifiers=act.modifiers)
    if isinstance(step.act, HoverAct):
        return Hover(target=place)
    assert to is not None
    assert isinstance(step.act, DragAct)
    return Drag(source=place, to=target_of(to), button=step.act.button)


def target_of(candidate: Candidate) -> Target:
    element = candidate.element
    kind = element.kind.replace("_", " ")
    return Target(
        point=candidate.point,
        box=element.box,
        description=f"{kind} “{element.name}”" if element.name else kind,
        kind=element.kind,
        element=element.id,
    )
