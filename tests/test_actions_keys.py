"""Names of keys: one vocabulary for the planner, the macros and every backend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.keys import KEY_NAMES, MODIFIERS, is_typable, keysym_of, resolve
from agent.errors import KeyNameError
from agent.grammar import words


def test_the_words_of_instructions_and_the_hands_agree_on_every_key() -> None:
    named = {name for name in words.KEY_NAMES if len(name) > 1}
    assert named == set(KEY_NAMES)
    assert frozenset(MODIFIERS) == words.MODIFIERS
    for name in words.KEY_NAMES:
        assert resolve(name).name in (name, {"plus": "+", "minus": "-"}.get(name))


def test_every_named_key_has_its_own_keysym() -> None:
    keysyms = [resolve(name).keysym for name in KEY_NAMES]
    assert len(set(keysyms)) == len(keysyms)


def test_keysyms_are_those_of_the_x_headers() -> None:
    from Xlib import XK

    XK.load_keysym_group("xf86")
    names = {"enter": "Return", "pageup": "Page_Up", "f12": "F12", "ctrl": "Control_L", "super": "Super_L"}
    names |= {"backspace": "BackSpace", "menu": "Menu", "printscreen": "Print", "down": "Down", "tab": "Tab"}
    names |= {"volumeup": "XF86_AudioRaiseVolume", "playpause": "XF86_AudioPlay", "altgr": "ISO_Level3_Shift"}
    XK.load_keysym_group("xkb")
    for ours, theirs in names.items():
        assert resolve(ours).keysym == XK.string_to_keysym(theirs), ours


COMMON = {"Page Up": "pageup", "CONTROL": "ctrl", "esc": "escape", "Return": "enter", "S": "s", "plus": "+"}
COMMON |= {"Ü": "ü", " ": "space", "print-screen": "printscreen", "F5": "f5", "İ": "İ", "+": "+", "-": "-"}


@pytest.mark.parametrize(("said", "meant"), COMMON.items())
def test_common_ways_to_write_a_key_are_forgiven(said: str, meant: str) -> None:
    assert resolve(said).name == meant


def test_an_unknown_key_names_the_nearest_ones() -> None:
    with pytest.raises(KeyNameError, match=r"did you mean.*pageup"):
        resolve("pagup")
    with pytest.raises(KeyNameError, match="no key called 'flarb'"):
        resolve("flarb")


@pytest.mark.parametrize("bad", ["", "\n", "\x00", "\x7f", "f25", "\ud800"])
def test_what_is_no_key_is_refused(bad: str) -> None:
    with pytest.raises(KeyNameError):
        resolve(bad)


@given(st.text(max_size=12))
def test_a_name_gives_a_key_or_a_plain_error_and_nothing_else(name: str) -> None:
    try:
        key = resolve(name)
    except KeyNameError:
        return
    assert resolve(key.name) == key


@given(st.characters())
def test_a_keysym_gives_its_character_back(character: str) -> None:
    from actions.keymap import character_of

    if is_typable(character):
        assert character_of(keysym_of(character)) == character


def test_pyautogui_and_pynput_know_the_names() -> None:
    """Read from their source: neither can be imported without a display."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("pyautogui")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    for name in KEY_NAMES:
        key = resolve(name)
        assert f'"{key.pyautogui}"' in source, name
