"""A macro that is being edited, with what was undone."""

from __future__ import annotations

from collections import deque

from agent.macro import Macro

MOST_UNDONE = 200  # changes that can be undone


class Editing:
    """A macro that is being edited: its states, the last MOST_UNDONE of which can be gone back to."""

    def __init__(self, macro: Macro, most: int = MOST_UNDONE) -> None:
        self._now = self._saved = macro
        self._past: deque[Macro] = deque(maxlen=most)
        self._undone: list[Macro] = []

    @property
    def macro(self) -> Macro:
        """As it is now."""
        return self._now

    @property
    def changed(self) -> bool:
        """Whether it is another than the one that was opened or saved last."""
        return self._now is not self._saved and self._now != self._saved

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def do(self, macro: Macro) -> None:
        """Takes what an operation made of it. What was undone before cannot be redone any more."""
        if macro == self._now:
            return
        self._past.append(self._now)
        self._undone.clear()
        self._now = macro

    def undo(self) -> bool:
        """Goes back by one change; False where there is none."""
        if not self._past:
            return False
        self._undone.append(self._now)
        self._now = self._past.pop()
        return True

    def redo(self) -> bool:
        """Takes the last undoing back; False where there is none."""
        if not self._undone:
            return False
        self._past.append(self._now)
        self._now = self._undone.pop()
        return True

    def saved(self) -> None:
        """It lies in the library as it is now."""
        self._saved = self._now
