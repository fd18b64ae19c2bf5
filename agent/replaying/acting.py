"""A step's act and the places that were found for it → the act that the hands carry out. Pure."""

from __future__ import annotations

from typing import assert_never

from agent.grounding.kinds import FIELDS, TICKABLE
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
    Observation,
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
        focused="focused" in element.states,
    )


def is_tick(action: Action) -> bool:
    """Whether it is to change a box, a radio button or a switch."""
    if not isinstance(action, Click) or action.button != "left" or action.count != 1:
        return False
    return action.target.kind in TICKABLE


def on_its_words(candidate: Candidate) -> Candidate:
    """The same with the middle of its box as the point: where its words stand, which are as good."""
    return candidate.model_copy(update={"point": candidate.element.box.centre})


def goes_where_focus_is(step: ActStep, seen: Observation) -> bool:
    """Whether a text goes into a page of text without a name, whose window has the keys: no click is needed,
    and one would only move the text cursor."""
    mark = step.target
    if not isinstance(step.act, TypeAct) or mark is None or mark.kind != "text_area" or mark.name:
        return False
    focused = next((w for w in reversed(seen.frame.windows) if w.focused and not w.ours), None)
    if focused is None or focused.app.casefold() != mark.program.casefold():
        return False
    return not any(e.kind in FIELDS and focused.box.contains(e.box.centre) for e in seen.elements)
