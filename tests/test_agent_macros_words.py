"""Macros in words: what each step does can be read, whatever a stranger has put into it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClearAct,
    ClickAct,
    CommentStep,
    DragAct,
    HoverAct,
    IfStep,
    LoopStep,
    Macro,
    Mark,
    Neighbour,
    PressAct,
    ScrollAct,
    SubStep,
    TypeAct,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.words import LONGEST, lines_of, mark_words, words_of
from agent.types import Box, Kind
from agent.visible import ACTING

BOX = Box(x0=0, y0=0, x1=10, y1=10)


def mark(name: str, kind: Kind = "button", **more: Any) -> Mark:
    return Mark(name=name, kind=kind, box=BOX, **more)


SAVE = mark("Save", window="notes.txt – Mousepad")
NAME = mark("Name", "text_field", window="Form")


def act(what: Any, target: Mark | None = None, **more: Any) -> ActStep:
    return ActStep(id="s", act=what, target=target, **more)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (act(ClickAct(), SAVE), "Click the button “Save” in “notes.txt – Mousepad”"),
        (
            act(ClickAct(count=2), mark("a", "list_item", program="Thunar")),
            "Double-click the list item “a” in “Thunar”",
        ),
        (act(ClickAct(button="right"), mark("a", "icon")), "Right-click the icon “a”"),
        (act(ClickAct(modifiers=("ctrl", "shift")), mark("a", "label")), "Ctrl+Shift+click the text “a”"),
        (act(HoverAct(), mark("File", "menu_bar_item")), "Move the pointer over the menu bar item “File”"),
        (act(TypeAct(text="hello"), NAME), "Type “hello” into “Name”"),
        (act(TypeAct(text="a\nb", replace=True), NAME), "Type “a b” into “Name”, in place of what is there"),
        (act(TypeAct(text="{who}")), "Type “{who}”"),
        (
            act(TypeAct(text="secret:bank"), mark("PIN", "password_field")),
            "Type the secret “bank” into “PIN”",
        ),
        (act(ClearAct(), NAME), "Empty “Name”"),
        (act(ClearAct()), "Empty the field in focus"),
        (act(PressAct(keys=("ctrl", "s"))), "Press Ctrl+S"),
        (act(PressAct(keys=("tab",), repeat=3)), "Press Tab 3 times"),
        (act(ScrollAct(dy=-3)), "Scroll up by 3"),
        (act(ScrollAct(dx=2), mark("Files", "list")), "Scroll right by 2 over “Files”"),
        (act(DragAct(), mark("a.txt", "icon"), to=mark("Bin", "icon")), "Drag “a.txt” onto “Bin”"),
        (WaitUntilStep(id="s", check=Check(words="Done")), "Wait until “Done” appears"),
        (WaitUntilStep(id="s", check=Check(words="Loading", present=False)), "Wait until “Loading” is gone"),
        (
            WaitUntilStep(id="s", check=Check(sees="window", words="Save")),
            "Wait until the window “Save” appears",
        ),
        (
            CheckStep(id="s", check=Check(words="Done", kind="heading")),
            "Check that the heading “Done” is seen",
        ),
        (CheckStep(id="s", check=Check(sees="mark", mark=SAVE)), "Check that the button “Save” is seen"),
        (
            CheckStep(
                id="s",
                check=Check(sees="mark", mark=mark("Agree", "checkbox"), state="checked", present=False),
            ),
            "Check that the checkbox “Agree” is not checked",
        ),
        (
            WaitUntilStep(id="s", check=Check(sees="mark", mark=NAME, words="Ada")),
            "Wait until the text field “Name” holds “Ada”",
        ),
        (WaitStep(id="s", seconds=1.5), "Wait 1.5 s"),
        (IfStep(id="s", check=Check(words="Sign in")), "If “Sign in” is seen:"),
        (IfStep(id="s", check=Check(words="Sign in", present=False)), "If “Sign in” is not seen:"),
        (LoopStep(id="s"), "For each row of the data:"),
        (LoopStep(id="s", data="rows.csv"), "For each row of “rows.csv”:"),
        (LoopStep(id="s", times=1), "1 time:"),
        (LoopStep(id="s", times=4), "4 times:"),
        (SubStep(id="s", macro="Log in"), "Run the macro “Log in”"),
        (
            SubStep(id="s", macro="Log in", values={"who": "Ada", "pin": "secret:bank"}),
            "Run the macro “Log in” with who = “Ada”, pin = the secret “bank”",
        ),
        (CommentStep(id="s", text="First\nthis"), "# First this"),
        (act(ClickAct(), SAVE, title="Keep it"), "Keep it"),
    ],
)
def test_each_step_has_its_words(step: Any, words: str) -> None:
    assert words_of(step) == words


def test_a_target_without_a_name_is_told_by_what_is_near() -> None:
    near = (
        Neighbour(name="far", kind="label", dx=9, dy=0),
        Neighbour(name="Name", kind="label", dx=-2, dy=0),
    )
    picture = "pictures/0123456789abcdef.png"
    assert mark_words(mark("", "icon", neighbours=near)) == "the icon next to “Name”"
    assert mark_words(mark("", "icon", picture=picture), {picture: b""}) == f"the icon as in {picture}"
    assert mark_words(mark("", "icon", picture=picture)) == "the icon without a name"


def test_one_of_several_is_told_apart() -> None:
    assert mark_words(mark("Edit", twins=3, turn=1)) == "the button “Edit” (number 2 of 3)"
    assert (
        mark_words(mark("Edit", twins=3, turn=1, row=("Edit", "Ada")))
        == "the button “Edit” in the row of “Ada”"
    )


def test_lines_are_numbered_and_indented() -> None:
    ask = IfStep(
        id="if",
        check=Check(words="Sign in"),
        then=(SubStep(id="sub", macro="Log in"),),
        otherwise=(CommentStep(id="note", text="there"),),
    )
    loop = LoopStep(id="loop", steps=(ask, WaitStep(id="wait", seconds=1)))
    assert lines_of(Macro(name="x", steps=(loop, act(PressAct(keys=("enter",)))))) == [
        "1. For each row of the data:",
        "  2. If “Sign in” is seen:",
        "    3. Run the macro “Log in”",
        "  Otherwise:",
        "    4. # there",
        "  5. Wait 1 s",
        "6. Press Enter",
    ]


STRANGE = st.text(
    alphabet=st.one_of(st.sampled_from("\x1b\r\n\t\u202e\u2066\ufeff“”{}"), st.characters()), max_size=500
)


@given(STRANGE, STRANGE, STRANGE)
def test_whatever_stands_in_it_a_line_is_short_and_does_not_act(one: str, two: str, three: str) -> None:
    target = mark(one, window=two, program=three, twins=2, row=(two,))
    check = Check(sees="mark", mark=target, words=three, state="checked")
    steps = (
        ActStep(id="a", act=ClickAct(modifiers=(one,) * 4), target=target, title=two if three else ""),
        ActStep(id="b", act=TypeAct(text=three), target=target),
        ActStep(id="c", act=PressAct(keys=(one, two, three)), target=target),
        IfStep(id="d", check=check, then=(SubStep(id="e", macro=one[:80], values={two: three, one: two}),)),
        LoopStep(id="f", data=one, steps=(CommentStep(id="g", text=two),)),
    )
    for line in lines_of(Macro(name="x", steps=steps)):
        assert len(line) <= LONGEST
        assert not ACTING.search(line.replace("\n", "\0").replace("\t", "\0"))
