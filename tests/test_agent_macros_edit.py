"""Changes to a macro: each gives a new one, all can be undone, and what is different can be read."""

from __future__ import annotations

from collections.abc import Callable
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
    CommentStep,
    DragAct,
    IfStep,
    LoopStep,
    Macro,
    Mark,
    PressAct,
    TypeAct,
    Variable,
    WaitStep,
    walk,
)
from agent.macros import edit
from agent.macros.edit import Editing, diff, fresh_id
from agent.macros.tree import Group, step_of
from agent.macros.values import resolve
from agent.macros.words import LONGEST, lines_of
from agent.types import Box

BOX = Box(x0=0, y0=0, x1=10, y1=10)
SAVE = Mark(name="Save", kind="button", window="Notes", box=BOX)
STORE = Mark(name="Store", kind="button", window="Notes", box=BOX)
SIGN_IN = Check(words="Sign in")


def note(step_id: str) -> CommentStep:
    return CommentStep(id=step_id, text=step_id)


def typed(text: str, step_id: str = "type", variables: tuple[Variable, ...] = ()) -> Macro:
    return Macro(name="m", steps=(ActStep(id=step_id, act=TypeAct(text=text)),), variables=variables)


MACRO = Macro(
    name="m",
    steps=(
        ActStep(id="a", act=ClickAct(), target=SAVE),
        IfStep(id="if", check=SIGN_IN, then=(note("b"), note("c")), otherwise=(note("d"),)),
        LoopStep(id="loop", times=2, steps=(note("e"),)),
    ),
)


def order(macro: Macro) -> str:
    return " ".join(step.id for step in walk(macro.steps))


def test_steps_are_moved_within_their_group() -> None:
    assert order(edit.move_down(MACRO, "a")) == "if b c d a loop e"
    assert order(edit.move_up(MACRO, "loop")) == "a loop e if b c d"
    assert order(edit.move_up(MACRO, "c")) == "a if c b d loop e"
    assert order(edit.move_to(MACRO, "a", 2)) == "if b c d loop e a"
    for edge in (edit.move_up(MACRO, "a"), edit.move_down(MACRO, "loop"), edit.move_down(MACRO, "d")):
        assert edge == MACRO


def test_steps_are_moved_into_groups_and_out() -> None:
    assert order(edit.move_into(MACRO, "a", "loop")) == "if b c d loop e a"
    within = edit.move_into(MACRO, "loop", "if", "otherwise")
    assert [step.id for step in step_of(within, "if").otherwise] == ["d", "loop"]
    assert [step.id for step in edit.move_out(within, "loop").steps] == ["a", "if", "loop"]
    assert order(edit.move_out(MACRO, "b")) == "a if c d b loop e"
    assert order(edit.move_to(MACRO, "e", 0, Group("if", "then"))) == "a if e b c d loop"


def test_what_cannot_be_is_said() -> None:
    wrongs: tuple[tuple[Callable[[], Macro], str], ...] = (
        (lambda: edit.move_into(MACRO, "loop", "loop"), "inside itself"),
        (lambda: edit.move_into(MACRO, "a", "b"), "no 'steps'"),
        (lambda: edit.move_into(MACRO, "a", "loop", "then"), "no 'then'"),
        (lambda: edit.move_out(MACRO, "a"), "no loop"),
        (lambda: edit.delete(MACRO, "zz"), "no step 'zz'"),
        (lambda: edit.set_target(MACRO, "a", None), "a click needs a target"),
        (lambda: edit.set_act(MACRO, "b", ClickAct()), "no act"),
        (lambda: edit.set_act(MACRO, "a", DragAct()), "second target"),
        (lambda: edit.set_timeout(MACRO, "a", -1), "greater than or equal"),
        (lambda: edit.set_on_failure(MACRO, "a", "hope"), "stop, ask, skip, retry"),  # type: ignore[arg-type]
        (lambda: edit.retarget(MACRO, "if", SAVE), "about words"),
        (lambda: edit.retarget(MACRO, "b", SAVE), "no target"),
        (lambda: edit.to_variable(MACRO, "a", "x"), "types no text"),
    )
    for wrong, why in wrongs:
        with pytest.raises(MacroError, match=why):
            wrong()


