"""One thread that does all the slow work: loading models, looking, and running the loop's generator.

The thread keeps everything it builds (the journal's database belongs to the thread that opened it). It speaks
to the window by signals alone, which are delivered in the window's thread. When the loop needs the person it
emits `asked` and waits on a queue; `stop` releases any such wait.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QObject, Signal

from agent import loop
from agent.errors import CaptureError, DeskhandError, JournalError
from agent.journal import SqliteJournal
from agent.journal_numbered import NumberedJournal
from agent.loop import Stages
from agent.ports import Confirmer, Explaining, Heedful
from agent.resume import REPLAY
from agent.settings import Settings
from agent.types import Act, Ask, End, Frame, Judgement, Observation, Pause, Progress, Resumption, Verdict
from ui.macros_order import Order, bounds

log = logging.getLogger(__name__)
StagesFactory = Callable[[Confirmer], Stages]
STOP_SECONDS = 0.1  # between two looks at the stop flag while the person is asked
Answer = Verdict | int | Resumption | None
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Broken:
    """An act that the person broke into with their own mouse or keyboard, or in which Deskhand `crashed`."""

    act: Act
    crashed: bool = False


@dataclass(frozen=True, eq=False)
class Request:
    """Something that only the person can answer: an Act (by a Verdict), an Ask (by an index or None), a
    Broken act or a Pause (by a Resumption)."""

    decision: Act | Ask | Broken | Pause
    observation: Observation
    judgement: Judgement | None = None
    reply: queue.Queue[Answer] = field(default_factory=lambda: queue.Queue(maxsize=1))


class AskingConfirmer:
    """The Confirmer port, on the worker's side: hands the question over and waits for the answer."""

    def __init__(self, ask: Callable[[Request], None], stop: Callable[[], threading.Event]) -> None:
        self._ask = ask
        self._stop = stop
        self._lock = threading.Lock()
        self._pending: Request | None = None

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        """Waits for the person's verdict; a stop counts as "stop"."""
        answer = self._wait(Request(act, observation, judgement))
        return answer if isinstance(answer, Verdict) else Verdict(kind="stop")

    def choose(self, question: Ask, observation: Observation) -> int | None:
        """Waits for a number; a stop counts as none of them (the loop then sees the flag)."""
        answer = self._wait(Request(question, observation))
        return answer if isinstance(answer, int) else None

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        """Waits for what is to become of the act; a stop counts as "stop"."""
        answer = self._wait(Request(Broken(act, crashed), observation))
        return answer if answer == "again" or answer == "next" else "stop"

    def retry(self, pause: Pause, observation: Observation) -> bool:
        """Waits until the person has mended what is wrong; a stop counts as giving up."""
        return self._wait(Request(pause, observation)) == "again"

    def answer(self, request: Request, answer: Answer) -> None:
        """Releases the wait for `request`; an answer to an older question is dropped."""
        with self._lock:
            if request is self._pending:
                self._pending = None
                request.reply.put(answer)

    def release(self) -> None:
        """Ends any wait without an answer."""
        with self._lock:
            if self._pending is not None:
                self._pending.reply.put(None)
                self._pending = None

    def _wait(self, request: Request) -> Answer:
        with self._lock:
            if self._stop().is_set():
                return None
            self._pending = request
        self._ask(request)
        while True:
            try:
                return request.reply.get(timeout=STOP_SECONDS)
            except queue.Empty:
                if self._stop().is_set():  # by the stop key, or `deskhand stop`
                    return None


