"""What was read and proposed on one picture, side by side, and the questions that the rules ask of it.

All sizes are those of a 100 % screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Kind, Pixels, State
from vision.fills import Region, busy_mask
from vision.geometry import BoxIndex, overlap_share, same_row
from vision.lines import Colour, TextLine
from vision.proposals import Glyph, Proposals

ICON_EM = 1.35  # a letter or two, this much larger than the usual text, is an icon that was read as text
CONTROL_HEIGHT = (13, 72)
LOOSE = frozenset(["label", "link", "icon", "icon_button", "heading", "image"])  # what an entry may take in
SURE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=%()<>.,#&?!")


@dataclass
class Thing:
    """An element in the making."""

    box: Box
    kind: Kind
    text: str = ""
    label: str = ""
    aliases: tuple[tuple[str, float], ...] = ()
    embedding: tuple[float, ...] = ()  # of its picture, where the model looked at that
    states: set[State] = field(default_factory=set)
    score: float = 0.8
    fill: Colour | None = None
    ink: Colour | None = None


@dataclass
class Scene:
    """Pixels [H, W, 3] RGB with all that was found on them; rules take out what they use."""

    pixels: Pixels
    lines: list[TextLine]
    regions: list[Region]
    glyphs: list[Glyph]
    em: float
    busy: NDArray[np.uint8]  # 1 where a pixel differs from its right or lower neighbour
    things: list[Thing] = field(default_factory=list)
    used: dict[int, TextLine | Glyph] = field(default_factory=dict)  # by id(): what belongs to a thing; kept,
    # or another might get its id
    _line_boxes: BoxIndex = field(init=False, repr=False)  # for `lines_in`, asked hundreds of times
    _glyph_boxes: BoxIndex = field(init=False, repr=False)  # the same for `glyphs_in`

    def __post_init__(self) -> None:
        self._index()
        self._glyph_boxes = BoxIndex(glyph.box for glyph in self.glyphs)  # they stay as they are

    def _index(self) -> None:
        self._line_boxes = BoxIndex(line.box for line in self.lines)

    def free_lines(self) -> list[TextLine]:
        return [line for line in self.lines if id(line) not in self.used]

    def free_lines_at(self, box: Box) -> list[TextLine]:
        """Free lines that have a pixel in common with a box."""
        meeting = (self.lines[i] for i in self._line_boxes.meeting(box))
        return [line for line in meeting if id(line) not in self.used]

    def free_glyphs(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if id(glyph) not in self.used]

    def lines_anywhere(self, box: Box) -> list[TextLine]:
        """All lines in a box, those of things too."""
        return [line for line in self.lines if overlap_share(line.box, box) > 0.9]

    def lines_in(self, box: Box) -> list[TextLine]:
        """Free lines that lie in a box, from the left."""
        inside = [line for line in self.free_lines_at(box) if overlap_share(line.box, box) > 0.6]
        return sorted(inside, key=lambda line: line.box.x0)

    def glyphs_in(self, box: Box) -> list[Glyph]:
        """Free glyphs that lie in a box and are not its rim, from the left."""
        inner = box.grown(-1)
        inside = [
            g
            for g in (self.glyphs[i] for i in self._glyph_boxes.meeting(box))
            if box.encloses(g.box)
            and id(g) not in self.used
            and (inner.encloses(g.box) or g.box.width > 4)
            and g.box.height < 0.9 * box.height
        ]
        return sorted(inside, key=lambda g: g.box.x0)

    def cut(self, line: TextLine, parts: Sequence[TextLine]) -> None:
        """Puts pieces of a line in its place."""
        self.lines = [other for other in self.lines if other is not line] + list(parts)
        self._index()

    def add(self, thing: Thing, parts: Iterable[TextLine | Glyph] = ()) -> Thing:
        self.things.append(thing)
        self.use(parts)
        return thing

    def use(self, parts: Iterable[TextLine | Glyph]) -> None:
        """Takes lines and glyphs out."""
        self.used.update((id(part), part) for part in parts)

    def taken(self, box: Box, most: float = 0.5) -> bool:
        """Some thing stands there already."""
        return any(overlap_share(box, t.box) > most for t in self.things_at(box))

    def things_at(self, box: Box) -> list[Thing]:
        """All things that have a pixel in common with a box (asked hundreds of times: no calls inside)."""
        x0, y0, x1, y1 = box.as_list()
        return [t for t in self.things if t.box.x0 < x1 and x0 < t.box.x1 and t.box.y0 < y1 and y0 < t.box.y1]


def is_free(things: Iterable[Thing], box: Box) -> bool:
    """Nothing but a label, a link or an icon was made of a text, and it is not written in a text area."""
    return not any(
        t.kind not in LOOSE
        and (t.box.height < 3 * box.height or t.kind == "text_area")
        and overlap_share(box, t.box) > 0.5
        for t in things
    )


def usual_em(lines: Sequence[TextLine]) -> float:
    """The size of most text, in pixels."""
    sizes = sorted(line.em for line in lines if len(line.text) > 2)
    return sizes[len(sizes) // 2] if sizes else 13.0


def make_scene(pixels: Pixels, words: Sequence[TextLine], proposals: Proposals, em: float) -> Scene:
    """A scene of real words; marks under them are theirs."""
    near = BoxIndex(word.box for word in words)
    glyphs = [
        g
        for g in proposals.glyphs
        if not any(overlap_share(g.box, words[i].box) > 0.6 for i in near.meeting(g.box))
    ]
    busy = busy_mask(pixels) if proposals.busy is None else proposals.busy
    return Scene(pixels, list(words), list(proposals.regions), glyphs, em, busy)


def is_icon_text(line: TextLine, em: float) -> bool:
    """A picture that the reader took for letters."""
    text = line.text.replace(" ", "")
    if line.score < 0.4 or not text:
        return True
    odd = sum(c not in SURE_LETTERS and not c.isalnum() for c in text)
    if len(text) <= 3 and (odd >= len(text) / 2 or line.score < 0.7):
        return True
    if len(text) <= 2 and ord(text[0]) > 0x2E80 and line.score < 0.95:
        return True
    return len(text) <= 3 and line.em > ICON_EM * em and (line.em < 2 * em or line.score < 0.8)


def is_field_fill(scene: Scene, region: Region) -> bool:
    """Fields are the lightest thing on a light ground, and set off from a dark one."""
    around = ground_at(scene.pixels, region.box.grown(2))
    if lightness(around) > 110:
        return lightness(region.fill) > lightness(around) + 2 or min(region.fill) >= 250
    return contrast(region.fill, around) > 4


def in_stack(scene: Scene, box: Box, like: bool = False) -> bool:
    """Others of its width (and, where they are to be `like` it, of its height) stand right above or below:
    rows of a card or a table, and no fields."""
    beside = (
        r.box
        for r in scene.regions
        if abs(r.box.x0 - box.x0) <= 2 and abs(r.box.x1 - box.x1) <= 2 and r.box != box
    )
    return any(
        (-2 <= b.y0 - box.y1 <= 2 or -2 <= box.y0 - b.y1 <= 2)
        and (not like or abs(b.height - box.height) <= 2)
        for b in beside
    )


def stacks(regions: Sequence[Region], low: int, high: int, apart: int = 3) -> list[Box]:
    """Boxes of a width from `low` to `high`, those right above each other made one, the largest first.

    A selected row or a separator cuts an area into several regions of the same width.
    """
    boxes = sorted((r.box for r in regions if low <= r.box.width <= high), key=lambda b: b.y0)
    found: list[Box] = []
    for box in boxes:
        above = next((i for i, s in enumerate(found) if _continues(s, box, apart)), None)
        if above is None:
            found.append(box)
        else:
            last = found[above]
            found[above] = Box(x0=last.x0, y0=last.y0, x1=max(last.x1, box.x1), y1=max(last.y1, box.y1))
    return sorted((s for s in found if s.height >= 36), key=lambda b: -b.area)


def _continues(stack: Box, box: Box, apart: int) -> bool:
    aligned = abs(stack.x0 - box.x0) <= 5 and abs(stack.x1 - box.x1) <= 5
    return aligned and -3 <= box.y0 - stack.y1 <= apart


def text_box(lines: Sequence[TextLine]) -> Box:
    return Box(
        x0=min(line.box.x0 for line in lines),
        y0=min(line.box.y0 for line in lines),
        x1=max(line.box.x1 for line in lines),
        y1=max(line.box.y1 for line in lines),
    )


def rows_of_lines(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines grouped into rows from the top, each from the left."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda item: (item.box.middle_y, item.box.x0)):
        if rows and same_row(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda item: item.box.x0) for row in rows]


def lightness(colour: Colour) -> float:
    """Perceived lightness, 0 to 255 (ITU-R BT.601 luma)."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(a: Colour, b: Colour) -> float:
    """Largest difference of a channel, 0 to 255."""
    return float(max(abs(x - y) for x, y in zip(a, b, strict=True)))


