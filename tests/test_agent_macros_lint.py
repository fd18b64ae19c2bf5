"""What may be wrong with a macro is found without running it, and what is right is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from agent.errors import MacroError
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
    Variable,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.macros.lint import Finding, lint
from agent.types import Box, Kind

BOX = Box(x0=100, y0=100, x1=180, y1=130)
DONE = Check(words="Done")
PICTURE = "pictures/0123456789abcdef.png"


def mark(name: str, kind: Kind = "button", **more: Any) -> Mark:
    return Mark(name=name, kind=kind, window="Form", program="forms", box=BOX, **more)


NAME, PASSWORD = mark("Name", "text_field"), mark("Password", "password_field")


def act(what: Any, target: Mark | None = None, step_id: str = "a", **more: Any) -> ActStep:
    return ActStep(id=step_id, act=what, target=target, **more)


def bundle(
    *steps: Any, variables: tuple[Variable, ...] = (), name: str = "m", pictures: bool = True
) -> Bundle:
    macro = Macro(name=name, steps=steps, variables=variables)
    return Bundle(macro=macro, pictures={PICTURE: b""} if pictures else {}, raw=None)


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.step, finding.severity) for finding in found]


def one(*steps: Any, **more: Any) -> str:
    """The only finding's severity and sentence."""
    found = lint(bundle(*steps, **more))
    assert len(found) == 1, found
    return f"{found[0].severity}: {found[0].sentence}"


def test_a_good_macro_is_left_alone() -> None:
    steps = (
        act(ClickAct(), mark("File", "menu_bar_item"), "a"),
        act(TypeAct(text="{who}", replace=True), NAME, "b", on_failure="retry"),
        act(TypeAct(text="secret:bank"), PASSWORD, "c"),
        act(ClickAct(), mark("Send"), "d", expect=DONE),
        act(ClickAct(), mark("Delete"), "e"),
        CommentStep(id="f", text="hm"),
        CheckStep(id="g", check=DONE),
        IfStep(id="h", check=DONE, then=(act(ClickAct(), mark("Next"), "i"),), timeout=0),
        LoopStep(id="j", data="rows.csv", steps=(act(TypeAct(text="{column}"), NAME, "k"),)),
        act(ClickAct(), mark("", "icon", picture=PICTURE), "l"),
    )
    assert lint(bundle(*steps, variables=(Variable(name="who"),))) == ()


def test_fixed_waits() -> None:
    assert one(WaitStep(id="a", seconds=2)) == (
        "warning: It waits 2 s whatever is on the screen; wait until something is seen instead."
    )
    assert "0 s" in one(WaitStep(id="a", seconds=0))


@pytest.mark.parametrize(
    "step", [act(ClearAct(), NAME, timeout=0), WaitUntilStep(id="a", check=DONE, timeout=0)]
)
def test_no_time_at_all(step: Any) -> None:
    assert "timeout is 0" in one(step)


def test_targets_that_are_hard_to_find() -> None:
    near = mark("", "icon", neighbours=(Neighbour(name="Name", kind="label", dx=-3, dy=0),))
    assert one(act(HoverAct(), near)) == (
        "warning: The icon next to “Name” has neither a name nor a picture; point at it anew."
    )
    assert one(act(HoverAct(), mark(" "))).startswith("error: Nothing but its place")
    assert "error" in one(CheckStep(id="c", check=Check(sees="mark", mark=mark(""))))
    drag = act(DragAct(), NAME, to=mark("", "icon"), expect=DONE)
    assert "error" in one(drag)


def test_a_picture_that_is_not_there() -> None:
    shown = mark("Bold", "icon", picture=PICTURE)
    assert lint(bundle(act(HoverAct(), shown))) == ()
    assert "is missing" in one(act(HoverAct(), shown), pictures=False)


