"""The eye's process, from the person's side: its loading, its end, and a new beginning."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from test_ui_app import Bench, OpenBench, bench, click_on

from agent.apart import State
from agent.apart_eyes import EyesApart
from agent.fake import OracleEyes, login_scene
from agent.types import Frame, Observation
from ui.eye_strip import EyeStrip

__all__ = ["bench"]


@dataclass
class StillEyes:
    """Stands where EyesApart stands, and says what the test wants."""

    state: State = "off"
    heed: Callable[[State], None] = lambda state: None
    asked: list[str] = field(default_factory=list)

    def on_state(self, heed: Callable[[State], None]) -> None:
        self.heed = heed

    def begin(self) -> None:
        self.enter("loading")

    def close(self) -> None:
        self.enter("off")

    def enter(self, state: State) -> None:
        self.asked.append(state)
        self.state = state
        self.heed(state)


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


Strip = tuple[EyeStrip, StillEyes, Clock]


Open = Callable[[StillEyes, Clock], EyeStrip]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Strips in a window."""
    window = QWidget()
    qtbot.addWidget(window)

    def build(eyes: StillEyes, clock: Clock) -> EyeStrip:
        made = EyeStrip(eyes, tmp_path, clock)  # type: ignore[arg-type]
        made.setParent(window)
        return made

    yield build
    window.close()


@pytest.fixture
def strip(opened: Open) -> Strip:
    eyes, clock = StillEyes(), Clock()
    return opened(eyes, clock), eyes, clock


def test_loading_is_shown_with_the_time_that_is_left(qtbot: QtBot, strip: Strip, tmp_path: Path) -> None:
    shown, eyes, clock = strip
    assert shown.isHidden()
    eyes.begin()
    qtbot.waitUntil(lambda: not shown.isHidden(), timeout=5000)
    assert shown.text.text() == "Loading the eye: about 12 s left"
    clock.now += 6
    qtbot.waitUntil(lambda: shown.bar.value() == 50, timeout=5000)
    assert shown.text.text() == "Loading the eye: about 6 s left"
    clock.now += 30
    qtbot.waitUntil(lambda: shown.bar.value() == 95, timeout=5000)
    assert shown.text.text() == "Loading the eye: a moment more"
    eyes.enter("ready")
    qtbot.waitUntil(shown.isHidden, timeout=5000)
    assert json.loads((tmp_path / "eye-loading.json").read_text()) == {"seconds": 36.0}


def test_the_next_time_is_measured_by_the_last_one(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "eye-loading.json").write_text('{"seconds": 4.0}')
    eyes = StillEyes()
    shown = opened(eyes, Clock())
    eyes.begin()
    qtbot.waitUntil(lambda: shown.text.text() == "Loading the eye: about 4 s left", timeout=5000)


@pytest.mark.parametrize("note", ["", "{", "[]", '{"seconds": "soon"}', '{"seconds": null}', "{}"])
def test_a_note_that_makes_no_sense_is_passed_over(
    qtbot: QtBot, opened: Open, tmp_path: Path, note: str
) -> None:
    (tmp_path / "eye-loading.json").write_text(note)
    eyes = StillEyes()
    shown = opened(eyes, Clock())
    eyes.begin()
    qtbot.waitUntil(lambda: shown.text.text() == "Loading the eye: about 12 s left", timeout=5000)


def test_loading_can_be_cancelled_and_an_eye_that_has_gone_started_again(qtbot: QtBot, strip: Strip) -> None:
    shown, eyes, _ = strip
    eyes.begin()
    qtbot.waitUntil(lambda: not shown.cancel.isHidden(), timeout=5000)
    shown.cancel.click()
    qtbot.waitUntil(shown.isHidden, timeout=5000)
    eyes.enter("gone")
    qtbot.waitUntil(lambda: shown.text.text() == "The eye has stopped.", timeout=5000)
    assert shown.bar.isHidden()
    shown.again.click()
    qtbot.waitUntil(lambda: not shown.bar.isHidden(), timeout=5000)
    assert eyes.asked == ["loading", "off", "gone", "loading"]


# -- a whole run, with an eye that dies --------------------------------------------


class Mortal:
    """Sees the login scene, and is killed by the first look after the note is there."""

    def __init__(self, note: str) -> None:
        self.note = Path(note)

    def look(self, frame: Frame, query: str = "") -> Observation:
        if self.note.exists() and frame.pixels.shape[0] > 100:
            self.note.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return OracleEyes(login_scene()).look(frame, query)


@dataclass(frozen=True)
class Build:
    note: str

    def __call__(self) -> Mortal:
        return Mortal(self.note)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[tuple[EyesApart, Path]]:
    note = tmp_path / "die"
    eyes = EyesApart(Build(str(note)))
    yield eyes, note
    eyes.close()


def test_a_run_whose_eye_dies_ends_with_a_sentence_and_can_be_tried_again(
    bench: OpenBench, mortal: tuple[EyesApart, Path]
) -> None:
    b: Bench = bench()
    eyes, note = mortal
    b.eyes = eyes  # type: ignore[assignment]
    note.touch()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.qtbot.waitUntil(lambda: b.window.progress.again_button.isVisible(), timeout=20_000)
    assert "The eye does not run any more" in b.window.progress.detail.text()
    assert b.window.isVisible()
    b.planner.decisions = [click_on(b.desktop, "Login")]
    b.click(b.window.progress.again_button)
    b.qtbot.waitUntil(lambda: b.conductor.state == "asking", timeout=20_000)
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on Login"]
    assert not b.window.progress.again_button.isVisible()


def test_stop_ends_a_run_that_waits_for_the_eye(bench: OpenBench, tmp_path: Path) -> None:
    b: Bench = bench()
    eyes = EyesApart(Slow)
    b.eyes = eyes  # type: ignore[assignment]
    try:
        b.run("click Login", [click_on(b.desktop, "Login")])
        b.qtbot.waitUntil(lambda: eyes.state == "loading", timeout=5000)
        b.click(b.window.run)
        b.until("idle")
        assert b.journal.ends[-1].outcome == "stopped"
    finally:
        eyes.close()


class Slow:
    """Takes long to be there."""

    def __init__(self) -> None:
        signal.pause()

    def look(self, frame: Frame, query: str = "") -> Any:
        raise AssertionError
