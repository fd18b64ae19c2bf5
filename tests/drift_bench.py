"""The drift bench: macros recorded once on real programs and web pages, and replayed where the screen has
changed; by Deskhand, by the recorded coordinates, and by pictures matched as SikuliX does, in the same run.

    python tests/drift_bench.py [--only REGEX] [--drift REGEX] [--whole]
                                [--methods deskhand,coordinates,pictures]
                                [--json OUT] [--table] [--shots FOLDER] [--macros FOLDER]

A scripted person does each task once on a private desktop, at the true places of things (from the page
itself, or from the program's accessibility tree), while Deskhand records. Then each cell of the matrix
(`drift_cells.py`) begins afresh, arranged otherwise. Truth is what the page posts, or the program's files and
display (`drift_truth.py`): a cell "passes" where all of the task came about, the replay says so, and nothing
else happened; any act that the recording did not cause is a wrong one. In some cells the target is gone, or
only one like it is there: those are to stop.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from drift_baselines import by_coordinates, by_pictures
from drift_cells import FULL, Cell, all_cells
from drift_desk import Desk
from drift_opened import Opened, tells_trees
from drift_recording import Recording, record
from drift_site import DriftSite
from drift_table import CONTROL, Result, line, table
from drift_tasks import Task
from drift_truth import Truth, grade, truth_of_events, truth_of_states
from task_bench import BROWSER

from actions.virtual import poll
from agent.errors import DeskhandError

METHODS = ("deskhand", "coordinates", "pictures")
LATE = 2.0  # seconds that what was done may take to show
SLOWLY = 9.0  # … in a slow program
BAR = 0.95  # of the cells that should pass


class Bench:
    """Desktops, one at a time, and what was recorded."""

    def __init__(
        self, methods: Sequence[str] = METHODS, shots: Path | None = None, eye: str = "auto"
    ) -> None:
        self.methods, self.shots, self.eye = methods, shots, eye
        self.site = DriftSite()
        self.recordings: dict[str, Recording | DeskhandError] = {}
        self._stack = contextlib.ExitStack()
        self._desk: Desk | None = None

    def __enter__(self) -> Bench:
        with contextlib.ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-drift-")))
            stack.enter_context(self.site)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *about: object) -> None:
        self._close_desk()
        self._stack.close()

    def desk(self, size: tuple[int, int]) -> Desk:
        """The desktop of that size; the one before is ended."""
        if self._desk is None or self._desk.size != size:
            self._close_desk()
            self._desk = Desk(size, self.site, self.folder, self.eye).__enter__()
        return self._desk

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.__exit__(None, None, None)
            self._desk = None

    def recording(self, task: Task) -> Recording:
        """Made on the desktop of the usual size, where it is first asked for. Raises DeskhandError."""
        if task.name not in self.recordings:
            try:
                self.recordings[task.name] = record(self.desk(FULL), task)
            except DeskhandError as error:
                self.recordings[task.name] = error
        made = self.recordings[task.name]
        if isinstance(made, DeskhandError):
            raise made
        return made

    def run(self, cell: Cell) -> Iterator[Result]:
        """By each method, one after the other, each from a fresh start."""
        for method in self.methods:
            result = Result(cell.task.name, cell.drift, method, cell.expected)
            begun = time.monotonic()
            try:
                self._replay(cell, method, result)
            except (DeskhandError, AssertionError, OSError) as error:
                result.outcome, result.reason = "crashed", f"{type(error).__name__}: {error}"
            result.seconds = round(time.monotonic() - begun, 2)
            yield result

    def _replay(self, cell: Cell, method: str, result: Result) -> None:
        recording = self.recording(cell.task)
        desk = self.desk(cell.arrangement.screen)
        with desk.open(cell.task, cell.arrangement) as opened:
            if method == "deskhand" and not cell.arrangement.slow:
                desk.worker.ask("still")
            self._carry_out(desk, recording, method, result)
            truth = self._judged(cell, recording, opened, result)
            result.wrong, result.missing = truth.wrong, truth.missing
            result.grade = grade(cell.expected, truth, result.outcome == "done")

    def _carry_out(self, desk: Desk, recording: Recording, method: str, result: Result) -> None:
        if method == "coordinates":
            result.outcome = by_coordinates(desk.person, recording.raw)
        elif method == "pictures":
            said = by_pictures(desk.person, recording.raw, desk.desktop.display)
            result.outcome, _, result.reason = said.partition(": ")
        else:
            name = f"{result.task}-{result.drift}".replace(" ", "_").replace("/", "_")
            shot = str(self.shots / f"{name}.png") if self.shots else ""
            answer = desk.worker.ask("replay", bundle=recording.bundle, shot=shot)
            result.outcome, result.reason = answer["outcome"], answer["reason"]
            result.steps, result.results = answer["steps"], answer["results"]
            result.shot = shot if answer["outcome"] != "done" else ""

    def _judged(self, cell: Cell, recording: Recording, opened: Opened, result: Result) -> Truth:
        """What became of it, when it has had the time to show."""
        truth = self._looker(cell, recording, opened)
        claims = result.outcome == "done"
        opened.steady()
        if not claims or cell.expected == "stop":
            time.sleep(0.3)  # nothing more is to come; what was done last may be on its way
            return truth()
        poll(lambda: not truth().missing, SLOWLY if cell.arrangement.slow else LATE, 0.1)
        return truth()

    def _looker(self, cell: Cell, recording: Recording, opened: Opened) -> Callable[[], Truth]:
        if cell.task.page:
            return lambda: truth_of_events(recording.events, self.site.deeds)
        changed = cell.arrangement.files
        return lambda: truth_of_states(recording.states, opened.state(), changed)


def can_be_tried(task: Task) -> bool:
    """Whether what it needs is installed."""
    if task.page:
        return BROWSER is not None
    return shutil.which(task.program[0]) is not None and tells_trees()


def run_all(
    cells: Sequence[Cell],
    methods: Sequence[str],
    tell: Callable[[Result], None] = lambda result: None,
    shots: Path | None = None,
    keep: Path | None = None,
) -> list[Result]:
    """One after the other. `keep`: the folder that gets the recorded macros."""
    results: list[Result] = []
    with Bench(methods, shots) as bench:
        for cell in cells:  # all recordings first, on the one desktop
            with contextlib.suppress(DeskhandError):
                _keep(bench.recording(cell.task), keep)
        for cell in cells:
            for result in bench.run(cell):
                results.append(result)
                tell(result)
    return results


def _keep(recording: Recording, folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{recording.task.name}.deskhand").write_bytes(base64.b64decode(recording.bundle))


def chosen(only: str, drift: str, whole: bool) -> list[Cell]:
    """The cells of those tasks and drifts that can be tried here; the others are told."""
    cells = [c for c in all_cells(whole) if re.search(only, c.task.name) and re.search(drift, c.drift)]
    tried = [cell for cell in cells if can_be_tried(cell.task)]
    left = sorted({cell.task.name for cell in cells} - {cell.task.name for cell in tried})
    if left:
        sys.stderr.write(f"Left out, since what they need is not installed: {', '.join(left)}.\n")
    return tried


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Recorded macros, replayed on changed screens.")
    add = parser.add_argument
    add("--only", default="", metavar="REGEX", help="tasks whose name matches")
    add("--drift", default="", metavar="REGEX", help="drifts whose name matches")
    add("--whole", action="store_true", help="the whole matrix, in place of two thirds of it")
    add("--methods", default=",".join(METHODS), help="which of " + ",".join(METHODS))
    add("--json", type=Path, metavar="OUT", help="all that is known of each cell, into this file")
    add("--table", action="store_true", help="the table alone, without a line a cell")
    add("--shots", type=Path, metavar="FOLDER", help="the screens on which a replay stopped")
    add("--macros", type=Path, metavar="FOLDER", help="gets the recorded macros")
    options = parser.parse_args()
    if unknown := set(options.methods.split(",")) - set(METHODS):
        parser.error(f"there is no method {', '.join(sorted(unknown))}")
    return options


def main() -> int:
    options = _options()
    methods = tuple(options.methods.split(","))
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # all is ended in good order
    told: list[Result] = []

    def tell(result: Result) -> None:
        told.append(result)
        if not options.table:
            sys.stdout.write(line(result) + "\n")
            sys.stdout.flush()
        if options.json:  # after each, so that a run that is broken off is not lost
            text = json.dumps([asdict(r) for r in told], ensure_ascii=False, indent=1)
            options.json.write_text(text + "\n", encoding="utf-8")

    cells = chosen(options.only, options.drift, options.whole)
    results = run_all(cells, methods, tell, options.shots, options.macros)
    sys.stdout.write("\n".join(table(results, methods)) + "\n")
    return _verdict([r for r in results if r.method == "deskhand"])


def _verdict(own: Sequence[Result]) -> int:
    """0 where Deskhand did no wrong act, stopped where it was to, and passed nearly all else."""
    passing = [r for r in own if r.expected == "pass" and r.drift != CONTROL]
    passed = sum(r.grade == "pass" for r in passing)
    bad = any(r.grade in ("wrong act", "should have stopped") for r in own)
    return int(bad or passed < BAR * len(passing))


if __name__ == "__main__":
    sys.exit(main())
