"""The line at the bottom of the window, and the same on the bar: what goes on, or what came of it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, Slot

from ui import words
from ui.placing import Placing
from ui.showing import Showing
from ui.window import MainWindow

State = Literal["idle", "looking", "running", "asking", "stopping"]


class Status(QObject):
    """`shown`: the instruction without its secrets, or a macro's name."""

    def __init__(self, window: MainWindow, placing: Placing, showing: Showing) -> None:
        super().__init__(window)
        self.window, self.placing, self.showing = window, placing, showing
        self.state: State = "idle"
        self.shown = ""
        self._stage = ""
        self._sentence: tuple[str, str] | None = None
        window.installEventFilter(self)
        self.show()

    def begin(self, shown: str) -> None:
        """A run begins."""
        self.shown, self._sentence = shown, None

    def say(self, sentence: str, tone: str) -> None:
        """Something to be told until the next run or look; "" takes it back."""
        self._sentence = (sentence, tone) if sentence else None
        self.show()

    def enter(self, state: State, stage: str) -> None:
        self.state = state
        self.window.set_running(state != "idle")
        self.window.run.setEnabled(state not in ("looking", "stopping"))
        self.show_stage(stage)

    def show_stage(self, stage: str) -> None:
        """How far the step in hand has come."""
        self._stage = stage
        if self.state in ("running", "stopping"):
            self.window.progress.show_working(self.shown, stage or "looking")
        self.show()

    @Slot()
    def show(self) -> None:
        if self._stage:
            self.window.set_status(words.stage(self._stage), "warn" if self.state == "asking" else "accent")
        elif self._sentence is not None:
            self.window.set_status(*self._sentence)
        elif self.showing.end is not None:
            self.window.set_status(*words.ending(self.showing.end))
        else:
            self.window.set_status(self.tr("Ready."), "good")
        self.placing.tell(words.short(self.shown, 80), self.window.status.text())

    @Slot()
    def show_refused(self) -> None:
        """An answer that a program gave."""
        sentence = self.tr(
            "That came from a program, not from your mouse or keyboard, so it does not count. "
            "If you work through a remote desktop, an on-screen keyboard or the like, set "
            "injected_answers = true in settings.toml."
        )
        self.window.set_status(sentence, "bad")
        self.placing.tell(words.short(self.shown, 80), sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A change of language or colours reaches the line, too."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.show()
        return super().eventFilter(watched, event)
