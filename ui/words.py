"""What the app says about acts, consequences, effects and ends, in the person's language.

The sentence about an act is made from the concrete Action, never from a planner's words: what is read here is
what will be sent. A secret text is never part of any sentence.
"""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from agent.journal_records import RunState
from agent.types import (
    Action,
    Ask,
    Candidate,
    Clear,
    Click,
    Consequence,
    Drag,
    Effect,
    Element,
    End,
    Frame,
    Hover,
    Observation,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    targets_of,
)
from ui.kinds import kind_word
from ui.reasons import reason

translate = QCoreApplication.translate
SECRET = "••••••"
LONG = 160
WHICH = " Which is it now?"  # at the end of what a macro asks that has lost a target


def act(action: Action, seen: Observation) -> str:
    """One sentence that says what will be sent: "Left click on ‘Find’"."""
    match action:
        case Click():
            return click(action, seen)
        case Hover():
            return translate("words", "Point at {name}").format(name=target(action.target, seen))
        case TypeText():
            return _typing(action, seen)
        case Clear():
            if action.target is None:
                return translate("words", "Empty the field where the cursor is")
            return translate("words", "Empty {name}").format(name=target(action.target, seen))
        case Press():
            return _press(action)
        case Scroll():
            return _scroll(action, seen)
        case Drag():
            words = translate("words", "Drag {source} to {to}")
            return words.format(source=target(action.source, seen), to=target(action.to, seen))
        case Wait():
            return translate("words", "Wait {seconds} s").format(seconds=f"{action.seconds:g}")
        case _:
            assert_never(action)


def act_line(action: Action, seen: Observation) -> str:
    """The same with the text that is typed in it, for a list: "Type “hello” into ‘Name’"."""
    if not isinstance(action, TypeText):
        return act(action, seen)
    text = translate("words", "“{text}”").format(text=short(typed(action), 60))
    if action.target is None:
        return translate("words", "Type {text}").format(text=text)
    words = translate("words", "Type {text} into {name}")
    return words.format(text=text, name=target(action.target, seen))


def click(action: Click, seen: Observation) -> str:
    """The click with its button, count and held keys."""
    words = translate("words", "{click} on {name}")
    sentence = words.format(click=click_word(action.button, action.count), name=target(action.target, seen))
    return " + ".join([*(key_word(key) for key in action.modifiers), sentence])


def click_word(button: str, count: int) -> str:
    """ "Left click", "Double click" and so on."""
    if button == "left" and count > 1:
        return translate("words", "Double click") if count == 2 else translate("words", "Triple click")
    single = {
        "left": translate("words", "Left click"),
        "right": translate("words", "Right click"),
        "middle": translate("words", "Middle click"),
    }[button]
    return single if count == 1 else f"{single} × {count}"


def target(place: Target, seen: Observation) -> str:
    """What stands at the place, by the words on the screen: "‘Find’"; otherwise as it was described."""
    thing = next((e for e in seen.elements if e.id == place.element and e.box == place.box), None)
    if thing is None:
        return short(place.description) or kind_word(place.kind)
    return quoted(thing.name) if thing.name else kind_word(thing.kind)


def quoted(text: str) -> str:
    return translate("words", "‘{text}’").format(text=short(text))


def question(ask: Ask) -> str:
    """What the person is asked: which of several things is meant, or whether one is meant that looks dead."""
    if len(ask.candidates) == 1 and "disabled" in ask.candidates[0].element.states:
        text = translate("words", "{name} looks greyed out. Is it to be used all the same?")
        return text.format(name=quoted(ask.candidates[0].element.name or ask.words))
    if not ask.words:
        return short(ask.question)
    if ask.question.endswith(WHICH):
        return short(ask.words)
    return translate("words", "Which {name}?").format(name=quoted(ask.words))


