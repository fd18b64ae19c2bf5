"""A run can be taken out of the journal, and takes with it what no other run shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_agent_journal import bytes_below, click_step, concluded, journal

from agent.errors import JournalError
from agent.fake import FakeDesktop, Widget, login_scene
from agent.journal import SqliteJournal
from agent.types import End, box_of

__all__ = ["journal"]


def written(journal: SqliteJournal, words: str, desktop: FakeDesktop, ended: bool = True) -> int:
    number = journal.begin(words)
    step = click_step(desktop)
    journal.intend(number, step)
    journal.conclude(number, concluded(step, desktop))
    if ended:
        journal.end(number, End(outcome="done", reason="All was done."))
    return number


def marked() -> FakeDesktop:
    desktop = login_scene()
    desktop.widgets.append(Widget("button", "Only here", box_of((400, 300, 500, 330))))
    return desktop


def files(journal: SqliteJournal) -> set[Path]:
    return {path for path in journal.pictures.folder.rglob("*") if path.is_file()}


def test_a_run_goes_with_its_own_pictures_and_leaves_the_others(journal: SqliteJournal) -> None:
    kept = written(journal, "click login", login_scene())
    before = files(journal)
    gone = written(journal, "click quinquereme", marked())
    assert files(journal) > before
    journal.delete(gone)
    assert [row.number for row in journal.runs()] == [kept]
    assert files(journal) == before
    assert len(journal.run(kept).steps) == 1
    assert b"quinquereme" not in bytes_below(journal.file.parent)


def test_what_two_runs_show_stays_until_the_last_of_them_goes(journal: SqliteJournal) -> None:
    one, other = (written(journal, "click login", login_scene()) for _ in range(2))
    journal.delete(one)
    shown = journal.run(other).steps[0].before
    assert shown is not None
    assert journal.picture(shown.digest)
    journal.delete(other)
    assert files(journal) == set()
    assert journal.runs() == ()


def test_a_run_that_is_under_way_or_not_there_is_left_alone(journal: SqliteJournal) -> None:
    number = written(journal, "click login", login_scene(), ended=False)
    for wrong in (number, number + 1, 0, -1):
        with pytest.raises(JournalError, match=rf"Run {wrong} cannot be deleted"):
            journal.delete(wrong)
    assert len(journal.runs()) == 1
