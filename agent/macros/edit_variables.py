"""Texts of a macro made into variables, and back. Like agent/macros/edit.py: a new macro each time, and
MacroError where it cannot be."""

from __future__ import annotations

from agent.errors import MacroError
from agent.macro import ActStep, Macro, TypeAct, Variable, walk
from agent.macros.names import plain_letters
from agent.macros.tree import change, remade, step_of
from agent.macros.values import PART, escape, fill, names_in, variables_of
from agent.types import secret_name


def to_variable(macro: Macro, step_id: str, name: str) -> Macro:
    """Has the text that a step types asked for; what it typed becomes the default."""
    text = _typed(macro, step_id)
    if names_in(text):
        raise MacroError("That text holds a variable already.")
    plain = fill(text, {})
    variable = _variable(name, plain, "secret" if secret_name(plain) else "text")
    known = {one.name: one for one in macro.variables}
    if name in known and (known[name].type, known[name].default) != (variable.type, plain):
        raise MacroError(f"There is a variable {name} already, with another value; take another name.")
    variables = macro.variables if name in known else (*macro.variables, variable)
    with_it = change(macro, step_id, act=remade(_act(macro, step_id), text=f"{{{name}}}"))
    return remade(with_it, variables=variables)


def _variable(name: str, default: str, kind: str) -> Variable:
    plain_letters(name)  # said here, and not only when it is saved
    return remade(Variable(name="x"), name=name, default=default, type=kind)


def to_text(macro: Macro, step_id: str) -> Macro:
    """The way back: the defaults stand in the text again, and variables that nothing else uses are gone."""
    text = _typed(macro, step_id)
    defaults = {variable.name: variable.default for variable in macro.variables}
    names = names_in(text)
    for name in names:
        if defaults.get(name) is None:
            raise MacroError(f"The variable {name} has no default that could stand in the text.")
    plain = PART.sub(lambda found: escape(defaults[found[1]] or "") if found[1] else found[0], text)
    changed = change(macro, step_id, act=remade(_act(macro, step_id), text=plain))
    used = _used(changed)
    kept = tuple(v for v in changed.variables if v.name not in names or v.name in used)
    return remade(changed, variables=kept)


def set_variable(macro: Macro, variable: Variable) -> Macro:
    """With another type, default or help for the variable of that name, or with a new one."""
    names = [one.name for one in macro.variables]
    if variable.name not in names:
        return remade(macro, variables=(*macro.variables, variable))
    return remade(macro, variables=tuple(variable if v.name == variable.name else v for v in macro.variables))


def drop_variable(macro: Macro, name: str) -> Macro:
    """Without a variable that no step uses."""
    if name in _used(macro):
        raise MacroError(f"The variable {name} is in use.")
    return remade(macro, variables=tuple(v for v in macro.variables if v.name != name))


def _used(macro: Macro) -> set[str]:
    return {name for step in walk(macro.steps) for name in variables_of(step)}


def _act(macro: Macro, step_id: str) -> TypeAct:
    step = step_of(macro, step_id)
    if not isinstance(step, ActStep) or not isinstance(step.act, TypeAct):
        raise MacroError("That step types no text.")
    return step.act


def _typed(macro: Macro, step_id: str) -> str:
    return _act(macro, step_id).text
