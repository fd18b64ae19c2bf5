"""Thousands of broken and hostile macro files: each is taken or refused in one sentence, in time, in little
memory, and nothing is written outside the library's folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from macro_mutations import mutated
from safety import record, tries

ROOT = Path(__file__).parent.parent
BATCH = 250
MOST_SECONDS = 1.0  # of a processor: a machine that is busy with something else is not the file's doing
MOST_MEMORY = 200 * 1024  # KiB of the whole process
LIBRARY = "fuzzed-library"
OURS = {".lock", "trusted.json"}

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="memory is measured by /proc"
)


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """All that lies in a folder but outside the library, with kind, size and time."""
    found = [path for path in sorted(folder.rglob("*")) if LIBRARY not in path.parts]
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_size, path.lstat().st_mtime_ns) for path in found
    }


def batch(numbers: range, place: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """How each file was made, and what came of it in a process of its own."""
    files, ways = place / "files", {}
    files.mkdir()
    for number in numbers:
        way, data = mutated(f"macro {number}", place / "outside")
        ways[f"{number:06d}.deskhand"] = way
        (files / f"{number:06d}.deskhand").write_bytes(data)
    before = tree(place)
    done = worked(place / LIBRARY, files, place / "outside")
    assert done.returncode == 0, done.stderr
    assert before == tree(place)
    for path in files.iterdir():
        path.unlink()
    files.rmdir()
    return ways, [json.loads(line) for line in done.stdout.splitlines()]


def worked(library: Path, files: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """The worker over all files, with nowhere to go but `home`."""
    command = [sys.executable, str(ROOT / "tests" / "macro_fuzz_worker.py"), str(library), str(files)]
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    room = {"PYTHONPATH": paths, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=home, env=room, capture_output=True, text=True, timeout=600)


@pytest.mark.slow
@pytest.mark.safety
def test_whatever_stands_in_a_file_it_is_taken_or_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    numbers = tries(500, 10_000)
    ways: dict[str, str] = {}
    results: list[dict[str, Any]] = []
    for start in range(0, len(numbers), BATCH):
        made, found = batch(numbers[start : start + BATCH], tmp_path)
        ways |= made
        results += found
    assert [result["file"] for result in results] == sorted(ways)
    assert [result for result in results if result["crash"]] == []
    assert [result for result in results if not set(result["left"]) <= OURS] == []
    assert [result for result in results if not is_one_sentence(result["said"])] == []
    assert [result for result in results if result["cpu"] > MOST_SECONDS] == []
    assert [result for result in results if result["peak"] > MOST_MEMORY] == []
    taken = Counter(ways[result["file"]] for result in results if not result["said"])
    assert len(set(ways.values())) == 8  # each way of making them was tried …
    assert len(taken) >= 4  # … and some of their files are harmless
    most = {name: max(result[name] for result in results) for name in ("cpu", "seconds", "peak")}
    figure = (
        f"{len(results)} files, {sum(taken.values())} harmless; at most {most['cpu']:.2f} s of a processor, "
        f"{most['seconds']:.2f} s by the clock, {most['peak'] / 1024:.0f} MiB"
    )
    record("hostile macro files crash nothing and write nothing outside", figure, "1 s, 200 MiB each")


def is_one_sentence(said: str) -> bool:
    return not said or (said.isprintable() and said.endswith((".", "?")) and len(said) <= 500)
