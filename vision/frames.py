"""What the window system tells, on the picture: windows, their titles and buttons, open pop-ups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.types import Box, Frame, Window
from vision.geometry import overlap_share
from vision.lines import TextLine
from vision.scene import Scene, Thing

TITLE_BAR = 44  # pixels from a window's top within which its title stands
BUTTON_SIDE = (5, 34)
FAR = 150  # pixels from a window's right end within which its buttons stand
SEEN = 22  # levels between a button and the bar
NAMES = ("Close", "Maximize", "Minimize")  # from the right


def find_windows(scene: Scene, frame: Frame, factor: int) -> list[Thing]:
    """Adds the buttons at the right end of title bars; the windows with a title that are not ours.

    The windows are returned and not added: whatever is looked for later would find its place taken by them.
    """
    found = []
    for window in frame.windows:
        box = on_picture(window.box, frame, factor)
        if window.ours or box is None or not own_title(window, frame.windows):
            continue
        thing = Thing(box, "window", window.title, score=0.95)
        if window.focused:
            thing.states.add("focused")
        found.append(thing)
        top = Box(x0=box.x0, y0=box.y0, x1=box.x1, y1=min(box.y1, box.y0 + TITLE_BAR))
        line = next((n for n in scene.lines_in(top) if _same_words(n.text, window.title)), None)
        if line is not None:
            _add_title_bar(scene, top, line)
    if not frame.windows:
        _find_title_bars(scene)
    return found


def _find_title_bars(scene: Scene) -> None:
    """Where no windows are listed: strips with one text and marks at the right end, over their window."""
    for region in list(scene.regions):
        box = region.box
        lines = scene.lines_in(box)
        if not (12 <= box.height <= TITLE_BAR and box.width >= 140 and len(lines) == 1):
            continue
        below = (r.box for r in scene.regions if r.box.height > box.height)
        over = any(
            abs(b.x0 - box.x0) <= 8 and abs(b.x1 - box.x1) <= 8 and -3 <= b.y0 - box.y1 <= 6 for b in below
        )
        if over and 2 <= len(_marks(scene, _right_end(box, lines[0].box))) <= 5:
            _add_title_bar(scene, box, lines[0])


def own_title(window: Window, windows: Sequence[Window]) -> str:
    """The title, but "" for a menu or another pop-up: toolkits give those the name of the program."""
    others = [w for w in windows if w.pid == window.pid and w.id != window.id]
    like_program = window.title.strip().casefold() == window.app.strip().casefold()
    return "" if window.pid and not window.focused and like_program and others else window.title


def pop_ups(frame: Frame, factor: int) -> list[Box]:
    """Windows without a title that lie over others: open menus and lists, on the scaled picture."""
    untitled = [w for w in frame.windows if not w.ours and not own_title(w, frame.windows)]
    boxes = [on_picture(w.box, frame, factor) for w in untitled]
    return [box for box in boxes if box is not None]


def on_picture(box: Box, frame: Frame, factor: int) -> Box | None:
    """Desktop pixels → pixels of the scaled picture; None outside of it."""
    seen = box.intersection(frame.box)
    if seen is None:
        return None
    moved = seen.moved(-frame.origin.x, -frame.origin.y)
    return Box(x0=moved.x0 // factor, y0=moved.y0 // factor, x1=moved.x1 // factor, y1=moved.y1 // factor)


def _right_end(window: Box, row: Box) -> Box:
    start = max(row.x1 + 4, window.x1 - FAR)
    return Box(x0=start, y0=row.y0, x1=max(start, window.x1 - 2), y1=row.y1)


def _add_title_bar(scene: Scene, window: Box, line: TextLine) -> None:
    """Adds the title, and the marks at the right of its row as the window's buttons."""
    row = line.box
    bar = Box(x0=window.x0, y0=window.y0, x1=window.x1, y1=row.y1 + max(2, row.y0 - window.y0))
    scene.regions = [r for r in scene.regions if overlap_share(r.box, bar) < 0.9]
    inside = [g for g in scene.glyphs if overlap_share(g.box, bar) > 0.7]
    scene.add(Thing(row, "label", line.text, fill=line.fill, ink=line.ink), [line, *inside])
    for name, (x0, x1) in zip(NAMES, reversed(_marks(scene, _right_end(window, row))), strict=False):
        box = Box(x0=x0, y0=row.middle_y - (x1 - x0) // 2, x1=x1, y1=row.middle_y + (x1 - x0 + 1) // 2)
        scene.add(Thing(box.grown(2), "window_control", label=name, score=0.8))


def _same_words(read: str, title: str) -> bool:
    a, b = (text.casefold().replace(" ", "") for text in (read, title))
    return bool(a) and (a[:12] in b or b[:12] in a)


def _marks(scene: Scene, strip: Box) -> list[tuple[int, int]]:
    """First and last column of each mark in a title bar, from the left."""
    part = scene.pixels[strip.y0 : strip.y1, strip.x0 : strip.x1].astype(np.int16)
    if part.size == 0:
        return []
    ground = np.median(part, axis=1, keepdims=True)  # row by row: title bars are often shaded
    columns = (np.abs(part - ground).max(axis=2) > SEEN).any(axis=0)
    runs: list[list[int]] = []
    for x in (int(i) + strip.x0 for i in np.flatnonzero(columns)):
        if runs and x - runs[-1][1] <= 1:
            runs[-1][1] = x + 1
        else:
            runs.append([x, x + 1])
    low, high = BUTTON_SIDE
    return [(a, b) for a, b in runs if low <= b - a <= high]