def test_what_is_of_consequence_should_be_seen_to_have_happened() -> None:
    for step in (
        act(ClickAct(), mark("Delete")),
        act(ClickAct(), mark("发送")),
        act(PressAct(keys=("alt", "f4"))),
        act(TypeAct(text="rm x\n"), mark("", "text_area", picture=PICTURE, neighbours=()).model_copy(
            update={"program": "xterm", "window": "Terminal"}
        )),
        act(DragAct(), mark("a.txt", "icon"), to=mark("Trash", "icon")),
    ):  # fmt: skip
        assert one(step).startswith("warning: Nothing tells that it worked; say what is to be seen. ")


def test_ok_means_what_its_dialog_asks() -> None:
    asks = Neighbour(name="Delete all files for good?", kind="label", dx=0, dy=-4)
    assert "Nothing tells" in one(act(ClickAct(), mark("OK", neighbours=(asks,))))


def test_keys_arrive_where_the_last_target_was() -> None:
    terminal = mark("", "text_area", picture=PICTURE).model_copy(update={"program": "xterm"})
    steps = (act(ClickAct(), terminal, "a"), act(PressAct(keys=("enter",)), step_id="b"))
    assert told(lint(bundle(*steps))) == [("b", "warning")]
    assert lint(bundle(act(ClickAct(), NAME, "a"), act(PressAct(keys=("tab",)), step_id="b"))) == ()


def test_variables() -> None:
    step = act(TypeAct(text="{who}"), NAME)
    assert one(step).startswith("error: {who} is not a variable of this macro")
    assert one(variables=(Variable(name="x"),)) == "warning: The variable x is used nowhere; delete it."
    assert "without choices" in one(step, variables=(Variable(name="who", type="choice"),))
    wrong = Variable(name="who", type="number", default="many")
    assert "must be a number" in one(step, variables=(wrong,))
    elsewhere = Variable(name="who", type="file", default="/of/another/machine")
    assert lint(bundle(step, variables=(elsewhere,))) == ()
    counted = LoopStep(id="l", times=2, steps=(step,))
    assert told(lint(bundle(counted))) == [("a", "error")]


def test_a_password_in_plain_words() -> None:
    assert one(act(TypeAct(text="hunter2"), PASSWORD)) == (
        "error: What goes into the password field “Password” stands here in plain words; "
        "keep it with `deskhand secret set NAME` and write secret:NAME."
    )
    assert one(act(TypeAct(text="1234"), mark("PIN", "text_field"), expect=DONE)).startswith("warning: What")
    plain = Variable(name="pw", default="hunter2")
    found = one(act(TypeAct(text="{pw}"), PASSWORD), variables=(plain,))
    assert found.startswith("error: {pw} goes into")
    assert "hunter2" not in found
    secret = Variable(name="pw", type="secret")
    assert lint(bundle(act(TypeAct(text="{pw}"), PASSWORD), variables=(secret,))) == ()
    assert told(lint(bundle(act(TypeAct(text="x{pw}"), PASSWORD), variables=(secret,)))) == [("a", "error")]


@pytest.mark.parametrize(
    "again",
    [
        act(TypeAct(text="x", replace=True), NAME),
        act(ClearAct(), NAME),
        act(HoverAct(), NAME),
        act(ClickAct(), mark("General", "tab")),
        act(PressAct(keys=("Ctrl", "A"))),
        LoopStep(id="l", times=2, steps=(act(ClearAct(), NAME),)),
        CheckStep(id="c", check=DONE),
    ],
)
def test_what_may_be_done_twice_may_be_tried_again(again: Any) -> None:
    assert lint(bundle(again.model_copy(update={"on_failure": "retry"}))) == ()


@pytest.mark.parametrize(
    "again",
    [
        act(TypeAct(text="x"), NAME),
        act(ClickAct(), mark("Bold", "checkbox")),
        act(ClickAct(count=2, modifiers=("ctrl",)), mark("General", "tab")),
        act(PressAct(keys=("tab",))),
        act(ScrollAct(dy=1)),
        SubStep(id="s", macro="other"),
        IfStep(id="i", check=DONE, then=(act(TypeAct(text="x"), NAME),)),
    ],
)
def test_what_may_not_be_done_twice(again: Any) -> None:
    assert one(again.model_copy(update={"on_failure": "retry"})).startswith("warning: It is tried again")


