"""Keys and chords in words: "Ctrl + Shift + S", "Enter twice", 按三次 Tab, "page down"."""

from __future__ import annotations

import difflib
import re

from agent.errors import KeyNameError
from agent.grammar.counting import TIMES, repeats_of
from agent.grammar.words import EXTRA_KEYS_ZH, KEY_NAMES, KEY_WORDS, KEYS_NEEDING_KEY_ZH, MODIFIERS, one_of

Keys = tuple[str, ...]
MOST_KEYS = 5
_FULL_WIDTH = str.maketrans("＋－，、", "+-,,")
_LEADING_TIMES = re.compile(rf"{TIMES}\s*(?P<rest>.+)", re.I | re.S)
_TRAILING_TIMES = re.compile(rf"(?P<rest>.+?)[\s,]*{TIMES}", re.I | re.S)
_LIST = re.compile(
    r"\s*,\s*(?:and\s+then\s+|and\s+|then\s+)?(?=\S)|\s+(?:and\s+then|and|then)\s+|然后|再按?|和|接着"
)


_WORDS = [word for word, key in KEY_WORDS.items() if key in MODIFIERS and len(word) > 1]
_PLAIN = one_of(word for word in _WORDS if word not in KEYS_NEEDING_KEY_ZH)
_MODIFIER = rf"(?<![A-Za-z])(?:{_PLAIN}\s*键?|{one_of(KEYS_NEEDING_KEY_ZH & set(_WORDS))}键)"
ENDS_IN_MODIFIER = re.compile(rf"(?:.*按[^、,，]*|(?:press|hit)\s+|.*[、,，]\s*){_MODIFIER}", re.I | re.S)
_JOINED = re.compile(
    rf"(?P<key>{_MODIFIER})\s*(?:和|加上?|与|跟|(?:[、,，]|\s+(?=and\s))\s*(?!and\s+then\b|then\b)(?:and\s+)?)\s*(?=\S)",
    re.I,
)


def key_name(word: str) -> str | None:
    """The canonical name of a key by any of its spoken names; None when there is none."""
    text = " ".join(word.lower().split())
    bare = re.sub(r"^the\s+|\s*(?:keys?|键)$", "", text).strip()
    if bare != text and bare in EXTRA_KEYS_ZH and text.endswith("键"):
        return EXTRA_KEYS_ZH[bare]
    if text in KEYS_NEEDING_KEY_ZH:
        return None
    if bare in KEY_WORDS:
        return KEY_WORDS[bare]
    return bare if bare in KEY_NAMES else None


def chord(words: str) -> Keys | None:
    """One key or one chord, canonical; None when the words are not meant as keys.

    Raises KeyNameError for a chord with a key in it that does not exist.
    """
    text = words.strip().translate(_FULL_WIDTH)
    single = key_name(text)
    if single is not None:
        return (single,)
    if re.fullmatch(r"f\d+(?:\s*key)?", text, re.I):
        raise unknown_key(text)
    parts = _parts(re.sub(r"^(?:the\s+)|\s*(?:keys?|键|组合键|快捷键)$", "", text, flags=re.I))
    return None if parts is None else _canonical(parts)


def _parts(text: str) -> list[str] | None:
    """The words of a chord: joined by "+", or by "-", "and" or spaces after a modifier."""
    if "+" in text[1:]:
        pieces = [piece.strip() for piece in re.split(r"(?<=[^+\s])\s*\+\s*", text)]
        pieces = [piece or "plus" for piece in pieces]
        return None if all(len(p) == 1 for p in pieces) or any("+" in p[1:] for p in pieces) else pieces
    first = re.match(r"([A-Za-z⌘⌥⇧]+)(?:\s*-\s*|\s+and\s+|\s+|(?<=[⌘⌥⇧]))(?=\S)", text, re.I)
    if first is None or key_name(first[1]) not in MODIFIERS:
        return None
    rest = text[first.end() :]
    return [first[1], *(_parts(rest) or [rest])]


def _canonical(parts: list[str]) -> Keys:
    keys = []
    for part in parts:
        name = key_name(part)
        if name is None:
            raise unknown_key(part)
        keys.append(name)
    if len(keys) > MOST_KEYS:
        raise KeyNameError(f"A chord has at most {MOST_KEYS} keys: name fewer than {len(keys)}.")
    return tuple(keys)


def unknown_key(word: str) -> KeyNameError:
    """The error for a word that names no key, with the keys that are written most like it."""
    spoken = [w for w in KEY_WORDS if w.isascii() and len(w) > 1]
    close = difflib.get_close_matches(word.strip().lower(), spoken, n=3, cutoff=0.5)
    near = list(dict.fromkeys(KEY_WORDS[w] for w in close)) or ["ctrl", "shift", "enter", "tab", "escape"]
    return KeyNameError(f"There is no key named “{word.strip()}”: say one such as {', '.join(near)}.")


def chords(words: str) -> list[tuple[Keys, int]] | None:
    """Keys and chords in order, each with how often; None when the words are not meant as keys.

    After a modifier 和, 加, 与 and 、 make a chord of it: 按 Ctrl 和 C.
    Raises KeyNameError for an unknown key in a chord, InstructionError for too many repetitions.
    """
    words = _JOINED.sub(r"\g<key>+", words)
    compact = re.sub(r"\s*\+\s*(?=\S)", "+", words.strip().translate(_FULL_WIDTH))
    pieces = _listed(compact)
    whole = _repeated(words) if len(pieces) < 2 else None
    if whole is not None:
        return [whole]
    pieces = pieces if len(pieces) > 1 else _pieces(_LIST.split(compact))
    pieces = pieces if len(pieces) > 1 else compact.split()
    if not 2 <= len(pieces) <= 50:
        return None
    found = [_repeated(piece) for piece in pieces]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _listed(compact: str) -> list[str]:
    """The parts of "Tab, Tab" and "Ctrl+K Ctrl+C", which cannot be one chord."""
    if re.search(r"\+\S+\s+\S+\+\S", compact):
        return compact.split()
    return _pieces(_LIST.split(compact)) if re.search(r"\S\s*,\s*\S", compact) else []


def _pieces(parts: list[str]) -> list[str]:
    return [part for part in parts if part and part.strip()]


def _repeated(words: str) -> tuple[Keys, int] | None:
    """One chord with "three times" before or after it."""
    for pattern in (_TRAILING_TIMES, _LEADING_TIMES):
        match = pattern.fullmatch(words.strip())
        keys = chord(match["rest"]) if match else None
        if match and keys is not None:
            return keys, repeats_of(match)
    plain = chord(words)
    return None if plain is None else (plain, 1)
