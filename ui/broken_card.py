"""The person took the mouse or keyboard in the middle of an act, or Deskhand had ended in it: what is to
become of it?"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from agent.types import Act, Observation, Resumption
from ui import parts, words
from ui.guard import DELAY, Clock, Guard


class BrokenCard(QFrame):
    """`chosen` carries a Resumption. Nothing is preset: Enter alone answers nothing."""

    chosen = Signal(object)

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.overline, self.title, self.sentence = (parts.label(r) for r in ("overline", "title", "quiet"))
        self.again, self.next, self.stop = parts.button(), parts.button(), parts.button()
        self._shown: tuple[Act, Observation] | None = None
        self._crashed = False
        self.guard = Guard([self.again, self.next], delay, clock, self)
        self.again.clicked.connect(lambda: self.choose("again"))
        self.next.clicked.connect(lambda: self.choose("next"))
        self.stop.clicked.connect(lambda: self.choose("stop"))
        layout = parts.column(self)
        for widget in (self.overline, self.title, self.sentence, self.again, self.next, self.stop):
            layout.addWidget(widget)
        self._retranslate()

    def show_act(self, act: Act, seen: Observation, crashed: bool = False) -> None:
        """Asks about this act."""
        self._shown, self._crashed = (act, seen), crashed
        self._retranslate()
        self.guard.close()
        self.setFocus()

    def choose(self, choice: Resumption) -> None:
        """Answers; to stop is possible at once, the rest when the card has stood a moment."""
        if self._shown is not None and (choice == "stop" or self.guard.admits()):
            self._shown = None
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[str, Resumption] = {"1": "again", "2": "next", "3": "stop"}
        if event.text() in keys and not event.isAutoRepeat():
            self.choose(keys[event.text()])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "stop"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
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
        self.again.setText(self.tr("&1  Do all of it again"))
        self.next.setText(self.tr("&2  It is done: go on"))
        self.stop.setText(self.tr("&3  Stop"))
        parts.set_icon(self.stop, "stop")
