"""A new mail in one sentence is its button, its fields, and sending only where that is said."""

from __future__ import annotations

import pytest

from agent.instruction import parse
from agent.intents import ClickIntent, Intent, TypeIntent

NOON = "See you at noon"


def told(intent: Intent) -> tuple[str, str]:
    """Into which field which text; or which click."""
    if isinstance(intent, TypeIntent):
        assert intent.target is not None
        return intent.target.name or intent.target.kinds[0], intent.text
    assert isinstance(intent, ClickIntent)
    return "click", intent.target.name


def steps(say: str) -> list[tuple[str, str]]:
    return [told(intent) for intent in parse(say)]


BEGUN = [("click", "Compose"), ("To", "ada@x.org"), ("Subject", "Lunch")]
BEGUN_ZH = [("click", "写邮件"), ("收件人", "ada@x.org"), ("主题", "午饭")]
SENT, SENT_ZH = ("click", "Send"), ("click", "发送")


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        (
            f"Write a mail to ada@x.org with the subject Lunch and the text {NOON}, and send it",
            [*BEGUN, ("text_area", NOON), SENT],
        ),
        (
            f"send an e-mail to ada@x.org with the subject Lunch and the text {NOON}",
            [*BEGUN, ("text_area", NOON), SENT],
        ),
        (
            f"draft a new message to ada@x.org, subject: Lunch, and with the body {NOON} then send it",
            [*BEGUN, ("text_area", NOON), SENT],
        ),
        ("create an email to ada@x.org with the title Lunch and send it", [*BEGUN, SENT]),
        (
            "写一封邮件给 ada@x.org，主题是午饭，内容是中午见，然后发送",
            [*BEGUN_ZH, ("text_area", "中午见"), SENT_ZH],
        ),
        ("发邮件给 ada@x.org，标题：午饭，正文写中午见", [*BEGUN_ZH, ("text_area", "中午见"), SENT_ZH]),
        ("新建邮件给ada@x.org，主题为午饭，最后寄出", [*BEGUN_ZH, SENT_ZH]),
    ],
)
def test_a_mail_is_written_and_sent(say: str, wanted: list[tuple[str, str]]) -> None:
    assert steps(say) == wanted


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        (
            f"Compose a new email to ada@x.org with subject Lunch and text {NOON}",
            [*BEGUN, ("text_area", NOON)],
        ),
        ("Write a mail to ada@x.org with the subject Lunch", BEGUN),
        ("写邮件给 ada@x.org，主题午饭，正文中午见", [*BEGUN_ZH, ("text_area", "中午见")]),
        ("新建一封邮件给 ada@x.org，主题是午饭", BEGUN_ZH),
    ],
)
def test_without_a_word_of_sending_nothing_is_sent(say: str, wanted: list[tuple[str, str]]) -> None:
    assert steps(say) == wanted


def test_what_stands_in_quotes_is_taken_to_the_letter() -> None:
    say = (
        'Write a mail to ada@x.org with the subject "Lunch, send it" and the text "Noon, please." and send it'
    )
    assert steps(say)[2:] == [("Subject", "Lunch, send it"), ("text_area", "Noon, please."), SENT]
    say = "写邮件给 ada@x.org，主题“午饭，发送”，正文“中午见，别迟到。”"
    assert steps(say)[2:] == [("主题", "午饭，发送"), ("text_area", "中午见，别迟到。")]


def test_a_program_may_call_its_button_otherwise() -> None:
    for say, names in (
        (
            "write a mail to ada@x.org with the subject Lunch",
            {"New mail", "New message", "New email", "Write"},
        ),
        ("写邮件给 ada@x.org，主题午饭", {"写信", "新邮件", "新建邮件"}),
    ):
        begin = parse(say)[0]
        assert isinstance(begin, ClickIntent)
        assert {phrase.name for phrase in begin.target.also} == names


def test_what_stood_in_the_fields_is_replaced_and_a_signature_in_the_text_is_not() -> None:
    typed = [i for i in parse(f"write a mail to ada@x.org with the subject Lunch and the text {NOON}")[1:]]
    assert [i.replace for i in typed if isinstance(i, TypeIntent)] == [True, True, False]


@pytest.mark.parametrize("say", ["write a mail to ada@x.org", "write an apple to Ada with the subject Lunch"])
def test_other_words_begin_no_new_mail(say: str) -> None:
    assert ("click", "Compose") not in [
        told(intent) for intent in parse(say) if not isinstance(intent, TypeIntent) or intent.target
    ]