def test_steps_within_steps_have_an_end() -> None:
    macro = Macro(name="m", steps=tuple(LoopStep(id=f"l{n}", times=1) for n in range(9)))
    for number in range(1, 8):
        macro = edit.move_into(macro, f"l{number}", f"l{number - 1}")
    with pytest.raises(MacroError, match="8 deep"):
        edit.move_into(macro, "l8", "l7")


def test_deleting_takes_what_is_inside() -> None:
    assert order(edit.delete(MACRO, "if")) == "a loop e"
    assert order(edit.delete(MACRO, "e")) == "a if b c d loop"


def test_new_steps_get_fresh_ids() -> None:
    macro = edit.add_check(MACRO, SIGN_IN, after="b")
    assert order(macro) == "a if b s1 c d loop e"
    assert isinstance(step_of(macro, "s1"), CheckStep)
    macro = edit.add_wait_until(macro, SIGN_IN, after="s1")
    macro = edit.add_comment(macro, "hm")
    macro = edit.add_if(macro, SIGN_IN, after="loop")
    macro = edit.add_loop(macro, "rows.csv")
    assert fresh_id(macro) == "s6"
    macro = edit.add_sub(macro, "other", {"who": "Ada"}, after="e")
    assert order(macro) == "a if b s1 s2 c d loop e s6 s4 s3 s5"
    assert order(edit.insert(MACRO, note("new"), group=Group("if", "then"))) == "a if b c new d loop e"
    assert order(edit.insert(MACRO, note("a"))) == "a if b c d loop e s1"


def test_a_copy_stands_behind_its_original() -> None:
    macro = edit.duplicate(MACRO, "if")
    assert order(macro) == "a if b c d s1 s2 s3 s4 loop e"
    copy = step_of(macro, "s1")
    assert copy.check == SIGN_IN
    assert [step.text for step in (*copy.then, *copy.otherwise)] == ["b", "c", "d"]


def test_what_a_step_says_is_changed() -> None:
    macro = edit.rename_title(MACRO, "a", "Keep it")
    assert lines_of(macro)[0] == "1. Keep it"
    step: Any = step_of(edit.set_act(macro, "a", DragAct(), to=STORE), "a")
    assert (step.act.kind, step.to) == ("drag", STORE)
    moved = edit.set_act(macro, "a", DragAct(), to=STORE)
    assert step_of(edit.retarget(moved, "a", SAVE, end=True), "a").to == SAVE
    assert step_of(edit.set_act(moved, "a", ClickAct(count=2)), "a").to is None
    assert step_of(edit.retarget(macro, "a", STORE), "a").target == STORE
    assert step_of(edit.set_expect(macro, "a", SIGN_IN), "a").expect == SIGN_IN
    assert step_of(edit.set_timeout(macro, "b", 3), "b").timeout == 3
    assert step_of(edit.set_on_failure(macro, "e", "skip"), "e").on_failure == "skip"
    seen = edit.set_check(macro, "if", Check(sees="mark", mark=SAVE))
    assert step_of(edit.retarget(seen, "if", STORE), "if").check.mark == STORE
    assert step_of(macro, "e") is step_of(MACRO, "e")


# -- variables -------------------------------------------------------------------


def test_a_text_becomes_a_variable_and_a_text_again() -> None:
    macro = typed("Dear {{Ada}}")
    asked = edit.to_variable(macro, "type", "who")
    assert step_of(asked, "type").act.text == "{who}"
    assert resolve(asked, {}) == {"who": "Dear {Ada}"}
    assert edit.to_text(asked, "type") == macro


