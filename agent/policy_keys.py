"""What keys and chords can cause, by themselves and in the window that gets them. Pure."""

from __future__ import annotations

from agent import policy_words as words
from agent.policy_scene import FIELDS, enter_danger, front_window, has_name, is_terminal
from agent.types import Consequence, Judgement, Observation, Press

KEY_NAMES = {
    "return": "enter", "kp_enter": "enter", "del": "delete", "esc": "escape", "win": "super",
    "windows": "super", "meta": "super", "command": "super", "cmd": "super", "control": "ctrl",
    "option": "alt", "spacebar": "space", " ": "space", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "grave": "`", "backquote": "`",
}  # fmt: skip


def _chords(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(chord.split("+")) for chord in text.split())


CHORDS = {
    chord: reason
    for reason, chords in (
        ("closes a window or program, in which work may not be saved",
         "alt+f4 ctrl+q ctrl+w ctrl+f4 ctrl+shift+w ctrl+shift+q super+q super+w"),
        ("stops the session, a program or the way to this desktop",
         "ctrl+alt+delete ctrl+alt+backspace super+l ctrl+alt+l ctrl+shift+escape ctrl+alt+escape"),
        ("opens a terminal or a field for commands", "ctrl+alt+t super+r alt+f2 ctrl+` super+x"),
        ("deletes for good", "shift+delete ctrl+shift+delete super+delete super+backspace"),
        ("sends or submits in many programs", "ctrl+enter super+enter"),
    )
    for chord in _chords(chords)
}  # fmt: skip
MOVES = frozenset(
    {"escape", "tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "menu"}
    | {"f1", "f5", "f6", "f10", "f11", "super", "alt", "ctrl", "shift"}
)
LOOKS = _chords(
    "ctrl+c ctrl+a ctrl+f ctrl+t ctrl+n ctrl+o ctrl+l ctrl+g ctrl+h ctrl+p ctrl+r ctrl+= ctrl+- ctrl+plus "
    "ctrl+minus ctrl+0 super+d super+e ctrl+insert"
)


def press_findings(action: Press, seen: Observation) -> list[Judgement]:
    """All that speaks for a class; the first is the class that the keys have by themselves."""
    keys = frozenset(KEY_NAMES.get(key.casefold(), key.casefold()) for key in action.keys)
    found = [_plain_press(keys)]
    name = "+".join(action.keys)
    if keys in CHORDS:
        found.append(_grave(f"{name} {CHORDS[keys]}."))
    if keys >= {"ctrl", "alt"} and any(key[0] == "f" and key[1:].isdecimal() for key in keys):
        found.append(_grave(f"{name} leaves this desktop."))
    if keys & {"sysrq", "power", "sleep"}:
        found.append(_grave(f"{name} is a key of the machine itself."))
    if found[0].consequence != "navigate" or keys == {"ctrl", "c"}:
        found += _press_in_front(keys, name, seen)
    return found


def _plain_press(keys: frozenset[str]) -> Judgement:
    rest = keys - {"shift"}
    tabbing = "tab" in keys and len(keys) <= 3
    if keys <= MOVES or tabbing or (len(rest) == 2 and rest <= MOVES) or keys in LOOKS:
        return _judged("navigate", "These keys only move or show something.")
    return _judged("write", "These keys may change something.")


def _press_in_front(keys: frozenset[str], name: str, seen: Observation) -> list[Judgement]:
    """What keys do to the window that gets them."""
    window = front_window(seen)
    if is_terminal(window):
        return [_grave(f"{name} goes to a terminal or a field for commands.")]
    if keys & {"enter", "space"} or "alt" in keys or len(keys) == 1:
        reason = enter_danger(seen, submits=bool(keys & {"enter"}))
        if reason:
            return [_grave(f"{name} may press a button: {reason}.")]
    if keys == {"delete"} and has_name(window, words.FILE_PROGRAMS) and not _in_field(seen):
        return [_grave("Delete takes away what is selected in this program.")]
    return []


def _in_field(seen: Observation) -> bool:
    return any("focused" in element.states and element.kind in FIELDS for element in seen.elements)


def _judged(consequence: Consequence, reason: str) -> Judgement:
    return Judgement(consequence=consequence, reason=reason)


def _grave(reason: str) -> Judgement:
    return _judged("consequential", reason)
