"""What the journal gives back: runs and their steps, as frozen data."""

from __future__ import annotations

from typing import Literal

from agent.types import (
    Box,
    Decision,
    Effect,
    Element,
    End,
    Frozen,
    Judgement,
    Outcome,
    RunOutcome,
    Timings,
    Verdict,
    Window,
)

RunState = RunOutcome | Literal["running", "unknown"]
"""A run that never came to its end is "running" while its process lives, and "unknown" after that."""


class Picture(Frozen):
    """A stored picture and the part of the desktop that it shows."""

    digest: str
    box: Box


class Machine(Frozen):
    """Where the run took place."""

    system: str = ""
    python: str = ""
    cores: int = 0
    version: str = ""  # of Deskhand
    session: str = ""  # "x11", "windows", …


class StepRecord(Frozen):
    """One step. `state` stays "unknown" from the intention until the outcome is known."""

    index: int
    words: str
    state: Effect
    intended_at: float  # seconds since 1970
    concluded_at: float | None = None
    window: str = ""  # title of the window that the act goes to
    decision: Decision | None = None
    choices: tuple[int, ...] = ()  # what the person chose of the planner's questions, in order
    judgement: Judgement | None = None
    verdict: Verdict | None = None
    outcome: Outcome | None = None
    timings: Timings = Timings()
    elements: tuple[Element, ...] = ()
    windows: tuple[Window, ...] = ()  # bottom to top, as they stood before the act
    before: Picture | None = None
    crop: Picture | None = None  # the target and a margin
    after: Picture | None = None


class RunRow(Frozen):
    """A run in a list."""

    number: int
    instruction: str
    begun: float  # seconds since 1970
    ended: float | None = None
    state: RunState
    reason: str = ""
    steps: int = 0


class RunRecord(Frozen):
    """A run with all its steps."""

    row: RunRow
    steps: tuple[StepRecord, ...] = ()
    end: End | None = None
    machine: Machine = Machine()
