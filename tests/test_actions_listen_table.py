"""What a key types, by the keyboard in force and by changes of its table. Pure."""

from __future__ import annotations

import pytest

from actions.keys import keysym_of
from actions.listen_table import KeyTable
from actions.xkb import CLAMPS, REDIRECTS, KeyOf, KeyType, XkbMap

SHIFT, LOCK, CTRL, ALT, SUPER, ALTGR = 1, 2, 4, 8, 64, 128
GROUP2 = 1 << 13
LETTER = KeyType(SHIFT | LOCK, {SHIFT: 1, LOCK: 1})
FOUR = KeyType(SHIFT | ALTGR, {SHIFT: 1, ALTGR: 2, SHIFT | ALTGR: 3})
ONE, TWO = KeyType(0, {}), KeyType(SHIFT, {SHIFT: 1})
NAMED = {
    50: 0xFFE1,
    37: 0xFFE3,
    64: 0xFFE9,
    133: 0xFFEB,
    92: 0xFE03,
    66: 0xFFE5,
    36: 0xFF0D,
    22: 0xFF08,
    65: 0x20,
}
BITS = {50: SHIFT, 66: LOCK, 37: CTRL, 64: ALT, 133: SUPER, 92: ALTGR}
A, Q, CYRILLIC, ACUTE, E, SPARE, PAD = 38, 24, 54, 48, 26, 210, 87


def key(kind: KeyType, *groups: tuple[int, ...], about: int = 0) -> KeyOf:
    return KeyOf((kind,) * len(groups), groups, len(groups) | about)


@pytest.fixture
def table() -> KeyTable:
    keys = {code: key(ONE, (keysym,)) for code, keysym in NAMED.items()}
    keys[A] = key(LETTER, (0x61, 0x41))
    keys[Q] = key(FOUR, (0x71, 0x51, 0x40, 0x7D9))
    keys[CYRILLIC] = key(LETTER, (0x63, 0x43), (0x6D3, 0x6F3))
    keys[ACUTE] = key(TWO, (0xFE51, 0xFE50))
    keys[E] = key(LETTER, (0x65, 0x45))
    keys[PAD] = key(KeyType(16, {16: 1}), (0xFF9C, 0xFFB1))
    return KeyTable(XkbMap(keys, BITS), {code: () for code in range(8, 256)})


@pytest.mark.parametrize(
    ("code", "state", "typed"),
    [
        (A, 0, "a"), (A, SHIFT, "A"), (A, LOCK, "A"), (A, SHIFT | LOCK, "a"),
        (Q, ALTGR, "@"), (Q, SHIFT | ALTGR, "Ω"), (CYRILLIC, 0, "c"), (CYRILLIC, GROUP2, "с"),
        (CYRILLIC, GROUP2 | SHIFT, "С"), (A, GROUP2, "a"), (PAD, 16, "1"), (PAD, 0, ""),
        (A, CTRL, ""), (A, ALT, ""), (A, SUPER, ""), (36, 0, ""), (50, 0, ""), (SPARE, 0, ""),
    ],
)  # fmt: skip
def test_what_a_key_types(table: KeyTable, code: int, state: int, typed: str) -> None:
    assert table.typed(code, state) == (typed, False)


def test_keys_have_their_names_whatever_is_held(table: KeyTable) -> None:
    assert table.name(A, SHIFT) == "a"
    assert table.name(Q, ALTGR) == "q"
    assert table.name(36, 0) == "enter"
    assert table.name(65, 0) == "space"
    assert table.name(CYRILLIC, GROUP2) == "с"
    assert table.name(CYRILLIC, GROUP2 | CTRL) == "c"  # programs take Ctrl+С by the place of the key
    assert table.name(PAD, 0) == "end"
    assert table.held(SHIFT | CTRL | ALTGR) == {"shift", "ctrl", "altgr"}


def test_a_dead_key_and_its_letter_make_one_sign(table: KeyTable) -> None:
    assert table.typed(ACUTE, 0) == ("", False)
    assert table.typed(50, 0) == ("", False)  # Shift in between is no letter
    assert table.typed(E, SHIFT) == ("É", False)
    assert table.typed(E, 0) == ("e", False)
    table.typed(ACUTE, 0)
    assert table.typed(65, 0) == ("'", False)


def test_what_a_dead_key_makes_that_cannot_be_told_is_unsure(table: KeyTable) -> None:
    table.typed(ACUTE, 0)
    assert table.typed(Q, 0) == ("", True)  # no such letter
    table.typed(ACUTE, 0)
    table.typed(ACUTE, 0)
    assert table.typed(E, 0) == ("", True)


def test_a_spare_key_types_what_it_is_lent_for_and_no_longer(table: KeyTable) -> None:
    table.change(SPARE, [[keysym_of("你")] * 2])
    assert table.typed(SPARE, 0) == ("你", False)
    assert table.typed(SPARE, SHIFT) == ("你", False)
    assert table.name(SPARE, 0) == "你"
    table.change(SPARE, [[0, 0]])
    assert table.typed(SPARE, 0) == ("", False)


def test_a_lent_letter_has_its_capital(table: KeyTable) -> None:
    table.change(SPARE, [[keysym_of("é")]])
    assert table.typed(SPARE, SHIFT) == ("É", False)
    assert table.typed(SPARE, LOCK) == ("É", False)


def test_a_key_that_is_given_back_is_as_before(table: KeyTable) -> None:
    table.change(A, [[keysym_of("ж")]])
    assert table.typed(A, 0) == ("ж", False)
    table.change(A, [[]])
    assert table.typed(A, 0) == ("a", False)


@pytest.mark.parametrize(("about", "group"), [(0, 1), (CLAMPS, 1), (REDIRECTS, 0), (REDIRECTS | 1 << 4, 1)])
def test_a_group_that_a_key_lacks_is_another(about: int, group: int) -> None:
    keys = XkbMap({A: key(ONE, (0x61,), (0x62,), about=about)})
    assert keys.keysym(A, 3 << 13) == (0x61, 0x62)[group]
