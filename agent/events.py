"""Steps and ends as JSON for other programs: an event a line (`--json`), an answer a request (`--stdin`)."""

from __future__ import annotations

from typing import Any

from agent.describe import HIDDEN, describe
from agent.types import Act, Ask, Candidate, End, Pause, Progress, Step, Target, TypeText, targets_of


def event(progress: Progress) -> dict[str, Any]:
    """One event of a run. Secrets are replaced by dots."""
    if isinstance(progress, End):
        return end_event(progress)
    return {"event": "step", "stage": progress.stage, **step_record(progress)}


def end_event(end: End) -> dict[str, Any]:
    nearest = [candidate_record(candidate) for candidate in end.nearest]
    return {"event": "end", "outcome": end.outcome, "reason": end.reason, "nearest": nearest}


def step_record(step: Step) -> dict[str, Any]:
    """A step as far as it has come."""
    record: dict[str, Any] = {"index": step.index}
    if isinstance(step.decision, Act):
        record |= _act_record(step.decision)
    elif isinstance(step.decision, Ask):
        record["question"] = step.decision.question
        record["candidates"] = [candidate_record(c) for c in step.decision.told]
    elif isinstance(step.decision, Pause):
        record["paused"] = step.decision.reason
    else:
        record["elements"] = len(step.observation.elements)
    if step.stage == "thinking":
        record["thought"] = step.thought
    if step.judgement is not None:
        record["consequence"] = step.judgement.consequence
        record["consequence_reason"] = step.judgement.reason
    if step.verdict is not None:
        record["verdict"] = step.verdict.kind
        record["verdict_by"] = step.verdict.by
    if step.outcome is not None:
        record["effect"] = step.outcome.effect
        record["detail"] = step.outcome.detail
    record["timings"] = {name: round(value, 3) for name, value in step.timings.model_dump().items()}
    return record


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    element = candidate.element
    return {
        "kind": element.kind,
        "text": element.name,
        "box": element.box.as_list(),
        "point": [candidate.point.x, candidate.point.y],
        "score": round(candidate.score, 3),
    }


def _act_record(act: Act) -> dict[str, Any]:
    action = act.action
    record: dict[str, Any] = {
        "does": describe(action),
        "action": action.kind,
        "words": act.words,
        "why": act.why,
        "planner": act.planner,
        "score": round(act.score, 3),
        "targets": [_target_record(target) for target in targets_of(action)],
    }
    if isinstance(action, TypeText):
        record["text"] = HIDDEN if action.secret and not action.reference else action.text
        record["words"] = record["words"].replace(action.text, HIDDEN) if action.secret else record["words"]
    return record


def _target_record(target: Target) -> dict[str, Any]:
    return {
        "description": target.description,
        "kind": target.kind,
        "point": [target.point.x, target.point.y],
        "box": target.box.as_list(),
    }
