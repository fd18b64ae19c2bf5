"""What a person pointed to in place of lost targets, put into the macro."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agent.macros.bundle import Bundle
from agent.macros.edit import retarget
from agent.replaying.turn import Healed


def healed_bundle(bundle: Bundle, healed: Iterable[Healed]) -> Bundle:
    """The macro with these targets in place of the recorded ones; those of other macros are left out.

    Raises MacroError where a step is no longer there.
    """
    macro, pictures = bundle.macro, dict(bundle.pictures)
    for one in healed:
        if one.macro == bundle.macro.name:
            macro = retarget(macro, one.step, one.marked.mark, end=one.which == "to")
            pictures.update(one.marked.pictures)
    return replace(bundle, macro=macro, pictures=pictures)
