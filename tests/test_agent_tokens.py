"""Words as names on forms are compared: stems, a Chinese character each, and what says nothing left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.tokens import besides_button, is_chinese, meaning, name_words, words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("night", "Nights"),
        ("branch", "branches"),
        ("wish", "WISHES"),
        ("match", "matches"),
        ("book", "booking"),
        ("lake", "Lakes"),
        ("e mail", "E-Mail"),
        ("room 12", "Room_12"),
        ("abc１２", "ABC12"),
        ("ﬁle", "file"),
    ],
)
def test_two_ways_to_write_a_word_are_one(said: str, shown: str) -> None:
    assert words(said) == words(shown)


@pytest.mark.parametrize("word", ["address", "bus", "king", "ring", "gas", "yes", "class"])
def test_an_ending_that_belongs_to_the_word_stays(word: str) -> None:
    assert words(word) == (word,)


@pytest.mark.parametrize(
    ("one", "other"), [("night", "knight"), ("net", "nest"), ("sing", "sin"), ("北", "南")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_chinese_character_is_a_word() -> None:
    assert words("手机号码2、E-mail") == ("手", "机", "号", "码", "2", "e", "mail")


def test_words_come_in_their_order_and_as_often_as_they_are_said() -> None:
    assert words("two, one; two") == ("2", "1", "2")


def test_signs_are_no_words() -> None:
    assert words(" —“”!? * … ") == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("please take the suites", {"suite"}),
        ("I need to have a view of the lake", {"view", "lake"}),
        ("turn it on", set()),
        ("put it in", set()),
        ("请帮我填写姓名", {"姓", "名"}),
        ("我想要选择川菜吧", {"川", "菜"}),
        ("然后再勾选", set()),
    ],
)
def test_what_says_nothing_is_left_out(text: str, left: set[str]) -> None:
    assert meaning(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the form", set()),
        ("send the request now", {"send"}),
        ("press Book and done", {"book"}),
        ("点击提交问卷", {"提", "交"}),
        ("按下保存", {"保", "存"}),
    ],
)
def test_beside_a_button_more_says_nothing(text: str, left: set[str]) -> None:
    assert besides_button(text) == left


def test_a_name_goes_without_articles_unless_it_has_nothing_else() -> None:
    assert name_words("The name of your company") == {"name", "company"}
    assert name_words("Is it?") == {"is", "it"}


def test_a_name_keeps_what_would_say_nothing_in_a_sentence() -> None:
    assert name_words("Add to list") == {"add", "list"}
    assert meaning("Add to list") == {"list"}


@pytest.mark.parametrize(
    ("text", "chinese"), [("姓名", True), ("Name 名", True), ("Name", False), ("。，", False)]
)
def test_one_character_makes_a_text_chinese(text: str, chinese: bool) -> None:
    assert is_chinese(text) == chinese


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_all_that_has_meaning_is_of_the_words_said(text: str) -> None:
    assert besides_button(text) <= meaning(text)
    assert name_words(text) <= frozenset(words(text))
