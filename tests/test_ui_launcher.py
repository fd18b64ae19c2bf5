"""The command bar: what it suggests, how it is answered by keys, and what becomes of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_ui_app import Bench, click_on, without_window_system
from test_ui_runs import DONE, write

from agent.fake import login_scene
from agent.macro import Macro
from agent.macros.bundle import Bundle
from agent.macros.library import Library
from agent.ports import HotKey
from agent.settings import Settings
from ui import language
from ui.launcher import Launcher, Suggestion
from ui.launcher_desk import LauncherDesk, suggestions

pytestmark = without_window_system


class LauncherBench(Bench):
    def __init__(self, qtbot: QtBot, home: Path) -> None:
        super().__init__(qtbot, login_scene())
        self.replayed: list[str] = []
        settings = Settings(data_dir=home, config_dir=home)
        self.free = True
        self.desk = LauncherDesk(
            self.window, self.conductor, settings, self.replayed.append, lambda: self.free
        )

    @property
    def launcher(self) -> Launcher:
        return self.desk.bar

    def open(self) -> None:
        self.desk.key_pressed.emit()
        self.qtbot.waitUntil(self.launcher.isVisible, timeout=5000)
        self.qtbot.waitUntil(lambda: self.desk.pending == 0, timeout=5000)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.launcher.field, key)

    def listed(self) -> list[str]:
        return [one.text for one in self.launcher.shown()]

    def close(self) -> None:
        self.desk.close()
        super().close()


Open = Callable[[], LauncherBench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    made: list[LauncherBench] = []

    def build() -> LauncherBench:
        for words in ("click Login", "click Cancel", "replay Weekly", "click Login"):
            write(tmp_path, words, DONE)
        Library(tmp_path / "macros").save(
            Bundle(macro=Macro(name="Weekly order"), pictures={}, raw=None), trusted=True
        )
        made.append(LauncherBench(qtbot, tmp_path))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_macros_and_what_was_said_are_suggested_each_once(opened: Open, tmp_path: Path) -> None:
    b = opened()
    assert suggestions(tmp_path) == [
        Suggestion("macro", "Weekly order"),
        Suggestion("said", "click Login"),
        Suggestion("said", "click Cancel"),
    ]
    b.open()
    assert b.listed() == ["Weekly order", "click Login", "click Cancel"]
    assert b.launcher.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Weekly order, macro"


def test_enter_runs_the_words_after_the_target_was_shown(opened: Open) -> None:
    b = opened()
    b.planner.decisions = [click_on(b.desktop, "Login")]
    b.open()
    QTest.keyClicks(b.launcher.field, "press Login now")
    assert b.listed() == []
    b.key(Qt.Key.Key_Return)
    assert not b.launcher.isVisible()
    b.until("asking")
    assert b.window.field.text() == "press Login now"
    assert b.hands.performed == []
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on Login"]


def test_the_arrows_choose_what_was_said_before(opened: Open) -> None:
    b = opened()
    b.planner.decisions = [click_on(b.desktop, "Cancel")]
    b.open()
    QTest.keyClicks(b.launcher.field, "CLICK")
    assert b.listed() == ["click Login", "click Cancel"]
    b.key(Qt.Key.Key_Down)
    b.key(Qt.Key.Key_Down)
    b.key(Qt.Key.Key_Return)
    b.until("asking")
    assert b.window.field.text() == "click Cancel"
    b.conductor.stop()
    b.until("idle")


def test_a_macro_is_asked_for_by_its_name(opened: Open) -> None:
    b = opened()
    b.open()
    QTest.keyClicks(b.launcher.field, "week")
    b.key(Qt.Key.Key_Down)
    b.key(Qt.Key.Key_Return)
    assert b.replayed == ["Weekly order"]
    assert not b.launcher.isVisible()


def test_up_and_down_lead_out_of_the_list_again(opened: Open) -> None:
    b = opened()
    b.open()
    for _ in range(len(b.listed()) + 1):
        b.key(Qt.Key.Key_Down)
    assert b.launcher.list.currentRow() == -1
    b.key(Qt.Key.Key_Up)
    assert b.launcher.list.currentRow() == len(b.listed()) - 1
    b.key(Qt.Key.Key_Down)
    b.key(Qt.Key.Key_Down)
    assert b.launcher.list.currentRow() == 0


def test_escape_and_the_key_itself_close_it_and_nothing_is_run(opened: Open) -> None:
    b = opened()
    b.open()
    b.key(Qt.Key.Key_Return)  # empty: nothing to do
    assert b.launcher.isVisible()
    QTest.keyClicks(b.launcher.field, "click Login")
    QTest.keyClick(b.launcher, Qt.Key.Key_Escape)
    assert not b.launcher.isVisible()
    b.open()
    assert b.launcher.field.text() == ""
    b.desk.key_pressed.emit()
    b.qtbot.waitUntil(lambda: not b.launcher.isVisible(), timeout=5000)
    assert b.conductor.state == "idle"


def test_it_does_not_come_while_something_is_on(opened: Open) -> None:
    b = opened()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.desk.open()
    assert not b.launcher.isVisible()
    b.conductor.stop()
    b.until("idle")


def test_it_does_not_come_while_something_is_recorded_or_edited(opened: Open) -> None:
    b = opened()
    b.free = False
    b.desk.open()
    assert not b.launcher.isVisible()


def test_a_macro_is_reached_by_its_whole_name(opened: Open) -> None:
    b = opened()
    b.open()
    QTest.keyClicks(b.launcher.field, "Weekly order")
    assert b.listed() == ["Weekly order"]
    b.launcher.field.setText("click Login")
    assert b.listed() == []


def test_without_a_journal_it_comes_all_the_same(opened: Open, tmp_path: Path) -> None:
    b = opened()
    (tmp_path / "journal.sqlite3").write_bytes(b"no database" * 200)
    b.open()
    assert b.listed() == ["Weekly order"]


class Key:
    """A key that is pressed from another thread."""

    closed = False

    def close(self) -> None:
        self.closed = True


def test_the_key_is_given_back(opened: Open) -> None:
    b, key = opened(), Key()
    heard: list[Callable[[], None]] = []

    def listen(pressed: Callable[[], None]) -> HotKey:
        heard.append(pressed)
        return key

    b.desk.listen(listen)
    heard[0]()
    b.qtbot.waitUntil(b.launcher.isVisible, timeout=5000)
    b.desk.close()
    assert key.closed


def test_it_speaks_chinese(opened: Open) -> None:
    b = opened()
    language.install(b.app, "zh")
    b.open()
    assert b.launcher.field.placeholderText() == "要做什么？"
