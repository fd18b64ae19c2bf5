"""The canonical names of keys, and what X11, pyautogui and pynput call each of them.

A key is named by one of `KEY_NAMES` or by the single character on it ("a", "5", "ß"). Chords are tuples of
such names. Knows no display: whether a key exists on the keyboard at hand is seen only when it is pressed.
"""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass

from agent.errors import KeyNameError

UNICODE_KEYSYM = 0x01000000  # X11 protocol, appendix A: code points beyond Latin-1


@dataclass(frozen=True)
class Key:
    """One key. `character` is what it types; None for a key that types nothing by itself."""

    name: str
    keysym: int
    pyautogui: str
    pynput: str  # attribute of pynput.keyboard.Key; "" for a character
    character: str | None = None


# name: X keysym (keysymdef.h, XF86keysym.h), pyautogui name ("" = the same), pynput name ("" = the same)
_NAMED: dict[str, tuple[int, str, str]] = {
    "ctrl": (0xFFE3, "", ""),
    "alt": (0xFFE9, "", ""),
    "shift": (0xFFE1, "", ""),
    "super": (0xFFEB, "win", "cmd"),
    "altgr": (0xFE03, "altright", "alt_gr"),
    "enter": (0xFF0D, "", ""),
    "tab": (0xFF09, "", ""),
    "escape": (0xFF1B, "", "esc"),
    "space": (0x0020, "", ""),
    "backspace": (0xFF08, "", ""),
    "delete": (0xFFFF, "", ""),
    "insert": (0xFF63, "", ""),
    "home": (0xFF50, "", ""),
    "end": (0xFF57, "", ""),
    "pageup": (0xFF55, "", "page_up"),
    "pagedown": (0xFF56, "", "page_down"),
    "left": (0xFF51, "", ""),
    "up": (0xFF52, "", ""),
    "right": (0xFF53, "", ""),
    "down": (0xFF54, "", ""),
    "menu": (0xFF67, "apps", ""),
    "printscreen": (0xFF61, "", "print_screen"),
    "capslock": (0xFFE5, "", "caps_lock"),
    "numlock": (0xFF7F, "", "num_lock"),
    "scrolllock": (0xFF14, "", "scroll_lock"),
    "pause": (0xFF13, "", ""),
    "volumeup": (0x1008FF13, "", "media_volume_up"),
    "volumedown": (0x1008FF11, "", "media_volume_down"),
    "volumemute": (0x1008FF12, "", "media_volume_mute"),
    "playpause": (0x1008FF14, "", "media_play_pause"),
    **{f"f{n}": (0xFFBD + n, "", "") for n in range(1, 25)},
}
_CHARACTER_NAMES = {"plus": "+", "minus": "-"}
_OTHER_NAMES = {
    "control": "ctrl", "ctl": "ctrl", "option": "alt", "win": "super", "windows": "super", "meta": "super",
    "cmd": "super", "command": "super", "altgraph": "altgr", "return": "enter", "esc": "escape",
    "spacebar": "space", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "arrowleft": "left", "arrowright": "right", "arrowup": "up", "arrowdown": "down", "leftarrow": "left",
    "rightarrow": "right", "uparrow": "up", "downarrow": "down", "apps": "menu", "contextmenu": "menu",
    "prtsc": "printscreen", "print": "printscreen", "caps": "capslock", "break": "pause",
    "mute": "volumemute",
}  # fmt: skip

MODIFIERS: tuple[str, ...] = ("ctrl", "alt", "shift", "super", "altgr")
KEY_NAMES: tuple[str, ...] = (*_NAMED, *_CHARACTER_NAMES)
"""All names that are not single characters."""


def resolve(name: str) -> Key:
    """The key of that name; capitals, blanks, hyphens and common other names are forgiven ("Page Up").

    A letter names its key, so "S" is "s". Raises KeyNameError with the nearest names.
    """
    if len(name) == 1 and name not in "\n\r\t":
        return _character_key(name)
    plain = "".join(c for c in name.casefold() if c not in " _-")
    plain = _OTHER_NAMES.get(plain, plain)
    if plain in _CHARACTER_NAMES:
        return _character_key(_CHARACTER_NAMES[plain])
    if plain not in _NAMED:
        raise KeyNameError(f"There is no key called {name!r}{_hint(plain)}.")
    keysym, pyautogui, pynput = _NAMED[plain]
    return Key(plain, keysym, pyautogui or plain, pynput or plain, " " if plain == "space" else None)


def keysym_of(character: str) -> int:
    """The X keysym of one character: itself in Latin-1, else its code point with the Unicode bit."""
    code = ord(character)
    return code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else UNICODE_KEYSYM | code


def is_typable(character: str) -> bool:
    """Whether a keysym for it exists: not a control character, half of a pair or a noncharacter."""
    code = ord(character)
    if unicodedata.category(character) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE:
        return False
    return not 0xFDD0 <= code <= 0xFDEF


def _character_key(character: str) -> Key:
    if character == " ":
        return resolve("space")
    lower = character.lower()
    character = lower if len(lower) == 1 else character  # "İ".lower() is two characters
    if not is_typable(character):
        raise KeyNameError(f"No key types the character U+{ord(character):04X}.")
    return Key(character, keysym_of(character), character, "", character)


def _hint(name: str) -> str:
    near = difflib.get_close_matches(name, [*KEY_NAMES, *_OTHER_NAMES], n=3, cutoff=0.6)
    near = list(dict.fromkeys(_OTHER_NAMES.get(n, n) for n in near))
    return f"; did you mean {' or '.join(near)}?" if near else "; keys are called ctrl, enter, f5, a, …"
