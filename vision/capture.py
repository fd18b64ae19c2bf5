"""The desktop → Frame, by mss: every monitor, physical pixels, and our own windows painted out."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from agent.errors import CaptureError, NoDisplayError
from agent.types import Box, Frame, Monitor, Pixels, Point, Window, bounding
from vision.geometry import NativeMonitor, lay_out, windows_to_desktop
from vision.pictures import PictureScreen, read_picture
from vision.session import check_session, prepare_windows, windows_scale, x11_scale

__all__ = ["PictureScreen", "ScreenCapture", "read_picture"]

REOPEN_AFTER = 2.0  # seconds until monitors are asked for again: they come, go and change their size
FAULTS = (OSError, AssertionError)  # what mss lets through besides its own error when a server dies
GREY = 128  # what stands in the place of our own windows


class ScreenCapture:
    """This process's desktop; implements agent.ports.Screen. May be used from several threads.

    `windows` lists the windows, bottom to top, in native units. `display` names an X display other than
    that of the environment.
    """

    def __init__(
        self, windows: Callable[[], tuple[Window, ...]] = lambda: (), display: str | None = None
    ) -> None:
        self._list_windows = windows
        self._display = display
        self._lock = threading.Lock()
        self._mss: Any = None
        self._opened = 0.0
        self._monitors: tuple[Monitor, ...] = ()
        with self._lock:
            self._open()

    def grab(self, region: Box | None = None) -> Frame:
        """The desktop, or the part of it in `region`, as RGB. Raises CaptureError, NoDisplayError."""
        with self._lock:
            if time.monotonic() - self._opened > REOPEN_AFTER:
                self._open()
            monitors = self._monitors
            seen = _clamped(region, bounding(m.box for m in monitors))
            taken_at = time.monotonic()
            pixels = self._pixels(seen)
        windows = windows_to_desktop(self._list_windows(), monitors)
        _paint_out(pixels, seen, windows)
        return Frame(pixels, Point(x=seen.x0, y=seen.y0), monitors, windows, taken_at)

    def close(self) -> None:
        """Lets the display go; a later grab opens it again."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self._replace(None)
        self._opened = 0.0

    def _replace(self, connection: Any) -> None:
        """Takes a new connection, then closes the old one: a server may reset when its last client goes."""
        from mss.exception import ScreenShotError

        old, self._mss = self._mss, connection
        if old is not None:
            with contextlib.suppress(ScreenShotError, *FAULTS):  # closing a lost connection may fail
                old.close()

    def _open(self) -> None:
        """Connects anew and asks for the monitors. Raises NoDisplayError, CaptureError if one was open."""
        from mss import MSS
        from mss.exception import ScreenShotError

        if self._display is None:
            check_session()
        prepare_windows()
        _use_physical_pixels()
        try:
            connection = MSS(display=self._display) if self._display else MSS()
            monitors = lay_out(_native_monitors(connection, self._display))
        except (ScreenShotError, *FAULTS) as error:
            raise self._not_opened() from error
        self._replace(connection)
        if not monitors:
            raise NoDisplayError("The display has no monitor; switch one on.")
        self._monitors, self._opened = monitors, time.monotonic()

    def _not_opened(self) -> CaptureError:
        if self._monitors:  # it was there before
            return CaptureError("The display has gone; its server no longer answers.")
        return NoDisplayError("The display cannot be opened; check that DISPLAY names a running X server.")

    def _pixels(self, seen: Box) -> Pixels:
        """RGB pixels of a box of the desktop. Raises CaptureError."""
        from mss.exception import ScreenShotError

        try:
            if all(m.pixels_per_unit == 1 for m in self._monitors):
                return self._grab_plain(seen)
            return self._grab_dense(seen)
        except (ScreenShotError, *FAULTS) as error:
            self._opened = 0.0  # the next grab connects anew
            raise CaptureError("The screen cannot be read: the display went away or changed.") from error

    def _grab_plain(self, seen: Box) -> Pixels:
        """One picture: native units are pixels, so the desktop lies in one piece."""
        left = min(m.native_x - m.box.x0 for m in self._monitors)
        top = min(m.native_y - m.box.y0 for m in self._monitors)
        return self._rgb(round(left) + seen.x0, round(top) + seen.y0, seen.width, seen.height)

    def _grab_dense(self, seen: Box) -> Pixels:
        """Monitor by monitor: units are points, and each monitor has its own number of pixels for one."""
        pixels = np.zeros((seen.height, seen.width, 3), np.uint8)
        for monitor in self._monitors:
            part = monitor.box.intersection(seen)
            if part is None:
                continue
            units = monitor.box.width / monitor.pixels_per_unit, monitor.box.height / monitor.pixels_per_unit
            whole = self._rgb(
                round(monitor.native_x), round(monitor.native_y), round(units[0]), round(units[1])
            )
            moved = part.moved(-monitor.box.x0, -monitor.box.y0)
            piece = whole[moved.y0 : moved.y1, moved.x0 : moved.x1]
            y, x = part.y0 - seen.y0, part.x0 - seen.x0
            pixels[y : y + piece.shape[0], x : x + piece.shape[1]] = piece
        return pixels

    def _rgb(self, left: int, top: int, width: int, height: int) -> Pixels:
        """A box in native units, which must lie on the screen, as RGB."""
        import cv2

        shot = self._mss.grab({"left": left, "top": top, "width": width, "height": height})
        bgra = np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)
        return np.asarray(cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGB), np.uint8)


def _clamped(region: Box | None, desktop: Box) -> Box:
    if region is None:
        return desktop
    seen = region.intersection(desktop)
    if seen is None:
        raise CaptureError(f"The region {region.as_list()} lies outside the desktop {desktop.as_list()}.")
    return seen


def _native_monitors(mss: Any, display: str | None) -> list[NativeMonitor]:
    """What mss tells of the monitors, with scale and density. The first entry of mss is all of them."""
    listed = mss.monitors[1:] or mss.monitors[:1]
    x_scale = x11_scale(display) if sys.platform.startswith("linux") else 1.0
    found = []
    for entry in listed:
        left, top = entry["left"], entry["top"]
        density = _density(mss, left, top) if sys.platform == "darwin" else 1.0
        scale = windows_scale(left, top) if sys.platform == "win32" else max(x_scale, density)
        name = str(entry.get("output") or entry.get("name") or "")
        found.append(
            NativeMonitor(left, top, entry["width"], entry["height"], scale, density, name),
        )
    return found


def _density(mss: Any, left: int, top: int) -> float:
    """Pixels for one point, by a picture of a few points (macOS)."""
    shot = mss.grab({"left": left, "top": top, "width": 8, "height": 8})
    return max(1.0, float(shot.width) / 8)


def _use_physical_pixels() -> None:
    """On macOS mss pictures come at one pixel a point unless told otherwise."""
    if sys.platform == "darwin":
        import mss.darwin

        mss.darwin.IMAGE_OPTIONS = 0


def _paint_out(pixels: Pixels, seen: Box, windows: Sequence[Window]) -> None:
    """Greys our own windows where nothing lies over them. `windows` are in desktop pixels, bottom to top."""
    if not any(window.ours for window in windows):
        return
    mask = np.zeros(pixels.shape[:2], bool)
    for window in windows:
        part = window.box.intersection(seen)
        if part is not None:
            moved = part.moved(-seen.x0, -seen.y0)
            mask[moved.y0 : moved.y1, moved.x0 : moved.x1] = window.ours
    pixels[mask] = GREY
