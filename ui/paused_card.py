"""The planner cannot go on for a reason outside it (a model does not answer …): the run waits."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from agent.types import Pause, Resumption
from ui import parts
from ui.guard import DELAY, Clock, Guard


class PausedCard(QFrame):
    """`chosen` carries "again" or "stop". Nothing is preset: Enter alone answers nothing."""

    chosen = Signal(object)

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.overline, self.title, self.sentence = (parts.label(r) for r in ("overline", "title", "quiet"))
        self.again, self.stop = parts.button(), parts.button()
        self._pause: Pause | None = None
        self.guard = Guard([self.again], delay, clock, self)
        self.again.clicked.connect(lambda: self.choose("again"))
        self.stop.clicked.connect(lambda: self.choose("stop"))
        layout = parts.column(self)
        for widget in (self.overline, self.title, self.sentence, self.again, self.stop):
            layout.addWidget(widget)
        self._retranslate()

    def show_pause(self, pause: Pause) -> None:
        """Tells what is wrong, and waits."""
        self._pause = pause
        self._retranslate()
        self.guard.close()
        self.setFocus()

    def choose(self, choice: Resumption) -> None:
        """Answers; to stop is possible at once, to try again when the card has stood a moment."""
        if self._pause is not None and (choice == "stop" or self.guard.admits()):
            self._pause = None
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[str, Resumption] = {"1": "again", "2": "stop"}
        if event.text() in keys and not event.isAutoRepeat():
            self.choose(keys[event.text()])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "stop"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.overline.setText(self.tr("The run waits"))
        self.title.setText(self.tr("The model cannot go on"))
        if self._pause is not None:
            self.sentence.setText(self._pause.reason)
        self.again.setText(self.tr("&1  Try again"))
        self.stop.setText(self.tr("&2  Stop"))
        parts.set_icon(self.stop, "stop")
