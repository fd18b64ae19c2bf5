"""The acceptance bench: tasks of several steps, said in plain words, on web pages in a real Chromium and on
real programs; the whole loop carries them out on a private desktop. Truth is what the page tells, and what
the program leaves behind.

    python tests/task_bench.py [--tasks FILE] [--only REGEX] [--json OUT] [--table]

`tasks.json` was written by somebody who had not seen how words are understood, and was in view while that was
mended; so was, later, `tasks_goals.json`: goals, said loosely, on pages of their own. A file holds
for each task what is said, what it starts from, and, in terms of *events*, when it is done and what must not
happen. A page's events are what it posts ("submit" with its values, "send", "delete" …);
a program's are {"event": "exit", "code", "output"}, and of the files prepared for it {"event": "deleted" |
"changed", "path"}. `done` may hold:
    events   each has come, in any order
    state    these last values of the page's fields
    output   these words on the program's output, and its exit code 0
    files    in the program's home: path → its text, {"contains": …}, {"folder": true}, {"gone": true}
    copied   {"keys": […], "text": …}: what these chords bring to the clipboard, blanks and commas aside
    title    a shown window is called so (a part of it)
`forbidden` are patterns of events that are a wrong consequential act, unless `done` asks for that very event
(and it came no oftener).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Literal, Self

from typing_fields import FLAGS

from actions.virtual import VirtualDesktop, end_group, poll
from agent.errors import InputError
from agent.types import Act, Ask, End, Judgement, Observation, Resumption, Step, Verdict, Window

HERE = Path(__file__).parent
PAGES = HERE / "task_pages"
TASKS = HERE / "tasks.json"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
QUIET_FLAGS = ["--disable-features=Translate,AutofillServerCommunication,OptimizationHints", "--lang=en-US"]
QUIET_FLAGS += ["--password-store=basic", "--disable-default-apps", "--noerrdialogs", "--test-type"]
PREFERENCES: dict[str, Any] = {
    "credentials_enable_service": False,
    "profile": {"password_manager_enabled": False},
    "autofill": {"profile_enabled": False, "credit_card_enabled": False},
    "translate": {"enabled": False},
}
LIMIT = 90.0  # seconds that a task may last, until the process that carries it out is ended
OWN_LIMIT = 80.0  # seconds after which Deskhand itself goes on with nothing more
LOADING = 180.0  # seconds for the eye's models
LATE = 2.0  # seconds that what was done may take to show
SETTLING = 5.0  # seconds for a program to stand still before anything is done
BAR = 0.9  # of the tasks done, and no wrong act
TIMED = ("capture", "perceive", "plan", "perform")  # what a step takes Deskhand; `observe` is the program's

Event = dict[str, Any]
Grade = Literal["done", "not done", "wrong"]

SCRIPT = """
const RUN = new URLSearchParams(location.search).get('run');
let told = 0;
const tell = event => fetch('/log', {method: 'POST', keepalive: true,
  body: JSON.stringify({run: RUN, number: ++told, ...event})});
