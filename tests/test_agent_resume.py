"""A run that was cut off is picked up where it stopped, and nothing is done twice by itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Event

import pytest

from agent.errors import JournalError
from agent.fake import FakeDesktop, FakeHands, OracleEyes, ScriptedConfirmer, login_scene, two_deletes_scene
from agent.journal import SqliteJournal
from agent.loop import Stages, pick_up, run
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.types import Action, Approval, End, Frame, Resumption, Step, Verdict

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