def test_a_named_secret_becomes_a_secret_variable() -> None:
    asked = edit.to_variable(typed("secret:bank"), "type", "pin")
    assert (asked.variables[0].type, asked.variables[0].default) == ("secret", "secret:bank")
    assert edit.to_text(asked, "type") == typed("secret:bank")


def test_two_texts_can_share_a_variable() -> None:
    macro = edit.insert(typed("Ada"), ActStep(id="two", act=TypeAct(text="Ada")))
    asked = edit.to_variable(edit.to_variable(macro, "type", "who"), "two", "who")
    assert len(asked.variables) == 1
    assert [v.name for v in edit.to_text(asked, "type").variables] == ["who"]
    assert edit.to_text(edit.to_text(asked, "type"), "two") == macro


def test_variables_do_not_clash() -> None:
    macro = typed("Ada", variables=(Variable(name="who", default="Bob"),))
    with pytest.raises(MacroError, match="with another value"):
        edit.to_variable(macro, "type", "who")
    with pytest.raises(MacroError, match="no name for a variable"):
        edit.to_variable(macro, "type", "two words")
    with pytest.raises(MacroError, match="mixes letters"):
        edit.to_variable(macro, "type", "whо")  # the last letter is Cyrillic
    with pytest.raises(MacroError, match="holds a variable already"):
        edit.to_variable(typed("{who}"), "type", "whom")
    with pytest.raises(MacroError, match="no default"):
        edit.to_text(typed("{who}", variables=(Variable(name="who"),)), "type")


def test_variables_are_changed_and_dropped() -> None:
    macro = edit.set_variable(typed("{who}"), Variable(name="who"))
    macro = edit.set_variable(macro, Variable(name="who", type="number", default="1"))
    assert [v.type for v in macro.variables] == ["number"]
    with pytest.raises(MacroError, match="in use"):
        edit.drop_variable(macro, "who")
    assert not edit.drop_variable(edit.delete(macro, "type"), "who").variables


# -- undo --------------------------------------------------------------------------


def changes(macro: Macro, choice: int) -> Macro:
    """One of many operations on one of the steps."""
    ids = [step.id for step in walk(macro.steps)]
    if not ids:
        return edit.add_if(macro, SIGN_IN)
    one = ids[choice % len(ids)]
    operations = (
        edit.move_up,
        edit.move_down,
        edit.delete,
        edit.duplicate,
        edit.move_out,
        lambda m, i: edit.move_into(m, i, ids[choice % 7 % len(ids)]),
        lambda m, i: edit.rename_title(m, i, f"t{choice}"),
        lambda m, i: edit.add_loop(m, times=1, after=i),
    )
    try:
        return operations[choice % len(operations)](macro, one)
    except MacroError:
        return macro


@given(st.lists(st.integers(0, 500), max_size=25))
def test_undo_brings_all_back_and_redo_too(choices: list[int]) -> None:
    editing, states = Editing(MACRO), [MACRO]
    for choice in choices:
        new = changes(editing.macro, choice)
        if new != editing.macro:
            states.append(new)
        editing.do(new)
        Macro.model_validate(new.model_dump())  # each state is a whole document
    for state in reversed(states):
        assert editing.macro == state
        assert editing.changed == (state != MACRO)
        assert editing.can_undo == editing.undo()
    assert editing.macro == MACRO
    assert not editing.changed
    for state in states[1:]:
        assert editing.redo()
        assert editing.macro == state
    assert not editing.redo()


def test_undo_is_bounded_and_a_new_change_ends_redo() -> None:
    editing = Editing(MACRO, most=3)
    for number in range(5):
        editing.do(edit.rename_title(editing.macro, "a", f"t{number}"))
    assert [editing.undo() for _ in range(4)] == [True, True, True, False]
    assert step_of(editing.macro, "a").title == "t1"
    editing.do(edit.delete(editing.macro, "a"))
    assert not editing.can_redo


