"""The page of the runs: what is listed, one run in full, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from test_agent_journal import click_step, concluded
from test_ui_app import Bench, click_on, without_window_system

from agent.fake import FakeDesktop, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import End
from ui import language
from ui.runs_desk import RunsDesk
from ui.runs_page import RunsPage


class RunsBench(Bench):
    """The app with a real journal in a folder of its own, and the page of its runs."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.home, self.kept = home, list[int]()
        super().__init__(qtbot, login_scene())
        settings = Settings(data_dir=home, config_dir=home)
        self.runs = RunsDesk(self.window, self.conductor, settings, self.kept.append)

    @property
    def page(self) -> RunsPage:
        return self.window.runs

    def stages(self, confirmer: Confirmer) -> Stages:
        self.written = SqliteJournal(self.home)
        return Stages(
            self.desktop, self.eyes, self.planner, confirmer, self.hands, self.written, self.hands.notary
        )

    def open(self) -> None:
        self.click(self.window.rail.buttons["runs"])
        self.settled()

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: self.runs.clerk.pending == 0, timeout=5000)

    def press(self, name: str) -> None:
        self.click(self.page.details.buttons[name])
        self.settled()

    def listed(self) -> list[str]:
        found = self.page.list.found
        return [found.index(row, 0).data() for row in range(found.rowCount())]

    def close(self) -> None:
        self.runs.close()
        super().close()


OpenRuns = Callable[[], RunsBench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenRuns]:
    made: list[RunsBench] = []

    def build() -> RunsBench:
        made.append(RunsBench(qtbot, tmp_path / "data"))
        return made[-1]

    yield build
    for one in made:
        one.close()


def write(home: Path, words: str, end: End | None, desktop: FakeDesktop | None = None) -> int:
    """A run of one click, in the journal."""
    journal, scene = SqliteJournal(home), desktop or login_scene()
    number = journal.begin(words)
    step = click_step(scene)
    journal.intend(number, step)
    scene.click(scene.find("Login").box.centre)
    scene.find("Login").text = "Welcome"
    journal.conclude(number, concluded(step, scene))
    if end is not None:
        journal.end(number, end)
    journal.close()
    return number


DONE = End(outcome="done", reason="All was done.")
LOST = End(outcome="not_found", reason="Nothing is called that.")


def test_where_nothing_was_done_the_page_says_so(opened: OpenRuns) -> None:
    b = opened()
    b.open()
    assert b.page.empty.isVisible()
    assert not b.page.side.isVisible()
    assert not (b.home / "journal.sqlite3").exists()


def test_runs_are_listed_newest_first_with_how_they_ended(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "click login", DONE)
    write(b.home, "click quinquereme", LOST)
    b.open()
    assert [line.split(" ")[1] for line in b.listed()] == ["quinquereme", "login"]
    assert b.page.details.title.text() == "click quinquereme"
    assert b.page.details.chip.text() == "Not found"
    assert b.page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).endswith("Not found")
    QTest.keyClick(b.page.list, Qt.Key.Key_Down)
    assert b.page.details.chip.text() == "Done"
    assert "1 step" in b.page.details.facts.text()


def test_words_are_searched_in_what_was_said_and_how_it_ended(opened: OpenRuns) -> None:
    b = opened()
    for words, end in (("click login", DONE), ("click quinquereme", LOST)):
        write(b.home, words, end)
    b.open()
    b.page.search.setText("LOGIN")
    assert len(b.listed()) == 1
    assert b.page.details.title.text() == "click login"
    b.page.search.setText("nothing is called")
    assert b.page.details.title.text() == "click quinquereme"
    b.page.search.setText("zzz")
    assert b.listed() == []
    assert b.page.details.title.text() == "No run is chosen"
    assert not b.page.details.below.isVisible()


def test_a_run_is_opened_with_its_steps_and_the_screen_before_and_after(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "click login", DONE)
    b.open()
    b.press("open")
    b.settled()
    view = b.page.view
    assert b.page.currentWidget() is view
    assert view.model.index(0).data().startswith("1. Left click on Login · ")
    b.qtbot.waitUntil(lambda: view.view.frame is not None, timeout=5000)
    assert [mark.box for mark in view.view.marks] == [login_scene().find("Login").box]
    before = view.view.frame
    assert before is not None
    b.click(view.after)
    b.settled()
    b.qtbot.waitUntil(lambda: view.view.frame is not None, timeout=5000)
    assert view.view.frame is not None
    assert view.view.frame.digest != before.digest
    assert view.view.marks == ()
    b.conductor.escape()
    assert not b.page.in_one
    b.conductor.escape()
    assert b.window.pages.currentWidget() is b.window.work


