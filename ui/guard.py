"""What stands between a question and its answer: a short wait after it has appeared or moved, so that a click
meant for something else approves nothing, and a look at where the answer comes from (ui/sentry.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

Clock = Callable[[], float]
Origin = Literal["person", "program", "early"]
OriginOf = Callable[[], Origin]
DELAY = 0.7  # seconds


def anyone() -> Origin:
    """Where nobody can tell who pressed a key."""
    return "person"


class Guard(QObject):
    """Closed for `delay` seconds after each `close()`; the buttons look pale until it opens. `refused` tells
    of an answer that a program gave."""

    refused = Signal()

    def __init__(
        self,
        buttons: Sequence[QPushButton],
        delay: float = DELAY,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.origin: OriginOf = anyone
        self._buttons = list(buttons)
        self._delay = delay
        self._clock = clock
        self._opens_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._restyle)

    @property
    def open(self) -> bool:
        return self._clock() >= self._opens_at

    def admits(self) -> bool:
        """Whether the answer that comes just now counts."""
        if not self.open:
            return False
        origin = self.origin()
        if origin == "program":
            self.refused.emit()
        return origin == "person"

    def close(self) -> None:
        """Something appeared or changed: the wait begins again."""
        self._opens_at = self._clock() + self._delay
        self._restyle()
        self._timer.start(round(self._delay * 1000) + 10)

    def watch(self, buttons: Sequence[QPushButton]) -> None:
        """These buttons instead."""
        self._buttons = list(buttons)
        self._restyle()

    def _restyle(self) -> None:
        armed = "true" if self.open else "false"
        for button in self._buttons:
            if button.property("armed") != armed:
                button.setProperty("armed", armed)
                button.style().polish(button)


class Stillness(QObject):
    """Closes the guards whenever one of these widgets appears, moves or changes its size: what was meant for
    another place is no answer."""

    def __init__(self, guards: Sequence[Guard], widgets: Sequence[QWidget]) -> None:
        super().__init__(widgets[0])
        self._guards = guards
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            for guard in self._guards:
                guard.close()
        return False
