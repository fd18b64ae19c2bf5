"""How alike two names are, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.grounding.letters import normalise, words
from agent.grounding.match import CASE, READING, SAME, similarity


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ("save", "Save"),
        ("Save As", "Save As..."),
        ("Save As", "Save As…"),
        ("save as…", "Save As"),
        ("File", "&File"),
        ("File", "_File"),
        ("Exit", "E&xit"),
        ("File", "File(F)"),
        ("文件", "文件(F)"),
        ("文件", "文件(&F)"),
        ("另存为", "另存为(A)..."),
        ("Email", "Email:"),
        ("邮箱", "邮箱："),
        ("Name", "Name *"),
        ("ABC", "ＡＢＣ"),
        ("OK", "[ OK ]"),
        ("Don't save", "Don’t save"),
        ("Select All", "Select All   Ctrl+A"),
        ("Redo", "Redo Shift+Ctrl+Z"),
        ("Reload", "Reload F5"),
        ("Remember me", "☐ Remember me"),
        ("All Files", "All Files ▾"),
        ("Save", "  Save \t"),
        ("+", "+"),
        ("?", "?"),
    ],
)
def test_what_screens_add_to_a_name_is_forgiven(wanted: str, seen: str) -> None:
    assert similarity(wanted, seen).score == SAME


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [("Login", "Logln"), ("Modern", "Modem"), ("100%", "1OO%"), ("Tab 1", "Tab l"), ("Home", "H0me")],
)
def test_letters_that_a_reader_confuses(wanted: str, seen: str) -> None:
    assert similarity(wanted, seen).score == pytest.approx(READING)


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [("Match whole word", "Matchwholeword"), ("Log in", "Login"), ("E-mail", "Email"), ("Wi-Fi", "wifi")],
)
def test_lost_spaces_and_hyphens_hardly_count(wanted: str, seen: str) -> None:
    assert 0.9 < similarity(wanted, seen).score < SAME


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [("Settings", "Setings"), ("Preferences", "Preferances"), ("Regular expression", "Regu1ar expresson")],
)
def test_a_slip_in_a_long_name_is_forgiven(wanted: str, seen: str) -> None:
    assert 0.7 < similarity(wanted, seen).score < READING


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ("Tab 1", "Tab 2"),
        ("7", "1"),
        ("File", "Tile"),
        ("Cut", "Put"),
        ("Undo", "Redo"),
        ("Save", "Move"),
        ("log", "Catalogue"),
        ("Line 12", "Line 13"),
        ("+", "-"),
        ("保存", "保护"),
        ("", "Save"),
        ("Save", ""),
    ],
)
def test_different_names_stay_different(wanted: str, seen: str) -> None:
    assert similarity(wanted, seen).score == 0


def test_a_part_counts_less_the_longer_the_rest() -> None:
    seen = [
        "Save",
        "Save As",
        "Save All Files",
        "File Save Options",
        "You may save your work at any time, or not",
    ]
    scores = [similarity("save", name).score for name in seen]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] > 0.7
    assert scores[-1] < 0.55


def test_a_part_in_a_script_without_spaces() -> None:
    assert similarity("另存", "另存为").score > 0.7
    assert similarity("文件", "打开文件").score > 0.55


def test_quoted_names_are_taken_to_the_letter() -> None:
    assert similarity("Save", "Save", exact=True).score == SAME
    assert similarity("Find", "find", exact=True).score == CASE
    assert similarity("Save", "Save As", exact=True).score == 0
    assert 0.8 < similarity("Login", "Logln", exact=True).score < CASE
    assert similarity("Save As", "Save As…", exact=True).score == SAME


def test_a_small_letter_of_the_capitals_shape_may_be_the_capital() -> None:
    assert CASE < similarity("Close", "close", exact=True).score < SAME
    assert similarity("Close", "CLOSE", exact=True).score == CASE


@pytest.mark.parametrize(
    ("wanted", "seen", "likely"),
    [
        ("OK", "QK", True),
        ("OK", "On", False),
        ("No", "On", False),
        ("Cut", "Out", False),
        ("Me", "Mc", False),
    ],
)
def test_a_short_word_that_was_read_as_none(wanted: str, seen: str, likely: bool) -> None:
    assert (similarity(wanted, seen, exact=True).score > 0.7) is likely


def test_a_parenthesis_that_is_no_accelerator_stays() -> None:
    assert normalise("git-rm(1)") != normalise("git-rm")
    assert normalise("Plan (B)") != normalise("Plan")


def test_words_of_both_scripts() -> None:
    assert words("save 文件 as") == ("save", "文", "件", "as")
    assert words("don't 1/x") == ("don't", "1", "/", "x")


@given(st.text(max_size=20))
def test_every_name_is_like_itself(name: str) -> None:
    if normalise(name):
        assert similarity(name, name).score == SAME
        assert similarity(name, name, exact=True).score == SAME


@given(st.text(max_size=16), st.text(max_size=16), st.booleans())
def test_scores_stay_within_bounds(one: str, other: str, exact: bool) -> None:
    assert 0.0 <= similarity(one, other, exact).score <= SAME