const put = (into, c) => {
  if (c.type == 'checkbox' && c.hasAttribute('value')) {
    into[c.name] ??= []; if (c.checked) into[c.name].push(c.value);
  } else if (c.type == 'checkbox') into[c.name] = c.checked;
  else if (c.type == 'radio') { into[c.name] ??= ''; if (c.checked) into[c.name] = c.value }
  else if (c.multiple) into[c.name] = [...c.selectedOptions].map(o => o.textContent.trim());
  else if (c.tagName == 'SELECT') into[c.name] = c.selectedOptions[0]?.textContent.trim() ?? '';
  else into[c.name] = c.value.trim();
};
const values = root => {
  const found = {};
  for (const c of root.querySelectorAll('input[name], select[name], textarea[name]')) put(found, c);
  return found;
};
const state = () => tell({event: 'state', values: {...values(document), ...(window.extra ? extra() : {})}});
const say = words => {
  const note = document.createElement('div');
  note.className = 'told'; note.textContent = words; document.body.append(note);
  note.style.cssText = 'position:fixed;left:50%;bottom:28px;transform:translateX(-50%);background:#20242c;' +
    'color:#fff;padding:12px 22px;border-radius:8px;font:15px sans-serif;z-index:99';
};
for (const kind of ['input', 'change']) document.addEventListener(kind, state);
document.addEventListener('submit', e => {
  e.preventDefault();
  const form = e.target;
  const got = {...values(form), ...(window.extra ? extra() : {})};
  tell({event: form.dataset.event ?? 'submit', form: form.id, values: got});
  if (form.dataset.after) say(form.dataset.after);
  for (const b of form.querySelectorAll('button')) if (b.type == 'submit') b.disabled = true;
  window.submitted?.(form, got);
});
document.addEventListener('click', e => {
  const b = e.target.closest('[data-event]');
  if (!b || b.tagName == 'FORM') return;
  tell({event: b.dataset.event, what: b.dataset.what ?? b.textContent.trim()});
  if (b.dataset.after) say(b.dataset.after);
});
const still = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  state(); tell({event: 'ready'});
}));
window.addEventListener('load', () => setTimeout(still, 100));
"""


@dataclass(frozen=True)
class Task:
    """One line of the bench. `page` may end in a query; `program` and `files` may say {home}."""

    id: str
    kind: str
    language: str
    say: str
    done: dict[str, Any]
    page: str = ""
    program: tuple[str, ...] = ()
    files: dict[str, str | None] = field(default_factory=dict)  # path in the home → text; None: a folder
    window: str = ""  # a part of the title or program name to wait for
    forbidden: tuple[Event, ...] = ()

    @property
    def can_be_tried(self) -> bool:
        """Whether what it needs is installed."""
        tools = ["xdotool", "xclip"] if "copied" in self.done else []
        if self.page:
            return BROWSER is not None
        return all(shutil.which(name) for name in [self.program[0], *tools])


@dataclass
class Result:
    """What became of a task."""

    id: str
    kind: str
    language: str
    say: str
    grade: Grade = "not done"
    outcome: str = ""  # of the run; "not_understood" where the words were not, "crashed" for an error of ours
    reason: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    wrong: list[Event] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # what `done` asks for and was not so
    seconds: float = 0.0

    @property
    def own_seconds(self) -> list[float]:
        """Of each step, without the program's own; waiting is none."""
        acts = [s for s in self.steps if s.get("action", {}).get("kind") != "wait"]
        return [sum(step["timings"][stage] for stage in TIMED) for step in acts]


def load_tasks(pattern: str = "", path: Path = TASKS) -> list[Task]:
    """Those whose id or kind matches the pattern."""
    records = json.loads(path.read_text(encoding="utf-8"))
    tasks = [_task(record) for record in records]
    return [t for t in tasks if re.search(pattern, t.id) or re.fullmatch(pattern, t.kind)]


def _task(record: dict[str, Any]) -> Task:
    tuples = {name: tuple(record.get(name, ())) for name in ("program", "forbidden")}
    return Task(**record | tuples)


# ---- truth -------------------------------------------------------------------------------------------------


def matches(pattern: Event, event: Event) -> bool:
    """Whether the event has all that the pattern names; "*" stands for anything."""
    return all(name in event and wanted in ("*", event[name]) for name, wanted in pattern.items())


def wanted_events(task: Task) -> list[Event]:
    """The consequential events that the task asks for."""
    events: list[Event] = list(task.done.get("events", []))
    if "output" in task.done:
        events.append({"event": "exit", "code": 0, "output": task.done["output"]})
    for path, content in task.done.get("files", {}).items():
        gone = isinstance(content, dict) and content.get("gone")
        events.append({"event": "deleted" if gone else "changed", "path": path})
    return events


def wrong_events(task: Task, events: Iterable[Event]) -> list[Event]:
    """The forbidden ones among what happened: each wish of the task excuses one event."""
    excused, wrong = wanted_events(task), []
    for event in events:
        wish = next((w for w in excused if matches(w, event)), None)
        if wish is not None:
            excused.remove(wish)
        elif any(matches(pattern, event) for pattern in task.forbidden):
            wrong.append(event)
    return wrong


def missing_events(wishes: Sequence[Event], events: Sequence[Event]) -> list[str]:
    """Those that did not come."""
    left, missing = list(events), []
    for wish in wishes:
        found = next((e for e in left if matches(wish, e)), None)
        if found is None:
            missing.append(f"event {json.dumps(wish, ensure_ascii=False)}")
        else:
            left.remove(found)
    return missing


