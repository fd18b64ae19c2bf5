"""The stage of the recording tests: a private desktop, a person who truly sends events there, and a page that
tells what it received.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from typing_fields import FLAGS

from actions.desktop_x11 import X11Desktop
from actions.listen_x11 import X11Ear
from actions.virtual import VirtualDesktop, end_group, poll
from agent.compose import build_eyes
from agent.macros.bundle import Bundle
from agent.recording.recorder import Recorder
from agent.settings import load
from vision.capture import ScreenCapture

HERE = Path(__file__).parent
PICTURE_SECONDS = 0.25  # that a person needs between two acts at the least; so a picture lies between them
BUTTONS = {"left": 1, "middle": 2, "right": 3}


class Person:
    """Sends events by XTEST from connections of its own."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        from Xlib import display

        self._display = display.Display(desktop.display)
        environment = desktop.environment() | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
        pipe = subprocess.PIPE
        command = [sys.executable, str(HERE / "recording_typist.py")]
        self._typist = desktop.start(command, environment=environment, stdin=pipe, stdout=pipe, text=True)

    def close(self) -> None:
        self._display.close()

    def rest(self) -> None:
        """As long as a person is between two acts."""
        self._display.sync()
        time.sleep(PICTURE_SECONDS)

    def move(self, x: float, y: float) -> None:
        from Xlib import X

        self._display.xtest_fake_input(X.MotionNotify, x=round(x), y=round(y))
        self.rest()

    def click(self, x: float, y: float, button: str = "left", count: int = 1) -> None:
        self.move(x, y)
        for _ in range(count):
            self._button(BUTTONS[button], True)
            self._button(BUTTONS[button], False)
        self.rest()

    def drag(self, start: Sequence[float], end: Sequence[float]) -> None:
        from Xlib import X

        self.move(*start)
        self._button(1, True)
        for part in range(1, 11):
            x, y = (round(a + (b - a) * part / 10) for a, b in zip(start, end, strict=True))
            self._display.xtest_fake_input(X.MotionNotify, x=x, y=y)
            self._display.sync()
        self.rest()
        self._button(1, False)
        self.rest()

    def turn(self, notches: int) -> None:
        for _ in range(abs(notches)):
            self._button(5 if notches > 0 else 4, True)
            self._button(5 if notches > 0 else 4, False)
        self.rest()

    def type(self, text: str) -> None:
        self._ask({"type": text})
        self.rest()

    def chord(self, *names: str) -> None:
        self._ask({"chord": names})
        self.rest()

    def _button(self, number: int, down: bool) -> None:
        from Xlib import X

        self._display.xtest_fake_input(X.ButtonPress if down else X.ButtonRelease, number)
        self._display.sync()

    def _ask(self, request: dict[str, Any]) -> None:
        assert self._typist.stdin is not None
        assert self._typist.stdout is not None
        self._typist.stdin.write(json.dumps(request) + "\n")
        self._typist.stdin.flush()
        assert self._typist.stdout.readline() == "done\n"


class Stage:
    """The desktop, its person, and recordings of what they do."""

    def __init__(self, desktop: VirtualDesktop, eye: str = "auto") -> None:
        self.desktop = desktop
        self.person = Person(desktop)
        self.x11 = X11Desktop(desktop.display)
        self.eyes = build_eyes(load(eye=eye))

    def close(self) -> None:
        self.person.close()
        self.x11.close()

    def recorder(self, **options: Any) -> Recorder:
        return Recorder(X11Ear(self.desktop.display), self.screen(), self.eyes, **options)

    def screen(self) -> ScreenCapture:
        return ScreenCapture(self.x11.windows, self.desktop.display)

    @contextmanager
    def recording(self) -> Iterator[list[Bundle]]:
        """What was done inside the block comes as a bundle into the list."""
        recorder = self.recorder()
        found: list[Bundle] = []
        recorder.start()
        try:
            yield found
            found.append(recorder.finish("recorded"))
        finally:
            recorder.cancel()

    def still(self) -> bool:
        """Whether the screen stands still in the end: what is being drawn takes no keys yet."""

        def same() -> bool:
            before = self.screen().grab().pixels
            time.sleep(PICTURE_SECONDS)
            return bool((self.screen().grab().pixels == before).all())

        return poll(same, 10)

    def focused(self, title: str) -> bool:
        return poll(lambda: any(w.focused and title in w.title for w in self.x11.windows()), 10)


class Page:
    """A page that tells what it gets."""

    def __init__(self, file: Path) -> None:
        self._told: dict[int, dict[str, Any]] = {}
        self._body = file.read_bytes()
        self._browser: subprocess.Popen[Any] | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self) -> Page:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def open(self, stage: Stage, browser: str, profile: Path) -> dict[str, tuple[float, float]]:
        """Where its things are on the screen, once it is there: it tells its own place when pointed at."""
        address = f"http://127.0.0.1:{self._server.server_port}/"
        flags = [*FLAGS, f"--user-data-dir={profile}", "--window-size=1000,700", f"--app={address}"]
        self._browser = stage.desktop.start([browser, *flags])
        window = stage.desktop.wait_for_window("Order form", 60)
        assert poll(lambda: self.told("ready"), 60)
        assert poll(lambda: self._is_pointed_at(stage.person, window.box.centre.x, window.box.centre.y), 20)
        place, boxes = self.told("place")[0], self.told("ready")[0]["boxes"]
        return {name: (place["x"] + x, place["y"] + y) for name, (x, y) in boxes.items()}

    def close(self) -> None:
        if self._browser is not None:
            end_group(self._browser)

    def _is_pointed_at(self, person: Person, x: int, y: int) -> bool:
        person.move(x + len(self._told) % 2, y)
        person.move(x, y)
        return bool(self.told("place"))

    def told(self, event: str, **values: Any) -> list[dict[str, Any]]:
        told = [entry for _, entry in sorted(self._told.items())]
        return [e for e in told if e["event"] == event and values.items() <= e.items()]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        page = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(page._body if self.path == "/" else b"")

            def do_POST(self) -> None:
                entry = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                page._told[entry["number"]] = entry
                self._answer(b"")

            def _answer(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                return

        return Handler
