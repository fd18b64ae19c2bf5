"""Records what the person does: an ear for events, pictures taken before them, and eyes that look at those.

Three threads: the ear's own puts events together, one takes pictures, one looks at them. What was caught is
told at once, as steps in words when it has been looked at. A secret's letters are in memory alone, and only
until the recording ends.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from agent.errors import CaptureError
from agent.macro import MacroStep
from agent.macros.bundle import Bundle
from agent.ports import Eyes, Screen
from agent.privacy import Private
from agent.recording.caught import Catcher
from agent.recording.frames import Grabber
from agent.recording.gestures import STEP, Clicked, Dragged, Gesture, Hovered, Turned, Typed
from agent.recording.heard import Ear, Heard
from agent.recording.hovering import hovered
from agent.recording.own import drop_modifiers, is_ours, own_chord
from agent.recording.places import NOTHING_PRIVATE
from agent.recording.readings import Readings
from agent.recording.result import made
from agent.recording.saying import said
from agent.types import Frame

LAST_SECONDS = 0.3  # after the last event, for what it did to show
MOST, MOST_EVENTS = 1000, 450_000  # gestures and events, of which a macro can hold no more
FULL = "The recording is as long as a macro may be; record what comes next as another one."
PATIENCE, POLL_SECONDS = 2.0, 0.02  # for an input method to answer for the last keys


@dataclass(frozen=True)
class Caught:
    """Something was done; `number` stays the same where it grows (a second click, another letter)."""

    number: int
    words: str


@dataclass(frozen=True)
class Stepped:
    """All steps so far, as the eye saw what they were done to."""

    steps: tuple[MacroStep, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


News = Caught | Stepped
Tell = Callable[[News], None]


class Recorder:
    """`ignored`: chords that are Deskhand's own. `tell` is called in the recorder's threads; be quick there.

    Events in Deskhand's own windows, and those while it is paused, are not taken.
    """

    def __init__(
        self,
        ear: Ear,
        screen: Screen,
        eyes: Eyes,
        private: Private = NOTHING_PRIVATE,
        ignored: tuple[tuple[str, ...], ...] = (),
        tell: Tell = lambda news: None,
    ) -> None:
        self._ear, self._listener = ear, tell
        self._grabber = Grabber(screen)
        self._catcher = Catcher()
        self._readings = Readings(eyes, private, self._grabber.change_between)
        self._ignored = {frozenset(keys) for keys in ignored}
        self._lock = threading.Lock()  # an input method is heard in another thread than keys
        self._events: list[tuple[int, Heard]] = []
        self._count = 0  # of events
        self._open: Gesture | None = None  # the last gesture, which may grow
        self._afters: dict[int, tuple[Frame | None, float]] = {}  # of the last text that is over
        self._keys: dict[int, tuple[int, ...]] = {}  # text → its raw events
        self._jobs: queue.SimpleQueue[Callable[[], bool] | None] = queue.SimpleQueue()
        self._looker: threading.Thread | None = None
        self.paused = False
        self.lost = 0  # acts of which nobody knows what they were done to
        self._full = False
        self.on_ignored: Callable[[frozenset[str]], None] = lambda keys: None  # one of those was pressed

    @property
    def failed(self) -> str:
        """Why nothing more is caught; "" while something is."""
        return FULL if self._full else self._ear.failed

    def start(self) -> None:
        """Raises CaptureError, NoDisplayError, NotSupportedError, InputError."""
        self._grabber.start()
        self._looker = threading.Thread(target=self._look, name="deskhand-looker")
        self._looker.start()
        try:
            self._ear.start(self._hear)
        except BaseException:
            self._end_threads()
            raise

    def pause(self) -> None:
        """What is done from now on is not taken."""
        with self._lock:
            self._close(time.monotonic())
            self.paused = True

    def resume(self) -> None:
        with self._lock:
            self.paused = False

    def cancel(self) -> None:
        """Ends it; nothing is kept. May be called twice, and after `finish`."""
        self._end_threads()
        self._forget()

    def finish(self, name: str) -> Bundle:
        """Ends it and gives what was recorded. Raises MacroError for a name that no macro can have, or where
        nothing was done."""
        self._settle()
        with self._lock:
            self._close(time.monotonic())
            self.paused = True
        self._end_threads()
        try:
            return made(name, self._readings, self._events, self._keys)
        finally:
            self._forget()

    # -- the ear's thread

    def _hear(self, event: Heard) -> None:
        with self._lock:
            self._grabber.stir(event.at)
            if self.paused:
                return
            before = self._grabber.before(event.at)
            if is_ours(event, before, self._catcher.pressing):
                return
            if (chord := own_chord(event, self._ignored)) is not None:
                drop_modifiers(self._events)
                self.on_ignored(chord)
                return
            number = self._count
            self._count += 1
            self._events.append((number, event))
            gesture = self._catcher.take(event, before, number)
            if gesture is not None:
                self._caught(gesture)
                self._full = gesture.number >= STEP * MOST or number >= MOST_EVENTS
                self.paused |= self._full

    def _caught(self, gesture: Gesture) -> None:
        if gesture.number in self._afters:  # an input method was late
            self._after(gesture, *self._afters[gesture.number])
            return
        last, self._open = self._open, gesture
        if last is None or last.number != gesture.number:
            self._begun(gesture, last)
        self._tell(Caught(gesture.number, said(gesture)))

    def _begun(self, gesture: Gesture, last: Gesture | None) -> None:
        """The last gesture is over; between the two something may have been pointed at."""
        hovers: tuple[Hovered, ...] = ()
        if isinstance(gesture, Clicked):
            hovers = hovered(gesture, last, self._grabber.appeared(), self._events)
        if last is not None:
            following = (*hovers, gesture)[0]
            self._after(last, following.before, following.at)
        for hover in hovers:
            self._jobs.put(partial(self._readings.spot, hover))
        if isinstance(gesture, Clicked | Dragged | Turned):
            self._jobs.put(partial(self._readings.spot, gesture))

    def _close(self, at: float) -> None:
        """The last gesture grows no more."""
        last, self._open = self._open, None
        self._catcher.close()
        if last is not None:
            after = self._grabber.before(at)
            self._after(last, after, at)

    def _after(self, gesture: Gesture, after: Frame | None, until: float) -> None:
        if isinstance(gesture, Typed):
            self._keys[gesture.number] = gesture.events
            self._afters = {gesture.number: (after, until)}
        self._jobs.put(partial(self._readings.after, gesture, after, until))

    def _tell(self, news: News) -> None:
        try:
            self._listener(news)
        except Exception:  # noqa: BLE001 — whoever listens has gone; what is done is recorded all the same
            self._listener = lambda news: None

    # -- the looking thread

    def _look(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                news = job()
            except Exception:  # noqa: BLE001 — an act that cannot be made out does not end the recording
                self.lost += 1
                continue
            if news and self._jobs.empty():
                drafted = self._readings.drafted()
                self._tell(Stepped(drafted.steps, drafted.pictures))

    # -- the end

    def _forget(self) -> None:
        self._readings.forget()
        self._events.clear()
        self._afters, self._keys = {}, {}
        self._catcher, self._open = Catcher(), None

    def _settle(self) -> None:
        """The last picture shows what the last act did."""
        if self._open is None or self.paused:
            return
        time.sleep(max(0.0, self._open.until + LAST_SECONDS - time.monotonic()))
        patience = time.monotonic() + PATIENCE
        while self._catcher.waiting and time.monotonic() < patience:
            time.sleep(POLL_SECONDS)
        with contextlib.suppress(CaptureError):
            self._grabber.grab()

    def _end_threads(self) -> None:
        self._ear.stop()
        self._grabber.stop()
        if self._looker is not None:
            self._jobs.put(None)
            self._looker.join()
            self._looker = None
