"""`kill -9` at any moment of a run of ten acts: nothing stays down, the journal is whole, and the run is
picked up at the person's word without an act done twice (research: R7, R9).
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from actions_world import LEFT, RIGHT, Lines, World, nothing_pressed
from safety import record, tries

from actions.virtual import VirtualDesktop, poll
from agent.journal import SqliteJournal
from agent.resume import under_way

pytestmark = [pytest.mark.live, pytest.mark.safety]

HERE = Path(__file__).parent
COUNTS = {"counts": True}  # a screen that shows what was done, as programs do
WHOLE = ["Left", "a", "b", "Right", "c", "d", "Left", "e", "Right", "f"]
LASTS = 2.6  # seconds that the ten acts take, about


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with VirtualDesktop(800, 600) as desktop:
        world = World(desktop)
        yield world
        world.close()


def start(world: World, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = world.desktop.environment() | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
    command = [sys.executable, str(HERE / "safety_run.py"), str(folder), *arguments]
    begun: subprocess.Popen[str] = world.desktop.start(
        command, environment=environment, stdout=subprocess.PIPE, stderr=None, text=True
    )
    assert begun.stdout is not None
    assert begun.stdout.readline() == "begun\n"
    return begun


def received(log: Lines) -> list[str]:
    """The acts that the program got: clicks by the window, keys by their letter."""
    return [
        event["window"] if event["event"] == "press" else chr(event["keysym"])
        for event in log.take()
        if event["event"] == "press" or (event["event"] == "key_down" and event["keysym"] < 0x80)
    ]


def intact(folder: Path) -> bool:
    if not (folder / "journal.sqlite3").exists():
        return True  # it had not begun
    with sqlite3.connect(folder / "journal.sqlite3") as database:
        answer = database.execute("PRAGMA integrity_check").fetchall()
    database.close()
    return bool(answer == [("ok",)])


def killed(world: World, log: Lines, folder: Path, after: float) -> str:
    """One run that is killed and picked up; how: "in" an act, "between" two, "before or after"."""
    victim = start(world, folder, "run")
    time.sleep(after)  # the moment is what is tried
    victim.kill()
    victim.wait()
    assert poll(lambda: nothing_pressed(world), 1)
    poll(lambda: False, 0.1)
    assert intact(folder)
    journal = SqliteJournal(folder)
    rows = journal.runs()
    if not rows or rows[0].state == "done":
        journal.close()
        return "before or after"
    broken = [step for step in journal.run(1).steps if under_way(step)]
    concluded = len(journal.run(1).steps) - len(broken)
    journal.close()
    got = received(log)
    choice = "next" if broken and len(got) > concluded else "again"  # the person looks: has it arrived?
    rest = start(world, folder, "resume", choice)
    out, _ = rest.communicate(timeout=60)
    assert out.startswith("done"), out
    poll(lambda: received(log) == WHOLE, 2)
    assert received(log) == WHOLE, (after, got, choice, broken)
    return "in" if broken else "between"


def test_a_killed_run_is_picked_up_and_nothing_is_done_twice(world: World, tmp_path: Path) -> None:
    random, found = Random(7), []
    for number in tries(2, 50):
        log = world.show(LEFT | COUNTS, RIGHT | COUNTS)
        world.point(400, 500)
        found.append(killed(world, log, tmp_path / str(number), random.uniform(0.0, LASTS)))
        world.hide_all()
    assert {"in", "between"} & set(found)
    kinds = ", ".join(f"{found.count(kind)} {kind}" for kind in ("in", "between", "before or after"))
    record(
        f"kill -9 in {len(found)} runs of ten acts ({kinds} an act): acts done twice or left out", "0", "0"
    )
