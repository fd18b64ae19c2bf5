"""What stands between a question and its answer: a short wait, so that a click meant for something else
approves nothing, and a look at where the answer comes from, so that no program gives it, least of all our own
hands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

Clock = Callable[[], float]
ByPerson = Callable[[], bool]
DELAY = 0.7  # seconds


def anyone() -> bool:
    """Where nobody can tell who pressed a key."""
    return True


class Guard(QObject):
    """Closed for `delay` seconds after each `close()`; the buttons look pale until it opens. `refused` tells
    of an answer that did not come from the person (`by_person`, see agent.ports.Witness)."""

    refused = Signal()

    def __init__(
        self,
        buttons: Sequence[QPushButton],
        delay: float = DELAY,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.by_person: ByPerson = anyone
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
        if self.by_person():
            return True
        self.refused.emit()
        return False

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
