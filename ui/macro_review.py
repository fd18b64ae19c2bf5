"""A stranger's macro, all of it, for the person who decides whether to accept it: as agent/macros/review.py
tells it, in the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication

from agent.macro import ActStep, CommentStep, IfStep, LoopStep, Macro, SubStep, TypeAct, marks
from agent.macros.bundle import Bundle
from agent.macros.review import DEFAULTS, WIDE, windows_of
from agent.macros.words import NAMES, clean
from agent.visible import visible
from ui.macro_words import condition, quoted, said, step_line
from ui.macros_said import variable_words

translate = QCoreApplication.translate
INDENT = "    "


def review_lines(bundle: Bundle) -> list[str]:
    """Variables, windows, steps and texts, a line each; nothing that a title or a short line hides."""
    macro = bundle.macro
    lines = [*_heads(macro)]
    if bundle.raw is not None:
        lines.append(translate("macro", "It also holds the keys and clicks of its recording as they came."))
    numbers = iter(range(1, 1_000_000))
    return [*lines, "", *_steps(macro.steps, 0, numbers)]


def _heads(macro: Macro) -> Iterator[str]:
    if macro.description:
        yield from _whole("", macro.description)
    for variable in macro.variables:
        words = translate("macro", "Asks for {variable}")
        yield words.format(variable=variable_words(variable, WIDE))
    if windows := windows_of(macro):
        listed = translate("words", ", ").join(quoted(window, 80) for window in windows)
        yield translate("macro", "Acts in these windows: {windows}").format(windows=listed)


def _steps(steps: tuple[Any, ...], deep: int, numbers: Iterator[int]) -> Iterator[str]:
    margin = INDENT * deep
    for step in steps:
        yield f"{margin}{next(numbers)}. {step_line(step)}"
        yield from (f"{margin}{INDENT * 2}{detail}" for detail in _details(step))
        if isinstance(step, IfStep):
            yield from _steps(step.then, deep + 1, numbers)
            if step.otherwise:
                yield margin + translate("macro", "Otherwise:")
            yield from _steps(step.otherwise, deep + 1, numbers)
        elif isinstance(step, LoopStep):
            yield from _steps(step.steps, deep + 1, numbers)


def _details(step: Any) -> Iterator[str]:
    """What the step's own line does not tell."""
    if step.title:
        yield translate("macro", "in fact: {words}").format(words=said(step))
    if isinstance(step, ActStep) and step.expect is not None:
        yield translate("macro", "then {condition}").format(condition=condition(step.expect))
    if step.timeout != DEFAULTS["timeout"]:
        yield translate("macro", "waits {seconds} s at most").format(seconds=f"{step.timeout:g}")
    if step.on_failure != DEFAULTS["on_failure"]:
        yield translate("macro", "on failure: {what}").format(what=failure_word(step.on_failure))
    for what, text in _texts(step):
        if len(text) > NAMES or "\n" in text:
            yield from _whole(what, text)


def failure_word(kind: str) -> str:
    """What a step does where it fails."""
    return {
        "ask": translate("macro", "Ask me"),
        "stop": translate("macro", "Stop"),
        "skip": translate("macro", "Skip it"),
        "retry": translate("macro", "Try again"),
    }.get(kind, kind)


def _texts(step: Any) -> Iterator[tuple[str, str]]:
    """All texts of the step that a line may have shortened."""
    if isinstance(step, CommentStep):
        yield "", step.text
    if isinstance(getattr(step, "act", None), TypeAct):
        yield translate("macro", "Text"), step.act.text
    if isinstance(step, SubStep):
        yield from step.values.items()
    for check in (getattr(step, "expect", None), getattr(step, "check", None)):
        if check is not None:
            yield translate("macro", "Words"), check.words
    for mark in marks(step):
        yield translate("macro", "Name"), mark.name
        yield translate("macro", "Window"), mark.window
    yield translate("macro", "Title"), step.title


def _whole(what: str, text: str) -> Iterator[str]:
    """A text in full, over several lines, each marked as a part of it."""
    if what:
        yield f"{clean(what, NAMES)}:"
    for line in text.split("\n"):
        for at in range(0, max(1, len(line)), WIDE):
            yield f"| {visible(line[at : at + WIDE])}"
