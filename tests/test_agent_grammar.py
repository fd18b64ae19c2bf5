"""The vocabulary tables, and the small readers of numbers, keys and quotes that stand on them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import InstructionError, KeyNameError
from agent.grammar.chords import chord, chords
from agent.grammar.counting import number_of, seconds_of
from agent.grammar.kind_words import KINDS_EN, KINDS_ZH
from agent.grammar.phrases import phrase
from agent.grammar.quoting import Quotes
from agent.grammar.words import KEY_NAMES, KEY_WORDS, MODIFIERS, spread


def test_every_spoken_key_is_a_canonical_one() -> None:
    assert set(KEY_WORDS.values()) <= KEY_NAMES
    assert MODIFIERS <= KEY_NAMES
    assert {f"f{n}" for n in range(1, 25)} <= KEY_NAMES


def test_single_characters_are_keys_but_for_capitals_and_the_joiners_of_chords() -> None:
    wanted = set(string.printable) - set(string.whitespace) - set(string.ascii_uppercase) - {"+", "-"}
    assert {name for name in KEY_NAMES if len(name) == 1} == wanted
    assert chord("+") == ("plus",)
    assert chord("-") == ("minus",)


@pytest.mark.parametrize("table", [KINDS_EN, KINDS_ZH])
def test_no_kind_word_stands_twice(table: dict[str, tuple[str, ...]]) -> None:
    assert len(spread(table)) == sum(len(words.split("|")) for words in table)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Ctrl + Shift + S", ("ctrl", "shift", "s")),
        ("control-alt-delete", ("ctrl", "alt", "delete")),
        ("ctrl and c", ("ctrl", "c")),
        ("alt f4", ("alt", "f4")),
        ("Ctrl++", ("ctrl", "plus")),
        ("ctrl+-", ("ctrl", "minus")),
        ("Ctrl＋A", ("ctrl", "a")),
        ("⌘S", ("super", "s")),
        ("the page down key", ("pagedown",)),
        ("删除键", ("delete",)),
        ("回车", ("enter",)),
    ],
)
def test_chords(said: str, keys: tuple[str, ...]) -> None:
    assert chord(said) == keys


@pytest.mark.parametrize("said", ["Save", "hello world", "1+1", "删除", "the divide key"])
def test_what_is_no_key_is_no_chord(said: str) -> None:
    assert chord(said) is None


@pytest.mark.parametrize("said", ["Flurb+x", "ctrl+flurb", "F25", "ctrl+a+b+c+d+e"])
def test_an_unknown_key_in_a_chord_is_an_error(said: str) -> None:
    with pytest.raises(KeyNameError):
        chord(said)


@pytest.mark.parametrize(
    "said", ["Ctrl 和 C", "ctrl加c", "ctrl、c", "Ctrl 键与 C 键", "ctrl, c", "ctrl and c"]
)
def test_what_joins_a_modifier_makes_a_chord(said: str) -> None:
    assert chords(said) == [(("ctrl", "c"), 1)]


def test_several_chords_in_a_row() -> None:
    assert chords("Tab, Tab, Enter") == [(("tab",), 1), (("tab",), 1), (("enter",), 1)]
    assert chords("Ctrl+K Ctrl+C") == [(("ctrl", "k"), 1), (("ctrl", "c"), 1)]
    assert chords("三次 Tab") == chords("Tab three times") == [(("tab",), 3)]


@given(
    st.lists(st.sampled_from(sorted(MODIFIERS)), unique=True, max_size=4),
    st.sampled_from(sorted(KEY_NAMES - MODIFIERS)),
)
def test_any_chord_of_canonical_names_reads_as_itself(modifiers: list[str], key: str) -> None:
    keys = (*modifiers, key)
    assert chord("+".join(keys)) == keys


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("twelve", 12),
        ("a couple of", 2),
        ("两", 2),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("半", 0.5),
        ("x", None),
    ],
)
def test_numbers(said: str, number: float | None) -> None:
    assert number_of(said) == number


@given(st.integers(1, 99))
def test_chinese_numerals(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    said = (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    assert number_of(said) == number


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("2 seconds", 2),
        ("1.5s", 1.5),
        ("500 ms", 0.5),
        ("half a minute", 30),
        ("两秒", 2),
        ("三分钟", 180),
        ("a moment", 1),
        ("Done", None),
    ],
)
def test_durations(said: str, seconds: float | None) -> None:
    assert seconds_of(said) == seconds


def test_more_than_an_hour_is_too_long() -> None:
    with pytest.raises(InstructionError, match="an hour at the most"):
        seconds_of("61 minutes")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_masking_loses_nothing(text: str) -> None:
    quotes = Quotes(text)
    assert quotes.restored(quotes.masked) == text


@pytest.mark.parametrize(
    "text", ["the user's manual", 'a 12" screen', "Don’t save", "rock 'n roll", 'say "unclosed']
)
def test_apostrophes_and_inches_are_no_quotes(text: str) -> None:
    assert Quotes(text).masked == text


@pytest.mark.parametrize(
    ("said", "inner"), [("'Don't save'", "Don't save"), ("“a “b” c”", "a “b” c"), ("「确定」", "确定")]
)
def test_quotes_within_quotes(said: str, inner: str) -> None:
    quotes = Quotes(said)
    assert quotes.quoted(quotes.masked) == inner


@pytest.mark.parametrize(
    "name",
    [
        "First name",
        "Last modified",
        "New Window",
        "Table of Contents",
        "What's new in Python 3.11?",
        "Log in",
    ],
)
def test_names_that_look_like_descriptions(name: str) -> None:
    quotes = Quotes(name)
    found = phrase(quotes.masked, quotes)
    assert found.name == name
    assert (found.kinds, found.ordinal, found.place, found.window, found.relations) == (
        (),
        None,
        None,
        "",
        (),
    )
