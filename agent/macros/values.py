"""Variables of a macro: {who} in its texts, and the values that are put in their place.

A doubled brace stands for itself, a brace that names nothing is a plain one, and a value is never read for
variables again: what stands in a CSV file cannot ask for another value. What a secret is stays a name
(`secret:NAME`) all the way to the hands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from agent.describe import short
from agent.errors import MacroError
from agent.macro import VARIABLE, Check, Macro, Mark, SubStep, TypeAct, Variable
from agent.types import secret_name

PART = re.compile(rf"\{{\{{|\}}\}}|\{{({VARIABLE.pattern})\}}")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LINE = 500  # characters of a line, as agent/macro.py has it
LONGEST = 100_000  # characters of a text when it is filled
IN_MARKS = ("name", "window", "column", "heading")

Change = Callable[[str], str]


def names_in(text: str) -> tuple[str, ...]:
    """The variables that a text names, each once, in order."""
    return tuple(dict.fromkeys(found[1] for found in PART.finditer(text) if found[1]))


def escape(text: str) -> str:
    """A text as it is meant → the same in a macro, where a brace is doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables' values. Raises MacroError naming a variable that has none."""
    missing = [name for name in names_in(text) if name not in values]
    if missing:
        raise MacroError(f"There is no value for {{{missing[0]}}}; {_known(values)}.")
    filled = PART.sub(lambda found: values[found[1]] if found[1] else found[0][0], text)
    if len(filled) > LONGEST:
        raise MacroError(
            f"With its values, “{short(text)}” is longer than {LONGEST} characters; shorten them."
        )
    return filled


def _known(names: Iterable[str]) -> str:
    named = ", ".join(sorted(names))
    return f"those there are: {named}" if named else "there are no variables"


# -- the values given to a whole macro ------------------------------------------


def resolve(macro: Macro, given: Mapping[str, str]) -> dict[str, str]:
    """A value for each variable of the macro: the given one, else its default, checked against its type.

    Raises MacroError for one that must be given, that is unknown, or that is not of its type.
    """
    names = [variable.name for variable in macro.variables]
    unknown = [name for name in given if name not in names]
    if unknown:
        raise MacroError(f"“{macro.name}” has no variable {short(unknown[0])!r}; {_known(names)}.")
    chosen = {variable.name: given.get(variable.name, variable.default) for variable in macro.variables}
    missing = [name for name, value in chosen.items() if value is None]
    if missing:
        options = " ".join(f"--var {name}=…" for name in missing)
        raise MacroError(f"“{macro.name}” needs a value for {', '.join(missing)}; give {options}")
    return {variable.name: typed_value(variable, chosen[variable.name] or "") for variable in macro.variables}


def typed_value(variable: Variable, value: str) -> str:
    """The value as it is to be typed. Raises MacroError where it is not of the variable's type."""
    if variable.type == "secret":
        if not secret_name(value):  # the value itself is not told: it may be the secret
            raise MacroError(f"The value of {variable.name} must be the name of a secret: secret:NAME.")
        return value
    plain_value(variable.name, value)
    if variable.type == "number" and not NUMBER.fullmatch(value):
        raise MacroError(
            f"The value of {variable.name} must be a number such as 12 or 0.5, not {_told(value)}."
        )
    if variable.type == "date" and not _is_day(value):
        raise MacroError(
            f"The value of {variable.name} must be a day such as 2026-01-31, not {_told(value)}."
        )
    if variable.type == "choice" and value not in variable.choices:
        choices = short(", ".join(variable.choices), 200) or "(it has none)"
        raise MacroError(f"The value of {variable.name} must be one of: {choices}; not {_told(value)}.")
    return _file(variable.name, value) if variable.type == "file" else value


def plain_value(name: str, value: str) -> str:
    """The value of a variable that is no secret, or of a column. Raises MacroError where it would fetch one
    from the keyring: a row of a file must not be able to have a password typed."""
    if secret_name(value):
        raise MacroError(f"The value of {name} names a secret, but {name} is not a variable for secrets.")
    return value


def _told(value: str) -> str:
    return f"“{short(value)}”"


def _is_day(value: str) -> bool:
    try:
        return bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _file(name: str, value: str) -> str:
    """The whole path: what it is typed into has another idea of where it stands."""
    try:
        path = Path(value).expanduser()
        there = path.is_file()
    except (OSError, RuntimeError, ValueError):  # a name too long, a home that is unknown, a null character
        there = False
    if not there:
        raise MacroError(f"The value of {name} must be a file that exists; {_told(value)} is none.")
    return str(path.absolute())


# -- the texts of a step ----------------------------------------------------------


def fill_step(step: Any, values: Mapping[str, str]) -> Any:
    """A step with values in all its own texts; the steps inside it are filled when their turn comes, since a
    loop brings variables of its own. Raises MacroError naming a variable that has no value."""
    return with_texts(step, lambda text: fill(text, values))


def variables_of(step: Any) -> tuple[str, ...]:
    """The variables that a step's own texts name, each once."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found.update(dict.fromkeys(names_in(text)))
        return text

    with_texts(step, note)
    return tuple(found)


def with_texts(step: Any, change: Change) -> Any:
    """The step with `change` made to each of its own texts that may name variables."""
    changed: dict[str, Any] = {}
    if isinstance(act := getattr(step, "act", None), TypeAct):
        changed["act"] = act.model_copy(update={"text": change(act.text)})
    for name, with_change in (
        ("target", mark_with),
        ("to", mark_with),
        ("expect", check_with),
        ("check", check_with),
    ):
        part: Any = getattr(step, name, None)
        if part is not None:
            changed[name] = with_change(part, change)
    if isinstance(step, SubStep):
        changed["values"] = {name: change(value) for name, value in step.values.items()}
    return step.model_copy(update=changed) if changed else step


def mark_with(mark: Mark, change: Change) -> Mark:
    """The mark with `change` made to its words."""
    changed: dict[str, Any] = {name: change(getattr(mark, name)) for name in IN_MARKS}
    return mark.model_copy(update=changed | {"row": tuple(change(cell) for cell in mark.row)})


def check_with(check: Check, change: Change) -> Check:
    """The check with `change` made to its words and to those of its mark."""
    mark = None if check.mark is None else mark_with(check.mark, change)
    return check.model_copy(update={"words": change(check.words), "mark": mark})


def literal(mark: Mark) -> Mark:
    """A mark whose words were read from the screen → the same for a macro, where braces are doubled."""
    return mark_with(mark, escaped_line)


def escaped_line(text: str) -> str:
    """`escape`, of as much of the text as a line of the document can hold."""
    while len(escaped := escape(text)) > LINE:
        text = text[: min(len(text) - 1, LINE)]
    return escaped