def ground_at(pixels: Pixels, box: Box) -> Colour:
    """The colour that surrounds a box: the median of a ring two pixels outside it."""
    height, width = pixels.shape[:2]
    outer = box.grown(3)
    x0, y0 = max(0, outer.x0), max(0, outer.y0)
    x1, y1 = min(width, outer.x1) - 1, min(height, outer.y1) - 1
    if x1 <= x0 or y1 <= y0:
        return 0, 0, 0
    ring = np.concatenate(
        [pixels[y0, x0:x1], pixels[y1, x0:x1], pixels[y0:y1, x0], pixels[y0:y1, x1]], axis=0
    )
    red, green, blue = median(ring)
    return int(red), int(green), int(blue)


def median(values: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The median along the first axis: numpy's own takes several times as long for so few values."""
    middles = (len(values) - 1) // 2, len(values) // 2
    ordered = np.partition(values, middles, axis=0)
    return np.asarray((ordered[middles[0]].astype(int) + ordered[middles[1]]) / 2)


def edge_x(busy: NDArray[np.uint8], rows: Box, start: int, step: int, far: int, share: float) -> int | None:
    """The first column from `start` on that is an edge along at least `share` of the rows of a box."""
    columns = _within(start, step, far, busy.shape[1])
    part = busy[rows.y0 : rows.y1]
    if not len(columns) or not len(part):
        return None
    edges = part[:, columns] | part[:, np.maximum(columns - 1, 0)]
    return _first(columns, edges.mean(axis=0) >= share)


def edge_y(busy: NDArray[np.uint8], span: Box, start: int, step: int, far: int, share: float) -> int | None:
    """The first row from `start` on that is an edge along at least `share` of the columns of a box."""
    rows = _within(start, step, far, busy.shape[0])
    if not len(rows) or span.width < 4:
        return None
    return _first(rows, busy[rows, span.x0 : span.x1].mean(axis=1) >= share)


def _within(start: int, step: int, far: int, size: int) -> NDArray[np.int64]:
    """`far` steps from `start` on, up to the picture's edge."""
    steps = np.arange(start, start + step * far, step)
    return steps[: int(((steps >= 0) & (steps < size)).sum())] if 0 <= start < size else steps[:0]


def _first(places: NDArray[np.int64], chosen: NDArray[np.bool_]) -> int | None:
    return int(places[chosen.argmax()]) if chosen.any() else None
