"""The person took the mouse or keyboard in the middle of an act, or Deskhand had ended in it: what is to
become of it?"""

from __future__ import annotations

import time

from agent.types import Act, Observation
from ui import words
from ui.guard import DELAY, Clock
from ui.waiting_card import WaitingCard


class BrokenCard(WaitingCard):
    """`chosen` carries a Resumption."""

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        self._shown: tuple[Act, Observation] | None = None
        self._crashed = False
        super().__init__(("again", "next", "stop"), delay, clock)
        self.again, self.next = self.buttons["again"], self.buttons["next"]
        self.retranslate()

    def show_act(self, act: Act, seen: Observation, crashed: bool = False) -> None:
        """Asks about this act."""
        self._shown, self._crashed = (act, seen), crashed
        self.ask()

    def retranslate(self) -> None:
        self.overline.setText(self.tr("Cut off last time") if self._crashed else self.tr("You took over"))
        if self._shown is not None:
            act, seen = self._shown
            self.title.setText(words.short(words.act(act.action, seen)))
        cut_off = self.tr(
            "Deskhand ended in the middle of this, so only you can say whether it happened; see "
            "what is there now."
        )
        self.sentence.setText(
            cut_off
            if self._crashed
            else self.tr(
                "You moved the mouse or typed in the middle of this, so Deskhand let go of everything. "
                "A part of it has happened; see what is there now."
            )
        )
        self.buttons["again"].setText(self.tr("&1  Do all of it again"))
        self.buttons["next"].setText(self.tr("&2  It is done: go on"))
        self.stop.setText(self.tr("&3  Stop"))
        super().retranslate()
