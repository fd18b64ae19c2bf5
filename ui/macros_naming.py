"""Names for new macros, made from a window's title or an instruction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from agent.errors import MacroError
from agent.macro import Macro, marks, walk
from agent.macros.names import check_name, looks

LONGEST = 60  # characters of a proposal
DASHES = str.maketrans("‐‑‒–—―", "------")
ODD = re.compile(r"[^\w .()+-]")


def window_of(macro: Macro) -> str:
    """The title of the first window that it acts in; the program's name where there is none."""
    named = (mark.window or mark.program for step in walk(macro.steps) for mark in marks(step))
    return next((name for name in named if name.strip()), "")


def proposed(text: str, taken: Collection[str], otherwise: str) -> str:
    """A name like the text that no macro has yet; from `otherwise` where the text can give none."""
    plain = " ".join(ODD.sub(" ", unicodedata.normalize("NFKC", text.translate(DASHES))).split())
    base = plain[:LONGEST].lstrip("_ .()+-").rstrip(" .-(+")
    return _free(base if _is_name(base) else otherwise, taken)


def _is_name(text: str) -> bool:
    try:
        check_name(text)
    except MacroError:
        return False
    return True


def _free(base: str, taken: Collection[str]) -> str:
    seen = {looks(name) for name in taken}
    names = [base, *(f"{base} {number}" for number in range(2, len(seen) + 3))]
    return next(name for name in names if looks(name) not in seen)
