"""The editor: what the person does to the steps is what is saved, and can be undone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from macro_makers import a_bundle, a_macro, a_mark, a_png, click_step, picture_name, press_step, type_step
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox
from pytestqt.modeltest import ModelTester
from replay_world import look, orders, place, without
from test_ui_macros import MacrosBench, OpenMacros, clicking, macros, nth, on_orders, writing

from agent.errors import CaptureError
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    CommentStep,
    DragAct,
    IfStep,
    LoopStep,
    Macro,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.macros.marking import mark_of
from ui import language
from ui.macro_findings import finding_words
from ui.macro_moves import moved
from ui.macro_steps import StepsModel, rows_of

__all__ = ["macros"]  # the fixture
NAME = "Save it"


def opened(made: OpenMacros, bundle: Bundle, choose: str = "") -> MacrosBench:
    b = made()
    b.open(bundle)
    b.press("edit")
    b.qtbot.waitUntil(lambda: b.shown(b.editor), timeout=5000)
    b.settled()
    if choose:
        b.editor.steps.choose(choose)
    return b


def ids(steps: Sequence[Any]) -> list[str]:
    return [step.id for step in steps]


def saved(b: MacrosBench, name: str = NAME) -> Macro:
    b.click(b.editor.save)
    b.settled()
    return b.library.load(name).macro


def three() -> Bundle:
    return a_bundle(a_macro(click_step("s1", "One"), click_step("s2", "Two"), press_step("s3", "enter")))


# -- the order ----------------------------------------------------------------


def test_steps_are_moved_deleted_and_doubled_and_all_of_it_undone(macros: OpenMacros) -> None:
    b = opened(macros, three(), "s1")
    b.click(b.editor.tools["down"])
    assert ids(b.desk.editing.macro.steps) == ["s2", "s1", "s3"]
    assert b.editor.form.step.id == "s1"
    b.click(b.editor.tools["copy"])
    assert ids(b.desk.editing.macro.steps) == ["s2", "s1", "s4", "s3"]
    b.click(b.editor.tools["trash"])
    assert ids(b.desk.editing.macro.steps) == ["s2", "s4", "s3"]
    assert b.editor.state.text() == "Not saved yet"
    for _ in range(3):
        b.click(b.editor.tools["undo"])
    assert ids(b.desk.editing.macro.steps) == ["s1", "s2", "s3"]
    assert not b.editor.tools["undo"].isEnabled()
    assert b.editor.state.text() == "Saved"
    b.click(b.editor.tools["redo"])
    assert ids(saved(b).steps) == ["s2", "s1", "s3"]
    assert b.library.is_trusted(NAME)


def test_the_keys_do_the_same(macros: OpenMacros) -> None:
    b = opened(macros, three(), "s2")
    with b.qtbot.waitActive(b.window):
        b.window.activateWindow()
    b.editor.steps.setFocus()
    QTest.keyClick(b.editor.steps, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(b.desk.editing.macro.steps) == ["s2", "s1", "s3"]
    QTest.keyClick(b.editor.steps, Qt.Key.Key_Delete)
    assert ids(b.desk.editing.macro.steps) == ["s1", "s3"]
    QTest.keyClick(b.editor.steps, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert ids(b.desk.editing.macro.steps) == ["s2", "s1", "s3"]
    QTest.keyClick(b.editor.steps, Qt.Key.Key_Z, both)
    assert ids(b.desk.editing.macro.steps) == ["s1", "s3"]
    QTest.keyClick(b.editor.steps, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    b.settled()
    assert ids(b.library.load(NAME).macro.steps) == ["s1", "s3"]


def nested() -> Macro:
    ask = IfStep(id="i", check=Check(words="Really?"), then=(press_step("a", "y"), press_step("b", "z")))
    return a_macro(press_step("x", "f1"), ask, LoopStep(id="l", times=2), press_step("y", "f2"))


def outline(macro: Macro) -> list[str]:
    rows = rows_of(macro, {})
    return [f"{'-' * r.deep}{r.step.id if r.step else ('else' if r.heads else '()')}" for r in rows]


def test_a_step_goes_out_of_what_it_stands_in() -> None:
    macro = nested()
    assert outline(macro) == ["x", "i", "-a", "-b", "else", "-()", "l", "-()", "y"]
    assert outline(moved(macro, "a", "up"))[:4] == ["x", "a", "i", "-b"]
    assert outline(moved(macro, "b", "down"))[1:6] == ["i", "-a", "else", "-()", "b"]
    assert moved(macro, "x", "up") == macro


@pytest.mark.parametrize(
    ("step", "above", "expected"),
    [
        ("y", 0, ["y", "x", "i", "-a", "-b", "else", "-()", "l", "-()"]),
        ("x", 3, ["i", "-a", "-x", "-b", "else", "-()", "l", "-()", "y"]),
        ("x", 4, ["i", "-a", "-b", "-x", "else", "-()", "l", "-()", "y"]),  # the end of what is done then
        ("x", 5, ["i", "-a", "-b", "else", "-x", "l", "-()", "y"]),  # into the empty branch
        ("x", 7, ["i", "-a", "-b", "else", "-()", "l", "-x", "y"]),
        ("x", -1, ["i", "-a", "-b", "else", "-()", "l", "-()", "y", "x"]),
        ("i", 3, ["x", "i", "-a", "-b", "else", "-()", "l", "-()", "y"]),  # not into itself
    ],
)
def test_a_step_is_dropped_where_it_was_dragged(
    macros: OpenMacros, step: str, above: int, expected: list[str]
) -> None:
    b = opened(macros, a_bundle(nested()), "x")
    model = b.editor.steps.steps
    data = model.mimeData([model.index(model.row_of(step))])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, above, 0, model.index(-1)) is False
    b.qtbot.waitUntil(lambda: outline(b.desk.editing.macro) == expected, timeout=2000)


def test_the_list_is_a_proper_model(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    language.install(qapp, "en")
    model = StepsModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_rows(rows_of(nested(), {}))
    said = [model.index(row).data() for row in range(model.rowCount())]
    assert said[1:6] == [
        "2. If “Really?” is seen:", "3. Press Y", "4. Press Z", "Otherwise:", "Nothing yet: drag steps here",
    ]  # fmt: skip
    model.show_rows([])
    assert model.rowCount() == 0


# -- what a step says -------------------------------------------------------------


def test_text_expectation_timeout_and_failure_are_saved(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(type_step("s1", "hello"))), "s1")
    form = b.editor.form
    assert form.fields is not None
    assert form.fields.text is not None
    form.fields.text.setPlainText("good day")
    form.fields.text.finished.emit()
    form.expect.words.setText("Saved")
    form.expect.words.editingFinished.emit()
    form.timeout.setValue(3)
    form.timeout.editingFinished.emit()
    form.failure.setCurrentIndex(2)
    form.failure.activated.emit(2)
    form.title.setText("Greet")
    form.title.editingFinished.emit()
    step = nth(saved(b), 0)
    assert (step.act.text, step.expect.words, step.timeout, step.on_failure, step.title) == (
        "good day", "Saved", 3.0, "skip", "Greet",
    )  # fmt: skip
    assert b.editor.steps.steps.index(0).data() == "1. Greet"
    form.expect.words.clear()
    form.expect.words.editingFinished.emit()
    assert nth(b.desk.editing.macro, 0).expect is None


def test_what_is_still_being_written_is_saved_too(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(type_step("s1", "hello"))), "s1")
    assert b.editor.form.fields is not None
    assert b.editor.form.fields.text is not None
    b.editor.form.fields.text.setPlainText("unfinished")
    assert nth(saved(b), 0).act.text == "unfinished"


def test_keys_and_their_count(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(press_step("s1", "ctrl", "s"))), "s1")
    fields = b.editor.form.fields
    assert fields is not None
    keys = fields.findChildren(type(b.editor.name))[0]
    keys.setText("Ctrl+Shift+T")
    keys.editingFinished.emit()
    count = fields.findChildren(QSpinBox)[0]
    count.setValue(3)
    count.editingFinished.emit()
    count.setValue(1)
    count.editingFinished.emit()
    keys.setText("no such key")
    keys.editingFinished.emit()
    assert keys.text() == "ctrl+shift+t"
    act = nth(saved(b), 0).act
    assert (act.keys, act.repeat) == (("ctrl", "shift", "t"), 1)


def test_the_kind_of_click(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(), "s1")
    fields = b.editor.form.fields
    assert fields is not None
    box = fields.findChildren(QComboBox)[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert nth(saved(b), 0).act == ClickAct(count=2)
    assert b.editor.steps.steps.rows[0].picture == a_png()


def test_a_condition_is_changed_and_never_without_words(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(WaitUntilStep(id="s1", check=Check(words="Done")))), "s1")
    check = b.editor.form.check
    check.words.clear()
    check.words.editingFinished.emit()
    assert nth(b.desk.editing.macro, 0).check.words == "Done"
    check.words.setText("Loading")
    check.sees.setCurrentIndex(1)
    check.sees.activated.emit(1)
    check.gone.click()
    assert nth(saved(b), 0).check == Check(sees="window", words="Loading", present=False)
    assert b.editor.steps.steps.index(0).data() == "1. Wait until the window “Loading” is gone"


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("comment", CommentStep(id="s4", text="Mind the gap")),
        ("wait_until", WaitUntilStep(id="s4", check=Check(words="Mind the gap"))),
        ("check", CheckStep(id="s4", check=Check(words="Mind the gap"))),
        ("if", IfStep(id="s4", check=Check(words="Mind the gap"))),
        ("loop", LoopStep(id="s4", times=2)),
    ],
)
def test_new_steps_stand_behind_the_chosen_one(macros: OpenMacros, kind: str, made: object) -> None:
    b = opened(macros, three(), "s1")
    b.editor.actions_to_add[kind].trigger()
    card = b.editor.new
    assert card.isVisible()
    if kind != "loop":
        b.click(card.insert)
        assert card.problem.text() == "Say first what it is about."
        card.text.setPlainText("Mind the gap")
        card.check.words.setText("Mind the gap")
    b.click(card.insert)
    macro = saved(b)
    assert macro.steps[1] == made
    assert ids(macro.steps) == ["s1", "s4", "s2", "s3"]
    assert b.editor.form.isVisible()


def test_a_text_becomes_a_variable_and_text_again(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(type_step("s1", "Ada", "Your name"))), "s1")
    b.click(b.editor.form.make_variable)
    assert b.editor.name_card.name.text() == "your_name"
    b.editor.name_card.name.setText("no name")
    b.click(b.editor.name_card.save)
    assert "no name" in b.editor.name_card.problem.text()
    b.editor.name_card.name.setText("who")
    b.click(b.editor.name_card.save)
    macro = b.desk.editing.macro
    assert nth(macro, 0).act.text == "{who}"
    assert macro.variables[0].default == "Ada"
    b.click(b.editor.variables_button)
    row = b.editor.variables_card.rows[0]
    row.default.setText("Bob")
    row.default.editingFinished.emit()
    b.editor.steps.choose("s1")
    b.click(b.editor.form.make_variable)
    macro = saved(b)
    assert nth(macro, 0).act.text == "Bob"
    assert macro.variables == ()


def test_what_may_be_wrong_stands_beside_the_step(macros: OpenMacros) -> None:
    b = opened(macros, a_bundle(a_macro(WaitStep(id="s1", seconds=5), press_step("s2", "a"))), "s1")
    b.qtbot.waitUntil(lambda: b.editor.form.findings.isVisible(), timeout=5000)
    assert b.editor.form.findings.text().startswith("It waits 5 s whatever is on the screen")
    b.editor.steps.choose("s2")
    assert not b.editor.form.findings.isVisible()


def test_findings_are_translated_or_kept(qapp: QApplication) -> None:
    language.install(qapp, "zh")
    assert finding_words("It waits 5 s whatever is on the screen; wait until something is seen instead.") != (
        "It waits 5 s whatever is on the screen; wait until something is seen instead."
    )
    assert finding_words("Nobody knows this one.") == "Nobody knows this one."
    language.install(qapp, "en")


# -- pointing and trying --------------------------------------------------------------


def point_at(b: MacrosBench, text: str) -> None:
    b.qtbot.waitUntil(lambda: b.editor.is_pointing, timeout=5000)
    box = next(w for w in b.desktop.widgets if w.text == text).box
    spot = b.editor.view.to_widget(box).center().toPoint()
    QTest.mouseClick(b.editor.view, Qt.MouseButton.LeftButton, pos=spot)
    b.settled()


def test_another_target_is_pointed_to_in_the_picture(macros: OpenMacros) -> None:
    b = opened(macros, on_orders(clicking("a", "Save"), name=NAME), "a")
    b.click(b.editor.form.pick)
    point_at(b, "Print")
    assert not b.editor.is_pointing
    macro = saved(b)
    assert nth(macro, 0).target.name == "Print"
    picture = nth(macro, 0).target.picture
    assert b.library.load(NAME).pictures[picture]
    assert b.editor.steps.steps.rows[0].picture is not None
    b.click(b.editor.tools["undo"])
    assert nth(b.desk.editing.macro, 0).target.name == "Save"


def test_where_a_drag_goes_is_pointed_to(macros: OpenMacros) -> None:
    desktop = orders()
    marks = [mark_of(look(desktop), place(desktop, t), picture=False).mark for t in ("Save", "Cancel")]
    drag = ActStep(id="a", act=DragAct(), target=marks[0], to=marks[1])
    b = opened(macros, on_orders(drag, name=NAME), "a")
    b.click(b.editor.form.pick_end)
    point_at(b, "Print")
    step = nth(saved(b), 0)
    assert (step.target.name, step.to.name) == ("Save", "Print")


def test_pointing_can_be_left(macros: OpenMacros) -> None:
    b = opened(macros, on_orders(clicking("a", "Save"), name=NAME), "a")
    b.click(b.editor.form.pick)
    b.qtbot.waitUntil(lambda: b.editor.is_pointing, timeout=5000)
    b.click(b.editor.point_back)
    assert not b.editor.is_pointing
    assert not b.desk.editing.changed


def test_without_a_picture_there_is_nothing_to_point_in(
    macros: OpenMacros, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = opened(macros, on_orders(clicking("a", "Save"), name=NAME), "a")

    def fail(*_: object) -> None:
        raise CaptureError("The screen cannot be read; see that it is on.")

    monkeypatch.setattr(b.desktop, "grab", fail)
    b.click(b.editor.form.pick)
    b.qtbot.waitUntil(lambda: b.editor.note.text() != "", timeout=5000)
    assert b.editor.note.text() == "The screen cannot be read; see that it is on."
    assert b.shown(b.editor)


def test_one_step_alone_is_tried(macros: OpenMacros) -> None:
    steps = (clicking("a", "Save"), writing("b", "{who}"), clicking("c", "Cancel"))
    b = opened(macros, on_orders(*steps, name=NAME), "c")
    b.click(b.editor.form.attempt)
    b.asked("Cancel")
    b.qtbot.waitUntil(lambda: b.shown(b.editor), timeout=5000)
    b.settled()
    assert b.desktop.log == ["left click x1 on Cancel"]
    assert b.editor.note.text().startswith("Done")
    assert b.editor.form.step.id == "c"


def test_what_is_pointed_to_while_trying_is_the_new_target(macros: OpenMacros) -> None:
    b = opened(macros, on_orders(clicking("a", "Save", timeout=0.2), name=NAME), "a")
    without(b.desktop, "Save")
    b.click(b.editor.form.attempt)
    b.qtbot.waitUntil(lambda: b.window.question.isVisible(), timeout=20_000)
    chosen = b.window.question._shown[0].candidates[0].element.text  # type: ignore[index]
    b.window.question.choose(0)
    b.asked(chosen)
    b.qtbot.waitUntil(lambda: nth(b.desk.editing.macro, 0).target.name == chosen, timeout=5000)
    assert b.desk.editing.changed


# -- leaving ---------------------------------------------------------------------------


def test_changes_are_not_lost_without_a_word(macros: OpenMacros) -> None:
    b = opened(macros, three(), "s1")
    b.click(b.editor.tools["trash"])
    b.click(b.editor.back)
    assert b.editor.leave.isVisible()
    b.click(b.editor.leave.buttons[2])
    assert b.shown(b.editor)
    assert not b.window.close()  # the window stays, and asks
    assert b.editor.leave.isVisible()
    b.click(b.editor.leave.buttons[0])
    b.settled()
    assert b.shown(b.page)
    assert ids(b.library.load(NAME).macro.steps) == ["s2", "s3"]


def test_changes_are_thrown_away_where_that_is_wanted(macros: OpenMacros) -> None:
    b = opened(macros, three(), "s1")
    b.click(b.editor.tools["trash"])
    b.click(b.editor.back)
    b.click(b.editor.leave.buttons[1])
    b.settled()
    assert b.shown(b.page)
    assert ids(b.library.load(NAME).macro.steps) == ["s1", "s2", "s3"]


def test_a_long_macro_is_shown_without_delay(macros: OpenMacros) -> None:
    png = a_png()
    pictured = {"target": a_mark(picture=picture_name(png))}
    steps = [click_step(f"s{n}", f"Button {n}").model_copy(update=pictured) for n in range(1, 1001)]
    b = opened(macros, a_bundle(a_macro(*steps), png), "s1000")
    assert b.editor.form.overline.text() == "Step 1000"
    began = time.monotonic()
    for _ in range(20):
        b.click(b.editor.tools["up"])
        QApplication.processEvents()
    assert (time.monotonic() - began) / 20 < 0.5  # a moment for a person, ample for a busy machine
    assert b.editor.form.overline.text() == "Step 980"
