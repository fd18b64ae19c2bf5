"""A macro for somebody who decides whether to accept it: all steps, all texts in full, all windows, and
nothing that a title or a shortened line could hide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agent.macro import ActStep, CommentStep, Macro, SubStep, TypeAct, Variable, marks, walk
from agent.macros.bundle import Bundle
from agent.macros.words import INDENT, NAMES, clean, condition_of, lines_of, quoted, words_of
from agent.types import secret_name
from agent.visible import visible

WIDE = 100  # characters of a line of a long text
RAW = "It also holds the keys and clicks of its recording as they came; only `--raw` does those again."
DEFAULTS = {"timeout": 10.0, "on_failure": "ask"}


def heads_of(macro: Macro) -> list[str]:
    """What it is, what it asks for, and in which windows it acts."""
    made = {"recording": "recorded", "run": "made from a run", "person": "written"}[macro.made_by]
    steps = sum(1 for _ in walk(macro.steps))
    day = f" on {clean(macro.made, NAMES)}" if macro.made else ""
    lines = [f"{quoted(macro.name, 80)}: {steps} step{'' if steps == 1 else 's'}, {made}{day}"]
    lines += _whole("", macro.description) if macro.description else []
    lines += [f"Variable {_variable(variable)}" for variable in macro.variables]
    windows = windows_of(macro)
    lines += [f"Windows: {', '.join(quoted(window, 80) for window in windows)}"] if windows else []
    return lines


def _variable(variable: Variable) -> str:
    default = variable.default
    if default is None:
        told = "must be given"
    elif name := secret_name(default):
        told = f"the secret {quoted(name)}"
    else:
        told = quoted(default, WIDE)
    choices = f", one of: {clean(', '.join(variable.choices), WIDE)}" if variable.choices else ""
    helped = f" – {clean(variable.help, WIDE)}" if variable.help else ""
    return f"{variable.name} ({variable.type}{choices}; {told}){helped}"


def windows_of(macro: Macro) -> tuple[str, ...]:
    """The titles of the windows that it acts in, each once; the program's name where there is none."""
    named = (mark.window or mark.program for step in walk(macro.steps) for mark in marks(step))
    return tuple(dict.fromkeys(name for name in named if name.strip()))


def review_of(bundle: Bundle) -> list[str]:
    """All of it, a line each."""
    macro = bundle.macro
    steps = iter(list(walk(macro.steps)))
    lines = heads_of(macro)
    lines += [RAW] if bundle.raw is not None else []
    for line in lines_of(macro, bundle.pictures):
        lines.append(line)
        head = line.lstrip()
        if head == "Otherwise:":
            continue
        margin = line[: len(line) - len(head)] + INDENT * 2
        lines += [f"{margin}{detail}" for detail in details_of(next(steps))]
    return lines


def details_of(step: Any) -> Iterator[str]:
    """What the step's own line does not tell."""
    if step.title:
        yield f"in fact: {words_of(step.model_copy(update={'title': ''}))}"
    if isinstance(step, ActStep) and step.expect is not None:
        yield f"then {condition_of(step.expect)}"
    for name, usual in DEFAULTS.items():
        if (value := getattr(step, name)) != usual:
            yield (
                f"{name.replace('_', ' ')}: {value:g} s"
                if isinstance(value, float)
                else f"on failure: {value}"
            )
    for what, text in _texts(step):
        if len(text) > NAMES or "\n" in text:
            yield from _whole(what, text)


def _texts(step: Any) -> Iterator[tuple[str, str]]:
    """All texts of the step that a line may have shortened."""
    if isinstance(step, CommentStep):
        yield "", step.text
    if isinstance(getattr(step, "act", None), TypeAct):
        yield "text", step.act.text
    if isinstance(step, SubStep):
        yield from step.values.items()
    for check in (getattr(step, "expect", None), getattr(step, "check", None)):
        if check is not None:
            yield "words", check.words
    for mark in marks(step):
        yield "name", mark.name
        yield "window", mark.window
    yield "title", step.title


def _whole(what: str, text: str) -> Iterator[str]:
    """A text in full, over several lines, each marked as a part of it."""
    if what:
        yield f"{clean(what, NAMES)}:"
    for line in text.split("\n"):
        for at in range(0, max(1, len(line)), WIDE):
            yield f"| {visible(line[at : at + WIDE])}"
