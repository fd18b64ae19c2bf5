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
from agent.policy_dialogs import answer_danger, searching
from agent.policy_findings import grave, judged, short
from agent.policy_keys import press_findings
from agent.policy_lists import WindowLists
from agent.policy_origin import origin_findings
from agent.policy_scene import LOOSE, is_secondary, is_terminal, strictness, texts, under
from agent.policy_text import QUOTED, Strictness, described, meaning, plain, without_kinds
from agent.policy_typing import text_findings
from agent.policy_verbs import OVERWRITES
from agent.types import (
    Action,
    Clear,
    Click,
    Consequence,
    Drag,
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


def judge(
    action: Action, observation: Observation, instruction: str = "", lists: WindowLists | None = None
) -> Judgement:
    """The worst that the act can cause, and why. `instruction` are the person's words: an unnamed control
    is judged by them. `lists`: the windows that they let it use."""
    found = [_own_window(target, observation) for target in targets_of(action)]
    found.append(lists.judge(action, observation) if lists is not None else None)
    found += origin_findings(action, instruction)
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
            return [judged("look", "It only waits.")]
        case Hover():
            return [judged("look", "It only moves the pointer.")]
        case Scroll():
            return [_scroll(action, seen)]
        case Click():
            return _click(action, seen, instruction)
        case TypeText() | Clear():
            clicked = _by_words(action.target, seen) if action.target else []  # before the keys come
            return text_findings(action, seen) + clicked
        case Press():
            return press_findings(action, seen)
        case Drag():
            return _drag(action, seen)
        case _:
            assert_never(action)


def _own_window(target: Target, seen: Observation) -> Judgement | None:
    window = seen.frame.window_at(target.point)
    if window is None or not window.ours:
        return None
    return judged("forbidden", "The point lies in one of Deskhand's own windows, which it never touches.")


# -- pointer ------------------------------------------------------------------


def _scroll(action: Scroll, seen: Observation) -> Judgement:
    element = seen.at(action.target.point) if action.target else None
    if element is not None and element.kind in {"slider", "spin_box", "combo_box"}:
        return judged("write", "The wheel changes the value of the control under the pointer.")
    return judged("look", "It only scrolls.")


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
        return judged("write", "It presses a button or changes something.")
    return judged("navigate", "It only goes to, opens or selects what is clicked.")


def _by_words(target: Target, seen: Observation) -> list[Judgement]:
    """What is written at the target, and the planner's description of it."""
    read = [(text, meaning(text, strict)) for text, strict in texts(target, seen)]
    read.append((target.description, described(target.description, strictness(target.kind))))
    return [
        grave(f"“{short(text)}” says that {means}.")
        for text, means in read
        if means and not (means == OVERWRITES and searching(text, target.point, seen))
    ]


def _by_answer(target: Target, written: Texts, seen: Observation) -> list[Judgement]:
    """OK, Yes, No and their like mean what the dialog asks."""
    kinds = {element.kind for element in under(target, seen)} | {target.kind}
    kind = "button" if "button" in kinds else target.kind
    said = [*(text for text, _ in written), *QUOTED.findall(target.description)]
    for text in said or [without_kinds(target.description)]:
        reason = answer_danger(plain(text), kind, target.point, seen)
        if reason:
            return [grave(f"“{short(text)}” answers a question: {reason}.")]
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
        found.append(grave("It closes a window, in which work may not be saved."))
    if element is not None and element.kind in LOOSE:
        found += [grave(f"“{n}” says that {words.ICONS[n]}.") for n in names if n in words.ICONS]
    if action.count > 1 and any(words.PROGRAM_FILE.search(name) for name in names):
        found.append(grave("A double click starts that program."))
    return found


def _by_instruction(target: Target, seen: Observation, instruction: str) -> list[Judgement]:
    """A control without words is judged by what the person asked for."""
    here = under(target, seen)
    if here and here[0].kind not in LOOSE:
        return []
    means = described(instruction, "loose") if instruction else None
    return [grave(f"Nothing is written on it, and what you asked for says that {means}.")] if means else []


def _in_terminal(action: Click, seen: Observation) -> list[Judgement]:
    if action.button == "left" or not is_terminal(seen.frame.window_at(action.target.point)):
        return []
    return [grave("In a terminal this button may paste, and what is pasted may run.")]


def _drag(action: Drag, seen: Observation) -> list[Judgement]:
    found = [judged("write", "It moves something.")]
    if is_terminal(seen.frame.window_at(action.to.point)):
        found.append(grave("It drops something into a terminal."))
    for target in (action.source, action.to):
        found += _by_words(target, seen)
    names = [plain(text) for text, _ in texts(action.to, seen)] + [plain(action.to.description)]
    if any(words.TRASH.search(name) for name in names):
        found.append(grave("It drops something into the trash."))
    return found
