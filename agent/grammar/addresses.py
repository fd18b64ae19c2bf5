"""Web addresses: "go to example.org" is typed into the browser's address bar."""

from __future__ import annotations

import re

from agent.grammar.clause import Clause, typed
from agent.grammar.kind_words import SEARCH
from agent.intents import Intent, Phrase, PressIntent

URL = (
    r"(?P<url>(?:https?://|www\.)\S+"
    r"|(?:[\w-]+\.)+(?:com|org|net|io|edu|gov|cn|de|uk|dev|fr|jp|eu|ch|info)(?:[:/]\S*)?)"
)
ADDRESS_BAR = Phrase(words="the address bar", name="address", kinds=SEARCH)


def address(m: re.Match[str], clause: Clause) -> list[Intent]:
    """The address replaces what stands in the bar; Enter follows."""
    enter = PressIntent(words=clause.words, keys=("enter",))
    return [*typed(clause, m["url"], ADDRESS_BAR, replace=True), enter]
