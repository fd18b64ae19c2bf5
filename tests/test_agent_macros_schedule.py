"""Schedules: what each system's scheduler is told, that no text becomes an option there, and no secret."""

from __future__ import annotations

import argparse
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from macro_makers import a_bundle, a_macro, type_step

from agent import cli_schedule
from agent.cli_replay import add_replay_parser
from agent.cli_schedule import add_schedule_parser, imports_session
from agent.errors import DeskhandError, MacroError, UsageError
from agent.macro import Variable
from agent.macros.library import Library
from agent.macros.schedule import (
    ACTING,
    Job,
    When,
    checked,
    environment_of,
    id_of,
    replay_words,
    when_of,
)
from agent.macros.schedule_files import (
    SPACE,
    calendar,
    launchd_plist,
    systemd_service,
    systemd_timer,
    windows_task,
)
from agent.macros.schedulers import (
    Command,
    Launchd,
    Scheduler,
    Schedules,
    Systemd,
    WindowsTasks,
    give,
    scheduler_of,
)

MORNING = When((0, 1, 2, 3, 4), (9, 0))
HOSTILE = (
    "a b", "“你好” 世界", '"; reboot; "', "%h %% %n", "$HOME ${PATH} $$", "\\", "\\x41\\n", "'", ";", "#x",
    "=", "", "-x", "@/bin/sh", "a\\", "<b>&amp;]]>",
)  # fmt: skip


def a_job(*words: str, when: When = MORNING, **more: Any) -> Job:
    return Job("Write 写信 (1)", when, ("/opt/a b/deskhand", *words), **more)


# -- when -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "every", "days", "when", "words"),
    [
        ("09:00", None, None, When(tuple(range(7)), (9, 0)), "at 09:00 daily"),
        ("9:05", None, "weekdays", When((0, 1, 2, 3, 4), (9, 5)), "at 09:05 on weekdays"),
        ("23:59", None, "Thu, mon", When((0, 3), (23, 59)), "at 23:59 on Mon, Thu"),
        ("00:00", None, "saturday,sun", When((5, 6), (0, 0)), "at 00:00 on weekends"),
        (None, "30m", None, When(every=1800), "every 30 minutes"),
        (None, " 2 H", None, When(every=7200), "every 2 hours"),
        (None, "1d", None, When(every=86400), "every day"),
        (None, "90m", None, When(every=5400), "every 90 minutes"),
    ],
)
def test_when(at: str | None, every: str | None, days: str | None, when: When, words: str) -> None:
    assert when_of(at, every, days) == when
    assert when.words == words


@pytest.mark.parametrize(
    ("at", "every", "days"),
    [
        (None, None, None), ("09:00", "5m", None), ("24:00", None, None), ("9", None, None),
        ("09:60", None, None),
        ("09:00\nx", None, None), (None, "0m", None), (None, "30s", None), (None, "32d", None),
        (None, "x", None), (None, "5m", "mon"), ("09:00", None, "mo"), ("09:00", None, "mon;tue"),
        ("09:00", None, ""), ("09:00", None, "mon,"),
    ],
)  # fmt: skip
def test_odd_times_are_refused(at: str | None, every: str | None, days: str | None) -> None:
    if days == "":
        assert when_of(at, every, days) == When(at=(9, 0))
        return
    with pytest.raises(UsageError):
        when_of(at, every, days)


@given(st.text(min_size=1, max_size=80))
def test_ids_are_plain(name: str) -> None:
    assert re.fullmatch(r"deskhand-[a-z0-9-]{1,60}", id_of(name))


def test_ids_differ_where_names_do() -> None:
    assert len({id_of(name) for name in ("A.b", "A b", "a b", "写信", "写")}) == 5
    assert id_of("Write a letter").startswith("deskhand-write-a-letter-")


# -- systemd -----------------------------------------------------------------------------


def unquoted(line: str, command: bool) -> list[str]:
    """The words of a line as systemd.syntax(7) reads them, for the quoting that is used here."""
    words: list[str] = []
    for found in re.finditer(r'"((?:[^"\\]|\\.)*)"(?: |$)', line):
        word = re.sub(r"\\(.)", lambda m: m[1] if m[1] in '"\\' else pytest.fail(line), found[1])
        assert not re.search(r"(?<!%)(?:%%)*%(?!%)", word), line
        word = word.replace("%%", "%")
        if command and words:
            assert not re.search(r"(?<!\$)(?:\$\$)*\$(?!\$)", word), line
            word = word.replace("$$", "$")
        words.append(word)
    return words


