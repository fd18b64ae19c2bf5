"""What was typed, from the strokes of its keys: corrections are applied where the text's end is the caret's
place. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.recording.gestures import Stroke


@dataclass(frozen=True)
class Text:
    """`unsure`: what was typed cannot be told exactly."""

    text: str
    unsure: bool = False


@dataclass(frozen=True)
class Key:
    name: str
    repeat: int = 1


Piece = Text | Key


def pieces(strokes: Sequence[Stroke]) -> tuple[Piece, ...]:
    """Texts and single keys, in their order."""
    found: list[Piece] = []
    for stroke in _passed(strokes):
        if stroke.kind == "key":
            _edit(found, stroke)
        else:
            _append(found, stroke.text, stroke.unsure)
    return tuple(found)


def _append(found: list[Piece], text: str, unsure: bool) -> None:
    if found and isinstance(found[-1], Text):
        last = found[-1]
        found[-1] = Text(last.text + text, last.unsure or unsure)
    else:
        found.append(Text(text, unsure))


def _edit(found: list[Piece], stroke: Stroke) -> None:
    last = found[-1] if found else None
    if stroke.text == "backspace" and isinstance(last, Text) and (last.text or last.unsure):
        shorter = Text(shortened(last.text), last.unsure or stroke.unsure)
        if shorter.text or shorter.unsure:
            found[-1] = shorter
        else:
            found.pop()
    elif isinstance(last, Key) and last.name == stroke.text:
        found[-1] = Key(last.name, last.repeat + 1)
    else:
        found.append(Key(stroke.text))


def shortened(text: str) -> str:
    """Without its last sign, with the marks on it."""
    end = len(text)
    while end > 0:
        end -= 1
        if not unicodedata.combining(text[end]):
            break
    return text[:end]


def _passed(strokes: Sequence[Stroke]) -> list[Stroke]:
    """What came to the program, in its order: without the keys that an input method kept for itself. Of a
    program that uses none no key is answered for."""
    if not any(stroke.kind in ("kept", "passed", "commit") for stroke in strokes):
        return list(strokes)
    passed: list[Stroke] = []
    waiting: list[Stroke] = []
    early: list[Stroke] = []  # answers that were heard before their keys
    for stroke in strokes:
        if stroke.kind == "commit":
            passed.append(stroke)
        elif stroke.kind in ("text", "key"):
            answer = _taken(early, stroke.keycode)
            passed += [stroke] if answer is not None and answer.kind == "passed" else []
            waiting += [stroke] if answer is None else []
        elif (key := _taken(waiting, stroke.keycode)) is None:
            early.append(stroke)
        elif stroke.kind == "passed":
            passed.append(key)
    return passed + [replace(key, kind="text", text="", unsure=True) for key in waiting]


def _taken(strokes: list[Stroke], keycode: int) -> Stroke | None:
    """The first of that key, which is taken out."""
    found = next((stroke for stroke in strokes if stroke.keycode == keycode), None)
    if found is not None:
        strokes.remove(found)
    return found
