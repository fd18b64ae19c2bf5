"""What happens at the first start."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from agent.doctor import Doctor
from agent.settings import Settings
from ui import language
from ui.doctor_checks import Build, Checks
from ui.window import MainWindow

NOTE = "welcomed"


def is_first_start(settings: Settings) -> bool:
    """Whether nobody has used Deskhand here yet."""
    return not (settings.data_dir / NOTE).exists() and not settings.journal_file.exists()


class WelcomeDesk(QObject):
    """Shows the card in the place of the usual one. `all_checks` shows the doctor's page."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        all_checks: Callable[[], None],
        build: Build = Doctor,
        sample: Callable[[str], Any] | None = None,
    ) -> None:
        super().__init__(window)
        self.window, self.card = window, window.welcome
        self._note = settings.data_dir / NOTE
        self._all_checks, self._open = all_checks, sample or open_sample
        self._sample: Any = None
        self.checks = Checks(settings, build, "try_desktop")
        self.checks.found.connect(self.card.add)
        self.checks.ended.connect(self.card.finish)
        self.card.tried.connect(self._try)
        self.card.more.connect(self._more)
        self.card.begun.connect(self._begin)
        window.field.submitted.connect(self._remember)

    def show(self) -> None:
        self.window.show_card(self.card)
        self.checks.begin()

    def close(self) -> None:
        self.checks.close()
        if self._sample is not None and self._sample.is_alive():
            self._sample.terminate()
            self._sample.join()

    @Slot()
    def _try(self) -> None:
        """A window to try it on, and the words for it in the field."""
        if self._sample is None or not self._sample.is_alive():
            self._sample = self._open(language.current())
        self.window.field.setText(self.tr("type ada into User name, then click Login"))
        self.window.field.setFocus()
        self.card.tell(
            self.tr("The sample window is open. Press Enter, and look at what Deskhand shows you.")
        )

    @Slot()
    def _more(self) -> None:
        self._remember()
        self.window.show_card(self.window.idle)
        self._all_checks()

    @Slot()
    def _begin(self) -> None:
        self._remember()
        self.window.show_card(self.window.idle)
        self.window.field.setFocus()

    @Slot()
    def _remember(self) -> None:
        """It is not said again."""
        with contextlib.suppress(OSError):  # then it is
            self._note.parent.mkdir(parents=True, exist_ok=True)
            self._note.touch()


def open_sample(language: str) -> Any:
    """The sample window, in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=_sample, args=(language,), name="deskhand: sample", daemon=True)
    process.start()
    return process


def _sample(language: str) -> None:
    import tempfile

    from ui import sample

    with tempfile.TemporaryDirectory(prefix="deskhand-sample-") as folder:
        sample.main(["--log", str(Path(folder) / "log.jsonl"), "--language", language])
