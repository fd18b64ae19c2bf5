"""A macro in words: each step as one readable line, made from the document's data.

A stranger's macro may hold anything, so no line is longer than LONGEST and no character in one acts on the
terminal that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from agent.describe import COUNTS, chord, short
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
    PressAct,
    ScrollAct,
    SubStep,
    TypeAct,
    WaitStep,
    WaitUntilStep,
)
from agent.types import secret_name
from agent.visible import visible

LONGEST = 200  # characters of a line
NAMES = 40  # characters of a name within it
TEXTS = 80  # characters of a text that is typed
INDENT = "  "
KIND_WORDS = {"label": "text", "window_control": "window button"}

Pictures = Mapping[str, bytes]


def words_of(step: Any, pictures: Pictures | None = None) -> str:
    """One line: what the step does, to what. Its title, where it has one. `pictures`: those that are there; a
    target without a name is then told by its picture."""
    return clean(step.title or _said(step, pictures or {}), LONGEST)


def lines_of(macro: Macro, pictures: Pictures | None = None) -> list[str]:
    """All steps, numbered in the order of the document, those within others further in."""
    numbers = iter(range(1, 1_000_000))
    return [
        clean(line, LONGEST, f"{INDENT * deep}") for deep, line in _lines(macro.steps, 0, numbers, pictures)
    ]


def _lines(
    steps: tuple[Any, ...], deep: int, numbers: Iterator[int], pictures: Pictures | None
) -> Iterator[tuple[int, str]]:
    for step in steps:
        yield deep, f"{next(numbers)}. {words_of(step, pictures)}"
        if isinstance(step, IfStep):
            yield from _lines(step.then, deep + 1, numbers, pictures)
            if step.otherwise:
                yield deep, "Otherwise:"
            yield from _lines(step.otherwise, deep + 1, numbers, pictures)
        elif isinstance(step, LoopStep):
            yield from _lines(step.steps, deep + 1, numbers, pictures)


def clean(text: str, most: int, before: str = "") -> str:
    """At most so many characters of a text, on one line, none of which acts; `before` stands before it."""
    return before + visible(short(text, most - len(before)))


def quoted(text: str, most: int = NAMES) -> str:
    """A text of the document in quotes, shortened."""
    return f"“{clean(text, most)}”"


def _said(step: Any, pictures: Pictures) -> str:
    match step:
        case ActStep():
            return _acted(step, pictures)
        case WaitUntilStep():
            return f"Wait until {_comes(step.check, pictures)}"
        case CheckStep():
            return f"Check that {condition_of(step.check, pictures)}"
        case WaitStep():
            return f"Wait {step.seconds:g} s"
        case IfStep():
            return f"If {condition_of(step.check, pictures)}:"
        case LoopStep():
            return _looped(step)
        case SubStep():
            return _called(step)
        case CommentStep():
            return f"# {step.text}"
        case _:
            raise TypeError(f"no step of a macro: {step!r}")


def _looped(step: LoopStep) -> str:
    if step.times is not None:
        return f"{step.times} time{'' if step.times == 1 else 's'}:"
    return f"For each row of {quoted(step.data)}:" if step.data else "For each row of the data:"


def _called(step: SubStep) -> str:
    values = ", ".join(f"{clean(name, NAMES)} = {_text(value, NAMES)}" for name, value in step.values.items())
    return f"Run the macro {quoted(step.macro)}{f' with {values}' if values else ''}"


# -- acts ---------------------------------------------------------------------------


def _acted(step: ActStep, pictures: Pictures) -> str:
    act, target = step.act, step.target
    match act:
        case ClickAct():
            return _capital(f"{_click(act)} {_placed(target, pictures)}")
        case HoverAct():
            return f"Move the pointer over {_placed(target, pictures)}"
        case TypeAct():
            into = f" into {_field(target, pictures)}" if target else ""
            return (
                f"Type {_text(act.text, TEXTS)}{into}{', in place of what is there' if act.replace else ''}"
            )
        case ClearAct():
            return f"Empty {_field(target, pictures) if target else 'the field in focus'}"
        case PressAct():
            times = f" {act.repeat} times" if act.repeat > 1 else ""
            return f"Press {clean(chord(act.keys), NAMES)}{times}"
        case ScrollAct():
            return _scrolled(act, target, pictures)
        case DragAct():
            return f"Drag {_field(target, pictures)} onto {_field(step.to, pictures)}"
        case _:
            assert_never(act)


def _click(act: ClickAct) -> str:
    button = "" if act.button == "left" else f"{act.button}-"
    held = f"{clean(chord(act.modifiers), NAMES)}+" if act.modifiers else ""
    return f"{held}{button}{COUNTS[act.count]}"


def _scrolled(act: ScrollAct, target: Mark | None, pictures: Pictures) -> str:
    side = "down" if act.dy > 0 else "up" if act.dy < 0 else "right" if act.dx > 0 else "left"
    over = f" over {_field(target, pictures)}" if target else ""
    return f"Scroll {side} by {abs(act.dy or act.dx)}{over}"


def _text(text: str, most: int) -> str:
    name = secret_name(text)
    return f"the secret {quoted(name)}" if name else quoted(text, most)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- targets and conditions -----------------------------------------------------------


def mark_words(mark: Mark, pictures: Pictures | None = None) -> str:
    """What is meant: "the button “Save”", and which of several."""
    kind = KIND_WORDS.get(mark.kind, mark.kind.replace("_", " "))
    if not mark.name.strip():
        return f"the {kind} {_nameless(mark, pictures or {})}"
    return f"the {kind} {quoted(mark.name)}{_which(mark)}"


def _nameless(mark: Mark, pictures: Pictures) -> str:
    near = min((n for n in mark.neighbours if n.name.strip()), key=lambda n: n.dx**2 + n.dy**2, default=None)
    if near is not None:
        return f"next to {quoted(near.name)}"
    if mark.picture and mark.picture in pictures:
        return f"as in {mark.picture}"
    return "without a name"


def _which(mark: Mark) -> str:
    """Where its window held several of its name: the one in which row, or the how manieth."""
    if mark.twins < 2:
        return ""
    beside = next((cell for cell in mark.row if cell.strip() and cell != mark.name), "")
    return f" in the row of {quoted(beside)}" if beside else f" (number {mark.turn + 1} of {mark.twins})"


def _placed(mark: Mark | None, pictures: Pictures) -> str:
    """A target with its window."""
    if mark is None:
        return "nothing"
    window = mark.window or mark.program
    return f"{mark_words(mark, pictures)}{f' in {quoted(window)}' if window.strip() else ''}"


def _field(mark: Mark | None, pictures: Pictures) -> str:
    """A target by its name alone, where that tells it."""
    if mark is None:
        return "nothing"
    return f"{quoted(mark.name)}{_which(mark)}" if mark.name.strip() else mark_words(mark, pictures)


def condition_of(check: Check, pictures: Pictures | None = None) -> str:
    """What holds: "“Done” is seen", "the checkbox “Agree” is not checked", "“Name” does not hold “Ada”"."""
    no = "" if check.present else " not"
    if check.sees == "mark" and (check.state or check.words):
        return _held(check, pictures or {})
    return f"{_sought(check, pictures or {})} is{no} seen"


def _held(check: Check, pictures: Pictures) -> str:
    """The condition of a mark that has a state or holds words."""
    no = "" if check.present else " not"
    state = f"is{no} {check.state}" if check.state else ""
    holds = f"{'holds' if check.present else 'does not hold'} {quoted(check.words)}" if check.words else ""
    return f"{_sought(check, pictures)} {' and '.join(part for part in (state, holds) if part)}"


def _comes(check: Check, pictures: Pictures) -> str:
    """The same for a wait: "“Done” appears", "“Loading” is gone"."""
    if check.sees == "mark" and (check.state or check.words):
        return _held(check, pictures)
    return f"{_sought(check, pictures)} {'appears' if check.present else 'is gone'}"


def _sought(check: Check, pictures: Pictures) -> str:
    if check.sees == "mark" and check.mark is not None:
        return mark_words(check.mark, pictures)
    if check.sees == "window":
        return f"the window {quoted(check.words)}"
    kind = f"the {KIND_WORDS.get(check.kind, check.kind.replace('_', ' '))} " if check.kind else ""
    return f"{kind}{quoted(check.words)}"
