"""A macro that is to be replayed in the app, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agent.errors import MacroError
from agent.macro import walk
from agent.macros.bundle import Bundle
from agent.macros.consequence import consequence_of
from agent.macros.found import Found
from agent.macros.library import Library
from agent.macros.values import variables_of
from agent.macros.words import words_of
from agent.replay import MacroPlanner
from agent.settings import Settings
from ui.macro_words import step_line

WITHOUT_END = 10**9  # acts and seconds: a macro is as long as it is
Row = Mapping[str, str]


@dataclass(frozen=True)
class Order:
    """`load`, `data`: the macros and tables that it uses. `step`: only this one of it is tried."""

    bundle: Bundle
    load: Callable[[str], Bundle]
    data: Callable[[str], Sequence[Row]] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    step: str = ""
    graves: tuple[str, ...] = ()  # the steps that are asked about in any case, in words

    @property
    def name(self) -> str:
        return self.bundle.macro.name

    def said(self, words: str) -> str:
        """The step that has these words in English, in the person's language."""
        steps = walk(self.bundle.macro.steps)
        return next((step_line(step) for step in steps if words_of(step) == words), words)

    def with_values(self, values: Mapping[str, str], rows: Sequence[Row]) -> Order:
        return replace(self, values=values, rows=rows)

    def planner(self) -> MacroPlanner:
        """Raises MacroError for values that are missing or wrong."""
        return MacroPlanner(self.bundle, self.values, self.rows, self.load, data=self.data)


def order_of(found: Found) -> Order:
    """Of a macro in the library, all of which the person has looked over."""
    return Order(found.bundle, found.load, found.rows, graves=_graves(found.bundle))


def trial_of(bundle: Bundle, step: Any, library: Library) -> Order:
    """Of one step of a macro that is being edited."""

    def load(name: str) -> Bundle:
        held, trusted = library.read(name)
        if not trusted:
            raise MacroError(f"Nobody has looked over “{name}” yet; look it over first.")
        return held

    used = {name for one in walk((step,)) for name in variables_of(one)}
    variables = tuple(v for v in bundle.macro.variables if v.name in used)
    alone = bundle.macro.model_copy(update={"steps": (step,), "variables": variables})
    one = replace(bundle, macro=alone, raw=None)
    return Order(one, load, step=step.id, graves=_graves(one))


def _graves(bundle: Bundle) -> tuple[str, ...]:
    steps = [step for step in walk(bundle.macro.steps) if step.do == "act"]
    return tuple(step_line(s) for s in steps if consequence_of(s).consequence == "consequential")


def bounds(settings: Settings) -> Settings:
    """Only the person bounds a replay; an instruction's bounds are narrower."""
    wide = {"max_steps": WITHOUT_END, "timeout": float(WITHOUT_END)}
    return settings.model_copy(update=wide)
