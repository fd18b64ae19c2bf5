"""Whether the process that began something is still there, told from a later one of the same number."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path


def started(pid: int) -> str:
    """When a process began, as a text that no other process ever has; "" when there is no such process."""
    ways = {"Linux": _started_linux, "Windows": _started_windows}
    return ways.get(platform.system(), _started_ps)(pid)


def alive(pid: int, mark: str) -> bool:
    """The very process that `started` once gave `mark` for still runs."""
    return mark != "" and started(pid) == mark


def _started_linux(pid: int) -> str:
    """Boot id and start time in clock ticks: field 22 of proc_pid_stat(5)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{boot} {fields[19]}"


def _started_ps(pid: int) -> str:
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _started_windows(pid: int) -> str:
    """The creation time by GetProcessTimes (winbase.h), in units of 100 ns."""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return ""
    times = [wintypes.FILETIME() for _ in range(4)]  # created, ended, kernel, user
    known = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
    kernel.CloseHandle(handle)
    ended = times[1].dwHighDateTime or times[1].dwLowDateTime
    return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}" if known and not ended else ""
