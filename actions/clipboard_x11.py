"""Pasting on X11, with all that was on the clipboard put back: every form of it, up to 32 MB.

X11 has no store for a clipboard: the program that owns it answers for it while it lives. What was there is
therefore handed to a small process of its own (this module as a program), which ends when another program
takes the clipboard over. Not put back: the primary selection (marked text), which is not touched.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from actions.selection import TEXT_TARGETS, Contents, Piece, Selection, text_contents
from actions.x11 import pid_of, translated
from agent.errors import InputError

FETCH_SECONDS = 1.5  # that the program with the focus may take to ask for the text
QUIET_SECONDS = 0.1  # of no more requests, after which it has all it wants
TERMINALS = {
    "xterm",
    "uxterm",
    "gnome-terminal",
    "konsole",
    "xfce4-terminal",
    "lxterminal",
    "kitty",
    "alacritty",
}
TERMINALS |= {"terminator", "tilix", "urxvt", "st-256color", "qterminal", "mate-terminal"}


class X11Clipboard:
    """The clipboard of one display (None: DISPLAY)."""

    def __init__(self, display: str | None = None) -> None:
        self._display = display

    def paste(self, text: str, press: Callable[[], None]) -> bool:
        """See `actions.clipboard.Clipboard`. Never into a terminal: there the chord means something else."""
        with translated(InputError):
            selection = Selection(self._display)
            try:
                return self._paste(selection, text, press)
            finally:
                selection.close()

    def _paste(self, selection: Selection, text: str, press: Callable[[], None]) -> bool:
        pid, app = _program_with_focus(selection)
        if app.casefold() in TERMINALS:
            return False
        before = selection.read()
        selection.own(text_contents(text))
        try:
            press()
            fetched = selection.serve(
                FETCH_SECONDS, lambda window, name: _is_from(selection, window, name, pid)
            )
            if fetched:
                selection.serve(QUIET_SECONDS)
            return fetched
        finally:
            if selection.owning:
                self._put_back(selection, before)

    def _put_back(self, selection: Selection, before: Contents) -> None:
        if not before:
            selection.drop()
            return
        keep(before, self._display)
        selection.serve(5.0)  # until the keeper owns it


def keep(contents: Contents, display: str | None) -> None:
    """Starts the process that owns the clipboard with `contents` from now on."""
    pieces = {n: [p.type, p.format, base64.b64encode(p.data).decode()] for n, p in contents.items()}
    command = [sys.executable, "-m", "actions.clipboard_x11"]
    here = str(Path(__file__).resolve().parent.parent)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])}
    none = subprocess.DEVNULL
    keeper = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=none, stderr=none, start_new_session=True, env=environment
    )
    assert keeper.stdin is not None
    with keeper.stdin as pipe:
        pipe.write(json.dumps({"display": display, "pieces": pieces}).encode())
    threading.Thread(target=keeper.wait, daemon=True).start()  # it may outlive us; if not, it is reaped


def main() -> None:
    """Owns the clipboard with the contents given on standard input until another program takes it."""
    from Xlib import error

    request = json.load(sys.stdin)
    pieces = {n: Piece(p[0], p[1], base64.b64decode(p[2])) for n, p in request["pieces"].items()}
    try:
        selection = Selection(request["display"])
        selection.own(pieces)
        selection.serve(None)
    except (error.ConnectionClosedError, OSError):  # the display has ended, and the clipboard with it
        return


def _program_with_focus(selection: Selection) -> tuple[int, str]:
    """The process (0: unknown) and the program name of the window with the focus."""
    from Xlib import error

    window = selection.display.get_input_focus().focus
    try:
        while not isinstance(window, int) and window is not None:
            name = window.get_wm_class()
            if name:
                return pid_of(selection.display, window), name[-1]
            window = window.query_tree().parent
    except error.BadWindow:
        return 0, ""
    return 0, ""


def _is_from(selection: Selection, window: int, name: str, pid: int) -> bool:
    """Whether a request for text is the program's with the focus, and not a clipboard manager's."""
    if name not in TEXT_TARGETS:
        return False
    asking = pid_of(selection.display, selection.display.create_resource_object("window", window))
    return not pid or not asking or asking == pid


if __name__ == "__main__":
    main()
