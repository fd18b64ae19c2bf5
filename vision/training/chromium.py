"""A headless Chromium, spoken to over two pipes in the DevTools protocol: set a page, ask it, take its
picture.

Messages are JSON ended by a zero byte; Chromium reads them from descriptor 3 and writes to 4
(--remote-debugging-pipe). No port is opened and nothing is fetched: pages come as text.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from types import TracebackType
from typing import Any

import numpy as np

from agent.errors import NotSupportedError
from agent.types import Pixels

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ENDED = "Chromium ended unexpectedly; see whether it starts on this machine."
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # our own pages only, and containers have no sandbox
    "--disable-gpu",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--force-color-profile=srgb",
    "--mute-audio",
)


# Chromium wants its pipes at 3 and 4, whatever numbers they have here; copies above 10 keep them open.
LAUNCHER = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]]
for place, pipe in zip((3, 4), pipes):
    os.dup2(pipe, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


def executable() -> str | None:
    """The Chromium of this machine, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One tab. Use as a context; leaving it ends the process. Raises NotSupportedError where there is no
    Chromium."""

    def __init__(self) -> None:
        path = executable()
        if path is None:
            raise NotSupportedError(
                "There is no Chromium on this machine; install Debian's package chromium."
            )
        self._profile = tempfile.TemporaryDirectory(prefix="deskhand-web-", ignore_cleanup_errors=True)
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        command = [path, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, str(theirs_in), str(theirs_out), *command],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out, self._in = os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb")
        self._number = 0
        self._rest = b""
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process and takes its profile away."""
        self._process.terminate()
        self._process.wait(timeout=20)
        self._out.close()
        self._in.close()
        self._profile.cleanup()

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        """One command of the protocol and its answer. Raises NotSupportedError when Chromium refuses or has
        ended."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        try:
            self._out.write(json.dumps(message).encode() + b"\0")
            self._out.flush()
        except BrokenPipeError as error:
            raise NotSupportedError(ENDED) from error
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise NotSupportedError(
                        f"Chromium refused {method}: {answer['error'].get('message', '')}."
                    )
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            data = os.read(self._in.fileno(), 1 << 20)
            if not data:
                raise NotSupportedError(ENDED)
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def show(self, html: str, width: int, height: int, scale: float) -> None:
        """Shows a page in a view of width × height CSS pixels, `scale` device pixels each."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )
        self.call("Page.setDocumentContent", frameId=self._frame, html=html)

    def ask(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise NotSupportedError(
                f"A script failed in Chromium: {answer['exceptionDetails'].get('text', '')}."
            )
        return answer["result"].get("value")

    def picture(self) -> Pixels:
        """The view as [H, W, 3] uint8 RGB."""
        import cv2

        data = base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if image is None:
            raise NotSupportedError("Chromium gave no picture of its page; update it and draw again.")
        return np.ascontiguousarray(image[:, :, ::-1], dtype=np.uint8)
