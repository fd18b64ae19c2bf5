"""A macro as a plain Python script on pyautogui: positions only, as the script says itself. Pure.

All that comes from the document is either a literal (`repr`) or a comment on one line, so that nothing in a
macro, whoever wrote it, becomes code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from agent.macro import (
    ActStep,
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
    PressAct,
    ScrollAct,
    SubStep,
    TypeAct,
    Variable,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.macros.script_head import FOOT, HEAD, HELPERS, IMPORTS, MAIN
from agent.macros.values import PART
from agent.macros.words import condition_of, words_of
from agent.types import secret_name
from agent.visible import visible

INDENT = "    "
LONGEST = 160  # characters of a comment
DATA = "rows.csv"  # in place of the file that is given with --data
KEYS = {"super": "win", "altgr": "altright", "menu": "apps", "plus": "+", "minus": "-"}  # pyautogui's names


def script_of(bundle: Bundle) -> str:
    """The script's whole text, which compiles whatever stands in the macro."""
    macro = bundle.macro
    parts = [HEAD, *_about(macro), IMPORTS, _values(macro), HELPERS, MAIN]
    body = "".join(f"{line}\n" for line in _Writer(macro).lines(macro.steps, 1, "values"))
    return "".join([*parts, body, FOOT])


def comment(text: str) -> str:
    """The text as one comment: no line of it can end the comment, and no character in it acts."""
    line = visible(" ".join(text.split())).encode("utf-8", "replace").decode("utf-8")
    return f"# {line[:LONGEST]}".rstrip()


def _about(macro: Macro) -> Iterator[str]:
    yield f"{comment(f'The macro: {macro.name}')}\n"
    for line in macro.description.splitlines()[:20]:
        yield f"{comment(line)}\n"
    if macro.screen is not None:
        yield f"{comment(f'Made on a screen of {macro.screen[0]} × {macro.screen[1]} pixels.')}\n"


def _values(macro: Macro) -> str:
    """The variables as two tables: values, and of secrets only their names."""
    plain = [v for v in macro.variables if v.type != "secret"]
    hidden = [v for v in macro.variables if v.type == "secret"]
    values = _table("VALUES", ((v, repr(v.default)) for v in plain))
    secrets = _table("SECRETS", ((v, repr(secret_name(v.default or "") or v.name)) for v in hidden))
    return values + secrets


def _table(name: str, rows: Iterable[tuple[Variable, str]]) -> str:
    lines = [f"{INDENT}{v.name!r}: {value},  {comment(f'{v.type}. {v.help}')}\n" for v, value in rows]
    return f"{name} = {{\n{''.join(lines)}}}\n" if lines else f"{name} = {{}}\n"


