"""What the app says: from the concrete act, never a secret, in both languages, nothing forgotten."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

import ui
from agent.types import (
    KINDS,
    Action,
    Ask,
    Box,
    Candidate,
    Clear,
    Click,
    Consequence,
    Drag,
    Effect,
    Element,
    End,
    Frame,
    Hover,
    Observation,
    Point,
    Press,
    RunOutcome,
    Scroll,
    Stage,
    Target,
    TypeText,
    Wait,
    Window,
)
from ui import language, words
from ui.kinds import kind_word
from ui.reasons import reason

BOX = Box(x0=10, y0=10, x1=60, y1=30)
FIND = Element(id=3, box=BOX, kind="button", text="Find")
WINDOW = Window(id=1, title="Notes", box=Box(x0=0, y0=0, x1=90, y1=90), focused=True)
SEEN = Observation(frame=Frame(np.zeros((90, 90, 3), np.uint8), windows=(WINDOW,)), elements=(FIND,))
HERE = Target(point=BOX.centre, box=BOX, description="button “Find”", kind="button", element=3)
LOST = HERE.model_copy(update={"element": None, "description": "the place beside it"})

SENTENCES: list[tuple[Action, str, str]] = [
    (Click(target=HERE), "Left click on ‘Find’", "左键点击“Find”"),
    (Click(target=HERE, count=2), "Double click on ‘Find’", "双击“Find”"),
    (Click(target=HERE, button="right"), "Right click on ‘Find’", "右键点击“Find”"),
    (Click(target=HERE, button="middle", count=2), "Middle click × 2 on ‘Find’", "中键点击 × 2“Find”"),
    (Click(target=HERE, modifiers=("ctrl",)), "Ctrl + Left click on ‘Find’", "Ctrl + 左键点击“Find”"),
    (Click(target=LOST), "Left click on the place beside it", "左键点击the place beside it"),
    (Hover(target=HERE), "Point at ‘Find’", "指向“Find”"),
    (TypeText(text="hi"), "Type this text where the cursor is", "在光标处输入以下文字"),
    (TypeText(text="hi", target=HERE), "Type this text into ‘Find’", "在“Find”中输入以下文字"),
    (
        TypeText(text="hi", target=HERE, replace=True),
        "Replace what is in ‘Find’ by this text",
        "把“Find”中的内容替换为以下文字",
    ),
    (Clear(), "Empty the field where the cursor is", "清空光标所在的输入框"),
    (Clear(target=HERE), "Empty ‘Find’", "清空“Find”"),
    (Press(keys=("ctrl", "s")), "Press Ctrl + S", "按 Ctrl + S"),
    (Press(keys=("page_down",), repeat=3), "Press Page Down × 3", "按 Page Down × 3"),
    (Scroll(dy=3), "Scroll down × 3", "向下滚动 × 3"),
    (Scroll(dx=-2, target=HERE), "Scroll left × 2 over ‘Find’", "在“Find”上向左滚动 × 2"),
    (Drag(source=HERE, to=LOST), "Drag ‘Find’ to the place beside it", "把“Find”拖到the place beside it"),
    (Wait(seconds=1.5), "Wait 1.5 s", "等待 1.5 秒"),
]


@pytest.fixture
def tongue(qapp: QApplication) -> Iterator[QApplication]:
    language.install(qapp, "en")
    yield qapp
    language.install(qapp, "en")


@pytest.mark.parametrize(("action", "english", "chinese"), SENTENCES)
def test_acts_in_words(tongue: QApplication, action: Action, english: str, chinese: str) -> None:
    assert words.act(action, SEEN) == english
    language.install(tongue, "zh")
    assert words.act(action, SEEN) == chinese


def test_a_secret_is_in_no_sentence(tongue: QApplication) -> None:
    act = TypeText(text="hunter2", target=HERE, secret=True)
    for said in (words.act(act, SEEN), words.act_line(act, SEEN), words.typed(act)):
        assert "hunter2" not in said
    assert words.act_line(act, SEEN) == "Type “••••••” into ‘Find’"


def test_where_an_act_goes(tongue: QApplication) -> None:
    assert words.place(Click(target=HERE), SEEN.frame) == "Button in ‘Notes’"
    assert words.place(Press(keys=("a",)), SEEN.frame) == "Goes to ‘Notes’"
    away = HERE.model_copy(update={"point": Point(x=500, y=500)})
    assert words.place(Click(target=away), SEEN.frame) == "Button"


@given(st.text(max_size=2000))
def test_long_words_stay_readable(text: str) -> None:
    assert len(words.short(text)) <= words.LONG + 3
    assert "\n" not in words.short(text)


def test_braces_in_a_name_are_only_text(tongue: QApplication) -> None:
    odd = FIND.model_copy(update={"text": "{0} {name} {"})
    seen = Observation(frame=SEEN.frame, elements=(odd,))
    assert words.act(Click(target=HERE), seen) == "Left click on ‘{0} {name} {’"


@pytest.mark.parametrize("outcome", get_args(RunOutcome))
def test_every_end_has_words(tongue: QApplication, outcome: RunOutcome) -> None:
    english, _ = words.ending(End(outcome=outcome, reason="Because."))
    assert english.endswith(": Because.")
    language.install(tongue, "zh")
    chinese, _ = words.ending(End(outcome=outcome))
    assert chinese.endswith("。")
    assert not chinese[0].isascii()


@pytest.mark.parametrize("tongue_name", ["en", "zh"])
def test_every_word_of_the_vocabulary_is_known(tongue: QApplication, tongue_name: language.Language) -> None:
    language.install(tongue, tongue_name)
    chinese = tongue_name == "zh"
    said = [kind_word(kind) for kind in KINDS]
    said += [words.consequence(kind)[0] for kind in get_args(Consequence)]
    said += [words.effect(kind)[0] for kind in get_args(Effect)]
    said += [words.stage(name) for name in get_args(Stage)]
    assert all(said)
    assert all(text[0].isascii() != chinese for text in said)


def test_reasons_are_translated_or_kept(tongue: QApplication) -> None:
    language.install(tongue, "zh")
    assert reason("It only scrolls.") == "只是滚动。"
    assert reason("“Pay” says that something is sent.") == "“Pay”表示会发送内容。"
    assert reason("Nobody knows this one.") == "Nobody knows this one."
    assert reason("“X” says that it is new.") == "“X” says that it is new."


def messages() -> list[ET.Element]:
    tree = ET.parse(Path(ui.__file__).with_name("deskhand_zh_CN.ts"))
    return list(tree.iter("message"))


def test_the_translation_is_whole() -> None:
    assert len(messages()) > 150
    for message in messages():
        translation = message.find("translation")
        assert translation is not None
        assert translation.text, message.findtext("source")
        assert translation.get("type") is None, message.findtext("source")


def test_the_translation_keeps_every_placeholder() -> None:
    for message in messages():
        source, translation = message.findtext("source", ""), message.findtext("translation", "")
        assert placeholders(source) == placeholders(translation), source


def placeholders(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_the_system_decides_when_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locale:
        def __init__(self, names: list[str]) -> None:
            self.names = names

        def system(self) -> Locale:
            return self

        def uiLanguages(self) -> list[str]:
            return self.names

    for names, expected in ((["zh-Hans-CN", "en"], "zh"), (["de-DE", "zh"], "en"), ([], "en")):
        monkeypatch.setattr(language, "QLocale", Locale(names))
        assert language.resolve("auto") == expected
    assert language.resolve("zh") == "zh"


def test_one_that_looks_dead_is_asked_about_by_its_name() -> None:
    box = Box(x0=0, y0=0, x1=80, y1=24)
    grey = Element(id=0, box=box, kind="button", text="Send", states=frozenset({"disabled"}))
    ask = Ask(
        question="…", words="click Send", candidates=(Candidate(element=grey, point=box.centre, score=1),)
    )
    assert words.question(ask) == "‘Send’ looks greyed out. Is it to be used all the same?"
