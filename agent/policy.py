"""What an act can cause, judged before it happens: look, navigate, write, consequential or forbidden. Pure.

The judge looks at the element under the point, at what is written inside the target's box, at the planner's
description, at the window and at the act itself, and keeps the worst of them: words can raise a class and
never lower it. Where it cannot know (Enter in a dialog that it cannot read), it says consequential.

Choices: a folder named "Deleted items" or a link "Payment history" is only gone to; "Log in" uses
credentials and is consequential; a right click only opens a menu; closing a window may lose work, closing
a dialog beside its window does not; "Save as" writes, and the question "replace it?" comes as its own act.
"""

from __future__ import annotations

from typing import Literal, assert_never

from agent import policy_words as words
from agent.policy_keys import press_findings
from agent.policy_scene import (
    CONTAINERS,
    LOOSE,
    answer_danger,
    enter_danger,
    front_window,
    is_secondary,
    is_terminal,
    searching,
    strictness,
    texts,
    under,
)
from agent.policy_text import Strictness, described, meaning, plain
from agent.types import (
    Action,
    Clear,
    Click,
    Consequence,
    Drag,
    Element,
    Hover,
    Judgement,
    Observation,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    targets_of,
)

Rule = Literal["free", "ask", "refuse"]
ORDER: tuple[Consequence, ...] = ("look", "navigate", "write", "consequential", "forbidden")

WRITES = frozenset(
    {"checkbox", "radio", "switch", "slider", "spin_box", "button", "icon_button", "icon", "image"}
)

Texts = list[tuple[str, Strictness]]


def judge(action: Action, observation: Observation, instruction: str = "") -> Judgement:
    """The worst that the act can cause, and why. `instruction` are the person's words: an unnamed control
    is judged by them."""
    found = [_own_window(target, observation) for target in targets_of(action)]
    found += _findings(action, observation, instruction)
    return max((f for f in found if f is not None), key=lambda f: ORDER.index(f.consequence))


def ask_rule(judgement: Judgement, settings_yes: bool, settings_yes_to_all: bool) -> Rule:
    """What is to be done with an act of that class: let it pass, ask the person, or refuse it."""
    match judgement.consequence:
        case "forbidden":
            return "refuse"
        case "look":
            return "free"
        case "navigate" | "write":
            return "free" if settings_yes or settings_yes_to_all else "ask"
        case "consequential":
            return "free" if settings_yes_to_all else "ask"
        case _:
            assert_never(judgement.consequence)


def _findings(action: Action, seen: Observation, instruction: str) -> list[Judgement]:
    """All that speaks for a class; the first is the class that the act has by itself."""
    match action:
        case Wait():
            return [_judged("look", "It only waits.")]
        case Hover():
            return [_judged("look", "It only moves the pointer.")]
        case Scroll():
            return [_scroll(action, seen)]
        case Click():
            return _click(action, seen, instruction)
        case TypeText() | Clear():
            return _text(action, seen)
        case Press():
            return press_findings(action, seen)
        case Drag():
            return _drag(action, seen)
        case _:
            assert_never(action)


def _judged(consequence: Consequence, reason: str) -> Judgement:
    return Judgement(consequence=consequence, reason=reason)


def _grave(reason: str) -> Judgement:
    return _judged("consequential", reason)


def _own_window(target: Target, seen: Observation) -> Judgement | None:
    window = seen.frame.window_at(target.point)
    if window is None or not window.ours:
        return None
    return _judged("forbidden", "The point lies in one of Deskhand's own windows, which it never touches.")


# -- pointer ------------------------------------------------------------------


def _scroll(action: Scroll, seen: Observation) -> Judgement:
    element = seen.at(action.target.point) if action.target else None
    if element is not None and element.kind in {"slider", "spin_box", "combo_box"}:
        return _judged("write", "The wheel changes the value of the control under the pointer.")
    return _judged("look", "It only scrolls.")


def _click(action: Click, seen: Observation, instruction: str) -> list[Judgement]:
    target = action.target
    found = [_plain_click(target, seen), *_in_terminal(action, seen)]
    if action.button == "right":
        return found  # it opens a menu; choosing from it is an act of its own
    written = texts(target, seen)
    found += _by_words(target, seen) + _by_answer(target, written, seen)
    found += _by_control(action, written, seen)
    return found if written else found + _by_instruction(target, seen, instruction)


def _plain_click(target: Target, seen: Observation) -> Judgement:
    """The class that a click has by the kind of thing alone, and by harmless words that change something."""
    kinds = {element.kind for element in under(target, seen)} | {target.kind}
    if kinds & WRITES or any(words.CHANGES.match(plain(text)) for text, _ in texts(target, seen)):
        return _judged("write", "It presses a button or changes something.")
    return _judged("navigate", "It only goes to, opens or selects what is clicked.")


