"""`deskhand run --on virtual` acts on a desktop of its own, and on no other."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import pytest

from actions.desktop_x11 import X11Desktop
from actions.virtual import TITLE, VirtualDesktop
from agent import cli_virtual
from agent.cli import main
from agent.cli_virtual import command_of, living_on_virtual, size_of
from agent.errors import UsageError

TELL = (
    "import os, sys; sys.stdout.write(os.environ['DISPLAY'] + ' ' + os.environ['HOME'] + ' '.join(sys.argv))"
)
WINDOW = (
    "import time, sys\n"
    "from Xlib import display, X\n"
    "d = display.Display(); s = d.screen()\n"
    "w = s.root.create_window(40, 40, 200, 100, 0, s.root_depth); w.set_wm_name('Probe'); w.map(); d.sync()\n"
    "time.sleep(60)\n"
)


@pytest.mark.parametrize(("text", "size"), [("1280x800", (1280, 800)), (" 1920 × 1080 ", (1920, 1080))])
def test_sizes(text: str, size: tuple[int, int]) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "1280", "axb", "0x0", "99999x10", "1280x800x24", "9000x9000"])
def test_odd_sizes_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="like 1280x800"):
        size_of(text)


def test_the_run_gets_its_own_words() -> None:
    arguments = argparse.Namespace(
        stdin=False, yes=True, yes_to_all=False, dry_run=False, json=True, max_steps=7, timeout=None,
        planner="embedded", instruction="--on the left, click OK",
    )  # fmt: skip
    assert command_of(arguments) == [
        "run", "--yes", "--json", "--max-steps=7", "--planner=embedded", "--", "--on the left, click OK",
    ]  # fmt: skip


def test_other_systems_say_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("agent.cli_virtual.sys.platform", "win32")
    assert main(["run", "--on", "virtual", "click OK"]) == 1
    assert "on Linux only" in capsys.readouterr().err


def test_what_goes_with_it_alone_is_refused_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--open", "mousepad", "click OK"]) == 2
    assert "go with --on virtual" in capsys.readouterr().err


@pytest.fixture
def probe(tmp_path: Path) -> str:
    file = tmp_path / "probe.py"
    file.write_text(WINDOW)
    return f"{sys.executable} {file}"


@pytest.mark.live
def test_the_run_has_that_display_and_the_persons_own_home(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], probe: str
) -> None:
    monkeypatch.setattr(cli_virtual, "COMMAND", (sys.executable, "-c", TELL))
    monkeypatch.setenv("DISPLAY", ":987")
    assert main(["run", "--on", "virtual", "--open", probe, "click OK"]) == 0
    said = capfd.readouterr().out
    assert said.startswith(":")
    assert not said.startswith(":987")
    assert os.environ["HOME"] in said
    assert said.endswith("click OK")


@pytest.mark.live
def test_a_program_without_a_window_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("actions.virtual.VirtualDesktop.wait_for_new_window.__defaults__", (0.2,))
    assert main(["run", "--on", "virtual", "--open", "true", "click OK"]) == 1
    assert "true has shown no window" in capsys.readouterr().err
    assert main(["run", "--on", "virtual", "--open", "no-such-program", "click OK"]) == 1
    assert "cannot be started" in capsys.readouterr().err


@pytest.mark.live
@pytest.mark.skipif(shutil.which("Xephyr") is None, reason="needs Xephyr")
def test_a_shown_desktop_is_a_window_on_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualDesktop(900, 700) as outer:
        monkeypatch.setenv("DISPLAY", outer.display)
        with VirtualDesktop(500, 400, shown=True) as inner:
            assert outer.wait_for_window(TITLE).box.width >= 500
            assert inner.display != outer.display
            with X11Desktop(inner.display) as seen:
                assert seen.has_manager()


# -- the app -------------------------------------------------------------------


@pytest.mark.live
@pytest.mark.parametrize("xephyr", [None, "Xephyr"])
def test_the_app_lives_there_inside_the_block(
    monkeypatch: pytest.MonkeyPatch, probe: str, xephyr: str | None
) -> None:
    if xephyr is None:
        which = shutil.which
        monkeypatch.setattr(shutil, "which", lambda name: None if name == "Xephyr" else which(name))
    with VirtualDesktop(900, 600) as persons:
        monkeypatch.setenv("DISPLAY", persons.display)
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
        with living_on_virtual("640x480", [probe]), X11Desktop() as eyes, X11Desktop(persons.display) as here:
            assert os.environ["DISPLAY"] != persons.display
            assert "WAYLAND_DISPLAY" not in os.environ
            assert [w.title for w in eyes.windows()] == ["Probe"]
            assert [w.title for w in here.windows()] == ([TITLE] if xephyr else [])
        assert os.environ["DISPLAY"] == persons.display
        assert os.environ["WAYLAND_DISPLAY"] == "wayland-7"
        assert "XDG_SESSION_TYPE" not in os.environ


def test_the_app_says_what_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--open", "mousepad"]) == 2
    assert "--open goes with --on virtual" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:  # not the person's own desktop instead
        main(["--on", "virtual", "run", "click OK"])
    assert ended.value.code == 2
    assert "stand after the command" in capsys.readouterr().err
