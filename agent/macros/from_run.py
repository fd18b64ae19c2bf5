"""From a run that is in the journal to a macro that does the same again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never

from pydantic import ValidationError

from agent.describe import HIDDEN, describe
from agent.errors import MacroError
from agent.journal_records import RunRecord, StepRecord
from agent.macro import (
    ActStep,
    ClearAct,
    ClickAct,
    CommentStep,
    DragAct,
    HoverAct,
    Macro,
    MacroAct,
    Mark,
    PressAct,
    ScrollAct,
    TypeAct,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.macros.names import check_name
from agent.macros.run_expect import awaited, expected
from agent.macros.run_seen import PictureOf, bare, mark_at, seen_at
from agent.macros.run_variables import Proposed
from agent.macros.values import escape
from agent.types import (
    Act,
    Action,
    Clear,
    Click,
    Drag,
    Hover,
    Observation,
    Press,
    Scroll,
    TypeText,
    Wait,
    targets_of,
)

DONE = ("seen", "unverifiable")
LONG_WAIT = 30.0  # seconds
LEFT_OUT = "Left out, since it showed no effect: {words}"


def macro_of(record: RunRecord, picture_of: PictureOf, name: str) -> Bundle:
    """The run as a macro: what was done, on what, and what is to be seen afterwards; what the instruction
    said to type becomes variables. What was skipped, or had no effect, is left out.

    Raises MacroError where nothing is to be done again or `name` cannot be a macro's, JournalError where a
    picture of the run is gone.
    """
    if record.row.state in ("running", "unknown"):
        raise MacroError(f"Run {record.row.number} has not come to its end; it can be no macro yet.")
    making = _Making(record, picture_of, Proposed(record.row.instruction))
    steps = tuple(making.steps())
    if not any(isinstance(step, ActStep) for step in steps):
        raise MacroError(f"Run {record.row.number} did nothing that could be done again.")
    try:
        macro = Macro(
            name=check_name(name),
            description=record.row.instruction[:20_000],
            made=datetime.fromtimestamp(record.row.begun).date().isoformat(),
            made_by="run",
            screen=_screen(record),
            variables=tuple(making.proposed.variables),
            steps=steps,
        )
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise MacroError(f"That can be no macro: {reason}.") from None
    return Bundle(macro=macro, pictures=making.pictures, raw=None)


def _screen(record: RunRecord) -> tuple[int, int] | None:
    box = next((step.before.box for step in record.steps if step.before is not None), None)
    return (box.width, box.height) if box is not None else None


@dataclass
class _Making:
    """What is carried from step to step."""

    record: RunRecord
    picture_of: PictureOf
    proposed: Proposed
    pictures: dict[str, bytes] = field(default_factory=dict)
    _count: int = 0

    def steps(self) -> Iterator[Any]:
        records = self.record.steps
        for place, record in enumerate(records):
            following = records[place + 1] if place + 1 < len(records) else None
            if not isinstance(record.decision, Act) or record.state not in (*DONE, "none"):
                continue
            step = self._step(record, _action(record), following)
            if step is not None:
                yield self.proposed.named(step)

    def _step(self, record: StepRecord, action: Action, following: StepRecord | None) -> Any:
        if isinstance(action, Wait):
            check = awaited(record, following)
            return WaitUntilStep(id=self._id(), check=check, timeout=LONG_WAIT) if check else None
        if record.state not in DONE:
            return CommentStep(id=self._id(), text=LEFT_OUT.format(words=describe(action))[:20_000])
        step = self._acted(record, action)
        return step.model_copy(update={"id": self._id(), "expect": expected(record, following, step.target)})

    def _id(self) -> str:
        self._count += 1
        return f"s{self._count}"

    def _acted(self, record: StepRecord, action: Action) -> ActStep:
        seen = seen_at(record, self.picture_of)
        marks = [self._mark(record, seen, place) for place in range(len(targets_of(action)))]
        target = marks[0] if marks else None
        to = marks[1] if len(marks) > 1 else None
        if isinstance(action, TypeText):
            act: MacroAct = self._typed(action, target, seen)
        else:
            act = _plain_act(action)
        return ActStep(id="s0", act=act, target=target, to=to)

    def _mark(self, record: StepRecord, seen: Observation, place: int) -> Mark:
        marked = mark_at(record, seen, targets_of(_action(record))[place])
        self.pictures.update(marked.pictures)
        return marked.mark

    def _typed(self, action: TypeText, target: Mark | None, seen: Observation) -> TypeAct:
        label = bare(target) if target is not None and HIDDEN not in target.name else ""
        shown = [name for e in seen.elements for name in (e.text, e.label)]
        shown += [window.title for window in seen.frame.windows]
        text = self.proposed.text_of(action, label, map(escape, shown))
        return TypeAct(text=text, replace=action.replace, paced=action.paced)


def _action(record: StepRecord) -> Action:
    """What was done; where the person edited it, the edited act."""
    assert isinstance(record.decision, Act)
    return record.decision.action


def _plain_act(action: Action) -> MacroAct:
    match action:
        case Click(button=button, count=count, modifiers=modifiers):
            return ClickAct(button=button, count=count, modifiers=modifiers)
        case Hover():
            return HoverAct()
        case Clear():
            return ClearAct()
        case Press(keys=keys, repeat=repeat):
            return PressAct(keys=keys, repeat=repeat)
        case Scroll(dx=dx, dy=dy):
            return ScrollAct(dx=dx, dy=dy)
        case Drag(button=button):
            return DragAct(button=button)
        case Wait() | TypeText():
            raise AssertionError(f"{action.kind} is made elsewhere")
        case _:
            assert_never(action)
