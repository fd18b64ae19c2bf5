"""Which keys of the keyboard in force make which characters. Pure: works on the table that X11 gives.

Columns of the core keyboard table under XKB (X Keyboard Extension protocol, section 17.1): group 1 levels
1 and 2, group 2 levels 1 and 2, then group 1 levels 3 and 4. Level 2 is with Shift, 3 with AltGr, 4
with both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actions.keys import is_typable

SHIFT, LEVEL3, CAPS_LOCK = 0xFFE1, 0xFE03, 0xFFE5
RETURN, TAB = 0xFF0D, 0xFF09
# Keysyms older than Unicode keep the low byte of these encodings for their letters (keysymdef.h).
_OLD_SETS = {0x01: "iso8859-2", 0x02: "iso8859-3", 0x03: "iso8859-4", 0x05: "iso8859-6", 0x06: "koi8-u"}
_OLD_SETS |= {0x07: "iso8859-7", 0x0C: "iso8859-8", 0x0D: "tis-620", 0x13: "iso8859-15"}
_GREEK_LETTERS = {*range(0x7C1, 0x7DA), *range(0x7E1, 0x7FA)}  # the accented ones differ from the encoding
_GREEK_SIGMAS = {0x7F2: "σ", 0x7F3: "ς"}  # the encoding has them the other way round


@dataclass(frozen=True)
class Stroke:
    """One press of one key, with what must be held."""

    keycode: int
    shift: bool = False
    level3: bool = False


@dataclass(frozen=True)
class Keymap:
    """A keyboard: `rows` maps each key code to its keysyms, `group` is the layout in force (0…3). `gives`:
    the keysym of a stroke as XKB tells it; the table may have another layout's in the columns of level 3."""

    rows: Mapping[int, Sequence[int]]
    group: int = 0
    gives: Callable[[Stroke], int] | None = field(default=None, compare=False)

    def characters(self) -> dict[str, Stroke]:
        """Every character that one stroke in the layout in force makes; simpler strokes win."""
        found: dict[str, Stroke] = {}
        for level, column in enumerate(self._columns()):
            if level >= 2 and self.keycode(LEVEL3) is None:
                break
            for keycode, row in self.rows.items():
                character = character_of(row[column]) if column < len(row) else None
                stroke = Stroke(keycode, bool(level & 1), bool(level & 2))
                if character is not None and self._is_so(stroke, row[column]):
                    found.setdefault(character, stroke)
        for character, keysym in (("\n", RETURN), ("\t", TAB)):
            if (code := self.keycode(keysym)) is not None:
                found[character] = Stroke(code)
        return found

    def _is_so(self, stroke: Stroke, keysym: int) -> bool:
        return self.gives is None or self.gives(stroke) == keysym

    def keycode(self, keysym: int) -> int | None:
        """The key that gives `keysym` with nothing held, in the layout in force or else in any."""
        for column in (*self._columns()[:1], *range(8)):
            for keycode, row in self.rows.items():
                if column < len(row) and row[column] == keysym:
                    return keycode
        return None

    def other_layouts(self, character: str) -> int | None:
        """The key that makes `character` unshifted in some layout: what programs take shortcuts by."""
        for column in (0, 2):
            for keycode, row in self.rows.items():
                if column < len(row) and character_of(row[column]) == character:
                    return keycode
        return None

    def spare(self) -> tuple[int, ...]:
        """Key codes that make nothing, highest first (low ones are more often real keys)."""
        return tuple(sorted((code for code, row in self.rows.items() if not any(row)), reverse=True))

    def _columns(self) -> tuple[int, ...]:
        """Columns of the layout in force by level; what is not read here is typed through spare keys."""
        return {0: (0, 1, 4, 5), 1: (2, 3)}.get(self.group, ())


def character_of(keysym: int) -> str | None:
    """The character that a keysym types, or None (dead keys, function keys, the keypad)."""
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        return chr(keysym)
    if 0x01000100 <= keysym <= 0x0110FFFF:
        return chr(keysym & 0xFFFFFF)
    if keysym in _GREEK_SIGMAS:
        return _GREEK_SIGMAS[keysym]
    if keysym == 0x20AC:
        return "€"
    return _old_letter(keysym)


def _old_letter(keysym: int) -> str | None:
    high, low = keysym >> 8, keysym & 0xFF
    if high not in _OLD_SETS or low < 0xA0 or (high == 0x07 and keysym not in _GREEK_LETTERS):
        return None
    character = bytes([low]).decode(_OLD_SETS[high], "replace")
    return character if character.isalpha() else None


@dataclass(frozen=True)
class Batch:
    """Strokes that are typed under one arrangement of the spare keys: key code → character."""

    borrowed: Mapping[int, str]
    strokes: tuple[Stroke, ...]


def untypable(text: str, keymap: Keymap) -> str | None:
    """The first character of `text` that cannot be typed on this keyboard, or None."""
    known = keymap.characters()
    spare = keymap.spare()
    for character in text:
        if character not in known and not (spare and is_typable(character)):
            return character
    return None


def batches(text: str, keymap: Keymap, most: int = 48) -> Iterator[Batch]:
    """Cuts `text` so that each part needs at most `most` spare keys. All characters must be typable."""
    known, spare = keymap.characters(), keymap.spare()[:most]
    lent: dict[str, Stroke] = {}
    strokes: list[Stroke] = []
    for character in text:
        stroke = known.get(character) or lent.get(character)
        if stroke is None:
            if len(lent) == len(spare):
                yield _batch(lent, strokes)
                lent, strokes = {}, []
            stroke = lent[character] = Stroke(spare[len(lent)])
        strokes.append(stroke)
    if strokes:
        yield _batch(lent, strokes)


def _batch(lent: dict[str, Stroke], strokes: list[Stroke]) -> Batch:
    return Batch({stroke.keycode: character for character, stroke in lent.items()}, tuple(strokes))


def runs(keycodes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Neighbouring key codes together, so that one request sets them."""
    run: list[int] = []
    for keycode in sorted(keycodes):
        if run and keycode != run[-1] + 1:
            yield tuple(run)
            run = []
        run.append(keycode)
    if run:
        yield tuple(run)
