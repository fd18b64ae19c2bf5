"""One thread for what takes a while and is no run: reading and writing macros, looking them over."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from agent.errors import DeskhandError

log = logging.getLogger(__name__)
translate = QCoreApplication.translate
Made = TypeVar("Made")
Job = tuple[Callable[[], Any], Callable[[Any], None], Callable[[str], None]]


def _nothing(result: Any) -> None:
    """Nobody waits for the result."""


class Clerk(QObject):
    """Jobs are done one after the other; what comes of each is told in the window's thread."""

    _news = Signal(object)  # to be called in the window's thread

    def __init__(self, name: str, tell: Callable[[str], None]) -> None:
        """`tell`: hears, in one sentence, of what went wrong and nobody else waits for."""
        super().__init__()
        self._tell = tell
        self.pending = 0  # jobs that nobody was told of yet
        self._closed = False
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._news.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name)
        self._thread.start()

    def do(
        self,
        job: Callable[[], Made],
        then: Callable[[Made], None] = _nothing,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Queues a job. `then` gets what it gives, `failed` why it could not be done."""
        self.pending += 1
        self._jobs.put((job, then, failed or self._tell))

    def close(self) -> None:
        """Waits for the jobs that are queued; nothing more is told."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join()

    @Slot(object)
    def _deliver(self, news: Callable[[], None]) -> None:
        self.pending -= 1
        if not self._closed:  # else what it would be told to has gone
            news()

    def _work(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, then, failed = item
            try:
                news = partial(then, job())
            except DeskhandError as error:
                news = partial(failed, str(error))
            except Exception as error:  # the thread's boundary: the window must live on and say it
                log.exception("A job met an unexpected error")
                news = partial(failed, _sentence(error))
            self._news.emit(news)


def _sentence(error: Exception) -> str:
    words = translate("clerk", "Deskhand met an error of its own ({name}). Please try again.")
    return words.format(name=type(error).__name__)
