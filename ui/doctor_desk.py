"""What happens on the page of the doctor: the checks run in a process of their own, and come one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from agent.apart import Apart
from agent.doctor import Check, Doctor, render
from agent.errors import DeskhandError, Stopped
from agent.settings import Settings
from ui.window import MainWindow

Build = Callable[[Settings], Doctor]


class DoctorDesk(QObject):
    """One for each window. `build` is called in the other process, and can be pickled."""

    _news = Signal(object)  # int: so many checks; Check; str: why it ended, "" where all are done

    def __init__(self, window: MainWindow, settings: Settings, build: Build = Doctor) -> None:
        super().__init__(window)
        self.window, self.page = window, window.doctor
        self._settings, self._build = settings, build
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._news.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        window.rail.wanted.connect(self._show_page)
        self.page.wanted.connect(self.examine)
        self.page.halted.connect(self._stop_checks)
        self.page.copied.connect(self._copy)

    @property
    def busy(self) -> bool:
        return self._thread is not None

    @Slot()
    def examine(self) -> None:
        """Makes the checks, where they are not being made."""
        if self._thread is None:
            self.page.begin()
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._examine, name="deskhand-doctor", args=(self._stop,))
            self._thread.start()

    def close(self) -> None:
        """Ends them; waits until they have gone."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join()

    def _examine(self, stop: threading.Event) -> None:
        """In a thread of its own."""
        part = Apart(partial(self._build, self._settings), self.tr("The doctor"), DeskhandError)
        try:
            for found in part.stream("examine", stop=stop):
                self._news.emit("" if found is None else found)
        except Stopped:
            self._news.emit(self.tr("It was stopped before all was looked after."))
        except DeskhandError as error:
            self._news.emit(str(error))
        finally:
            part.close()

    @Slot(object)
    def _heard(self, news: int | Check | str) -> None:
        if self._thread is None:
            return
        if isinstance(news, Check):
            self.page.add(news)
        elif isinstance(news, str):
            self._thread.join()
            self._thread = None
            self.page.finish(news)
        else:
            self.page.begin(news)

    @Slot()
    def _stop_checks(self) -> None:
        self._stop.set()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(render(self.page.checks))

    @Slot(str)
    def _show_page(self, name: str) -> None:
        if name == "doctor":
            self.window.show_page(self.page)