def short(text: str, limit: int = LONG) -> str:
    """The text on one line; the middle of a very long one is left out."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit // 2].rstrip()} … {line[-limit // 2 :].lstrip()}"


def typed(action: Action) -> str:
    """The exact text that will be typed, dots for a secret, or nothing."""
    if not isinstance(action, TypeText):
        return ""
    return SECRET if action.secret and not action.reference else action.text


def _typing(action: TypeText, seen: Observation) -> str:
    if action.target is None:
        return translate("words", "Type this text where the cursor is")
    name = target(action.target, seen)
    if action.replace:
        return translate("words", "Replace what is in {name} by this text").format(name=name)
    return translate("words", "Type this text into {name}").format(name=name)


def _press(action: Press) -> str:
    keys = " + ".join(key_word(key) for key in action.keys)
    sentence = translate("words", "Press {keys}").format(keys=keys)
    return sentence if action.repeat == 1 else f"{sentence} × {action.repeat}"


def _scroll(action: Scroll, seen: Observation) -> str:
    if abs(action.dy) >= abs(action.dx):
        words = translate("words", "Scroll down") if action.dy >= 0 else translate("words", "Scroll up")
    else:
        words = translate("words", "Scroll right") if action.dx > 0 else translate("words", "Scroll left")
    sentence = f"{words} × {max(abs(action.dx), abs(action.dy))}"
    if action.target is None:
        return sentence
    over = translate("words", "{scroll} over {name}")
    return over.format(scroll=sentence, name=target(action.target, seen))


def key_word(key: str) -> str:
    """A key as it is written on keyboards: "Ctrl", "S"."""
    return key.upper() if len(key) == 1 else key.replace("_", " ").title()


def place(action: Action, frame: Frame) -> str:
    """Kind and window of what the act touches: "Button in ‘Mousepad’"; only the window for bare keys."""
    places = targets_of(action)
    if not places:
        return _focused(frame)
    window = frame.window_at(places[0].point)
    if window is None or not window.title:
        return kind_word(places[0].kind)
    words = translate("words", "{kind} in {window}")
    return words.format(kind=kind_word(places[0].kind), window=quoted(short(window.title, 80)))


def _focused(frame: Frame) -> str:
    window = next((w for w in reversed(frame.windows) if w.focused and not w.ours), None)
    if window is None or not window.title:
        return ""
    return translate("words", "Goes to {window}").format(window=quoted(short(window.title, 80)))


def element(thing: Element) -> str:
    """An element in a few words: "Button ‘Save’"."""
    if not thing.name:
        return kind_word(thing.kind)
    words = translate("words", "{kind} {name}")
    return words.format(kind=kind_word(thing.kind), name=quoted(short(thing.name, 60)))


def consequence(kind: Consequence) -> tuple[str, str]:
    """The class in words, and the tone of its chip."""
    return {
        "look": (translate("words", "Only looks"), "calm"),
        "navigate": (translate("words", "Moves around"), "accent"),
        "write": (translate("words", "Changes something"), "warn"),
        "consequential": (translate("words", "Has consequences"), "bad"),
        "forbidden": (translate("words", "Not allowed"), "bad"),
    }[kind]


def effect(kind: Effect) -> tuple[str, str, str]:
    """The outcome in words, its tone and its icon."""
    return {
        "seen": (translate("words", "Effect seen"), "good", "check"),
        "none": (translate("words", "No effect seen"), "warn", "dash"),
        "unverifiable": (translate("words", "Cannot be checked"), "calm", "question"),
        "unknown": (translate("words", "Unknown"), "warn", "question"),
        "skipped": (translate("words", "Skipped"), "calm", "skip"),
    }[kind]


def not_done() -> tuple[str, str, str]:
    """The same for a step whose run ended before it was performed."""
    return translate("words", "Not done"), "calm", "dash"


def stage(name: str) -> str:
    """What goes on while a step is at this stage."""
    return {
        "preparing": translate("words", "Getting ready. The first time takes a little longer…"),
        "looking": translate("words", "Looking at the screen…"),
        "perceived": translate("words", "Planning the next step…"),
        "thinking": translate("words", "The model is thinking…"),
        "planned": translate("words", "Doing it…"),
        "asked": translate("words", "Waiting for your answer…"),
        "waiting": translate("words", "Waiting until it is there…"),
        "going_on": translate("words", "Going on by itself: this belongs to what you allowed…"),
        "confirmed": translate("words", "Doing it…"),
        "performed": translate("words", "Watching what happens…"),
        "observed": translate("words", "Looking at the screen…"),
        "stopping": translate("words", "Stopping…"),
    }[name]


def outcome(end: End) -> tuple[str, str]:
    """How a run ended, in a word or two, and the tone."""
    return run_state(end.outcome)


def run_state(state: RunState) -> tuple[str, str]:
    """The same for a run of the journal, which may be under way, or have been cut off."""
    return {
        "running": (translate("words", "Under way"), "accent"),
        "unknown": (translate("words", "Cut off"), "warn"),
        "done": (translate("words", "Done"), "good"),
        "not_found": (translate("words", "Not found"), "warn"),
        "ambiguous": (translate("words", "Nothing was chosen"), "warn"),
        "blocked": (translate("words", "Not allowed"), "bad"),
        "stopped": (translate("words", "Stopped"), "calm"),
        "failed": (translate("words", "It did not work"), "bad"),
    }[state]


def ending(end: End) -> tuple[str, str]:
    """The end of a run in one sentence, and its tone."""
    lead, tone = outcome(end)
    if not end.reason:
        return translate("words", "{outcome}.").format(outcome=lead), tone
    sentence = translate("words", "{outcome}: {reason}").format(outcome=lead, reason=reason(end.reason))
    return f"{sentence} {nearest(end)}".strip(), tone


def nearest(end: End) -> str:
    """The closest candidates of what was not found, or nothing."""
    if end.outcome != "not_found" or not end.nearest:
        return ""
    names = translate("words", ", ").join(_quoted(c) for c in end.nearest[:3])
    return translate("words", "Nearest: {names}.").format(names=names)


def _quoted(candidate: Candidate) -> str:
    return quoted(short(candidate.element.name or kind_word(candidate.element.kind), 40))
