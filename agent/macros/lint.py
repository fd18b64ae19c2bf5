"""What may be wrong with a macro, found without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from agent.errors import MacroError
from agent.macro import CommentStep, IfStep, LoopStep, Macro, Mark, SubStep, Variable, marks, walk
from agent.macros.bundle import Bundle
from agent.macros.lint_steps import RULES, Here, Severity
from agent.macros.lint_steps import Finding as Finding
from agent.macros.values import typed_value, variables_of
from agent.macros.words import quoted
from agent.visible import visible

Load = Callable[[str], Bundle]
"""Another macro by its name; raises MacroError where there is none."""


def lint(bundle: Bundle, load: Load | None = None) -> tuple[Finding, ...]:
    """All findings, in the order of the document; those on the macro as a whole come first. With `load`, the
    macros that it calls are looked at as well."""
    macro = bundle.macro
    here = Here({variable.name: variable for variable in macro.variables}, frozenset(bundle.pictures), False)
    found = [*_variables(macro), *_steps(macro.steps, here), *_calls(macro, load)]
    order = {"": -1} | {step.id: place for place, step in enumerate(walk(macro.steps))}
    found.sort(key=lambda finding: order[finding.step])
    return tuple(replace(finding, sentence=visible(finding.sentence)) for finding in found)


def _steps(steps: tuple[Any, ...], here: Here) -> Iterator[Finding]:
    """What the rules find in steps and those inside them."""
    before = here.before
    for place, step in enumerate(steps):
        after = (one for one in steps[place + 1 :] if not isinstance(one, CommentStep))
        now = replace(here, following=next(after, None), before=before)
        for rule in RULES:
            for severity, sentence in rule(step, now):
                yield Finding(step.id, severity, sentence)
        yield from _inside(step, now)
        before = _last_mark(step) or before


def _inside(step: Any, here: Here) -> Iterator[Finding]:
    if isinstance(step, IfStep):
        yield from _steps(step.then, here)
        yield from _steps(step.otherwise, here)
    elif isinstance(step, LoopStep):
        yield from _steps(step.steps, replace(here, columns=here.columns or step.times is None))


def _last_mark(step: Any) -> Mark | None:
    return next((mark for one in reversed(list(walk((step,)))) for mark in reversed(marks(one))), None)


# -- variables ---------------------------------------------------------------------


def _variables(macro: Macro) -> Iterator[Finding]:
    used = {name for step in walk(macro.steps) for name in variables_of(step)}
    for variable in macro.variables:
        if variable.name not in used:
            yield Finding("", "warning", f"The variable {variable.name} is used nowhere; delete it.")
        if variable.type == "choice" and not variable.choices:
            yield Finding(
                "", "error", f"The variable {variable.name} is a choice without choices; give some."
            )
        elif fault := _wrong_default(variable):
            yield Finding("", "error", f"The default of {variable.name} does not fit: {fault}")


def _wrong_default(variable: Variable) -> str:
    if variable.default is None or variable.type == "file":  # a file may lie on another machine
        return ""
    try:
        typed_value(variable, variable.default)
    except MacroError as error:
        return str(error)
    return ""


# -- other macros --------------------------------------------------------------------


def _calls(macro: Macro, load: Load | None) -> Iterator[Finding]:
    for step in walk(macro.steps):
        if not isinstance(step, SubStep):
            continue
        if step.macro.casefold() == macro.name.casefold():
            yield Finding(step.id, "error", "It runs the macro that it stands in, without end; take it out.")
        elif load is not None:
            for severity, sentence in _call(macro, step, load):
                yield Finding(step.id, severity, sentence)


def _call(macro: Macro, step: SubStep, load: Load) -> Iterator[tuple[Severity, str]]:
    try:
        called = load(step.macro).macro
    except MacroError as error:
        yield "error", f"The macro {quoted(step.macro)} cannot be run: {error}"
        return
    if round_about := _way_back(called, macro.name, load, set()):
        yield (
            "error",
            f"{quoted(step.macro)} runs this macro again by way of {quoted(round_about)}; take it out.",
        )
    names = {variable.name: variable for variable in called.variables}
    for name in step.values:
        if name not in names:
            known = ", ".join(names) or "none"
            yield "error", f"{quoted(step.macro)} has no variable {name}; those there are: {known}."
    missing = [v.name for v in called.variables if v.default is None and v.name not in step.values]
    if missing:
        yield "error", f"{quoted(step.macro)} needs a value for {', '.join(missing)}; give it here."


def _way_back(called: Macro, name: str, load: Load, seen: set[str]) -> str:
    """The macro that, called from `called` on, calls `name`; "" where none does."""
    seen.add(called.name.casefold())
    for step in walk(called.steps):
        if not isinstance(step, SubStep) or step.macro.casefold() in seen:
            continue
        if step.macro.casefold() == name.casefold():
            return called.name
        try:
            further = load(step.macro).macro
        except MacroError:  # that is a finding of the macro that calls it
            continue
        if found := _way_back(further, name, load, seen):
            return found
    return ""
