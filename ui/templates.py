"""Sentences of the agent that have parts which differ, known again by their templates and said in another
language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

NAMED = re.compile(r"\{(\w+)\}")
Pairs = Iterable[tuple[str, str]]
"""Each an English template with its translation: "It waits {seconds} s." """


def said(sentence: str, pairs: Pairs, part: Callable[[str], str] = lambda text: text) -> str | None:
    """The sentence by the first template that fits; None where none does. `part` says each part of it."""
    for english, other in pairs:
        if found := _pattern(english).fullmatch(sentence):
            return other.format(**{name: part(text) for name, text in found.groupdict().items()})
    return None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Of all sentences that the template can give."""
    parts = NAMED.split(template)
    made = (f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(made), re.DOTALL)