class Worker(QObject):
    """The bridge between the window and the thread. Signals carry agent.types; slots run in the window's
    thread."""

    preparing = Signal()
    captured = Signal()  # the screen has been grabbed for a look: the window may come back
    looked = Signal(object)  # Observation
    glimpsed = Signal(object)  # Frame
    progressed = Signal(object)  # Step
    asked = Signal(object)  # Request
    ended = Signal(object)  # End
    replayed = Signal(object)  # after a macro's end: tuple[Healed, ...], what was pointed to in it
    failed = Signal(str)  # one sentence

    def __init__(self, stages_factory: StagesFactory, settings: Settings) -> None:
        super().__init__()
        self._factory = stages_factory
        self._settings = settings
        self._stages: Stages | None = None
        self._journal: NumberedJournal | None = None
        self._explaining = settings.explain
        self._stop = threading.Event()
        self._confirmer = AskingConfirmer(self.asked.emit, lambda: self._stop)
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="deskhand-worker")
        self._thread.start()

    def run(self, instruction: str) -> None:
        """Queues a run. Ends in `ended` or `failed`."""
        self._stop = threading.Event()
        stop = self._stop
        self._jobs.put(
            lambda: self._follow(loop.run(instruction, self._numbered(stop), self._settings, stop))
        )

    def replay(self, order: Order) -> None:
        """Queues a macro. Ends in `ended` and `replayed`, or in `failed`."""
        self._stop = threading.Event()
        stop = self._stop
        self._jobs.put(lambda: self._replay(order, stop))

    @property
    def last_run(self) -> int:
        """The number of the last run in the journal; 0 before one."""
        return self._journal.number if self._journal is not None else 0

    def pick_up(self, number: int) -> None:
        """Queues the rest of a run that was cut off. Ends in `ended` or `failed`."""
        self._stop = threading.Event()
        stop = self._stop
        self._jobs.put(lambda: self._pick_up(number, stop))

    def leave(self, number: int) -> None:
        """Queues that a run that was cut off is not asked about again."""
        self._jobs.put(lambda: self._leave(number))

    def look(self) -> None:
        """Queues a look without acting. Ends in `looked` or `failed`."""
        self._jobs.put(self._look)

    def look_at(self, path: str) -> None:
        """Queues a look at a picture. Ends in `looked` or `failed`."""
        self._jobs.put(lambda: self._look_at(path))

    def glimpse(self) -> None:
        """Queues a picture of the screen as it is now, unless there is other work. Ends in `glimpsed`, or in
        nothing."""
        if self._jobs.empty():
            self._jobs.put(self._glimpse)

    def set_explain(self, on: bool) -> None:
        """From the next look on the model also tells what it takes the words to mean."""
        self._jobs.put(lambda: self._explain(on))

    def answer(self, request: Request, answer: Answer) -> None:
        self._confirmer.answer(request, answer)

    def stop(self) -> None:
        """Stops the run at once, also while it waits for the person."""
        self._stop.set()
        self._confirmer.release()

    def close(self) -> None:
        """Stops, and waits until the thread is gone."""
        self.stop()
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        for job in iter(self._jobs.get, None):
            try:
                job()
            except DeskhandError as error:
                self.failed.emit(str(error))
            except Exception as error:  # the thread's boundary: the window must live on and say it
                log.exception("The worker met an unexpected error")
                self.failed.emit(_sentence(error))

    def _replay(self, order: Order, stop: threading.Event) -> None:
        planner = order.planner()
        stages = replace(self._numbered(stop), planner=planner)
        self._follow(loop.run(f"{REPLAY}{order.name}", stages, bounds(self._settings), stop))
        self.replayed.emit(planner.healed)

    def _pick_up(self, number: int, stop: threading.Event) -> None:
        with contextlib.closing(SqliteJournal(self._settings.data_dir)) as journal:
            record = journal.run(number)
        self._follow(loop.pick_up(record, self._numbered(stop), self._settings, stop))

    def _leave(self, number: int) -> None:
        """In vain where another Deskhand has taken it up meanwhile."""
        with (
            contextlib.suppress(JournalError),
            contextlib.closing(SqliteJournal(self._settings.data_dir)) as journal,
        ):
            journal.leave(number)

    def _follow(self, happenings: Iterator[Progress]) -> None:
        with contextlib.closing(happenings) as progress:  # type: ignore[type-var]
            for item in progress:
                (self.ended if isinstance(item, End) else self.progressed).emit(item)

    def _look(self) -> None:
        stages = self._ready()
        try:
            frame = stages.screen.grab()
        finally:
            self.captured.emit()
        self.looked.emit(stages.eyes.look(frame))

    def _look_at(self, path: str) -> None:
        try:
            with Image.open(path) as image:
                pixels = np.asarray(image.convert("RGB"))
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise CaptureError(f"The picture {path} cannot be read: {error}.") from error
        self.looked.emit(self._ready().eyes.look(Frame(pixels)))

    def _glimpse(self) -> None:
        if self._stages is not None:  # nothing is loaded for it
            with contextlib.suppress(DeskhandError):
                self.glimpsed.emit(self._stages.screen.grab())

    def _explain(self, on: bool) -> None:
        self._explaining = on
        if self._stages is not None:
            for one in (self._stages.eyes, self._stages.planner):
                if isinstance(one, Explaining):
                    one.explain = on

    def _numbered(self, stop: threading.Event) -> Stages:
        """For a run that may be stopped, and whose number in the journal is remembered."""
        stages = self._ready()
        self._journal = NumberedJournal(stages.journal)
        eyes = stages.eyes.heeding(stop) if isinstance(stages.eyes, Heedful) else stages.eyes
        return replace(stages, journal=self._journal, eyes=eyes)

    def _ready(self) -> Stages:
        if self._stages is None:
            self.preparing.emit()
            self._stages = self._factory(self._confirmer)
            self._explain(self._explaining)
        return self._stages


def _sentence(error: Exception) -> str:
    words = translate(
        "worker", "Deskhand met an error of its own ({name}) and ended this run. Please try again."
    )
    return words.format(name=type(error).__name__)
