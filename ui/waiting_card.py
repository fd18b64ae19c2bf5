"""What the cards share that stand while a run waits: numbered buttons, a guard, one answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from agent.types import Resumption
from ui import parts
from ui.guard import Clock, Guard


class WaitingCard(QFrame):
    """`chosen` carries one of `choices`, in whose order 1, 2 … answer. Nothing is preset: Enter alone answers
    nothing. To stop is possible at once, the rest when the card has stood a moment."""

    chosen = Signal(object)

    def __init__(self, choices: tuple[Resumption, ...], delay: float, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.overline, self.title, self.sentence = (parts.label(r) for r in ("overline", "title", "quiet"))
        self.buttons: dict[Resumption, QPushButton] = {choice: parts.button() for choice in choices}
        self.stop = self.buttons["stop"]
        self._asking = False
        self.guard = Guard([b for c, b in self.buttons.items() if c != "stop"], delay, clock, self)
        layout = parts.column(self)
        for widget in (self.overline, self.title, self.sentence, *self.buttons.values()):
            layout.addWidget(widget)
        for choice, button in self.buttons.items():
            button.clicked.connect(lambda _=False, choice=choice: self.choose(choice))

    def ask(self) -> None:
        """Shows what is to be said now, and waits for an answer."""
        self._asking = True
        self.retranslate()
        self.guard.close()
        self.setFocus()

    def choose(self, choice: Resumption) -> None:
        """Answers, where it may be answered yet."""
        if self._asking and (choice == "stop" or self.guard.admits()):
            self._asking = False
            self.chosen.emit(choice)

    def retranslate(self) -> None:
        """Sets all words anew; the card says them in its own."""
        parts.set_icon(self.stop, "stop")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {str(number): choice for number, choice in enumerate(self.buttons, start=1)}
        if event.text() in keys and not event.isAutoRepeat():
            self.choose(keys[event.text()])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "guard"):
            self.retranslate()
        super().changeEvent(event)
