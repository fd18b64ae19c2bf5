"""A run that is in the journal becomes a macro that does the same again, on a screen that has moved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from agent.errors import MacroError
from agent.fake import (
    FakeDesktop,
    FakeHands,
    OracleEyes,
    ScriptedConfirmer,
    ScriptedPlanner,
    Widget,
    login_scene,
    two_deletes_scene,
)
from agent.journal import SqliteJournal
from agent.journal_records import RunRecord
from agent.loop import Stages, run
from agent.macro import Check, CommentStep, Macro, TypeAct, WaitUntilStep, marks
from agent.macros.bundle import Bundle
from agent.macros.from_run import macro_of
from agent.macros.lint import lint
from agent.macros.run_variables import slug
from agent.macros.words import lines_of
from agent.plan import EmbeddedPlanner
from agent.ports import Planner
from agent.privacy import Private
from agent.replay import MacroPlanner
from agent.settings import load
from agent.types import Act, Click, End, Press, Target, TypeText, Verdict, Wait, Window, box_of

WORDS = 'type "ada" into User name, then tick Remember me, then press tab, then click Login'


def carried_out(
    words: str,
    desktop: FakeDesktop,
    journal: SqliteJournal,
    planner: Planner | None = None,
    verdicts: Sequence[Verdict] = (),
    **settings: Any,
) -> RunRecord:
    """The record of a run, to its end."""
    hands = FakeHands(desktop)
    person = ScriptedConfirmer(verdicts)
    own = planner or EmbeddedPlanner()
    stages = Stages(desktop, OracleEyes(desktop), own, person, hands, journal, hands.notary)
    list(run(words, stages, load(settle=0.0, **settings), Event()))
    return journal.run(journal.runs(1)[0].number)


def replayed(bundle: Bundle, desktop: FakeDesktop, tmp_path: Path, **values: str) -> End:
    """How the macro ends on a desktop."""
    hands, journal = FakeHands(desktop), SqliteJournal(tmp_path / "replay")
    planner = MacroPlanner(bundle, values)
    stages = Stages(desktop, OracleEyes(desktop), planner, ScriptedConfirmer(), hands, journal, hands.notary)
    *_, end = run("replay it", stages, load(settle=0.0), Event())
    journal.close()
    assert isinstance(end, End)
    return end


@pytest.fixture
def journal(tmp_path: Path) -> Any:
    made = SqliteJournal(tmp_path / "journal")
    yield made
    made.close()


def shifted(desktop: FakeDesktop) -> FakeDesktop:
    for widget in desktop.widgets:
        widget.box = widget.box.moved(37, 21)
    return desktop


def test_a_run_becomes_readable_steps(journal: SqliteJournal) -> None:
    record = carried_out(WORDS, login_scene(), journal)
    bundle = macro_of(record, journal.picture, "Log in")
    assert lines_of(bundle.macro) == [
        "1. Type “{user_name}” into “User name”, in place of what is there",
        "2. Click the checkbox “Remember me”",
        "3. Press Tab",
        "4. Click the button “Login”",
    ]
    macro = bundle.macro
    assert (macro.made_by, macro.description, macro.screen) == ("run", WORDS, (640, 400))
    assert [(v.name, v.type, v.default) for v in macro.variables] == [("user_name", "text", "ada")]
    assert Macro.model_validate_json(macro.model_dump_json()) == macro
    used = {mark.picture for step in macro.steps for mark in marks(step)}
    assert used - {""} == set(bundle.pictures)
    assert all(data.startswith(b"\x89PNG") for data in bundle.pictures.values())
    assert not [f for f in lint(bundle) if f.severity == "error"]


def test_it_does_the_same_again_elsewhere_and_with_another_value(
    journal: SqliteJournal, tmp_path: Path
) -> None:
    bundle = macro_of(carried_out(WORDS, login_scene(), journal), journal.picture, "Log in")
    for values, name in (({}, "ada"), ({"user_name": "bob"}, "bob")):
        desktop = shifted(login_scene())
        assert replayed(bundle, desktop, tmp_path, **values).outcome == "done"
        assert desktop.find(f"Welcome, {name}")
        assert "checked" in desktop.find("Remember me").states


def test_a_tick_is_expected(journal: SqliteJournal) -> None:
    (step,) = macro_of(
        carried_out("tick Remember me, then press tab", login_scene(), journal), journal.picture, "m"
    ).macro.steps[:1]
    assert step.expect is not None  # type: ignore[union-attr]
    assert step.expect.mark == step.target  # type: ignore[union-attr]
    assert (step.expect.state, step.expect.present) == ("checked", True)  # type: ignore[union-attr]


def test_a_secret_is_nowhere_in_the_macro(journal: SqliteJournal, tmp_path: Path) -> None:
    words = 'type "ada" into User name, then type the password hunter2 into Password, then click Login'
    bundle = macro_of(carried_out(words, login_scene(), journal), journal.picture, "Log in")
    macro = bundle.macro
    secret: Any = macro.steps[1]
    assert secret.act == TypeAct(text="{password}", replace=secret.act.replace)
    assert (secret.target.name, secret.target.picture) == ("Password", "")
    assert [(v.name, v.type, v.default) for v in macro.variables][1] == ("password", "secret", None)
    assert "hunter2" not in macro.model_dump_json()
    assert "•" not in "".join(step.model_dump_json() for step in macro.steps)
    with pytest.raises(MacroError, match="needs a value for password"):
        MacroPlanner(bundle)
    desktop = login_scene()
    assert replayed(bundle, desktop, tmp_path, password="secret:bank").outcome == "done"
    assert "typed 'secret:bank'" in desktop.log  # what the fake hands get; the real ones look it up


def test_a_field_whose_name_was_hidden_with_its_secret_is_still_called_so(journal: SqliteJournal) -> None:
    desktop = login_scene()
    desktop.widgets = [w for w in desktop.widgets if (w.kind, w.text) != ("label", "Password")]
    words = "type the password hunter2 into Password, then click Login"
    bundle = macro_of(carried_out(words, desktop, journal), journal.picture, "m")
    assert lines_of(bundle.macro)[0].startswith("1. Type “{password}” into “Password”")


def test_what_was_there_before_does_not_follow_the_text(journal: SqliteJournal) -> None:
    words = 'type "Remember" into User name, then tick Remember me, then press tab'
    macro = macro_of(carried_out(words, login_scene(), journal), journal.picture, "m").macro
    assert lines_of(macro)[1] == "2. Click the checkbox “Remember me”"


def test_a_named_secret_stays_a_name(journal: SqliteJournal) -> None:
    words = "type secret:bank into Password, then click Login"
    macro = macro_of(carried_out(words, login_scene(), journal), journal.picture, "m").macro
    assert macro.steps[0].act.text == "secret:bank"  # type: ignore[union-attr]
    assert macro.variables == ()


def test_skipped_acts_are_left_out(journal: SqliteJournal) -> None:
    verdicts = [Verdict(kind="allow"), Verdict(kind="skip")]
    record = carried_out(WORDS, login_scene(), journal, verdicts=verdicts)
    assert [line[3:] for line in lines_of(macro_of(record, journal.picture, "m").macro)] == [
        "Type “{user_name}” into “User name”, in place of what is there",
        "Press Tab",
        "Click the button “Login”",
    ]


def test_what_the_person_edited_is_what_was_done(journal: SqliteJournal) -> None:
    target = next(
        Target(point=w.box.centre, box=w.box, description="text field “User name”", kind=w.kind)
        for w in login_scene().widgets
        if w.kind == "text_field"
    )
    verdicts = [Verdict(kind="edit", action=TypeText(text="{eve}", target=target, origin="person"))]
    record = carried_out(WORDS, login_scene(), journal, verdicts=verdicts)
    step: Any = macro_of(record, journal.picture, "m").macro.steps[0]
    assert step.act.text == "{{eve}}"  # nobody had said it, so it is no variable


def test_acts_without_effect_are_only_told(journal: SqliteJournal) -> None:
    desktop = login_scene()
    box = desktop.find("Cancel").box
    target = Target(point=box.centre, box=box, description="button “Cancel”", kind="button")
    decisions = [
        Act(action=Click(target=target), words="cancel"),
        Act(action=Press(keys=("tab",)), words="tab"),
    ]
    record = carried_out("cancel it", desktop, journal, ScriptedPlanner(decisions))
    comment, press = macro_of(record, journal.picture, "m").macro.steps
    assert isinstance(comment, CommentStep)
    assert comment.text.startswith("Left out, since it showed no effect: Click on the button “Cancel”")
    assert press.do == "act"


def window(number: int, title: str, **more: Any) -> Window:
    return Window(id=number, title=title, app="notes", pid=7, box=box_of((0, 0, 640, 400)), **more)


def test_a_window_that_opened_and_one_that_closed_are_expected(
    journal: SqliteJournal, tmp_path: Path
) -> None:
    def scene() -> FakeDesktop:
        def opens(desktop: FakeDesktop) -> None:
            desktop.windows.append(window(2, "Save {as}", focused=True))
            desktop.widgets.append(Widget("button", "Cancel", box_of((300, 300, 400, 330)), on_click=closes))

        def closes(desktop: FakeDesktop) -> None:
            desktop.windows.pop()
            desktop.widgets.pop()
            desktop.widgets.append(Widget("label", "Nothing saved", box_of((20, 350, 200, 370))))

        made = FakeDesktop([Widget("button", "Store", box_of((60, 60, 160, 90)), on_click=opens)])
        made.windows = [window(1, "Untitled – Notes")]
        return made

    record = carried_out("click Store, then click Cancel, then press tab", scene(), journal)
    bundle = macro_of(record, journal.picture, "m")
    steps: Any = bundle.macro.steps
    assert steps[0].expect == Check(sees="window", words="Save {{as}}")
    assert steps[1].expect == Check(sees="window", words="Save {{as}}", present=False)
    assert steps[2].expect is None
    assert steps[1].target.window == "Save {{as}}"
    assert replayed(bundle, scene(), tmp_path).outcome == "done"


def test_what_came_of_a_text_follows_its_variable(journal: SqliteJournal, tmp_path: Path) -> None:
    def scene() -> FakeDesktop:
        def adds(desktop: FakeDesktop) -> None:
            value = next(w.value for w in desktop.widgets if w.kind == "text_field")
            desktop.widgets.append(
                Widget("button", f"Greet {value}", box_of((60, 150, 220, 180)), on_click=greets)
            )

        def greets(desktop: FakeDesktop) -> None:
            desktop.widgets.append(Widget("label", "Hello", box_of((60, 250, 220, 280))))

        return FakeDesktop(
            [
                Widget("text_field", "", box_of((160, 56, 400, 84)), label="Who"),
                Widget("button", "Add", box_of((60, 100, 160, 130)), on_click=adds),
            ]
        )

    words = 'type "Ada" into Who, then click Add, then click "Greet Ada"'
    bundle = macro_of(carried_out(words, scene(), journal), journal.picture, "m")
    assert lines_of(bundle.macro)[2] == "3. Click the button “Greet {who}”"
    desktop = scene()
    assert replayed(bundle, desktop, tmp_path, who="Bob").outcome == "done"
    assert desktop.find("Hello")


def test_a_wait_for_something_becomes_a_wait_until(journal: SqliteJournal) -> None:
    class Slow(OracleEyes):
        looks = 0

        def look(self, frame: Any, query: str = "") -> Any:
            self.looks += 1
            if self.looks == 3:
                self.desktop.widgets.append(Widget("label", "Done", box_of((60, 300, 160, 320))))
            return super().look(frame, query)

    desktop = login_scene()
    waits = Act(action=Wait(seconds=0), words="wait", why="Waiting for “Done”.")
    idle = Act(action=Wait(seconds=0), words="wait", why="You asked to wait.")
    decisions = [idle, waits, Act(action=Press(keys=("tab",)), words="tab")]
    hands = FakeHands(desktop)
    planner = ScriptedPlanner(decisions)
    stages = Stages(desktop, Slow(desktop), planner, ScriptedConfirmer(), hands, journal, hands.notary)
    list(run("wait until Done, then press tab", stages, load(settle=0.0), Event()))
    macro = macro_of(journal.run(1), journal.picture, "m").macro
    assert [step.do for step in macro.steps] == ["wait_until", "act"]
    assert isinstance(macro.steps[0], WaitUntilStep)
    assert macro.steps[0].check == Check(words="Done")


def test_twins_are_told_apart(journal: SqliteJournal, tmp_path: Path) -> None:
    words = "click the Delete button in the row of notes.txt"
    bundle = macro_of(carried_out(words, two_deletes_scene(), journal, yes=True), journal.picture, "m")
    desktop = shifted(two_deletes_scene())
    assert replayed(bundle, desktop, tmp_path).outcome == "done"
    assert [w.text for w in desktop.widgets if not w.visible] == ["notes.txt"]


def test_what_is_private_has_no_words_and_no_picture(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal", private=Private(windows=("notes",)))
    desktop = login_scene()
    desktop.windows = [window(1, "My diary", focused=True)]
    bundle = macro_of(carried_out("click Login", desktop, journal), journal.picture, "m")
    journal.close()
    assert bundle.pictures == {}
    assert "diary" not in bundle.macro.model_dump_json()
    assert "private" not in "".join(step.model_dump_json() for step in bundle.macro.steps)


def test_what_can_be_no_macro(journal: SqliteJournal) -> None:
    nothing = carried_out("click Wobble", login_scene(), journal, timeout=0.1)
    with pytest.raises(MacroError, match="did nothing that could be done again"):
        macro_of(nothing, journal.picture, "m")
    dry = carried_out("click Login", login_scene(), journal, dry_run=True)
    with pytest.raises(MacroError, match="did nothing"):
        macro_of(dry, journal.picture, "m")
    record = carried_out("click Login", login_scene(), journal)
    with pytest.raises(MacroError, match="no name for a macro"):
        macro_of(record, journal.picture, "../m")
    running = record.model_copy(update={"row": record.row.model_copy(update={"state": "running"})})
    with pytest.raises(MacroError, match="not come to its end"):
        macro_of(running, journal.picture, "m")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("User name:", "user_name"),
        ("", "text"),
        ("2nd line", "nd_line"),
        ("姓名", "姓名"),
        ("__", "text"),
        ("E-mail адрес", "text"),
        ("Ｎａｍｅ", "name"),
        ("x" * 99, "x" * 32),
    ],
)
def test_names_of_variables(label: str, name: str) -> None:
    assert slug(label) == name
