"""What is private is blacked out before it is written, and the journal lets go of what is old."""

from __future__ import annotations

import io
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.errors import SettingsError
from agent.fake import OracleEyes, login_scene
from agent.journal import SqliteJournal
from agent.journal_prune import DAY, Keep, prune, size_of
from agent.journal_redact import MASK
from agent.privacy import CALLED, Private
from agent.settings import load
from agent.types import (
    Act,
    Ask,
    Box,
    Candidate,
    Click,
    End,
    Frame,
    Judgement,
    Observation,
    Outcome,
    Step,
    Target,
    TypeText,
    Verdict,
    Window,
)

BANK = Window(id=4, title="My bank", app="Chromium", pid=9, box=Box(x0=0, y0=0, x1=640, y1=200))


def step_on(windows: tuple[Window, ...]) -> Step:
    desktop = login_scene()
    desktop.windows = list(windows)
    seen = OracleEyes(desktop).look(desktop.grab())
    thing = next(e for e in seen.elements if e.text == "Login")
    click = Click(target=Target(point=thing.box.centre, box=thing.box, description="Login"))
    return Step(
        index=1, stage="confirmed", observation=seen, decision=Act(action=click, words="click Login"),
        judgement=Judgement(consequence="write", reason="It presses."), verdict=Verdict(kind="allow"),
    )  # fmt: skip


def written(folder: Path, step: Step, private: Private) -> tuple[np.ndarray, dict[str, str]]:
    """The picture before the act as it was kept, and the texts of the elements by their boxes."""
    journal = SqliteJournal(folder, private=private)
    run = journal.begin("click Login")
    journal.intend(run, step)
    journal.conclude(run, replace(step, after=step.observation.frame, outcome=Outcome(effect="seen")))
    (kept,) = journal.run(run).steps
    assert kept.before is not None
    assert kept.after is not None
    pictures = [
        np.asarray(Image.open(io.BytesIO(journal.picture(p.digest))).convert("RGB"))
        for p in (kept.before, kept.after)
    ]
    assert np.array_equal(pictures[0], pictures[1])
    journal.close()
    return pictures[0], {"place": kept.window, "all": repr(kept.elements)}


def test_a_private_window_is_blacked_out(tmp_path: Path) -> None:
    step = step_on((BANK,))
    pixels, texts = written(tmp_path, step, Private(windows=("*bank*",)))
    assert (pixels[:200] == MASK).all()
    assert np.array_equal(pixels[200:], step.observation.frame.pixels[200:])
    assert "User name" not in texts["all"]
    assert "Login" in texts["all"]  # below the window


@pytest.mark.parametrize("entry", ["my bank", "*BANK*", "chromium"])
def test_its_title_is_not_written(tmp_path: Path, entry: str) -> None:
    whole = BANK.model_copy(update={"box": Box(x0=0, y0=0, x1=640, y1=400)})
    _, texts = written(tmp_path, step_on((whole,)), Private(windows=(entry,)))
    assert texts["place"] == CALLED


def test_a_private_region_is_blacked_out(tmp_path: Path) -> None:
    region = Box(x0=600, y0=0, x1=700, y1=30)
    pixels, _ = written(tmp_path, step_on(()), Private(regions=(region,)))
    assert (pixels[:30, 600:] == MASK).all()
    assert not (pixels[:30, :600] == MASK).all()


def test_the_name_of_a_private_target_is_not_written(tmp_path: Path) -> None:
    step = step_on(())
    login = next(e for e in step.observation.elements if e.text == "Login")
    journal = SqliteJournal(tmp_path, private=Private(regions=(login.box,)))
    run = journal.begin("get me in")
    journal.conclude(run, replace(step, outcome=Outcome(effect="seen")))
    (kept,) = journal.run(run).steps
    journal.close()
    assert isinstance(kept.decision, Act)
    assert kept.decision.action.target.point == login.box.centre  # type: ignore[union-attr]
    assert "Login" not in kept.decision.action.model_dump_json()
    assert "Login" not in kept.decision.why


def test_a_question_and_an_end_tell_nothing_of_a_private_place(tmp_path: Path) -> None:
    step = step_on(())
    login = next(e for e in step.observation.elements if e.text == "Login")
    all_of = tuple(Candidate(element=e, point=e.box.centre, score=0.5) for e in step.observation.elements)
    journal = SqliteJournal(tmp_path, private=Private(regions=(login.box,)))
    run = journal.begin("get me in")
    asked = Ask(question="Which is it?", candidates=all_of, offered=len(all_of) - 1)
    last = replace(step, stage="asked", decision=asked, judgement=None, verdict=None)
    journal.end(run, End(outcome="ambiguous", nearest=all_of), last)
    record = journal.run(run)
    journal.close()
    kept = record.steps[0].decision
    assert isinstance(kept, Ask)
    assert record.end is not None
    names = [c.element.text for c in (*kept.candidates, *record.end.nearest)]
    assert "Login" not in names
    assert "Cancel" in names
    assert len(kept.candidates) < len(asked.told)


