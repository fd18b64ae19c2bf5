"""The English ways of ticking and clearing: rules for `agent.grammar.english`."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.kind_words import BOX, BUTTON, TICKABLE
from agent.grammar.surroundings_en import DETERMINER
from agent.grammar.switches import is_switched
from agent.intents import (
    ClearIntent,
    Intent,
)

Match = re.Match[str]
Intents = list[Intent] | None

_STATE = r"(?P<state>(?:not\s+|un)?(?:checked|ticked|selected|enabled|set)|on|off|disabled|deselected)"


def check(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=True)


def uncheck(m: Match, clause: Clause) -> Intents:
    return c.checked(clause, clause.phrase(m["what"]), on=False)


def uncheck_box(m: Match, clause: Clause) -> Intents:
    """Reads "clear the Newsletter checkbox" as unticking it."""
    target = clause.phrase(m["what"])
    is_box = bool(target.kinds) and set(target.kinds) <= set(TICKABLE) | {"button"} and target.kinds != BUTTON
    return c.checked(clause, target, on=False) if is_box and target.kinds != BOX else None


def switch(on: bool) -> Callable[[Match, Clause], Intents]:
    """As in "activate Bluetooth": only where the name is one to switch."""

    def act(m: Match, clause: Clause) -> Intents:
        return c.checked(clause, clause.phrase(m["what"]), on=on) if is_switched(m["what"]) else None

    return act


def make_sure(m: Match, clause: Clause) -> Intents:
    on = re.match(r"(?:not\s|un|off|disabled|deselected)", m["state"], re.I) is None
    return c.checked(clause, clause.phrase(m["what"]), on=on)


def clear(m: Match, clause: Clause) -> Intents:
    what = (m["what"] or "").strip()
    if re.fullmatch(r"all", what, re.I):
        return c.named(clause, "clear all")
    if (
        re.fullmatch(rf"(?:(?:{DETERMINER})\s+)?(?:it|field|text|box|input|contents?)?", what)
        and clause.before is None
    ):
        what = ""
    return [ClearIntent(words=clause.words, target=c.as_field(clause.phrase(what)) if what else None)]


TICK_RULES: list[c.Rule] = [
    rule(rf"(?:make\s+sure|ensure)\s+(?:that\s+)?(?P<what>.+?)\s+(?:is|are)\s+{_STATE}", make_sure),
    rule(rf"(?:mark|set|turn|switch|leave)\s+(?P<what>.+?)\s+(?:as\s+|to\s+)?{_STATE}", make_sure),
    rule(
        r"(?:tick|check|enable|turn\s+on|switch\s+on|tick\s+off|mark|opt\s+in\s+(?:to|for))\s+(?P<what>.+)",
        check,
    ),
    rule(
        r"(?:untick|uncheck|un-tick|un-check|disable|turn\s+off|switch\s+off|deselect|unselect"
        r"|unmark|opt\s+out\s+of)\s+(?P<what>.+)",
        uncheck,
    ),
    rule(r"activate\s+(?P<what>.+)", switch(on=True)),
    rule(r"deactivate\s+(?P<what>.+)", switch(on=False)),
    rule(r"(?:clear|remove\s+the\s+(?:tick|check)\s+(?:from|at)|empty)\s+(?P<what>.+)", uncheck_box),
    rule(
        r"(?:clear|empty|erase|wipe)(?:\s+out)?(?:\s+(?:the\s+)?(?:text|contents?)\s+(?:of|in|from)"
        r")?(?:\s+(?P<what>.+))?",
        clear,
    ),
]
