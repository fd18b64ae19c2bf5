"""Tabs: neighbours in a strip, tabs that are open below to their page, and tabs that can be closed."""

from __future__ import annotations

from agent.types import Box
from vision.geometry import gap_x, gap_y, same_row
from vision.lines import TextLine
from vision.proposals import Glyph
from vision.scene import Scene, Thing, contrast, edge_x, edge_y

TAB_HEIGHT = (18, 48)
CLOSE_SIDE = (6, 16)
CROSSES = frozenset("xX×✕✖✗⨯")
ICON_SIDE = (10, 24)
EDGE = 0.75  # share of a column or row that must be an edge


def find_tabs(scene: Scene) -> None:
    """Turns touching buttons into tabs, and adds those that no even rectangle shows."""
    for group in _touching(scene):
        for thing in group:
            thing.kind = "tab"
        _add_open_neighbours(scene, group)
    for line in scene.free_lines():
        cross = _cross_after(scene, line)
        if cross is not None:
            _add_closable(scene, line, cross)
    _find_strips(scene)


def _touching(scene: Scene) -> list[list[Thing]]:
    """Runs of two or more buttons with text whose sides touch, of the same height, below one line."""
    buttons = [t for t in scene.things if t.kind in ("button", "tab") and t.text and _tab_high(t.box)]
    groups: list[list[Thing]] = []
    for thing in sorted(buttons, key=lambda t: (t.box.y0, t.box.x0)):
        home = next((g for g in groups if _adjoins(scene, g[-1].box, thing.box)), None)
        if home is None:
            groups.append([thing])
        else:
            home.append(thing)
    return [g for g in groups if len(g) >= 2 and not _in_grid(g, buttons)]


def _in_grid(group: list[Thing], buttons: list[Thing]) -> bool:
    """More buttons stand right above or below them: a keypad."""
    own = {id(t) for t in group}
    near = [
        b
        for b in buttons
        if any(gap_x(b.box, t.box) < 0 and abs(gap_y(b.box, t.box)) <= 14 for t in group) and id(b) not in own
    ]
    return len(near) >= 2


def _tab_high(box: Box) -> bool:
    return TAB_HEIGHT[0] <= box.height <= TAB_HEIGHT[1]


def _adjoins(scene: Scene, a: Box, b: Box) -> bool:
    """b follows a directly, or after another title (the tab between is open below)."""
    level = abs(a.y0 - b.y0) <= 4 and abs(a.y1 - b.y1) <= 4
    gap = b.x0 - a.x1
    if not level or not (-2 <= gap <= 3 or 30 <= gap <= 160):
        return False
    return gap <= 3 or bool(scene.lines_in(Box(x0=a.x1 - 2, y0=a.y0, x1=b.x0 + 2, y1=a.y1)))


def _add_open_neighbours(scene: Scene, group: list[Thing]) -> None:
    """Adds the selected tab: a lone text between two tabs of a strip, or right beside the first or last."""
    top = min(t.box.y0 for t in group)
    bottom = max(t.box.y1 for t in group)
    for line in scene.free_lines():
        if not (top <= line.box.middle_y <= bottom) or scene.taken(line.box):
            continue
        left = max((t.box.x1 for t in group if t.box.x1 <= line.box.x0), default=None)
        right = min((t.box.x0 for t in group if t.box.x0 >= line.box.x1), default=None)
        pad = 12
        if left is not None and line.box.x0 - left <= 30:
            pad = line.box.x0 - left
        elif right is not None and right - line.box.x1 <= 30:
            pad = right - line.box.x1
        else:
            continue
        box = Box(x0=max(0, line.box.x0 - pad), y0=max(0, top - 2), x1=line.box.x1 + pad, y1=bottom)
        scene.add(Thing(box, "tab", line.text, states={"selected"}, fill=line.fill, ink=line.ink), [line])


def _cross_after(scene: Scene, line: TextLine) -> Glyph | TextLine | None:
    """The small mark that closes a tab, in the row of its title; the reader may take it for a letter."""
    low, high = CLOSE_SIDE
    letters = [n for n in scene.free_lines() if n.text.strip() in CROSSES]
    all_marks: list[Glyph | TextLine] = [*scene.free_glyphs(), *letters]
    marks = [
        g
        for g in all_marks
        if low <= g.box.width <= high
        and abs(g.box.width - g.box.height) <= 5
        and same_row(g.box, line.box)
        and 3 <= g.box.x0 - line.box.x1 <= 260
    ]
    return min(marks, key=lambda g: g.box.x0) if marks else None


def _icon_before(scene: Scene, line: TextLine) -> int:
    """Where a tab's content begins: at its title, or at the small picture before that."""
    low, high = ICON_SIDE
    starts = [
        g.box.x0
        for g in scene.free_glyphs()
        if low <= g.box.width <= high and same_row(g.box, line.box) and 2 <= line.box.x0 - g.box.x1 <= 14
    ]
    return min([*starts, line.box.x0])


def _add_closable(scene: Scene, line: TextLine, cross: Glyph | TextLine) -> None:
    """Adds a tab with its closing mark if edges close it in on the left, the right and above."""
    left = edge_x(scene.busy, line.box, _icon_before(scene, line) - 4, -1, 220, EDGE)
    right = edge_x(scene.busy, cross.box, cross.box.x1 + 3, 1, 24, EDGE)
    if left is None or right is None or right - left > 420:
        return
    span = Box(x0=left + 8, y0=line.box.y0, x1=right - 8, y1=line.box.y1)
    top = edge_y(scene.busy, span, line.box.y0 - 2, -1, 18, EDGE)
    if top is None:
        return
    bottom = line.box.y1 + (line.box.y0 - top)
    box = Box(x0=left, y0=top, x1=right + 1, y1=bottom)
    scene.add(Thing(box, "tab", line.text, fill=line.fill, ink=line.ink, states={"selected"}), [line])
    close = cross.box.grown(6)
    scene.add(Thing(close, "icon_button", label="close", ink=cross.ink, score=0.5), [cross])


def _find_strips(scene: Scene) -> None:
    """Adds the titles in a strip of tabs without rims, told by the accent line under one of them."""
    for region in scene.regions:
        box = region.box
        if not (_tab_high(box) and box.width >= 150):
            continue
        lines = [n for n in scene.lines_in(box) if len(n.text) <= 30]
        if 2 <= len(lines) <= 12 and any(_accent_under(scene, line, box) for line in lines):
            for line in lines:
                tab = Box(x0=line.box.x0 - 12, y0=box.y0 + 3, x1=line.box.x1 + 12, y1=box.y1 - 3)
                thing = Thing(tab, "tab", line.text, fill=line.fill, ink=line.ink)
                if _accent_under(scene, line, box):
                    thing.states.add("selected")
                scene.add(thing, [line])


def _accent_under(scene: Scene, line: TextLine, strip: Box) -> bool:
    """A coloured line runs at the strip's lower end below the text, and not beside it."""
    y1 = min(scene.pixels.shape[0], strip.y1 + 4)
    under = scene.pixels[strip.y1 - 5 : y1, line.box.x0 : line.box.x1]
    if under.size == 0:
        return False
    rows = [tuple(int(v) for v in row.mean(axis=0)) for row in under]
    return any(max(row) - min(row) > 60 and contrast(row, line.fill) > 60 for row in rows)  # type: ignore[arg-type]
