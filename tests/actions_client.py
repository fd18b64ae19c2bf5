"""A tiny X program for the live tests: windows with a caption, and every event they get as a line of JSON.

Arguments: a JSON object for each window: {"title", "x", "y", "width", "height", "colour", "popup", "motion",
"counts"}; one that counts shows how many keys and buttons it has got.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

NAMES = {2: "key_down", 3: "key_up", 4: "press", 5: "release", 6: "move"}


def make(display: Any, spec: dict[str, Any]) -> Any:
    from Xlib import X

    screen = display.screen()
    mask = X.KeyPressMask | X.KeyReleaseMask | X.ButtonPressMask | X.ButtonReleaseMask | X.ExposureMask
    window = screen.root.create_window(
        *(spec["x"], spec["y"], spec["width"], spec["height"], 0, screen.root_depth),
        background_pixel=spec.get("colour", 0xDDDDDD),
        override_redirect=spec.get("popup", False),
        event_mask=mask | (X.PointerMotionMask if spec.get("motion") else X.ButtonMotionMask),
    )
    window.set_wm_name(spec["title"])
    window.set_wm_class("client", "Client")
    window.set_wm_normal_hints(flags=1, x=spec["x"], y=spec["y"])  # the place is meant
    cardinal = display.intern_atom("CARDINAL")
    window.change_property(display.intern_atom("_NET_WM_PID"), cardinal, 32, [os.getpid()])
    window.map()
    return window


def draw(display: Any, window: Any, text: str, y: int = 30) -> None:
    pen = window.create_gc(foreground=0x000000, background=0xDDDDDD, font=display.open_font("fixed"))
    window.image_text(pen, 20, y, text.encode("latin-1"))
    pen.free()


def main() -> None:
    from Xlib import X, display

    connection = display.Display()
    titles, counts = {}, {}
    for argument in sys.argv[1:]:
        spec = json.loads(argument)
        window = make(connection, spec)
        titles[window.id] = spec["title"]
        if spec.get("counts"):
            counts[window.id] = 0
    while True:
        event = connection.next_event()
        if event.type == X.Expose:
            draw(connection, event.window, titles[event.window.id])
        if event.type not in NAMES:
            continue
        record = {"event": NAMES[event.type], "window": titles[event.window.id], "state": event.state & 0x1FF}
        if event.type in (2, 3):
            record["keysym"] = connection.keycode_to_keysym(event.detail, 0)
        else:
            record |= {"detail": int(event.detail), "x": event.root_x, "y": event.root_y}
        if event.type in (2, 4) and event.window.id in counts:
            counts[event.window.id] += 1
            draw(connection, event.window, f"{counts[event.window.id]} received", 50)
        record["time"] = time.monotonic()
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
