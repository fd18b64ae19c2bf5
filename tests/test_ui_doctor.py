"""The page of the doctor: the checks come one by one from another process, and can be stopped."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from test_ui_app import Bench

from agent.doctor import Check, Doctor
from agent.fake import login_scene
from agent.settings import Settings
from ui import language
from ui.doctor_checks import Build
from ui.doctor_desk import DoctorDesk
from ui.doctor_page import DoctorPage

FOUND = (
    Check(name="Python", status="ok", message="Python 3.11.2."),
    Check(name="keyring", status="warn", message="No keyring is open.", remedy="Start one: apt install x"),
    Check(name="GPU", status="skip", message="No graphics card is needed."),
)
LOST = Check(name="screen", status="fail", message="The screen cannot be read.", remedy="Log in again.")


class Healthy(Doctor):
    def examine(self, stop: Event) -> Iterator[int | Check]:
        yield len(FOUND)
        yield from FOUND


class Ill(Doctor):
    def examine(self, stop: Event) -> Iterator[int | Check]:
        yield 1
        yield LOST


class Slow(Doctor):
    def examine(self, stop: Event) -> Iterator[int | Check]:
        yield 2
        yield FOUND[0]
        stop.wait(20)


class Dying(Doctor):
    def examine(self, stop: Event) -> Iterator[int | Check]:
        yield 2
        os.kill(os.getpid(), signal.SIGKILL)


class DoctorBench(Bench):
    def __init__(self, qtbot: QtBot, home: Path, build: Build) -> None:
        super().__init__(qtbot, login_scene())
        self.doctor = DoctorDesk(self.window, self.conductor, Settings(data_dir=home, config_dir=home), build)
        self.click(self.window.rail.buttons["doctor"])

    @property
    def page(self) -> DoctorPage:
        return self.window.doctor

    def examine(self) -> None:
        self.click(self.page.again)
        self.over()

    def over(self) -> None:
        self.qtbot.waitUntil(lambda: not self.doctor.busy, timeout=20_000)

    def close(self) -> None:
        self.doctor.close()
        super().close()


Open = Callable[[Build], DoctorBench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    made: list[DoctorBench] = []

    def build(doctor: Build) -> DoctorBench:
        made.append(DoctorBench(qtbot, tmp_path, doctor))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_nothing_is_checked_before_it_is_asked_for(opened: Open) -> None:
    b = opened(Healthy)
    assert b.window.pages.currentWidget() is b.page
    assert b.page.checks == []
    assert b.page.verdict.text().startswith("Checks the screen")
    assert not b.page.copy.isVisible()


def test_each_check_has_its_sign_its_sentence_and_its_remedy(opened: Open) -> None:
    b = opened(Healthy)
    b.examine()
    assert b.page.checks == list(FOUND)
    assert b.page.verdict.text() == "Deskhand works here. Worth a look: keyring."
    assert [row.accessibleName() for row in b.page.rows] == [
        "Python: works", "keyring: worth a look", "GPU: not needed here",
    ]  # fmt: skip
    assert [row.remedy.isHidden() for row in b.page.rows] == [True, False, True]
    assert not b.page.progress.isVisible()
    b.examine()
    assert len(b.page.checks) == len(FOUND)


def test_what_fails_is_named_in_the_verdict_and_copied_with_the_report(opened: Open) -> None:
    b = opened(Ill)
    b.examine()
    assert b.page.verdict.text() == "Not everything works: screen. What to do stands beside each."
    b.click(b.page.copy)
    assert "The screen cannot be read." in QGuiApplication.clipboard().text()
    assert "Log in again." in QGuiApplication.clipboard().text()


def test_it_can_be_stopped(opened: Open) -> None:
    b = opened(Slow)
    b.click(b.page.again)
    b.qtbot.waitUntil(lambda: len(b.page.rows) == 1, timeout=20_000)
    assert (b.page.progress.value(), b.page.progress.maximum()) == (1, 2)
    b.click(b.page.stop)
    b.over()
    assert b.page.verdict.text() == "It was stopped before all was looked after."
    assert b.page.again.isVisible()


def test_a_check_that_ends_its_process_leaves_the_window_and_a_sentence(opened: Open) -> None:
    b = opened(Dying)
    b.examine()
    assert "does not run any more" in b.page.verdict.text()
    assert b.window.isVisible()


def test_closing_the_window_ends_the_checks(opened: Open) -> None:
    b = opened(Slow)
    b.click(b.page.again)
    b.qtbot.waitUntil(lambda: len(b.page.rows) == 1, timeout=20_000)
    b.doctor.close()
    assert not b.doctor.busy


def test_the_page_speaks_chinese(opened: Open) -> None:
    b = opened(Healthy)
    b.examine()
    language.install(b.app, "zh")
    b.qtbot.waitUntil(lambda: b.page.title.text() == "体检", timeout=5000)
    assert b.page.verdict.text() == "Deskhand 在这里可以正常使用。值得一看：keyring。"