def test_a_picture_that_has_gone_leaves_a_sentence(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "click login", DONE)
    for path in (b.home / "pictures").rglob("*.*"):
        path.unlink()
    b.open()
    b.press("open")
    b.settled()
    assert b.page.view.view.frame is None
    assert "may have been deleted" in b.window.status.text()


def test_a_run_is_said_again_and_kept_as_a_macro(opened: OpenRuns) -> None:
    b = opened()
    number = write(b.home, "click login", DONE)
    b.open()
    b.press("macro")
    assert b.kept == [number]
    b.press("again")
    assert b.window.pages.currentWidget() is b.window.work
    assert b.window.field.text() == "click login"
    assert b.conductor.state == "idle"


def test_a_macros_run_is_not_said_again(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "replay Orders", DONE)
    b.open()
    assert not b.page.details.buttons["again"].isVisible()


@without_window_system
def test_the_report_is_written_where_the_person_says(opened: OpenRuns, tmp_path: Path) -> None:
    b = opened()
    number = write(b.home, "click login", DONE)
    b.open()
    b.press("report")
    dialog = b.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    target = tmp_path / "report.html"
    b.runs.export(number, target)
    b.settled()
    assert "click login" in target.read_text(encoding="utf-8")
    assert str(target) in b.window.status.text()
    b.runs.export(number, tmp_path / "none" / "report.html")
    b.settled()
    assert "cannot be written" in b.window.status.text()


def test_a_run_is_deleted_only_when_that_was_confirmed(opened: OpenRuns) -> None:
    b = opened()
    for words in ("click login", "click cancel"):
        write(b.home, words, DONE)
    b.open()
    b.press("delete")
    assert b.page.delete.isVisible()
    b.click(b.page.delete.buttons[1])
    assert len(b.listed()) == 2
    b.press("delete")
    b.conductor.escape()
    assert b.page.details.isVisible()
    b.press("delete")
    b.click(b.page.delete.buttons[0])
    b.settled()
    b.qtbot.waitUntil(lambda: len(b.listed()) == 1, timeout=5000)
    assert b.page.details.title.text() == "click login"


def test_a_run_under_way_is_neither_deleted_nor_kept(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "click login", None)
    b.open()
    assert b.page.details.chip.text() == "Under way"
    assert not b.page.details.buttons["delete"].isEnabled()
    assert not b.page.details.buttons["macro"].isEnabled()


def test_what_was_just_done_is_listed(opened: OpenRuns) -> None:
    b = opened()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    assert not b.window.rail.isEnabled()
    b.click(b.window.step.do)
    b.until("idle")
    b.open()
    assert b.page.details.title.text() == "click Login"


def test_a_damaged_journal_is_one_sentence(opened: OpenRuns) -> None:
    b = opened()
    b.home.mkdir()
    (b.home / "journal.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    b.open()
    assert "journal" in b.window.status.text()
    assert b.page.empty.isVisible()


def test_the_page_speaks_the_language_that_is_chosen(opened: OpenRuns) -> None:
    b = opened()
    write(b.home, "click login", DONE)
    b.open()
    b.press("open")
    language.install(b.app, "zh")
    b.qtbot.waitUntil(lambda: b.page.title.text() == "运行记录", timeout=5000)
    assert b.window.caption.text() == "屏幕"
    assert b.page.details.buttons["delete"].text().startswith("删除")
    assert "左键点击" in b.page.view.model.index(0).data()


def test_the_pages_are_chosen_by_keys(opened: OpenRuns) -> None:
    b = opened()
    with b.qtbot.waitActive(b.window):
        b.window.activateWindow()
    QTest.keyClick(b.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert b.window.pages.currentWidget() is b.page
    QTest.keyClick(b.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert b.window.pages.currentWidget() is b.window.work


def test_a_thousand_runs_are_listed_and_painted_in_no_time(opened: OpenRuns) -> None:
    import time

    b = opened()
    with SqliteJournal(b.home)._writing() as database:
        database.executemany(
            "INSERT INTO runs (instruction, begun, ended, outcome, pid, process, machine) "
            "VALUES (?, ?, ?, 'done', 1, '', '{}')",
            [(f"click number {n}", 1e9 + n, 1e9 + n + 1) for n in range(1000)],
        )
    b.open()
    assert len(b.listed()) == 1000
    bar, slowest = b.page.list.verticalScrollBar(), 0.0
    for value in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
        begun = time.perf_counter()
        bar.setValue(value)
        b.page.list.viewport().repaint()
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 0.033
