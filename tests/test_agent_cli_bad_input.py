"""Bad input and bad luck end in one clear sentence and the right exit code; nothing half-done is done."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from test_agent_cli import answer, use

from agent import cli_run, cli_see, compose
from agent.cli import main
from agent.errors import InputError
from agent.fake import FakeDesktop, FakeHands, OracleEyes, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import Action, Approval, Frame, Observation

ROOT = Path(__file__).parent.parent


class Blind:
    """Eyes that see nothing, whatever the size of the picture."""

    def look(self, frame: Frame, query: str = "") -> Observation:
        return Observation(frame)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """No models are loaded: what is wrong with a picture has nothing to do with the reader."""
    monkeypatch.setattr(cli_see, "build_eyes", lambda settings: Blind())


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on standard error."""
    text = capsys.readouterr().err
    assert text.startswith("deskhand: ")
    assert len(text.splitlines()) == 1
    assert text.rstrip().endswith((".", ")", "?"))
    return text


def command(*arguments: str, timeout: float = 60, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    environment = dict(os.environ) | options.pop("environment", {})
    return subprocess.run(
        [sys.executable, "-m", "agent.cli", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=timeout,
        check=False,
        **options,
    )


@contextmanager
def started(arguments: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose output is read; it does not outlive the block."""
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, stdout=pipe, stderr=pipe, **options) as program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.kill()


def first_line(program: subprocess.Popen[bytes]) -> bytes:
    assert program.stdout is not None
    return program.stdout.readline()


def one_sentence(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    text = done.stderr.decode()
    assert "Traceback" not in text
    assert done.returncode == code, text
    assert len(text.splitlines()) == 1
    return text


# -- pictures ----------------------------------------------------------------------


def _pictures(folder: Path) -> None:
    Image.new("RGB", (64, 48), "white").save(folder / "good.png")
    whole = (folder / "good.png").read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "text.png").write_text("this is no picture")
    (folder / "empty.png").touch()
    (folder / "folder.png").mkdir()


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("name", ["missing.png", "cut.png", "text.png", "empty.png", "folder.png"])
@pytest.mark.parametrize("arguments", [["see"], ["find", "the Save button", "--screen"]])
def test_a_missing_or_broken_picture(
    name: str, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _pictures(tmp_path)
    assert main([*arguments, str(tmp_path / name)]) == 1
    assert name in said(capsys)


@pytest.mark.usefixtures("blind")
def test_one_broken_picture_of_several_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _pictures(tmp_path)
    assert main(["see", str(tmp_path / "good.png"), str(tmp_path / "cut.png")]) == 1
    assert "cut.png" in said(capsys)


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I", "F"])
def test_a_picture_of_one_pixel_in_any_mode(
    mode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / ("one.tif" if mode in {"CMYK", "F", "I"} else "one.png")
    Image.new(mode, (1, 1)).save(name)
    assert main(["see", str(name), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {"screens": {"one": []}}


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("side", [10_000, 40_000])
def test_a_huge_picture_is_seen_or_refused_in_a_sentence(
    side: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / "huge.png"
    Image.new("1", (8, 8)).save(name)
    head = b"IHDR" + struct.pack(">II", side, side) + b"\x01\x00\x00\x00\x00"
    whole = name.read_bytes()
    name.write_bytes(whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:])
    start = time.monotonic()
    assert main(["see", str(name)]) == 1
    assert "huge.png" in said(capsys)
    assert time.monotonic() - start < 5


@pytest.mark.live
@pytest.mark.slow
def test_the_real_eyes_on_one_pixel_and_on_a_line(tmp_path: Path) -> None:
    from vision.capture import PictureScreen

    eyes = compose.build_eyes(Settings(data_dir=tmp_path, config_dir=tmp_path))
    for number, size in enumerate([(1, 1), (1, 900), (900, 1), (3, 3)]):
        name = tmp_path / f"{number}.png"
        Image.new("RGB", size, "white").save(name)
        assert eyes.look(PictureScreen(name).grab()).frame.box.width == size[0]


@pytest.mark.usefixtures("blind")
def test_answers_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _pictures(tmp_path)
    good, nowhere = str(tmp_path / "good.png"), str(tmp_path / "text.png" / "x")
    assert main(["see", good, "--json", nowhere]) == 2
    assert "cannot be written" in said(capsys)
    assert main(["see", good, "--overlay", nowhere]) == 2
    assert "cannot be written" in said(capsys)


# -- instructions and options --------------------------------------------------------


@pytest.mark.parametrize(
    "instruction",
    ["", "   ", "\n", "flarb the wug", "啊啊啊", "!!!", "🍑", "click", "点击", "type", "then", "press",
     "press ctrl+flurb", "click \ud800", "a" * 100_000, " then ".join(["click x"] * 3000)],
    ids=lambda text: ascii(text)[:24],
)  # fmt: skip
def test_an_empty_or_nonsense_instruction(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], instruction: str
) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    assert main(["run", instruction]) == 2
    assert len(said(capsys)) < 600
    assert desktop.log == []


@pytest.mark.parametrize("instruction", ["click \x07\x1b[31m Login\u202e", 'type "unclosed into User name'])
def test_odd_characters_end_in_some_outcome(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], instruction: str
) -> None:
    use(monkeypatch, login_scene())
    answer(monkeypatch, "n", "n", "n")
    assert main(["run", instruction]) in (0, 2, 3, 4)
    assert "\x1b[31m" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["run", "--dry-run", "--yes", "click Login"], "--dry-run"),
        (["run", "--dry-run", "--yes-to-all", "click Login"], "--dry-run"),
        (["run", "--stdin", "click Login"], "--stdin"),
        (["run", "--resume", "7", "click Login"], "--resume"),
        (["run", "--resume", "7", "--dry-run"], "--resume"),
        (["run", "--resume", "7", "--on", "virtual"], "--resume"),
        (["run", "--timeout", "nan", "click Login"], "timeout"),
        (["run", "--timeout", "inf", "click Login"], "timeout"),
        (["run", "--max-steps", "-5", "click Login"], "max_steps"),
        (["find", "x", "--batch", "y"], "find"),
        (["runs", "--html", "x.html"], "--html"),
    ],
)
def test_contradictory_and_impossible_options(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    assert main(arguments) == 2
    assert word in said(capsys)
    assert desktop.log == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--planner", "oracle", "x"],
        ["run", "--max-steps", "many", "x"],
        ["runs", "drop"],
        ["see", "--jsom"],
    ],
)
def test_what_argparse_refuses(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


@pytest.mark.parametrize("planner", ["qwen", "remote"])
def test_a_planner_that_is_not_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], planner: str
) -> None:
    assert main(["run", "--planner", planner, "click Login"]) == 2
    assert "is set up; say which with" in said(capsys)


@pytest.mark.parametrize(
    ("file", "text", "word"),
    [
        ("settings.toml", "a = = b", "TOML"),
        ("settings.toml", 'colour = "red"', "colour"),
        ("settings.toml", "max_steps = 0", "max_steps"),
        ("settings.toml", "data_dir = 5", "data_dir"),
    ],
)
def test_wrong_settings(
    own_home: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, word: str
) -> None:
    (own_home / "config").mkdir()
    (own_home / "config" / file).write_text(text)
    assert main(["run", "click Login"]) == 2
    assert word in said(capsys)


def test_a_wrong_variable(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DESKHAND_MAX_STEPS", "plenty")
    assert main(["run", "click Login"]) == 2
    assert "max_steps" in said(capsys)


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(
    ("data", "word"), [(b"\xff\xfe\x00", "cannot be read"), (b"[]", "Line 1"), (b"\n\n{", "Line 3")]
)
def test_a_broken_batch_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, word: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(data)
    assert main(["find", "--batch", str(batch)]) == 2
    assert word in said(capsys)


@pytest.mark.usefixtures("blind")
def test_a_batch_whose_picture_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "a", "image": "nope.png", "instruction": "click x"}')
    assert main(["find", "--batch", str(batch)]) == 1
    assert "nope.png" in said(capsys)


# -- terminals and pipes ---------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_these_characters(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    helped = command("run", "--help", environment=environment)
    assert (helped.returncode, helped.stderr) == (0, b"")
    refused = command("run", "啊啊啊", environment=environment)
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_bytes_that_are_no_text() -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"agent.cli", b"run", b"click \xff\xfe"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    one_sentence(done, 2)


def test_a_reader_that_goes_away() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "agent.cli", "runs"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


# -- the display -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "no display"),
        ({"DISPLAY": ":987"}, "cannot be opened"),
        ({"DISPLAY": "nonsense"}, "cannot be opened"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Wayland"),
    ],
)
def test_without_a_usable_display(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    word: str,
) -> None:
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["run", "click Login"]) == 1
    assert word in said(capsys)


class _DiesWhenClicked(FakeHands):
    """The display goes with the first click."""

    def perform(self, action: Action, seen: Frame, stop: threading.Event, approval: Approval | None) -> None:
        self.desktop.dead = True
        super().perform(action, seen, stop, approval)


def fakes(desktop: FakeDesktop, hands: FakeHands, folder: Path, confirmer: Confirmer) -> Stages:
    """Fakes with a real journal in `folder`."""
    return Stages(
        screen=desktop,
        eyes=OracleEyes(desktop),
        planner=EmbeddedPlanner(),
        confirmer=confirmer,
        hands=hands,
        notary=hands.notary,
        journal=SqliteJournal(folder),
    )


def test_a_display_that_dies_in_the_middle(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desktop = login_scene()

    def build(settings: Settings, confirmer: Confirmer) -> Stages:
        return fakes(desktop, _DiesWhenClicked(desktop), tmp_path, confirmer)

    monkeypatch.setattr(cli_run, "build", build)
    assert main(["run", "--yes-to-all", "click Login, then click Cancel"]) == 1
    out = capsys.readouterr()
    assert "The display has gone away" in out.out + out.err
    assert "Done" not in out.out
    (row,) = SqliteJournal(tmp_path).runs()
    assert row.state == "failed"
    assert [step.state for step in SqliteJournal(tmp_path).run(row.number).steps] == ["unknown"]


@pytest.mark.live
@pytest.mark.slow
def test_a_real_display_that_is_killed_in_the_middle(own_home: Path) -> None:
    from actions.virtual import VirtualDesktop

    with VirtualDesktop(320, 240, wm=False) as desktop:
        environment = desktop.environment() | {"DESKHAND_HOME": str(own_home), "PYTHONPATH": str(ROOT)}
        environment.pop("DESKHAND_NO_REAL_INPUT", None)
        arguments = [sys.executable, "-m", "agent.cli", "run", "--yes", "wait 60 seconds, then press escape"]
        with started(arguments, env=environment, cwd=own_home) as program:
            assert b"Wait" in first_line(program)
            desktop.close()
            out, errors = program.communicate(timeout=30)  # it is noticed long before the wait is over
    assert b"Traceback" not in errors
    assert program.returncode == 1, (out, errors)
    assert b"Done." not in out


# A parent may have had them ignored (nohup, a shell's background), which a program then keeps to.
HEARING = (
    "import signal\n"
    "for n in ('SIGTERM', 'SIGHUP'): signal.signal(getattr(signal, n), signal.SIG_DFL)\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ctrl_c_and_being_ended_stop_a_run(own_home: Path, name: str) -> None:
    code = HEARING + (
        "import sys; sys.path[:0] = ['tests']\n"
        "from pathlib import Path\n"
        "from agent import cli_run; from agent.cli import main\n"
        "from agent.fake import FakeHands, login_scene\n"
        "import test_agent_cli_bad_input as here\n"
        "desktop = login_scene()\n"
        f"folder = Path({str(own_home)!r})\n"
        "cli_run.build = lambda s, confirmer: here.fakes(desktop, FakeHands(desktop), folder, confirmer)\n"
        "sys.exit(main(['run', '--yes', 'wait 60 seconds, then click Login']))"
    )
    with started([sys.executable, "-c", code], cwd=ROOT) as program:
        assert b"Wait" in first_line(program)
        program.send_signal(getattr(signal, name))
        _, errors = program.communicate(timeout=30)
    assert b"Traceback" not in errors
    assert program.returncode == 4, errors
    assert SqliteJournal(own_home).runs()[0].state == "stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_being_ended_before_the_models_are_loaded(name: str) -> None:
    code = (
        HEARING + "import sys, threading\n"
        "from agent import cli_run; from agent.cli import main\n"
        "def build(settings, confirmer):\n"
        "    print('loading', flush=True)\n"
        "    threading.Event().wait(60)\n"
        "cli_run.build = build\n"
        "sys.exit(main(['run', *sys.argv[1:]]))"
    )
    for arguments in (["click Login"], ["--stdin"]):
        with started([sys.executable, "-c", code, *arguments], cwd=ROOT) as program:
            assert b"loading" in first_line(program)
            program.send_signal(getattr(signal, name))
            _, errors = program.communicate(timeout=30)
        assert errors == b"deskhand: Stopped.\n"
        assert program.returncode == 4


def test_hands_that_fail_are_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    class Broken(FakeHands):
        def perform(
            self, action: Action, seen: Frame, stop: threading.Event, approval: Approval | None
        ) -> None:
            raise InputError("The key cannot be pressed; the display refuses it.")

    desktop = login_scene()
    monkeypatch.setattr(cli_run, "build", lambda s, c: fakes(desktop, Broken(desktop), tmp_path, c))
    assert main(["run", "--yes-to-all", "click Login"]) == 1
    assert "The key cannot be pressed" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 only")
@pytest.mark.parametrize("display", ["", ":4077"])
def test_the_app_without_a_display(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], display: str
) -> None:
    """Qt itself would end the process with an abort."""
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert main([]) == 1
    assert "display" in said(capsys)


# -- the data folder -------------------------------------------------------------------


def _spoil_with_a_file(home: Path) -> None:
    (home / "data").write_text("in the way")


def _spoil_with_garbage(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "journal.sqlite3").write_bytes(b"no database at all" * 500)


def _spoil_with_a_folder(home: Path) -> None:
    (home / "data" / "journal.sqlite3").mkdir(parents=True)


def _spoil_with_the_future(home: Path) -> None:
    (home / "data").mkdir()
    database = sqlite3.connect(home / "data" / "journal.sqlite3")
    database.execute("PRAGMA user_version = 999")
    database.close()


@pytest.mark.parametrize(
    "spoil", [_spoil_with_a_file, _spoil_with_garbage, _spoil_with_a_folder, _spoil_with_the_future]
)
def test_a_data_folder_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_home: Path, spoil: Any
) -> None:
    spoil(own_home)
    desktop = login_scene()
    monkeypatch.setattr(cli_run, "build", lambda s, c: fakes(desktop, FakeHands(desktop), s.data_dir, c))
    assert main(["run", "--yes-to-all", "click Login"]) == 1
    assert str(own_home) in said(capsys)
    assert desktop.log == []


FULL_DISK = """
import resource, sys
sys.path[:0] = ['tests']
from pathlib import Path
from agent import cli_run
from agent.cli import main
from agent.fake import FakeHands, login_scene
from agent.journal import SqliteJournal
import test_agent_cli_bad_input as here

desktop, folder = login_scene(), Path(sys.argv[1])
SqliteJournal(folder).begin('made while there was room')
cli_run.build = lambda settings, confirmer: here.fakes(desktop, FakeHands(desktop), folder, confirmer)
room = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
code = main(['run', '--yes-to-all', 'click Login'])
print('CLICKS', len(desktop.log))
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE to play a full disk with")
@pytest.mark.parametrize("room", [0, 40_000])
def test_a_full_disk_under_the_journal(own_home: Path, room: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(own_home / "data"), str(room)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"Done." not in done.stdout
    if room < 40_000:  # with a little room the intention can be written, but not what came of it
        assert b"CLICKS 0" in done.stdout, "nothing may be done that cannot be written down first"
    assert [row.state for row in SqliteJournal(own_home / "data").runs()].count("done") == 0


READING = """
import resource, sys
from agent.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(['runs', *sys.argv[1:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE to play a full disk with")
@pytest.mark.parametrize("arguments", [[], ["show", "1"]])
def test_what_was_done_can_be_read_on_a_full_disk(own_home: Path, arguments: list[str]) -> None:
    journal = SqliteJournal(own_home / "data")
    journal.begin("made while there was room")
    journal.close()
    for _ in range(2):  # the first may leave an empty log behind
        program = [sys.executable, "-c", READING, *arguments]
        done = subprocess.run(program, cwd=ROOT, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"made while there was room" in done.stdout


@pytest.mark.parametrize("spoil", [_spoil_with_garbage, _spoil_with_a_folder, _spoil_with_the_future])
def test_a_journal_that_cannot_be_read_is_not_read_otherwise(
    capsys: pytest.CaptureFixture[str], own_home: Path, spoil: Any
) -> None:
    spoil(own_home)
    assert main(["runs"]) == 1
    assert str(own_home) in said(capsys)


def test_two_at_once_on_the_same_data_folder(own_home: Path) -> None:
    """Both work, or one says that the journal is busy; neither loses a run of the other."""
    done = list(_both(own_home))
    for one in done:
        assert b"Traceback" not in one.stderr
        assert one.returncode in (0, 1)
    rows = SqliteJournal(own_home / "data").runs()
    assert sum(row.state == "done" for row in rows) == sum(one.returncode == 0 for one in done) > 0


def _both(home: Path) -> Iterator[subprocess.CompletedProcess[bytes]]:
    program = FULL_DISK.replace("resource.setrlimit", "print")
    arguments = [sys.executable, "-c", program, str(home / "data"), "0"]
    with started(arguments, cwd=ROOT) as one, started(arguments, cwd=ROOT) as other:
        for each in (one, other):
            out, errors = each.communicate(timeout=60)
            yield subprocess.CompletedProcess([], each.returncode, out, errors)


def test_a_journal_that_another_process_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    SqliteJournal(own_home / "data").begin("first")
    holder = sqlite3.connect(own_home / "data" / "journal.sqlite3")
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("agent.journal_file.BUSY_SECONDS", 0.1)
    desktop = login_scene()
    monkeypatch.setattr(cli_run, "build", lambda s, c: fakes(desktop, FakeHands(desktop), s.data_dir, c))
    try:
        assert main(["run", "--yes-to-all", "click Login"]) == 1
    finally:
        holder.close()
    assert "journal" in said(capsys)
    assert desktop.log == []


@pytest.mark.parametrize("number", ["0", "-1", "99", "9" * 30])
def test_a_run_that_is_not_there(capsys: pytest.CaptureFixture[str], own_home: Path, number: str) -> None:
    SqliteJournal(own_home / "data").begin("first")
    assert main(["runs", "show", "--", number]) == 1
    assert number in said(capsys)


# -- requests on standard input ----------------------------------------------------------


def test_broken_requests_are_answered_and_outlived(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    lines = [
        "{",
        "[" * 100_000,
        '"text"',
        '{"id": "a"}',
        '{"id": "b", "instruction": "click Login", "timeout": -1}',
        '{"id": "c", "instruction": "flarb the wug"}',
        '{"id": "d", "instruction": ""}',
        '{"cancel": "nobody"}',
        '{"id": "e", "instruction": "scroll down by 1"}',
    ]
    monkeypatch.setattr("sys.stdin", iter(line + "\n" for line in lines))
    assert main(["run", "--stdin", "--yes"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_id: dict[str, Any] = {record["id"]: record["outcome"] for record in answers if record["id"]}
    assert {name: by_id[name] for name in "abcd"} == dict.fromkeys("abcd", "failed")
    assert "e" in by_id
    assert len(answers) == 8
    assert desktop.log == [] or all("Login" not in line for line in desktop.log)


def test_numpy_prints_nothing_on_odd_pictures(tmp_path: Path) -> None:
    """A grey 16-bit picture and one with an odd size are plain pictures, with no warning on the way."""
    Image.fromarray(np.full((7, 5), 40_000, np.uint16)).save(tmp_path / "deep.png")
    from vision.capture import read_picture

    assert read_picture(tmp_path / "deep.png").shape == (7, 5, 3)
