"""The panel that shows how the model looked, and the warmth on the picture."""

from __future__ import annotations

import threading

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from scripted_model import ScriptedModel

from agent.mind.planner import ModelPlanner
from agent.settings import load
from agent.types import Box, Element, Frame, Observation
from ui.levels import Bars, LevelsPanel, warm_of
from ui.screen_view import ScreenView
from ui.worker import Worker

GATES = (("s4", 0.5), ("s8", 0.25), ("ViT 2", 0.25))
ONE, OTHER = Box(x0=10, y0=10, x1=60, y1=40), Box(x0=100, y0=50, x1=150, y1=80)


def seen(meant: tuple[float, ...] = (), gates: tuple[tuple[str, float], ...] = GATES) -> Observation:
    elements = (Element(id=0, box=ONE, kind="button"), Element(id=1, box=OTHER, kind="button"))
    return Observation(Frame(np.full((100, 200, 3), 255, np.uint8)), elements, gates, 0.1, meant)


def test_the_likeliest_is_painted_last_and_the_unlikely_not_at_all() -> None:
    assert warm_of(seen((0.7, 0.2))) == ((OTHER, 0.2), (ONE, 0.7))
    assert warm_of(seen((0.9, 0.001))) == ((ONE, 0.9),)
    assert warm_of(seen()) == ()


def test_the_panel_tells_of_the_screen_or_of_the_words(qtbot: QtBot) -> None:
    panel = LevelsPanel()
    qtbot.addWidget(panel)
    assert "Look" in panel.title.text()
    panel.show_look(seen())
    assert "whole screen" in panel.title.text()
    assert panel.bars.accessibleDescription() == "s4 50%, s8 25%, ViT 2 25%"
    panel.show_look(seen((0.6, 0.1)))
    assert "words" in panel.title.text()
    assert "30%" in panel.note.text()
    panel.show_look(seen(gates=()))
    assert "Look" in panel.title.text()


def test_a_bar_is_as_long_as_its_weight(qtbot: QtBot) -> None:
    bars = Bars()
    qtbot.addWidget(bars)
    bars.show_gates(GATES)
    bars.resize(600, bars.sizeHint().height())
    image = bars.grab().toImage()
    accent = QColor(43, 95, 217)
    lengths = [
        sum(image.pixelColor(x, y) == accent for x in range(first, first + 290))
        for first, y in ((0, 10), (0, 30), (300, 10))
    ]
    assert lengths[0] > 1.8 * lengths[1] > 0
    assert abs(lengths[1] - lengths[2]) <= 2


def test_the_picture_reddens_what_is_meant_only_when_asked(qtbot: QtBot) -> None:
    view = ScreenView()
    qtbot.addWidget(view)
    view.resize(416, 216)
    view.set_show_elements(False)
    view.show_observation(seen((0.9, 0.0)))
    middle = view.to_widget(ONE).center().toPoint()
    before = view.grab().toImage().pixelColor(middle)
    view.set_show_warm(True)
    after = view.grab().toImage().pixelColor(middle)
    assert (before.red(), before.green()) == (255, 255)
    assert after.green() < 150 < after.red()


def test_the_worker_asks_the_eyes_to_explain(qtbot: QtBot) -> None:
    class Eyes:
        def __init__(self) -> None:
            self.explain = False

        def look(self, frame: Frame, query: str = "") -> Observation:
            return seen()

    class Screen:
        def grab(self) -> Frame:
            return seen().frame

    class Made:
        eyes, screen, planner = Eyes(), Screen(), ModelPlanner(ScriptedModel([]))

    worker = Worker(lambda confirmer: Made(), load())  # type: ignore[arg-type, return-value]
    looks: list[object] = []
    worker.looked.connect(looks.append)
    worker.set_explain(True)
    worker.look()
    qtbot.waitUntil(lambda: len(looks) == 1)
    told = [Made.eyes.explain and Made.planner.explain]
    done = threading.Event()
    worker.set_explain(False)
    worker._jobs.put(done.set)
    qtbot.waitUntil(done.is_set)
    assert [*told, Made.eyes.explain or Made.planner.explain] == [True, False]
    worker.close()
