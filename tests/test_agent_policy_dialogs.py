"""Yes means what a dialog asks: by a click on an answer and by keys, in windows of their own and in pages."""

from __future__ import annotations

import pytest
from test_agent_policy import DIALOG, MAIN, YES, element, seen, target

from agent.policy import judge
from agent.types import Box, Click, Consequence, Element, Kind, Observation, Press, Window

QUESTION = Box(x0=320, y0=230, x1=680, y1=260)
MIDDLE = Box(x0=320, y0=290, x1=680, y1=320)
NO = Box(x0=420, y0=350, x1=500, y1=380)
PAGE = Window(id=1, title="Shop - Chromium", app="chromium", box=MAIN.box, focused=True)

QUESTIONS = [
    "Transfer $500 to Bob?",
    "Empty the Trash?",
    "Close without saving?",
    "Log out?",
    "Quit anyway?",
    "Cancel your subscription?",
    "Place your order now?",
    "Format the drive D:?",
    "Reset all settings?",
    "Clear all browsing data?",
    "Turn off this computer?",
    "Close your account?",
    "Proceed?",
    "文件已修改，是否关闭？",
    "确定要退群吗？",
    "确定转给张三500元？",
    "确定要还款吗",
    "確定要刪除嗎？",
]
WARNINGS = [
    "The system will power off.",
    "Your changes have not been saved.",
    "2 files will be deleted",
    "Will be overwritten",
    "This site is not secure.",
    "所有数据将被清除",
]
ANSWERS = [
    "OK",
    "Yes",
    "Continue",
    "Proceed",
    "Confirm",
    "Accept",
    "Yes, I'm sure",
    "确定",
    "是",
    "好",
    "继续",
    "确认",
]


def asks(
    said: str,
    answer: str,
    *more: tuple[Kind, str, Box],
    title: str = "Question",
    window: Window | None = None,
) -> Observation:
    """A dialog (or another window in front) with a text, an answer and more elements."""
    elements = [element(1, "button", answer, YES), element(2, "label", said, QUESTION)]
    elements += [element(3 + i, kind, text, box) for i, (kind, text, box) in enumerate(more)]
    if window is not None:
        return seen(*elements, windows=(window,))
    front = DIALOG.model_copy(update={"title": title})
    return seen(*elements, windows=(MAIN.model_copy(update={"focused": False}), front))


def clicked(there: Observation, answer: str, kind: Kind = "button") -> Consequence:
    return judge(Click(target=target(kind, f"button “{answer}”", YES)), there).consequence


def pressed(there: Observation, *keys: str) -> Consequence:
    return judge(Press(keys=keys), there).consequence


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("said", QUESTIONS + WARNINGS)
def test_yes_to_a_question_or_a_warning(said: str, answer: str) -> None:
    assert clicked(asks(said, answer), answer) == "consequential"


@pytest.mark.parametrize("keys", [("enter",), ("space",), ("alt", "y"), ("y",)])
@pytest.mark.parametrize("said", QUESTIONS + WARNINGS)
def test_keys_that_say_yes(said: str, keys: tuple[str, ...]) -> None:
    assert pressed(asks(said, "Yes"), *keys) == "consequential"


@pytest.mark.parametrize("answer", ["OK", "Yes", "确定"])
@pytest.mark.parametrize("said", [q for q in QUESTIONS if q != "确定要还款吗"])
def test_a_question_in_a_page(said: str, answer: str) -> None:
    there = asks(said, answer, ("button", "Cancel", NO), ("text_field", "shoes", MIDDLE), window=PAGE)
    assert clicked(there, answer) == "consequential"
    assert pressed(there, "enter") == "consequential"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Close without saving?", "Close"),
        ("Empty the Trash?", "Empty"),
        ("Shall the robot start now?", "Start"),
        ("文件已修改，是否关闭？", "关闭"),
        ("Transfer $500 to Bob?", ""),  # a button whose text is not read
    ],
)
def test_any_other_button_answers_as_well(said: str, answer: str) -> None:
    assert clicked(asks(said, answer, ("button", "Cancel", NO)), answer) == "consequential"


@pytest.mark.parametrize("answer", ["Cancel", "Not now", "Help", "Keep my account", "取消", "稍后", "No"])
def test_what_leaves_it_undone(answer: str) -> None:
    assert clicked(asks("Transfer $500 to Bob?", answer), answer) == "write"


def test_no_to_what_is_worth_keeping() -> None:
    assert clicked(asks("Keep these display settings?", "No"), "No") == "consequential"
    assert clicked(asks("是否保留这些文件？", "否"), "否") == "consequential"


def test_a_dialog_that_may_be_refused_without_a_question_mark() -> None:
    there = asks("Bob gets $500", "OK", ("button", "Cancel", NO))
    assert clicked(there, "OK") == pressed(there, "enter") == "consequential"


FIELD: tuple[Kind, str, Box] = ("text_field", "Ada", MIDDLE)
CANCEL: tuple[Kind, str, Box] = ("button", "Cancel", NO)


@pytest.mark.parametrize(
    ("said", "answer", "title", "more"),
    [
        ("The file was opened.", "OK", "Message", ()),
        ("No more results", "OK", "Message", (("checkbox", "Don't show this again", MIDDLE),)),
        ("Choose a colour", "OK", "Colours", (CANCEL,)),
        ("Do you want to save the changes?", "Yes", "Notes", (CANCEL,)),
        ("您要保存更改吗？", "是", "便笺", (("button", "取消", NO),)),
        ("Name:", "OK", "Rename", (CANCEL, FIELD)),
        ("What is your name?", "OK", "Hello", (CANCEL, FIELD)),
        ("Font size", "OK", "Preferences", (CANCEL,)),
        ("Loading will take a while", "OK", "Preferences", (CANCEL,)),
        ("Pages", "OK", "Print Preview", (CANCEL,)),
        ("Version 1.2", "OK", "About Notes", (CANCEL,)),
        ("Search for:", "OK", "Find", (CANCEL, FIELD)),
        ("请选择颜色", "确定", "颜色", (("button", "取消", NO),)),
    ],
)
def test_harmless_dialogs(
    said: str, answer: str, title: str, more: tuple[tuple[Kind, str, Box], ...]
) -> None:
    there = asks(said, answer, *more, title=title)
    assert clicked(there, answer) == pressed(there, "enter") == "write"


@pytest.mark.parametrize("kind", ["tab", "text_field"])
def test_a_button_that_the_eye_took_for_something_else_makes_no_form(kind: Kind) -> None:
    there = asks("Proceed?", "OK", (kind, "Cancel", NO))
    assert clicked(there, "OK") == pressed(there, "enter") == "consequential"


def test_sure_is_asked_in_a_form_too() -> None:
    assert clicked(asks("Are you sure?", "OK", FIELD), "OK") == "consequential"


def test_an_answer_known_by_its_description_alone() -> None:
    said: Element = element(2, "label", "Proceed?", QUESTION)
    windows = (MAIN.model_copy(update={"focused": False}), DIALOG)
    for description in ("button “OK”", "the OK button"):
        act = Click(target=target("button", description, YES))
        assert judge(act, seen(said, windows=windows)).consequence == "consequential"


def test_ok_far_from_any_question_is_a_button() -> None:
    there = seen(element(1, "button", "OK"), element(2, "heading", "Release 2", QUESTION), windows=(PAGE,))
    assert judge(Click(target=target("button", "button “OK”")), there).consequence == "write"
