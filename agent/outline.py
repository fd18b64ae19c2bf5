"""The steps of an instruction before anything is seen, each with what its words say that it can cause.

For the person, who may let the harmless ones pass at once: the consequential ones are told by name, and asked
about in any case. What is seen then decides anew, and can only be graver.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import numpy as np

from agent import policy
from agent.errors import DeskhandError
from agent.instruction import parse
from agent.intents import (
    CheckIntent,
    ChooseIntent,
    ClearIntent,
    ClickIntent,
    CloseIntent,
    CopyIntent,
    DragIntent,
    EachIntent,
    GoalIntent,
    HoverIntent,
    Intent,
    MenuIntent,
    Phrase,
    PressIntent,
    ScrollIntent,
    TypeIntent,
    WaitIntent,
    WhenIntent,
    flat,
)
from agent.journal_redact import without_secrets
from agent.types import (
    Action,
    Box,
    Clear,
    Click,
    Drag,
    Frame,
    Hover,
    Judgement,
    Kind,
    Observation,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
)


@dataclass(frozen=True)
class Line:
    """One step in the person's own words (without what is secret), and what it can cause by them."""

    words: str
    judgement: Judgement

    @property
    def grave(self) -> bool:
        return self.judgement.consequence in ("consequential", "forbidden")


def outline(instruction: str) -> tuple[Line, ...]:
    """All steps in order. Raises InstructionError where the words are not understood."""
    nothing = Observation(Frame(np.zeros((0, 0, 3), np.uint8)))
    lines = []
    for intent in flat(parse(instruction)):
        action = _action(intent)
        said = instruction if isinstance(action, TypeText) else ""  # where a text comes from
        lines.append(Line(without_secrets(intent.words), policy.judge(action, nothing, said)))
    return tuple(lines)


def grave_steps(instruction: str) -> tuple[str, ...]:
    """The words of the consequential steps of a plan; none where it is one step, or is not understood."""
    try:
        lines = outline(instruction)
    except DeskhandError:
        return ()
    return tuple(line.words for line in lines if line.grave) if len(lines) > 1 else ()


def _action(intent: Intent) -> Action:
    """The act that the intent's words promise, at no place."""
    match intent:
        case TypeIntent():
            return TypeText(text=intent.text, target=_field(intent.target), secret=intent.secret)
        case ClearIntent():
            return Clear(target=_field(intent.target))
        case PressIntent():
            return Press(keys=intent.keys)
        case DragIntent():
            return Drag(source=_target(intent.source, "icon"), to=_target(intent.to, "icon"))
        case HoverIntent():
            return Hover(target=_target(intent.target))
        case ScrollIntent():
            return Scroll(dy=1)
        case WaitIntent():
            return Wait(seconds=intent.seconds or 0.0)
        case CopyIntent():
            return TypeText(text="…", target=_field(intent.target), origin="screen")
        case WhenIntent() | GoalIntent():
            return Wait(seconds=0.0)
        case _:
            return _click(intent)


def _click(
    intent: ClickIntent | CheckIntent | ChooseIntent | MenuIntent | CloseIntent | EachIntent,
) -> Click:
    match intent:
        case ClickIntent():
            return Click(target=_target(intent.target), button=intent.button, count=intent.count)
        case CheckIntent():
            return Click(target=_target(intent.target, "checkbox"))
        case EachIntent():
            return Click(target=_target(intent.target, "button" if intent.do == "click" else "checkbox"))
        case ChooseIntent():
            return Click(target=_target(intent.option, "list_item"))
        case MenuIntent():
            return Click(target=_target(intent.path[-1], "menu_item"))
        case CloseIntent():
            what = intent.target or Phrase(words=intent.what, name="Close")
            kind: Kind = "window_control" if intent.what == "window" else "button"
            return Click(target=_target(what, kind))
        case _:
            assert_never(intent)


def _field(phrase: Phrase | None) -> Target | None:
    return None if phrase is None else _target(phrase, "text_field")


def _target(phrase: Phrase, kind: Kind = "button") -> Target:
    kind = phrase.kinds[0] if phrase.kinds else kind
    name = phrase.name or phrase.words
    nowhere = Box(x0=0, y0=0, x1=0, y1=0)
    shown = f"{kind.replace('_', ' ')} “{name}”"
    return Target(point=Point(x=0, y=0), box=nowhere, description=shown, kind=kind)
