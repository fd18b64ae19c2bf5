"""What a key of X11 types, by the keyboard in force and what is held. Pure.

The table is followed as it is changed (a program that types signs which the layout lacks puts them on spare
keys for a moment), so each key means what it meant when it was pressed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from actions.keyboard_x11 import US_PLACES
from actions.keymap import character_of
from actions.keys import KEY_NAMES, MODIFIERS, keysym_of, resolve
from actions.xkb import GROUP_MASK, GROUP_SHIFT, XkbMap

SHIFT_BIT, LOCK_BIT, CTRL_BIT = 1, 2, 4
COMMANDS = frozenset({"ctrl", "alt", "super"})  # held, a key is no letter
NUM_LOCK, COMPOSE = 0xFF7F, 0xFF20
DEAD_KEYSYMS = range(0xFE50, 0xFEA0)
_PADS = {0xFFAA: "*", 0xFFAB: "+", 0xFFAD: "-", 0xFFAE: ".", 0xFFAC: ",", 0xFFAF: "/", 0xFFBD: "="}
_PADS |= {0xFFB0 + n: str(n) for n in range(10)} | {0xFF80: " "}
_MORE_NAMES = {
    0xFF8D: "enter", 0xFF89: "tab", 0xFF95: "home", 0xFF96: "left", 0xFF97: "up", 0xFF98: "right",
    0xFF99: "down", 0xFF9A: "pageup", 0xFF9B: "pagedown", 0xFF9C: "end", 0xFF9E: "insert", 0xFF9F: "delete",
    0xFFE2: "shift", 0xFFE4: "ctrl", 0xFFEA: "alt", 0xFFE7: "alt", 0xFFE8: "alt", 0xFFEC: "super",
    0xFFED: "super", 0xFFEE: "super", 0xFF7E: "altgr", 0xFE20: "tab",
}  # fmt: skip
_DEAD = {
    0xFE50: "\u0300", 0xFE51: "\u0301", 0xFE52: "\u0302", 0xFE53: "\u0303", 0xFE54: "\u0304",
    0xFE55: "\u0306", 0xFE56: "\u0307", 0xFE57: "\u0308", 0xFE58: "\u030a", 0xFE59: "\u030b",
    0xFE5A: "\u030c", 0xFE5B: "\u0327", 0xFE5C: "\u0328", 0xFE60: "\u0323", 0xFE61: "\u0309",
    0xFE62: "\u031b",
}  # fmt: skip
_ALONE = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0327": "¸"}
_PLACES = {code: letter for letter, code in US_PLACES.items()}
Row = tuple[int, ...]


class KeyTable:
    """A keyboard. `rows`: the core table, key code → keysyms, for what is changed through it."""

    def __init__(self, keys: XkbMap, rows: Mapping[int, Sequence[int]]) -> None:
        self.replace(keys, rows)
        self._mark = ""  # a dead key's, until the letter comes
        self._lost = False  # keys were pressed that make one sign together, which one cannot be told

    def replace(self, keys: XkbMap, rows: Mapping[int, Sequence[int]]) -> None:
        """Another keyboard."""
        self._keys = keys
        self._rows = {code: _trimmed(row) for code, row in rows.items()}
        self._changed: dict[int, Row] = {}
        self._bits = _bits(keys)

    def change(self, first: int, rows: Sequence[Sequence[int]]) -> None:
        """From now on these are the keysyms of the key codes from `first` on."""
        for code, row in enumerate(rows, first):
            if _trimmed(row) == self._rows.get(code, ()):  # as it was
                self._changed.pop(code, None)
            else:
                self._changed[code] = _trimmed(row)

    def held(self, state: int) -> frozenset[str]:
        """The names of the modifiers in a core event's state."""
        return frozenset(name for name, bits in self._bits.items() if state & bits)

    def keysym(self, keycode: int, state: int) -> int:
        """What the key gives with what is held; 0 for nothing."""
        row = self._changed.get(keycode)
        if row is None:
            return self._keys.keysym(keycode, state)
        return _of_row(row, bool(state & SHIFT_BIT), bool(state & LOCK_BIT))

    def name(self, keycode: int, state: int) -> str:
        """What the key is called: by its name, else by the character on it with nothing held."""
        if named := _named(self.keysym(keycode, state)):
            return named
        bare = self.keysym(keycode, state & GROUP_MASK << GROUP_SHIFT)
        character = _named(bare) or _PADS.get(bare) or character_of(bare) or ""
        if self.held(state) & COMMANDS and not character.isascii():
            return _PLACES.get(keycode, character)
        lower = character.lower()
        return "space" if character == " " else lower if len(lower) == 1 else character

    def typed(self, keycode: int, state: int) -> tuple[str, bool]:
        """What a key press types, and whether that is unsure. To be asked once for each press, in order."""
        keysym = self.keysym(keycode, state)
        if self.held(state) & COMMANDS or _named(keysym) in MODIFIERS or keysym == 0:
            return "", False
        if keysym == COMPOSE:
            self._lost = True
        if keysym in DEAD_KEYSYMS:
            return self._dead(_DEAD.get(keysym, ""))
        character = _PADS.get(keysym) or character_of(keysym) or ""
        if character:
            return self._combined(character)
        if _named(keysym):
            self._mark, self._lost = "", False
        return "", False

    def _dead(self, mark: str) -> tuple[str, bool]:
        lost = not mark or bool(self._mark)
        self._mark, self._lost = ("", True) if lost else (mark, self._lost)
        return "", False

    def _combined(self, character: str) -> tuple[str, bool]:
        mark, lost = self._mark, self._lost
        self._mark, self._lost = "", False
        if lost or not mark:
            return ("", True) if lost else (character, False)
        whole = _ALONE.get(mark, "") if character == " " else unicodedata.normalize("NFC", character + mark)
        return (whole, False) if len(whole) == 1 else ("", True)


def _trimmed(row: Sequence[int]) -> Row:
    kept = list(row)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _of_row(row: Row, shift: bool, lock: bool) -> int:
    """By the rules of the core protocol for a key of one group: section 5, Keyboards."""
    if not row:
        return 0
    first = row[0]
    lower, upper = _cases(first)
    second = row[1] if len(row) > 1 and row[1] else first
    if lower != upper and second == first and first == lower:
        second = upper
    if lock and lower != upper:
        shift = not shift
    return second if shift else first


def _cases(keysym: int) -> tuple[int, int]:
    character = character_of(keysym) or ""
    pair = character.lower(), character.upper()
    if not character or any(len(case) != 1 for case in pair):
        return keysym, keysym
    return tuple(keysym if case == character else keysym_of(case) for case in pair)  # type: ignore[return-value]


@cache
def _names() -> dict[int, str]:
    named = {resolve(name).keysym: name for name in KEY_NAMES if resolve(name).name == name}
    return {keysym: name for keysym, name in named.items() if keysym > 0xFF} | _MORE_NAMES


def _named(keysym: int) -> str:
    return _names().get(keysym, "")


def _bits(keys: XkbMap) -> dict[str, int]:
    """Modifier → its bits of the state, by the keys that stand for them."""
    found = {"shift": SHIFT_BIT, "ctrl": CTRL_BIT, "alt": 0, "super": 0, "altgr": 0}
    for code, bit in keys.modifiers.items():
        for name in {_named(keysym) for keysym in keys.all_keysyms(code)} & {"alt", "super", "altgr"}:
            if bit > CTRL_BIT:
                found[name] |= bit
    return found
