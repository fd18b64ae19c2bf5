"""The planner cannot go on for a reason outside it (a model does not answer …): the run waits."""

from __future__ import annotations

import time

from agent.types import Pause
from ui import words
from ui.guard import DELAY, Clock
from ui.reasons import reason
from ui.waiting_card import WaitingCard


class PausedCard(WaitingCard):
    """`chosen` carries "again" or "stop"."""

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        self._pause: Pause | None = None
        self._step = ""
        super().__init__(("again", "stop"), delay, clock)
        self.again = self.buttons["again"]
        self.retranslate()

    def show_pause(self, pause: Pause, step: str = "") -> None:
        """Tells what is wrong, and waits. `step`: of a macro, that cannot go on."""
        self._pause, self._step = pause, step
        self.ask()

    def retranslate(self) -> None:
        self.overline.setText(self.tr("The run waits"))
        self.title.setText(words.short(self._step) or self.tr("The model cannot go on"))
        if self._pause is not None:
            self.sentence.setText(reason(self._pause.reason))
        self.buttons["again"].setText(self.tr("&1  Try again"))
        self.stop.setText(self.tr("&2  Stop"))
        super().retranslate()
