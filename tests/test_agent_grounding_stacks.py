"""Entries of two lines, one above the other: "the third message" is the third of them."""

from __future__ import annotations

import pytest
from grounding import Spec, screen

from agent.ground import ground
from agent.grounding.scene import scene_of
from agent.grounding.stacks import entry
from agent.intents import Phrase
from agent.types import Observation

NAMES = ("Ada", "Bo", "Cleo", "Dan")
TOPS = (100, 160, 220, 280)


def mails(tops: tuple[int, ...] = TOPS, lines: int = 2, left: int = 40) -> list[Spec]:
    return [
        ("label", f"{name} {line}", (left, top + 20 * line, left + 120, top + 16 + 20 * line))
        for name, top in zip(NAMES, tops, strict=False)
        for line in range(lines)
    ]


def seen(*specs: Spec) -> Observation:
    return screen(("heading", "Inbox", (300, 10, 380, 34)), *specs)


def nth(number: int, words: str = "the message", name: str = "") -> Phrase:
    return Phrase(words=words, name=name, ordinal=number)


def found(phrase: Phrase, *specs: Spec) -> str | None:
    """The first text of the entry; None where there is none."""
    scene = scene_of(seen(*specs))
    ranked = entry(scene, phrase)
    return scene.elements[ranked[0].index].text if ranked else None


@pytest.mark.parametrize(
    ("number", "first"),
    [
        (1, "Ada 0"),
        (3, "Cleo 0"),
        (4, "Dan 0"),
        (-1, "Dan 0"),
        (-4, "Ada 0"),
        (5, None),
        (-5, None),
        (0, None),
    ],
)
def test_an_entry_of_two_lines_is_counted_once(number: int, first: str | None) -> None:
    assert found(nth(number), *mails()) == first


@pytest.mark.parametrize(
    "words", ["the third email", "the third e-mail", "the third message", "第三封邮件", "the third result"]
)
def test_the_third_of_them_is_what_such_words_mean(words: str) -> None:
    answer = ground(nth(3, words), seen(*mails()))
    assert answer.outcome == "found"
    assert answer.candidates[0].element.text == "Cleo 0"
    assert answer.candidates[0].evidence == ("entry 3 of 4",)


@pytest.mark.parametrize(
    "phrase",
    [nth(3, "the third button"), nth(3, "the third e-mail from Ada", name="Ada"), Phrase(words="the e-mail")],
    ids=["another thing", "one with a name", "none counted"],
)
def test_other_words_count_no_entries(phrase: Phrase) -> None:
    assert found(phrase, *mails()) is None


@pytest.mark.parametrize(
    ("tops", "lines"),
    [((100, 160, 240, 300), 2), ((100, 160, 220, 330), 2), ((100, 160), 2), (TOPS, 1)],
    ids=["a gap in the middle", "a gap at the end", "two entries", "one line each"],
)
def test_what_stands_at_no_one_pitch_is_no_list(tops: tuple[int, ...], lines: int) -> None:
    assert found(nth(1), *mails(tops, lines)) is None


def test_entries_of_different_makes_are_no_list() -> None:
    assert found(nth(1), *mails()[:-1]) is None


def test_a_few_pixels_make_no_other_pitch() -> None:
    assert found(nth(3), *mails((100, 161, 220, 282))) == "Cleo 0"


def test_entries_of_three_lines_are_entries_too() -> None:
    assert found(nth(2), *mails((100, 190, 280, 370), lines=3)) == "Bo 0"


def test_of_two_such_lists_none_is_meant() -> None:
    assert found(nth(1), *mails(), *mails(left=400)) is None
