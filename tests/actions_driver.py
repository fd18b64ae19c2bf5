"""The real hands in a process of their own, for the live tests: pyautogui has one display for life.

In, a line of JSON each: {"op": "see"} | {"op": "perform", "action": …, "stop_after": seconds} |
{"op": "own", "box": […]} | {"op": "think", "seconds": …, "action": …}: a whole run, of which the planner
thinks so long before it gives the act. Out: {"error": name or "", "message": …, "begun": time, "thought": …}.
"""

from __future__ import annotations

import json
import sys
import time
from threading import Event, Timer
from typing import Any

from pydantic import TypeAdapter

from actions.desktop import windows
from actions.perform import DesktopHands
from actions.person import Attention
from actions.person_x11 import X11Listener
from agent.consent import Notary
from agent.errors import DeskhandError, InputError, Stopped
from agent.fake import MemoryJournal, ScriptedConfirmer
from agent.loop import Stages, run
from agent.settings import load
from agent.types import Act, Action, Decision, End, Frame, Observation, Outcome
from vision.capture import ScreenCapture

ACTION: TypeAdapter[Any] = TypeAdapter(Action)


class Blind:
    """Sees the picture alone."""

    def look(self, frame: Frame, query: str = "") -> Observation:
        return Observation(frame, ())


class Slow:
    """Thinks for some seconds before each act, deaf to the world as a model is."""

    def __init__(self, seconds: float, action: Action) -> None:
        self.seconds, self.action, self.asked = seconds, action, False

    def begin(self, instruction: str) -> None:
        return

    def next(self, observation: Observation) -> Decision:
        self.asked = True
        time.sleep(self.seconds)
        return Act(action=self.action, words="think")

    def chosen(self, index: int) -> None:
        return

    def observed(self, act: Act, outcome: Outcome) -> None:
        return


class Driver:
    def __init__(self) -> None:
        self.screen = ScreenCapture(windows)
        self.person = Attention(None, lambda: X11Listener(("ctrl", "alt", "escape")))
        self.notary = Notary()
        self.hands = DesktopHands(self.screen, self.notary.redeem, load(), person=self.person)
        self.seen = self.screen.grab()
        self.begun = 0.0  # when the last act was approved
        self.thought = False  # whether a planner was asked

    def do(self, request: dict[str, Any]) -> None:
        match request["op"]:
            case "see":
                self.seen = self.screen.grab()
            case "perform":
                self.perform(request)
            case "think":
                self.think(request)
            case "own":
                self.open_window(*request["box"])

    def perform(self, request: dict[str, Any]) -> None:
        stop = Event()
        timer = Timer(request.get("stop_after", 3600), stop.set)
        timer.start()
        try:
            with self.person.listen(stop):
                action = ACTION.validate_python(request["action"])
                approval = self.notary.approve(action, self.seen)
                self.begun = time.monotonic()
                self.hands.perform(action, self.seen, stop, approval)
        finally:
            timer.cancel()

    def think(self, request: dict[str, Any]) -> None:
        planner = Slow(request["seconds"], ACTION.validate_python(request["action"]))
        self.thought = False
        stages = Stages(
            self.screen, Blind(), planner, ScriptedConfirmer(), self.hands, MemoryJournal(), self.notary,
            listen=self.person.listen,
        )  # fmt: skip
        *_, end = run("think", stages, load(yes_to_all=True), Event())
        self.thought = planner.asked
        assert isinstance(end, End)
        if end.outcome != "done":
            raise Stopped(end.reason) if end.outcome == "stopped" else InputError(end.reason)

    def open_window(self, x0: int, y0: int, x1: int, y1: int) -> None:
        from Xlib import display

        self.connection = display.Display()
        screen = self.connection.screen()
        window = screen.root.create_window(
            *(x0, y0, x1 - x0, y1 - y0, 0, screen.root_depth),
            override_redirect=True,
            background_pixel=0xFFFFFF,
        )
        window.map()
        self.connection.sync()


def main() -> None:
    driver = Driver()
    for line in sys.stdin:
        answer: dict[str, Any] = {"error": "", "message": ""}
        try:
            driver.do(json.loads(line))
        except DeskhandError as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        sys.stdout.write(json.dumps(answer | {"begun": driver.begun, "thought": driver.thought}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
