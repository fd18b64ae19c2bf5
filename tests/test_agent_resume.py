"""A run that was cut off is picked up where it stopped, and nothing is done twice by itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Event

import pytest
from scripted_model import ScriptedModel

from agent.auto import AutoPlanner
from agent.errors import Interrupted, JournalError
from agent.fake import (
    FakeDesktop,
    FakeHands,
    OracleEyes,
    ScriptedConfirmer,
    Widget,
    login_scene,
    two_deletes_scene,
)
from agent.journal import SqliteJournal
from agent.loop import Stages, pick_up, run
from agent.mind.planner import ModelPlanner
from agent.plan import EmbeddedPlanner
from agent.resume import VIRTUAL, replay
from agent.settings import load
from agent.types import (
    Act,
    Action,
    Approval,
    End,
    Frame,
    Observation,
    Resumption,
    Step,
    TypeText,
    Verdict,
    box_of,
)

WORDS = 'type "ada" into User name, then tick Remember me, then press tab, then click Login'


class Died(BaseException):
    """The process ends here."""


class MortalHands(FakeHands):
    """Hands whose process dies in their n-th act, before or after it has happened."""

    def __init__(self, desktop: FakeDesktop, dies_in: int = 0, after: bool = False) -> None:
        super().__init__(desktop)
        self.left, self.after = dies_in, after

    def perform(self, action: Action, seen: Frame, stop: Event, approval: Approval | None) -> None:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Died
        super().perform(action, seen, stop, approval)
        if self.left == 0:
            raise Died


class MortalJournal(SqliteJournal):
    """A journal of a process that never comes to an end."""

    def end(self, run: int, end: End, last: Step | None = None) -> None:
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE runs SET process = 'gone' WHERE number = ?", (run,))
        database.close()


def stages(
    desktop: FakeDesktop, hands: FakeHands, journal: SqliteJournal, person: ScriptedConfirmer
) -> Stages:
    return Stages(desktop, OracleEyes(desktop), EmbeddedPlanner(), person, hands, journal, hands.notary)


def cut_off(
    folder: Path, desktop: FakeDesktop, words: str, dies_in: int, after: bool, person: ScriptedConfirmer
) -> None:
    hands, journal = MortalHands(desktop, dies_in, after), MortalJournal(folder)
    with pytest.raises(Died):
        list(run(words, stages(desktop, hands, journal, person), load(settle=0.0), Event()))
    journal.close()


def resumed(
    folder: Path, desktop: FakeDesktop, choice: Resumption = "stop", number: int = 1
) -> tuple[End, ScriptedConfirmer]:
    person, journal = ScriptedConfirmer(resumptions=[choice]), SqliteJournal(folder)
    record = journal.run(number)
    hands = FakeHands(desktop)
    *_, end = pick_up(record, stages(desktop, hands, journal, person), load(settle=0.0), Event())
    journal.close()
    assert isinstance(end, End)
    return end, person


@pytest.mark.parametrize("after", [False, True], ids=["before it happened", "after it happened"])
@pytest.mark.parametrize("dies_in", [1, 2, 3, 4])
def test_it_goes_on_where_it_stopped(tmp_path: Path, dies_in: int, after: bool) -> None:
    desktop, whole = login_scene(), login_scene()
    hands, journal = FakeHands(whole), SqliteJournal(tmp_path / "whole")
    *_, end = run(WORDS, stages(whole, hands, journal, ScriptedConfirmer()), load(settle=0.0), Event())
    journal.close()
    cut_off(tmp_path, desktop, WORDS, dies_in, after, ScriptedConfirmer())
    end, person = resumed(tmp_path, desktop, "next" if after else "again")
    assert end.outcome == "done"
    assert len(person.broken_into) == 1
    assert desktop.log == whole.log


def test_the_person_may_leave_it_at_that(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 2, False, ScriptedConfirmer())
    before = list(desktop.log)
    end, _ = resumed(tmp_path, desktop, "stop")
    assert (end.outcome, end.reason) == ("stopped", "You left it at that.")
    assert desktop.log == before


def test_what_was_chosen_and_what_was_skipped_stay_so(tmp_path: Path) -> None:
    desktop = two_deletes_scene()
    person = ScriptedConfirmer(choices=[1], verdicts=[Verdict(kind="allow"), Verdict(kind="skip")])
    cut_off(tmp_path, desktop, "click Delete, then press tab, then press escape", 2, False, person)
    end, person = resumed(tmp_path, desktop, "again")
    assert end.outcome == "done"
    assert person.questions == []
    assert desktop.log == ["left click x1 on Delete", "pressed escape"]
    assert desktop.find("report.txt").visible


def test_it_may_be_cut_off_again(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 1, True, ScriptedConfirmer())
    hands, journal = MortalHands(desktop, 2, after=True), MortalJournal(tmp_path)
    person = ScriptedConfirmer(resumptions=["next"])
    with pytest.raises(Died):
        list(pick_up(journal.run(1), stages(desktop, hands, journal, person), load(settle=0.0), Event()))
    journal.close()
    end, _ = resumed(tmp_path, desktop, "next")
    assert end.outcome == "done"
    assert desktop.log.count("pressed tab") == 1
    assert desktop.log[-1] == "left click x1 on Login"


def test_a_run_is_picked_up_once(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 1, True, ScriptedConfirmer())
    journal = SqliteJournal(tmp_path)
    record = journal.run(1)
    assert journal.cut_off() == record.row
    assert journal.reopen(record) == 1
    assert journal.cut_off() is None
    with pytest.raises(JournalError, match="under way again, or was ended"):
        journal.reopen(record)
    with pytest.raises(JournalError, match="still under way"):
        resumed(tmp_path, desktop)
    journal.close()


def test_a_run_that_ended_is_not_picked_up(tmp_path: Path) -> None:
    desktop = login_scene()
    hands, journal = FakeHands(desktop), SqliteJournal(tmp_path)
    list(run("click Login", stages(desktop, hands, journal, ScriptedConfirmer()), load(settle=0.0), Event()))
    journal.close()
    with pytest.raises(JournalError, match=r"Run 1 came to its end \(done\)"):
        resumed(tmp_path, desktop)


def test_a_secret_that_was_not_written_down_is_not_made_up(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(
        tmp_path, desktop, 'type "hunter22" into Password, then click Login', 2, False, ScriptedConfirmer()
    )
    with pytest.raises(JournalError, match="held a secret that was written down nowhere"):
        resumed(tmp_path, desktop)


def test_both_ends_of_a_drag_that_were_chosen_are_chosen_again(tmp_path: Path) -> None:
    boxes = {"File": (20, 220), "Folder": (120, 320)}
    desktop = FakeDesktop(
        [
            Widget("icon", name, box_of((x, y, x + 60, y + 30)))
            for name, ys in boxes.items()
            for x, y in ((ys[0], 40), (ys[1], 200))
        ]
    )
    person = ScriptedConfirmer(choices=[1, 0])
    cut_off(tmp_path, desktop, "drag File to Folder, then press tab", 2, False, person)
    dragged = list(desktop.log)
    end, person = resumed(tmp_path, desktop, "again")
    assert end.outcome == "done"
    assert person.questions == []
    assert desktop.log == [*dragged, "pressed tab"]


def test_a_dry_run_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    desktop = login_scene()
    hands, journal = FakeHands(desktop), MortalJournal(tmp_path)
    made = stages(desktop, hands, journal, ScriptedConfirmer())
    list(run(WORDS, made, load(settle=0.0, dry_run=True), Event()))
    journal.close()
    with pytest.raises(JournalError, match="was a dry run"):
        resumed(tmp_path, desktop)
    read = SqliteJournal(tmp_path)
    assert read.cut_off() is None
    read.close()


@pytest.mark.parametrize("virtual_now", [True, False])
def test_a_desktop_of_its_own_goes_with_its_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, virtual_now: bool
) -> None:
    desktop = login_scene()
    if not virtual_now:
        monkeypatch.setenv(VIRTUAL, "1")
    cut_off(tmp_path, desktop, WORDS, 1, False, ScriptedConfirmer())
    monkeypatch.setenv(VIRTUAL, "1") if virtual_now else monkeypatch.delenv(VIRTUAL)
    with pytest.raises(JournalError, match="a desktop of its own goes with its run"):
        resumed(tmp_path, desktop)


def test_a_secret_stays_one_after_a_resumption(tmp_path: Path) -> None:
    desktop = login_scene()
    words = "type secret:bank into User name, then press tab, then tick Remember me"
    hands = MortalHands(desktop, 2, after=True)
    journal = MortalJournal(tmp_path, value_of=lambda name: "CANARY-77")
    typing = hands._apply  # the hands of the fake desktop know no vault

    def apply(action: Action) -> None:
        typing(action.model_copy(update={"text": "CANARY-77"}) if isinstance(action, TypeText) else action)

    hands._apply = apply  # type: ignore[method-assign]
    made = stages(desktop, hands, journal, ScriptedConfirmer())
    with pytest.raises(Died):
        list(run(words, made, load(settle=0.0), Event()))
    journal.close()
    assert "CANARY-77" in [w.value for w in desktop.widgets]  # the screen shows it
    again = SqliteJournal(tmp_path, value_of=lambda name: "CANARY-77")
    person = ScriptedConfirmer(resumptions=["next"])
    whole = stages(desktop, FakeHands(desktop), again, person)
    *_, end = pick_up(again.run(1), whole, load(settle=0.0), Event())
    again.close()
    assert isinstance(end, End)
    assert end.outcome == "done"
    written = b"".join(path.read_bytes() for path in tmp_path.glob("journal*"))
    assert b"CANARY-77" not in written


class Taken(FakeHands):
    """Hands that the person takes over in the n-th act, before anything or in the middle of it."""

    def __init__(self, desktop: FakeDesktop, taken_in: int, sent: bool) -> None:
        super().__init__(desktop)
        self.left, self.sent = taken_in, sent

    def perform(self, action: Action, seen: Frame, stop: Event, approval: Approval | None) -> None:
        self.left -= 1
        if self.left == 0:
            raise Interrupted("You moved the mouse.", sent=self.sent)
        super().perform(action, seen, stop, approval)


def test_a_question_that_was_open_at_the_end_is_asked_again(tmp_path: Path) -> None:
    desktop = login_scene()

    class Leaves(ScriptedConfirmer):
        def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
            raise Died

    hands, journal = Taken(desktop, 3, sent=True), MortalJournal(tmp_path)
    with pytest.raises(Died):
        list(run(WORDS, stages(desktop, hands, journal, Leaves()), load(settle=0.0), Event()))
    journal.close()
    end, person = resumed(tmp_path, desktop, "next")
    assert end.outcome == "done"
    assert len(person.broken_into) == 1
    assert "pressed tab" not in desktop.log  # the person said that it is done


def test_a_wait_that_was_broken_into_repeats_nothing(tmp_path: Path) -> None:
    desktop = login_scene()
    desktop.widgets = [w for w in desktop.widgets if w.text != "Cancel"]
    hands, journal = Taken(desktop, 2, sent=False), SqliteJournal(tmp_path)
    steps = run(
        "tick Remember me, then click Cancel, then press tab",
        stages(desktop, hands, journal, ScriptedConfirmer()), load(settle=0.0), Event(),
    )  # fmt: skip
    for progress in steps:
        if isinstance(progress, Step) and progress.index == 2 and progress.stage == "planned":
            desktop.widgets.append(Widget("button", "Cancel", box_of((280, 200, 380, 230)), on_click=_answer))
    journal.close()
    assert desktop.log.count("left click x1 on Cancel") == 1
    assert desktop.log[-1] == "pressed tab"


def _answer(desktop: FakeDesktop) -> None:
    desktop.widgets.append(Widget("label", "Cancelled", box_of((280, 236, 380, 256))))


def test_what_does_no_harm_twice_is_not_asked_about(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(
        tmp_path,
        desktop,
        "tick Remember me, then wait 0 seconds, then press tab",
        2,
        True,
        ScriptedConfirmer(),
    )
    end, person = resumed(tmp_path, desktop)
    assert end.outcome == "done"
    assert person.broken_into == []


def test_leaving_a_run_that_has_gone_on_changes_nothing(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 2, False, ScriptedConfirmer())
    journal = SqliteJournal(tmp_path)
    stale = journal.run(1)
    end, _ = resumed(tmp_path, desktop, "again")
    assert end.outcome == "done"
    with pytest.raises(JournalError, match="under way again, or was ended"):
        journal.leave(1)
    with pytest.raises(JournalError, match="under way again, or was ended"):
        journal.reopen(stale)
    assert journal.run(1).row.state == "done"
    journal.close()


@pytest.mark.parametrize("changed", [False, True])
def test_with_a_model_beside_it_it_must_decide_the_same_too(tmp_path: Path, changed: bool) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 3, False, ScriptedConfirmer())
    journal = SqliteJournal(tmp_path)
    record = journal.run(1)
    journal.close()
    planner = AutoPlanner(EmbeddedPlanner(), ModelPlanner(ScriptedModel([])))
    if changed:
        words = record.row.instruction.replace("tick Remember me", "click Cancel")
        record = record.model_copy(update={"row": record.row.model_copy(update={"instruction": words})})
        with pytest.raises(JournalError, match="step 2 would be decided otherwise now"):
            replay(planner, record)
    else:
        assert replay(planner, record) is not None


def test_what_would_be_decided_otherwise_is_not_picked_up(tmp_path: Path) -> None:
    desktop = login_scene()
    cut_off(tmp_path, desktop, WORDS, 3, False, ScriptedConfirmer())
    with sqlite3.connect(tmp_path / "journal.sqlite3") as database:
        database.execute(
            "UPDATE runs SET instruction = replace(instruction, 'tick Remember me', 'click Cancel')"
        )
    database.close()
    with pytest.raises(JournalError, match="step 2 would be decided otherwise now"):
        resumed(tmp_path, desktop)
