"""Three cells of the drift bench, for real: a recorded macro on a window that has moved and on a list in
another order, and one that stops where only a like row is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from drift_bench import Bench
from drift_cells import Cell, all_cells
from drift_table import Result, line, table
from task_bench import BROWSER

NEEDED = ("Xvfb", "openbox")
CELLS = {  # how each is replayed
    "ship_order/moved": ("deskhand",),
    "ship_order/list reordered": ("deskhand", "coordinates"),
    "ship_order/lookalike only": ("deskhand",),
}

pytestmark = [
    pytest.mark.live,
    pytest.mark.slow,
    pytest.mark.skipif(
        BROWSER is None or not all(map(shutil.which, NEEDED)), reason="needs Chromium and Xvfb"
    ),
]


def cell(name: str) -> Cell:
    return next(one for one in all_cells() if one.id == name)


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    """Of these cells, one after the other; recorded once."""
    with Bench(eye="classic") as bench:
        found: list[Result] = []
        for name, bench.methods in CELLS.items():
            found += bench.run(cell(name))
        yield found


def of(results: list[Result], drift: str, method: str) -> Result:
    return next(r for r in results if (r.drift, r.method) == (drift, method))


@pytest.mark.parametrize("drift", ["moved", "list reordered"])
def test_deskhand_finds_its_targets_again(results: list[Result], drift: str) -> None:
    found = of(results, drift, "deskhand")
    assert found.grade == "pass", line(found)


def test_deskhand_stops_where_only_another_persons_row_is_left(results: list[Result]) -> None:
    stopped = of(results, "lookalike only", "deskhand")
    assert stopped.grade == "stopped rightly", line(stopped)


def test_a_recorded_position_is_another_persons_row_in_another_order(results: list[Result]) -> None:
    assert of(results, "list reordered", "coordinates").grade == "wrong act"


def test_the_table_tells_of_all(results: list[Result]) -> None:
    rows = table(results, ("deskhand", "coordinates"))
    assert rows[0] == "| drift | cells | Deskhand | coordinates |"
    assert "| list reordered | 1 | 1 | 0 (1 wrong) |" in rows
