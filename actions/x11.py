"""One connection to an X server, with the errors of python-xlib turned into ours."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from agent.errors import CaptureError, DeskhandError, NoDisplayError, NotSupportedError

WANTED_XLIB = (0, 33)
REMEDY = "python -m pip install --force-reinstall --no-deps python-xlib==0.33"
UNREACHABLE = "The X display {} cannot be reached; is it running?"


def check_xlib() -> None:
    """Raises NotSupportedError when pyautogui's old python3-xlib lies over python-xlib in the same folder."""
    try:
        import Xlib
    except ImportError as error:
        raise NotSupportedError(f"The package python-xlib is missing; run: {REMEDY}") from error
    version = tuple(Xlib.__version__)
    if version < WANTED_XLIB:
        shown = ".".join(str(part) for part in version)
        raise NotSupportedError(f"The installed Xlib {shown} is too old for Deskhand; run: {REMEDY}")


def connect(name: str | None = None) -> Any:
    """An Xlib Display for `name` (None: DISPLAY). Raises NoDisplayError, NotSupportedError."""
    check_xlib()
    from Xlib import display, error

    name = os.environ.get("DISPLAY", "") if name is None else name
    if not name:
        raise NoDisplayError(
            "There is no X display: DISPLAY is not set; start Deskhand in a desktop session."
        )
    _knock(name)
    try:
        connection = display.Display(name)
    except (error.DisplayError, error.XauthError, OSError, AssertionError) as failure:
        raise NoDisplayError(UNREACHABLE.format(name)) from failure
    connection.set_error_handler(_ignore)
    return connection


def _knock(name: str) -> None:
    """Raises NoDisplayError when nobody listens on a local display: python-xlib would go on to try TCP."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", name)
    if local is None:
        return
    path = f"/tmp/.X11-unix/X{local[1]}"
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as knocking, contextlib.suppress(OSError):
            knocking.connect(address)
            return
    raise NoDisplayError(UNREACHABLE.format(name))


def pid_of(display: Any, window: Any) -> int:
    """The process that made a window, or 0: from the server where it can tell, else as the window says."""
    from Xlib import X, error
    from Xlib.ext import res

    try:
        if display.has_extension("X-Resource"):
            asked = [{"client": window.id, "mask": res.LocalClientPIDMask}]
            for answer in display.res_query_client_ids(asked).ids:
                if answer.value:
                    return int(answer.value[0])
        told = window.get_full_property(display.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
    except error.XError:
        return 0
    return int(told.value[0]) if told is not None and len(told.value) else 0


def _ignore(failure: Any, request: Any) -> None:
    """Late errors (a window that has gone) are not printed to the terminal; replies raise their own."""


@contextmanager
def translated(kind: type[DeskhandError] = CaptureError) -> Iterator[None]:
    """Turns what python-xlib raises inside the block into `kind`, with a plain sentence."""
    from Xlib import error

    try:
        yield
    except (error.ConnectionClosedError, ConnectionError, BrokenPipeError) as failure:
        raise kind("The display has gone: its X server closed the connection.") from failure
    except error.XError as failure:
        raise kind(f"The X server refused a request ({type(failure).__name__}).") from failure
    except OSError as failure:
        raise kind(f"The connection to the display failed: {failure}.") from failure
