"""The terminal window that the command was typed in: it is ours too.

It shows the instruction itself ("click Login" would find its own words there), and keys that are meant for a
program must not go into it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

DEEPEST = 64  # ancestors that are looked at


def terminal_pid(window_pids: Collection[int]) -> int | None:
    """The nearest ancestor of this process that has a window, when this process hangs on a terminal."""
    if not sys.platform.startswith("linux") or not _on_terminal():
        return None
    pid = os.getppid()
    for _ in range(DEEPEST):
        if pid <= 1:
            return None
        if pid in window_pids:
            return pid
        pid = _parent(pid)
    return None


def _on_terminal() -> bool:
    try:
        descriptor = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    os.close(descriptor)
    return True


def _parent(pid: int) -> int:
    """Field 4 of proc_pid_stat(5); 0 when the process has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[1])
