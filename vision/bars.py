"""Long thin things: scroll bars, sliders, progress bars."""

from __future__ import annotations

from agent.types import Box
from vision.geometry import overlap_share, same_row
from vision.scene import Scene, Thing

THICKNESS = (5, 20)
SHORTEST_BAR = 60


def find_bars(scene: Scene) -> None:
    """Adds scroll bars at the right and lower ends of areas, and sliders with a knob on their track."""
    for region in scene.regions:
        box = region.box
        low, high = THICKNESS
        if low <= box.width <= high and box.height >= SHORTEST_BAR and _ends_area(scene, box):
            _add(scene, box)
    _find_sliders(scene)


def _ends_area(scene: Scene, box: Box) -> bool:
    """A larger area lies right on its left."""
    return any(
        -4 <= box.x0 - r.box.x1 <= 6 and r.box.height >= 0.5 * box.height and r.box.width > 100
        for r in scene.regions
    )


def _add(scene: Scene, box: Box) -> None:
    if not scene.taken(box, 0.5) and not scene.lines_in(box):
        scene.add(Thing(box, "scroll_bar", score=0.5))


def _find_sliders(scene: Scene) -> None:
    """A thin track at least 60 pixels long with a round knob on it."""
    for glyph in scene.free_glyphs():
        knob = glyph.box
        if not (12 <= knob.width <= 26 and abs(knob.width - knob.height) <= 4):
            continue
        left, right = _track(scene, knob, -1), _track(scene, knob, 1)
        if left + right >= SHORTEST_BAR:
            box = Box(x0=max(0, knob.x0 - left), y0=max(0, knob.y0 - 4), x1=knob.x1 + right, y1=knob.y1 + 4)
            labels = [n for n in scene.free_lines() if same_row(n.box, box) and n.text.strip("%").isdigit()]
            value = next((n.text for n in labels if overlap_share(n.box, box.grown(40)) > 0.9), "")
            if not _crossed(scene, box):
                scene.add(Thing(box, "slider", value, score=0.6), [glyph])


def _crossed(scene: Scene, box: Box) -> bool:
    """Whether words stand where the track should be: letters in a row look like a line, too."""
    words = (n.box for n in scene.free_lines() if not n.text.strip("%").isdigit())
    return any(overlap_share(word, box) > 0.3 or overlap_share(box, word) > 0.3 for word in words)


def _track(scene: Scene, knob: Box, step: int) -> int:
    """How far a thin line goes on from the knob's middle, in pixels."""
    busy = scene.busy
    y0, y1 = max(0, knob.middle_y - 4), knob.middle_y + 4
    x = knob.x1 + 1 if step > 0 else knob.x0 - 2
    start, misses = x, 0
    while 0 <= x < busy.shape[1] and misses < 4:
        misses = 0 if busy[y0:y1, x].any() else misses + 1
        x += step
    above = busy[max(0, knob.y0 - 3) : knob.y0, min(start, x) : max(start, x)]
    thin = above.size > 0 and above.mean() <= 0.2
    return max(0, abs(x - start) - 4) if thin else 0
