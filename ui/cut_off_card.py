"""At the start: the last run was cut off (a crash, a power cut). Is it to go on?"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame

from agent.journal_records import RunRow
from ui import parts, words
from ui.guard import DELAY, Clock, Guard


class CutOffCard(QFrame):
    """`chosen` carries True (go on) or False (leave it). Neither is preset: Enter alone answers nothing."""

    chosen = Signal(bool)

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("card")
        self.overline, self.title, self.sentence = (parts.label(r) for r in ("overline", "title", "quiet"))
        self.go_on, self.leave = parts.button(), parts.button()
        self.row: RunRow | None = None
        self.guard = Guard([self.go_on, self.leave], delay, clock, self)
        self.go_on.clicked.connect(lambda: self.choose(True))
        self.leave.clicked.connect(lambda: self.choose(False))
        layout = parts.column(self)
        for widget in (self.overline, self.title, self.sentence, self.go_on, self.leave):
            layout.addWidget(widget)
        self._retranslate()

    def show_run(self, row: RunRow) -> None:
        """Asks about this run."""
        self.row = row
        self._retranslate()
        self.guard.close()

    def choose(self, go_on: bool) -> None:
        """Answers, unless the card has only just appeared."""
        if self.row is not None and self.guard.admits():
            self.chosen.emit(go_on)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "leave"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.overline.setText(self.tr("Cut off last time"))
        if self.row is not None:
            self.title.setText(words.short(self.row.instruction))
        self.sentence.setText(
            self.tr(
                "Deskhand ended in the middle of this. It can go on where it stopped: of the act that was "
                "under way you are asked first, and nothing is done twice by itself."
            )
        )
        self.go_on.setText(self.tr("Go on where it stopped"))
        self.leave.setText(self.tr("Leave it"))
