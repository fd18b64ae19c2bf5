"""`deskhand demo`: the main job for real, on a private virtual desktop, with a report of pictures.

Each instruction is carried out by the command itself, in a process of its own, since the libraries for the
pointer and the screen bind to one display. Whether it truly happened is found out by other means
(agent/demo_scenes.py).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.demo_scenes import SCENES, Check, Scene, our_environment
from agent.errors import JournalError, NotSupportedError
from agent.journal import SqliteJournal
from agent.journal_redact import Secrets, secrets_in
from agent.report import html_of
from agent.settings import PREFIX, Settings

if TYPE_CHECKING:
    from actions.virtual import VirtualDesktop

PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "mousepad": "mousepad"}  # program → Debian package
SECONDS = 120  # for one instruction
GRACE = 60  # more, for loading the models, until the process is ended
EFFECTS = {"seen": "✓ effect seen", "none": "✗ no effect seen", "unverifiable": "✓ done, nothing to see",
           "unknown": "? unknown", "skipped": "– skipped"}  # fmt: skip
INTRODUCTION = (
    "A private virtual desktop of {width}×{height}: your own screen, pointer and files are not touched.",
    "Everything there belongs to the demo, so it says yes to itself with --yes-to-all; on your own desktop,",
    "typing a password, logging in and saving over a file would be asked first, each with its exact target.",
)
Say = Callable[[str], None]


@dataclass
class Demo:
    """What one run of the demo needs and finds out."""

    settings: Settings
    say: Say
    folder: Path  # for the programs' files, Deskhand's journal and its settings; gone afterwards
    checks: list[tuple[str, Check]] = field(default_factory=list)  # with the scene's title
    begun: float = field(default_factory=time.monotonic)

    @property
    def home(self) -> Path:
        return self.folder / "deskhand"

    @property
    def holds(self) -> bool:
        return bool(self.checks) and all(check.holds for _, check in self.checks)


def run_demo(out: Path, settings: Settings, say: Say, scenes: Sequence[Scene] = SCENES) -> int:
    """Carries out all scenes and writes `out`/report.html; 0 when every check holds, 1 otherwise.

    Raises NotSupportedError where a program is missing, InputError when the desktop does not start,
    JournalError when the report cannot be written.
    """
    from actions.virtual import VirtualDesktop
    from actions.virtual_tools import paint

    require_programs()
    report = _report_path(out)
    with _folder() as folder, VirtualDesktop() as desktop:
        demo = Demo(settings, say, folder)
        paint(desktop.display)
        for line in INTRODUCTION:
            say(line.format(width=desktop.width, height=desktop.height))
        for number, scene in enumerate(scenes, start=1):
            say(f"\n{number}. {scene.title}")
            play(scene, desktop, demo)
        _write(report, demo)
    say(f"\n{summary(demo)}\nReport: {report}")
    return 0 if demo.holds else 1


def require_programs() -> None:
    """Raises NotSupportedError naming all that is missing and how to install it."""
    if not sys.platform.startswith("linux"):
        raise NotSupportedError(
            "The demo needs an X server of its own, which there is on Linux only; "
            'elsewhere try on your own screen: deskhand run --dry-run "click Save".'
        )
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        raise NotSupportedError(
            f"The demo needs {_listed(missing)}, not installed here; on Debian or Ubuntu: "
            f"sudo apt install {' '.join(PROGRAMS[program] for program in missing)}."
        )


def play(scene: Scene, desktop: VirtualDesktop, demo: Demo) -> None:
    """One scene: opens its program, carries out its instructions, checks, ends the program."""
    from actions.virtual import end_group

    program = scene.start(desktop, demo.folder)
    try:
        claims = [_claim(words, carry_out(words, desktop, demo)) for words in scene.instructions]
        found = [*claims, *scene.checks(desktop, demo.folder)]
    finally:
        end_group(program)
    for check in found:
        demo.say(
            f"   {'✓' if check.holds else '✗'} {check.words}" + ("" if check.holds else f" ({check.seen})")
        )
    demo.checks += [(scene.title, check) for check in found]


def carry_out(instruction: str, desktop: VirtualDesktop, demo: Demo) -> dict[str, Any]:
    """Runs the command on the virtual desktop and tells its progress; its last event (the end)."""
    demo.say(f"   “{instruction}”")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = desktop.start(
            command_for(instruction, demo.settings),
            environment=our_environment(desktop) | settings_environment(demo.settings, demo.home),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        )
        end = {}
        with _ended_after(process, SECONDS + GRACE), process:
            for line in process.stdout or ():
                end = json.loads(line)
                _tell(end, demo.say)
        errors.seek(0)
        said = errors.read().strip()
    if end.get("event") == "end":
        return end
    return {
        "event": "end",
        "outcome": "failed",
        "reason": said or f"It ended with code {process.returncode}.",
    }


def command_for(instruction: str, settings: Settings) -> list[str]:
    """The command line of one instruction, with the person's own choice of planner and bounds kept."""
    command = [sys.executable, "-m", "agent.cli", "run", instruction, "--json", "--yes-to-all"]
    return [*command, "--planner", settings.planner, "--timeout", str(min(SECONDS, settings.timeout))]