class _Writer:
    """Writes the steps of one macro. `values` is the name of the dictionary that a step's texts look in."""

    def __init__(self, macro: Macro) -> None:
        self._secrets = {variable.name for variable in macro.variables if variable.type == "secret"}

    def lines(self, steps: tuple[Any, ...], deep: int, values: str) -> Iterator[str]:
        """All lines of a block; never none, since Python wants something in it."""
        before = INDENT * deep
        for step in steps:
            if not isinstance(step, CommentStep):
                yield before + comment(words_of(step))
            yield from self._step(step, deep, values)
        if not any(not isinstance(step, CommentStep) for step in steps):
            yield f"{before}pass"

    def _step(self, step: Any, deep: int, values: str) -> Iterator[str]:
        match step:
            case IfStep():
                yield from self._choice(step, deep, values)
            case LoopStep():
                yield from self._loop(step, deep, values)
            case _:
                for line in self._plain(step, values):
                    yield INDENT * deep + line

    def _plain(self, step: Any, values: str) -> Iterator[str]:
        """A step that is no block."""
        match step:
            case ActStep():
                yield from self._act(step, values)
                if step.expect is not None:
                    yield comment(f"To be seen now (not checked): {condition_of(step.expect)}")
            case WaitUntilStep():
                yield "time.sleep(LOOK)"
            case CheckStep():
                yield "pass  # not checked"
            case WaitStep():
                yield f"time.sleep({step.seconds!r})"
            case SubStep():
                yield f"sys.exit({f'Export the macro {step.macro} too, and put its steps here.'!r})"
            case CommentStep():
                for line in step.text.splitlines() or [""]:
                    yield comment(line)

    def _choice(self, step: IfStep, deep: int, values: str) -> Iterator[str]:
        before = INDENT * deep
        yield f"{before}if True:  # not looked at; write False for the other steps"
        yield from self.lines(step.then, deep + 1, values)
        yield f"{before}else:"
        yield from self.lines(step.otherwise, deep + 1, values)

    def _loop(self, step: LoopStep, deep: int, values: str) -> Iterator[str]:
        before = INDENT * deep
        if step.times is not None:
            yield f"{before}for _ in range({step.times!r}):"
            yield from self.lines(step.steps, deep + 1, values)
            return
        inside = f"values_{deep}"
        yield f"{before}for row in rows({step.data or DATA!r}):"
        yield f"{before}{INDENT}{inside} = {values} | row"
        yield from self.lines(step.steps, deep + 1, inside)

    def _act(self, step: ActStep, values: str) -> Iterator[str]:
        act, place = step.act, _place(step.target)
        match act:
            case ClickAct():
                yield from _click(act, place)
            case HoverAct():
                yield f"pyautogui.moveTo({place})"
            case TypeAct():
                yield from self._typing(act, place, values)
            case ClearAct():
                yield from _into(place)
                yield "select_all()"
                yield "pyautogui.press('delete')"
            case PressAct():
                yield from _press(act)
            case ScrollAct():
                yield from _scroll(act, place)
            case DragAct():
                yield f"pyautogui.moveTo({place})"
                yield f"pyautogui.dragTo({_place(step.to)}, duration=0.5, button={act.button!r})"
            case _:
                assert_never(act)

    def _typing(self, act: TypeAct, place: str, values: str) -> Iterator[str]:
        yield from _into(place)
        if act.replace:
            yield "select_all()"
        name = secret_name(act.text)
        if name:
            yield f"type_text(secret({name!r}), hidden=True)"
            return
        hidden = any(found[1] in self._secrets for found in PART.finditer(act.text))
        yield f"type_text({_text(act.text, values)}{', hidden=True' if hidden else ''})"


def _text(text: str, values: str) -> str:
    """An expression for a text that may name variables: 'Dear ' + values['who'] + ','."""
    parts: list[str] = []
    literal, at = "", 0
    for found in PART.finditer(text):
        literal += text[at : found.start()]
        at = found.end()
        if not found[1]:
            literal += found[0][0]
            continue
        parts += [repr(literal)] if literal else []
        parts.append(f"{values}[{found[1]!r}]")
        literal = ""
    literal += text[at:]
    return " + ".join([*parts, repr(literal)] if literal or not parts else parts)


def _place(mark: Mark | None) -> str:
    """Its point as two arguments: "12, 34"; "" for no mark."""
    if mark is None:
        return ""
    x = min(mark.box.x0 + int(mark.point[0] * mark.box.width), max(mark.box.x0, mark.box.x1 - 1))
    y = min(mark.box.y0 + int(mark.point[1] * mark.box.height), max(mark.box.y0, mark.box.y1 - 1))
    return f"{x}, {y}"


def _into(place: str) -> Iterator[str]:
    if place:
        yield f"pyautogui.click({place})"


def _click(act: ClickAct, place: str) -> Iterator[str]:
    several = f", clicks={act.count}, interval=0.05" if act.count > 1 else ""
    button = f", button={act.button!r}" if act.button != "left" else ""
    click = f"pyautogui.click({place}{several}{button})"
    if not act.modifiers:
        yield click
        return
    yield f"with pyautogui.hold({[_key(key) for key in act.modifiers]!r}):"
    yield f"{INDENT}{click}"


def _press(act: PressAct) -> Iterator[str]:
    if len(act.keys) == 1:
        times = f", presses={act.repeat}" if act.repeat > 1 else ""
        yield f"pyautogui.press({_key(act.keys[0])!r}{times})"
        return
    if act.repeat > 1:
        yield f"for _ in range({act.repeat}):"
    chord = ", ".join(repr(_key(key)) for key in act.keys)
    yield f"{INDENT if act.repeat > 1 else ''}pyautogui.hotkey({chord})"


def _scroll(act: ScrollAct, place: str) -> Iterator[str]:
    if place:
        yield f"pyautogui.moveTo({place})"
    if act.dy:
        yield f"pyautogui.scroll({-act.dy} * NOTCH)"
    if act.dx:
        yield f"pyautogui.hscroll({act.dx} * NOTCH)"


def _key(name: str) -> str:
    """What pyautogui calls a key of actions/keys.py."""
    return KEYS.get(name, name)
