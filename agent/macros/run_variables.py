"""The literals of an instruction as variables of the macro that is made from its run. Proposals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agent.describe import HIDDEN
from agent.errors import MacroError
from agent.macro import TypeAct, Variable
from agent.macros.names import plain_letters
from agent.macros.values import escape, with_texts
from agent.policy_origin import said
from agent.types import TypeText

SHORT = 3  # characters: a shorter text stands in other texts by chance
LONGEST = 32  # characters of a name


@dataclass
class Proposed:
    """The variables so far. `known`: what was on the screen when each was typed, and so does not depend on
    it."""

    instruction: str
    variables: list[Variable] = field(default_factory=list)
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def text_of(self, action: TypeText, label: str, shown: Iterable[str]) -> str:
        """What the macro types in the place of what the run typed: a variable, where it was said."""
        if action.reference:
            return action.text
        if action.secret or HIDDEN in action.text:  # it was written down nowhere
            return self._added(Variable(name=self._name(label or "password"), type="secret"), shown)
        if not action.text.strip() or not said(action.text, self.instruction):
            return escape(action.text)
        for variable in self.variables:
            if variable.default == action.text and len(action.text) >= SHORT:
                return f"{{{variable.name}}}"
        return self._added(Variable(name=self._name(label), default=action.text, help=label[:200]), shown)

    def _added(self, variable: Variable, shown: Iterable[str]) -> str:
        self.variables.append(variable)
        self.known[variable.name] = frozenset(shown)
        return f"{{{variable.name}}}"

    def _name(self, label: str) -> str:
        """From the field's label, as no other has it."""
        own = slug(label)
        taken = {variable.name for variable in self.variables}
        numbered = (own if number == 1 else f"{own}_{number}" for number in range(1, len(taken) + 2))
        return next(name for name in numbered if name not in taken)

    def named(self, step: Any) -> Any:
        """The step with variables where its target or its condition came of what was typed."""
        named = with_texts(step, self._with_names)
        typed = isinstance(getattr(step, "act", None), TypeAct)
        return named.model_copy(update={"act": step.act}) if typed else named

    def _with_names(self, text: str) -> str:
        names = {
            escape(v.default): v.name
            for v in self.variables
            if v.default and len(v.default) >= SHORT and text not in self.known[v.name]
        }
        if not names:
            return text
        longest_first = "|".join(re.escape(literal) for literal in sorted(names, key=len, reverse=True))
        whole = rf"(?<!\w)(?:{longest_first})(?!\w)"
        return re.sub(whole, lambda found: f"{{{names[found[0]]}}}", text)


def slug(label: str) -> str:
    """ "User name:" → "user_name"; "text" where no name can be made of it."""
    words = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label).casefold()).strip("_")
    name = re.sub(r"^[\d_]+", "", words)[:LONGEST].strip("_")
    try:
        plain_letters(name)
    except MacroError:  # of two scripts: a library would not take it
        return "text"
    return name or "text"
