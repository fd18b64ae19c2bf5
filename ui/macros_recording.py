"""One recording after the other: the recorder in threads of its own, the bar in the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from agent.macros.bundle import Bundle
from agent.ports import Eyes
from agent.recording.recorder import Caught, News, Stepped
from agent.settings import Settings
from ui.macro_words import step_line
from ui.macros_bar import SHOWN, RecordBar
from ui.macros_caught import caught_words
from ui.macros_clerk import Clerk
from ui.words import key_word

POLL = 500  # ms between two looks at whether the recorder still hears
UNNAMED = "Recording"
State = Literal["off", "preparing", "recording", "paused", "finishing"]
Tell = Callable[[News], None]


class Recorder(Protocol):
    """What is used of agent.recording.recorder.Recorder."""

    on_ignored: Callable[[frozenset[str]], None]

    @property
    def failed(self) -> str: ...
    @property
    def lost(self) -> int: ...
    def start(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def cancel(self) -> None: ...
    def finish(self, name: str) -> Bundle: ...


RecorderFactory = Callable[[Tell], Recorder]


def real_recorder(settings: Settings, eyes: Eyes | None = None) -> RecorderFactory:
    """Records this desktop, with these `eyes` or its own."""

    def build(tell: Tell) -> Recorder:
        from agent import compose  # may load an eye: slow, so only in the recording's thread

        return compose.build_recorder(settings, tell, (settings.record_keys, settings.bar_keys), eyes)

    return build


class Recording(QObject):
    """`done` carries the Bundle and how many acts could not be made out; `failed` one sentence."""

    done = Signal(object, int)
    failed = Signal(str)
    dropped = Signal()
    _news = Signal(object)
    _ended = Signal()

    def __init__(self, factory: RecorderFactory, settings: Settings) -> None:
        super().__init__()
        self.bar = RecordBar()
        self.state: State = "off"
        self._factory = factory
        self._key = " + ".join(key_word(key) for key in settings.stop_keys)
        self._clerk = Clerk("deskhand-recording", self._fail)
        self._recorder: Recorder | None = None
        self._made: Recorder | None = None  # set in the recording's thread
        self._steps: tuple[Any, ...] = ()
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look_after)
        queued = Qt.ConnectionType.QueuedConnection
        self._news.connect(self._heard, queued)
        self._ended.connect(self.finish, queued)
        self.bar.pause.connect(self.pause)
        self.bar.done.connect(self.finish)
        self.bar.discard.connect(self.discard)

    def start(self) -> None:
        """Begins; the bar tells when it is ready."""
        if self.state == "off":
            self._steps = ()
            self._enter("preparing")
            self.bar.begin(self._key)
            self.bar.show()
            self._clerk.do(self._begun, self._begin)

    def pause(self, on: bool) -> None:
        recorder = self._recorder
        if recorder is not None and self.state in ("recording", "paused"):
            self._clerk.do(recorder.pause if on else recorder.resume)
            self._enter("paused" if on else "recording")

    @Slot()
    def finish(self) -> None:
        """Ends it and gives what was recorded."""
        recorder = self._recorder
        if recorder is not None and self.state in ("recording", "paused"):
            self._enter("finishing")
            self._clerk.do(lambda: (recorder.finish(UNNAMED), recorder.lost), self._finished)

    def discard(self) -> None:
        """Ends it and keeps nothing."""
        if self.state == "off":
            return
        self._off()
        self.dropped.emit()

    def close(self) -> None:
        self._watch.stop()
        self._cancel()
        self._clerk.close()
        if self._made is not None:  # it came up too late to be told of
            self._made.cancel()
        self.bar.hide()
        self.bar.deleteLater()

    # the recording's thread

    def _begun(self) -> Recorder:
        recorder = self._factory(self._news.emit)
        recorder.on_ignored = lambda keys: self._ended.emit()
        recorder.start()
        self._made = recorder
        return recorder

    # the window's thread

    def _begin(self, recorder: Recorder) -> None:
        if self.state != "preparing":  # given up meanwhile
            self._clerk.do(recorder.cancel)
            return
        self._recorder = recorder
        self._enter("recording")
        self._watch.start(POLL)

    @Slot(object)
    def _heard(self, news: News) -> None:
        if self.state == "off":
            return
        if isinstance(news, Stepped):
            self._steps = news.steps
            self._show("")
        elif isinstance(news, Caught):
            self._show(caught_words(news.words))

    def _show(self, caught: str) -> None:
        lines = [step_line(step) for step in self._steps[-SHOWN:]]
        self.bar.show_steps(lines, len(self._steps), caught)

    def _look_after(self) -> None:
        if self._recorder is not None:
            self.bar.tell(self._recorder.failed)

    def _finished(self, made: tuple[Bundle, int]) -> None:
        if self.state == "finishing":
            self._recorder = None
            self._off()
            self.done.emit(*made)

    def _fail(self, sentence: str) -> None:
        if self.state != "off":
            self._off()
            self.failed.emit(sentence)

    def _off(self) -> None:
        self._watch.stop()
        self._cancel()
        self._enter("off")
        self.bar.hide()

    def _cancel(self) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._clerk.do(recorder.cancel)

    def _enter(self, state: State) -> None:
        self.state = state
        if state != "off":
            self.bar.set_state(state)
