"""Macros as Python scripts: they compile, act at the recorded places, and hold nothing but what they show."""

from __future__ import annotations

import ast
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from macro_makers import a_bundle, a_macro, a_mark, click_step, press_step, type_step, whole_macro

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
    ScrollAct,
    SubStep,
    TypeAct,
    Variable,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.script import comment, script_of
from agent.types import Box

EVIL = (
    "'''\"\"\"\\\n\r\nimport os\x0bimport os\x85import os\u2028import os\u2029"
    "os.system('x')#\t\x1b[2J\u202e{0}%s{"
)
DONE = Check(words="Done")


class FakeGui(ModuleType):
    """Notes what a script does."""

    def __init__(self) -> None:
        super().__init__("pyautogui")
        self.log: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def note(*places: Any, **named: Any) -> None:
            told = [repr(place) for place in places] + [f"{key}={value!r}" for key, value in named.items()]
            self.log.append(f"{name}({', '.join(told)})")

        return note

    @contextmanager
    def hold(self, keys: list[str]) -> Any:
        self.log.append(f"hold {keys}")
        yield
        self.log.append("let go")


@pytest.fixture
def gui(monkeypatch: pytest.MonkeyPatch) -> FakeGui:
    gui, clipboard = FakeGui(), ModuleType("pyperclip")
    clipboard.copy = lambda text: gui.log.append(f"copy {text}")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyautogui", gui)
    monkeypatch.setitem(sys.modules, "pyperclip", clipboard)
    monkeypatch.setattr("time.sleep", lambda seconds: gui.log.append(f"sleep {seconds:g}"))
    return gui


def run(gui: FakeGui, macro: Macro, folder: Path) -> list[str]:
    path = folder / "script.py"
    path.write_text(script_of(a_bundle(macro)), encoding="utf-8")
    gui.log.clear()
    runpy.run_path(str(path), run_name="__main__")
    return gui.log


def test_every_act_at_its_place(gui: FakeGui, tmp_path: Path) -> None:
    corner = a_mark(point=(0.0, 1.0))
    macro = a_macro(
        click_step("s1"),
        ActStep(id="s2", act=ClickAct(button="right"), target=corner),
        ActStep(id="s3", act=ClickAct(count=2, modifiers=("super",)), target=a_mark()),
        ActStep(id="s4", act=HoverAct(), target=a_mark()),
        ActStep(id="s5", act=ClearAct(), target=a_mark()),
        ActStep(id="s6", act=DragAct(), target=a_mark(), to=a_mark(box=Box(x0=0, y0=0, x1=0, y1=0))),
        ActStep(id="s7", act=ScrollAct(dx=1, dy=-2)),
        press_step("p1", "ctrl", "s"),
        ActStep(id="p2", act=press_step("x", "enter").act.model_copy(update={"repeat": 3})),
        ActStep(id="p3", act=press_step("x", "alt", "menu").act.model_copy(update={"repeat": 2})),
        WaitStep(id="w1", seconds=1.5),
        WaitUntilStep(id="w2", check=DONE),
        CheckStep(id="w3", check=DONE),
    )
    notch = {"win32": 120, "darwin": 3}.get(sys.platform, 1)
    assert run(gui, macro, tmp_path) == [
        "click(80, 72)", "click(40, 83, button='right')",
        "hold ['win']", "click(80, 72, clicks=2, interval=0.05)", "let go",
        "moveTo(80, 72)", "click(80, 72)", "hotkey('ctrl', 'a')", "press('delete')",
        "moveTo(80, 72)", "dragTo(0, 0, duration=0.5, button='left')",
        f"scroll({2 * notch})", f"hscroll({notch})",
        "hotkey('ctrl', 's')", "press('enter', presses=3)", "hotkey('alt', 'apps')", "hotkey('alt', 'apps')",
        "sleep 1.5", "sleep 2",
    ]  # fmt: skip


