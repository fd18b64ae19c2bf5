"""The intents of a step, narrowed to the place that is named in front or behind: "in the Find window, …"."""

from __future__ import annotations

from collections.abc import Sequence

from agent.errors import InstructionError
from agent.grammar.clause import Clause, as_field
from agent.grammar.kind_words import FIELD
from agent.grammar.phrases import placed
from agent.intents import (
    CheckIntent,
    ChooseIntent,
    ClearIntent,
    ClickIntent,
    HoverIntent,
    Intent,
    MenuIntent,
    Phrase,
    PressIntent,
    ScrollIntent,
    TypeIntent,
)


def inside(clause: Clause, where: str, intents: Sequence[Intent]) -> list[Intent]:
    """The intents of a step, narrowed to the place named in front: "in the Find window, click Close"."""
    return [one for intent in intents for one in _inside(clause, where, intent)]


def _inside(clause: Clause, where: str, intent: Intent) -> list[Intent]:
    if isinstance(intent, ClickIntent | HoverIntent | CheckIntent):
        return [intent.model_copy(update={"target": placed(intent.target, where, clause.quotes)})]
    if isinstance(intent, TypeIntent | ClearIntent):
        target = (
            clause.phrase(where) if intent.target is None else placed(intent.target, where, clause.quotes)
        )
        return [intent.model_copy(update={"target": as_field(target)})]
    if isinstance(intent, ScrollIntent) and intent.within is None:
        return [intent.model_copy(update={"within": clause.phrase(where)})]
    if isinstance(intent, ChooseIntent) and intent.within is not None:
        return [intent.model_copy(update={"within": placed(intent.within, where, clause.quotes)})]
    if isinstance(intent, MenuIntent):
        first = placed(intent.path[0], where, clause.quotes)
        return [intent.model_copy(update={"path": (first, *intent.path[1:])})]
    if isinstance(intent, PressIntent):
        return _pressed_inside(clause, where, intent)
    return [intent]


def _pressed_inside(clause: Clause, where: str, intent: PressIntent) -> list[Intent]:
    """For "in the calculator, press 9": its button. A key goes to the focus, so a field is clicked first."""
    place = clause.phrase(where)
    if set(place.kinds) & set(FIELD):
        return [ClickIntent(words=clause.words, target=place), intent]
    if len(intent.keys) == 1 and intent.keys[0].isdigit():
        target = placed(Phrase(words=intent.keys[0], name=intent.keys[0]), where, clause.quotes)
        return [ClickIntent(words=clause.words, target=target)] * intent.repeat
    raise InstructionError(
        f"Keys go to the window that has the focus: click into {place.words} first, then press the key."
    )
