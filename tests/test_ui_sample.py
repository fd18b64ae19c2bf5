"""The sample window tells the truth about what it received, and no password."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.sample import CAPTIONS, EventLog, SampleWindow, Watcher

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def events(log: Path, kind: str = "") -> list[dict[str, Any]]:
    read = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return [event for event in read if kind in ("", event["event"])]


@pytest.fixture
def window(qtbot: QtBot, log: Path) -> Iterator[SampleWindow]:
    file = EventLog(log)
    window = SampleWindow(file)
    qtbot.addWidget(window)
    watcher, application = Watcher(window), QApplication.instance()
    assert application is not None
    application.installEventFilter(watcher)
    window.show()
    qtbot.waitExposed(window)
    yield window
    application.removeEventFilter(watcher)
    window.close()
    file.close()


def log_in(window: SampleWindow, user: str, password: str) -> None:
    QTest.keyClicks(window.user, user)
    QTest.keyClicks(window.password, password)
    QTest.mouseClick(window.login, LEFT)


def test_the_right_password_is_welcomed(window: SampleWindow, log: Path) -> None:
    log_in(window, "ada", "secret")
    assert window.message.text() == "Welcome, ada"
    (login,) = events(log, "login")
    assert (login["user"], login["accepted"], login["remember"]) == ("ada", True, False)
    assert login["password_length"] == 6
    assert login["password_sha256"] == hashlib.sha256(b"secret").hexdigest()
    assert login["keys"] == 9
    assert "secret" not in log.read_text()


def test_a_wrong_password_is_not(window: SampleWindow, log: Path) -> None:
    log_in(window, "ada", "Secret")
    assert window.message.text() == "Wrong user name or password"
    assert [event["accepted"] for event in events(log, "login")] == [False]
    log_in(window, "x", "")
    assert events(log, "login")[1]["user"] == "adax"


def test_nothing_entered(window: SampleWindow, log: Path) -> None:
    QTest.mouseClick(window.login, LEFT)
    assert window.message.text() == "Please enter your user name"


def test_toggles_clicks_and_cancel(window: SampleWindow, log: Path) -> None:
    spot = QPoint(8, window.remember.height() // 2)
    QTest.mouseClick(window.remember, LEFT, pos=spot)
    QTest.mouseClick(window.remember, LEFT, pos=spot)
    QTest.mouseClick(window.cancel, Qt.MouseButton.RightButton)
    QTest.mouseClick(window.cancel, LEFT)
    assert [event["on"] for event in events(log, "toggled")] == [True, False]
    assert len(events(log, "cancel")) == 1
    pressed = [(event["name"], event["button"]) for event in events(log, "press")]
    assert pressed[-2:] == [("cancel", "RightButton"), ("cancel", "LeftButton")]
    assert window.clicks.text() == "Clicks: 4"
    assert window.message.text() == "Nothing was sent"


def test_a_press_beside_everything_counts_once(window: SampleWindow, log: Path) -> None:
    label = window.findChild(QLabel, "heading")
    assert label is not None
    QTest.mouseClick(label, LEFT)  # a label hands the press on to the window
    assert [event["name"] for event in events(log, "press")] == ["heading"]


def test_enter_in_the_password_logs_in(window: SampleWindow, log: Path) -> None:
    QTest.keyClicks(window.user, "ada")
    QTest.keyClicks(window.password, "secret")
    QTest.keyClick(window.password, Qt.Key.Key_Return)
    assert [event["accepted"] for event in events(log, "login")] == [True]


def test_every_language_has_all_captions() -> None:
    assert {frozenset(captions) for captions in CAPTIONS.values()} == {frozenset(CAPTIONS["en"])}


@pytest.mark.parametrize(("language", "dark"), [("zh", False), ("zh", True), ("en", True)])
def test_captions_and_colours(qtbot: QtBot, log: Path, language: str, dark: bool) -> None:
    file = EventLog(log)
    window = SampleWindow(file, language, dark)
    qtbot.addWidget(window)
    window.show()
    assert window.login.text() == CAPTIONS[language]["login"]
    colour = window.grab().toImage().pixelColor(3, 3)
    assert (colour.lightness() < 60) == dark
    window.close()
    file.close()
    assert events(log, "closed")


def test_a_log_that_cannot_be_written(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui.sample", "--log", str(tmp_path)]
    root, environment = Path(__file__).parent.parent, os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "cannot be written: Is a directory" in said.stderr
    assert "Traceback" not in said.stderr
