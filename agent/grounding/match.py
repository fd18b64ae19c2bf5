"""How alike two names are: what a person said and what stands on the screen.

Pure string work, forgiving where screens and readers differ from speech: case, width, ellipses, colons,
accelerator letters, shortcuts at the end of a menu entry, and the slips of a text reader (l/1/I, O/0, rn/m,
lost spaces). Meaning (synonyms, translation) is `agent.grounding.synonyms`; this file knows only letters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SAME = 1.0
SPACING = 0.97  # the same but for spaces and inner punctuation
READING = 0.95  # the same but for letters that a reader confuses
CASE = 0.9  # quoted, and only the case differs

_EDGES = ":;,.!?*'\"`()[]{}<>|•·-–—_~„“”‘’…。、，；：！？「」『』《》【】 \t"
_MARKS = "☐☑☒□■▢◻◼○●◯◉⊙✓✔✗✘▾▼▸▶▴▲►◄◂⌄⌃›‹√▽△∨∧"
_ACCELERATOR_END = re.compile(r"^(.*\w.*?)\s*\(\s*[&_]?([a-z])\s*\)(\W*)$")
_ACCELERATOR = re.compile(r"(?<![^\s(])[&_](?=\w)|(?<=[^\W_])&(?=[a-z])(?!.*\s&)")
_KEYS = r"(?:ctrl|control|strg|alt|shift|super|meta|cmd|win)"
_NAMED_KEYS = (
    r"(?:f\d{1,2}|del|delete|ins|insert|esc|escape|enter|return|tab|space|home|end|backspace|pgup|pgdn)"
)
_SHORTCUT = re.compile(
    rf"(?<=\S)\s*\b{_KEYS}\s*[+\-]\s*(?:{_KEYS}\s*[+\-]\s*)*(?:{_NAMED_KEYS}|page up|page down|\S)$"
    r"|(?<=\S)\s+f\d{1,2}$"
)
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
_FOLDS = (("rn", "m"), ("vv", "w"), ("|", "l"), ("!", "l"), ("1", "l"), ("i", "l"), ("0", "o"))
_LOOKALIKES = frozenset(
    frozenset(pair)
    for pair in ("ec", "uv", "gq", "g9", "s5", "b8", "b6", "z2", "nh", "un", "lj", "mn", "oq", "ao", "yv")
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """How alike two names are (0..1), and in what way, in words for a person."""

    score: float
    how: str = ""


NONE = Match(0.0)


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The name without case, width, accelerators, shortcuts and what punctuation stands round it."""
    return tidy(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """`normalise` that keeps case and letters as they are, for names that are taken to the letter."""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("\u2019", "'").split())
    text = _strip(_without_accelerator(_without_shortcut(text)))
    return text


def _strip(text: str) -> str:
    """Without the punctuation and check marks at both ends, unless nothing else is there."""
    inner = text.strip(_EDGES + _MARKS)
    return inner if any(c.isalnum() for c in inner) or len(inner) > 1 else text.strip()


def _without_shortcut(text: str) -> str:
    found = _SHORTCUT.search(text.lower())
    return text[: found.start()] if found and len(text) == len(text.lower()) else text


def _without_accelerator(text: str) -> str:
    found = _ACCELERATOR_END.match(text.lower())
    if found and (found[2] in found[1] or is_cjk(found[1])):
        text = text[: found.end(1)] + text[found.start(3) :]
    return _ACCELERATOR.sub("", text)


