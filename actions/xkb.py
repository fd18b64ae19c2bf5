"""The whole keyboard of X11 as XKB tells it: of each key its groups, their levels and keysyms.

The core table (actions/keymap.py) mixes the third level of one layout with that of the next; what a key
typed can be told from here alone. X Keyboard Extension protocol, XkbGetMap.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAME = "XKEYBOARD"
USE_EXTENSION, GET_MAP, SET_MAP, GET_KEYBOARD_BY_NAME = 0, 8, 9, 23  # minor op codes
CORE_KEYBOARD = 0x100
TYPES_AND_SYMBOLS = 1 | 2
LOCK = 2
LEVEL3 = 0xFE03  # ISO_Level3_Shift
GROUP_SHIFT, GROUP_MASK = 13, 3
CLAMPS, REDIRECTS = 0x40, 0x80  # what is done with a group that a key lacks; else it wraps round
_HEAD = struct.Struct("=2xBBHBBBBHB14xxH")  # after the first 8 bytes of the reply


@dataclass(frozen=True)
class KeyType:
    """Which level is meant by what is held: `mask` of the state → level, the first where none fits."""

    mask: int
    levels: Mapping[int, int]


@dataclass(frozen=True)
class KeyOf:
    """One key. `types`: of each group; `symbols`: of each group one keysym a level."""

    types: tuple[KeyType, ...]
    symbols: tuple[tuple[int, ...], ...]
    groups: int  # how many, and what is done with others


@dataclass(frozen=True)
class XkbMap:
    """Key code → key; key code → the bit of the state that it holds down."""

    keys: Mapping[int, KeyOf] = field(default_factory=dict)
    modifiers: Mapping[int, int] = field(default_factory=dict)

    def keysym(self, keycode: int, state: int) -> int:
        """What it gives with what is held (the state of a core event); 0 for nothing."""
        key = self.keys.get(keycode)
        if key is None or not key.symbols:
            return 0
        group = _group(key, state >> GROUP_SHIFT & GROUP_MASK)
        kind, symbols = key.types[group], key.symbols[group]
        level = kind.levels.get(state & kind.mask, 0)
        keysym = symbols[level] if level < len(symbols) else 0
        return _capital(keysym) if state & LOCK and not kind.mask & LOCK else keysym

    @property
    def level3(self) -> int:
        """The bit of the state that AltGr holds down; 0 where no key is that."""
        found = (bit for code, bit in self.modifiers.items() if LEVEL3 in self.all_keysyms(code))
        return next(found, 0)

    def all_keysyms(self, keycode: int) -> tuple[int, ...]:
        key = self.keys.get(keycode)
        return () if key is None else tuple(symbol for row in key.symbols for symbol in row)


def read(display: Any) -> XkbMap | None:
    """None where the server has no XKB. Raises Xlib's errors."""
    if major(display) is None:
        return None
    _use(display)
    answer = _get_map(display)
    rows = enumerate(display.get_modifier_mapping())
    return XkbMap(_parsed(answer), {code: 1 << bit for bit, row in rows for code in row if code})


def major(display: Any) -> int | None:
    """The op code of XKB's requests."""
    found = display.query_extension(NAME)
    return int(found.major_opcode) if found is not None and found.present else None


def _use(display: Any) -> None:
    from Xlib.protocol import rq

    class UseExtension(rq.ReplyRequest):  # type: ignore[misc]
        _request = rq.Struct(
            rq.Card8("opcode"),
            rq.Opcode(USE_EXTENSION),
            rq.RequestLength(),
            rq.Card16("major"),
            rq.Card16("minor"),
        )
        _reply = rq.Struct(
            rq.Pad(1), rq.Card8("supported"), rq.Card16("sequence_number"), rq.ReplyLength(), rq.Pad(24)
        )

    UseExtension(display=display.display, opcode=major(display), major=1, minor=0)


def _get_map(display: Any) -> bytes:
    from Xlib.ext.record import RawField
    from Xlib.protocol import rq

    class GetMap(rq.ReplyRequest):  # type: ignore[misc]
        _request = rq.Struct(
            rq.Card8("opcode"), rq.Opcode(GET_MAP), rq.RequestLength(),
            rq.Card16("device"), rq.Card16("full"), rq.Card16("partial"), rq.Pad(18),
        )  # fmt: skip
        _reply = rq.Struct(
            rq.Pad(1), rq.Card8("device"), rq.Card16("sequence_number"), rq.ReplyLength(), RawField("rest")
        )

    asked = GetMap(
        display=display.display,
        opcode=major(display),
        device=CORE_KEYBOARD,
        full=TYPES_AND_SYMBOLS,
        partial=0,
    )
    return bytes(asked.rest)


def _parsed(rest: bytes) -> dict[int, KeyOf]:
    """Key code → key, from the reply without its first 8 bytes."""
    _, _, _, _, kinds, _, first, _, count, _ = _HEAD.unpack_from(rest)
    at, types = 32, []
    for _ in range(kinds):
        kind, at = _type(rest, at)
        types.append(kind)
    keys = {}
    for keycode in range(first, first + count):
        keys[keycode], at = _key(rest, at, types)
    return keys


def _type(rest: bytes, at: int) -> tuple[KeyType, int]:
    mask, _, _, _, entries, preserves = struct.unpack_from("=BBHBBBx", rest, at)
    at += 8
    levels = {}
    for _ in range(entries):
        active, mods, level = struct.unpack_from("=BBB5x", rest, at)
        at += 8
        if active:
            levels[mods] = level
    return KeyType(mask, levels), at + (4 * entries if preserves else 0)


def _key(rest: bytes, at: int, types: list[KeyType]) -> tuple[KeyOf, int]:
    *indices, groups, width, symbols = struct.unpack_from("=4BBBH", rest, at)
    found = struct.unpack_from(f"={symbols}I", rest, at + 8)
    count = groups & 0x0F
    rows = tuple(tuple(found[i * width : (i + 1) * width]) for i in range(count))
    kinds = tuple(types[indices[i]] for i in range(count))
    return KeyOf(kinds, rows, groups), at + 8 + 4 * symbols


def _group(key: KeyOf, group: int) -> int:
    count = len(key.symbols)
    if group < count:
        return group
    if key.groups & REDIRECTS:
        wanted = key.groups >> 4 & 3
        return wanted if wanted < count else 0
    return count - 1 if key.groups & CLAMPS else group % count


def _capital(keysym: int) -> int:
    from actions.keymap import character_of
    from actions.keys import keysym_of

    character = character_of(keysym) or ""
    upper = character.upper()
    return keysym_of(upper) if len(upper) == 1 and upper != character else keysym
