"""Words state a goal that a form may explain when they are long enough, hold a detail and ask nothing."""

from __future__ import annotations

import pytest

from agent.filling.goal import states_goal


@pytest.mark.parametrize(
    "say",
    [
        "Book a room for Ada",
        "Need one with a view",
        "Get me in as Ada",
        "Reserve a table, please do",
        'Register the team "Kites"',
        "Book 3 nights now",
        "帮我报名，男，北京",
        "姓名填李四，性别选女",
    ],
)
def test_a_long_sentence_with_a_detail_states_a_goal(say: str) -> None:
    assert states_goal(say)


@pytest.mark.parametrize(
    "say",
    ["Book 3 nights", "Frobnicate it, now", "填姓名", "写", "", "  ", "book a lake suite", "搞一搞它的东西"],
)
def test_too_few_words_or_no_detail_state_none(say: str) -> None:
    assert not states_goal(say)


@pytest.mark.parametrize(
    "say",
    [
        "Why is it so for 3 nights",
        "Which room is it with a view",
        "Should we book it for Ada",
        "Book it for 3 nights?",
        "要填姓名和电话吗",
        "要填姓名和电话？ ",
    ],
)
def test_a_question_is_no_goal(say: str) -> None:
    assert not states_goal(say)


def test_a_word_that_only_begins_like_a_question_asks_nothing() -> None:
    assert states_goal("Island tour for 3 nights")