def _by_words(target: Target, seen: Observation) -> list[Judgement]:
    """What is written at the target, and the planner's description of it."""
    read = [(text, meaning(text, strict)) for text, strict in texts(target, seen)]
    read.append((target.description, described(target.description, strictness(target.kind))))
    return [
        _grave(f"“{_short(text)}” says that {means}.")
        for text, means in read
        if means and not (means == words.OVERWRITES and searching(text, target.point, seen))
    ]


def _by_answer(target: Target, written: Texts, seen: Observation) -> list[Judgement]:
    """OK, Yes, No and their like mean what the dialog asks."""
    for text, _ in written:
        reason = answer_danger(plain(text), target.point, seen)
        if reason:
            return [_grave(f"“{_short(text)}” answers a question: {reason}.")]
    return []


def _by_control(action: Click, written: Texts, seen: Observation) -> list[Judgement]:
    """What the control itself does: it closes a window, carries an icon, starts a program."""
    found = []
    element = seen.at(action.target.point)
    names = {plain(text) for text, _ in written}
    closing = "window_control" in {action.target.kind, element.kind if element else ""}
    if (
        closing
        and (not names or names & {"close", "x", "×", "✕", "关闭"})
        and not is_secondary(seen.frame.window_at(action.target.point), seen)
    ):
        found.append(_grave("It closes a window, in which work may not be saved."))
    if element is not None and element.kind in LOOSE:
        found += [_grave(f"“{n}” says that {words.ICONS[n]}.") for n in names if n in words.ICONS]
    if action.count > 1 and any(words.PROGRAM_FILE.search(name) for name in names):
        found.append(_grave("A double click starts that program."))
    return found


def _by_instruction(target: Target, seen: Observation, instruction: str) -> list[Judgement]:
    """A control without words is judged by what the person asked for."""
    here = under(target, seen)
    if here and here[0].kind not in LOOSE:
        return []
    means = described(instruction, "loose") if instruction else None
    return [_grave(f"Nothing is written on it, and what you asked for says that {means}.")] if means else []


def _in_terminal(action: Click, seen: Observation) -> list[Judgement]:
    if action.button == "left" or not is_terminal(seen.frame.window_at(action.target.point)):
        return []
    return [_grave("In a terminal this button may paste, and what is pasted may run.")]


def _drag(action: Drag, seen: Observation) -> list[Judgement]:
    found = [_judged("write", "It moves something.")]
    if is_terminal(seen.frame.window_at(action.to.point)):
        found.append(_grave("It drops something into a terminal."))
    for target in (action.source, action.to):
        found += _by_words(target, seen)
    names = [plain(text) for text, _ in texts(action.to, seen)] + [plain(action.to.description)]
    if any(words.TRASH.search(name) for name in names):
        found.append(_grave("It drops something into the trash."))
    return found


# -- typing -------------------------------------------------------------------


def _text(action: TypeText | Clear, seen: Observation) -> list[Judgement]:
    found = [_judged("write", "It changes a text.")]
    window = seen.frame.window_at(action.target.point) if action.target else front_window(seen)
    near = [text for text, _ in texts(action.target, seen)] if action.target else []
    if is_terminal(window) or any(words.PROMPT.search(text) for text in near):
        found.append(_grave("It types into a terminal or a field for commands, where text can run."))
    if _is_secret(action, seen):
        found.append(_grave("It is a password or another secret."))
    if action.target:
        found += _by_words(action.target, seen)  # it is clicked before the keys come
    if isinstance(action, TypeText):
        found += _typed_text(action.text, seen)
    return found


def _is_secret(action: TypeText | Clear, seen: Observation) -> bool:
    if isinstance(action, TypeText) and action.secret:
        return True
    if isinstance(action, Clear) or action.target is None:
        focused = [e for e in seen.elements if "focused" in e.states]
        return isinstance(action, TypeText) and any(_secret_element(e) for e in focused)
    here = under(action.target, seen)
    said = action.target.kind == "password_field" or words.SECRET_FIELD.search(action.target.description)
    return bool(said) or any(_secret_element(e) for e in here)


def _secret_element(element: Element) -> bool:
    if element.kind == "password_field":
        return True
    return element.kind not in CONTAINERS and bool(
        words.SECRET_FIELD.search(f"{element.label} {element.text}"[:60])
    )


def _typed_text(text: str, seen: Observation) -> list[Judgement]:
    found = []
    if plain(text).startswith(("javascript:", "data:text/html", "vbscript:")):
        found.append(_grave("The text is a program for a browser."))
    if "\n" in text or "\r" in text:
        reason = enter_danger(seen)
        found += [_grave(f"The text holds Enter: {reason}.")] if reason else []
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
