"""Whether what was typed is a secret: told by where it went, as the eye saw it before and after. Pure.

A secret that is kept by mistake is worse than a text that has to be given anew: in doubt it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from agent.grammar.passwords import names_secret
from agent.recording.dots import shows_dots
from agent.recording.places import DOTS, FIELDS, Place, in_front, is_secret
from agent.types import SECRET_NAME, Box, Element, Observation

TELLING = 3  # characters: fewer prove nothing
LIKE = 0.6  # share of a typed text that is to be read again for it to stand there in clear
LONGEST_NAME = 40


def is_typed_secret(
    text: str,
    place: Place | None,
    before: Observation | None,
    after: Observation | None,
    where: Sequence[Box],
) -> bool:
    """`place`: where the keys went as far as it is known; `where`: what changed while they were pressed."""
    if before is None or after is None or (place is not None and place.secret):
        return True
    if shows_dots(after.frame, where, text):
        return True
    touched = [e for e in after.elements if any(e.box.meets(box) for box in where)]
    if any(is_secret(e) or _holds_dots(e, where) for e in touched):
        return True
    if not (hints(before) or hints(after)):
        return False
    if place is not None and place.field and place.marked.mark.name:
        return False
    return not _stands_there(text, touched)


def hints(seen: Observation) -> bool:
    """Whether the window in front has something to do with a password."""
    return any(is_secret(e) or names_secret(e.text) or names_secret(e.label) for e in in_front(seen))


def _holds_dots(element: Element, where: Sequence[Box]) -> bool:
    """A field's dots that the eye took for a text of its own."""
    text = "".join(element.text.split())
    return len(text) >= TELLING and set(text) <= DOTS and any(box.meets(element.box) for box in where)


def _stands_there(text: str, touched: Iterable[Element]) -> bool:
    """Whether what was typed can be read where the screen changed."""
    typed = _plain(text)
    if len(typed) < TELLING:
        return False
    for element in touched:
        shown = _plain(element.text)
        match = SequenceMatcher(None, typed, shown, autojunk=False).find_longest_match()
        if match.size >= max(TELLING, LIKE * min(len(typed), 12)):
            return True
    return False


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def proposed_name(place: Place | None, taken: Iterable[str]) -> str:
    """A name for the keyring, from the field's and the program's."""
    mark = place.marked.mark if place is not None else None
    called = mark.name if mark is not None and names_secret(mark.name) else ""
    words = [mark.program if mark is not None else "", called or "password"]
    plain = "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words)))
    name = plain[:LONGEST_NAME].strip("-") or "password"
    number, base, used = 2, name, set(taken)
    while name in used:
        name, number = f"{base}-{number}", number + 1
    assert SECRET_NAME.fullmatch(name)
    return name


def field_like(elements: Iterable[Element], where: Sequence[Box]) -> Element | None:
    """The one field that changed; the one with the focus where several did."""
    touched = [e for e in elements if e.kind in FIELDS and any(e.box.meets(box) for box in where)]
    focused = [e for e in touched if "focused" in e.states]
    chosen = focused if len(focused) == 1 else touched
    return chosen[0] if len(chosen) == 1 else None
