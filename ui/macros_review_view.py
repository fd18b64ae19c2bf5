"""The page on which a stranger's macro is looked over before it may do anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from agent.macros.bundle import Bundle
from ui import parts
from ui.macro_review import review_lines


class ReviewView(QFrame):
    """All of a macro as text that cannot be changed. `words` makes the lines (a test's may be others)."""

    def __init__(self, words: Callable[[Bundle], list[str]] = review_lines) -> None:
        super().__init__()
        self.setObjectName("card")
        self._words = words
        self.bundle: Bundle | None = None
        self._recorded = False
        self.title, self.text = parts.label("heading", wrap=False), QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        layout = parts.column(self)
        layout.addWidget(self.title)
        layout.addWidget(self.text, 1)
        self.retranslate()

    def show_bundle(self, bundle: Bundle, recorded: bool = False) -> None:
        """All that it does, says and touches. `recorded`: it is the person's own, made just now."""
        self.bundle, self._recorded = bundle, recorded
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "text"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        theirs, own = self.tr("All that it does, types and touches"), self.tr("What was recorded")
        self.title.setText(own if self._recorded else theirs)
        self.text.setAccessibleName(self.title.text())
        if self.bundle is not None:
            self.text.setPlainText("\n".join(self._words(self.bundle)))
