"""What keys and chords can cause, by themselves and in the window that gets them. Pure."""

from __future__ import annotations

from agent.policy_enter import enter_danger
from agent.policy_findings import grave, judged
from agent.policy_programs import FILE_PROGRAMS, MAILS
from agent.policy_scene import FIELDS, front_window, has_name, is_terminal
from agent.types import Judgement, Observation, Press

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
         "alt+f4 ctrl+q ctrl+w ctrl+f4 ctrl+shift+w ctrl+shift+q super+q super+w super+shift+q "
         "super+shift+c ctrl+shift+f4"),
        ("stops the session, a program or the way to this desktop",
         "ctrl+alt+delete ctrl+alt+backspace super+l ctrl+alt+l ctrl+shift+escape ctrl+alt+escape "
         "super+shift+e ctrl+alt+end super+shift+backspace"),
        ("opens a terminal or a field for commands", "ctrl+alt+t super+r alt+f2 ctrl+` super+x"),
        ("deletes for good", "shift+delete ctrl+shift+delete super+delete super+backspace"),
        ("sends or submits in many programs", "ctrl+enter super+enter ctrl+shift+enter alt+s"),
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
        found.append(grave(f"{name} {CHORDS[keys]}."))
    if keys >= {"ctrl", "alt"} and any(key[0] == "f" and key[1:].isdecimal() for key in keys):
        found.append(grave(f"{name} leaves this desktop."))
    if keys & {"sysrq", "power", "sleep"}:
        found.append(grave(f"{name} is a key of the machine itself."))
    if found[0].consequence != "navigate" or keys == {"ctrl", "c"}:
        found += _press_in_front(keys, name, seen)
    return found


def _plain_press(keys: frozenset[str]) -> Judgement:
    rest = keys - {"shift"}
    tabbing = "tab" in keys and len(keys) <= 3
    if keys <= MOVES or tabbing or (len(rest) == 2 and rest <= MOVES) or keys in LOOKS:
        return judged("navigate", "These keys only move or show something.")
    return judged("write", "These keys may change something.")


def _press_in_front(keys: frozenset[str], name: str, seen: Observation) -> list[Judgement]:
    """What keys do to the window that gets them."""
    window = front_window(seen)
    if is_terminal(window):
        return [grave(f"{name} goes to a terminal or a field for commands.")]
    if keys & {"enter", "space"} or "alt" in keys or len(keys) == 1:
        reason = enter_danger(seen, submits=bool(keys & {"enter"}))
        if reason:
            return [grave(f"{name} may press a button: {reason}.")]
    if (
        keys <= {"delete", "ctrl"}
        and "delete" in keys
        and has_name(window, FILE_PROGRAMS)
        and not _in_field(seen)
    ):
        return [grave("Delete takes away what is selected in this program.")]
    if keys == {"ctrl", "d"} and has_name(window, MAILS):
        return [grave("Ctrl+D deletes the message in many mail programs.")]
    return []


def _in_field(seen: Observation) -> bool:
    return any("focused" in element.states and element.kind in FIELDS for element in seen.elements)
