"""What became of a cell of the drift bench, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from drift_cells import drifts
from drift_truth import Grade
from task_bench import TIMED

NAMES = {"deskhand": "Deskhand", "coordinates": "coordinates", "pictures": "pictures (OpenCV)"}
CONTROL = "same"  # no drift: it shows that the recording can be replayed at all
RIGHT: tuple[Grade, ...] = ("pass", "stopped rightly")


@dataclass
class Result:
    """What became of a cell by one way of replaying."""

    task: str
    drift: str
    method: str
    expected: str
    grade: Grade = "not done"
    outcome: str = ""
    reason: str = ""
    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: list[dict[str, Any]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    shot: str = ""

    @property
    def own_seconds(self) -> list[float]:
        """Of each act, what Deskhand itself took; to look again for what is not there yet is no act."""
        acts = [s for s in self.steps if s.get("action", {}).get("kind", "wait") != "wait"]
        return [sum(step["timings"][stage] for stage in TIMED) for step in acts]


def table(results: Sequence[Result], methods: Sequence[str]) -> list[str]:
    """Markdown: of each drift the cells, and how many went right by each method, with its wrong acts."""
    rows = [["drift", "cells", *(NAMES[m] for m in methods)], ["---", "--:", *("--:" for _ in methods)]]
    shown = [d for d in drifts() if any(r.drift == d for r in results)]
    for drift in shown:
        rows.append(_row(drift, [r for r in results if r.drift == drift], methods))
    for expected, name in (("pass", "**all that should pass**"), ("stop", "**all that should stop**")):
        some = [r for r in results if r.expected == expected and r.drift != CONTROL]
        rows += [_row(name, some, methods)] if some else []
    rows.append(["seconds a step, its own (median)", "", *(_seconds(results, m) for m in methods)])
    return ["| " + " | ".join(row) + " |" for row in rows]


def _row(name: str, results: Sequence[Result], methods: Sequence[str]) -> list[str]:
    told = [_score([r for r in results if r.method == method]) for method in methods]
    cells = len({(r.task, r.drift) for r in results})
    return [name, str(cells), *told]


def _score(results: Sequence[Result]) -> str:
    right = sum(r.grade in RIGHT for r in results)
    wrong = sum(r.grade == "wrong act" for r in results)
    return f"{right} ({wrong} wrong)" if wrong else str(right)


def _seconds(results: Sequence[Result], method: str) -> str:
    took = [s for r in results if r.method == method for s in r.own_seconds]
    return f"{median(took):.2f}" if took else "–"


def line(result: Result) -> str:
    why = f" {result.reason}" if result.grade not in RIGHT or result.expected == "stop" else ""
    wrong = f" WRONG {list(result.wrong)}" if result.wrong else ""
    missing = f" missing {list(result.missing)}" if result.missing and result.grade == "not done" else ""
    name = f"{result.task} / {result.drift}"
    return f"{name:44} {result.method:11} {result.grade:18} {result.seconds:5.1f} s{why}{wrong}{missing}"
