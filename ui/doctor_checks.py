"""Checks of the doctor, one by one from a process of their own; a thread waits for them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot

from agent.apart import Apart
from agent.doctor import Check, Doctor
from agent.errors import DeskhandError, Stopped
from agent.settings import Settings

Build = Callable[[Settings], Doctor]


FINISH_SECONDS = 3.0  # that a check gets to put back what it has borrowed: the clipboard, the pointer


def _let_finish(part: Apart) -> None:
    enough = threading.Event()
    timer = threading.Timer(FINISH_SECONDS, enough.set)
    timer.start()
    with contextlib.suppress(DeskhandError):
        part.call("over", stop=enough)
    timer.cancel()
    timer.join()


class Checks(QObject):
    """`build` is called in the other process, and can be pickled; `method` is the doctor's that makes the
    checks. Signals come in the window's thread; `ended` says why not all were made, or ""."""

    counted = Signal(int)
    found = Signal(object)  # Check
    ended = Signal(str)
    _news = Signal(object)

    def __init__(self, settings: Settings, build: Build = Doctor, method: str = "examine") -> None:
        super().__init__()
        self._settings, self._build, self._method = settings, build, method
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._news.connect(self._heard, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def begin(self) -> None:
        """Makes them, where they are not being made."""
        if self._thread is None:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._work, name="deskhand-doctor", args=(self._stop,))
            self._thread.start()

    @Slot()
    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Ends them; waits until they have gone, and tells nothing more."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join()

    def _work(self, stop: threading.Event) -> None:
        """In a thread of its own."""
        part = Apart(partial(self._build, self._settings), self.tr("The doctor"), DeskhandError)
        try:
            for found in part.stream(self._method, stop=stop):
                self._news.emit("" if found is None else found)
        except Stopped:
            _let_finish(part)
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
            self.found.emit(news)
        elif isinstance(news, str):
            self._thread.join()
            self._thread = None
            self.ended.emit(news)
        else:
            self.counted.emit(news)