def test_what_was_copied_from_a_private_place_is_not_written(tmp_path: Path) -> None:
    step = step_on(())
    name = next(e for e in step.observation.elements if e.text == "User name")
    copied = Act(action=TypeText(text="User name", origin="screen"), words="copy it")
    journal = SqliteJournal(tmp_path, private=Private(regions=(name.box,)))
    run = journal.begin("copy it over")
    journal.conclude(run, step)
    journal.conclude(run, replace(step, index=2, decision=copied, outcome=Outcome(effect="seen")))
    journal.close()
    assert all(b"User name" not in file.read_bytes() for file in tmp_path.glob("journal*"))


def test_without_private_things_all_is_kept(tmp_path: Path) -> None:
    step = step_on((BANK,))
    pixels, texts = written(tmp_path, step, Private())
    assert np.array_equal(pixels, step.observation.frame.pixels)
    assert "User name" in texts["all"]


def test_the_settings_name_them() -> None:
    home = {"DESKHAND_HOME": "/nowhere"}
    settings = load(
        home | {"DESKHAND_PRIVATE_REGIONS": "0 0 400 30, 10 20 30 40"}, private_windows=["*bank*"]
    )
    assert settings.private_regions[1] == Box(x0=10, y0=20, x1=30, y1=40)
    assert settings.private_windows == ("*bank*",)
    for wrong in ("1 2 3", "a b c d", "30 0 10 5"):
        with pytest.raises(SettingsError, match="private_regions"):
            load(home | {"DESKHAND_PRIVATE_REGIONS": wrong})


# -- what is old ---------------------------------------------------------------


def run_of(journal: SqliteJournal, shade: int) -> int:
    """A run with a picture of its own."""
    step = step_on(())
    noise = np.random.default_rng(shade).integers(0, 255, (400, 640, 3), dtype=np.uint8)
    seen = Observation(Frame(noise), step.observation.elements)
    number = journal.begin(f"click number {shade}")
    journal.intend(number, replace(step, observation=seen))
    journal.end(number, End(outcome="done"))
    return number


def pictures(journal: SqliteJournal) -> list[Path]:
    return [path for path in journal.pictures.folder.rglob("*") if path.is_file()]


def age(journal: SqliteJournal, number: int, days: float) -> None:
    assert journal._database is not None
    then = time.time() - days * DAY
    journal._database.execute("UPDATE runs SET begun = ? WHERE number = ?", (then, number))
    for path in pictures(journal):
        os.utime(path, (then, then))


def test_old_runs_go_with_their_pictures(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    old = run_of(journal, 1)
    age(journal, old, 100)
    new = run_of(journal, 2)
    before = len(pictures(journal))
    assert journal._database is not None
    assert prune(journal._database, journal.pictures.folder, Keep(days=90)) == 1
    assert [row.number for row in journal.runs()] == [new]
    assert 0 < len(pictures(journal)) < before
    for picture in (journal.run(new).steps[0].before, journal.run(new).steps[0].crop):
        assert picture is not None
        journal.picture(picture.digest)
    journal.close()


def test_a_run_under_way_stays(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    number = journal.begin("click Login")
    age(journal, number, 100)
    assert journal._database is not None
    assert prune(journal._database, journal.pictures.folder, Keep(days=90)) == 0
    journal.close()


def test_too_much_is_cut_from_the_oldest(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    numbers = [run_of(journal, shade) for shade in range(6)]
    for number in numbers:
        age(journal, number, 2)
    assert journal._database is not None
    size = size_of(journal._database, journal.pictures.folder)
    prune(journal._database, journal.pictures.folder, Keep(megabytes=size / 2e6))
    left = [row.number for row in journal.runs()]
    assert left == sorted(numbers[-len(left) :], reverse=True)
    assert 0 < len(left) < 6
    assert size_of(journal._database, journal.pictures.folder) <= size / 2
    journal.close()


def test_a_new_run_prunes_by_itself(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    age(journal, run_of(journal, 1), 100)
    journal.close()
    with_limit = SqliteJournal(tmp_path, keep=Keep(days=90))
    with_limit.begin("click something else")
    assert [row.instruction for row in with_limit.runs()] == ["click something else"]
    with_limit.close()


def test_no_limit_keeps_all(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path, keep=Keep())
    age(journal, run_of(journal, 1), 5000)
    assert journal._database is not None
    assert prune(journal._database, journal.pictures.folder, Keep()) == 0
    journal.close()
