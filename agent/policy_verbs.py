"""What acts can bring about, in plain words, and the record of a commanding verb."""

from __future__ import annotations

from dataclasses import dataclass

SENDS = "something is sent"
PAYS = "money is spent or an order is placed"
DELETES = "something is deleted or taken away"
INSTALLS = "software is installed, removed or changed"
PUBLISHES = "something is submitted, published or shared"
SIGNS = "something is signed or agreed to"
LOGS_IN = "credentials are used or an account is opened or left"
OVERWRITES = "something is overwritten"
LOSES = "work that is not saved is lost"
ENDS = "the computer or the session is stopped"
PERMITS = "a permission is given"
RESETS = "settings or data are reset"

END = "."  # in `only`: nothing comes next
NUMBER = "#"  # in `only`: a number or a sum of money comes next

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Verb:
    """A commanding word or word group. `only`/`unless`: what must, must not, come next."""

    words: tuple[str, ...]
    meaning: str
    strong: bool = False  # hardly ever a noun: counts in tabs and fields, and anywhere on a button
    only: frozenset[str] = frozenset()
    unless: Phrases = frozenset()


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def phrase_set(text: str) -> Phrases:
    """Phrases parted by blanks, their words joined by low lines: `zoom to_back`."""
    return frozenset(tuple(phrase.split("_")) for phrase in text.split())


def verbs(meaning: str, groups: str, *, strong: bool = False, only: str = "", unless: str = "") -> list[Verb]:
    """Verbs of one meaning, from a list parted by commas."""
    barred = phrase_set(unless)
    return [
        Verb(tuple(group.split()), meaning, strong, word_set(only), barred) for group in groups.split(",")
    ]
