"""The main job on a real program: words in, mousepad on a display of its own, the saved file as the truth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.virtual import VirtualDesktop

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.live, pytest.mark.slow]


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop() as virtual:
        yield virtual


def deskhand(desktop: VirtualDesktop, home: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    environment = desktop.environment() | {"DESKHAND_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "agent.cli", "run", "--json", "--yes", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_text_is_typed_and_saved_in_a_real_editor(desktop: VirtualDesktop, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("", encoding="utf-8")
    desktop.start(["mousepad", "--disable-server", str(note)])
    desktop.wait_for_window("note.txt", 20)
    code, events = deskhand(desktop, tmp_path, "在编辑器里输入 “你好,hello 42”,然后按 Ctrl+S")
    assert events[-1]["outcome"] == "done", events[-1]
    assert code == 0
    assert note.read_text(encoding="utf-8").rstrip("\n") == "你好,hello 42"


def test_what_is_not_there_is_not_clicked(desktop: VirtualDesktop, tmp_path: Path) -> None:
    code, events = deskhand(desktop, tmp_path, "click Frobnicate the wibble")
    assert code == 3
    assert events[-1]["outcome"] == "not_found"
