"""The list of steps as a model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from agent.types import Act, End, Frame, Observation, Outcome, Press, Step, Timings
from ui import language
from ui.timeline import KEEP, Timeline, TimelineModel, duration

SEEN = Observation(Frame(np.zeros((4, 4, 3), np.uint8)))
ACT = Act(action=Press(keys=("a",)), words="press a")


def step(index: int, effect: str = "seen") -> Step:
    outcome = Outcome.model_validate({"effect": effect})
    return Step(
        index, "observed", SEEN, ACT, outcome=outcome, timings=Timings(plan=0.25, perform=0.5, confirm=9)
    )


def said(model: TimelineModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_step_has_one_row_however_often_it_comes(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    language.install(qapp, "en")
    model = TimelineModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.begin("press a")
    model.progress(Step(1, "perceived", SEEN))
    assert said(model) == ["press a", "Planning the next step… · Planning the next step…"]
    model.progress(Step(1, "planned", SEEN, ACT))
    assert said(model)[1] == "Press A · Waiting for your answer…"
    model.progress(step(1))
    model.progress(Step(2, "perceived", SEEN))
    model.finish(End(outcome="done"))
    assert said(model) == ["press a · Done", "Press A · Effect seen"]
    assert model.performed() == 1


def test_a_step_that_was_cut_short_is_never_called_done(qapp: QApplication) -> None:
    language.install(qapp, "en")
    model = TimelineModel()
    for stage in ("planned", "performed"):
        model.begin("press a")
        model.progress(replace(Step(1, "planned", SEEN, ACT), stage=stage))
        model.finish(End(outcome="stopped"))
    assert said(model) == [
        "press a · Stopped",
        "Press A · Not done",
        "press a · Stopped",
        "Press A · Unknown",
    ]
    assert model.performed() == 0


def test_only_so_many_pictures_are_kept(qapp: QApplication) -> None:
    model = TimelineModel()
    model.begin("press a")
    for index in range(1, KEEP + 40):
        model.progress(step(index))
    assert sum(row.step is not None for row in model.rows) == KEEP
    assert model.rows[-1].step is not None
    assert model.rows[-1].step.index == KEEP + 39


def test_the_duration_is_the_machines_own() -> None:
    assert duration(step(1)) == "0.8 s"
    assert duration(Step(1, "planned", SEEN, ACT)) == ""


def test_long_words_get_more_lines(qtbot: QtBot) -> None:
    view = Timeline()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.timeline.begin("click")
    view.timeline.begin(
        "click the very first of all the many buttons that stand in the longest row of them " * 3
    )
    heights = [view.visualRect(view.timeline.index(row)).height() for row in range(2)]
    assert heights[1] > 3 * heights[0]
    assert not view.grab().isNull()