def test_saved_is_what_counts_as_unchanged() -> None:
    editing = Editing(MACRO)
    editing.do(edit.delete(MACRO, "a"))
    editing.saved()
    assert not editing.changed
    editing.undo()
    assert editing.changed


# -- differences ---------------------------------------------------------------------


def test_a_healed_step_tells_what_its_target_was_and_is() -> None:
    assert diff(MACRO, edit.retarget(MACRO, "a", STORE)) == [
        "~ 1. Click the button “Store” in “Notes”: target: "
        "the button “Save” in “Notes” → the button “Store” in “Notes”"
    ]


def test_the_same_thing_with_other_signs() -> None:
    moved = SAVE.model_copy(update={"box": BOX.moved(5, 5), "picture": "pictures/0123456789abcdef.png"})
    assert diff(MACRO, edit.retarget(MACRO, "a", moved)) == [
        "~ 1. Click the button “Save” in “Notes”: target: the same by name; new: its place, its picture"
    ]


def test_nothing_different_says_nothing() -> None:
    assert diff(MACRO, MACRO) == []


def test_steps_that_came_went_and_moved() -> None:
    new = edit.move_out(edit.delete(edit.add_comment(MACRO, "hm", after="a"), "d"), "b")
    assert diff(MACRO, new) == ["- 5. # d", "+ 2. # hm", "> 5. # b: it was step 3"]
    assert diff(MACRO, edit.move_to(MACRO, "a", 2)) == [
        "> 7. Click the button “Save” in “Notes”: it was step 1"
    ]


def test_all_that_a_step_says_is_compared() -> None:
    new = edit.rename_title(edit.set_timeout(MACRO, "a", 3), "a", "Keep")
    new = edit.set_on_failure(edit.set_expect(new, "a", SIGN_IN), "a", "retry")
    new = edit.set_act(new, "a", ClickAct(count=2))
    new = edit.set_check(new, "if", Check(words="Sign in", present=False))
    assert diff(MACRO, new) == [
        "~ 1. Keep: title: none → “Keep”",
        "~ 1. Keep: timeout: 10 → 3",
        "~ 1. Keep: on failure: “ask” → “retry”",
        "~ 1. Keep: act: Click the button “Save” in “Notes” → Double-click the button “Save” in “Notes”",
        "~ 1. Keep: expect: none → “Sign in” is seen",
        "~ 2. If “Sign in” is not seen: check: “Sign in” is seen → “Sign in” is not seen",
    ]


def test_variables_are_compared() -> None:
    old = typed("x", variables=(Variable(name="a", default="1"), Variable(name="b")))
    new = typed(
        "x",
        variables=(Variable(name="a", default="2"), Variable(name="c", default="secret:x", type="secret")),
    )
    assert diff(old, new.model_copy(update={"name": "n"})) == [
        "~ name: “m” → “n”",
        "~ variable a (text; “1”) → a (text; “2”)",
        "- variable b (text; must be given)",
        "+ variable c (secret; the secret “x”)",
    ]


def test_a_step_of_another_kind_under_the_same_id() -> None:
    new = MACRO.model_copy(update={"steps": (WaitStep(id="a", seconds=1), *MACRO.steps[1:])})
    assert diff(MACRO, new) == ["~ 1. Wait 1 s: Click the button “Save” in “Notes” → Wait 1 s"]


@given(st.text(max_size=400), st.text(max_size=400))
def test_lines_of_a_difference_are_short(one: str, two: str) -> None:
    def made(text: str, name: str) -> Macro:
        mark = Mark(name=text, window=text, box=BOX)
        press = ActStep(id="p", act=PressAct(keys=(text,)), target=mark, title=text[:5])
        return Macro(name=name, description=text, steps=(press, note("n")))

    for line in diff(made(one, "m"), made(two, "n")):
        assert len(line) <= LONGEST
        assert "\x1b" not in line
        assert "\n" not in line