def settings_environment(settings: Settings, home: Path) -> dict[str, str]:
    """The person's choices that matter here, and their cache, which only saves making things again; all else
    is as on a machine that was never set up."""
    names = ("reader_engine", "threads", "settle", "cache_dir")
    kept = {name: getattr(settings, name) for name in names}
    return {PREFIX + name.upper(): str(value) for name, value in kept.items()} | {PREFIX + "HOME": str(home)}


def summary(demo: Demo) -> str:
    """How it went, in one line."""
    broken = sum(not check.holds for _, check in demo.checks)
    took = time.monotonic() - demo.begun
    if not demo.checks:
        return "Nothing was checked."
    if broken:
        return f"{broken} of {len(demo.checks)} checks do not hold, after {took:.0f} s."
    return f"All {len(demo.checks)} checks hold, after {took:.0f} s: each thing truly happened."


def _claim(instruction: str, end: dict[str, Any]) -> Check:
    shown = Secrets(texts=secrets_in(instruction)).hide(instruction)
    words = f"Deskhand says that it is done: “{shown}”"
    return Check(words, end["outcome"] == "done", f"{end['outcome']}: {end['reason']}")


def _tell(event: dict[str, Any], say: Say) -> None:
    if event.get("event") == "end":
        if event["outcome"] != "done":
            say(f"     {event['outcome']}: {event['reason']}")
            for near in event.get("nearest", ())[:4]:
                say(f"       nearest: {near['kind']} “{near['text']}” at {near['point']} ({near['score']})")
    elif event["stage"] == "planned":
        say(f"     {event['index']}. {event['does']}")
    elif event["stage"] == "observed":
        seconds = sum(event["timings"].values())
        detail = f": {event['detail']}" if event.get("detail") else ""
        say(f"        {EFFECTS[event['effect']]}{detail} ({seconds:.1f} s)")


def _report_path(out: Path) -> Path:
    """Where the report goes; the folder is made before anything else is done. Raises JournalError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.html").touch()
    except OSError as error:
        raise JournalError(f"The report cannot be written to {out}: {error.strerror}.") from error
    return out / "report.html"


def _write(report: Path, demo: Demo) -> None:
    journal = SqliteJournal(demo.home / "data")
    records = [journal.run(row.number) for row in reversed(journal.runs())]
    lead = f"{summary(demo)} {len(records)} instructions, {sum(r.row.steps for r in records)} acts."
    page = html_of(records, journal, "The main job, shown on a private desktop", lead, _checks_html(demo))
    journal.close()
    try:
        report.write_text(page, encoding="utf-8")
    except OSError as error:
        raise JournalError(f"The report cannot be written to {report}: {error.strerror}.") from error


def _checks_html(demo: Demo) -> str:
    parts = []
    for title in dict.fromkeys(title for title, _ in demo.checks):
        items = "".join(_check_html(check) for of, check in demo.checks if of == title)
        parts.append(f'<h3>{escape(title)}</h3><ul class="checks">{items}</ul>')
    return "".join(parts)


def _check_html(check: Check) -> str:
    pill = '<span class="pill good">true</span>' if check.holds else '<span class="pill bad">not true</span>'
    return f"<li>{pill}<div>{escape(check.words)}<small>{escape(check.seen)}</small></div></li>"


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="deskhand-demo-") as name:
        yield Path(name)


@contextmanager
def _ended_after(process: subprocess.Popen[Any], seconds: float) -> Iterator[None]:
    """Ends the process if it has not ended by itself: the demo never hangs."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
