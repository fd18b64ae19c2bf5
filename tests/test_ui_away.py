"""The app while it acts on a desktop of its own: it stands in nobody's way, and shows what goes on there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from agent.fake import FakeDesktop, FakeHands, MemoryJournal, OracleEyes, login_scene
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.settings import load
from ui import app as ui_app
from ui.conductor import Conductor
from ui.window import MainWindow


class Away:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.desktop = qtbot, login_scene()
        settings = load(settle=0.02, language="en", appearance="light")
        self.app = ui_app.make_app(settings)
        opened = ui_app.open_window(self.app, settings, self.stages, delay=0, settle=0, compact=False)
        self.window: MainWindow = opened[0]
        self.conductor: Conductor = opened[1]
        self.window.set_away()
        self.window.show()

    def stages(self, confirmer: Confirmer) -> Stages:
        hands = FakeHands(self.desktop)
        eyes, planner = OracleEyes(self.desktop), EmbeddedPlanner()
        return Stages(self.desktop, eyes, planner, confirmer, hands, MemoryJournal(), hands.notary)

    def close(self) -> None:
        self.conductor.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def away(qtbot: QtBot) -> Iterator[Away]:
    opened = Away(qtbot)
    yield opened
    opened.close()


def test_it_says_where_it_is_and_stays_whole(away: Away) -> None:
    assert away.window.windowTitle() == "Deskhand, on a desktop of its own"
    assert not away.window.full_size.isVisible()
    away.window.field.setText("tick Remember me")
    away.window.field.submit()
    away.qtbot.waitUntil(lambda: away.conductor.state == "asking", timeout=5000)
    assert away.window.isVisible()
    assert not away.conductor.placing.in_bar
    away.window.step.do.click()
    away.qtbot.waitUntil(lambda: away.conductor.state == "idle", timeout=5000)


def test_what_goes_on_is_shown_while_nothing_else_is(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    away.conductor.worker.glimpse()  # nothing is loaded for it
    away.window.look.click()
    away.qtbot.waitUntil(lambda: away.conductor.state == "idle" and away.conductor.showing.seen is not None)
    shown: list[object] = []
    monkeypatch.setattr(away.window.view, "show_frame", shown.append)
    away.conductor.worker.glimpsed.connect(lambda frame: shown.append("glimpsed"))
    away.conductor.worker.glimpse()
    away.qtbot.waitUntil(lambda: len(shown) == 1, timeout=5000)
    assert shown == ["glimpsed"]  # the same as before: the look stays, with its outlines
    _change(away.desktop)
    away.conductor.worker.glimpse()
    away.qtbot.waitUntil(lambda: len(shown) == 3, timeout=5000)


def _change(desktop: FakeDesktop) -> None:
    desktop.find("Remember me").states.add("checked")
