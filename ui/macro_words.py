"""The steps of a macro in the person's language, each as one readable line.

In English as agent/macros/words.py tells them. No line is long, and no character of a stranger's text acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from PySide6.QtCore import QCoreApplication

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
    Mark,
    PressAct,
    ScrollAct,
    SubStep,
    TypeAct,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.words import LONGEST, NAMES, TEXTS, clean
from agent.types import secret_name
from ui.kinds import kind_word
from ui.words import click_word, key_word

translate = QCoreApplication.translate
Pictures = Mapping[str, bytes]


def step_line(step: Any) -> str:
    """What the step does, to what; its title, where it has one."""
    return clean(step.title or said(step), LONGEST)


def said(step: Any) -> str:
    """What the step does, whatever its title says."""
    match step:
        case ActStep():
            return _acted(step)
        case WaitUntilStep():
            return translate("macro", "Wait until {condition}").format(condition=comes(step.check))
        case CheckStep():
            return translate("macro", "Check that {condition}").format(condition=condition(step.check))
        case WaitStep():
            return translate("macro", "Wait {seconds} s").format(seconds=f"{step.seconds:g}")
        case IfStep():
            return translate("macro", "If {condition}:").format(condition=condition(step.check))
        case LoopStep():
            return _looped(step)
        case SubStep():
            return _called(step)
        case CommentStep():
            return f"# {step.text}"
        case _:
            raise TypeError(f"no step of a macro: {step!r}")


def quoted(text: str, most: int = NAMES) -> str:
    """A text of the document in quotes, shortened."""
    return translate("words", "“{text}”").format(text=clean(text, most))


def text_words(text: str, most: int = TEXTS) -> str:
    """What is typed; a secret by its name."""
    name = secret_name(text)
    secret = translate("macro", "the secret {name}")
    return secret.format(name=quoted(name)) if name else quoted(text, most)


def _looped(step: LoopStep) -> str:
    if step.times is not None:
        return translate("macro", "Do {count} times:").format(count=step.times)
    if step.data:
        return translate("macro", "For each row of {file}:").format(file=quoted(step.data))
    return translate("macro", "For each row of the table:")


def _called(step: SubStep) -> str:
    words = translate("macro", "Run the macro {name}").format(name=quoted(step.macro))
    values = ", ".join(
        f"{clean(name, NAMES)} = {text_words(value, NAMES)}" for name, value in step.values.items()
    )
    return translate("macro", "{call} with {values}").format(call=words, values=values) if values else words


# -- acts ---------------------------------------------------------------------------


def _acted(step: ActStep) -> str:
    act, name = step.act, field_words(step.target) if step.target is not None else ""
    match act:
        case ClickAct():
            words = translate("macro", "{click} on {name}")
            click = words.format(click=click_word(act.button, act.count), name=_placed(step.target))
            return " + ".join([*(key_word(clean(key, NAMES)) for key in act.modifiers), click])
        case HoverAct():
            return translate("macro", "Point at {name}").format(name=_placed(step.target))
        case TypeAct():
            return _typed(act, name)
        case ClearAct():
            empty = translate("macro", "Empty the field where the cursor is")
            return translate("macro", "Empty {name}").format(name=name) if name else empty
        case PressAct():
            keys = " + ".join(key_word(clean(key, NAMES)) for key in act.keys)
            words = translate("macro", "Press {keys}").format(keys=keys)
            return words if act.repeat == 1 else f"{words} × {act.repeat}"
        case ScrollAct():
            return _scrolled(act, name)
        case DragAct():
            words = translate("macro", "Drag {name} to {to}")
            return words.format(name=name, to=field_words(step.to))
        case _:
            assert_never(act)


def _typed(act: TypeAct, name: str) -> str:
    text = text_words(act.text)
    if not name:
        return translate("macro", "Type {text}").format(text=text)
    if act.replace:
        return translate("macro", "Replace what is in {name} by {text}").format(text=text, name=name)
    return translate("macro", "Type {text} into {name}").format(text=text, name=name)


def _scrolled(act: ScrollAct, name: str) -> str:
    if act.dy:
        side = translate("macro", "Scroll down") if act.dy > 0 else translate("macro", "Scroll up")
    else:
        side = translate("macro", "Scroll right") if act.dx > 0 else translate("macro", "Scroll left")
    words = f"{side} × {abs(act.dy or act.dx)}"
    if not name:
        return words
    return translate("macro", "{scroll} over {name}").format(scroll=words, name=name)


# -- targets and conditions ------------------------------------------------------------


def mark_words(mark: Mark) -> str:
    """What is meant, with its kind: "the button “Save”", and which of several."""
    kind = kind_word(mark.kind)
    kind = kind[:1].lower() + kind[1:]
    if mark.name.strip():
        words = translate("macro", "the {kind} {name}").format(kind=kind, name=quoted(mark.name))
        return f"{words}{_which(mark)}"
    near = min((n for n in mark.neighbours if n.name.strip()), key=lambda n: n.dx**2 + n.dy**2, default=None)
    if near is not None:
        return translate("macro", "the {kind} next to {name}").format(kind=kind, name=quoted(near.name))
    return translate("macro", "a {kind} without a name").format(kind=kind)


def field_words(mark: Mark | None) -> str:
    """A target by its name alone, where that tells it."""
    if mark is None:
        return ""
    return f"{quoted(mark.name)}{_which(mark)}" if mark.name.strip() else mark_words(mark)


def _placed(mark: Mark | None) -> str:
    """A target with its window."""
    if mark is None:
        return ""
    window = mark.window or mark.program
    if not window.strip():
        return mark_words(mark)
    return translate("macro", "{name} in {window}").format(name=mark_words(mark), window=quoted(window))


def _which(mark: Mark) -> str:
    """Where its window held several of its name: the one in which row, or the how manieth."""
    if mark.twins < 2:
        return ""
    beside = next((cell for cell in mark.row if cell.strip() and cell != mark.name), "")
    if beside:
        return translate("macro", " in the row of {name}").format(name=quoted(beside))
    return translate("macro", " (number {turn} of {twins})").format(turn=mark.turn + 1, twins=mark.twins)


def condition(check: Check) -> str:
    """What holds: "“Done” is seen", "the check box “Agree” is not ticked", "“Name” does not hold “Ada”"."""
    if check.sees == "mark" and (check.state or check.words):
        return _held(check)
    words = (
        translate("macro", "{thing} is seen") if check.present else translate("macro", "{thing} is not seen")
    )
    return words.format(thing=_sought(check))


def comes(check: Check) -> str:
    """The same for a wait: "“Done” appears", "“Loading” is gone"."""
    if check.sees == "mark" and (check.state or check.words):
        return _held(check)
    words = translate("macro", "{thing} appears") if check.present else translate("macro", "{thing} is gone")
    return words.format(thing=_sought(check))


def state_word(state: str) -> str:
    """A state of an element."""
    return {
        "disabled": translate("macro", "greyed out"),
        "checked": translate("macro", "ticked"),
        "focused": translate("macro", "in focus"),
        "selected": translate("macro", "selected"),
        "expanded": translate("macro", "expanded"),
        "editable": translate("macro", "editable"),
    }.get(state, state)


def _held(check: Check) -> str:
    """The condition of a mark that has a state or holds words."""
    parts = []
    if check.state:
        is_so = translate("macro", "is {state}") if check.present else translate("macro", "is not {state}")
        parts.append(is_so.format(state=state_word(check.state)))
    if check.words:
        holds = (
            translate("macro", "holds {text}")
            if check.present
            else translate("macro", "does not hold {text}")
        )
        parts.append(holds.format(text=quoted(check.words)))
    both = translate("macro", " and ").join(parts)
    return translate("macro", "{thing} {holds}").format(thing=_sought(check), holds=both)


def _sought(check: Check) -> str:
    if check.sees == "mark" and check.mark is not None:
        return mark_words(check.mark)
    if check.sees == "window":
        return translate("macro", "the window {name}").format(name=quoted(check.words))
    if check.kind is None:
        return quoted(check.words)
    kind = kind_word(check.kind)
    words = translate("macro", "the {kind} {name}")
    return words.format(kind=kind[:1].lower() + kind[1:], name=quoted(check.words))
