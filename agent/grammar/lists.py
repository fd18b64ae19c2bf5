"""Further items after a verb: "tick Alice, Bob and Carol", "type "Ada" into Name, then "x" into City"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.grammar.clause import Clause, checked, clicked
from agent.grammar.kind_words import TICKABLE
from agent.grammar.quoting import MARK
from agent.intents import CheckIntent, ClickIntent, HoverIntent, Intent, TypeIntent

_VALUE = re.compile(rf"(?:{MARK}\s*(?:into|in|to)|\S+\s+into)\s+\S.*|{MARK}\s*(?:到|进|入).+", re.S)


def value_for_field(clause: Clause, earlier: Sequence[Intent]) -> Clause | None:
    """After typing, a bare "… into the next field" is typing too."""
    if not earlier or not isinstance(earlier[-1], TypeIntent) or not _VALUE.fullmatch(clause.text):
        return None
    english = clause.text.isascii() or re.search(r"\s(?:into|in|to)\s", clause.text)
    return clause.part(f"type {clause.text}" if english else f"输入{clause.text}")


def taken_over(clause: Clause, text: str, last: Intent) -> list[Intent] | None:
    """A bare item of a list, done as the item before it; None where that is no tick, click or hover."""
    target = clause.phrase(text)
    if isinstance(last, CheckIntent):
        ticked = not target.kinds or bool(set(target.kinds) & set(TICKABLE))
        return checked(clause, target, on=last.on) if ticked else None
    if isinstance(last, ClickIntent):
        return clicked(clause, target, button=last.button, count=last.count, modifiers=last.modifiers)
    return [HoverIntent(words=clause.words, target=target)] if isinstance(last, HoverIntent) else None
