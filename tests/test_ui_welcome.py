"""The first start: what works, what does not with its remedy, and a window to try it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot
from test_ui_app import Bench, click_on
from test_ui_doctor import FOUND, LOST

from agent.doctor import Check, Doctor
from agent.fake import login_scene
from agent.settings import Settings
from ui import language
from ui.doctor_checks import Build
from ui.welcome_card import WelcomeCard
from ui.welcome_desk import WelcomeDesk, is_first_start, open_sample


class Well(Doctor):
    def try_desktop(self, stop: Event) -> Iterator[int | Check]:
        yield 2
        yield FOUND[0]
        yield FOUND[2]


class Unwell(Doctor):
    def try_desktop(self, stop: Event) -> Iterator[int | Check]:
        yield 2
        yield FOUND[1]
        yield LOST


class Sample:
    """Stands for the window's process."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.alive = False

    def __call__(self, language: str) -> Sample:
        self.opened.append(language)
        self.alive = True
        return self

    def is_alive(self) -> bool:
        return self.alive

    def terminate(self) -> None:
        self.alive = False

    def join(self) -> None: ...


class WelcomeBench(Bench):
    def __init__(self, qtbot: QtBot, home: Path, build: Build) -> None:
        super().__init__(qtbot, login_scene())
        self.own = Settings(data_dir=home, config_dir=home)
        self.sample, self.examined = Sample(), list[str]()
        self.desk = WelcomeDesk(
            self.window, self.own, lambda: self.examined.append("all"), build, self.sample
        )
        self.desk.show()

    @property
    def card(self) -> WelcomeCard:
        return self.window.welcome

    def tried(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.checks.busy, timeout=20_000)

    def close(self) -> None:
        self.desk.close()
        super().close()


Open = Callable[[Build], WelcomeBench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    made: list[WelcomeBench] = []

    def build(doctor: Build) -> WelcomeBench:
        made.append(WelcomeBench(qtbot, tmp_path / "data", doctor))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_what_works_is_said_in_a_sentence(opened: Open) -> None:
    b = opened(Well)
    assert b.card.isVisible()
    assert b.card.verdict.text().startswith("Trying the screen")
    b.tried()
    assert b.card.verdict.text() == "Screen, mouse and keyboard work."
    assert b.card.told == []


def test_what_does_not_work_is_told_with_its_remedy(opened: Open) -> None:
    b = opened(Unwell)
    b.tried()
    assert b.card.verdict.text() == "Not everything works here yet:"
    assert b.card.told == ["keyring", "screen"]
    b.click(b.card.more_button)
    assert b.examined == ["all"]
    assert not is_first_start(b.own)


def test_it_is_tried_on_a_sample_window(opened: Open) -> None:
    b = opened(Well)
    assert not b.card.more_button.isEnabled()
    b.tried()
    b.click(b.card.try_button)
    assert b.sample.opened == ["en"]
    assert b.window.field.text() == "type ada into User name, then click Login"
    assert "Press Enter" in b.card.hint.text()
    b.click(b.card.try_button)
    assert b.sample.opened == ["en"]  # it is open already
    assert is_first_start(b.own)
    b.planner.decisions = [click_on(b.desktop, "Login")]
    b.window.field.submit()
    b.until("asking")
    assert not b.card.isVisible()
    assert not is_first_start(b.own)
    b.conductor.stop()
    b.until("idle")
    b.desk.close()
    assert not b.sample.alive


def test_it_is_shown_once(opened: Open) -> None:
    b = opened(Well)
    assert is_first_start(b.own)
    b.click(b.card.begin_button)
    assert b.window.idle.isVisible()
    assert not is_first_start(b.own)


def test_who_has_runs_is_no_newcomer(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, config_dir=tmp_path)
    assert is_first_start(settings)
    settings.journal_file.touch()
    assert not is_first_start(settings)


def test_it_welcomes_in_chinese(opened: Open) -> None:
    b = opened(Well)
    b.tried()
    language.install(b.app, "zh")
    b.qtbot.waitUntil(lambda: b.card.title.text() == "欢迎使用 Deskhand", timeout=5000)
    assert b.card.verdict.text() == "屏幕、鼠标和键盘都正常。"
    b.click(b.card.try_button)
    assert b.sample.opened == ["zh"]
    assert "用户名" in b.window.field.text()


def test_the_sample_window_lives_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    process = open_sample("en")
    assert process.is_alive()
    process.terminate()
    process.join(20)
    assert not process.is_alive()
