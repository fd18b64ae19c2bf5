"""The demo: it believes nothing that it has not seen by other means, cleans up, and says what is missing."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from actions.virtual import VirtualDesktop
from actions.virtual_tools import marked_text
from agent import demo as demo_module
from agent.demo import Demo, carry_out, command_for, play, require_programs, run_demo, summary
from agent.demo_scenes import SCENES, Check, EditorScene, LoginScene, login_checks
from agent.errors import JournalError, NotSupportedError
from agent.settings import Settings, load

STEP = {"event": "step", "index": 1, "does": "Click on Login", "timings": {"perceive": 1.0, "plan": 0.5}}
PLANNED = STEP | {"stage": "planned"}
OBSERVED = STEP | {"stage": "observed", "effect": "seen", "detail": "A greeting came."}
DONE = {"event": "end", "outcome": "done", "reason": ""}


class PretendDesktop:
    """Starts a script that prints `lines` in place of every program."""

    display = ":none"

    def __init__(self, lines: Sequence[object], code: int = 0, errors: str = "") -> None:
        text = "".join(json.dumps(line) + "\n" for line in lines)
        self.script = (
            f"import sys; print({text!r}, end=''); print({errors!r}, file=sys.stderr); sys.exit({code})"
        )
        self.commands: list[list[str]] = []
        self.environments: list[dict[str, str]] = []

    def environment(self) -> dict[str, str]:
        return {"PATH": "", "DESKHAND_DRY_RUN": "1", "LANG": "C.UTF-8"}

    def start(
        self, command: list[str], *, environment: dict[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[Any]:
        self.commands.append(command)
        self.environments.append(environment or {})
        return subprocess.Popen([sys.executable, "-c", self.script], start_new_session=True, **options)


def pretend(
    lines: Sequence[object], code: int = 0, errors: str = ""
) -> tuple[VirtualDesktop, PretendDesktop]:
    desktop = PretendDesktop(lines, code, errors)
    return cast(VirtualDesktop, desktop), desktop


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def demo(tmp_path: Path, said: list[str]) -> Demo:
    return Demo(load(), said.append, tmp_path)


class PretendScene:
    """A scene whose program claims everything and whose truth is `holds`."""

    title = "A scene"
    instructions = ("click <Login>",)

    def __init__(self, holds: bool) -> None:
        self.holds = holds

    def start(self, desktop: VirtualDesktop, folder: Path) -> subprocess.Popen[Any]:
        return desktop.start(["program"])

    def checks(self, desktop: VirtualDesktop, folder: Path) -> list[Check]:
        return [Check("It truly happened", self.holds, "seen by other means")]


def test_the_command_is_run_on_the_private_desktop(demo: Demo, said: list[str]) -> None:
    desktop, pretended = pretend([PLANNED, OBSERVED, DONE])
    assert carry_out("click login", desktop, demo) == DONE
    assert pretended.commands == [command_for("click login", demo.settings)]
    assert "--yes-to-all" in pretended.commands[0]
    (environment,) = pretended.environments
    assert environment["DESKHAND_HOME"] == str(demo.home)
    assert "DESKHAND_DRY_RUN" not in environment  # the person's own settings do not reach it
    words = "\n".join(said)
    assert "1. Click on Login" in words
    assert "✓ effect seen: A greeting came. (1.5 s)" in words


def test_a_process_that_says_nothing_has_failed(demo: Demo) -> None:
    desktop, _ = pretend([], code=1, errors="deskhand: There is no display.")
    assert carry_out("click login", desktop, demo)["reason"] == "deskhand: There is no display."
    desktop, _ = pretend([PLANNED], code=7)
    end = carry_out("click login", desktop, demo)
    assert (end["outcome"], end["reason"]) == ("failed", "It ended with code 7.")


def test_a_password_stands_in_no_report(demo: Demo) -> None:
    desktop, _ = pretend([DONE])
    scene = PretendScene(holds=True)
    scene.instructions = ("log in as ada, password hunter22",)
    play(scene, desktop, demo)
    assert "hunter22" not in demo_module._checks_html(demo)
    assert "log in as ada, password ••••" in demo_module._checks_html(demo)


def test_a_claim_is_not_the_truth(demo: Demo, said: list[str]) -> None:
    desktop, _ = pretend([PLANNED, OBSERVED, DONE])
    play(PretendScene(holds=False), desktop, demo)
    assert [check.holds for _, check in demo.checks] == [True, False]
    assert summary(demo).startswith("1 of 2 checks do not hold")
    assert "   ✗ It truly happened (seen by other means)" in said


def test_all_checks_must_hold(demo: Demo) -> None:
    assert summary(demo) == "Nothing was checked."
    desktop, _ = pretend([PLANNED, OBSERVED, DONE])
    play(PretendScene(holds=True), desktop, demo)
    assert demo.holds
    assert summary(demo).startswith("All 2 checks hold")


def test_an_end_that_is_not_done_fails(demo: Demo, said: list[str]) -> None:
    desktop, _ = pretend([DONE | {"outcome": "not_found", "reason": "No Login here."}], code=3)
    play(PretendScene(holds=True), desktop, demo)
    assert [check.holds for _, check in demo.checks] == [False, True]
    assert "     not_found: No Login here." in said


def events(**login: Any) -> list[dict[str, Any]]:
    digest = hashlib.sha256(b"secret").hexdigest()
    values = {"user": "ada", "password_sha256": digest, "remember": True, "accepted": True} | login
    names = ("user", "password", "remember", "login")
    return [{"event": "press", "name": name} for name in names] + [{"event": "login"} | values]


def test_the_log_of_a_good_login() -> None:
    assert all(check.holds for check in login_checks(events(), "ada", "secret"))


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ([], "once"),
        (events() + events(), "once"),
        (events(accepted=False), "once"),
        (events(user="adaada"), "user name"),
        (events(password_sha256="0"), "password"),
        (events(remember=False), "Remember"),
        ([{"event": "press", "name": "cancel"}, *events()], "Nothing else"),
    ],
)
def test_the_log_of_a_bad_login(log: list[dict[str, Any]], words: str) -> None:
    assert any(words in check.words for check in login_checks(log, "ada", "secret") if not check.holds)


def test_missing_programs_are_all_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        NotSupportedError, match=r"Xvfb, openbox and mousepad.*apt install xvfb openbox mousepad"
    ):
        require_programs()
    program = tmp_path / "mousepad"
    program.touch(mode=0o755)
    with pytest.raises(NotSupportedError, match=r"Xvfb and openbox, not .*apt install xvfb openbox"):
        run_demo(tmp_path / "out", load(), print)
    assert not (tmp_path / "out").exists()


def test_elsewhere_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(NotSupportedError, match="on Linux only"):
        require_programs()


def test_a_report_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo_module, "PROGRAMS", {})
    (tmp_path / "out").write_text("a file")
    with pytest.raises(JournalError, match=r"cannot be written to .*: File exists"):
        run_demo(tmp_path / "out", load(), print)


def test_checks_are_escaped(demo: Demo) -> None:
    demo.checks = [("<Title>", Check("it's <b>bold</b>", False, "<script>"))]
    page = demo_module._checks_html(demo)
    assert "&lt;Title&gt;" in page
    assert "<script>" not in page
    assert "<b>" not in page


def test_every_instruction_of_the_scenes_is_understood() -> None:
    from agent.instruction import parse

    for scene in SCENES:
        for words in scene.instructions:
            assert parse(words)
    assert {type(scene) for scene in SCENES} == {EditorScene, LoginScene}


@pytest.mark.live
@pytest.mark.slow
def test_logging_in_for_real(tmp_path: Path, said: list[str], own_home: Path) -> None:
    """The whole chain on a display of its own: eyes, planner, policy, hands, journal, report."""
    login = [scene for scene in SCENES if isinstance(scene, LoginScene)]
    code = run_demo(tmp_path / "out", load(threads=2), said.append, login)
    assert code == 0, "\n".join(said)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert page.count('<section class="run"') == 2
    assert "password ••••" in page
    assert "not true</span>" not in page
    assert not list((own_home).rglob("*.sqlite3"))  # the person's own journal is not touched


@pytest.mark.live
def test_what_a_program_marked_is_read() -> None:
    with VirtualDesktop(320, 200, wm=False) as desktop:
        assert marked_text(desktop.display) == ""
        script = (
            "from actions.selection import Selection, text_contents; import sys; s = Selection(sys.argv[1]);"
        )
        script += (
            "s._name = s._atom('PRIMARY'); s.own(text_contents('你好 found')); print(flush=True); s.serve(20)"
        )
        owner = desktop.start([sys.executable, "-c", script, desktop.display], stdout=subprocess.PIPE)
        assert owner.stdout is not None
        owner.stdout.readline()
        assert marked_text(desktop.display) == "你好 found"


def test_settings_reach_the_process() -> None:
    settings = Settings(data_dir=Path(), config_dir=Path(), threads=3, reader_engine="onnxruntime")
    environment = demo_module.settings_environment(settings, Path("home"))
    assert environment["DESKHAND_THREADS"] == "3"
    assert load(environment).threads == 3
    assert load(environment).data_dir == Path("home/data")
