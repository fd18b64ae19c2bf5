"""Deskhand on the drift bench's desktop, in a process of its own that stays warm from cell to cell.

In, a line of JSON each; out, one for each:
    {"op": "still"}                      waits until the screen stands still
    {"op": "record"}                     begins to record
    {"op": "recorded", "name"}           {"bundle"}: what was recorded since
    {"op": "replay", "bundle", "shot"}   {"outcome", "reason", "steps", "results"}
A bundle travels as the base64 of its file; `shot` names a file for the screen on which a replay stops.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from task_bench import Willing, _told, wait_until_still

from actions.virtual import VirtualDesktop, end_group
from agent.errors import DeskhandError, InputError
from agent.loop import run
from agent.macros.bundle import pack, unpack
from agent.recording.recorder import Recorder
from agent.replay import PREFIX, MacroPlanner
from agent.types import Element, End, Step

HERE = Path(__file__).parent
LOADING = 180.0  # seconds for the eye's models
LIMIT = 150.0  # … for one request, until the process is ended
OWN_LIMIT = 120.0  # … after which a replay goes on with nothing more
Record = dict[str, Any]


class Worker:
    """The process, begun where it is first needed; begun anew where it was ended."""

    def __init__(self, desktop: VirtualDesktop, home: Path, eye: str = "auto") -> None:
        self.desktop = desktop
        paths = f"{HERE.parent}{os.pathsep}{HERE}"
        self.settings = {"DESKHAND_HOME": str(home), "DESKHAND_EYE": eye, "PYTHONPATH": paths}
        self.process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[Record] = queue.Queue()

    def ask(self, op: str, limit: float = LIMIT, **more: Any) -> Record:
        """What it answers. Raises InputError where it does not, or says that it could not."""
        self._begin()
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"op": op, **more}) + "\n")
        self.process.stdin.flush()
        answer = self._answer(limit)
        if "failed" in answer:
            raise InputError(str(answer["failed"]))
        return answer

    def end(self) -> None:
        if self.process is not None:
            end_group(self.process)
            self.process = None

    def _begin(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        self.end()
        pipe = subprocess.PIPE
        self.process = self.desktop.start(
            [sys.executable, str(Path(__file__))],
            environment=self.desktop.environment() | self.settings,
            stdin=pipe, stdout=pipe, stderr=None, text=True,
        )  # fmt: skip
        self._answers = queue.Queue()
        threading.Thread(target=_read, args=(self.process, self._answers), daemon=True).start()
        self._answer(LOADING)

    def _answer(self, limit: float) -> Record:
        try:
            return self._answers.get(timeout=limit)
        except queue.Empty:
            self.end()
            return {"failed": f"Deskhand has not answered within {limit:g} s."}


def _read(process: subprocess.Popen[str], answers: queue.Queue[Record]) -> None:
    """Its lines; at its end one more, so that nobody waits in vain."""
    for line in process.stdout or ():
        with contextlib.suppress(ValueError):  # a library's own words
            answers.put(json.loads(line))
    answers.put({"failed": "Deskhand's process ended; what it said is above."})


# ---- in the process ----------------------------------------------------------------------------------------


class _Deskhand:
    """Real eyes and hands on the display, for an unattended replay."""

    def __init__(self) -> None:
        from agent.compose import build
        from agent.settings import load

        self.settings = load(timeout=OWN_LIMIT, planner="embedded", yes_to_all=True)
        self.stages = build(self.settings, Willing())
        self.stages.eyes.look(self.stages.screen.grab(), "")  # loads what is loaded late

    def answer(self, request: Record) -> Record:
        match request["op"]:
            case "still":
                wait_until_still(self.stages.screen)
                return {}
            case "record":
                self.recorder = self._recorder()
                self.recorder.start()
                return {}
            case "recorded":
                bundle = self.recorder.finish(request["name"])
                return {"bundle": base64.b64encode(pack(bundle)).decode()}
            case "replay":
                return self._replay(request)
        return {"failed": f"There is no {request['op']!r}."}

    def _recorder(self) -> Recorder:
        from actions.listen import open_ear

        return Recorder(open_ear(), self.stages.screen, self.stages.eyes)

    def _replay(self, request: Record) -> Record:
        bundle = unpack(base64.b64decode(request["bundle"]))
        planner = MacroPlanner(bundle, attended=False)
        stages = replace(self.stages, planner=planner)
        steps: dict[int, Step] = {}
        end = End(outcome="failed")
        try:
            for progress in run(PREFIX + bundle.macro.name, stages, self.settings, threading.Event()):
                if isinstance(progress, End):
                    end = progress
                else:
                    steps[progress.index] = progress
        except DeskhandError as error:
            end = End(outcome="failed", reason=str(error))
        if end.outcome != "done" and request.get("shot"):
            self._keep(Path(request["shot"]), steps)
        results = [
            {
                "id": r.id,
                "words": r.words,
                "state": r.state,
                "seconds": round(r.seconds, 2),
                "sentence": r.sentence,
            }
            for r in planner.results
        ]
        told = [_told(step) for step in steps.values()]
        return {"outcome": end.outcome, "reason": end.reason, "steps": told, "results": results}

    def _keep(self, path: Path, steps: dict[int, Step]) -> None:
        """The screen as it was seen last, and what the eye made of it."""
        from PIL import Image

        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(self.stages.screen.grab().pixels).save(path)
        if steps:
            seen = steps[max(steps)].observation
            windows = [window.model_dump(mode="json") for window in seen.frame.windows]
            told = {"windows": windows, "elements": [_brief(element) for element in seen.elements]}
            path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=0))


def _brief(element: Element) -> Record:
    told = element.model_dump(mode="json", include={"kind", "text", "label", "states"})
    return {"box": element.box.as_list(), **told}


def work() -> None:
    deskhand = _Deskhand()
    _say({"ready": True})
    for line in sys.stdin:
        try:
            answer = deskhand.answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 — the bench tells of it, and goes on with the next cell
            answer = {"failed": f"{type(error).__name__}: {error}"}
        _say(answer)


def _say(record: Record) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work()
