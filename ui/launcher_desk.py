"""When the command bar comes, what it suggests, and what becomes of its words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from agent.errors import DeskhandError
from agent.journal import SqliteJournal
from agent.macros.library import Library
from agent.ports import HotKey
from agent.resume import REPLAY
from agent.settings import Settings
from ui.conductor import Conductor
from ui.launcher import Launcher, Suggestion
from ui.macros_clerk import Clerk
from ui.window import MainWindow

Listen = Callable[[Callable[[], None]], HotKey | None]
LOOKED_AT = 300  # runs


class LauncherDesk(QObject):
    """One for each window. `replay` runs a macro by its name; `free`: nothing is recorded or edited that
    would be left by the way. `close` it when done."""

    key_pressed = Signal()

    def __init__(
        self,
        window: MainWindow,
        conductor: Conductor,
        settings: Settings,
        replay: Callable[[str], None],
        free: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(window)
        self.window, self.conductor = window, conductor
        self.bar = Launcher()
        self._home, self._replay, self._free = settings.data_dir, replay, free
        self._clerk = Clerk("deskhand-launcher", lambda sentence: None)  # without suggestions it works, too
        self._key: HotKey | None = None
        self.bar.said.connect(self._said)
        self.bar.macro.connect(self._macro)
        self.key_pressed.connect(self.open, Qt.ConnectionType.QueuedConnection)

    def listen(self, listen: Listen) -> None:
        """From now on the key is heard wherever the keyboard is."""
        self._key = listen(self.key_pressed.emit)

    def close(self) -> None:
        if self._key is not None:
            self._key.close()
        self._clerk.close()
        self.bar.hide()
        self.bar.deleteLater()

    @property
    def pending(self) -> int:
        return self._clerk.pending

    @Slot()
    def open(self) -> None:
        """Comes up, or goes where it is up; not while something is on."""
        if self.bar.isVisible():
            self.bar.hide()
        elif self._may():
            self.bar.open()
            self._clerk.do(lambda: suggestions(self._home), self.bar.suggest)

    def _may(self) -> bool:
        return self.conductor.state == "idle" and self._free()

    def _bring_back(self) -> None:
        """The window, where it was made small; as large as it was."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)

    @Slot(str)
    def _said(self, words: str) -> None:
        if self._may():
            self._bring_back()
            self.window.show_page(self.window.work)
            self.window.field.setText(words)
            self.window.field.submit()

    @Slot(str)
    def _macro(self, name: str) -> None:
        if self._may():
            self._bring_back()
            self.window.activateWindow()
            self._replay(name)


def suggestions(home: Path) -> list[Suggestion]:
    """The macros, and what was said, the latest first and each once. Reads files: for a clerk's thread."""
    names = [s.name for s in Library(home / "macros").summaries() if not s.broken]
    try:
        with closing(SqliteJournal(home)) as journal:
            said = [run.instruction for run in journal.runs(LOOKED_AT)]
    except DeskhandError:
        said = []
    kept = dict.fromkeys(words for words in said if not words.startswith(REPLAY) and "•" not in words)
    return [*(Suggestion("macro", name) for name in names), *(Suggestion("said", words) for words in kept)]
