"""Drafts of steps, which still know what they were made of, and the steps that they become. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agent.macro import ActStep, Check, MacroAct, MacroStep, Variable, WaitUntilStep
from agent.macros.values import literal
from agent.recording.places import Place
from agent.types import secret_name

LONGEST_TEXT = 10_000  # characters of one step
LONG_TIMEOUT = 60.0  # seconds, for what was waited for


@dataclass(frozen=True)
class Drafted:
    """Steps with their pictures, and the variables that they name."""

    steps: tuple[MacroStep, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    variables: tuple[Variable, ...] = ()
    secrets: dict[int, str] = field(default_factory=dict)  # raw events of their keys, with their names


@dataclass(frozen=True)
class Draft:
    """`place`: of the target. `field`: what a text went into, though the step may not name it. `events`: the
    numbers of its raw events."""

    act: MacroAct
    place: Place | None = None
    to: Place | None = None
    expect: Check | None = None
    wait: Check | None = None
    field: Place | None = None
    by_click: bool = False
    secret: bool = False
    title: str = ""
    whole: bool = False  # the field held the text and nothing else, afterwards
    events: tuple[int, ...] = ()


def finished(drafts: Sequence[Draft], variables: Sequence[Variable], secrets: dict[int, str]) -> Drafted:
    steps: list[MacroStep] = []
    pictures: dict[str, bytes] = {}
    for draft in drafts:
        for place in (draft.place, draft.to):
            pictures |= place.marked.pictures if place is not None else {}
        steps.append(_step(draft, len(steps) + 1))
        if draft.wait is not None:
            steps.append(WaitUntilStep(id=f"s{len(steps) + 1}", check=draft.wait, timeout=LONG_TIMEOUT))
    return Drafted(tuple(steps), pictures, tuple(variables), secrets)


def _step(draft: Draft, number: int) -> ActStep:
    target, to = (literal(p.marked.mark) if p is not None else None for p in (draft.place, draft.to))
    expect = draft.expect if draft.expect != draft.wait else None
    return ActStep(id=f"s{number}", title=draft.title, act=draft.act, target=target, to=to, expect=expect)


def parts(text: str) -> Iterable[str]:
    """A text that happens to read like the name of a secret is not to fetch one; none is longer than a step
    may hold, were it all braces."""
    if secret_name(text):
        return text[:1], text[1:]
    return [text[i : i + LONGEST_TEXT] for i in range(0, len(text), LONGEST_TEXT)]
