"""The app from the person's side: the real window, worker and loop on the fake desktop."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent.errors import CaptureError, InstructionError, Interrupted
from agent.fake import (
    FakeDesktop,
    FakeHands,
    MemoryJournal,
    OracleEyes,
    ScriptedPlanner,
    Widget,
    login_scene,
    two_deletes_scene,
)
from agent.loop import Stages
from agent.ports import Confirmer
from agent.settings import Settings, load
from agent.types import (
    Act,
    Action,
    Approval,
    Ask,
    Box,
    Candidate,
    Click,
    Decision,
    End,
    Frame,
    Observation,
    Press,
    Target,
    TypeText,
)
from ui import app as ui_app
from ui import language, theme
from ui.placing import logical


class Bench:
    """The app on a fake desktop, with a scripted planner and a person at the widgets."""

    def __init__(self, qtbot: QtBot, desktop: FakeDesktop, delay: float = 0.0, compact: bool = False) -> None:
        self.qtbot, self.desktop = qtbot, desktop
        self.planner, self.hands = ScriptedPlanner([]), FakeHands(desktop)
        self.journal = MemoryJournal()
        self.eyes: OracleEyes = OracleEyes(desktop)
        self.settings: Settings = load(settle=0.02, language="en", appearance="light")
        self.app = ui_app.make_app(self.settings)
        self.window, self.conductor = ui_app.open_window(
            self.app, self.settings, self.stages, delay=delay, settle=0, linger=0, compact=compact
        )
        self.bar = self.conductor.placing.bar
        self.window.show()

    def stages(self, confirmer: Confirmer) -> Stages:
        return Stages(
            self.desktop, self.eyes, self.planner, confirmer, self.hands, self.journal, self.hands.notary
        )

    def run(self, words: str, decisions: Sequence[Decision]) -> None:
        self.planner.decisions = list(decisions)
        self.window.field.setText(words)
        QTest.keyClick(self.window.field, Qt.Key.Key_Return)

    def until(self, state: str) -> None:
        self.qtbot.waitUntil(lambda: self.conductor.state == state, timeout=5000)

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def close(self) -> None:
        self.conductor.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no heap of old windows
        language.install(self.app, "en")
        theme.apply(self.app, "light")


OpenBench = Callable[..., Bench]
# Qt's offscreen platform has no window manager to raise, mask or size a window with, and says so
without_window_system = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[OpenBench]:
    made: list[Bench] = []

    def open_one(desktop: FakeDesktop | None = None, delay: float = 0.0, compact: bool = False) -> Bench:
        made.append(Bench(qtbot, desktop or login_scene(), delay, compact))
        return made[-1]

    yield open_one
    for one in made:
        one.close()


def place(desktop: FakeDesktop, name: str) -> Target:
    seen = OracleEyes(desktop).look(desktop.grab())
    thing = next(e for e in seen.elements if name in (e.text, e.label) and e.kind != "label")
    return Target(point=thing.box.centre, box=thing.box, description=name, kind=thing.kind, element=thing.id)


def click_on(desktop: FakeDesktop, name: str) -> Act:
    return Act(action=Click(target=place(desktop, name)), words=f"click {name}")


def type_into(desktop: FakeDesktop, name: str, text: str, secret: bool = False) -> Act:
    action = TypeText(text=text, target=place(desktop, name), secret=secret)
    return Act(action=action, words=f"type into {name}")


def which(desktop: FakeDesktop, name: str) -> Ask:
    seen = OracleEyes(desktop).look(desktop.grab())
    found = [e for e in seen.elements if e.text == name]
    candidates = tuple(Candidate(element=e, point=e.box.centre, score=0.9) for e in found)
    return Ask(question=f"Which {name}?", words=name, candidates=candidates)


# -- the main line ------------------------------------------------------------


def test_confirmed_acts_are_performed_and_listed(bench: OpenBench) -> None:
    b = bench()
    steps = [type_into(b.desktop, "User name", "ada"), click_on(b.desktop, "Remember me")]
    b.run("type ada, click the box", steps)
    b.until("asking")
    assert b.window.step.title.text() == "Type this text into ‘User name’"
    assert b.window.step.quote.toPlainText() == "ada"
    assert [m.box for m in b.window.view.marks] == [place(b.desktop, "User name").box]
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: "Remember me" in b.window.step.title.text(), timeout=5000)
    b.until("asking")
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log[-1] == "left click x1 on Remember me"
    assert "typed 'ada'" in b.desktop.log
    rows = [b.window.timeline.timeline.index(i).data() for i in range(3)]
    assert rows[0] == "type ada, click the box · Done"
    assert rows[1].startswith("Type “ada” into ‘User name’ · ")
    assert rows[2] == "Left click on ‘Remember me’ · Effect seen"
    assert b.window.status.text().startswith("Done")
    assert b.journal.ends[-1].outcome == "done"


def test_skipping_performs_nothing(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.click(b.window.step.skip)
    b.until("idle")
    assert b.hands.performed == []
    assert b.window.timeline.timeline.index(1).data().endswith("Skipped")


@pytest.mark.parametrize("how", ["button", "escape", "header"])
def test_stop_while_asking(bench: OpenBench, how: str) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    if how == "escape":
        b.conductor.stop()
    else:
        b.click(b.window.step.stop if how == "button" else b.window.run)
    b.until("idle")
    assert b.hands.performed == []
    assert b.journal.ends[-1].outcome == "stopped"
    assert b.window.status.text() == "Stopped: You stopped it."
    assert b.window.timeline.timeline.index(1).data().endswith("Not done")


def test_escape_is_bound_to_stop(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    with b.qtbot.waitActive(b.window):
        b.window.activateWindow()
    QTest.keyClick(b.window, Qt.Key.Key_Escape)
    b.until("idle")
    assert b.hands.performed == []


def test_stop_while_the_eyes_are_busy(bench: OpenBench) -> None:
    b = bench()
    busy, go = threading.Event(), threading.Event()

    class SlowEyes(OracleEyes):
        def look(self, frame: Frame, query: str = "") -> Observation:
            busy.set()
            go.wait(5)
            return super().look(frame, query)

    b.eyes = SlowEyes(b.desktop)
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.qtbot.waitUntil(busy.is_set, timeout=5000)
    b.click(b.window.run)
    assert b.conductor.state == "stopping"
    go.set()
    b.until("idle")
    assert b.hands.performed == []
    assert b.window.status.text().startswith("Stopped")


def test_the_window_answers_while_the_worker_is_blocked(bench: OpenBench) -> None:
    b = bench()
    go = threading.Event()

    class StuckEyes(OracleEyes):
        def look(self, frame: Frame, query: str = "") -> Observation:
            go.wait(10)
            return super().look(frame, query)

    b.eyes = StuckEyes(b.desktop)
    b.run("click Login", [click_on(b.desktop, "Login")])
    began = time.monotonic()
    for _ in range(10):
        b.window.resize(b.window.width() + 1, b.window.height())
        QApplication.processEvents()
    assert time.monotonic() - began < 2
    assert b.window.status.text() == "Looking at the screen…" or "ready" in b.window.status.text().lower()
    b.conductor.stop()
    go.set()
    b.until("idle")


# -- editing ------------------------------------------------------------------


def take_the_change(b: Bench) -> None:
    """The changed act comes back as a question of its own; until it is answered nothing is done."""
    done = list(b.desktop.log)
    asked = b.conductor._request
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: b.conductor._request not in (asked, None), timeout=5000)
    b.until("asking")
    assert b.window.step.do.text() == "&Do it"
    assert b.desktop.log == done


def test_edited_text_is_what_is_typed(bench: OpenBench) -> None:
    b = bench()
    b.run("type ada", [type_into(b.desktop, "User name", "ada")])
    b.until("asking")
    b.click(b.window.step.edit)
    area = b.window.step.form.findChild(QPlainTextEdit)
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText("grace")
    assert b.window.step.do.text() == "&Take the change"
    take_the_change(b)
    assert b.window.step.quote.toPlainText() == "grace"
    b.click(b.window.step.do)
    b.until("idle")
    assert "typed 'grace'" in b.desktop.log
    assert "typed 'ada'" not in b.desktop.log


def test_another_target_picked_in_the_picture(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.click(b.window.step.edit)
    b.click(b.window.step.form.pick_button)
    assert b.window.view.picking
    cancel = b.desktop.find("Cancel").box
    spot = b.window.view.to_widget(cancel).center().toPoint()
    QTest.mouseClick(b.window.view, Qt.MouseButton.LeftButton, pos=spot)
    assert b.window.step.title.text() == "Left click on ‘Cancel’"
    assert b.window.view.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert [m.box for m in b.window.view.marks] == [cancel]
    take_the_change(b)
    assert b.window.step.title.text() == "Left click on ‘Cancel’"
    assert [m.box for m in b.window.view.marks] == [cancel]
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on Cancel"]


def test_going_back_from_editing_keeps_the_act(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.click(b.window.step.edit)
    b.window.step.form._set(button="right")
    assert b.window.step.title.text() == "Right click on ‘Login’"
    b.click(b.window.step.skip)
    assert b.window.step.title.text() == "Left click on ‘Login’"
    assert b.conductor.state == "asking"


def test_an_edit_to_something_grave_shows_it(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    b.run("press F1", [Act(action=Press(keys=("f1",)), words="press F1")])
    b.until("asking")
    b.click(b.window.step.edit)
    b.window.step.form._action = Click(target=place(b.desktop, "Delete"))
    b.window.step.form.changed.emit()
    assert b.window.step.consequential
    assert b.window.step.chip.text() == "Has consequences"
    take_the_change(b)
    assert b.window.step.consequential
    b.click(b.window.step.skip)
    b.until("idle")
    assert b.desktop.log == []


# -- questions ----------------------------------------------------------------


def test_ambiguity_is_settled_by_a_number(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    question = which(b.desktop, "Delete")
    second = question.candidates[1]
    act = Act(
        action=Click(target=Target(point=second.point, box=second.element.box, description="Delete")),
        words="",
    )
    b.run("click Delete", [question, act])
    b.until("asking")
    assert [m.number for m in b.window.view.marks] == [1, 2]
    assert len(b.window.question.choices) == 2
    QTest.keyClick(b.window.question, Qt.Key.Key_2)
    b.qtbot.waitUntil(lambda: b.window.step.asking, timeout=5000)
    assert b.planner.choices == [1]
    assert b.window.step.consequential
    b.click(b.window.step.do)
    b.until("idle")
    assert not next(w for w in b.desktop.widgets if w.text == "notes.txt").visible


@pytest.mark.parametrize("key", [Qt.Key.Key_3, Qt.Key.Key_9])
def test_a_number_that_is_not_there_chooses_nothing(bench: OpenBench, key: Qt.Key) -> None:
    b = bench(two_deletes_scene())
    b.run("click Delete", [which(b.desktop, "Delete")])
    b.until("asking")
    QTest.keyClick(b.window.question, key)
    assert b.conductor.state == "asking"
    b.conductor.stop()
    b.until("idle")


def test_none_of_these(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    b.run("click Delete", [which(b.desktop, "Delete")])
    b.until("asking")
    QTest.keyClick(b.window.question, Qt.Key.Key_0)
    b.until("idle")
    assert b.hands.performed == []
    assert b.window.status.text().startswith("Nothing was chosen")


# -- no answer by accident ----------------------------------------------------


def test_enter_never_approves_a_grave_act(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    b.run("click Delete", [click_on(b.desktop, "Delete")])
    b.until("asking")
    assert b.window.step.consequential
    for widget in (b.window.step.do, b.window.step.skip, b.window.step, b.window.field, b.window):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
        QTest.keyClick(widget, Qt.Key.Key_Enter)
    QApplication.processEvents()
    assert b.conductor.state == "asking"
    assert b.hands.performed == []
    b.conductor.stop()
    b.until("idle")


def test_ctrl_enter_does_it(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    b.run("click Delete", [click_on(b.desktop, "Delete")])
    b.until("asking")
    with b.qtbot.waitActive(b.window):
        b.window.activateWindow()
    QTest.keyClick(b.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    b.until("idle")
    assert len(b.hands.performed) == 1


def test_an_answer_that_the_person_did_not_give_counts_for_nothing(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    b.window.set_origin(lambda: "program")
    b.run("click Delete", [click_on(b.desktop, "Delete")])
    b.until("asking")
    step = b.window.step
    for widget in (step.do, step.edit, step.skip, step.rest):
        b.click(widget)
        assert (b.conductor.state, step.rest.isChecked()) == ("asking", False)
    assert b.window.status.text().startswith("That came from a program")
    b.window.set_origin(lambda: "early")  # the keyboard has only just come here
    b.click(step.do)
    assert b.conductor.state == "asking"
    b.window.set_origin(lambda: "person")
    b.click(step.rest)
    assert step.rest.isChecked()
    b.window.set_origin(lambda: "program")
    b.click(step.rest)  # to take it away is always possible
    assert not step.rest.isChecked()
    b.click(step.stop)
    b.until("idle")
    assert b.hands.performed == []


@without_window_system
@pytest.mark.parametrize("what", ["move", "grow", "full"])
def test_a_question_that_moved_waits_again(bench: OpenBench, what: str) -> None:
    b = bench(delay=0.7, compact=True)
    now = [100.0]
    b.window.step.guard._clock = lambda: now[0]
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.qtbot.waitUntil(b.bar.isVisible)
    now[0] += 0.8
    if what == "move":
        b.bar.move(b.bar.x() - 40, b.bar.y())
    elif what == "grow":
        b.conductor.status.show_refused()  # a long sentence: the buttons stand elsewhere
    else:
        b.bar.full.click()
    QCoreApplication.processEvents()
    b.click(b.window.step.do)
    assert b.conductor.state == "asking"
    now[0] += 0.8
    b.click(b.window.step.do)
    b.until("idle")


def test_answers_count_only_after_the_delay(bench: OpenBench) -> None:
    b = bench(delay=0.7)
    now = [100.0]
    b.window.step.guard._clock = lambda: now[0]
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.click(b.window.step.do)
    b.click(b.window.step.skip)
    assert b.conductor.state == "asking"
    assert b.window.step.do.property("armed") == "false"
    now[0] += 0.69
    b.click(b.window.step.do)
    assert b.conductor.state == "asking"
    now[0] += 0.02
    b.click(b.window.step.do)
    b.until("idle")
    assert len(b.hands.performed) == 1


def test_stop_does_not_wait_for_the_delay(bench: OpenBench) -> None:
    b = bench(delay=60.0)
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.click(b.window.step.stop)
    b.until("idle")
    assert b.journal.ends[-1].outcome == "stopped"


class TakenHands(FakeHands):
    """The person breaks into the first act."""

    times = 1

    def perform(self, action: Action, seen: Frame, stop: threading.Event, approval: Approval | None) -> None:
        if self.times:
            self.times = 0
            raise Interrupted("You moved the mouse or typed, so Deskhand let go.", sent=True)
        super().perform(action, seen, stop, approval)


@pytest.mark.parametrize(("key", "clicks"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 0), (Qt.Key.Key_3, 0)])
def test_after_a_broken_act_the_person_says_how_it_goes_on(
    bench: OpenBench, key: Qt.Key, clicks: int
) -> None:
    b = bench()
    b.hands = TakenHands(b.desktop)
    b.run("click the box", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: b.window.broken.isVisible(), timeout=5000)
    b.until("asking")
    assert b.window.broken.title.text() == "Left click on ‘Remember me’"
    QTest.keyClick(b.window.broken, Qt.Key.Key_Return)
    assert b.conductor.state == "asking"
    QTest.keyClick(b.window.broken, key)
    if clicks:  # the same act, found anew: allowed once is enough
        b.until("idle")
    b.until("idle")
    assert len(b.desktop.log) == clicks


def test_the_stop_key_ends_a_question(bench: OpenBench) -> None:
    b = bench()
    b.run("click the box", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    b.conductor.worker._stop.set()  # as the stop key does, in its own thread
    b.until("idle")
    assert b.desktop.log == []


def test_an_answer_to_an_old_question_is_dropped(bench: OpenBench) -> None:
    b = bench()
    b.run("click twice", [click_on(b.desktop, "Login"), click_on(b.desktop, "Cancel")])
    b.until("asking")
    old = b.conductor._request
    assert old is not None
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: b.conductor._request not in (None, old), timeout=5000)
    from agent.types import Verdict

    b.conductor.worker.answer(old, Verdict(kind="allow"))
    assert old.reply.empty()
    assert b.conductor.state == "asking"
    b.conductor.stop()
    b.until("idle")
    assert len(b.hands.performed) == 1


# -- what goes wrong ----------------------------------------------------------


def test_words_not_understood_become_a_sentence(bench: OpenBench, monkeypatch: pytest.MonkeyPatch) -> None:
    b = bench()

    def begin(instruction: str) -> None:
        raise InstructionError(f"“{instruction}” is not understood. Try: click Save.")

    monkeypatch.setattr(b.planner, "begin", begin)
    b.run("flarb the wug", [])
    b.until("idle")
    assert b.window.status.text() == "It did not work: “flarb the wug” is not understood. Try: click Save."


def test_an_error_of_our_own_becomes_a_sentence(bench: OpenBench, caplog: pytest.LogCaptureFixture) -> None:
    b = bench()

    class BrokenEyes(OracleEyes):
        def look(self, frame: Frame, query: str = "") -> Observation:
            raise ZeroDivisionError("secret detail")

    b.eyes = BrokenEyes(b.desktop)
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("idle")
    assert "ZeroDivisionError" in b.window.status.text()
    assert "Traceback" not in b.window.status.text()
    assert "secret detail" in caplog.text
    b.eyes.look = OracleEyes(b.desktop).look  # type: ignore[method-assign]
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.conductor.stop()
    b.until("idle")


def test_models_that_do_not_load_become_a_sentence(qtbot: QtBot) -> None:
    def factory(confirmer: Confirmer) -> Stages:
        raise CaptureError("There is no display. Start Deskhand on a desktop.")

    settings = load(language="en", appearance="light")
    window, conductor = ui_app.open_window(ui_app.make_app(settings), settings, factory, settle=0)
    window.show()
    window.look.click()
    qtbot.waitUntil(lambda: conductor.state == "idle", timeout=5000)
    assert window.status.text() == "There is no display. Start Deskhand on a desktop."
    assert window.isVisible()
    conductor.close()
    window.deleteLater()


def test_not_found_names_the_nearest(bench: OpenBench) -> None:
    b = bench(two_deletes_scene())
    nearest = which(b.desktop, "Delete").candidates
    b.run("click Erase", [End(outcome="not_found", reason="“Erase” is not on the screen.", nearest=nearest)])
    b.until("idle")
    assert b.window.status.text() == "Not found: “Erase” is not on the screen. Nearest: ‘Delete’, ‘Delete’."
    assert [m.number for m in b.window.view.marks] == [1, 2]


# -- looking, the list, the bar -----------------------------------------------


def test_looking_shows_the_elements_and_does_nothing(bench: OpenBench) -> None:
    b = bench()
    b.click(b.window.look)
    b.until("idle")
    assert b.window.status.text().startswith("7 things seen")
    assert b.window.view.frame is not None
    assert b.hands.performed == []
    assert b.journal.instructions == []


def test_a_chosen_step_is_shown_before_and_after(bench: OpenBench) -> None:
    b = bench()
    b.run("click the box", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    b.click(b.window.step.do)
    b.until("idle")
    step = b.window.timeline.timeline.rows[1].step
    assert step is not None
    b.window.timeline.setCurrentIndex(b.window.timeline.timeline.index(1))
    assert b.window.view.frame is step.observation.frame
    assert b.window.caption.text() == "Step 1"
    b.click(b.window.after)
    assert b.window.view.frame is step.after
    b.click(b.window.now)
    assert b.window.caption.text() == "The screen"


@without_window_system
def test_a_run_shrinks_to_the_bar_and_comes_back(bench: OpenBench) -> None:
    b = bench(compact=True)
    b.run("click the box", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    assert b.bar.isVisible()
    assert not b.window.isVisible()
    assert b.window.step.isVisible()
    assert len(b.conductor.placing.markers) == 1
    target = b.desktop.find("Remember me").box
    assert not b.bar.geometry().intersects(logical(target))
    b.click(b.window.step.do)
    assert len(b.conductor.placing.markers) == 0
    b.until("idle")
    assert b.window.isVisible()
    assert not b.bar.isVisible()
    assert b.window.step.parentWidget() is b.window.side.widget()
    assert len(b.hands.performed) == 1


@without_window_system
def test_the_bar_gives_way_to_the_full_window(bench: OpenBench) -> None:
    b = bench(compact=True)
    b.run("click the box", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    b.click(b.bar.full)
    assert b.window.isVisible()
    assert b.window.step.isVisible()
    assert b.conductor.state == "asking"
    b.click(b.window.step.do)
    b.until("idle")
    assert len(b.hands.performed) == 1


def menu_scene() -> FakeDesktop:
    """A menu bar whose File menu opens a list with Open and Quit."""

    def drop(desktop: FakeDesktop) -> None:
        for widget in desktop.widgets[1:]:
            widget.visible = True

    return FakeDesktop(
        [
            Widget("menu_bar_item", "File", Box(x0=10, y0=10, x1=60, y1=30), on_click=drop),
            Widget("menu_item", "Open", Box(x0=10, y0=40, x1=110, y1=60), visible=False),
            Widget("menu_item", "Delete all", Box(x0=10, y0=70, x1=110, y1=90), visible=False),
        ]
    )


def in_menu(name: str, y: int) -> Act:
    box = Box(x0=10, y0=y, x1=110, y1=y + 20)
    target = Target(point=box.centre, box=box, description=name, kind="menu_item")
    return Act(action=Click(target=target), words="open File, then " + name)


def test_a_choice_in_the_menu_just_opened_goes_on(bench: OpenBench) -> None:
    b = bench(menu_scene())
    b.run("File > Open", [click_on(b.desktop, "File"), in_menu("Open", 40)])
    b.until("asking")
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log == ["left click x1 on File", "left click x1 on Open"]


def test_a_grave_choice_in_the_menu_is_asked(bench: OpenBench) -> None:
    b = bench(menu_scene())
    b.run("File > Delete all", [click_on(b.desktop, "File"), in_menu("Delete all", 70)])
    b.until("asking")
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: b.window.step.asking and b.window.step.consequential, timeout=5000)
    assert b.desktop.log == ["left click x1 on File"]
    b.conductor.stop()
    b.until("idle")


def test_the_harmless_rest_can_be_allowed_at_once(bench: OpenBench) -> None:
    b = bench()
    steps = [click_on(b.desktop, "Remember me"), type_into(b.desktop, "User name", "ada")]
    b.run("tick it, type ada", steps)
    b.until("asking")
    b.window.step.rest.setChecked(True)
    b.click(b.window.step.do)
    b.until("idle")
    assert len(b.hands.performed) == 2
    b.run("tick it", [click_on(b.desktop, "Remember me")])
    b.until("asking")
    assert not b.window.step.rest.isChecked()
    b.conductor.stop()
    b.until("idle")


@without_window_system
def test_the_cards_fit_into_the_bar(bench: OpenBench) -> None:
    b = bench(two_deletes_scene(), compact=True)
    question = which(b.desktop, "Delete")
    told = tuple(
        c.model_copy(update={"evidence": ("name 'Delete' means about the same as 'Remove from the list'",)})
        for c in question.candidates
    )
    b.run("remove it", [question.model_copy(update={"candidates": told})])
    b.until("asking")
    card = b.window.question
    b.qtbot.waitUntil(lambda: card.width() <= b.bar.host.viewport().width(), timeout=2000)
    assert card.minimumSizeHint().width() <= b.bar.host.viewport().width()
    b.conductor.stop()
    b.until("idle")


def test_closing_the_window_in_a_run_stops_it(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.window.close()
    b.conductor.close()
    assert b.hands.performed == []
    assert not any(t.name == "deskhand-worker" and t.is_alive() for t in threading.enumerate())


def test_a_secret_is_never_shown(bench: OpenBench) -> None:
    b = bench()
    b.run("log in as ada, password hunter2", [type_into(b.desktop, "Password", "hunter2", secret=True)])
    b.until("asking")
    shown = [w.text() for w in b.window.findChildren(QLabel)]
    model = b.window.timeline.timeline
    shown += [b.window.step.quote.toPlainText(), *(str(model.index(row).data()) for row in range(2))]
    assert not any("hunter2" in text for text in shown)
    assert b.window.step.quote.toPlainText() == "••••••"
    b.click(b.window.step.do)
    b.until("idle")
    assert b.desktop.log[-1] == "typed 'hunter2'"


# -- language and look --------------------------------------------------------


def test_the_language_changes_at_once_and_back(bench: OpenBench) -> None:
    b = bench()
    b.run("click Login", [click_on(b.desktop, "Login")])
    b.until("asking")
    b.window.language_chosen.emit("zh")
    QApplication.processEvents()
    assert b.window.step.title.text() == "左键点击“Login”"
    assert b.window.step.do.text() == "执行(&D)"
    assert b.window.status.text() == "等待您的回答……"
    b.window.language_chosen.emit("en")
    QApplication.processEvents()
    assert b.window.step.do.text() == "&Do it"
    b.conductor.stop()
    b.until("idle")


@pytest.mark.parametrize(("appearance", "dark"), [("dark", True), ("light", False)])
def test_the_appearance_changes_what_is_painted(bench: OpenBench, appearance: str, dark: bool) -> None:
    b = bench()
    b.window.appearance_chosen.emit(appearance)
    QApplication.processEvents()
    corner = b.window.grab().toImage().pixelColor(QPoint(3, 3))
    assert (corner.lightness() < 60) is dark


@pytest.mark.parametrize("tongue", ["en", "zh"])
@pytest.mark.parametrize("state", ["idle", "asking", "question", "editing"])
def test_nothing_is_cut_at_the_smallest_size(bench: OpenBench, tongue: str, state: str) -> None:
    b = bench(two_deletes_scene())
    b.window.language_chosen.emit(tongue)
    b.window.resize(1000, 640)
    if state != "idle":
        asks = [which(b.desktop, "Delete")] if state == "question" else [click_on(b.desktop, "Delete")]
        b.run("click Delete", asks)
        b.until("asking")
    if state == "editing":
        b.click(b.window.step.edit)
    b.qtbot.waitUntil(lambda: cut_texts(b.window) == [], timeout=2000)
    if state != "idle":
        b.conductor.stop()
        b.until("idle")


def cut_texts(window: QWidget) -> list[str]:
    """The texts of labels and buttons that do not fit into their widgets."""
    cut = []
    widgets: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    for widget in widgets:
        if not widget.isVisible() or not widget.text():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        high = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        if widget.height() < high or (not wraps and widget.width() < widget.sizeHint().width()):
            cut.append(widget.text())
    return cut


def test_everything_that_can_be_used_has_a_name(bench: OpenBench) -> None:
    b = bench()
    for button in b.window.findChildren(QPushButton):
        assert button.text() or button.accessibleName() or not button.isVisibleTo(b.window)
    for widget in (b.window.field, b.window.view, b.window.timeline, b.window.options, b.bar.full):
        assert widget.accessibleName()


def test_up_and_down_walk_the_history(bench: OpenBench) -> None:
    field = bench().window.field
    for words in ("click A", "click B", "click A"):
        field.remember(words)
    field.setText("draft")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "click A"
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "click B"
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "draft"


def test_an_empty_instruction_runs_nothing(bench: OpenBench) -> None:
    b = bench()
    b.run("   ", [])
    assert b.conductor.state == "idle"
    assert b.journal.instructions == []


ENDED_BY_A_SIGNAL = """
import signal, sys
from PySide6.QtCore import QTimer
from agent.settings import load
from ui import app as ui_app
from ui.bar import Bar
app = ui_app.make_app(load())
ui_app._heed_interrupts(app)
bar = Bar()
bar.show()
QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGTERM))
sys.exit(app.exec())
"""


def test_a_signal_ends_the_app_though_the_bar_never_closes() -> None:
    command = [sys.executable, "-c", ENDED_BY_A_SIGNAL]
    root = Path(__file__).parent.parent
    assert subprocess.run(command, cwd=root, timeout=30, check=False).returncode == 0
