"""Whether what came up while somebody typed is a row of dots, told from the pixels alone. Pure.

Letters differ; the dots that stand for them do not. What looks the same moved on by one mark, and the same
upside down, is no writing of different letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Frame

FEWEST = 3
CONTRAST = 60  # of 255, between ground and ink
LARGEST = 48  # pixels of height
SOLID = 0.9  # share of ink from which it is a bar, such as a selection
CARET = 3  # pixels of width that a text cursor has at the most
ROUND = 0.75  # width of a mark by its height, at the least
PITCH = (0.95, 4.5)  # from one mark to the next (or the one after it), by height
AGAIN = 0.75  # how much is the same when it is moved on by one mark
MIRRORED = 0.75  # … and upside down
ALL_ALIKE = 0.65  # … where there are as many as letters; these reach 0.5 where they differ
DIFFERENT = 5  # letters at the least, for their being all alike to tell
BETWEEN = 0.15  # how much less is the same half-way
EDGE, ALONG = 4, 0.7  # pixels from an edge, and share of it, that a line along it has
LATE = 2  # so many of the last letters may not have been drawn yet
GAPS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.7)  # between two marks, by the pitch
Ink = NDArray[np.float32]
"""[H, W]: 0 for the ground, 1 for full ink."""


def shows_dots(after: Frame, where: Sequence[Box], typed: str) -> bool:
    """`where`: what changed while `typed` was typed."""
    if len(set(typed)) < 2:  # a row of equal letters looks like a row of dots
        return False
    rows = [_without_caret(_without_frame(_ink(after, box))) for box in where]
    drawn = [row for row in rows if row.size and float((row > 0.5).mean()) < SOLID]
    return any(_is_row(row) or _is_of_one_mark(row, typed) for row in drawn)


def _ink(frame: Frame, box: Box) -> Ink:
    """What differs from the ground, which is at the edges: dots are in the middle of a field's height."""
    pixels = frame.crop(box.grown(1))
    if not pixels.size:
        return np.zeros((0, 0), np.float32)
    grey = pixels.astype(np.float32).mean(axis=2)
    ground = float(np.median(np.concatenate([grey[0], grey[-1]])))
    apart = np.abs(grey - ground)
    return np.asarray(apart / apart.max(), np.float32) if apart.max() > CONTRAST else np.zeros_like(grey)


def _without_frame(ink: Ink) -> Ink:
    """Without lines along its edges: a field that gets the focus is drawn round."""
    inside = ink.copy()
    for turned in (inside, inside.T):
        for edge in (slice(None, EDGE), slice(-EDGE, None)):
            lines = (turned[edge] > 0.3).mean(axis=1) > ALONG if turned.size else np.zeros(0, np.bool_)
            turned[edge][lines] = 0
    return inside


def _without_caret(ink: Ink) -> Ink:
    """Cut to its own rows and columns, after a line as thin and as tall as a text cursor is taken out."""
    rest = ink.copy()
    pieces = list(_pieces(ink))
    usual = sorted(height for _, _, height in pieces)[len(pieces) // 2] if pieces else 0
    for left, right, height in pieces:
        if right - left <= CARET and height >= 2 * CARET and (height > usual or len(pieces) == 1):
            rest[:, left:right] = 0
    black = rest > 0.5
    rows, columns = np.flatnonzero(black.any(axis=1)), np.flatnonzero(black.any(axis=0))
    return rest[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if rows.size else rest[:0]


def _pieces(ink: Ink) -> Iterator[tuple[int, int, int]]:
    """What stands apart from left to right: first column, last column (exclusive), height."""
    black = ink > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], black.any(axis=0).astype(np.int8), [0]))))
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        yield int(left), int(right), int(black[:, left:right].any(axis=1).sum())


def _is_row(ink: Ink) -> bool:
    height, width = ink.shape
    if not 2 <= height <= LARGEST or _alike(ink, ink[::-1]) < MIRRORED:
        return False
    if any(right - left + 1 < ROUND * height for left, right, _ in _pieces(ink)):
        return False
    least, most = (max(2.0, share * height) for share in PITCH)
    pitches = [pitch / 2 for pitch in range(int(2 * least), int(2 * most) + 1)]
    long = [pitch for pitch in pitches if width >= (FEWEST - 1) * pitch + 0.5 * height]
    return any(_comes_again(ink, pitch, AGAIN) for pitch in long)


def _is_of_one_mark(ink: Ink, typed: str) -> bool:
    """So many marks as letters, or nearly, of any shape but all alike, though the letters are not."""
    height, width = ink.shape
    if not 2 <= height <= LARGEST or len(typed) < FEWEST or len(set(typed)) < min(DIFFERENT, len(typed)):
        return False
    pitches = set()
    for count in range(max(FEWEST, len(typed) - LATE), len(typed) + 1):
        pitches |= {round(2 * width / (count - gap)) / 2 for gap in GAPS}
    return any(2 <= pitch < width and _comes_again(ink, pitch, ALL_ALIKE) for pitch in pitches)


def _comes_again(ink: Ink, pitch: float, least: float) -> bool:
    """Whether it is alike moved on by so much, and not by half of it, as a line is wherever it is moved."""
    alike = _alike(*_moved(ink, pitch))
    return alike >= least and alike - _alike(*_moved(ink, round(pitch) / 2)) >= BETWEEN


def _moved(ink: Ink, pitch: float) -> tuple[Ink, Ink]:
    """The ink without its first `pitch` columns, and without its last; between pixels where it falls so."""
    whole = int(pitch)
    if pitch == whole:
        return ink[:, whole:], ink[:, :-whole]
    between = np.asarray((ink[:, whole:-1] + ink[:, whole + 1 :]) / 2, np.float32)
    return between, ink[:, : between.shape[1]]


def _alike(one: Ink, other: Ink) -> float:
    """Shared ink by all ink."""
    whole = float(np.maximum(one, other).sum())
    return float(np.minimum(one, other).sum()) / whole if whole else 0.0
