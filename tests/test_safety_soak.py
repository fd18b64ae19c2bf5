"""Thousands of acts in one process: no memory, thread, file or connection is left behind by any of them."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from threading import Event

import pytest
from safety import record, tries

from agent.fake import FakeHands, OracleEyes, ScriptedConfirmer, ScriptedPlanner, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages, run
from agent.settings import load
from agent.types import Act, End, Press

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
