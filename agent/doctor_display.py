"""The doctor's checks of the display: session, monitors, capture, pointer, window manager, clipboard.

Only the pointer and the clipboard are touched, and both are put back. DESKHAND_NO_REAL_INPUT=1 skips them.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from agent.doctor import Check, Examination, Status
from agent.errors import DeskhandError, Stopped
from agent.types import Frame

CHOOSE_X11 = "Log out and choose an “Xorg” or “X11” session on the log-in screen."
NO_DISPLAY = "Run it inside a desktop session, or try `deskhand demo`, which brings a display of its own."
SLOW_GRAB = 60.0  # milliseconds
LOOKS = 5
TRIAL = "Deskhand clipboard trial 点击"


def examinations() -> list[Examination]:
    """The checks in order. All but the first are skipped where there is no display."""
    return [
        ("session", session),
        ("monitors", _with_display("monitors", monitors)),
        ("capture", _with_display("capture", capture)),
        ("window manager", _with_display("window manager", window_manager)),
        ("pointer", _with_display("pointer", _with_input("pointer", pointer))),
        ("clipboard", _with_display("clipboard", _with_input("clipboard", clipboard))),
    ]


def _with_display(name: str, examine: Callable[[], Check]) -> Callable[[], Check]:
    def guarded() -> Check:
        if session_problem():
            return Check(name=name, status="skip", message="There is no display to try it on.")
        return examine()

    return guarded


def _with_input(name: str, examine: Callable[[], Check]) -> Callable[[], Check]:
    def guarded() -> Check:
        from actions.input import SAFETY_SWITCH

        if os.environ.get(SAFETY_SWITCH) == "1":
            message = f"Not tried: real input is switched off by {SAFETY_SWITCH}=1."
            return Check(name=name, status="skip", message=message)
        return examine()

    return guarded


def session_problem() -> str:
    """Why this session's screen cannot be used, or ""."""
    from vision.session import check_session

    try:
        check_session()
    except DeskhandError as error:
        return str(error)
    return ""


def on_linux() -> bool:
    """As a function, so that the type checker looks at the other systems' lines too."""
    return sys.platform.startswith("linux")


def session() -> Check:
    problem = session_problem()
    if problem:
        wayland = "wayland" in problem.casefold()
        remedy = CHOOSE_X11 if wayland else NO_DISPLAY
        first = problem.split(";")[0].rstrip(".") + "."
        return Check(name="session", status="fail", message=first, remedy=remedy)
    if on_linux():
        message = f"An X11 session on display {os.environ.get('DISPLAY', '')}."
        return Check(name="session", status="ok", message=message)
    return Check(name="session", status="ok", message=f"The desktop of {sys.platform}.")


def _frame() -> Frame:
    from agent.compose import build_screen

    return build_screen().grab()


def monitors() -> Check:
    listed = [
        f"{monitor.box.width}×{monitor.box.height} at ({monitor.box.x0}, {monitor.box.y0}), "
        f"{round(100 * monitor.scale)} %"
        for monitor in _frame().monitors
    ]
    count = "One monitor" if len(listed) == 1 else f"{len(listed)} monitors"
    return Check(name="monitors", status="ok", message=f"{count}: {'; '.join(listed)}.")


def capture() -> Check:
    """Grabs some frames; a black one means a locked, sleeping or protected screen."""
    from agent.compose import build_screen

    screen = build_screen()
    times = []
    for _ in range(LOOKS):
        start = time.perf_counter()
        frame = screen.grab()
        times.append(1000 * (time.perf_counter() - start))
    took = statistics.median(times)
    size = f"{frame.box.width}×{frame.box.height}"
    if is_black(frame):
        remedy = "Unlock or wake the screen; if it is not black to you, this session forbids taking pictures."
        message = f"The picture of the screen ({size}) is all black."
        return Check(name="capture", status="warn", message=message, remedy=remedy)
    status: Status = "warn" if took > SLOW_GRAB else "ok"
    remedy = "It is slow here, as on remote displays; each step will take longer." if status == "warn" else ""
    return Check(name="capture", status=status, message=f"{size} pixels in {took:.0f} ms.", remedy=remedy)


def is_black(frame: Frame) -> bool:
    """Whether every pixel is (nearly) black."""
    return int(frame.pixels.max(initial=0)) < 8


def window_manager() -> Check:
    if not on_linux():
        return Check(name="window manager", status="ok", message="Part of this system.")
    from actions.desktop_x11 import X11Desktop

    with X11Desktop() as desktop:
        if desktop.has_manager():
            shown = len([window for window in desktop.windows() if window.title])
            message = f"A window manager is running, with {shown} titled windows."
            return Check(name="window manager", status="ok", message=message)
    remedy = "Start one, such as openbox; without it windows get no focus and no titles."
    return Check(name="window manager", status="warn", message="None is running.", remedy=remedy)


def pointer() -> Check:
    """Moves the pointer to five points of each monitor, reads it back by another connection, puts it back."""
    from actions.desktop import open_desktop
    from actions.input import open_input
    from actions.trial import NEAR, largest_miss

    frame, hands, desktop = _frame(), open_input(), open_desktop()
    try:
        missed = largest_miss(frame, hands, lambda: desktop.pointer() or hands.position())
    except Stopped as stopped:
        return Check(name="pointer", status="warn", message=str(stopped))
    finally:
        hands.close()
        desktop.close()
    if missed > NEAR:
        message = f"The pointer lands {missed} pixels beside where it is sent."
        remedy = "Do not move the mouse meanwhile, and try again; if it stays, please report your monitors."
        return Check(name="pointer", status="fail", message=message, remedy=remedy)
    each = "5 points" if len(frame.monitors) < 2 else "5 points of each monitor"
    return Check(name="pointer", status="ok", message=f"It goes where it is sent ({each}, put back).")


def clipboard() -> Check:
    """Puts a text on the clipboard, reads it by another connection, and puts back what was there."""
    if not on_linux():
        message = "Used through pyperclip; not tried, so that nothing on it is lost."
        return Check(name="clipboard", status="skip", message=message)
    from actions.selection import Selection
    from actions.x11 import translated

    with translated(DeskhandError):
        owner, reader = Selection(), Selection()
        try:
            before = owner.read()
            read = _exchange(owner, reader)
            _put_back(owner, before)
        finally:
            owner.close()
            reader.close()
    if read != TRIAL:
        remedy = "Long texts are typed key by key instead; a clipboard manager may be in the way."
        message = "A text put on the clipboard does not come back."
        return Check(name="clipboard", status="warn", message=message, remedy=remedy)
    return Check(name="clipboard", status="ok", message="A text goes there and comes back (put back).")


def _exchange(owner: Any, reader: Any) -> str:
    """What `reader` gets of the trial text that `owner` offers."""
    from actions.selection import text_contents

    owner.own(text_contents(TRIAL))
    done = threading.Event()

    def serve() -> None:
        while not done.is_set() and owner.owning:
            owner.serve(0.05)

    serving = threading.Thread(target=serve, name="clipboard trial")
    serving.start()
    try:
        piece = reader.read().get("UTF8_STRING")
    finally:
        done.set()
        serving.join()
    return piece.data.decode("utf-8", "replace") if piece is not None else ""


def _put_back(owner: Any, before: Any) -> None:
    from actions.clipboard_x11 import keep

    if not owner.owning:
        return  # another program has taken it meanwhile
    if not before:
        owner.drop()
        return
    keep(before, None)
    owner.serve(5.0)  # until the keeper owns it
