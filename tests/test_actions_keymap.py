"""From text to strokes, on tables as X11 gives them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actions.keymap import Keymap, Stroke, batches, character_of, runs, untypable

# A little German keyboard: y z ß - and AltGr, a second layout with Cyrillic letters, two spare keys.
ROWS: dict[int, tuple[int, ...]] = {
    20: (0xDF, 0x3F, 0xDF, 0x3F, 0x5C, 0xBF),  # ß ? \ ¿
    23: (0xFF09, 0, 0xFF09, 0),
    29: (0x7A, 0x5A, 0x6D1, 0x6F1, 0, 0),  # z Z, я Я
    36: (0xFF0D, 0, 0xFF0D, 0),
    49: (0xFE52, 0xB0, 0xFE52, 0xB0),  # dead circumflex, °
    50: (0xFFE1, 0, 0xFFE1, 0),
    52: (0x79, 0x59, 0x6CE, 0x6EE, 0xBB, 0x203A),  # y Y, н Н, »
    92: (0xFE03, 0, 0xFE03, 0),
    93: (0, 0, 0, 0),
    97: (0, 0, 0, 0),
}
GERMAN = Keymap(ROWS)


def test_characters_are_made_by_the_layout_in_force() -> None:
    known = GERMAN.characters()
    assert known["z"] == Stroke(29)
    assert known["?"] == Stroke(20, shift=True)
    assert known["\\"] == Stroke(20, level3=True)
    assert known["¿"] == Stroke(20, shift=True, level3=True)
    assert known["\n"] == Stroke(36)
    assert "я" not in known


def test_a_dead_key_makes_no_character() -> None:
    assert "^" not in GERMAN.characters()
    assert GERMAN.characters()["°"] == Stroke(49, shift=True)


def test_the_second_layout_counts_when_it_is_in_force() -> None:
    known = Keymap(ROWS, group=1).characters()
    assert known["я"] == Stroke(29)
    assert "z" not in known
    assert Keymap(ROWS, group=1).other_layouts("z") == 29


def test_without_altgr_its_characters_are_not_counted_on() -> None:
    rows = {code: row for code, row in ROWS.items() if code != 92}
    assert "\\" not in Keymap(rows).characters()


def test_old_keysyms_are_read() -> None:
    assert [character_of(k) for k in (0x1B3, 0x6C1, 0x7E1, 0x7F2, 0x20AC, 0x13BD)] == [*"łаασ€œ"]
    assert [character_of(k) for k in (0xFE52, 0xFFB1, 0, 0xFF0D, 0x7DA)] == [None] * 5


def test_foreign_characters_borrow_spare_keys_in_batches() -> None:
    parts = list(batches("y你好你z世", GERMAN))
    assert [dict(part.borrowed) for part in parts] == [{97: "你", 93: "好"}, {97: "世"}]
    assert [len(part.strokes) for part in parts] == [5, 1]


def test_what_cannot_be_typed_is_known_before() -> None:
    assert untypable("zzz你", GERMAN) is None
    assert untypable("z\x07z", GERMAN) == "\x07"
    assert untypable("\ud83c", GERMAN) == "\ud83c"
    full = Keymap({code: row for code, row in ROWS.items() if any(row)})
    assert untypable("z你", full) == "你"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=60))
def test_batches_spell_the_text(text: str) -> None:
    known = {stroke: character for character, stroke in GERMAN.characters().items()}
    spelt = ""
    for part in batches(text, GERMAN):
        assert set(part.borrowed) <= set(GERMAN.spare())
        spelt += "".join(part.borrowed.get(stroke.keycode) or known[stroke] for stroke in part.strokes)
    assert spelt == text


@given(st.sets(st.integers(8, 255)))
def test_runs_are_the_same_keys_in_unbroken_rows(codes: set[int]) -> None:
    found = list(runs(list(codes)))
    assert [code for run in found for code in run] == sorted(codes)
    assert all(run[-1] - run[0] == len(run) - 1 for run in found)
