"""What a step of a macro can cause, told before anything is on the screen: the policy judges the act on a
screen that is made up from the step's own mark (its window, its words, its neighbours)."""

from __future__ import annotations

from typing import assert_never

import numpy as np

from agent import policy
from agent.macro import (
    ActStep,
    ClearAct,
    ClickAct,
    DragAct,
    HoverAct,
    Mark,
    PressAct,
    ScrollAct,
    TypeAct,
)
from agent.types import (
    Action,
    Box,
    Clear,
    Click,
    Drag,
    Element,
    Frame,
    Hover,
    Judgement,
    Observation,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Window,
)

ROUND = 400  # pixels round a target that its window has where it is not known
WIDE = 0.5  # of a line's height: the width of a letter


def consequence_of(step: ActStep, before: Mark | None = None) -> Judgement:
    """The worst that the act can cause as far as its mark tells. `before`: the last target before it, in
    whose window keys without a target of their own arrive."""
    return policy.judge(action_of(step), scene_of(step.target or before, step.to))


def action_of(step: ActStep) -> Action:
    """The step's act on its marks, where they were when they were recorded."""
    act, target = step.act, target_of(step.target) if step.target else None
    match act:
        case TypeAct():
            return TypeText(
                text=act.text, target=target, replace=act.replace, paced=act.paced, origin="macro"
            )
        case ClearAct():
            return Clear(target=target)
        case PressAct():
            return Press(keys=act.keys, repeat=act.repeat)
        case ScrollAct():
            return Scroll(target=target, dx=act.dx, dy=act.dy)
        case ClickAct() | HoverAct() | DragAct():
            return _pointed(act, target, step.to)
        case _:
            assert_never(act)


def _pointed(act: ClickAct | HoverAct | DragAct, target: Target | None, to: Mark | None) -> Action:
    assert target is not None  # the document sees to that
    if isinstance(act, ClickAct):
        return Click(target=target, button=act.button, count=act.count, modifiers=act.modifiers)
    if isinstance(act, HoverAct):
        return Hover(target=target)
    assert to is not None
    return Drag(source=target, to=target_of(to), button=act.button)


def target_of(mark: Mark) -> Target:
    """Where the mark was when it was recorded."""
    box, (across, down) = mark.box, mark.point
    point = Point(
        x=min(box.x0 + round(across * box.width), max(box.x0, box.x1 - 1)),
        y=min(box.y0 + round(down * box.height), max(box.y0, box.y1 - 1)),
    )
    kind = mark.kind.replace("_", " ")
    named = f"{kind} “{mark.name}”" if mark.name else kind
    return Target(point=point, box=box, description=named, kind=mark.kind)


def scene_of(mark: Mark | None, to: Mark | None = None) -> Observation:
    """A screen with what the marks tell, and nothing else on it."""
    frame = Frame(np.zeros((1, 1, 3), np.uint8), windows=_windows(mark, to))
    elements = [element for one in (mark, to) if one is not None for element in _elements(one)]
    numbered = tuple(e.model_copy(update={"id": i}) for i, e in enumerate(elements))
    return Observation(frame=frame, elements=numbered)


def _windows(mark: Mark | None, to: Mark | None) -> tuple[Window, ...]:
    """Their windows, that of the target focused and in front."""
    marks = [one for one in (to, mark) if one is not None]
    return tuple(
        Window(
            id=number,
            title=one.window,
            app=one.program,
            pid=number,
            box=one.window_box or one.box.grown(ROUND),
            focused=one is mark,
        )
        for number, one in enumerate(marks, 1)
    )


def _elements(mark: Mark) -> list[Element]:
    own = Element(id=0, box=mark.box, kind=mark.kind, text=mark.name)
    centre, unit = mark.box.centre, mark.unit
    around = []
    for near in mark.neighbours:
        x, y = centre.x + round(near.dx * unit), centre.y + round(near.dy * unit)
        half = round(max(1.0, len(near.name) * WIDE * unit / 2)), round(max(1.0, unit / 2))
        box = Box(x0=x - half[0], y0=y - half[1], x1=x + half[0], y1=y + half[1])
        around.append(Element(id=0, box=box, kind=near.kind, text=near.name))
    return [own, *around]
