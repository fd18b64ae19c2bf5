"""One Deskhand at a time on a display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from test_agent_cli_bad_input import first_line, started

from agent.errors import DeskhandError
from agent.fake import FakeHands, MemoryJournal, OracleEyes, ScriptedConfirmer, login_scene
from agent.loop import Stages, run
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.turn import lock_file, turn

ROOT = Path(__file__).parent.parent
HOLDER = """
import sys
from pathlib import Path
from agent.turn import turn
with turn(Path(sys.argv[1]), sys.argv[2]):
    print('held', flush=True)
    sys.stdin.read()
"""


def test_a_display_that_another_process_has_is_refused_until_it_ends(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", HOLDER, str(tmp_path), ":7"]
    with started(arguments, cwd=ROOT, stdin=subprocess.PIPE) as holder:
        assert first_line(holder).strip() == b"held"
        with pytest.raises(DeskhandError, match="Another Deskhand"), turn(tmp_path, ":7.0"):
            pass
        with turn(tmp_path, ":8"):
            pass
        holder.kill()  # no good order at all
        holder.wait()
        with turn(tmp_path, ":7"):
            pass


def test_the_turn_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with turn(tmp_path / "new", ":0"):
            assert (tmp_path / "new").is_dir()


def test_a_folder_that_takes_no_lock_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with turn(tmp_path / "file", ":0"), turn(tmp_path / "file", ":0"):
        pass


def test_names_of_displays(tmp_path: Path) -> None:
    assert len({lock_file(tmp_path, name) for name in (":0", ":0.0", "unix:0", ":0.1")}) == 1
    others = (":0", ":1", ":10", "host:1", "host:10.0", "10.0.0.1:0", "")
    assert len({lock_file(tmp_path, name) for name in others}) == len(others)
    assert all(lock_file(tmp_path, name).parent == tmp_path for name in ("../../x:0", "/tmp/x:0"))


def test_a_run_has_its_turn_from_the_first_step_to_its_end(tmp_path: Path) -> None:
    desktop, journal = login_scene(), MemoryJournal()
    stages = Stages(
        screen=desktop,
        eyes=OracleEyes(desktop),
        planner=EmbeddedPlanner(),
        confirmer=ScriptedConfirmer(),
        hands=(hands := FakeHands(desktop)),
        notary=hands.notary,
        journal=journal,
        turn=lambda: turn(tmp_path, ":0"),
    )
    steps = run("click Login", stages, load(settle=0.0), Event())
    next(steps)
    with pytest.raises(DeskhandError, match="Another Deskhand"):
        next(run("click Login", stages, load(settle=0.0), Event()))
    assert len(journal.instructions) == 1
    steps.close()  # type: ignore[attr-defined]
    *_, end = run("click Login", stages, load(settle=0.0), Event())
    assert end.outcome == "done"
