"""The text that is being typed, key by key, with what an input method has to say to each. Pure."""

from __future__ import annotations

from dataclasses import replace

from agent.recording.gestures import Stroke, Typed
from agent.recording.heard import Answered, Commit, KeyPress
from agent.types import Frame

EDITS = frozenset({"backspace"})  # of a text that is being typed
EARLY_SECONDS, EARLY_KEPT = 0.5, 16  # an input method's answer may be heard before the key
LATE_SECONDS = 10.0  # … and its text after one has chosen it at leisure


class Texts:
    """Knows the last text, also when it is over: an input method may still be at it."""

    def __init__(self) -> None:
        self._typed: Typed | None = None
        self._early: list[Stroke] = []  # answers that were heard before their keys
        self._blind = False  # an input method makes something else of keys, which is not heard

    @property
    def waiting(self) -> bool:
        """Whether an input method has not yet answered for all keys."""
        typed = self._typed
        if typed is None or not any(s.kind in ("kept", "passed") for s in typed.strokes):
            return False
        return any(_waits(typed, s.keycode) for s in typed.strokes if s.kind in ("text", "key"))

    def stroke(self, event: KeyPress, goes_on: bool) -> Stroke | None:
        """The part of a text that a key is; None for a key by itself. `goes_on`: a text is being typed."""
        if (event.character and event.key not in ("enter", "tab")) or event.unsure:
            return Stroke(event.at, "text", event.character, event.keycode, event.unsure or self._blind)
        if not goes_on or not event.key or event.modifiers:
            return None
        if event.key in EDITS or self._blind or self._composing():
            return Stroke(event.at, "key", event.key, event.keycode, self._blind)
        return None

    def begun(self, gesture: int, stroke: Stroke, before: Frame | None, number: int) -> Typed:
        early = self._answers(stroke)
        self._typed = Typed(gesture, stroke.at, stroke.at, before, (*early, stroke), (number,))
        return self._typed

    def longer(self, stroke: Stroke, *numbers: int) -> Typed:
        assert self._typed is not None
        typed = self._typed
        strokes, events = (*typed.strokes, *self._answers(stroke), stroke), (*typed.events, *numbers)
        until = max(typed.until, stroke.at) if stroke.kind in ("text", "key") else typed.until
        self._typed = replace(typed, strokes=strokes, events=events, until=until)
        return self._typed

    def answered(self, event: Answered) -> Typed | None:
        """The text that the answer belongs to; None where its key has not been heard yet."""
        stroke = Stroke(event.at, "kept" if event.kept else "passed", "", event.keycode)
        if self._typed is None or not _waits(self._typed, stroke.keycode):
            self._early = [*self._early[-EARLY_KEPT:], stroke]
            return None
        return self.longer(stroke)

    def committed(self, event: Commit, number: int) -> Typed | None:
        """The text that it belongs to; None where there was none lately."""
        if self._typed is None or event.at - self._typed.until >= LATE_SECONDS:
            return None
        return self.longer(Stroke(event.at, "commit", event.text), number)

    def blinded(self, on: bool, goes_on: bool) -> Typed | None:
        """What is being typed was not asked about in time."""
        self._blind = on
        if not on or not goes_on or self._typed is None:
            return None
        strokes = tuple(replace(stroke, unsure=True) for stroke in self._typed.strokes)
        self._typed = replace(self._typed, strokes=strokes)
        return self._typed

    def _composing(self) -> bool:
        """Whether an input method kept the last key that it answered for, so that it may want the next."""
        strokes = self._typed.strokes if self._typed is not None else ()
        heard = [s for s in (*strokes, *self._early) if s.kind in ("kept", "passed", "commit")]
        return bool(heard) and heard[-1].kind == "kept"

    def _answers(self, stroke: Stroke) -> tuple[Stroke, ...]:
        """What an input method said of this key before it was heard; older answers are forgotten."""
        if stroke.kind not in ("text", "key"):
            return ()
        fresh = [s for s in self._early if stroke.at - s.at < EARLY_SECONDS]
        self._early = [s for s in fresh if s.keycode != stroke.keycode]
        return tuple(s for s in fresh if s.keycode == stroke.keycode)


def _waits(typed: Typed, keycode: int) -> bool:
    """Whether a press of that key has no answer yet."""
    keys = sum(s.keycode == keycode and s.kind in ("text", "key") for s in typed.strokes)
    return keys > sum(s.keycode == keycode and s.kind in ("kept", "passed") for s in typed.strokes)
