"""`deskhand stop` ends another process's run, and says when there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_agent_cli_bad_input import first_line, started

from agent import cli_stop
from agent.cli import main
from agent.turn import is_taken, stop_file

ROOT = Path(__file__).parent.parent
RUNNER = """
import sys, threading
from pathlib import Path
from actions.person import Attention
from agent.turn import stop_file, turn
folder, stop = Path(sys.argv[1]), threading.Event()
with turn(folder, ':7'), Attention(stop_file(folder, ':7')).listen(stop):
    print('held', flush=True)
    stop.wait(60 if sys.argv[2] == 'heeds' else 0)
    if sys.argv[2] != 'heeds':
        sys.stdin.read()
print('stopped', stop.is_set(), flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":7")
    return tmp_path / "data"


def test_nothing_to_stop_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stop"]) == 0
    assert capsys.readouterr().out == "Nothing is at work on this display.\n"
    assert not folder.exists()


def test_another_process_is_stopped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [sys.executable, "-c", RUNNER, str(folder), "heeds"]
    with started(arguments, cwd=ROOT, stdin=subprocess.PIPE) as runner:
        assert first_line(runner).strip() == b"held"
        assert is_taken(folder, ":7")
        assert main(["stop"]) == 0
        assert capsys.readouterr().out == "Stopped.\n"
        assert first_line(runner).strip() == b"stopped True"
    assert not stop_file(folder, ":7").exists()
    assert not is_taken(folder, ":7")


def test_one_that_does_not_stop_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_stop, "MOST_SECONDS", 0.1)
    arguments = [sys.executable, "-c", RUNNER, str(folder), "goes on"]
    with started(arguments, cwd=ROOT, stdin=subprocess.PIPE) as runner:
        assert first_line(runner).strip() == b"held"
        assert main(["stop"]) == 1
        assert "still there after 0.1 s" in capsys.readouterr().err
        assert runner.stdin is not None
        runner.stdin.close()
        first_line(runner)


def test_the_word_is_for_nobody_elses_eyes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_stop, "is_taken", lambda *_: not stop_file(folder, ":7").exists())
    folder.mkdir(mode=0o700)
    assert main(["stop"]) == 0
    assert stop_file(folder, ":7").stat().st_mode & 0o777 == 0o600
