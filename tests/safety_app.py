"""The real app on a real display, with the real hands; the eyes know the windows of the client program.

In, a line of JSON each: {"run": words} or {} for news. Out: what is shown, with the places of the buttons.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from safety_run import TitleEyes

from agent import compose
from agent.ports import Eyes, Witness
from agent.settings import Settings, load
from agent.types import Frame, Observation
from ui import app as ui_app
from ui.conductor import Conductor
from ui.sentry import Sentry
from ui.window import MainWindow


class TwinEyes:
    """Each window is two buttons of its name, one above the other."""

    def look(self, frame: Frame, query: str = "") -> Observation:
        seen = TitleEyes().look(frame).elements
        twins = [e.model_copy(update={"id": e.id + 50, "box": e.box.moved(0, 60)}) for e in seen]
        return Observation(frame, (*seen, *twins))


class Remote(QObject):
    """Takes the lines in a thread of its own, and answers them in the window's."""

    told = Signal(str)

    def __init__(self, window: MainWindow, conductor: Conductor) -> None:
        super().__init__()
        self.window, self.conductor = window, conductor
        self.answers: list[str] = []
        self.refused = 0
        for guard in window.guards:
            guard.refused.connect(self.count)
        window.step.answered.connect(lambda verdict: self.answers.append(verdict.kind))
        window.question.chosen.connect(lambda index: self.answers.append(f"choice {index}"))
        self.told.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line)

    @Slot(str)
    def answer(self, line: str) -> None:
        asked = json.loads(line)
        if "run" in asked:
            self.conductor.start(asked["run"])
        sys.stdout.write(json.dumps(self.news()) + "\n")
        sys.stdout.flush()

    @Slot()
    def count(self) -> None:
        self.refused += 1

    def news(self) -> dict[str, Any]:
        step, question = self.window.step, self.window.question
        named: dict[str, QWidget] = {"do": step.do, "skip": step.skip, "edit": step.edit, "rest": step.rest}
        named |= {f"choice {n}": choice for n, choice in enumerate(question.choices)}
        shown = {name: widget for name, widget in named.items() if widget.isVisible()}
        open_now = step.guard.open if step.isVisible() else question.guard.open
        return {
            "state": self.conductor.state,
            "open": open_now,
            "answers": self.answers,
            "refused": self.refused,
            "status": self.window.status.text(),
            "rest": step.rest.isChecked(),
            "consequential": step.consequential,
            "active": any(w.isActiveWindow() for w in (self.window, self.conductor.placing.bar)),
            "places": {name: middle(widget) for name, widget in shown.items()},
        }


def middle(widget: QWidget) -> list[int]:
    """On the desktop. Of a wide one, its left part: a tick box takes clicks there alone."""
    point = widget.mapToGlobal(QPoint(min(widget.width() // 2, 40), widget.height() // 2))
    return [point.x(), point.y()]


def twin_eyes(settings: Settings) -> Eyes:
    return TwinEyes()


def title_eyes(settings: Settings) -> Eyes:
    return TitleEyes()


def main() -> int:
    opened, post = ui_app.open_window, ui_app.post_sentry
    kept: list[Remote] = []

    def open_window(*arguments: Any, **options: Any) -> tuple[MainWindow, Conductor]:
        window, conductor = opened(*arguments, **options)
        kept.append(Remote(window, conductor))
        return window, conductor

    def post_sentry(witness: Witness, window: MainWindow, conductor: Conductor) -> None:
        post(witness, window, conductor)
        sentry = window.findChild(Sentry)
        assert sentry is not None
        sentry.refused.connect(kept[0].count)

    ui_app.open_window, ui_app.post_sentry = open_window, post_sentry
    compose.build_eyes = twin_eyes if "twins" in sys.argv else title_eyes
    return ui_app.main(load(language="en", appearance="light"))


if __name__ == "__main__":
    sys.exit(main())
