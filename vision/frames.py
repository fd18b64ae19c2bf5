"""What the window system tells, on the picture: windows, their titles and buttons, open pop-ups."""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Box, Frame, Window
from vision.geometry import overlap_share
from vision.scene import Scene, Thing

TITLE_BAR = 44  # pixels from a window's top within which its title stands
BUTTON_SIDE = (4, 34)
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
        _add_buttons(scene, box, window.title)
    return found


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


def _add_buttons(scene: Scene, window: Box, title: str) -> None:
    """Marks at the right of the title's row, where the title is seen."""
    top = Box(x0=window.x0, y0=window.y0, x1=window.x1, y1=min(window.y1, window.y0 + TITLE_BAR))
    lines = [n for n in scene.lines_in(top) if _same_words(n.text, title)]
    if not lines:
        return
    row = lines[0].box
    strip = Box(x0=max(row.x1, window.x1 - 170), y0=window.y0, x1=window.x1, y1=row.y1 + row.height // 2)
    marks = _distinct(_marks(scene, strip))
    for name, box in zip(NAMES, reversed(marks), strict=False):
        inside = [g for g in scene.glyphs if overlap_share(g.box, box.grown(2)) > 0.7]
        scene.add(Thing(box.grown(2), "window_control", label=name, score=0.8), inside)


def _same_words(read: str, title: str) -> bool:
    a, b = (text.casefold().replace(" ", "") for text in (read, title))
    return bool(a) and (a[:12] in b or b[:12] in a)


def _marks(scene: Scene, strip: Box) -> list[Box]:
    low, high = BUTTON_SIDE
    boxes = [g.box for g in scene.glyphs] + [r.box for r in scene.regions]
    return [
        b
        for b in boxes
        if overlap_share(b, strip) > 0.9 and low <= b.width <= high and b.height <= high and b.width > 4
    ]


def _distinct(boxes: Sequence[Box]) -> list[Box]:
    """Overlapping marks made one, from the left."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        if out and box.x0 <= out[-1].x1 + 1:
            last = out[-1]
            joined = Box(
                x0=last.x0, y0=min(last.y0, box.y0), x1=max(last.x1, box.x1), y1=max(last.y1, box.y1)
            )
            if joined.width <= BUTTON_SIDE[1]:
                out[-1] = joined
        else:
            out.append(box)
    return out