def test_what_cannot_be_undone_is_never_tried_again() -> None:
    step = act(ClickAct(), mark("Pay now"), on_failure="retry", expect=DONE)
    assert one(step).startswith("error: It is tried again")
    assert told(lint(bundle(LoopStep(id="l", times=1, steps=(act(ClickAct(), mark("Pay now"), expect=DONE),),
                                     on_failure="retry")))) == [("l", "error")]  # fmt: skip


def test_questions_and_loops_that_do_nothing() -> None:
    inner = act(ClearAct(), NAME)
    assert "either way" in one(IfStep(id="i", check=DONE, then=(CommentStep(id="c", text="x"),)))
    assert "nothing in this loop" in one(LoopStep(id="l", times=2))
    assert "0 times" in one(LoopStep(id="l", times=0, steps=(inner,)))
    assert "--data" in one(LoopStep(id="l", steps=(inner,)))
    again = IfStep(id="j", check=DONE, then=(inner,), otherwise=(act(ClearAct(), NAME, "b"),))
    assert "step j" in one(IfStep(id="i", check=DONE, then=(again,)))
    assert "step j" in one(IfStep(id="i", check=DONE, otherwise=(again,)))
    assert lint(bundle(IfStep(id="i", check=DONE, then=(inner, again.model_copy(update={"then": ()}))))) == ()


# -- other macros --------------------------------------------------------------------


def test_a_macro_that_runs_itself() -> None:
    assert "without end" in one(SubStep(id="s", macro="M"))


def library(**macros: Bundle) -> Any:
    def load(name: str) -> Bundle:
        if name not in macros:
            raise MacroError(f"There is no macro {name}.")
        return macros[name]

    return load


def test_a_macro_that_runs_itself_by_way_of_others() -> None:
    own = bundle(SubStep(id="s", macro="b"), name="a")
    load = library(
        a=own,
        b=bundle(SubStep(id="x", macro="c"), SubStep(id="y", macro="gone"), name="b"),
        c=bundle(SubStep(id="x", macro="b"), SubStep(id="y", macro="a"), name="c"),
    )
    assert [finding.sentence for finding in lint(own, load)] == [
        "“b” runs this macro again by way of “c”; take it out."
    ]
    assert lint(own) == ()
    assert lint(bundle(SubStep(id="s", macro="b"), name="d"), load) == ()


def test_what_is_handed_to_another_macro() -> None:
    load = library(b=bundle(name="b", variables=(Variable(name="who"), Variable(name="x", default="1"))))
    assert lint(bundle(SubStep(id="s", macro="b", values={"who": "Ada"})), load) == ()
    found = [f.sentence for f in lint(bundle(SubStep(id="s", macro="b", values={"whom": "Ada"})), load)]
    assert found == [
        "“b” has no variable whom; those there are: who, x.",
        "“b” needs a value for who; give it here.",
    ]
    (gone,) = lint(bundle(SubStep(id="s", macro="c")), load)
    assert gone.sentence == "The macro “c” cannot be run: There is no macro c."


def test_findings_come_in_the_order_of_the_document_and_do_not_act() -> None:
    steps = (
        WaitStep(id="w", seconds=1),
        SubStep(id="s", macro="m"),
        act(TypeAct(text="{q}"), NAME, "t"),
        act(TypeAct(text="x"), mark("Pass\x1b[2Jword", "password_field"), "p"),
    )
    found = lint(bundle(*steps, variables=(Variable(name="z"),)))
    assert [finding.step for finding in found] == ["", "w", "s", "t", "p"]
    assert not any("\x1b" in finding.sentence for finding in found)
