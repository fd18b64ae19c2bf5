"""What was read and proposed on one picture, side by side, and the questions that the rules ask of it.

All sizes are those of a 100 % screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from agent.types import Box, Kind, Pixels, State
from vision.geometry import overlap_share, same_row
from vision.lines import Colour, TextLine
from vision.proposals import Glyph, Proposals, Region

ICON_EM = 1.35  # a letter or two, this much larger than the usual text, is an icon that was read as text
CONTROL_HEIGHT = (13, 72)
SURE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=%()<>.,#&?!")


@dataclass
class Thing:
    """An element in the making."""

    box: Box
    kind: Kind
    text: str = ""
    label: str = ""
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
    things: list[Thing] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # id() of the lines and glyphs that belong to a thing

    def free_lines(self) -> list[TextLine]:
        return [line for line in self.lines if id(line) not in self.used]

    def free_glyphs(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if id(glyph) not in self.used]

    def lines_in(self, box: Box) -> list[TextLine]:
        """Free lines that lie in a box, from the left."""
        inside = [line for line in self.free_lines() if overlap_share(line.box, box) > 0.6]
        return sorted(inside, key=lambda line: line.box.x0)

    def glyphs_in(self, box: Box) -> list[Glyph]:
        """Free glyphs that lie in a box and are not its rim, from the left."""
        inner = box.grown(-1)
        inside = [
            g
            for g in self.free_glyphs()
            if box.encloses(g.box)
            and (inner.encloses(g.box) or g.box.width > 4)
            and g.box.height < 0.9 * box.height
        ]
        return sorted(inside, key=lambda g: g.box.x0)

    def add(self, thing: Thing, parts: Iterable[TextLine | Glyph] = ()) -> Thing:
        self.things.append(thing)
        self.used.update(id(part) for part in parts)
        return thing

    def taken(self, box: Box, most: float = 0.5) -> bool:
        """Some thing stands there already."""
        return any(overlap_share(box, thing.box) > most for thing in self.things)


def make_scene(pixels: Pixels, lines: Sequence[TextLine], proposals: Proposals) -> Scene:
    """Sorts text that is none (icons read as letters) to the glyphs."""
    sizes = sorted(line.em for line in lines if len(line.text) > 2)
    em = sizes[len(sizes) // 2] if sizes else 13.0
    words = [line for line in lines if not is_icon_text(line, em)]
    glyphs = [g for g in proposals.glyphs if not any(overlap_share(g.box, w.box) > 0.6 for w in words)]
    return Scene(pixels, words, list(proposals.regions), glyphs, em)


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
    for line in sorted(lines, key=lambda item: (item.box.centre.y, item.box.x0)):
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
    red, green, blue = np.median(ring, axis=0)
    return int(red), int(green), int(blue)