def is_cjk(text: str) -> bool:
    """Whether any letter belongs to a script that writes no spaces between words."""
    return _CJK.search(text) is not None


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """Letters, digits and symbols without spaces and without punctuation between letters."""
    kept = "".join(c for c in text if c.isalnum() or unicodedata.category(c)[0] == "S")
    return kept or text.replace(" ", "")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A normalised name with all letters that readers confuse made one."""
    folded = squeeze(text)
    for old, new in _FOLDS:
        folded = folded.replace(old, new)
    return folded


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a normalised name; each letter of a script without spaces is one of its own."""
    return tuple(re.findall(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:'[^\W_]+)*|[^\w\s]", text))


def similarity(wanted: str, seen: str, exact: bool = False) -> Match:
    """How well `seen` answers to the name `wanted`; `exact`: it stood in quotes, so to the letter.

    Exact names forgive case, what stands round the name and a reader's slips, but neither a part of a longer
    name nor a differing word.
    """
    return _exact(wanted, seen) if exact else _free(normalise(wanted), normalise(seen))


@lru_cache(maxsize=16384)
def _exact(wanted: str, seen: str) -> Match:
    if not wanted or not seen:
        return NONE
    if tidy(wanted) == tidy(seen):
        return Match(SAME, "is the same")
    match = _alike(normalise(wanted), normalise(seen))
    if match.score == SAME:
        return Match(CASE, "is the same but for case")
    return Match(match.score * CASE, match.how) if match.score > 0.8 else NONE


@lru_cache(maxsize=16384)
def _free(wanted: str, seen: str) -> Match:
    if not wanted or not seen:
        return NONE
    return max(_alike(wanted, seen), _part(wanted, seen), key=lambda m: m.score)


def _alike(wanted: str, seen: str) -> Match:
    """The whole name, forgiving a reader's slips."""
    if wanted == seen:
        return Match(SAME, "is the same")
    if squeeze(wanted) == squeeze(seen):
        return Match(SPACING, "is the same")
    a, b = fold(wanted), fold(seen)
    if a == b:
        return Match(READING, "is read nearly the same")
    if _digits(wanted) != _digits(seen):  # "Tab 1" is never a slip for "Tab 2"
        return NONE
    return _slip(a, b)


def _slip(a: str, b: str) -> Match:
    """Names that a few strokes part, the fewer the shorter they are."""
    bound = _allowed(a)
    if bound == 0 or abs(len(a) - len(b)) > bound:
        return NONE
    distance = edit_distance(a, b, bound)
    if distance > bound:
        return NONE
    return Match(0.92 - 0.6 * distance / len(a), "is spelt nearly the same")


def _allowed(text: str) -> float:
    """How many strokes may differ. Below five letters only what a reader confuses."""
    length = len(text) * (2 if is_cjk(text) else 1)
    return 0.0 if length < 3 else 0.5 if length < 5 else 1.0 if length < 9 else 2.0 if length < 16 else 3.0


@lru_cache(maxsize=8192)
def _digits(text: str) -> str:
    """The digits that stand by themselves, as numbers do: these must agree."""
    return " ".join(re.findall(r"(?<![^\W\d])\d+(?![^\W\d])", text))


def edit_distance(a: str, b: str, bound: float) -> float:
    """Optimal string alignment distance; look-alike letters cost 0.5. Above `bound`: some larger number."""
    before: list[float] = []
    above: list[float] = []
    row = [float(j) for j in range(len(b) + 1)]
    for i in range(1, len(a) + 1):
        before, above, row = above, row, [float(i)]
        for j in range(1, len(b) + 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + _cost(a[i - 1], b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > bound:
            return bound + 1
    return row[-1]


def _cost(a: str, b: str) -> float:
    return 0.0 if a == b else 0.5 if frozenset((a, b)) in _LOOKALIKES else 1.0


def _part(wanted: str, seen: str) -> Match:
    """`wanted` as the beginning or another part of a longer name, weaker the more else is there."""
    few, many = words(wanted), words(seen)
    at = _find(few, many)
    if at is None or not any(c.isalnum() for c in wanted):
        return NONE
    share = (len(wanted) / len(seen)) ** 0.5
    if at == 0:
        return Match(0.5 + 0.35 * share, f"begins {seen!r}")
    return Match(0.36 + 0.42 * share, f"is part of {seen!r}")


def _find(few: tuple[str, ...], many: tuple[str, ...]) -> int | None:
    """Where the words `few` stand in a row among `many`."""
    if not few or len(few) >= len(many):
        return None
    return next((i for i in range(len(many) - len(few) + 1) if many[i : i + len(few)] == few), None)