def line_of(text: str, key: str) -> str:
    (line,) = [line for line in text.split("\n") if line.startswith(f"{key}=")]
    return line.removeprefix(f"{key}=")


def test_what_a_service_runs_is_exactly_the_command() -> None:
    job = a_job(*HOSTILE, environment={"DISPLAY": ":0", "XAUTHORITY": '/run/a "b" %h\\'})
    text = systemd_service(job)
    assert unquoted(line_of(text, "ExecStart"), True) == list(job.command)
    environment = [line.partition("=")[2] for line in text.split("\n") if line.startswith("Environment=")]
    assert [unquoted(line, False) for line in environment] == [
        ["DISPLAY=:0"], ['XAUTHORITY=/run/a "b" %h\\'],
    ]  # fmt: skip
    assert len(text.split("\n")) == 10
    assert line_of(text, "Type") == "oneshot"


@given(st.lists(st.text(max_size=30).filter(lambda text: not ACTING.search(text)), max_size=5))
def test_any_words_stay_words(words: list[str]) -> None:
    job = checked(a_job(*words))
    assert unquoted(line_of(systemd_service(job), "ExecStart"), True) == list(job.command)
    assert plistlib.loads(launchd_plist(job))["ProgramArguments"] == list(job.command)


def test_a_timer_says_when() -> None:
    assert line_of(systemd_timer(a_job()), "OnCalendar") == "Mon,Tue,Wed,Thu,Fri *-*-* 09:00:00"
    assert "写信" in line_of(systemd_timer(a_job()), "Description")
    often = systemd_timer(a_job(when=When(every=1800)))
    assert (line_of(often, "OnActiveSec"), line_of(often, "OnUnitActiveSec")) == ("1800s", "1800s")
    assert "OnCalendar" not in often


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    for when in (MORNING, When(at=(0, 0)), When(every=60), When((6,), (23, 59))):
        job = Job("Write 写信 (1)", when, (sys.executable, *HOSTILE), {"DISPLAY": ":0"}, str(tmp_path))
        for path, contents in Systemd(tmp_path).files(job).items():
            path.write_bytes(contents)
        runtime = tmp_path / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", *map(str, Systemd(tmp_path).paths(job.id))],
            env=os.environ | {"XDG_RUNTIME_DIR": str(runtime)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        if when.at is not None:
            subprocess.run(["systemd-analyze", "calendar", calendar(when)], check=True, capture_output=True)


# -- launchd ---------------------------------------------------------------------------------


def test_a_launchd_agent() -> None:
    job = a_job(*HOSTILE, environment={"DESKHAND_HOME": "/x y"}, folder="/Users/a b", log="/tmp/写.log")
    told = plistlib.loads(launchd_plist(job))
    assert told["ProgramArguments"] == list(job.command)
    assert told["Label"] == job.id
    assert told["EnvironmentVariables"] == {"DESKHAND_HOME": "/x y"}
    assert (told["WorkingDirectory"], told["StandardErrorPath"]) == ("/Users/a b", "/tmp/写.log")
    assert told["StartCalendarInterval"][0] == {"Weekday": 1, "Hour": 9, "Minute": 0}
    sunday = plistlib.loads(launchd_plist(a_job(when=When((6,), (7, 30)))))
    assert sunday["StartCalendarInterval"] == [{"Weekday": 0, "Hour": 7, "Minute": 30}]
    daily = plistlib.loads(launchd_plist(a_job(when=When(at=(7, 30)))))
    assert daily["StartCalendarInterval"] == {"Hour": 7, "Minute": 30}
    assert plistlib.loads(launchd_plist(a_job(when=When(every=1800))))["StartInterval"] == 1800


# -- Windows -------------------------------------------------------------------------------------


def read_task(job: Job) -> ElementTree.Element:
    data = windows_task(job, "2026-01-31")
    assert data[:2] in (b"\xff\xfe", b"\xfe\xff")  # as the file says of itself
    return ElementTree.fromstring(data)


def text_at(task: ElementTree.Element, path: str) -> str | None:
    found = task.find("/".join(f"{{{SPACE}}}{part}" for part in path.split("/")))
    assert found is not None, path
    return found.text


def windows_words(line: str) -> list[str]:
    """The words of a command line as Windows' CommandLineToArgvW reads them."""
    words, at = [], 0
    while at < len(line):
        word, quoted, slashes = "", False, 0
        while at < len(line) and (quoted or line[at] != " "):
            if line[at] == "\\":
                slashes += 1
            elif line[at] == '"':
                word += "\\" * (slashes // 2)
                word, quoted = (word + '"', quoted) if slashes % 2 else (word, not quoted)
                slashes = 0
            else:
                word, slashes = word + "\\" * slashes + line[at], 0
            at += 1
        words.append(word + "\\" * slashes)
        at += 1
    return words


def test_a_windows_task() -> None:
    words = [word for word in HOSTILE if "%" not in word]
    task = read_task(a_job(*words, folder="C:\\a b"))
    assert text_at(task, "Actions/Exec/Command") == "/opt/a b/deskhand"
    assert windows_words(text_at(task, "Actions/Exec/Arguments") or "") == words
    assert text_at(task, "Actions/Exec/WorkingDirectory") == "C:\\a b"
    assert text_at(task, "Triggers/CalendarTrigger/StartBoundary") == "2026-01-31T09:00:00"
    week = task.find(f".//{{{SPACE}}}DaysOfWeek")
    assert week is not None
    assert [day.tag.removeprefix(f"{{{SPACE}}}") for day in week][::4] == ["Monday", "Friday"]
    assert text_at(task, "Principals/Principal/LogonType") == "InteractiveToken"
    daily = read_task(a_job(when=When(at=(7, 30))))
    assert text_at(daily, "Triggers/CalendarTrigger/ScheduleByDay/DaysInterval") == "1"
    often = read_task(a_job(when=When(every=5400)))
    assert text_at(often, "Triggers/TimeTrigger/Repetition/Interval") == "PT90M"


@pytest.mark.parametrize("word", ["%PATH%", "100 %", "$(Arg0)"])
def test_what_windows_would_read_as_a_variable_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="--data"):
        windows_task(a_job(word), "2026-01-31")


@pytest.mark.parametrize("word", ["a\nb", "\r", "\0", "\x1b", "\u2028", "\ud800"])
def test_lines_and_controls_are_refused(word: str) -> None:
    with pytest.raises(UsageError, match="control characters"):
        checked(a_job(word))
    with pytest.raises(UsageError, match="control characters"):
        checked(a_job(environment={"DISPLAY": word}))


# -- the command that is run ------------------------------------------------------------------------


def test_the_words_are_those_of_replay() -> None:
    words = replay_words("写信", ["--yes"], {"who": "--x =y"}, {"junit": Path("/tmp/a b.xml")})
    parser = argparse.ArgumentParser()
    add_replay_parser(parser.add_subparsers())
    told = parser.parse_args(words)
    assert (told.targets, told.var, told.junit) == (["写信"], ["who=--x =y"], Path("/tmp/a b.xml"))
    assert told.unattended
    assert told.yes


def test_only_what_is_needed_of_the_environment() -> None:
    environ = {
        "DISPLAY": ":1", "XAUTHORITY": "/run/x", "DESKHAND_HOME": "/h", "DESKHAND_SERVER_KEY": "s3cret",
        "PATH": "/bin", "XDG_SESSION_TYPE": "",
    }  # fmt: skip
    assert environment_of(environ, True) == {
        "DESKHAND_HOME": "/h", "DISPLAY": ":1", "XAUTHORITY": "/run/x",
    }  # fmt: skip
    assert environment_of(environ, False) == {"DESKHAND_HOME": "/h"}


@pytest.mark.parametrize(
    ("worked", "said", "imports"),
    [(True, "PATH=/bin\nDISPLAY=:0\n", True), (True, "XDISPLAY=:0\n", False), (False, "DISPLAY=:0", False)],
)
def test_whether_systemd_follows_the_session(worked: bool, said: str, imports: bool) -> None:
    assert imports_session(lambda command: (worked, said)) == imports


# -- what is scheduled ---------------------------------------------------------------------------------


class System:
    """Notes the commands that it is given; those of programs in `broken` do not work."""

    def __init__(self, *broken: str) -> None:
        self.given: list[Command] = []
        self._broken = broken

    def __call__(self, command: Command) -> tuple[bool, str]:
        self.given.append(command)
        return not any(word in command for word in self._broken), ""


@pytest.mark.parametrize("kind", ["systemd", "launchd", "windows"])
def test_added_listed_and_removed(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "units"
    made: dict[str, Scheduler] = {
        "systemd": Systemd(folder), "launchd": Launchd(folder, 501), "windows": WindowsTasks(folder),
    }  # fmt: skip
    scheduler = made[kind]
    system, job = System(), a_job()
    schedules = Schedules(tmp_path / "records", scheduler, system)
    assert schedules.lines() == []
    assert schedules.add(job) == ()
    assert schedules.lines() == ["Write 写信 (1): at 09:00 on weekdays"]
    assert all(path.exists() for path in scheduler.paths(job.id))
    assert system.given == list(scheduler.on(job.id))
    schedules.add(a_job(when=When(every=60)))
    assert schedules.lines() == ["Write 写信 (1): every minute"]
    scheduler.paths(job.id)[0].unlink()
    assert "its files are gone" in schedules.lines()[0]
    system.given.clear()
    assert schedules.remove(job.name) == ()
    assert system.given == [*scheduler.off(job.id), *scheduler.after()]
    assert schedules.lines() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with pytest.raises(MacroError, match="is not scheduled"):
        schedules.remove(job.name)


def test_what_the_system_does_not_take_is_left_to_the_person(tmp_path: Path) -> None:
    scheduler, job = Systemd(tmp_path), a_job()
    schedules = Schedules(tmp_path / "records", scheduler, System("enable"))
    assert schedules.add(job) == scheduler.on(job.id)[1:]
    broken = Schedules(tmp_path / "records", scheduler, System("disable"))
    assert broken.remove(job.name) == scheduler.off(job.id)


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    (tmp_path / "y.json").write_text("{")
    assert [line.partition(":")[0] for line in Schedules(tmp_path, Systemd(tmp_path)).lines()] == [
        "x.json", "y.json",
    ]  # fmt: skip


def test_each_system_has_its_scheduler(tmp_path: Path) -> None:
    linux = scheduler_of(tmp_path, tmp_path, {}, "linux")
    assert linux == Systemd(tmp_path / ".config" / "systemd" / "user")
    moved = scheduler_of(tmp_path, tmp_path, {"XDG_CONFIG_HOME": "/c"}, "linux")
    assert moved == Systemd(Path("/c/systemd/user"))
    assert scheduler_of(tmp_path, tmp_path / "r", {}, "win32") == WindowsTasks(tmp_path / "r")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="POSIX")
def test_launchd_is_told_whose_it_is(tmp_path: Path) -> None:
    found = scheduler_of(tmp_path, tmp_path, {}, "darwin")
    assert found == Launchd(tmp_path / "Library" / "LaunchAgents", os.getuid())


def test_commands_are_given_to_the_system() -> None:
    assert give(("no-such-program-at-all",)) == (False, "no-such-program-at-all is not installed")
    assert give((sys.executable, "-c", "print('yes')")) == (True, f"yes{os.linesep}".replace("\r", ""))
    assert give((sys.executable, "-c", "import sys; sys.exit('no')"))[0] is False


# -- the command of the person ---------------------------------------------------------------------------

Deskhand = Callable[..., tuple[int, str]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(cli_schedule, "SYSTEM", "linux")
    library = Library(tmp_path / "home" / "data" / "macros")
    variables = (
        Variable(name="who", default="Ada"),
        Variable(name="pin", type="secret", default="secret:pin"),
    )
    macro = a_macro(type_step("s1", "{who}"), type_step("s2", "{pin}"), name="Pay", variables=variables)
    library.save(a_bundle(macro), trusted=True)
    return library


@pytest.fixture
def deskhand(
    library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Deskhand:
    parser = argparse.ArgumentParser()
    add_schedule_parser(parser.add_subparsers())
    monkeypatch.setattr("agent.macros.schedulers.shutil.which", lambda name: None)  # no systemctl

    def command(*words: str) -> tuple[int, str]:
        arguments = parser.parse_args(["schedule", *words])
        try:
            code = int(arguments.command(arguments))
        except DeskhandError as error:
            return error.exit_code, str(error)
        told = capsys.readouterr()
        return code, told.out + told.err

    return command


def units(tmp_path: Path) -> str:
    folder = tmp_path / "config" / "systemd" / "user"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("deskhand-pay-*")))


def test_scheduled_listed_and_removed(deskhand: Deskhand, tmp_path: Path) -> None:
    code, told = deskhand("Pay", "--at", "09:00", "--on", "weekdays", "--var", "who=李 雷 100 %", "--yes")
    assert code == 0
    assert "“Pay” is replayed at 09:00 on weekdays." in told
    assert f"systemctl --user daemon-reload && systemctl --user enable --now {id_of('Pay')}.timer" in told
    text = units(tmp_path)
    words = unquoted(line_of(text, "ExecStart"), True)
    assert "--var=who=李 雷 100 %" in words
    assert words[-2:] == ["--", "Pay"]
    assert 'Environment="DISPLAY=:7"' in text
    assert f'Environment="DESKHAND_HOME={tmp_path / "home"}"' in text
    assert deskhand("list") == (0, "Pay: at 09:00 on weekdays\n")
    assert deskhand("remove", "Pay")[0] == 0
    assert units(tmp_path) == ""
    assert deskhand("list") == (0, "Nothing is scheduled.\n")
    assert deskhand("remove", "Pay")[0] == 2


def test_on_a_desktop_of_its_own(deskhand: Deskhand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    code, told = deskhand("Pay", "--every", "30m")
    assert (code, "no display here" in told) == (2, True)
    more = ("--on", "virtual", "--on", "mon,thu", "--open", "mousepad 'a b'", "--yes-to-all")
    code, told = deskhand("Pay", "--at", "9:00", *more)
    assert (code, "on Mon, Thu" in told) == (0, True)
    words = unquoted(line_of(units(tmp_path), "ExecStart"), True)
    assert {"--on=virtual", "--size=1280x800", "--open=mousepad 'a b'", "--yes-to-all"} <= set(words)
    assert "DISPLAY" not in units(tmp_path)


def test_a_secret_never_stands_in_a_unit(deskhand: Deskhand, tmp_path: Path) -> None:
    code, told = deskhand("Pay", "--at", "09:00", "--var", "pin=4711")
    assert (code, "secret:NAME" in told, "4711" in told) == (2, True, False)
    assert units(tmp_path) == ""
    assert deskhand("Pay", "--at", "09:00", "--var", "pin=secret:mine")[0] == 0
    assert "--var=pin=secret:mine" in units(tmp_path)


def test_what_nobody_will_be_asked_about_is_said(deskhand: Deskhand) -> None:
    assert "Nobody will be there" in deskhand("Pay", "--every", "1h")[1]
    assert "Nobody will be there" not in deskhand("Pay", "--every", "1h", "--yes")[1]


def test_a_stranger_is_not_scheduled(deskhand: Deskhand, library: Library, tmp_path: Path) -> None:
    library.save(a_bundle(a_macro(name="Theirs")), trusted=False)
    code, told = deskhand("Theirs", "--at", "09:00", "--yes-to-all")
    assert (code, "“Theirs”" in told) == (5, True)
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("Pay",), ("Nothing", "--at", "09:00"), ("Pay", "--at", "9"), ("Pay", "Pay", "--at", "09:00"),
        ("Pay", "--at", "09:00", "--var", "x=1"), ("Pay", "--at", "09:00", "--var", "who=a\nb"),
        ("Pay", "--at", "09:00", "--on", "mon", "--on", "tue"), ("Pay", "--at", "09:00", "--open", "x"),
        ("Pay", "--at", "09:00", "--data", "none.csv"), ("remove",),
    ],
)  # fmt: skip
def test_wrong_usage(deskhand: Deskhand, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert deskhand(*words)[0] == 2
    assert units(tmp_path) == ""


def test_other_systems_get_their_own(
    deskhand: Deskhand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_schedule, "SYSTEM", "win32")
    monkeypatch.delenv("DISPLAY")
    code, told = deskhand("Pay", "--at", "09:00")
    assert (code, "schtasks /Create" in told) == (0, True)
    (task,) = (tmp_path / "home" / "data" / "schedule").glob("*.task.xml")
    arguments = text_at(ElementTree.fromstring(task.read_bytes()), "Actions/Exec/Arguments") or ""
    assert windows_words(arguments)[-1] == "Pay"
    code, told = deskhand("Pay", "--at", "09:00", "--on", "virtual")
    assert (code, "on Linux only" in told) == (1, True)


def test_the_record_tells_the_command(deskhand: Deskhand, tmp_path: Path) -> None:
    deskhand("Pay", "--at", "09:00", "--yes")
    (record,) = (tmp_path / "home" / "data" / "schedule").glob("*.json")
    told = json.loads(record.read_text(encoding="utf-8"))
    assert told["name"] == "Pay"
    assert told["command"][0] == cli_schedule.command()[0]
    assert f"--junit={record.with_suffix('.xml')}" in told["command"]
