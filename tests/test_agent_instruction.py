"""The instruction parser: tables of sentences in both languages, refusals, and properties over any text."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.errors import InstructionError, KeyNameError
from agent.grammar import kind_words
from agent.instruction import LONGEST, parse
from agent.intents import ClickIntent, Intent, MenuIntent, Phrase, TypeIntent
from agent.types import KINDS

HERE = Path(__file__).parent
KIND_SETS = {
    value: name for name, value in vars(kind_words).items() if name.isupper() and isinstance(value, tuple)
}


Row = tuple[str, list[Any]]
AT_ONCE = 20  # sentences to a test: a test for each costs more in set-up than in parsing


def table(language: str) -> list[Row]:
    rows = json.loads((HERE / f"instructions_{language}.json").read_text(encoding="utf-8"))
    return [(row["say"], row["do"]) for row in rows]


def in_parts(language: str) -> list[list[Row]]:
    rows = table(language)
    return [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]


def compact(value: Any) -> Any:
    """An intent as in the tables: no words, no defaults, sets of kinds by their names in kind_words.py."""
    if isinstance(value, Phrase):
        said = value.model_fields_set - {"words", "also"}
        return {k: compact(v) for k in sorted(said) if (v := _field(value, k)) not in (None, "", (), False)}
    if hasattr(value, "model_fields_set"):
        fields = {k: getattr(value, k) for k in sorted(value.model_fields_set - {"words", "kind"})}
        kind = {"kind": value.kind} if hasattr(value, "kind") else {}
        default = type(value).model_fields
        return kind | {k: compact(v) for k, v in fields.items() if v != default[k].default}
    return [compact(one) for one in value] if isinstance(value, tuple) else value


def _field(phrase: Phrase, name: str) -> Any:
    value = getattr(phrase, name)
    return KIND_SETS.get(value) or " ".join(value) if name == "kinds" else value


def only(instruction: str) -> Intent:
    intents = parse(instruction)
    assert len(intents) == 1, intents
    return intents[0]


@pytest.mark.parametrize("rows", in_parts("en"), ids=lambda rows: rows[0][0][:40])
def test_english(rows: list[Row]) -> None:
    for say, do in rows:
        assert (say, [compact(intent) for intent in parse(say)]) == (say, do)


@pytest.mark.parametrize("rows", in_parts("zh"), ids=lambda rows: rows[0][0][:40])
def test_chinese(rows: list[Row]) -> None:
    for say, do in rows:
        assert (say, [compact(intent) for intent in parse(say)]) == (say, do)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tables_are_large_and_say_nothing_twice(language: str) -> None:
    rows = table(language)
    assert len({say for say, _ in rows}) == len(rows) >= 110


REFUSED = [
    ("", "empty"),
    ("   \n ", "empty"),
    ("x" * (LONGEST + 1), "longer than"),
    ("click \ud800", "broken characters"),
    ("flarb the wug", "flarb the wug"),
    ("flarb the Save button", "flarb the Save button"),
    ("how are you", "do not understand"),
    ("今天天气怎么样", "今天天气怎么样"),
    ("弗拉布那个乌格", "do not understand"),
    ("!!!", "do not understand"),
    ("please", "does not say with what"),
    ("click", "does not say with what"),
    ("点击", "does not say with what"),
    ("click it", "not clear what “it” is"),
    ('click ""', "nothing between the quotes"),
    ('type ""', "nothing to type"),
    ("drag a.txt", "drag a.txt"),
    ("scroll sideways", "scroll sideways"),
    ("don't click Save", "what not to do"),
    ("please do not click Save", "what not to do"),
    ("never press Enter", "what not to do"),
    ("click Save but don't close", "what not to do"),
    ("click OK and don't click Save", "what not to do"),
    ("不要点击保存", "what not to do"),
    ("请别点保存", "what not to do"),
    ("点击保存，不要点击取消", "what not to do"),
    ("whenever a dialog appears, click OK", "hangs on something else"),
    ("click OK when the dialog appears", "hangs on something else"),
    ("click Close after clicking Save", "hangs on something else"),
    ("当对话框出现时，点确定", "hangs on something else"),
    ("当对话框出现时，点确定", "hangs on something else"),
    ("click the cell in row 2, column 3", "name what stands in the cell"),
    ("点击第二行第三列的单元格", "name what stands in the cell"),
    ("wait for the page to load", "cannot be told by looking"),
    ("wait until Save is enabled", "cannot be told by looking"),
    ("等页面加载完", "cannot be told by looking"),
    ('find "foo" and replace it with "bar"', "several steps"),
    ("查找“foo”并替换为“bar”", "several steps"),
    ('save as "report, final.txt"', "several steps"),
    ("drag the top left icon to the bottom right", "does not say onto what"),
    ("把图标拖到右下角", "does not say onto what"),
    ("出错的话就点取消", "hangs on something else"),
    ("打开后，点确定", "hangs on something else"),
    ("wait until the button says Done", "cannot be told by looking"),
    ("右键单击，然后选粘贴", "does not say on what"),
    ("double-click every file", "several things"),
    ("双击每一个文件", "several things"),
    ("click at 100, 200", "not on coordinates"),
    ("press enter 1000 times", "whole number"),
    ("wait 2 hours", "too long to wait"),
    ("in the Find window, press Enter", "click into"),
    ("log in as ada, password", "missing"),
    ("click 1, " * 150 + "2", "more than 100 steps"),
]


@pytest.mark.parametrize(("say", "message"), REFUSED, ids=[say[:40] for say, _ in REFUSED])
def test_what_is_not_understood_is_refused_in_one_plain_sentence(say: str, message: str) -> None:
    with pytest.raises(InstructionError, match=message) as caught:
        parse(say)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("say", "near"),
    [("press Flurb+x", "Flurb"), ("press ctrl+entr", "enter"), ("press F25", "f2"), ("按 ctrl+foo", "foo")],
)
def test_an_unknown_key_names_its_neighbours(say: str, near: str) -> None:
    with pytest.raises(KeyNameError, match=near):
        parse(say)


def test_a_password_stands_in_no_words() -> None:
    for say in (
        "log in as ada, password s3cret",
        'log in as ada with password "s3cret"',
        "以 ada 登录,密码 s3cret",
        "type s3cret into the password field",
        "fill in the form: name = Ada, password = s3cret",
        "用户名填 ada，密码填 s3cret",
    ):
        intents = parse(say)
        secret = [i for i in intents if isinstance(i, TypeIntent) and i.secret]
        assert [i.text for i in secret] == ["s3cret"], say
        assert not any("s3cret" in i.words for i in intents), say


def test_words_tell_the_part_of_the_instruction() -> None:
    first, second = parse('please click "Save", then press Enter')
    assert first.words == 'click "Save"'
    assert second.words == "press Enter"


def test_quoted_text_is_not_cut_or_cleaned() -> None:
    intent = only('type " please, then click Save " into Name')
    assert isinstance(intent, TypeIntent)
    assert intent.text == " please, then click Save "


def test_it_is_the_thing_spoken_of_before() -> None:
    _, second = parse("hover over the Help icon, then click it")
    assert isinstance(second, ClickIntent)
    assert second.target.name == "Help"


def test_kinds_are_known_ones() -> None:
    for kinds in (*kind_words.KINDS_EN.values(), *kind_words.KINDS_ZH.values()):
        assert set(kinds) <= set(KINDS)


@pytest.mark.parametrize("opener", ['"', "“", "「", "『", "«", "‘", "'", "`", "【"])
@settings(max_examples=25)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_quoted_text_survives_to_the_letter(opener: str, text: str) -> None:
    closer = {"“": "”", "「": "」", "『": "』", "«": "»", "‘": "’", "【": "】"}.get(opener, opener)
    text = text.replace(opener, "").replace(closer, "") or "x"
    for say in (
        f"type {opener}{text}{closer} into the Name field, then press Enter",
        f"在编辑器里输入{opener}{text}{closer}，然后按回车",
    ):
        typed, pressed = parse(say)
        assert isinstance(typed, TypeIntent)
        assert typed.text == text
        assert pressed.kind == "press"


WORDS = st.sampled_from(
    [
        "click",
        "type",
        "press",
        "the",
        "a",
        "Save",
        "File",
        "menu",
        ">",
        "then",
        "and",
        ",",
        ".",
        "in",
        "into",
        "to",
        "of",
        "left",
        "second",
        "red",
        "button",
        "box",
        '"',
        "'",
        "“",
        "”",
        "「",
        "」",
        "ctrl",
        "+",
        "s",
        "until",
        "wait",
        "scroll",
        "drag",
        "log",
        "password",
        "as",
        "=",
        ":",
        "点击",
        "输入",
        "然后",
        "再",
        "把",
        "在",
        "里",
        "的",
        "第二个",
        "按钮",
        "菜单",
        "拖到",
        "左边",
        "登录",
        "密码",
        "按",
        "三次",
        "不要",
        "all",
        "it",
        "(",
        ")",
        ";",
        "\n",
        "-",
    ]
)


@settings(max_examples=200)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(WORDS, max_size=14).map(" ".join),
        st.lists(WORDS, max_size=14).map("".join),
    )
)
@example("log in as a password ")
@example("在里输入")
@example("click " + "left of " * 50 + "x")
@example("type \ue000 into \ue001")
def test_any_text_gives_intents_or_our_own_error(text: str) -> None:
    try:
        intents = parse(text)
    except (InstructionError, KeyNameError) as error:
        assert len(str(error)) > 10  # noqa: PT017 — either way is right
    else:
        assert intents
        assert parse(text) == intents


def test_a_sentence_takes_under_two_milliseconds() -> None:
    rows = [say for language in ("en", "zh") for say, _ in table(language)]
    for say in rows:
        parse(say)
    begin = time.thread_time()  # other work on the machine does not count
    for say in rows:
        parse(say)
    assert (time.thread_time() - begin) / len(rows) < 0.002


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "left of ",
        "click a, ",
        "的",
        "在里",
        "type in ",
        "> ",
        "把",
        "ctrl+",
        '"',
        "log in as ",
        "、",
        "后点",
        "菜单点",
        "选",
        "写",
        "，谢谢",
        ", please",
        "第二行的",
        "in row 2 ",
        "First, ",
    ],
)
def test_the_longest_instruction_takes_bounded_time(piece: str) -> None:
    text = ("click " + piece * LONGEST)[:LONGEST]
    begin = time.thread_time()
    with contextlib.suppress(InstructionError, KeyNameError):
        parse(text)
    assert time.thread_time() - begin < 2.0


def test_a_user_name_that_stands_first_is_not_taken_for_a_preposition() -> None:
    user, password = parse("用户名 ada,密码 secret 登录")[:2]
    assert (user.text, password.text) == ("ada", "secret")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Edit > Find", ["Edit", "Find"]),
        ("View > Toolbar", ["View", "Toolbar"]),
        ("Insert > Table", ["Insert", "Table"]),
        ("Search > Find and Replace", ["Search", "Find and Replace"]),
        ("编辑 > 查找", ["编辑", "查找"]),
    ],
)
def test_a_menu_that_is_called_like_a_verb(said: str, names: list[str]) -> None:
    (intent,) = parse(said)
    assert isinstance(intent, MenuIntent)
    assert [stop.name for stop in intent.path] == names


@pytest.mark.parametrize(
    "words",
    [
        "enter the password hunter2",
        "type hunter2 as the password",
        "type my password hunter2 into the password field",
        "password hunter2",
        "sign in with password hunter2",
        "输入密码 hunter2",
        "密码 hunter2",
        "enter ada and password hunter2",
        "username ada, password hunter2",
    ],
)
def test_a_password_said_in_passing_is_a_secret(words: str) -> None:
    intents = parse(words)
    assert not any("hunter2" in intent.words for intent in intents)
    typed = [intent for intent in intents if isinstance(intent, TypeIntent) and intent.secret]
    assert [intent.text for intent in typed] == ["hunter2"]
    others = [i.text for i in intents if isinstance(i, TypeIntent) and not i.secret]
    assert others == (["ada"] if "ada" in words else [])


@pytest.mark.parametrize("words", ["type I forgot my password into the editor", "enter password"])
def test_a_text_that_speaks_of_a_password_is_asked_about(words: str) -> None:
    with pytest.raises(InstructionError, match="quotes"):
        parse(words)


def test_quoted_words_about_a_password_are_typed_to_the_letter() -> None:
    (intent,) = parse('type "my password is x" into the editor')
    assert isinstance(intent, TypeIntent)
    assert (intent.text, intent.secret) == ("my password is x", False)


@pytest.mark.parametrize(
    "said",
    ["type 4111111111111111 into Card number", "type sk-123 into API key", "在验证码里输入 123456",
     "enter 998877 into the verification code field"],
)  # fmt: skip
def test_what_goes_into_a_field_for_secrets_is_secret(said: str) -> None:
    (intent,) = parse(said)
    assert isinstance(intent, TypeIntent)
    assert intent.secret
