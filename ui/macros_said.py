"""What the app says about a macro as a whole: where it is from, whether it may be run, what it asks for."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication

from agent.macro import Macro, Variable
from agent.macros.bundle import Bundle
from agent.macros.words import NAMES, clean
from agent.types import secret_name
from ui.macro_words import quoted

translate = QCoreApplication.translate


class Told(Protocol):
    """What a list holds of a macro (ui/macros_list.py)."""

    @property
    def bundle(self) -> Bundle | None: ...
    @property
    def trusted(self) -> bool: ...
    @property
    def broken(self) -> str: ...
    @property
    def steps(self) -> int: ...


def made_words(entry: Told) -> str:
    """ "12 steps · recorded 2026-01-31"; why it cannot be read."""
    if entry.bundle is None:
        return entry.broken
    macro = entry.bundle.macro
    parts = [steps_words(entry.steps), origin(macro)]
    return " · ".join(part for part in parts if part)


def steps_words(count: int) -> str:
    return translate("macro", "1 step") if count == 1 else translate("macro", "{n} steps").format(n=count)


def origin(macro: Macro) -> str:
    """How and when it was made."""
    how = {
        "recording": translate("macro", "recorded {day}"),
        "run": translate("macro", "from a run {day}"),
        "person": translate("macro", "written {day}"),
    }[macro.made_by]
    return how.format(day=clean(macro.made, NAMES)).strip()


def badge(entry: Told) -> tuple[str, str]:
    """A word of warning with its tone, or nothing."""
    if entry.bundle is None:
        return translate("macro", "Broken"), "bad"
    if not entry.trusted:
        return translate("macro", "Not yet looked over"), "warn"
    return "", "calm"


def type_word(kind: str) -> str:
    """A variable's type."""
    return {
        "text": translate("macro", "text"),
        "number": translate("macro", "number"),
        "date": translate("macro", "date"),
        "choice": translate("macro", "choice"),
        "file": translate("macro", "file"),
        "secret": translate("macro", "secret"),
    }.get(kind, kind)


def variable_words(variable: Variable, most: int = NAMES) -> str:
    """ "who (text; “Ada”) – Whom to greet"."""
    default = variable.default
    if default is None:
        told = translate("macro", "must be given")
    elif name := secret_name(default):
        told = translate("macro", "the secret {name}").format(name=quoted(name))
    else:
        told = quoted(default, most)
    choices = ""
    if variable.choices:
        listed = clean(", ".join(variable.choices), most)
        choices = translate("macro", ", one of: {choices}").format(choices=listed)
    words = translate("macro", "{name} ({kind}{choices}; {default})")
    line = words.format(name=variable.name, kind=type_word(variable.type), choices=choices, default=told)
    return f"{line} – {clean(variable.help, most)}" if variable.help else line