def test_texts_variables_and_secrets(gui: FakeGui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKHAND_SECRET_MY_BANK", "s3cret")
    monkeypatch.setattr("getpass.getpass", lambda prompt: f"typed for {prompt}")
    macro = a_macro(
        type_step("t1", "Dear {who}, {{you}} owe {n}\n"),
        ActStep(id="t2", act=TypeAct(text="{who}", replace=True)),
        type_step("t3", "secret:my.bank"),
        type_step("t4", "{pass}"),
        type_step("t5", "{who} 你好"),
        type_step("t6", ""),
        type_step("t7", "#{pin}"),
        variables=(
            Variable(name="who", default="Ada"),
            Variable(name="n", type="number", default="3"),
            Variable(name="pass", type="secret", default="secret:mail"),
            Variable(name="pin", type="secret"),
        ),
    )
    script = script_of(a_bundle(macro))
    assert "s3cret" not in script
    assert [entry for entry in run(gui, macro, tmp_path) if not entry.startswith("click")] == [
        "write('Dear Ada, {you} owe 3\\n', interval=0.02)",
        "hotkey('ctrl', 'a')", "write('Ada', interval=0.02)",
        "write('s3cret', interval=0.02)",
        "write('typed for The secret mail: ', interval=0.02)",
        "copy Ada 你好", "hotkey('ctrl', 'v')",
        "write('', interval=0.02)",
        "write('#typed for The secret pin: ', interval=0.02)",
    ]  # fmt: skip


def test_a_secret_never_goes_through_the_clipboard(
    gui: FakeGui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKHAND_SECRET_BANK", "pässword")
    with pytest.raises(SystemExit, match="cannot type"):
        run(gui, a_macro(type_step("t1", "secret:bank")), tmp_path)
    assert gui.log == ["click(80, 72)"]


def test_a_value_that_must_be_given_is_asked_for_before_anything(gui: FakeGui, tmp_path: Path) -> None:
    macro = a_macro(type_step("t1", "{class}"), variables=(Variable(name="class"),))
    with pytest.raises(SystemExit, match=r"Write a value .* for: class"):
        run(gui, macro, tmp_path)
    assert gui.log == []


def test_loops_over_rows_and_times(gui: FakeGui, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("\ufeffFirst name,City\nAda,London\n李雷,x\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text("n\n1\n2\n", encoding="utf-8")
    macro = a_macro(
        LoopStep(
            id="l1",
            data="people.csv",
            steps=(
                type_step("t1", "{first_name}{who}"),
                LoopStep(id="l2", steps=(type_step("t2", "{city}{n}{who}"),)),
            ),
        ),
        LoopStep(id="l3", times=2, steps=(press_step("p1", "enter"),)),
        type_step("t3", "{who}"),
        variables=(Variable(name="who", default="!"),),
    )
    told = [entry for entry in run(gui, macro, tmp_path) if not entry.startswith("click")]
    assert [entry.removesuffix(", interval=0.02)") for entry in told] == [
        "write('Ada!'", "write('London1!'", "write('London2!'",
        "copy 李雷!", "hotkey('ctrl', 'v')", "write('x1!'", "write('x2!'",
        "press('enter')", "press('enter')", "write('!'",
    ]  # fmt: skip


def test_choices_can_be_changed_by_hand_and_other_macros_stop_it(gui: FakeGui, tmp_path: Path) -> None:
    macro = a_macro(
        IfStep(
            id="i1", check=DONE, then=(press_step("p1", "a"),), otherwise=(CommentStep(id="c", text="no"),)
        ),
        SubStep(id="m1", macro="Log in"),
    )
    with pytest.raises(SystemExit, match="Export the macro Log in too"):
        run(gui, macro, tmp_path)
    assert gui.log == ["press('a')"]
    assert "if True:  # not looked at" in script_of(a_bundle(macro))


def test_it_says_what_it_is_and_tells_each_step(gui: FakeGui) -> None:
    script = script_of(a_bundle(whole_macro()))
    assert "POSITIONS ONLY" in script.split("import", 1)[0]
    for words in ("The macro: All there is", "Does", "screen of 1280 × 800", "# Drag “a.txt” onto “Bin”",
                  "# Check that the window “notes” is not seen", "To be seen now (not checked): the text",
                  "    # First\n    # save “it”\n"):  # fmt: skip
        assert words in script, words
    ast.parse(script)


def test_an_empty_macro_and_empty_blocks(gui: FakeGui, tmp_path: Path) -> None:
    blocks = (IfStep(id="i", check=DONE), LoopStep(id="l", times=2), CommentStep(id="c", text=""))
    for macro in (Macro(name="Nothing"), Macro(name="Blocks", steps=blocks)):
        assert run(gui, macro, tmp_path) == []


def hostile(text: str) -> Macro:
    """A macro with this text wherever a text may stand."""
    line = text[:500]
    check = Check(words=line or "x", kind="button") if line.strip() else DONE
    mark = a_mark(line, window=line, program=line)
    variables = (
        Variable(name="who", default=text, help=line),
        Variable(name="date", type="choice", choices=(line,), default=text),
    )
    steps = (
        CommentStep(id="c1", text=text),
        ActStep(id="s1", act=ClickAct(), target=mark, title=line, expect=check),
        ActStep(id="s2", act=TypeAct(text=text.replace("{", "{{").replace("}", "}}")), target=mark),
        ActStep(id="s3", act=TypeAct(text="{who}"), target=mark),
        IfStep(id="i1", check=check, title=line, then=(CommentStep(id="c2", text=text),)),
        LoopStep(id="l1", times=1, title=line, steps=(WaitUntilStep(id="w1", check=check),)),
        ActStep(id="s4", act=press_step("x", text[:5] or "a").act),
    )
    return Macro(name="Hostile", description=text, variables=variables, steps=steps)


def shape(script: str) -> list[str]:
    """The kinds of a script's nodes, which a text must not change."""
    return [type(node).__name__ for node in ast.walk(ast.parse(script))]


def constants(script: str) -> list[Any]:
    return [node.value for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Constant)]


PLAIN = shape(script_of(a_bundle(hostile("plain"))))


def test_a_hostile_text_stays_a_text() -> None:
    script = script_of(a_bundle(hostile(EVIL)))
    assert shape(script) == PLAIN
    assert constants(script).count(EVIL) == 3
    assert "\x1b" not in script
    assert "\u202e" not in script


@given(st.text(st.characters(codec=None), min_size=1, max_size=80))
def test_any_text_stays_a_text(text: str) -> None:
    script = script_of(a_bundle(hostile(text)))
    assert shape(script) == PLAIN
    assert constants(script).count(text) >= 3
    compile(script.encode("utf-8"), "script.py", "exec", dont_inherit=True)


@pytest.mark.parametrize(
    "text", ["-*- coding: utf-7 -*-", "coding=utf-16", "vim: set fileencoding=latin-1 :"]
)
def test_no_comment_sets_the_encoding(text: str) -> None:
    macro = Macro(name="coding", description=f"{text}\n{text}", steps=(CommentStep(id="c", text=text),))
    script = script_of(a_bundle(macro))
    assert all("coding" not in line for line in script.splitlines()[:2])


def test_a_long_comment_is_cut_and_on_one_line() -> None:
    assert comment(f"a\nb\u2028c {'x' * 500}").count("\n") == 0
    assert len(comment("x" * 500)) <= 162


def test_a_python_of_its_own_runs_it(tmp_path: Path) -> None:
    """The file as it is, in a process that has a pyautogui of its own."""
    (tmp_path / "pyautogui.py").write_text(
        "log = []\ndef __getattr__(name):\n"
        "    return lambda *a, **k: print(name, *map(ascii, a), sorted(k.items()))\n"
    )
    script = tmp_path / "script.py"
    macro = a_macro(click_step(), type_step("t1", "x{who}"), variables=(Variable(name="who", default="y"),))
    script.write_text(script_of(a_bundle(macro)), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["click 80 72 []", "click 80 72 []", "write 'xy' [('interval', 0.02)]"]
