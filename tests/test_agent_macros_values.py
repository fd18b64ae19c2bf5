"""Variables of a macro: found, filled, checked; a value is never read for variables again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import MacroError
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    DragAct,
    LoopStep,
    Macro,
    Mark,
    SubStep,
    TypeAct,
    Variable,
)
from agent.macros.values import escape, fill, fill_step, literal, names_in, plain_value, resolve, variables_of
from agent.types import Box

BOX = Box(x0=0, y0=0, x1=10, y1=10)
PARTS = st.sampled_from(["{", "}", "{{", "}}", "{who}", "who", "{who", "who}", "{1}", "{}", "ä{é}", "\n"])
TEXTS = st.one_of(st.text(), st.lists(PARTS).map("".join))


def macro(*variables: Variable) -> Macro:
    return Macro(name="greet", variables=variables)


@given(TEXTS)
def test_an_escaped_text_comes_out_as_it_was(text: str) -> None:
    assert names_in(escape(text)) == ()
    assert fill(escape(text), {}) == text


@given(TEXTS, TEXTS)
def test_values_are_put_in_and_not_read_again(before: str, value: str) -> None:
    assert fill(f"{escape(before)}{{who}}!", {"who": value}) == f"{before}{value}!"


@given(TEXTS)
def test_what_is_named_is_what_is_needed(text: str) -> None:
    values = dict.fromkeys(names_in(text), "x")
    fill(text, values)
    for name in values:
        with pytest.raises(MacroError, match=f"no value for {{{name}}}"):
            fill(text, {other: "x" for other in values if other != name})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear {who}, {what} {who}", ("who", "what")),
        ("{{who}}", ()),
        ("{{{who}}}", ("who",)),
        ("{ who } {1a} {} {who", ()),
        ("{wér_2}", ("wér_2",)),
        ("{" + "a" * 41 + "}", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_lone_braces_are_plain() -> None:
    assert fill("if (a) { b } {{c}} {d", {}) == "if (a) { b } {c} {d"


def test_a_missing_variable_tells_those_there_are() -> None:
    with pytest.raises(MacroError, match=r"no value for \{whom\}; those there are: what, who"):
        fill("{whom}", {"who": "x", "what": "y"})
    with pytest.raises(MacroError, match="there are no variables"):
        fill("{whom}", {})


def test_a_text_does_not_grow_without_end() -> None:
    with pytest.raises(MacroError, match="longer than"):
        fill("{a}" * 5000, {"a": "x" * 20_000})


# -- values for a whole macro ----------------------------------------------------


def test_given_values_come_before_defaults() -> None:
    document = macro(Variable(name="who", default="Ada"), Variable(name="what", default=""))
    assert resolve(document, {"who": "Bob"}) == {"who": "Bob", "what": ""}


def test_required_ones_are_all_told() -> None:
    with pytest.raises(MacroError, match="needs a value for a, b; give --var a=… --var b=…"):
        resolve(macro(Variable(name="a"), Variable(name="c", default="x"), Variable(name="b")), {})


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(MacroError, match="no variable 'whom'; those there are: who"):
        resolve(macro(Variable(name="who")), {"whom": "x"})


@pytest.mark.parametrize(
    ("variable", "good", "bad"),
    [
        ({"type": "number"}, ["1", "-2.5", "+3"], ["", "one", "nan", "1e9", "1_000", "٣", "0x1"]),
        ({"type": "date"}, ["2024-02-29"], ["2023-02-29", "20240229", "2024-2-9", "tomorrow", ""]),
        ({"type": "choice", "choices": ("S", "M")}, ["S", "M"], ["s", "", "L"]),
        ({"type": "secret"}, ["secret:bank"], ["bank", "hunter2", "secret:", "secret:a b", ""]),
        ({"type": "text"}, ["", "{x}", "two\nlines"], ["secret:bank"]),
    ],
)
def test_types(variable: dict[str, Any], good: list[str], bad: list[str]) -> None:
    document = macro(Variable(name="v", **variable))
    for value in good:
        assert resolve(document, {"v": value}) == {"v": value}
    for value in bad:
        with pytest.raises(MacroError, match="The value of v "):
            resolve(document, {"v": value})


def test_defaults_are_checked_too() -> None:
    with pytest.raises(MacroError, match="must be a number"):
        resolve(macro(Variable(name="n", type="number", default="many")), {})


def test_a_wrong_secret_is_not_told() -> None:
    with pytest.raises(MacroError) as told:
        resolve(macro(Variable(name="pin", type="secret")), {"pin": "hunter2"})
    assert "hunter2" not in str(told.value)


def test_a_file_must_exist_and_gets_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    document = macro(Variable(name="f", type="file"))
    assert resolve(document, {"f": "a.txt"}) == {"f": str(tmp_path / "a.txt")}
    for value in ("b.txt", ".", "", "\0", "x" * 5000, "~nobody-of-that-name/x"):
        with pytest.raises(MacroError, match="a file that exists"):
            resolve(document, {"f": value})


def test_a_row_cannot_fetch_a_secret() -> None:
    assert plain_value("name", "secret sauce") == "secret sauce"
    with pytest.raises(MacroError, match="names a secret"):
        plain_value("name", "secret:bank")


# -- the texts of a step -----------------------------------------------------------


def mark(name: str) -> Mark:
    return Mark(
        name=f"{name}{{a}}",
        window="w{a}",
        heading="h{a}",
        column="c{a}",
        row=("r{a}", "s"),
        box=BOX,
        program="{a}",
    )


def test_all_texts_of_a_step_are_filled() -> None:
    check = Check(sees="mark", mark=mark("m"), words="{a}{b}")
    step: Any = ActStep(id="s", act=TypeAct(text="{b}{{b}}"), target=mark("t"), expect=check)
    assert variables_of(step) == ("b", "a")
    filled = fill_step(step, {"a": "1", "b": "{a}"})
    assert filled.act.text == "{a}{b}"
    assert filled.target == mark("t").model_copy(
        update={"name": "t1", "window": "w1", "heading": "h1", "column": "c1", "row": ("r1", "s")}
    )
    assert (filled.expect.words, filled.expect.mark.name) == ("1{a}", "m1")
    assert step.act.text == "{b}{{b}}"


def test_drags_checks_and_other_macros_are_filled() -> None:
    drag = fill_step(ActStep(id="s", act=DragAct(), target=mark("t"), to=mark("u")), {"a": "1"})
    assert (drag.target.name, drag.to.name) == ("t1", "u1")
    assert fill_step(CheckStep(id="c", check=Check(words="{a}")), {"a": "1"}).check.words == "1"
    called = fill_step(SubStep(id="m", macro="x", values={"who": "{a}"}), {"a": "secret:bank"})
    assert called.values == {"who": "secret:bank"}


def test_steps_inside_are_left_for_their_turn() -> None:
    loop = LoopStep(id="l", steps=(ActStep(id="s", act=TypeAct(text="{column}")),))
    assert variables_of(loop) == ()
    assert fill_step(loop, {}) == loop


def test_words_from_the_screen_are_meant_as_they_are() -> None:
    seen = Mark(name="{who}", window="a}", row=("{{",), box=BOX)
    step = ActStep(id="s", act=ClickAct(), target=literal(seen))
    assert variables_of(step) == ()
    assert fill_step(step, {}).target == seen


def test_words_from_the_screen_fit_into_the_document() -> None:
    long = literal(Mark(name="{" * 400, window="x" * 499 + "}", box=BOX))
    assert Mark.model_validate(long.model_dump()) == long
    assert (fill(long.name, {}), fill(long.window, {})) == ("{" * 250, "x" * 499)
