"""Keeps secrets out of what is written down: in words, in the texts of elements and in pictures.

A secret is the text of a `TypeText` marked so. It is known from the instruction itself where the embedded
parser finds it there, and at the latest when the act that types it is about to be recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from agent.describe import HIDDEN
from agent.errors import DeskhandError
from agent.types import Act, Box, Element, Frame, Pixels, Step, TypeText, secret_name, targets_of

SHORT = 3  # a shorter secret is only taken as a word of its own, or half of all words would turn to dots
MASK = (96, 99, 110)
_PASSWORD = re.compile(
    r"(?:\b(?:pass(?:word|code|phrase|wd)?|pwd?|pin(?: code)?|passwd)\b|密码|口令)"
    r"(?:['’]s\s+|\s+(?:is|of|as|(?:should|must|will|has to) be|set to)\s+|\s*[:：=]\s*|\s*[是为用填]\s*|\s+"
    r"|(?<=[码令]))"
    r"(?:[\"“'‘「](?P<quoted>[^\"”'’」]+)[\"”'’」]"
    r"|(?P<plain>[^\s,，。;；、()（）]+?)(?=[.!?]?(?:[\s,，。;；、()（）]|$)))",
    re.I,
)
_NO_SECRET = frozenset(
    ["field", "box", "input", "entry", "and", "then", "with", "in", "into", "to", "for", "as", "is", "on",
     "the", "a", "my", "your", "from", "at", "it", "again", "reset", "manager", "link", "button", "page",
     "settings", "should", "must", "will", "be", "has", "me", "through", "this", "that", "over", "by",
     "框", "输入框", "字段", "栏"]
)  # fmt: skip


@dataclass
class Secrets:
    """The secrets of one run, and the places on the desktop where they were typed."""

    texts: set[str] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)
    private: tuple[Box, ...] = ()  # places of the step under way that are not written down at all
    value_of: Callable[[str], str] = lambda name: ""  # what a secret:NAME stands for
    apart: set[str] = field(default_factory=set)  # what was read in private places: no secret until copied

    def keep_apart(self, elements: Iterable[Element]) -> None:
        """Notes what is written in private places: where it is copied from there, it is as a secret."""
        inside = [e for e in elements if any(box.contains(e.box.centre) for box in self.private)]
        self.apart |= {text for e in inside for text in (e.text, e.label) if text}

    def learn(self, step: Step) -> bool:
        """Takes the secrets of a step's act (also of an edited one); True when one is new."""
        act = step.decision.action if isinstance(step.decision, Act) else None
        edited = step.verdict.action if step.verdict else None
        typed = [action for action in (act, edited) if isinstance(action, TypeText)]
        found = [a for a in typed if a.secret or (a.origin == "screen" and self._is_apart(a.text))]
        new = {text for action in found if (text := self._value(action))} - self.texts
        self.texts |= new
        for action in found:
            places = [target.box for target in targets_of(action)] or _where_it_went(step)
            self.boxes += [box for box in places if box not in self.boxes]
        return bool(new)

    def _is_apart(self, text: str) -> bool:
        return bool(text) and any(text in read for read in self.apart)

    def _value(self, action: TypeText) -> str:
        """What is typed; a name in its place is no secret, but what it stands for is."""
        if not action.reference:
            return action.text
        try:
            return self.value_of(action.reference)
        except DeskhandError:  # then it cannot be typed either
            return ""

    def hide(self, value: Any) -> Any:
        """The same value (text, list, dict, nested) with dots for every secret."""
        if isinstance(value, str):
            return self._hide_text(value)
        if isinstance(value, list | tuple):
            return [self.hide(item) for item in value]
        if isinstance(value, dict):
            return {key: self.hide(item) for key, item in value.items()}
        return value

    def reveals(self, element: Element) -> bool:
        """The element stands where a secret was typed, or shows one (case and spaces forgiven)."""
        if any(box.contains(element.box.centre) and element.box.area <= 2 * box.area for box in self.boxes):
            return True
        if any(box.contains(element.box.centre) for box in self.private):
            return True
        shown = [_plain(element.text), _plain(element.label)]
        return any(_shows(_plain(text), names) for text in self.texts for names in shown)

    def masks(self, elements: Iterable[Element]) -> tuple[Box, ...]:
        """The places that a picture must not show."""
        return (*self.private, *self.boxes, *(e.box for e in elements if self.texts and self.reveals(e)))

    def _hide_text(self, text: str) -> str:
        for secret in sorted(self.texts, key=len, reverse=True):
            if len(secret) >= SHORT:
                text = text.replace(secret, HIDDEN)
            else:
                text = re.sub(rf"(?<![0-9A-Za-z]){re.escape(secret)}(?![0-9A-Za-z])", HIDDEN, text)
        return text


def _where_it_went(step: Step) -> list[Box]:
    """Where a text was typed that was given no place: what has changed since, or else the whole window."""
    if step.outcome is None:
        return []
    if step.outcome.changed is not None and step.outcome.effect != "unknown":
        return [step.outcome.changed]
    return [window.box for window in step.observation.frame.windows if window.focused]


def secrets_in(instruction: str) -> set[str]:
    """The secrets that the words of an instruction name; of words that are not understood, what follows
    “password” and the like."""
    from agent.instruction import parse
    from agent.intents import flat

    try:
        intents = parse(instruction)
    except DeskhandError:
        return _after_password(instruction)
    said = [i.text for i in flat(intents) if i.kind == "type" and i.secret]
    return {text for text in said if text and not secret_name(text)}


def _after_password(instruction: str) -> set[str]:
    found = {match["quoted"] or match["plain"] for match in _PASSWORD.finditer(instruction)}
    return {said for said in found if not secret_name(said) and said.lower() not in _NO_SECRET}


def without_secrets(instruction: str) -> str:
    """The instruction as it may be shown: dots for what it names as a secret."""
    return str(Secrets(texts=secrets_in(instruction)).hide(instruction))


def masked(frame: Frame, boxes: Iterable[Box]) -> Pixels:
    """The pixels of the frame with a flat colour over the boxes; the frame's own where there is none."""
    inside = [box for b in boxes if (box := b.intersection(frame.box)) is not None]
    if not inside:
        return frame.pixels
    pixels = np.array(frame.pixels)
    dx, dy = frame.origin.x, frame.origin.y
    for box in inside:
        pixels[box.y0 - dy : box.y1 - dy, box.x0 - dx : box.x1 - dx] = MASK
    return pixels


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _shows(secret: str, text: str) -> bool:
    return secret == text if len(secret) < SHORT else secret in text
