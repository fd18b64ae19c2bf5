"""Sums go key by key, find and replace fills an opened dialog, and "confirm that …" means what came up."""

from __future__ import annotations

import pytest

from agent.errors import InstructionError
from agent.instruction import parse
from agent.intents import ClickIntent, Intent, TypeIntent


def typed(say: str) -> list[TypeIntent]:
    return [intent for intent in parse(say) if isinstance(intent, TypeIntent)]


def clicked(intent: Intent) -> ClickIntent:
    assert isinstance(intent, ClickIntent)
    return intent


# ---- sums ----


@pytest.mark.parametrize(
    ("say", "keys"),
    [
        ("calculate 37 times 24", "37*24"),
        ("work out 12 plus 5 minus 3", "12+5-3"),
        ("what is 2 to the power of 10?", "2^10"),
        ("compute (4.5 + 3) / 2", "(4.5+3)/2"),
        ("算一下 37 乘以 24", "37*24"),
        ("用计算器算一下12加上5等于多少", "12+5"),
        ("计算 81 除以 9", "81/9"),
    ],
)
def test_a_sum_is_typed_key_by_key_and_then_equals(say: str, keys: str) -> None:
    (sum_of,) = typed(say)
    assert (sum_of.text, sum_of.paced, sum_of.target) == (keys, True, None)
    assert clicked(parse(say)[-1]).target.name == "="


@pytest.mark.parametrize("say", ["type 37*24", "type 37*24 into Notes", "enter 12 + 5"])
def test_what_is_to_be_typed_as_it_is_is_not_paced(say: str) -> None:
    assert [intent.paced for intent in typed(say)] == [False]


# ---- find and replace ----

FIND, REPLACE = "Search for", "Replace with"


@pytest.mark.parametrize(
    ("say", "old", "new"),
    [
        ("Open the Replace dialog, search for colour and replace it with color", "colour", "color"),
        ("click Find and Replace, search for “a b”, then replace it with “c, d”", "a b", "c, d"),
        ("open the Search menu, then Replace, find colour, replace it with color", "colour", "color"),
        ("open Find and Replace, find x1 and replace them by x2", "x1", "x2"),
        ("打开替换对话框，查找苹果，替换为梨", "苹果", "梨"),
        ("打开“替换”，查找 苹果 并替换为 梨", "苹果", "梨"),
    ],
)
def test_in_an_opened_dialog_finding_and_replacing_is_two_fields(say: str, old: str, new: str) -> None:
    fields = [(i.target.name, i.text, i.replace) for i in typed(say) if i.target is not None]
    assert fields == [(FIND, old, True), (REPLACE, new, True)]


def test_the_fields_may_be_called_as_programs_call_them() -> None:
    say = "Open the Replace dialog, search for colour and replace it with color"
    others = [{p.name for p in i.target.also} for i in typed(say) if i.target is not None]
    assert {"Find what", "Find", "查找内容"} <= others[0]
    assert {"Replace", "替换为"} <= others[1]


def test_the_steps_after_it_go_on() -> None:
    say = "click Replace, search for a and replace it with b, then click Replace All"
    assert [i.text for i in typed(say)] == ["a", "b"]
    assert clicked(parse(say)[-1]).target.name == "Replace All"


def test_without_a_dialog_it_takes_several_steps() -> None:
    with pytest.raises(InstructionError, match="takes several steps"):
        parse("search for colour and replace it with color")


# ---- confirming ----


@pytest.mark.parametrize(
    ("say", "names"),
    [
        ("click Delete, then confirm that he shall be deleted", ["Confirm", "Yes", "OK", "Delete"]),
        ("click Erase, confirm that this is to be removed", ["Confirm", "Yes", "OK", "Delete"]),
        ("click Pay, then confirm that it is right", ["Confirm", "Yes", "OK"]),
    ],
)
def test_confirming_means_what_came_up(say: str, names: list[str]) -> None:
    target = clicked(parse(say)[-1]).target
    assert target.fresh
    assert [target.name, *(phrase.name for phrase in target.also)] == names


def test_confirming_with_a_button_means_that_button() -> None:
    target = clicked(parse("click Delete, confirm with OK")[-1]).target
    assert (target.name, target.fresh) == ("OK", False)
