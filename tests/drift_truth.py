"""What became of a replay, held against what the person brought about when it was recorded. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Expected = Literal["pass", "stop"]
Grade = Literal["pass", "not done", "wrong act", "stopped rightly", "should have stopped"]
Event = dict[str, Any]
State = Mapping[str, Any]
HARMLESS = frozenset({"tab", "open", "close", "choose"})  # may be done twice, or not at all


@dataclass(frozen=True)
class Truth:
    """`wrong`: what the macro should never have caused; `missing`: what of it did not come."""

    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def truth_of_events(wanted: Sequence[Event], told: Sequence[Event]) -> Truth:
    """Of a page: an act on anything else, or with another value, or a consequential one twice, is wrong."""
    left = Counter(map(_key, wanted))
    known, wrong = set(left), []
    for event in told:
        key = _key(event)
        if left[key] > 0:
            left[key] -= 1
        elif key not in known or event["event"] not in HARMLESS:
            wrong.append(key)
    missing = [key for key in left.elements() if json.loads(key)["event"] not in HARMLESS]
    return Truth(tuple(wrong), tuple(missing))


def truth_of_states(recorded: Sequence[State], now: State, changed: Mapping[str, str | None]) -> Truth:
    """Of a program: a state that it never was in while it was recorded is wrong. `changed`: files of this
    cell that the recording did not have (None: that it had, and this cell has not)."""
    states = [_with_files(state, changed) for state in recorded]
    if now == states[-1]:
        return Truth()
    if now in states:
        reached = len(states) - 1 - states[::-1].index(now)
        return Truth(missing=(f"it is in state {reached + 1} of {len(states)}",))
    return Truth(wrong=(_difference(states[-1], now),))


def grade(expected: Expected, truth: Truth, claims_done: bool) -> Grade:
    """`claims_done`: the way of replaying says that all of it was done."""
    if truth.wrong:
        return "wrong act"
    if expected == "stop":
        return "should have stopped" if claims_done else "stopped rightly"
    return "not done" if truth.missing or not claims_done else "pass"


def _key(event: Event) -> str:
    return json.dumps(event, sort_keys=True, ensure_ascii=False)


def _with_files(state: State, changed: Mapping[str, str | None]) -> State:
    files = {**state["files"], **{p: t for p, t in changed.items() if t is not None}}
    gone = {path for path, text in changed.items() if text is None}
    return {**state, "files": {path: text for path, text in files.items() if path not in gone}}


def _difference(wanted: State, now: State) -> str:
    """In a few words."""
    paths = sorted(set(wanted["files"]) | set(now["files"]))
    other = [
        f"{path}: {now['files'].get(path, 'gone')!r}" for path in paths
        if wanted["files"].get(path) != now["files"].get(path)
    ]  # fmt: skip
    shown = [f"shows {now['shown']!r}"] if now.get("shown") != wanted.get("shown") else []
    return "; ".join([*other, *shown])
