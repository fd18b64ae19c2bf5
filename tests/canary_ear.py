"""Imported by each Python process of the canary's test: writes down whom it connects to, what it starts."""

from __future__ import annotations

import os
import sys
from typing import Any

HEARD = ("socket.connect", "socket.bind", "socket.sendto", "subprocess.Popen", "os.exec", "os.posix_spawn")


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event in HEARD:
        with open(os.environ["CANARY_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{event} {arguments!r}\n")


sys.addaudithook(_hear)
