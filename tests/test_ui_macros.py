"""The macros in the app: the list and what is done with it, recording, replaying, healing, from a run."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from macro_makers import a_bundle, a_macro, click_step, press_step, type_step, whole_macro
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from replay_world import look, orders, place, without
from test_ui_app import Bench, click_on, type_into, without_window_system

from agent.errors import NotSupportedError
from agent.fake import FakeDesktop
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.macro import ActStep, ClickAct, Macro, TypeAct, Variable
from agent.macros.bundle import Bundle
from agent.macros.marking import mark_of
from agent.macros.review import review_of
from agent.ports import Confirmer
from agent.recording.recorder import Caught, Stepped
from agent.types import Point
from ui import app as ui_app
from ui import language
from ui.macro_review import review_lines
from ui.macros_recording import Tell

SAVED = "Save the order"


class FakeRecorder:
    """Tells one step, and gives a macro."""

    def __init__(self, tell: Tell, bundle: Bundle) -> None:
        self.tell, self.bundle = tell, bundle
        self.on_ignored: Callable[[frozenset[str]], None] = lambda keys: None
        self.failed, self.lost = "", 1
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")
        self.tell(Stepped(self.bundle.macro.steps, self.bundle.pictures))
        self.tell(Caught(3, "typing"))

    def pause(self) -> None:
        self.calls.append("pause")

    def resume(self) -> None:
        self.calls.append("resume")

    def cancel(self) -> None:
        self.calls.append("cancel")

    def finish(self, name: str) -> Bundle:
        self.calls.append("finish")
        return self.bundle.named(name)


class MacrosBench(Bench):
    """The app with its macros."""

    def __init__(self, qtbot: QtBot, desktop: FakeDesktop) -> None:
        super().__init__(qtbot, desktop)
        self.recorders: list[FakeRecorder] = []
        self.recorded = a_bundle()
        self.desk = ui_app.open_macros(self.window, self.conductor, self.settings, self.recorder)
        self.library, self.page, self.editor = self.desk.library, self.window.macros, self.window.editor

    def recorder(self, tell: Tell) -> FakeRecorder:
        self.recorders.append(FakeRecorder(tell, self.recorded))
        return self.recorders[-1]

    def stages(self, confirmer: Confirmer) -> Stages:
        hands, home = self.hands, self.settings.data_dir
        journal = SqliteJournal(home)
        return Stages(self.desktop, self.eyes, self.planner, confirmer, hands, journal, hands.notary)

    def settled(self) -> None:
        """Nothing is under way any more."""
        self.qtbot.waitUntil(lambda: self.desk.idle, timeout=5000)

    def open(self, *bundles: Bundle, trusted: bool = True) -> None:
        """The page, with these in the library; the last one chosen."""
        for bundle in bundles:
            self.library.save(bundle, trusted=trusted)
        self.click(self.window.rail.buttons["macros"])
        self.desk.reload(bundles[-1].macro.name if bundles else "")
        self.settled()

    def press(self, name: str) -> None:
        """One of the buttons beside the list."""
        self.click(self.page.details.buttons[name])
        self.settled()

    def shown(self, widget: QWidget) -> bool:
        return self.window.pages.currentWidget() is widget

    def named(self) -> list[str]:
        found = self.page.list.found
        return [found.index(row, 0).data() for row in range(found.rowCount())]

    def asked(self, title: str) -> None:
        """Waits for the next question about an act, and does it."""
        self.qtbot.waitUntil(
            lambda: self.conductor.state == "asking" and title in self.window.step.title.text(), timeout=8000
        )
        self.click(self.window.step.do)

    def close(self) -> None:
        self.desk.close()
        super().close()


OpenMacros = Callable[..., MacrosBench]


@pytest.fixture
def macros(qtbot: QtBot) -> Iterator[OpenMacros]:
    made: list[MacrosBench] = []

    def open_one(desktop: FakeDesktop | None = None) -> MacrosBench:
        made.append(MacrosBench(qtbot, desktop or orders()))
        return made[-1]

    yield open_one
    for one in made:
        one.close()


def nth(macro: Macro, place: int) -> Any:
    """One of its steps, of whatever kind."""
    return macro.steps[place]


def on_orders(*steps: ActStep, name: str = SAVED, **more: object) -> Bundle:
    return Bundle(Macro(name=name, steps=steps, **more))  # type: ignore[arg-type]


def clicking(id: str, text: str, **more: object) -> ActStep:
    desktop = orders()
    mark = mark_of(look(desktop), place(desktop, text), picture=False).mark
    return ActStep(id=id, act=ClickAct(), target=mark, **more)  # type: ignore[arg-type]


def writing(id: str, text: str) -> ActStep:
    desktop = orders()
    mark = mark_of(look(desktop), place(desktop, "Customer"), picture=False).mark
    return ActStep(id=id, act=TypeAct(text=text, replace=True), target=mark)


# -- the list -----------------------------------------------------------------


def test_an_empty_library_invites_to_record(macros: OpenMacros) -> None:
    b = macros()
    b.open()
    assert b.page.stack.currentWidget() is b.page.empty
    assert b.page.empty_button.isVisible()
    assert not b.page.side.isVisible()


def test_the_list_tells_steps_origin_strangers_and_broken_ones(macros: OpenMacros) -> None:
    b = macros()
    b.library.save(a_bundle(a_macro(name="Odd")), trusted=False)
    b.open(a_bundle(whole_macro("Mine")))
    b.library.path_of("Bad").write_bytes(b"nothing of the kind")
    b.desk.reload()
    b.settled()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [b.page.list.found.index(row, 0).data(role) for row in range(3)]
    assert said[0].startswith("Bad · ")
    assert said[0].endswith(" · Broken")
    assert said[1] == "Mine · 15 steps · recorded 2026-01-31"
    assert said[2] == "Odd · 1 step · written · Not yet looked over"


def test_searching_leaves_what_fits_and_chooses_it(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Weekly report")), a_bundle(a_macro(name="Holiday")))
    b.page.search.setText("report")
    assert b.named() == ["Weekly report"]
    assert b.page.details.title.text() == "Weekly report"
    b.page.search.setText("nothing like it")
    assert b.page.details.entry is None


def test_a_macro_is_renamed_where_the_name_can_be(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Other")), a_bundle(a_macro(name="Old")))
    b.press("rename")
    b.page.name.name.setText("a/b")
    b.click(b.page.name.save)
    assert "is no name for a macro" in b.page.name.problem.text()
    b.page.name.name.setText("Other")
    b.click(b.page.name.save)
    b.settled()
    assert "already" in b.page.name.problem.text()
    b.page.name.name.setText("New")
    QTest.keyClick(b.page.name.name, Qt.Key.Key_Return)
    b.settled()
    assert b.library.names() == ["New", "Other"]
    assert b.page.details.title.text() == "New"
    assert b.library.is_trusted("New")


def test_deleting_asks_first(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Old")))
    b.press("delete")
    assert b.page.delete.title.text() == "Delete “Old”?"
    assert b.page.delete.buttons[1].hasFocus() or not b.window.isActiveWindow()
    b.click(b.page.delete.buttons[1])
    assert b.library.names() == ["Old"]
    b.press("delete")
    b.click(b.page.delete.buttons[0])
    b.settled()
    assert b.library.names() == []
    assert b.page.stack.currentWidget() is b.page.empty


def test_a_macro_goes_out_and_comes_back_as_a_stranger(macros: OpenMacros, tmp_path: Path) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Mine")))
    b.desk.export("Mine", tmp_path / "Mine.deskhand")
    b.settled()
    assert str(tmp_path / "Mine.deskhand") in b.window.status.text()
    b.desk.strangers.import_file(tmp_path / "Mine.deskhand")
    b.settled()
    assert b.library.names() == ["Mine", "Mine 2"]  # one is there already
    assert not b.library.is_trusted("Mine 2")
    assert b.page.accept.title.text() == "Do you accept “Mine 2”?"


def test_what_is_no_macro_is_told(macros: OpenMacros, tmp_path: Path) -> None:
    b = macros()
    b.open()
    (tmp_path / "odd.deskhand").write_bytes(b"PK nothing")
    b.desk.strangers.import_file(tmp_path / "odd.deskhand")
    b.settled()
    assert "damaged" in b.window.status.text()
    assert b.library.names() == []


# -- strangers ----------------------------------------------------------------


def test_a_stranger_is_shown_whole_before_it_can_do_anything(macros: OpenMacros) -> None:
    b = macros()
    text = "rm -rf ~ " * 30
    stranger = a_bundle(a_macro(type_step("s1", text, title="Say hello"), name="Odd"))
    b.open(stranger, trusted=False)
    assert not b.page.details.buttons["replay"].isVisible()
    assert not b.page.details.buttons["edit"].isVisible()
    b.press("review")
    shown = b.page.review.text.toPlainText()
    assert "".join(line.lstrip().removeprefix("| ") for line in shown.splitlines() if "| " in line) == text
    assert "notes.txt – Mousepad" in shown
    b.click(b.page.accept.buttons[2])
    assert not b.library.is_trusted("Odd")
    b.press("review")
    b.click(b.page.accept.buttons[0])
    b.settled()
    assert b.library.is_trusted("Odd")
    assert b.page.details.buttons["replay"].isVisible()


def test_what_has_changed_since_it_was_shown_is_not_accepted(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Odd")), trusted=False)
    b.press("review")
    b.library.save(a_bundle(a_macro(press_step("s9", "delete"), name="Odd")), trusted=False)
    b.click(b.page.accept.buttons[0])
    b.settled()
    assert not b.library.is_trusted("Odd")
    assert "has changed" in b.window.status.text()


def test_a_stranger_that_a_macro_runs_is_shown_instead(macros: OpenMacros) -> None:
    from agent.macro import SubStep

    b = macros()
    b.library.save(a_bundle(a_macro(name="Inner")), trusted=False)
    b.open(a_bundle(a_macro(SubStep(id="s1", macro="Inner"), name="Outer")))
    b.press("replay")
    assert b.page.accept.title.text() == "Do you accept “Inner”?"
    assert b.conductor.state == "idle"


def test_the_app_tells_of_a_stranger_all_that_the_command_tells(macros: OpenMacros) -> None:
    language.install(macros().app, "en")
    bundle = a_bundle(whole_macro())
    here, there = review_lines(bundle), review_of(bundle)
    quoted = re.compile("“[^”]*”")
    told = {name for line in here for name in quoted.findall(line)}
    assert {name for line in there[1:] for name in quoted.findall(line)} <= told
    whole = [[line.strip() for line in lines if line.lstrip().startswith("| ")] for lines in (here, there)]
    assert whole[0] == whole[1]
    numbers = [line.split(".")[0].strip() for line in here if re.match(r" *\d+\. ", line)]
    assert numbers == [str(number) for number in range(1, 16)]


# -- recording ----------------------------------------------------------------


def begin(b: MacrosBench) -> FakeRecorder:
    b.open()
    b.click(b.page.empty_button)
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "recording", timeout=5000)
    return b.recorders[-1]


@without_window_system
def test_a_recording_shows_what_it_caught_and_is_named_and_kept(macros: OpenMacros) -> None:
    b = macros()
    recorder, bar = begin(b), b.desk.recording.bar
    assert not b.window.isVisible()
    assert bar.isVisible()
    b.qtbot.waitUntil(lambda: bar.last.text() == "… typing", timeout=5000)
    assert bar.steps.text() == "1. Left click on the button “Save” in “notes.txt – Mousepad”"
    assert bar.count.text() == "1 step"
    assert "Ctrl + Alt + Escape" in bar.note.text()
    bar.finish.click()
    b.settled()
    assert recorder.calls == ["start", "finish"]
    assert b.window.isVisible()
    assert not bar.isVisible()
    assert b.page.name.name.text() == "notes.txt - Mousepad"
    assert "1 acts could not be made out" in b.page.name.detail.text()
    b.page.name.name.setText("Keep it")
    b.click(b.page.name.save)
    b.settled()
    assert b.library.is_trusted("Keep it")
    assert b.named() == ["Keep it"]
    assert b.library.load("Keep it").pictures


@without_window_system
def test_a_recording_pauses_and_can_be_thrown_away(macros: OpenMacros) -> None:
    b = macros()
    recorder, bar = begin(b), b.desk.recording.bar
    bar.hold.click()
    assert b.desk.recording.state == "paused"
    assert bar.title.text() == "Paused: nothing is recorded"
    bar.hold.click()
    bar.drop.click()
    b.settled()
    assert recorder.calls == ["start", "pause", "resume", "cancel"]
    assert b.window.isVisible()
    assert b.library.names() == []
    assert b.page.stack.currentWidget() is b.page.empty


@without_window_system
def test_the_stop_key_ends_a_recording(macros: OpenMacros) -> None:
    b = macros()
    recorder = begin(b)
    recorder.on_ignored(frozenset({"ctrl", "alt", "escape"}))
    b.qtbot.waitUntil(lambda: b.page.name.isVisible(), timeout=5000)
    assert recorder.calls == ["start", "finish"]


@without_window_system
def test_what_keeps_it_from_recording_is_told(macros: OpenMacros, monkeypatch: pytest.MonkeyPatch) -> None:
    b = macros()

    def refuse(recorder: FakeRecorder) -> None:
        raise NotSupportedError("Nothing can be heard on this display; use another.")

    monkeypatch.setattr(FakeRecorder, "start", refuse)
    b.open()
    b.click(b.page.empty_button)
    b.qtbot.waitUntil(lambda: b.window.isVisible() and b.desk.recording.state == "off", timeout=5000)
    b.settled()
    assert b.window.status.text() == "Nothing can be heard on this display; use another."


@without_window_system
def test_a_name_that_is_taken_is_not_written_over(macros: OpenMacros) -> None:
    b = macros()
    b.library.save(a_bundle(a_macro(press_step("s1", "f1"), name="Mine")), trusted=True)
    b.desk.reload()
    b.settled()
    b.window.show_page(b.page)
    b.click(b.page.record_button)
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "recording", timeout=5000)
    b.desk.recording.bar.finish.click()
    b.settled()
    b.page.name.name.setText("Mine")
    b.click(b.page.name.save)
    b.settled()
    assert b.page.name.problem.text() == "There is a macro “Mine” already."
    assert nth(b.library.load("Mine").macro, 0).act.kind == "press"


# -- replaying ----------------------------------------------------------------


def test_a_macro_asks_for_its_variables_and_runs_like_any_run(macros: OpenMacros) -> None:
    b = macros()
    who = (Variable(name="who", help="Whom"), Variable(name="size", type="choice", choices=("s", "l")))
    b.open(on_orders(writing("a", "{who}"), clicking("b", "Save"), variables=who))
    b.press("replay")
    card = b.page.replay
    assert [field.variable.name for field in card.fields] == ["who", "size"]
    assert isinstance(card.fields[1].box, QComboBox)
    card.fields[0].line.setText("Ada")
    b.click(card.start)
    b.asked("Customer")
    assert b.shown(b.window.work)
    b.asked("Save")
    b.until("idle")
    assert "typed 'Ada'" in b.desktop.log
    assert b.desktop.log[-1] == "left click x1 on Save"
    rows = [b.window.timeline.timeline.index(i).data() for i in range(3)]
    assert rows[0] == f"{SAVED} · Done"
    assert rows[2].startswith("Left click on ‘Save’")
    assert b.window.progress.overline.text() == "Macro"
    assert not b.window.progress.keep_button.isVisible()


def test_a_value_of_the_wrong_type_starts_nothing(macros: OpenMacros) -> None:
    b = macros()
    b.open(on_orders(writing("a", "{n}"), variables=(Variable(name="n", type="number"),)))
    b.press("replay")
    b.click(b.page.replay.start)
    assert "needs a value for n" in b.page.replay.problem.text()
    b.page.replay.fields[0].line.setText("many")
    b.click(b.page.replay.start)
    assert "must be a number" in b.page.replay.problem.text()
    assert b.conductor.state == "idle"


def asked_to_type(b: MacrosBench, text: str) -> None:
    """Waits until that text is to be typed, and lets it."""
    quote = b.window.step.quote
    b.qtbot.waitUntil(lambda: b.conductor.state == "asking" and quote.toPlainText() == text, timeout=8000)
    b.click(b.window.step.do)
    b.qtbot.waitUntil(lambda: f"typed '{text}'" in b.desktop.log, timeout=5000)


def test_a_table_gives_values_and_each_row_is_done(macros: OpenMacros, tmp_path: Path) -> None:
    b = macros()
    table = tmp_path / "people.csv"
    table.write_text("who\nAda\nBob\n", encoding="utf-8")
    b.open(on_orders(writing("a", "{who}"), variables=(Variable(name="who"),)))
    b.press("replay")
    b.page.replay.table_wanted.emit(table)
    b.settled()
    assert b.page.replay.table.text() == "people.csv: 2 rows"
    assert not b.page.replay.fields[0].isEnabled()
    b.click(b.page.replay.start)
    for name in ("Ada", "Bob"):
        asked_to_type(b, name)
    b.until("idle")


def lost(b: MacrosBench) -> None:
    """A replay whose target has gone, up to the question."""
    b.open(on_orders(clicking("a", "Save", timeout=0.2)))
    b.press("replay")
    b.click(b.page.replay.start)
    b.qtbot.waitUntil(lambda: b.window.question.isVisible(), timeout=20_000)


def test_a_lost_target_is_asked_about_and_the_macro_healed(macros: OpenMacros) -> None:
    b = macros(without(orders(), "Save"))
    lost(b)
    assert b.window.question.title.text().startswith("Left click on the button “Save”")
    assert "is not on the screen" in b.window.question.lost.text()
    assert b.window.view.picking
    chosen = b.window.question._shown[0].candidates[0].element.text  # type: ignore[index]
    b.window.question.choose(0)
    b.asked(chosen)
    b.until("idle")
    b.qtbot.waitUntil(lambda: b.window.healed.isVisible(), timeout=5000)
    assert any(chosen in line for line in b.window.healed.lines())
    assert nth(b.library.load(SAVED).macro, 0).target.name == "Save"
    b.click(b.window.healed.keep)
    b.settled()
    assert nth(b.library.load(SAVED).macro, 0).target.name == chosen
    assert b.library.is_trusted(SAVED)
    assert not b.window.healed.isVisible()
    waits = [row for row in b.window.timeline.timeline.rows if row.step is not None]
    assert len(waits) == 1  # to wait for a target is no step


def test_a_lost_target_is_pointed_to_in_the_picture(macros: OpenMacros) -> None:
    b = macros(without(orders(), "Save"))
    lost(b)
    box = b.window.question._shown[0].candidates[0].element.box  # type: ignore[index]
    spot = b.window.view.to_widget(box).center().toPoint()
    QTest.mouseClick(b.window.view, Qt.MouseButton.LeftButton, pos=spot)
    b.qtbot.waitUntil(lambda: b.window.step.isVisible() and b.window.step.asking, timeout=5000)
    assert not b.window.view.picking
    b.click(b.window.step.skip)
    b.until("idle")


def test_what_was_pointed_to_is_not_kept_against_the_persons_will(macros: OpenMacros) -> None:
    b = macros(without(orders(), "Save"))
    lost(b)
    b.window.question.choose(0)
    b.asked("")
    b.until("idle")
    b.qtbot.waitUntil(lambda: b.window.healed.isVisible(), timeout=5000)
    b.click(b.window.healed.drop)
    b.settled()
    assert nth(b.library.load(SAVED).macro, 0).target.name == "Save"


# -- from a run -----------------------------------------------------------------


def test_a_run_becomes_a_macro_with_what_was_said_as_a_variable(macros: OpenMacros) -> None:
    from agent.fake import login_scene

    b = macros(login_scene())
    words = "type ada into User name, then click Remember me"
    b.run(words, [type_into(b.desktop, "User name", "ada"), click_on(b.desktop, "Remember me")])
    b.asked("User name")
    b.asked("Remember me")
    b.until("idle")
    b.click(b.window.progress.keep_button)
    b.qtbot.waitUntil(lambda: b.shown(b.editor), timeout=5000)
    b.settled()
    assert b.editor.name.text().startswith("type ada into User name")
    assert b.editor.state.text() == "Not saved yet"
    b.editor.name.setText("Log in")
    b.click(b.editor.save)
    b.settled()
    macro = b.library.load("Log in").macro
    assert [variable.default for variable in macro.variables] == ["ada"]
    assert nth(macro, 0).act.text == "{user_name}"
    assert b.library.is_trusted("Log in")
    assert b.editor.state.text() == "Saved"


def test_a_run_that_did_nothing_offers_no_macro(macros: OpenMacros) -> None:
    b = macros()
    b.run("look about", [])
    b.until("idle")
    assert not b.window.progress.keep_button.isVisible()


def test_the_page_speaks_chinese_at_once(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(click_step(), name="Mine")))
    b.window.language_chosen.emit("zh")
    b.qtbot.waitUntil(lambda: b.page.title.text() == "宏", timeout=2000)
    assert "按钮" in b.page.details.steps.text()
    assert b.page.details.buttons["replay"].text().startswith("重放")


def test_escape_leads_back_but_loses_no_recording(macros: OpenMacros) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Old")))
    b.press("delete")
    b.conductor.escape()
    assert b.page.details.isVisible()
    b.conductor.escape()
    assert b.shown(b.window.work)
    b.window.show_page(b.page)
    b.desk.keeping.ask_name(a_bundle(), 0)
    b.settled()
    b.conductor.escape()
    assert b.page.name.isVisible()


@without_window_system
def test_a_recording_begins_by_the_key_and_from_the_tray(macros: OpenMacros) -> None:
    b = macros()
    b.settled()
    with b.qtbot.waitActive(b.window):
        b.window.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(b.window, Qt.Key.Key_R, both)
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "recording", timeout=5000)
    b.desk.recording.bar.drop.click()
    b.settled()
    b.desk.tray.menu.actions()[0].trigger()
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "recording", timeout=5000)
    b.desk.recording.bar.drop.click()
    b.settled()
    assert [r.calls for r in b.recorders] == [["start", "cancel"]] * 2


def test_the_app_answers_while_macros_are_read(macros: OpenMacros, monkeypatch: pytest.MonkeyPatch) -> None:
    b = macros()
    b.open(a_bundle(a_macro(name="Mine")))
    go, busy = threading.Event(), threading.Event()
    read = b.library.summaries

    def slow() -> object:
        busy.set()
        go.wait(5)
        return read()

    monkeypatch.setattr(b.library, "summaries", slow)
    b.desk.reload()
    b.qtbot.waitUntil(busy.is_set, timeout=5000)
    b.page.search.setText("nothing")  # the list answers meanwhile
    assert b.named() == []
    assert not b.desk.idle
    go.set()
    b.settled()


def test_anything_on_the_screen_may_be_pointed_to(macros: OpenMacros) -> None:
    b = macros(without(orders(), "Save"))
    lost(b)
    shown = b.window.question._shown
    assert shown is not None
    told = [candidate.element.box for candidate in shown[0].told]
    assert len(b.window.question.choices) == len(told)
    other = next(c.element for c in reversed(shown[0].candidates) if c.element.box not in told)
    b.window.question.point(other.box.centre, other)
    b.asked(other.text)
    b.until("idle")
    b.qtbot.waitUntil(lambda: b.window.healed.isVisible(), timeout=5000)
    assert any(other.text in line for line in b.window.healed.lines())


def test_a_place_where_nothing_is_seen_is_told(macros: OpenMacros) -> None:
    b = macros(without(orders(), "Save"))
    lost(b)
    shown = b.window.question._shown
    assert shown is not None
    b.window.question.point(Point(x=1, y=1), None)
    assert b.window.question.isVisible()
    assert b.window.question.lost.text().startswith("Deskhand sees nothing there")
    b.click(b.window.question.stop)
    b.until("idle")
    assert not b.window.view.picking
    assert set(b.desktop.log) <= {"wait"}


# -- the record key ---------------------------------------------------------------


class Key:
    """A key that is pressed from another thread."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        self.pressed = pressed

    def press(self) -> None:
        thread = threading.Thread(target=self.pressed)
        thread.start()
        thread.join()

    def close(self) -> None:
        """The app has ended."""


@without_window_system
def test_the_record_key_begins_a_recording_and_ends_it(macros: OpenMacros) -> None:
    b = macros()
    keys: list[Key] = []

    def listen(pressed: Callable[[], None]) -> Key:
        keys.append(Key(pressed))
        return keys[0]

    b.desk.listen(listen)
    keys[0].press()
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "recording")
    keys[0].press()
    b.qtbot.waitUntil(lambda: b.desk.recording.state == "off")
    assert b.recorders[0].calls[-1] == "finish"
