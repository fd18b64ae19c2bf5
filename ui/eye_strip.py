"""The line about the eye's own process, at the bottom: being loaded, with what is left of it, or gone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from agent.apart import State
from agent.apart_eyes import EyesApart
from ui import parts

TICK = 250  # ms between two steps of the progress bar
USUALLY = 12.0  # seconds that loading takes where it is not known from the last time
NEARLY = 0.95  # what the bar shows at the most while it still loads
NOTE = "eye-loading.json"


class EyeStrip(QWidget):
    """Watches one pair of eyes. `folder` remembers how long loading took last time."""

    _heard = Signal(str)

    def __init__(
        self, eyes: EyesApart, folder: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.eyes, self._note, self._clock = eyes, folder / NOTE if folder else None, clock
        self.text, self.bar = parts.label("quiet", wrap=False), QProgressBar()
        self.cancel, self.again = parts.button("segment"), parts.button("segment")
        self._begun, self._usual = clock(), _remembered(self._note)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self.cancel.clicked.connect(self.give_up)
        self.again.clicked.connect(eyes.begin)
        self._heard.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        eyes.on_state(self._heard.emit)
        self._show()

    @Slot()
    def give_up(self) -> None:
        """Loads no more; the next look begins anew."""
        self.eyes.close()

    @Slot(str)
    def _changed(self, state: State) -> None:
        if state == "loading":
            self._begun = self._clock()
            self._timer.start(TICK)
        else:
            self._timer.stop()
        if state == "ready":
            self._usual = max(1.0, self._clock() - self._begun)
            _remember(self._note, self._usual)
        self._show()

    def _tick(self) -> None:
        self._show()

    def _show(self) -> None:
        state = self.eyes.state
        loading = state == "loading"
        self.setVisible(loading or state == "gone")
        self.bar.setVisible(loading)
        self.cancel.setVisible(loading)
        self.again.setVisible(state == "gone")
        since = self._clock() - self._begun
        self.bar.setValue(round(100 * min(NEARLY, since / self._usual)))
        left = ceil(self._usual - since)
        if not loading:
            self.text.setText(self.tr("The eye has stopped."))
        elif left > 0:
            self.text.setText(self.tr("Loading the eye: about {n} s left").format(n=left))
        else:
            self.text.setText(self.tr("Loading the eye: a moment more"))

    def _lay_out(self) -> None:
        row = parts.row(12)
        self.setLayout(row)
        self.bar.setFixedWidth(120)
        self.bar.setTextVisible(False)
        for widget in (self.text, self.bar, self.cancel, self.again):
            row.addWidget(widget)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_timer"):
            self._retranslate()
            self._show()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.bar.setAccessibleName(self.tr("How far the eye is loaded"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel loading the eye"))
        self.again.setText(self.tr("Start it again"))


def _remembered(note: Path | None) -> float:
    with suppress(OSError, ValueError, TypeError, KeyError):
        if note is not None:
            return min(600.0, max(1.0, float(json.loads(note.read_text(encoding="utf-8"))["seconds"])))
    return USUALLY


def _remember(note: Path | None, seconds: float) -> None:
    with suppress(OSError):
        if note is not None:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps({"seconds": round(seconds, 1)}) + "\n", encoding="utf-8")
