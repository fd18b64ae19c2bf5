"""The field for the instruction: Enter runs, Up and Down walk through what was said before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

REMEMBERED = 200


class InstructionField(QLineEdit):
    """`submitted` carries the words, stripped and not empty."""

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("instruction")
        self._history: list[str] = []
        self._place = 0
        self._draft = ""
        self._retranslate()
        self.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Hands the words on and remembers them."""
        words = self.text().strip()
        if not words:
            self.setFocus()
            return
        self.remember(words)
        self.submitted.emit(words)

    def remember(self, words: str) -> None:
        """Puts the words at the end of the history, once."""
        self._history = [*(w for w in self._history if w != words), words][-REMEMBERED:]
        self._place = len(self._history)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self._walk(-1)
        elif event.key() == Qt.Key.Key_Down:
            self._walk(1)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        if self._place == len(self._history):
            self._draft = self.text()
        self._place = min(max(self._place + by, 0), len(self._history))
        at_end = self._place == len(self._history)
        self.setText(self._draft if at_end else self._history[self._place])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Say what to do, for example: click Find"))
        self.setAccessibleName(self.tr("Instruction"))
