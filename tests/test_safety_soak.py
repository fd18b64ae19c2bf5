"""Thousands of acts in one process: no memory, thread, file or connection is left behind by any of them."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from threading import Event

import pytest
from actions_world import LEFT, RIGHT, World
from safety import LONG, record, tries

from actions.virtual import VirtualDesktop, poll
from agent.fake import FakeHands, OracleEyes, ScriptedConfirmer, ScriptedPlanner, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages, run
from agent.settings import load
from agent.types import Act, Click, End, Press

pytestmark = pytest.mark.safety

A_RUN = 250  # acts of one run
MOST_GROWTH = 12.0  # MiB


def resident() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_thousands_of_acts_leave_nothing_behind(tmp_path: Path) -> None:
    desktop = login_scene()
    hands = FakeHands(desktop)
    journal = SqliteJournal(tmp_path)
    keys = ("a", "b", "c", "d")
    acts = [Act(action=Press(keys=(keys[i % 4],)), words="press a key") for i in range(A_RUN)]
    planner = ScriptedPlanner([])
    stages = Stages(desktop, OracleEyes(desktop), planner, ScriptedConfirmer(), hands, journal, hands.notary)
    settings = load(settle=0.0, yes_to_all=True, max_steps=A_RUN)
    measured = []
    for _ in tries(2, 5000 // A_RUN):
        planner.decisions = list(acts)
        *_, end = run("press many keys", stages, settings, Event())
        assert isinstance(end, End)
        assert end.outcome in ("done", "failed"), end
        hands.performed.clear()
        desktop.log.clear()
        gc.collect()
        measured.append((resident(), threading.active_count(), len(os.listdir("/proc/self/fd"))))
    journal.close()
    memory, threads, files = (max(values[1:]) - values[0] for values in zip(*measured, strict=True))
    record(
        f"{len(measured) * A_RUN} acts in one process: growth", f"{memory:.1f} MiB", f"{MOST_GROWTH:g} MiB"
    )
    record("  threads, open files more", f"{threads:.0f}, {files:.0f}", "0, 0")
    assert memory <= MOST_GROWTH
    assert threads <= 0
    assert files <= 0


def taken(pid: int) -> tuple[float, int, int]:
    """MiB, threads and open files (connections to the X server among them) of another process."""
    status = Path(f"/proc/{pid}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    files = len(os.listdir(f"/proc/{pid}/fd"))
    return int(fields["VmRSS"].split()[0]) / 1024, int(fields["Threads"]), files


Taken = tuple[float, int, int]


def left(pid: int, first: Taken | None) -> Taken:
    """What is taken when all that the last act began has had the time to end."""
    if first is not None:
        poll(lambda: taken(pid)[1] <= first[1] and taken(pid)[2] <= first[2], 5)
    return taken(pid)


@pytest.mark.live
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_thousands_of_real_acts_leave_nothing_behind() -> None:
    with VirtualDesktop(800, 600) as desktop:
        world = World(desktop)
        log = world.show(LEFT, RIGHT)
        world.point(400, 500)
        world.see()
        acts = (Click(target=world.target("Left")), Press(keys=("a",)), Click(target=world.target("Right")))
        measured: list[Taken] = []
        for _ in tries(2, 6):
            for number in range(A_RUN if LONG else 20):
                world.see()
                assert world.do(acts[number % 3]) == ("", "")
            measured.append(left(world.driver.pid, measured[0] if measured else None))
        count = len(measured) * (A_RUN if LONG else 20)
        poll(lambda: sum(e["event"] == "press" for e in log.take()) >= count * 2 // 3, 5)
        pressed = sum(e["event"] == "press" for e in log.take())
        world.close()
    memory, threads, files = (max(values[1:]) - values[0] for values in zip(*measured, strict=True))
    record(
        f"{count} real clicks and keys: growth; threads, open files and X connections more",
        f"{memory:.1f} MiB; {threads:.0f}, {files:.0f}",
        f"{MOST_GROWTH:g} MiB; 0, 0",
    )
    assert abs(pressed - count * 2 / 3) <= 2
    assert memory <= MOST_GROWTH
    assert threads <= 0
    assert files <= 0