def missing_state(wanted: Mapping[str, Any], state: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {v!r}, not {state.get(name)!r}" for name, v in wanted.items() if state.get(name) != v]


def missing_files(wanted: Mapping[str, Any], home: Path) -> list[str]:
    return [f"file {path}" for path, content in wanted.items() if not _holds(home / path, content)]


def _holds(path: Path, content: Any) -> bool:
    if isinstance(content, dict) and content.get("gone"):
        return not path.exists()
    if isinstance(content, dict) and content.get("folder"):
        return path.is_dir()
    if not path.is_file():
        return False
    text = path.read_text(encoding="utf-8", errors="replace")
    if isinstance(content, dict):
        return str(content["contains"]) in text
    return text.rstrip("\n") == str(content).rstrip("\n")


def file_events(task: Task, home: Path) -> list[Event]:
    """What became of the files that were prepared."""
    events: list[Event] = []
    for path, before in task.files.items():
        now = home / path
        if not now.exists():
            events.append({"event": "deleted", "path": path})
        elif before is not None and now.read_text(encoding="utf-8", errors="replace") != before:
            events.append({"event": "changed", "path": path})
    return events


# ---- the pages ---------------------------------------------------------------------------------------------


class Site:
    """A server on this machine alone: the pages, and what they tell of the run that is under way."""

    def __init__(self, script: str = SCRIPT, pages: Path = PAGES) -> None:
        self.script, self.pages = script, pages
        self.run = 0
        self.ready = False
        self._told: dict[int, Event] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def begin(self, page: str) -> str:
        """Forgets the run before; the address of a page for a new one."""
        self.run, self.ready, self._told = self.run + 1, False, {}
        name, _, query = page.partition("?")
        extra = f"&{query}" if query else ""
        return f"http://127.0.0.1:{self._server.server_port}/{name}?run={self.run}{extra}"

    @property
    def events(self) -> list[Event]:
        """What was done on the page, in order."""
        return [e for _, e in sorted(self._told.items()) if e["event"] not in ("state", "ready")]

    @property
    def state(self) -> dict[str, Any]:
        """The last values of its fields."""
        states = [e for _, e in sorted(self._told.items()) if e["event"] == "state"]
        return dict(states[-1]["values"]) if states else {}

    def heard(self, event: Event) -> None:
        """News of a page; what comes late from one before is none."""
        if str(event.pop("run", "")) == str(self.run):
            self._told[event.pop("number")] = event
            self.ready |= event["event"] == "ready"

    def body(self, path: str) -> bytes | None:
        name = path.partition("?")[0].lstrip("/")
        if name == "bench.js":
            return self.script.encode()
        file = self.pages / name
        return file.read_bytes() if file.parent == self.pages and file.is_file() else None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = site.body(self.path)
                self.answer(404 if body is None else 200, body or b"")

            def do_POST(self) -> None:
                site.heard(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.answer(200, b"")

            def answer(self, status: int, body: bytes) -> None:
                kind = "text/javascript" if self.path.endswith(".js") else "text/html"
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):  # the browser is gone
                    self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                return

        return Handler


# ---- the process that carries tasks out --------------------------------------------------------------------


class Worker:
    """Deskhand on the private desktop, in a process of its own; begun anew where it was ended."""

    def __init__(self, desktop: VirtualDesktop, home: Path, eye: str) -> None:
        self.desktop = desktop
        self.settings = {"DESKHAND_HOME": str(home), "DESKHAND_EYE": eye, "PYTHONPATH": _PATHS}
        self.process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()

    def ready(self) -> None:
        """Begins it, and waits until its models are loaded. Raises InputError where it does not come up."""
        if self.process is not None and self.process.poll() is None:
            return
        self.end()
        environment = self.desktop.environment() | self.settings
        pipe = subprocess.PIPE
        self.process = self.desktop.start(
            [sys.executable, str(Path(__file__)), "--worker"],
            environment=environment, stdin=pipe, stdout=pipe, stderr=None, text=True,
        )  # fmt: skip
        self._answers = queue.Queue()
        threading.Thread(target=_read, args=(self.process, self._answers), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            if "ready" in self._answers.get(timeout=LOADING):
                return
        self.end()
        raise InputError("Deskhand has not come up on the private desktop; what it said is above.")

    def carry_out(self, words: str) -> dict[str, Any]:
        """How the run ended, with its steps."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"say": words}) + "\n")
        self.process.stdin.flush()
        try:
            return self._answers.get(timeout=LIMIT)
        except queue.Empty:
            self.end()
            return {"outcome": "crashed", "reason": f"No answer within {LIMIT:g} s.", "steps": []}

    def end(self) -> None:
        if self.process is not None:
            end_group(self.process)
            self.process = None


_PATHS = f"{HERE.parent}{os.pathsep}{HERE}"


def _read(process: subprocess.Popen[str], answers: queue.Queue[dict[str, Any]]) -> None:
    """Its lines; at its end one more, so that nobody waits in vain."""
    for line in process.stdout or ():
        with contextlib.suppress(ValueError):  # a library's own words
            answers.put(json.loads(line))
    answers.put({"outcome": "crashed", "reason": "Its process ended.", "steps": []})


class Willing:
    """A person who says yes to every act that may be asked about, and answers no question."""

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        return Verdict(kind="stop" if judgement.consequence == "forbidden" else "allow")

    def choose(self, question: Ask, observation: Observation) -> int | None:
        return None

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        return "stop"

    def retry(self, *about: Any, **more: Any) -> bool:
        return False


def work() -> None:
    """In, a line of JSON each: {"say"}. Out: {"ready"} once, then {"outcome", "reason", "steps"} for each."""
    from agent.compose import build
    from agent.settings import load

    settings = load(timeout=OWN_LIMIT, planner="embedded")
    stages = build(settings, Willing())
    stages.eyes.look(stages.screen.grab(), "")  # loads what is loaded late
    _answer({"ready": True})
    for line in sys.stdin:
        wait_until_still(stages.screen)
        _answer(_run(json.loads(line)["say"], stages, settings))


def _answer(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def wait_until_still(screen: Any) -> None:
    """Until two pictures, 0.3 s apart, differ by no more than a caret."""
    import numpy as np

    before = screen.grab().pixels
    end = time.monotonic() + SETTLING
    while time.monotonic() < end:
        time.sleep(0.3)
        now = screen.grab().pixels
        if now.shape == before.shape and np.count_nonzero((now != before).any(axis=2)) < 100:
            return
        before = now


def _run(words: str, stages: Any, settings: Any) -> dict[str, Any]:
    from agent.errors import DeskhandError, InstructionError
    from agent.loop import run

    steps: dict[int, Step] = {}
    end = End(outcome="failed")
    outcome, reason = "", ""
    try:
        for progress in run(words, stages, settings, threading.Event()):
            if isinstance(progress, End):
                end = progress
            elif progress.stage != "perceived":
                steps[progress.index] = progress
    except InstructionError as error:
        outcome, reason = "not_understood", str(error)
    except DeskhandError as error:
        outcome, reason = "failed", str(error)
    except Exception as error:  # noqa: BLE001 — the bench tells of it, and goes on with the next task
        outcome, reason = "crashed", f"{type(error).__name__}: {error}"
    return {
        "outcome": outcome or end.outcome,
        "reason": reason or end.reason,
        "steps": [_told(step) for step in steps.values()],
    }


def _told(step: Step) -> dict[str, Any]:
    """A step as the results keep it."""
    act = step.decision
    told: dict[str, Any] = {"index": step.index, "stage": step.stage, "timings": step.timings.model_dump()}
    if isinstance(act, Ask):
        told["question"] = act.question
    if isinstance(act, Act):
        told |= {"action": act.action.model_dump(mode="json"), "words": act.words}
    if step.judgement is not None:
        told["consequence"] = step.judgement.consequence
    if step.outcome is not None:
        told |= {"effect": step.outcome.effect, "detail": step.outcome.detail}
    return told


# ---- the bench ---------------------------------------------------------------------------------------------


class Bench:
    """A private desktop, the pages, and the process that carries tasks out on it. `eye` is that setting."""

    def __init__(self, site: Site | None = None, eye: str = "auto") -> None:
        self.desktop = VirtualDesktop(1280, 800)
        self.site = site or Site()
        self.eye = eye
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-bench-"))
            self.folder = Path(folder)
            stack.enter_context(self.desktop)
            stack.enter_context(self.site)
            self.worker = Worker(self.desktop, self.folder / "deskhand", self.eye)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def home(self) -> Path:
        """That of the programs on the desktop."""
        return self.desktop.folder / "home"

    def run(self, task: Task) -> Result:
        """Opens what the task starts from, has it carried out, and looks what became of it."""
        result = Result(task.id, task.kind, task.language, task.say)
        begun = time.monotonic()
        try:
            with self.opened(task) as program:
                self.worker.ready()
                answer = self.worker.carry_out(task.say)
                result.outcome, result.reason = answer["outcome"], answer["reason"]
                result.steps = answer["steps"]
                self.judge(task, program, result)
        except Exception as error:  # noqa: BLE001 — one task that cannot be tried does not end the bench
            result.outcome, result.reason = "crashed", f"{type(error).__name__}: {error}"
        result.seconds = round(time.monotonic() - begun, 2)
        return result

    @contextlib.contextmanager
    def opened(self, task: Task) -> Iterator[Opened]:
        """The page or the program of the task, there and ready; gone afterwards, with its files."""
        self._prepare(task)
        opened = self._open_page(task) if task.page else self._open_program(task)
        try:
            opened.wait()
            yield opened
        finally:
            end_group(opened.process)
            self._end_windows()
            shutil.rmtree(self.folder / "profile", ignore_errors=True)

    def _prepare(self, task: Task) -> None:
        if shutil.which("xdotool"):  # the pointer rests where nothing is, whatever the task before did
            self._xdotool("mousemove", str(self.desktop.width - 30), str(self.desktop.height - 20))
        for left in self.home.iterdir():
            if not left.name.startswith("."):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        shutil.rmtree(self.home / ".config/qt6ct", ignore_errors=True)
        for name, content in task.files.items():
            path = self.home / name
            (path if content is None else path.parent).mkdir(parents=True, exist_ok=True)
            if content is not None:
                path.write_text(content, encoding="utf-8")

    def _open_page(self, task: Task) -> Opened:
        assert BROWSER is not None, "no Chromium on this machine"
        address = self.site.begin(task.page)
        profile = self.folder / "profile"
        (profile / "Default").mkdir(parents=True, exist_ok=True)
        (profile / "Default/Preferences").write_text(json.dumps(PREFERENCES))
        place = ["--window-size=1280,800", "--window-position=0,0", "--start-maximized"]
        process = self.desktop.start(
            [BROWSER, *FLAGS, *QUIET_FLAGS, *place, f"--user-data-dir={profile}", f"--app={address}"]
        )
        return Opened(self, task, process)

    def _open_program(self, task: Task) -> Opened:
        command = [part.replace("{home}", str(self.home)) for part in task.program]
        output = self.folder / "output"
        with output.open("wb") as stream:
            process = self.desktop.start(command, stdout=stream, cwd=self.home)
        return Opened(self, task, process, output)

    def _end_windows(self) -> None:
        """Programs that left their group: all windows here are those of the task."""
        if poll(lambda: not self.windows(), 3):
            return
        for window in self.windows():
            if window.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(window.pid, signal.SIGKILL)
        poll(lambda: not self.windows(), 5)

    def windows(self) -> tuple[Window, ...]:
        from actions.desktop_x11 import X11Desktop

        with X11Desktop(self.desktop.display) as desktop:
            return desktop.windows()

    def judge(self, task: Task, program: Opened, result: Result) -> None:
        """Fills in what happened, and whether it was right."""
        poll(lambda: not self.missing(task, program), LATE, 0.1)
        result.missing = self.missing(task, program)
        result.events = program.events()
        result.wrong = wrong_events(task, result.events)
        if result.wrong:
            result.grade = "wrong"
            return
        if not result.missing and "copied" in task.done:
            result.missing = self.missing_copy(task.done["copied"])
        result.grade = "not done" if result.missing else "done"

    def missing(self, task: Task, program: Opened) -> list[str]:
        """What `done` asks for and is not so, but for what is copied."""
        wishes = [w for w in wanted_events(task) if w["event"] not in ("changed", "deleted")]
        missing = missing_events(wishes, program.events())
        missing += missing_state(task.done.get("state", {}), self.site.state)
        missing += missing_files(task.done.get("files", {}), self.home)
        title = task.done.get("title", "")
        if not any(title in window.title for window in self.windows()) and title:
            missing.append(f"a window called {title}")
        return missing

    def missing_copy(self, wanted: Mapping[str, Any]) -> list[str]:
        self._xdotool("key", "--delay", "100", *wanted["keys"])
        text = ""

        def came() -> bool:
            nonlocal text
            text = self._clipboard()
            return re.sub(r"[\s,]", "", text) == re.sub(r"[\s,]", "", wanted["text"])

        return [] if poll(came, LATE, 0.2) else [f"copied {wanted['text']!r}, not {text!r}"]

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.desktop.environment(), check=True, timeout=10)

    def _clipboard(self) -> str:
        command = ["xclip", "-selection", "clipboard", "-o"]
        environment = self.desktop.environment()
        done = subprocess.run(command, env=environment, capture_output=True, timeout=5, check=False)
        return done.stdout.decode("utf-8", "replace")


@dataclass
class Opened:
    """What a task is carried out on."""

    bench: Bench
    task: Task
    process: subprocess.Popen[Any]
    output: Path | None = None

    def wait(self) -> None:
        """Until it is there. Raises InputError, AssertionError."""
        if self.task.page:
            assert poll(lambda: self.bench.site.ready, 60), f"{self.task.page} has not come up"
        else:
            self.bench.desktop.wait_for_window(self.task.window or self.task.program[0], 30)

    def events(self) -> list[Event]:
        """All that has happened, as the page tells it or the program shows it."""
        if self.task.page:
            return self.bench.site.events
        events = file_events(self.task, self.bench.home)
        if (code := self.process.poll()) is not None and self.output is not None:
            output = self.output.read_text(encoding="utf-8", errors="replace").strip()
            events.append({"event": "exit", "code": code, "output": output})
        return events


# ---- the table ---------------------------------------------------------------------------------------------


def table(results: Sequence[Result]) -> list[str]:
    """By kind: tasks, done, wrong, and the median of the seconds that a step takes Deskhand."""
    kinds = list(dict.fromkeys(result.kind for result in results))
    rows = [("kind", "tasks", "done", "wrong", "s/step")]
    rows += [_row(kind, [r for r in results if r.kind == kind]) for kind in kinds]
    for language in ("en", "zh"):
        rows.append(_row(f"all {language}", [r for r in results if r.language == language]))
    rows.append(_row("all", results))
    return [f"{row[0]:12}" + "".join(f"{cell:>8}" for cell in row[1:]) for row in rows]


def _row(name: str, results: Sequence[Result]) -> tuple[str, str, str, str, str]:
    took = [seconds for result in results for seconds in result.own_seconds]
    done, wrong = (sum(r.grade == grade for r in results) for grade in ("done", "wrong"))
    return name, str(len(results)), str(done), str(wrong), f"{median(took):.2f}" if took else "–"


def line(result: Result) -> str:
    why = "" if result.grade == "done" else f": {result.reason}" if result.reason else f": {result.missing}"
    wrong = f" WRONG {result.wrong}" if result.wrong else ""
    how = f"{result.outcome:14} {len(result.steps)} steps {result.seconds:5.1f} s"
    return f"{result.id:14} {result.grade:9} {how}{why}{wrong}"


def run_all(tasks: Sequence[Task], quiet: bool = True, eye: str = "auto") -> list[Result]:
    """One after the other, on one desktop."""
    results = []
    with Bench(eye=eye) as bench:
        for task in tasks:
            results.append(bench.run(task))
            if not quiet:
                sys.stdout.write(line(results[-1]) + "\n")
                sys.stdout.flush()
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description="The tasks of tests/tasks.json, carried out for real.")
    parser.add_argument("--tasks", type=Path, default=TASKS, metavar="FILE", help="default: tests/tasks.json")
    parser.add_argument("--only", default="", metavar="REGEX", help="tasks whose id or kind matches")
    parser.add_argument("--json", type=Path, metavar="OUT", help="all that is known of each, into this file")
    parser.add_argument("--table", action="store_true", help="the table alone, without a line a task")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work()
        return 0
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # all is ended in good order
    tasks = load_tasks(arguments.only, arguments.tasks)
    for task in tasks:
        if not task.can_be_tried:
            sys.stderr.write(f"{task.id} is left out: what it needs is not installed.\n")
    results = run_all([task for task in tasks if task.can_be_tried], quiet=arguments.table)
    if arguments.json:
        text = json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(table(results)) + "\n")
    wrong = any(result.grade == "wrong" for result in results)
    return int(wrong or sum(r.grade == "done" for r in results) < BAR * len(results))


if __name__ == "__main__":
    sys.exit(main())
