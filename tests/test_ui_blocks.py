"""The window's thread is never busy for long: the gaps between two ticks of its event loop are measured."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from test_ui_app import OpenBench, bench, click_on, type_into
from test_ui_runs import DONE, RunsBench, write

from agent.journal import SqliteJournal

__all__ = ["bench"]
TICK = 4  # ms
LONGEST = 0.25  # seconds on a busy machine; on an idle one it is held to 0.05 by hand


class Probe:
    """Notes the longest gap between two ticks of the event loop."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.longest


@contextmanager
def never_blocked(qtbot: QtBot, what: str) -> Iterator[None]:
    qtbot.wait(50)  # what was begun before is over
    probe = Probe()
    yield
    qtbot.wait(50)
    longest = probe.stop()
    print(f"{what}: at most {1000 * longest:.0f} ms")  # noqa: T201  (for the one who measures)
    assert longest < LONGEST


def test_during_a_run(bench: OpenBench) -> None:
    b = bench()
    acts = [type_into(b.desktop, "User name", "ada"), click_on(b.desktop, "Login")]
    with never_blocked(b.qtbot, "a run of two acts"):
        b.run("type ada, click Login", acts)
        for _ in acts:
            b.until("asking")
            b.window.step.allow()
            b.qtbot.waitUntil(lambda: b.conductor.state != "asking", timeout=5000)
        b.until("idle")


def test_at_a_change_of_page(bench: OpenBench) -> None:
    b = bench()
    for name, page in (("settings", b.window.settings), ("doctor", b.window.doctor), ("runs", b.window.runs)):
        with never_blocked(b.qtbot, f"the page {name}"):
            b.window.show_page(page)
            b.qtbot.wait(100)


@pytest.mark.parametrize("count", [1000])
def test_where_the_journal_is_long(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    write(tmp_path, "click login", DONE)
    with SqliteJournal(tmp_path)._writing() as database:
        database.executemany(
            "INSERT INTO runs (instruction, begun, ended, outcome, pid, process, machine) "
            "VALUES (?, ?, ?, 'done', 1, '', '{}')",
            [(f"click number {n}", 1e9 + n, 1e9 + n + 1) for n in range(count)],
        )
    b = RunsBench(qtbot, tmp_path)
    try:
        with never_blocked(qtbot, "a thousand runs"):
            b.open()
            qtbot.waitUntil(lambda: len(b.listed()) == count + 1, timeout=5000)
        with never_blocked(qtbot, "a search in them"):
            b.page.search.setText("number 77")
            qtbot.wait(100)
    finally:
        b.close()
