"""At the start the app asks about a run that was cut off, and goes on with it only at the person's word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent import loop
from agent.fake import FakeDesktop, FakeHands, OracleEyes, ScriptedConfirmer, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.settings import load
from agent.types import Step
from ui import app as ui_app
from ui import language

WORDS = "tick Remember me, then press tab, then click Login"


def stages(desktop: FakeDesktop, folder: Path, confirmer: Confirmer) -> Stages:
    hands, journal = FakeHands(desktop), SqliteJournal(folder)
    return Stages(desktop, OracleEyes(desktop), EmbeddedPlanner(), confirmer, hands, journal, hands.notary)


def cut_off_in_step_two(desktop: FakeDesktop, folder: Path) -> None:
    """As a process leaves it that is killed after it has pressed the key."""
    made = stages(desktop, folder, ScriptedConfirmer())
    for progress in loop.run(WORDS, made, load(settle=0.0), Event()):
        if isinstance(progress, Step) and progress.index == 2 and progress.stage == "performed":
            break
    with sqlite3.connect(folder / "journal.sqlite3") as database:
        database.execute("UPDATE runs SET process = 'gone', outcome = NULL, end = NULL, ended = NULL")
    database.close()


class App:
    def __init__(self, qtbot: QtBot, desktop: FakeDesktop, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        settings = load(settle=0.02, language="en", appearance="light", data_dir=folder)
        self.app = ui_app.make_app(settings)
        self.window, self.conductor = ui_app.open_window(
            self.app,
            settings,
            lambda c: stages(desktop, folder, c),
            delay=0,
            settle=0,
            linger=0,
            compact=False,
        )
        self.window.show()
        ui_app.offer_cut_off(self.conductor, settings)

    def state(self) -> str:
        journal = SqliteJournal(self.folder)
        rows = journal.runs()
        journal.close()
        return rows[0].state if rows else ""

    def close(self) -> None:
        self.conductor.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        language.install(self.app, "en")


@pytest.fixture
def desktop() -> FakeDesktop:
    return login_scene()


@pytest.fixture
def app(qtbot: QtBot, desktop: FakeDesktop, tmp_path: Path) -> Iterator[App]:
    cut_off_in_step_two(desktop, tmp_path)
    app = App(qtbot, desktop, tmp_path)
    yield app
    app.close()


def test_nothing_is_asked_where_nothing_was_cut_off(
    qtbot: QtBot, desktop: FakeDesktop, tmp_path: Path
) -> None:
    app = App(qtbot, desktop, tmp_path)
    assert app.window.idle.isVisible()
    assert not app.window.cut_off.isVisible()
    app.close()


def test_it_goes_on_at_the_persons_word(app: App, desktop: FakeDesktop) -> None:
    done = list(desktop.log)
    card = app.window.cut_off
    assert card.isVisible()
    assert card.title.text() == WORDS
    QTest.keyClick(app.window, Qt.Key.Key_Return)
    assert (app.conductor.state, desktop.log) == ("idle", done)
    QTest.mouseClick(card.go_on, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.window.broken.isVisible(), timeout=5000)
    assert app.window.broken.overline.text() == "Cut off last time"
    assert "only you can say" in app.window.broken.sentence.text()
    QTest.mouseClick(app.window.broken.next, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.conductor.state == "asking", timeout=5000)
    QTest.mouseClick(app.window.step.do, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.conductor.state == "idle", timeout=5000)
    assert desktop.log == [*done, "left click x1 on Login"]
    assert app.state() == "done"


def test_it_may_be_left(app: App, desktop: FakeDesktop) -> None:
    done = list(desktop.log)
    QTest.mouseClick(app.window.cut_off.leave, Qt.MouseButton.LeftButton)
    assert app.window.idle.isVisible()
    app.qtbot.waitUntil(lambda: app.state() == "stopped", timeout=5000)
    assert desktop.log == done


def test_a_new_instruction_passes_it_over(app: App, desktop: FakeDesktop) -> None:
    app.window.field.setText("click Cancel")
    QTest.keyClick(app.window.field, Qt.Key.Key_Return)
    app.qtbot.waitUntil(lambda: app.conductor.state == "asking", timeout=5000)
    assert not app.window.cut_off.isVisible()
    QTest.mouseClick(app.window.step.do, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.conductor.state == "idle", timeout=5000)
    assert desktop.log[-1] == "left click x1 on Cancel"
