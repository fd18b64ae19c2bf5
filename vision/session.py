"""What kind of display this session has: whether its screen may be read at all, and how large it draws."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping

from agent.errors import NoDisplayError

WAYLAND = (
    "This is a Wayland session, in which one program may not see the others; "
    "log out and choose an “Xorg” or “X11” session on the log-in screen."
)
NO_DISPLAY = (
    "There is no display to look at (DISPLAY is not set); start Deskhand in a desktop session, "
    "or try “deskhand demo”, which brings its own."
)


def check_session(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> None:
    """Raises NoDisplayError where the screen cannot be read: Wayland, or no display at all (Linux only)."""
    environ = os.environ if environ is None else environ
    if not platform.startswith("linux"):
        return
    has_x = bool(environ.get("DISPLAY"))
    if environ.get("XDG_SESSION_TYPE") == "wayland" or (environ.get("WAYLAND_DISPLAY") and not has_x):
        raise NoDisplayError(WAYLAND)
    if not has_x:
        raise NoDisplayError(NO_DISPLAY)


def x11_scale(display: str | None = None) -> float:
    """The magnification of an X11 desktop: its Xft.dpi resource over 96; 1.0 where it has none.

    The physical sizes that RandR tells are often wrong, and programs go by Xft.dpi.
    """
    found = re.search(r"^Xft\.dpi:\s*([\d.]+)", _x_resources(display), re.MULTILINE)
    dpi = float(found[1]) if found and found[1].strip(".") else 96.0
    return min(max(dpi / 96.0, 0.5), 8.0)


def _x_resources(display: str | None) -> str:
    """The RESOURCE_MANAGER property of the root window, "" where it cannot be had (libX11 by ctypes)."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")  # by its lasting name: find_library takes 50 ms
    except OSError:
        return ""
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XResourceManagerString.restype = ctypes.c_char_p
    x11.XResourceManagerString.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = x11.XOpenDisplay(display.encode() if display else None)
    if not connection:
        return ""
    try:
        return (x11.XResourceManagerString(connection) or b"").decode("utf-8", "replace")
    finally:
        x11.XCloseDisplay(connection)


def prepare_windows() -> None:
    """Makes this process aware of each monitor's DPI; must come before the first look at the screen."""
    if sys.platform == "win32":
        user32 = ctypes.windll.user32
        per_monitor_v2 = ctypes.c_void_p(-4)
        if not user32.SetProcessDpiAwarenessContext(per_monitor_v2):  # Qt, say, has done it already
            return


def windows_scale(x: int, y: int) -> float:
    """The magnification of the Windows monitor at a point of the virtual screen (GetDpiForMonitor / 96)."""
    if sys.platform == "win32":
        from ctypes import wintypes

        point = wintypes.POINT(x, y)
        monitor = ctypes.windll.user32.MonitorFromPoint(point, 2)  # 2: the nearest one
        dpi_x, dpi_y = ctypes.c_uint(96), ctypes.c_uint(96)
        ctypes.windll.shcore.GetDpiForMonitor(monitor, 0, ctypes.byref(dpi_x), ctypes.byref(dpi_y))
        return dpi_x.value / 96.0
    return 1.0
