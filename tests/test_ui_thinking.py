"""What the app shows of a language model: its words as they come, where pictures go, what its levels
contributed, and a run that waits because the model cannot be reached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from scripted_model import PLAN, REACHED, ScriptedModel, click, step
from test_ui_app import OpenBench, bench

from agent.errors import ModelError
from agent.mind.planner import ModelPlanner
from agent.types import Pause
from ui.paused_card import PausedCard

__all__ = ["bench"]  # the fixture
DONE = step({"do": "done", "because": "it is there"})


def started(made: OpenBench, model: ScriptedModel, words: str = "get me in"):  # type: ignore[no-untyped-def]
    b = made()
    b.planner = ModelPlanner(model)  # type: ignore[assignment]
    b.window.field.setText(words)
    QTest.keyClick(b.window.field, Qt.Key.Key_Return)
    return b


def test_its_words_are_shown_as_they_come_and_where_pictures_go(bench: OpenBench) -> None:
    model = ScriptedModel([PLAN, click(6), DONE, REACHED], sends_to="example.org")
    b = started(bench, model)
    thoughts: list[str] = []
    b.conductor.worker.progressed.connect(
        lambda s: thoughts.append(s.thought) if s.stage == "thinking" else None
    )
    b.until("asking")
    assert not b.window.progress.thought.isVisible()  # the act is shown now
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on Login"]
    assert any(thought.startswith("Pictures of this screen go to example.org.") for thought in thoughts)


def test_what_its_levels_contributed_stands_in_the_place_of_the_gates(bench: OpenBench) -> None:
    model = ScriptedModel([PLAN, click(6), DONE, REACHED])
    model.contributions = (("block 6", 0.5), ("block 12", 0.3), ("block 18", 0.2))
    b = started(bench, model)
    b.until("asking")
    assert b.window.panel.bars.gates == model.contributions
    assert "contributed" in b.window.panel.title.text()
    assert "weighed" not in b.window.panel.title.text()


def test_a_run_that_waits_goes_on_when_it_was_mended(bench: OpenBench) -> None:
    down = ModelError("The server cannot be reached; see that it runs, and that server_url is right.")
    b = started(bench, ScriptedModel([down, PLAN, click(6), DONE, REACHED]))
    b.qtbot.waitUntil(lambda: b.window.paused.isVisible(), timeout=5000)
    assert "cannot be reached" in b.window.paused.sentence.text()
    assert b.conductor.state == "asking"
    b.click(b.window.paused.again)
    b.qtbot.waitUntil(lambda: b.window.step.isVisible() and b.conductor.state == "asking", timeout=5000)
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on Login"]


def test_a_run_that_waits_can_be_given_up(bench: OpenBench) -> None:
    b = started(bench, ScriptedModel([ModelError("The server does not take the key; keep the right one.")]))
    b.qtbot.waitUntil(lambda: b.window.paused.isVisible(), timeout=5000)
    b.click(b.window.paused.stop)
    b.until("idle")
    assert b.desktop.log == []


def test_nothing_is_preset_and_a_moment_has_to_pass(qtbot: QtBot) -> None:
    now = [0.0]
    card = PausedCard(delay=0.5, clock=lambda: now[0])
    qtbot.addWidget(card)
    chosen: list[object] = []
    card.chosen.connect(chosen.append)
    card.show_pause(Pause(reason="It does not answer."))
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.keyClick(card, Qt.Key.Key_1)
    assert chosen == []
    QTest.keyClick(card, Qt.Key.Key_2)  # to stop is possible at once
    assert chosen == ["stop"]
