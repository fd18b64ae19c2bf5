"""Rows of the journal's tables → records. Raises ValueError where a stored text makes no sense."""

from __future__ import annotations

import json
import sqlite3

from agent.journal_processes import alive
from agent.journal_records import RunRow, RunState, StepRecord


def row_of(values: sqlite3.Row) -> RunRow:
    """A row of `runs` with its `step_count`."""
    end = json.loads(values["end"]) if values["end"] else {}
    return RunRow(
        number=values["number"],
        instruction=values["instruction"],
        begun=values["begun"],
        ended=values["ended"],
        state=state_of(values),
        reason=str(end.get("reason", "")),
        steps=values["step_count"],
    )


def state_of(values: sqlite3.Row) -> RunState:
    """How a row of `runs` stands: while it has no end, by whether its process lives."""
    if values["outcome"] is not None:
        outcome: RunState = values["outcome"]
        return outcome
    return "running" if alive(values["pid"], values["process"]) else "unknown"


def step_of(values: sqlite3.Row) -> StepRecord:
    """A row of `steps`."""
    parts = (
        *("decision", "judgement", "verdict", "outcome", "timings", "elements", "windows", "choices"),
        *("before", "crop", "after"),
    )
    read = {name: json.loads(values[name]) for name in parts if values[name]}
    plain = {name: values[name] for name in ("words", "state", "intended_at", "concluded_at")}
    return StepRecord.model_validate({"index": values["step"], "window": values["place"]} | plain | read)
