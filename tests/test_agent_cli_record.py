"""`deskhand record`: what it refuses before it begins, what it says meanwhile, and what it keeps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from recording_stage import HERE, Person
from test_agent_recording_recorder import World, until

from actions.virtual import VirtualDesktop, end_group, poll
from agent import cli_record_run
from agent.cli import main
from agent.macros.library import Library
from agent.macros.words import words_of
from agent.recording.recorder import Recorder, Tell
from agent.settings import Settings, load


def library() -> Library:
    return Library(load().data_dir / "macros")


class Stand:
    """In place of the real recorder: the fake desktop, where `act` is done once it records."""

    def __init__(self, act: str = "") -> None:
        self.world, self.act = World(), act

    def build(self, settings: Settings, tell: Tell) -> Recorder:
        world = self.world
        stop = settings.stop_keys
        world.recorder = Recorder(world.ear, world.sight, world.sight, ignored=(stop,), tell=tell)
        self.thread = threading.Thread(target=self._do)
        self.thread.start()
        return world.recorder

    def _do(self) -> None:
        until(lambda: self.world.ear.hear is not None)
        person = self.world.person
        if self.act == "log in":
            person.click("User name")
            person.type("ada")
            person.click("Password")
            person.type("canary")
            person.click("Login")
            person.click("Cancel")
        for keys in (("ctrl",), ("alt", "ctrl"), ("escape", "ctrl", "alt")):
            person.key(keys[0], "", *keys[1:])


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    stand = Stand("log in")
    monkeypatch.setattr(cli_record_run, "build_recorder", stand.build)
    return stand


def test_what_was_done_until_the_stop_key_is_kept_and_told(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "log in"]) == 0
    stand.thread.join()
    said = capsys.readouterr().out
    assert "Ctrl+Alt+Escape" in said
    assert "… typing" in said
    assert "4 steps" in said
    assert "deskhand secret set password" in said
    assert "canary" not in said
    kept = library().load("log in")
    assert library().is_trusted("log in")
    assert all(words_of(step) in said for step in kept.macro.steps)


def test_a_name_that_is_taken_is_refused_before_anything_is_recorded(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "log in"]) == 0
    stand.thread.join()
    before = library().load("log in")
    assert main(["record", "log in"]) == 2
    assert "--replace" in capsys.readouterr().err
    assert library().load("log in") == before
    assert main(["record", "log in", "--replace"]) == 0
    stand.thread.join()


@pytest.mark.parametrize("arguments", [["../evil"], ["a/b"], ["x", "--open", "mousepad"]])
def test_what_makes_no_sense_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", *arguments]) == 2
    assert capsys.readouterr().err.startswith("deskhand: ")


def test_nothing_done_is_nothing_kept(stand: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    stand.act = ""
    assert main(["record", "empty"]) == 2
    stand.thread.join()
    assert "Nothing was done" in capsys.readouterr().err
    assert library().names() == []


def test_a_reader_that_has_gone_ends_no_recording(stand: Stand) -> None:
    def gone(news: object) -> None:
        raise BrokenPipeError

    recorder = stand.build(load(), gone)
    recorder.start()
    stand.thread.join()
    assert len(recorder.finish("x").macro.steps) == 4


@pytest.mark.live
def test_ctrl_c_ends_it_and_keeps_what_was_done(tmp_path: Path) -> None:
    """The whole command, on a real display."""
    with VirtualDesktop(900, 600) as desktop:
        file = tmp_path / "notes.txt"
        file.touch()
        desktop.start(["mousepad", "--disable-server", str(file)])
        box = desktop.wait_for_window(file.name).box
        person = Person(desktop)
        environment = os.environ | {"DISPLAY": desktop.display, "PYTHONPATH": str(HERE.parent)}
        command = [sys.executable, "-m", "agent.cli", "record", "notes"]
        pipe = subprocess.PIPE
        program = desktop.start(command, environment=environment, stdout=pipe, stderr=pipe, text=True)
        assert program.stdout is not None
        assert "Recording." in program.stdout.readline()
        person.click(box.x0 + 200, box.y0 + 300)
        person.type("hello 你好")
        person.chord("ctrl", "s")
        program.send_signal(signal.SIGINT)
        said, wrong = program.communicate(timeout=60)
        person.close()
        end_group(program)
        assert poll(lambda: file.read_text(encoding="utf-8") == "hello 你好", 5)
    assert (program.returncode, wrong) == (0, "")
    assert "hello 你好" in said
    steps = library().load("notes").macro.steps
    assert [step.act.kind for step in steps] == ["type", "press"]  # type: ignore[union-attr]
