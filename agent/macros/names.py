"""Names that a person reads and types: nothing in them that cannot be seen, or that looks like another.

After Unicode's UTS 39 in the small: one script in each word where scripts have lookalikes, and names that
look the same count as the same.
"""

from __future__ import annotations

import re
import unicodedata

from agent.describe import short
from agent.errors import MacroError
from agent.macro import is_macro_name

# letters, or what is written on letters, to Unicode, and nothing to the eye
BLANK_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
LIKE_LATIN = str.maketrans(
    "аеіјорсухѕԁһԛԝьгпкмтнвАВЕІЈКМНОРСТУХЅԌαβεικνορτυχωγАΑΒΕΖΗΙΚΜΝΟΡΤΥΧ01",
    "aeijopcyxsdhqwbrnkmthbABEIJKMHOPCTYXSGaßeikvoptuxwyAABEZHIKMNOPTYXol",
)
"""Letters of Cyrillic and Greek, and digits, that may pass for Latin ones."""
WORD = re.compile(r"\w+")
LOOKALIKES = frozenset({"LATIN", "CYRILLIC", "GREEK"})


def check_name(name: str) -> str:
    """The name itself. Raises MacroError where it cannot be a macro's."""
    if not is_macro_name(name):
        raise MacroError(
            f"“{shown(name)}” is no name for a macro; take letters, digits, blanks and . ( ) + - _ only, "
            "80 at most, no blank or dot at the end."
        )
    plain_letters(name)
    return name


def plain_letters(name: str) -> None:
    """Raises MacroError for letters that cannot be seen, are of an odd form, or pass for another script's."""
    if BLANK_LETTERS.search(name):
        raise MacroError(
            f"The name “{shown(name)}” holds letters that cannot be seen; write it without them."
        )
    if unicodedata.normalize("NFKC", name) != name:
        plain = unicodedata.normalize("NFKC", name)
        raise MacroError(f"The name “{shown(name)}” has letters of an unusual form; write “{shown(plain)}”.")
    if any(len(_scripts(word)) > 1 for word in WORD.findall(name)):
        raise MacroError(f"The name “{shown(name)}” mixes letters that look alike in one word; type it anew.")


def looks(name: str) -> str:
    """The same for all names that look the same, or differ in upper and lower case only."""
    return unicodedata.normalize("NFKC", name.translate(LIKE_LATIN)).casefold()


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & LOOKALIKES


def shown(text: str, most: int = 40) -> str:
    """A stranger's text as a sentence may quote it: short, on one line, what cannot be seen marked."""
    seen = BLANK_LETTERS.sub("\ufffd", short(text, most))
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in seen)
