"""What is different between two versions of a macro, in lines for a person: "+" a step that came, "-" one
that went, ">" one that stands elsewhere, "~" one that says something else."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from agent.macro import Check, Macro, Mark, Variable, walk
from agent.macros.tree import groups
from agent.macros.words import LONGEST, clean, condition_of, mark_words, quoted, words_of
from agent.types import secret_name

SIDE = 60  # characters of what was and of what is
PARTS = {
    "box": "its place",
    "point": "the point in it",
    "window_box": "the place of its window",
    "picture": "its picture",
    "embedding": "how it looks",
    "neighbours": "what is near it",
    "row": "its row",
    "column": "its column",
    "heading": "its heading",
    "program": "its program",
    "unit": "the height of the text",
    "twins": "how many are like it",
    "turn": "which of them it is",
}
NAMES = {"on_failure": "on failure", "then": "", "otherwise": "", "steps": "", "id": "", "do": ""}


def diff(old: Macro, new: Macro) -> list[str]:
    """One line for each difference, of at most LONGEST characters; none where they are the same."""
    lines = [*_heads(old, new), *_variables(old, new), *_steps(old, new)]
    return [clean(line, LONGEST) for line in lines]


def _heads(old: Macro, new: Macro) -> Iterator[str]:
    for name in ("name", "description"):
        if getattr(old, name) != getattr(new, name):
            yield f"~ {name}: {_told(getattr(old, name))} → {_told(getattr(new, name))}"


def _variables(old: Macro, new: Macro) -> Iterator[str]:
    was, now = ({v.name: v for v in macro.variables} for macro in (old, new))
    for name in dict.fromkeys([*was, *now]):
        if name not in now:
            yield f"- variable {_variable(was[name])}"
        elif name not in was:
            yield f"+ variable {_variable(now[name])}"
        elif was[name] != now[name]:
            yield f"~ variable {_variable(was[name])} → {_variable(now[name])}"


def _variable(variable: Variable) -> str:
    default = "must be given" if variable.default is None else _told(variable.default)
    choices = f", one of {clean(', '.join(variable.choices), SIDE)}" if variable.choices else ""
    return f"{variable.name} ({variable.type}{choices}; {default})"


# -- steps ------------------------------------------------------------------------------


def _steps(old: Macro, new: Macro) -> Iterator[str]:
    was, now = ({step.id: step for step in walk(macro.steps)} for macro in (old, new))
    before, after = _numbers(old), _numbers(new)
    moved = _moved(old, new)
    for step_id, step in was.items():
        if step_id not in now:
            yield f"- {before[step_id]}. {words_of(step)}"
    for step_id, step in now.items():
        head = f"{after[step_id]}. {clean(words_of(step), SIDE).rstrip(':')}"
        if step_id not in was:
            yield f"+ {after[step_id]}. {words_of(step)}"
            continue
        if step_id in moved:
            yield f"> {head}: it was step {before[step_id]}"
        for line in _changes(was[step_id], step):
            yield f"~ {head}: {line}"


def _numbers(macro: Macro) -> dict[str, int]:
    return {step.id: number for number, step in enumerate(walk(macro.steps), 1)}


def _moved(old: Macro, new: Macro) -> set[str]:
    """The steps that stand in another group, or in another order among those that stayed."""
    was, now = ({s.id: group for group, steps in groups(macro) for s in steps} for macro in (old, new))
    both = [one for one in was if one in now]
    moved = {one for one in both if was[one] != now[one]}
    for group in set(now.values()):
        first, second = (
            [s.id for there, steps in groups(macro) if there == group for s in steps if s.id in both]
            for macro in (old, new)
        )
        first, second = ([one for one in ids if one not in moved] for ids in (first, second))
        matches = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
        stayed = {one for match in matches for one in second[match.b : match.b + match.size]}
        moved |= set(second) - stayed
    return moved


def _changes(was: Any, now: Any) -> Iterator[str]:
    """What a step says otherwise now."""
    if type(was) is not type(now):
        yield f"{_side(words_of(was))} → {_side(words_of(now))}"
        return
    for name in type(now).model_fields:
        one, other = getattr(was, name), getattr(now, name)
        if one != other and (title := NAMES.get(name, name)):
            yield f"{title}: {_change(was, now, name)}"


def _change(was: Any, now: Any, name: str) -> str:
    one, other = getattr(was, name), getattr(now, name)
    if isinstance(one, Mark) and isinstance(other, Mark):
        return _remarked(one, other)
    if isinstance(one, Check) and isinstance(other, Check):
        return _rechecked(one, other)
    if name == "act":
        one, other = (words_of(step.model_copy(update={"title": ""})) for step in (was, now))
        return f"{_side(one)} → {_side(other)}"
    return f"{_told(one)} → {_told(other)}"


def _remarked(was: Mark, now: Mark) -> str:
    """Another thing, or the same one with other signs by which it is known."""
    one, other = _mark(was), _mark(now)
    if one != other:
        return f"{_side(one)} → {_side(other)}"
    names = [words for name, words in PARTS.items() if getattr(was, name) != getattr(now, name)]
    return f"the same by name; new: {', '.join(names)}"


def _rechecked(was: Check, now: Check) -> str:
    one, other = condition_of(was), condition_of(now)
    if one == other and was.mark is not None and now.mark is not None:
        return _remarked(was.mark, now.mark)
    return f"{_side(one)} → {_side(other)}"


def _mark(mark: Mark) -> str:
    return f"{mark_words(mark)}{f' in {quoted(mark.window)}' if mark.window else ''}"


def _told(value: Any) -> str:
    """A value of a field in words."""
    if value is None or value == "":
        return "none"
    if isinstance(value, Mark):
        return _side(_mark(value))
    if isinstance(value, Check):
        return _side(condition_of(value))
    if isinstance(value, dict):
        return _side(", ".join(f"{name} = {_told(one)}" for name, one in value.items()) or "none")
    if isinstance(value, str):
        return f"the secret {quoted(secret_name(value))}" if secret_name(value) else quoted(value, SIDE)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _side(words: str) -> str:
    return clean(words, SIDE)
