"""A run that was cut off, picked up where it stopped.

The journal holds what was seen and decided at each step, so the planner is told its whole past again: it
decides once more on what was seen then, and hears what came of it. Where it would now decide otherwise
(another version of Deskhand) nothing is picked up. No act is repeated by this; of the one that was under way
only the person can say what became of it.
"""

from __future__ import annotations

import os
import sys

import numpy as np

from agent.describe import HIDDEN
from agent.errors import JournalError
from agent.journal_records import RunRecord, StepRecord
from agent.ports import Planner, Recalling
from agent.types import (
    Act,
    Action,
    Ask,
    Box,
    Decision,
    End,
    Frame,
    Observation,
    Outcome,
    Point,
    Step,
    TypeText,
    targets_of,
)

VIRTUAL = "DESKHAND_VIRTUAL"  # in the environment of what acts on a desktop of its own
REPLAY = "replay "  # what the journal calls the run of a macro: this, and the macro's name
SAID_DONE = Outcome(effect="unverifiable", detail="You said that it is done.")
TO_DO_AGAIN = Outcome(effect="skipped", detail="You said that it is to be done again.")
LEFT = End(outcome="stopped", reason="It was cut off, and left at that.")
CUT_OFF = Outcome(effect="unknown", detail="Deskhand ended in the middle of it.")
OTHERWISE = "Run {number} cannot be picked up: step {step} would be decided otherwise now. Say it anew."


def check(record: RunRecord) -> None:
    """Raises JournalError with the reason where a run cannot be picked up."""
    number, state = record.row.number, record.row.state
    if state == "running":
        raise JournalError(f"Run {number} is still under way.")
    if state != "unknown":
        raise JournalError(f"Run {number} came to its end ({state}); only one that was cut off is picked up.")
    if record.row.instruction.startswith(REPLAY):
        raise JournalError(
            f"Run {number} was a macro's, whose steps are not those of an instruction; replay it anew: "
            f"deskhand {record.row.instruction}"
        )
    if HIDDEN in record.row.instruction:
        raise JournalError(f"Run {number} held a secret that was written down nowhere. Say it anew.")
    if any(step.verdict is not None and step.verdict.by == "dry_run" for step in record.steps):
        raise JournalError(f"Run {number} was a dry run: it did nothing, and there is nothing to go on with.")
    if "virtual" in (record.machine.session, session_name()):
        raise JournalError(f"Run {number} cannot be picked up here: a desktop of its own goes with its run.")


def replay(planner: Planner, record: RunRecord) -> StepRecord | None:
    """Brings a planner to where the run stopped; the step that was under way then, if one was.

    Raises JournalError where it decides otherwise than it did, InstructionError for words not understood.
    """
    planner.begin(record.row.instruction)
    if isinstance(planner, Recalling):
        return _recalled(planner, record)
    for step in record.steps:
        if not isinstance(step.decision, Act):
            continue
        if under_way(step):
            _same_again(planner, step, record.row.number)
            return step
        if _was_told(step):
            _same_again(planner, step, record.row.number)
            planner.observed(step.decision, step.outcome or SAID_DONE)
    return None


def _recalled(planner: Recalling, record: RunRecord) -> StepRecord | None:
    """What was decided is told to a planner that would never decide the very same again."""
    for step in record.steps:
        if isinstance(step.decision, Act):
            if under_way(step):
                _recall(planner, step, None, record.row.number)
                return step
            if _was_told(step):
                _recall(planner, step, step.outcome or SAID_DONE, record.row.number)
    return None


def _recall(planner: Recalling, step: StepRecord, outcome: Outcome | None, number: int) -> None:
    assert isinstance(step.decision, Act)
    try:
        planner.recall(step.decision, seen_then(step), outcome)
    except JournalError:
        if not _edited(step):
            raise JournalError(OTHERWISE.format(number=number, step=step.index)) from None


def under_way(step: StepRecord) -> bool:
    """Whether the process ended between the intention and what is known of the outcome."""
    return step.state == "unknown"


def as_step(step: StepRecord) -> Step:
    """What is known of a step, in the loop's words; its pictures are left out."""
    seen, act = seen_then(step), step.decision if isinstance(step.decision, Act) else None
    return Step(step.index, "observed", seen, act, verdict=step.verdict, outcome=step.outcome or CUT_OFF)


def session_name() -> str:
    """What kind of desktop this process acts on: "virtual" for one of Deskhand's own."""
    if os.environ.get(VIRTUAL):
        return "virtual"
    return os.environ.get("XDG_SESSION_TYPE") or ("x11" if os.environ.get("DISPLAY") else sys.platform)


def seen_then(step: StepRecord) -> Observation:
    """What the step was decided on, without its pixels: the elements and the windows tell all."""
    box = step.before.box if step.before is not None else Box(x0=0, y0=0, x1=0, y1=0)
    blank = np.zeros((box.height, box.width, 3), np.uint8)
    frame = Frame(blank, origin=Point(x=box.x0, y=box.y0), windows=step.windows)
    return Observation(frame=frame, elements=step.elements)


def _was_told(step: StepRecord) -> bool:
    """Whether the planner heard of it: not of an act that was put off because its target had changed, nor of
    one that the person broke into and wanted again."""
    return step.state != "skipped" or (step.verdict is not None and step.verdict.kind == "skip")


def _same_again(planner: Planner, step: StepRecord, number: int) -> None:
    assert isinstance(step.decision, Act)
    action, seen = step.decision.action, seen_then(step)
    decision, choices = planner.next(seen), iter(step.choices)
    while isinstance(decision, Ask):
        choice = next(choices, None)
        if choice is None or choice >= len(decision.candidates):
            raise JournalError(OTHERWISE.format(number=number, step=step.index))
        planner.chosen(choice)
        decision = planner.next(seen)
    if not _edited(step) and not alike(decision, action):
        raise JournalError(OTHERWISE.format(number=number, step=step.index))


def _edited(step: StepRecord) -> bool:
    return step.verdict is not None and step.verdict.kind == "edit"


def alike(decision: Decision, action: Action) -> bool:
    """The same act, but for a text that was not written down."""
    if not isinstance(decision, Act) or decision.action.kind != action.kind:
        return False
    places = [[target.point for target in targets_of(a)] for a in (decision.action, action)]
    if isinstance(action, TypeText) and HIDDEN in action.text:
        return places[0] == places[1]
    plain = [a.model_dump(exclude={"target", "source", "to"}) for a in (decision.action, action)]
    return places[0] == places[1] and plain[0] == plain[1]
